"""`kpirules impact --against-overlay`: what a local policy would change, before anybody is held to it."""

from collections.abc import Callable
from pathlib import Path

OVERLAY = Path(__file__).parents[3] / "examples" / "overlay" / "county.toml"
STRICT = """\
name = "strict"
title = { zh = "更严", en = "Stricter" }
extends = "cn"
since = 2021-01-01

[parameters.satisfaction-minimum]
minimum = 95
"""

Cli = Callable[..., tuple[int, str, str]]


def test_what_an_overlay_would_change(cli: Cli, folder: Path) -> None:
    (folder / "strict.toml").write_text(STRICT, encoding="utf-8")
    status, said, errors = cli("impact", "--against-overlay", "strict.toml", "--lang", "en", "clean.toml")
    assert (status, errors) == (0, "")
    assert said.splitlines()[:2] == ["1 of 1 tables change, 1 outcomes in all", "  CN312: not applicable → fail: 1"]


def test_one_that_does_not_apply_changes_nothing(cli: Cli) -> None:
    status, said, errors = cli("impact", "--against-overlay", str(OVERLAY), "--lang", "en", "clean.toml")
    assert (status, errors) == (0, "")
    assert said.startswith("0 of 1 tables change")


def test_without_anything_to_compare_with_it_says_what_there_is(cli: Cli) -> None:
    status, said, errors = cli("impact", "clean.toml")
    assert (status, said) == (2, "")
    assert "give --against, --against-as-of, --against-overlay or --set" in errors
