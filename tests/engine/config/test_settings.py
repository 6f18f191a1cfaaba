"""Settings: defaults, one file with its chain of extends, the command line; each key knows its origin."""

from datetime import date
from pathlib import Path

import pytest

from kpirules.config.settings import Settings, discover, load_settings, merge, refuse_power_beside_data
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
        ("rule-seconds = 0", "Expected `int` >= 1 - at `$.rule-seconds`"),
        ("rule-seconds = 61", "Expected `int` <= 60 - at `$.rule-seconds`"),
        ("packs = [{ folder = 'a' }]", "packs: a has no files with their SHA-256"),
        ("packs = [{ files = {} }]", "Object missing required field `folder` - at `$.packs[0]`"),
        ("packs = ['a']", "Expected `object`, got `str` - at `$.packs[0]`"),
        ("overlays = 'a'", "Expected `array`, got `str` - at `$.overlays`"),
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


def test_paths_are_as_seen_from_the_file_that_names_them(tmp_path: Path) -> None:
    base = write(tmp_path / "own" / "base.toml", "overlays = ['a.toml']\npacks = [{ folder = 'b', files = {} }]\n")
    path = write(tmp_path / "kpirules.toml", "extends = 'own/base.toml'")
    loaded = load_settings(path)
    assert loaded.settings.overlays == (str(tmp_path / "own" / "a.toml"),)
    assert [pack.folder for pack in loaded.settings.packs] == [str(tmp_path / "own" / "b")]
    assert loaded.origins["packs"] == str(base)


@pytest.mark.parametrize(
    ("given", "is_beside"),
    [("data", True), ("data/a.toml", True), (".", True), ("data/below/a.toml", False), ("other", False), ("-", False)],
)
def test_a_file_with_packs_beside_the_data_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, is_beside: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "below").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    loaded = load_settings(write(tmp_path / "data" / "kpirules.toml", "packs = [{ folder = 'b', files = {} }]"))
    if not is_beside:
        refuse_power_beside_data(loaded, [given])
        return
    with pytest.raises(ConfigurationError, match="names local packs and lies beside the data in"):
        refuse_power_beside_data(loaded, ["other", given])
