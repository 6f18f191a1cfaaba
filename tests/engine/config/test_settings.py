"""Settings: defaults, one file with its chain of extends, the command line; each key knows its origin."""

from datetime import date
from pathlib import Path

import pytest

from kpirules.config.settings import Settings, discover, load_settings, merge
from kpirules.errors import ConfigurationError


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    loaded = load_settings(None)
    assert loaded.settings == Settings()
    assert loaded.origins == {}


def test_a_file_sets_keys_and_is_their_origin(tmp_path: Path) -> None:
    path = write(tmp_path / "kpirules.toml", 'policy = "cn"\nas-of = 2021-06-30\nignore = ["CN401"]\n')
    loaded = load_settings(path)
    assert (loaded.settings.policy, loaded.settings.as_of, loaded.settings.ignore) == (
        "cn",
        date(2021, 6, 30),
        ("CN401",),
    )
    assert loaded.origins == dict.fromkeys(["policy", "as-of", "ignore"], str(path))


def test_a_table_in_pyproject_counts_too(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[tool.kpirules]\nlang = "zh"\n')
    assert discover(tmp_path) == path
    assert load_settings(path).settings.lang == "zh"


def test_a_pyproject_without_the_table_is_passed_over(tmp_path: Path) -> None:
    above = write(tmp_path / "kpirules.toml", "")
    write(tmp_path / "below" / "pyproject.toml", "[tool.other]\nx = 1\n")
    assert discover(tmp_path / "below") == above


def test_extends_is_merged_below(tmp_path: Path) -> None:
    base = write(tmp_path / "base.toml", 'policy = "cn"\nlang = "zh"\n')
    path = write(tmp_path / "kpirules.toml", 'extends = "base.toml"\nlang = "en"\n')
    loaded = load_settings(path)
    assert (loaded.settings.policy, loaded.settings.lang) == ("cn", "en")
    assert loaded.origins == {"policy": str(base), "lang": str(path)}


def test_the_command_line_wins_and_what_it_does_not_give_stays(tmp_path: Path) -> None:
    path = write(tmp_path / "kpirules.toml", 'policy = "cn"\nlang = "zh"\n')
    merged = merge(load_settings(path), {"policy": "ningxia-2021", "lang": None}, "command line")
    assert (merged.settings.policy, merged.settings.lang) == ("ningxia-2021", "zh")
    assert merged.origins == {"policy": "command line", "lang": str(path)}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("polcy = 'cn'", "Object contains unknown field `polcy`"),
        ("policy = 1", "Expected `str | null`, got `int` - at `$.policy`"),
        ("fail-on = ['pass']", "Invalid enum value 'pass' - at `$.fail-on[0]`"),
        ("policy = ", "cannot be read"),
        ("extends = 'kpirules.toml'", "extends goes in a circle or too far"),
        ("extends = 'nowhere.toml'", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, what: str) -> None:
    write(tmp_path / "kpirules.toml", text)
    with pytest.raises(ConfigurationError) as caught:
        load_settings(tmp_path / "kpirules.toml")
    assert what in caught.value.what
    assert str(tmp_path) in caught.value.where


def test_a_bad_key_in_an_extended_file_names_that_file(tmp_path: Path) -> None:
    base = write(tmp_path / "base.toml", "polcy = 'cn'")
    path = write(tmp_path / "kpirules.toml", "extends = 'base.toml'")
    with pytest.raises(ConfigurationError) as caught:
        load_settings(path)
    assert caught.value.where == str(base)
