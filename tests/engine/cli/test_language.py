"""Messages in Chinese or English: as asked for, else as configured, else as the locale says, else English."""

from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]

ENGLISH = "files: 1 given, 1 checked, 0 refused"
CHINESE = "文件：给出1，查完1，拒绝0"


@pytest.mark.parametrize(("language", "expected"), [("en", ENGLISH), ("zh", CHINESE)])
def test_the_option_decides(cli: Cli, monkeypatch: pytest.MonkeyPatch, language: str, expected: str) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8" if language == "en" else "en_GB.UTF-8")
    assert expected in cli("check", "--lang", language, "clean.toml")[1]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ENGLISH),
        ({"LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LANG": "C.UTF-8"}, ENGLISH),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.GB18030"}, CHINESE),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, ENGLISH),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "zh_TW"}, CHINESE),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, CHINESE),
    ],
)
def test_without_it_the_locale_decides(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert expected in cli("check", "clean.toml")[1]


def test_the_configuration_comes_before_the_locale_and_after_the_option(cli: Cli, folder: Path) -> None:
    (folder / "kpirules.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert CHINESE in cli("check", "clean.toml")[1]
    assert ENGLISH in cli("check", "--lang", "en", "clean.toml")[1]


def test_findings_errors_and_catalogue_speak_it_too(cli: Cli) -> None:
    assert "不符合" in cli("check", "--lang", "zh", "dear.toml")[1]
    assert "不认识的文件类型" in cli("check", "--lang", "zh", "scan.tiff")[2]
    assert "不认识的文件类型" in cli("read", "--lang", "zh", "scan.tiff")[2]
    assert "\n理由\n" in cli("explain", "CN203", "--lang", "zh")[1]
    assert "\nWhy\n" in cli("explain", "CN203", "--lang", "en")[1]
    assert cli("rules", "--lang", "zh")[1] != cli("rules", "--lang", "en")[1]
    assert cli("policies", "--lang", "zh")[1] != cli("policies", "--lang", "en")[1]
