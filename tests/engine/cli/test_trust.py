"""Code runs because the operator named it, and never because of what lies beside the data."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"
Cli = Callable[..., tuple[int, str, str]]

TABLE = """\
form = "countybureau-2021"
fiscal_year = 2021
project = "乡村道路养护"
indicators = [{ category = "output.timeliness", name = "完工时间", value = "2021年12月底前" }]
"""


@pytest.fixture
def desk(folder: Path) -> Path:
    """The folder that the operator works in: a pack, and a submission in a folder of its own."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(EXAMPLES / "local-pack" / "countybureau", folder / "countybureau", ignore=ignore)
    (folder / "handed-in").mkdir()
    (folder / "handed-in" / "table.toml").write_text(TABLE, encoding="utf-8")
    return folder


def trust(cli: Cli, file: Path, pack: Path | str = "countybureau") -> None:
    """Store what `kpirules digests` prints."""
    status, printed, said = cli("digests", str(pack))
    assert (status, said) == (0, "")
    file.write_text(printed, encoding="utf-8")


def test_named_on_the_command_line_it_is_loaded(cli: Cli, desk: Path) -> None:
    status, said, errors = cli("check", "--packs", "countybureau", "--select", "CB", "handed-in")
    assert (status, errors) == (1, "")
    assert "CB101 deadline-before-closing" in said


def test_not_named_it_is_not_there(cli: Cli, desk: Path) -> None:
    status, said, errors = cli("check", "--select", "CB", "handed-in")
    assert (status, said) == (2, "")
    assert "the selector CB matches no rule" in errors


@pytest.mark.parametrize(
    "command", [("rules", "--select", "CB"), ("explain", "CB101"), ("forms", "countybureau-2021"), ("policies",)]
)
def test_every_catalogue_knows_it(cli: Cli, desk: Path, command: tuple[str, ...]) -> None:
    status, said, errors = cli(*command, "--packs", "countybureau", "--lang", "en")
    assert (status, errors) == (0, "")
    assert "county" in said or "CB101" in said


def test_a_file_on_its_form_can_be_read(cli: Cli, desk: Path) -> None:
    status, said, _ = cli("read", "--packs", "countybureau", "--format", "toml", "handed-in/table.toml")
    assert status == 0
    assert "countybureau-2021" in said


def test_trusted_in_the_operators_configuration_it_is_loaded(cli: Cli, desk: Path) -> None:
    trust(cli, desk / "kpirules.toml")
    status, said, errors = cli("check", "--select", "CB", "handed-in")
    assert (status, errors) == (1, "")
    assert "CB101" in said


def test_a_folder_is_named_as_seen_from_the_configuration(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(cli, desk / "kpirules.toml")
    monkeypatch.chdir(desk / "handed-in")
    assert cli("rules", "--select", "CB")[:1] == (0,)


def test_a_changed_pack_is_refused_with_what_to_do(cli: Cli, desk: Path) -> None:
    trust(cli, desk / "kpirules.toml")
    (desk / "countybureau" / "time" / "more.py").write_text("", encoding="utf-8")
    status, said, errors = cli("check", "handed-in")
    assert (status, said) == (2, "")
    assert "is not what you trusted (added: time/more.py)" in errors
    assert "kpirules digests" in errors


def test_whoever_names_a_pack_trusts_it_as_it_is_now(cli: Cli, desk: Path) -> None:
    """While its author works on it, the stored digests are those of yesterday."""
    trust(cli, desk / "kpirules.toml")
    (desk / "countybureau" / "time" / "more.py").write_text("", encoding="utf-8")
    assert cli("check", "--packs", "./countybureau", "--select", "CB", "handed-in")[0] == 1
    assert cli("test", "countybureau/")[0] == 0
    assert cli("check", "--select", "CB", "handed-in")[0] == 2


def test_without_digests_a_configuration_loads_no_code(cli: Cli, desk: Path) -> None:
    (desk / "kpirules.toml").write_text('packs = [{ folder = "countybureau" }]\n', encoding="utf-8")
    status, said, errors = cli("check", "handed-in")
    assert (status, said) == (2, "")
    assert "packs: countybureau has no files with their SHA-256; store what `kpirules digests countybureau`" in errors


@pytest.mark.parametrize(
    ("where", "given"),
    [
        ("handed-in", "."),
        ("handed-in", "table.toml"),
        (".", "."),
        ("handed-in/below", "../table.toml"),
        ("handed-in/below", ".."),
    ],
)
def test_a_configuration_beside_the_data_loads_no_code(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch, where: str, given: str
) -> None:
    """An outsider can compute digests too."""
    here = desk / where
    here.mkdir(exist_ok=True)
    pack = shutil.copytree(desk / "countybureau", here / "pack")
    (pack / "__init__.py").write_text(f"open({str(desk / 'ran')!r}, 'w')", encoding="utf-8")
    trust(cli, here / "kpirules.toml", pack)
    monkeypatch.chdir(here)
    for command in ("check", "policies"):
        status, said, errors = cli(command, given)
        assert (status, said) == (2, "")
        assert "names local packs and lies beside the data in" in errors
        assert "move it to a folder above the data, or name the pack on the command line with --packs" in errors
    assert not (desk / "ran").exists()


def test_named_with_config_it_loads_no_code_from_beside_the_data_either(cli: Cli, desk: Path) -> None:
    trust(cli, desk / "handed-in" / "kpirules.toml")
    status, _, errors = cli("check", "--config", "handed-in/kpirules.toml", "handed-in")
    assert (status, "lies beside the data" in errors) == (2, True)


def test_a_configuration_beside_the_data_may_extend_the_operators(cli: Cli, desk: Path) -> None:
    """The operator's file names the pack, and lies elsewhere."""
    trust(cli, desk / "own.toml")
    (desk / "handed-in" / "kpirules.toml").write_text('extends = "../own.toml"\n', encoding="utf-8")
    assert cli("check", "--config", "handed-in/kpirules.toml", "--select", "CB", "handed-in")[0] == 1


def test_overlays_come_from_the_command_line_and_from_the_configuration(cli: Cli, desk: Path) -> None:
    overlay = EXAMPLES / "overlay" / "county.toml"
    status, said, _ = cli("policies", "--overlay", str(overlay), "--lang", "en")
    assert (status, "county-2021  2021-01-01" in said) == (0, True)
    shutil.copy(overlay, desk / "countybureau" / "county.toml")
    (desk / "kpirules.toml").write_text('overlays = ["countybureau/county.toml"]\n', encoding="utf-8")
    assert "county-2021" in cli("policies", "--lang", "en")[1]


def test_an_overlay_that_loosens_stops_the_run_before_anything_is_read(cli: Cli, desk: Path) -> None:
    text = (EXAMPLES / "overlay" / "county.toml").read_text(encoding="utf-8")
    loose = desk / "loose.toml"
    loose.write_text(f"{text}\n[parameters.stale-year]\nyears_back = 1\n", encoding="utf-8")
    status, said, errors = cli("check", "--overlay", "loose.toml", "clean.toml")
    assert (status, said) == (2, "")
    assert errors == (
        "kpirules: error: loose.toml: CN407 years_back: 1 is looser than 3, which it replaces "
        "(the rule's own value since 2015-01-01: 3); it may only go up; set a stricter value or none\n"
    )
