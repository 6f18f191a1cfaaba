"""`kpirules doctor`: everything that is loaded with its origin, and everything that was refused with the reason."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from kpirules.registry.folders import digest, digests

EXAMPLES = Path(__file__).parents[3] / "examples"
OVERLAY = EXAMPLES / "overlay" / "county.toml"

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pack(folder: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__")
    return shutil.copytree(EXAMPLES / "local-pack" / "countybureau", folder / "countybureau", ignore=ignore)


def doctor(cli: Cli, *options: str) -> tuple[int, list[str]]:
    status, said, errors = cli("doctor", "--lang", "en", *options)
    assert errors == ""
    return status, said.splitlines()


def test_what_is_installed(cli: Cli) -> None:
    status, lines = doctor(cli)
    assert status == 0
    assert lines[-1] == "refused: 0"
    packs = [line for line in lines if line.startswith("pack ")]
    assert [line.partition(":")[0] for line in packs] == ["pack cn (codes CN)", "pack ningxia (codes NX)"]
    assert all(line.split(":")[1].startswith(" installed distribution kpirules ") for line in packs)
    assert "hook kpirules_pack: implemented by kpirules:cn" in lines
    assert "  policies: ningxia-2021" in lines


def test_what_the_operator_named(cli: Cli, pack: Path) -> None:
    status, lines = doctor(cli, "--packs", "countybureau", "--overlay", str(OVERLAY))
    assert status == 0
    whole = digest(digests(pack))
    at = lines.index(f"pack countybureau (codes CB): local pack, version {whole[:12]}")
    assert lines[at + 1 : at + 6] == [
        "  folder: countybureau",
        f"  SHA-256: {whole}",
        "  rules: 1 (CB101 … CB101)",
        "  forms: countybureau-2021",
        "  policies: countybureau-2021",
    ]
    at = lines.index("overlay county-2021: tightens ningxia-2021, 2021-01-01 … 2021-12-31")
    assert lines[at + 1 : at + 3] == [f"  file: {OVERLAY}", f"  SHA-256: {sha256(OVERLAY.read_bytes()).hexdigest()}"]


def test_one_changed_sign_changes_the_digest(cli: Cli, pack: Path) -> None:
    before = digest(digests(pack))
    rule = pack / "time" / "deadline_before_closing.py"
    rule.write_text(rule.read_text(encoding="utf-8") + "#", encoding="utf-8")
    assert f"  SHA-256: {before}" not in doctor(cli, "--packs", "countybureau")[1]


RULE = "time/deadline_before_closing"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("pack.toml", 'prefix = "CB"', 'prefix = "CN"', "CN is claimed by"),
        (f"{RULE}.toml", 'code = "CB101"', 'code = "CN999"', "code CN999 lies outside the prefix CB"),
        (f"{RULE}.toml", 'family = "time"', 'familiy = "time"', "familiy"),
        (f"{RULE}.py", "closing_month: int", "month: int", "check takes the parameters ['month']"),
        (f"{RULE}.py", "from kpirules.author", "from kpirules.nowhere", "cannot be imported: ModuleNotFoundError"),
        ("policies/countybureau-2021.toml", '"countybureau"]', '"nowhere"]', "the selector nowhere matches no rule"),
        ("policies/countybureau-2021.toml", 'extends = "cn"', 'extends = "cnn"', "its chain of extends breaks at cnn"),
    ],
)
def test_what_is_refused_is_named_and_the_rest_is_listed(
    cli: Cli, pack: Path, name: str, old: str, new: str, said: str
) -> None:
    text = (pack / name).read_text(encoding="utf-8")
    assert old in text
    (pack / name).write_text(text.replace(old, new), encoding="utf-8")
    status, lines = doctor(cli, "--packs", "countybureau")
    assert status == 2
    assert lines[-2] == "refused: 1"
    assert said in lines[-1]
    assert "countybureau" in lines[-1]
    assert "pack cn (codes CN): installed distribution kpirules" in "\n".join(lines)


def test_several_reasons_are_told_at_once(cli: Cli, pack: Path) -> None:
    (pack / "pack.toml").unlink()
    status, lines = doctor(cli, "--packs", "countybureau", "--packs", "nowhere", "--overlay", "missing.toml")
    assert status == 2
    at = lines.index("refused: 3")
    assert [line.split(": ")[0].strip() for line in lines[at + 1 :]] == [
        "local pack countybureau/pack.toml",
        "local pack nowhere",
        "missing.toml",
    ]
