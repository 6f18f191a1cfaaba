"""Limits of the readers: an operator may set them, whoever hands in a submission may at most lower them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kpirules import Checker
from kpirules.config.limits import Limits
from kpirules.config.settings import Settings
from tests.engine.readers.laid_out import form_rows
from tests.engine.readers.layouts import drawn, xlsx
from tests.engine.readers.pdf_files import Drawing
from tests.engine.readers.test_spreadsheet import PLAIN
from tests.engine.readers.test_word_document import TABLES

Cli = Callable[..., tuple[int, str, str]]

MERGES = 2
"""Merged ranges of the workbook: its title and the project."""
BEYOND = "合并区域为 {value}，超过上限 {limit}; 请删去无关内容或拆分文件"


@pytest.fixture(autouse=True)
def sent(folder: Path) -> Path:
    """A workbook in a folder of its own, as departments send it."""
    path = folder / "sent" / "a.xlsx"
    path.parent.mkdir()
    path.write_bytes(xlsx(drawn(PLAIN)))
    return path


def pages(count: int) -> bytes:
    drawing = Drawing()
    for number in range(count):
        if number:
            drawing.new_page()
        drawing.line(TABLES[0].title)
        drawing.table(form_rows(TABLES[0]))
    return drawing.data()


def test_a_limit_in_the_configuration_holds_for_check_and_for_read(cli: Cli, folder: Path) -> None:
    (folder / "kpirules.toml").write_text("[limits]\nmerges = 1\n", encoding="utf-8")
    told = f"sent/a.xlsx: error[KPI-E401]: {BEYOND.format(value=MERGES, limit=1)}\n"
    status, _, err = cli("check", "sent/a.xlsx", "--lang", "zh")
    assert (status, err) == (2, told)
    assert cli("read", "sent/a.xlsx", "--lang", "zh") == (2, "", told)
    (folder / "kpirules.toml").write_text(f"[limits]\nmerges = {MERGES}\n", encoding="utf-8")
    assert cli("read", "sent/a.xlsx")[0] == 0


def test_a_limit_can_be_raised(cli: Cli, folder: Path) -> None:
    (folder / "sent" / "a.pdf").write_bytes(pages(3))
    (folder / "kpirules.toml").write_text("[limits]\npages = 1\n", encoding="utf-8")
    status, _, err = cli("read", "sent/a.pdf", "--lang", "en")
    assert status == 2
    assert "error[KPI-E401]: pages: 3, more than the limit of 1" in err
    (folder / "kpirules.toml").write_text("[limits]\npages = 3_000\nseconds = 60\nmemory-mb = 900\n", encoding="utf-8")
    assert cli("read", "sent/a.pdf")[0] == 0


def test_it_holds_for_standard_input_and_for_what_lies_in_an_archive(folder: Path) -> None:
    (folder / "kpirules.toml").write_text("[limits]\nfile-mb = 1\nmembers = 2\n", encoding="utf-8")
    command = [sys.executable, "-m", "kpirules", "check", "-", "--stdin-filename", "a.json", "--lang", "en"]
    done = subprocess.run(command, input=b" " * 1_048_577, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"1048577 bytes, more than the limit of 1048576" in done.stderr
    done = subprocess.run([*command[:4], "sent/a.xlsx"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"error[KPI-E401]" in done.stderr


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("sheet = 1", "unknown field `sheet`"),
        ("sheets = 0", "`int` >= 1"),
        ("seconds = 0", "`float` > 0"),
        ("memory-mb = 10", "`int` >= 100"),
    ],
)
def test_what_is_no_limit_is_an_error_before_anything_is_read(
    cli: Cli, folder: Path, text: str, complaint: str
) -> None:
    (folder / "kpirules.toml").write_text(f"[limits]\n{text}\n", encoding="utf-8")
    status, out, err = cli("check", "sent/a.xlsx")
    assert (status, out) == (2, "")
    assert complaint in err


@pytest.mark.parametrize("text", ["pages = 2_001", "seconds = 30.5", "merges = 1\nmemory-mb = 701"])
def test_a_configuration_beside_the_data_raises_no_limit(cli: Cli, folder: Path, text: str) -> None:
    (folder / "sent" / "kpirules.toml").write_text(f"[limits]\n{text}\n", encoding="utf-8")
    status, out, err = cli("check", "--config", "sent/kpirules.toml", "sent/a.xlsx")
    assert (status, out) == (2, "")
    key = text.splitlines()[-1].split(" ")[0]
    assert f"raises limits.{key} and lies beside the data in sent/a.xlsx: it may only lower a limit" in err


def test_a_configuration_beside_the_data_may_lower_one(cli: Cli, folder: Path) -> None:
    (folder / "sent" / "kpirules.toml").write_text("[limits]\nmerges = 1\nseconds = 30\n", encoding="utf-8")
    assert "KPI-E401" in cli("check", "--config", "sent/kpirules.toml", "sent/a.xlsx")[2]


def test_checkers_with_limits_of_their_own_stand_side_by_side(sent: Path) -> None:
    narrow = Checker(settings=Settings(limits=Limits(merges=1)))
    assert [one.code for one in narrow.check(sent).inputs[0].problems] == ["KPI-E401"]
    assert Checker().check(sent).inputs[0].problems == ()
    assert [one.code for one in narrow.check(sent).inputs[0].problems] == ["KPI-E401"]
