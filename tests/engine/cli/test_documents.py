"""Documents of every kind in one run: what cannot be read costs itself, and the run ends in 2."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.readers.laid_out import form_rows
from tests.engine.readers.old_word_files import line, old_document, old_table
from tests.engine.readers.pdf_files import Drawing
from tests.engine.readers.test_web_page import html
from tests.engine.readers.test_word_document import TABLES
from tests.engine.readers.word_files import archive, document, paragraph, word_table

Cli = Callable[..., tuple[int, str, str]]
ONE = TABLES[0]


def pdf() -> bytes:
    drawing = Drawing()
    drawing.line(ONE.title)
    drawing.table(form_rows(ONE))
    return drawing.data()


GOOD = {
    "a.docx": document(paragraph(ONE.title) + word_table(form_rows(ONE))),
    "b.doc": old_document([line(ONE.title), *old_table(form_rows(ONE))]),
    "c.html": html().encode(),
    "d.pdf": pdf(),
}
HOSTILE = {
    "bomb.docx": document(" " * 20_000_000),
    "entities.docx": archive({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    "deep.docx": document("<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300),
    "half.docx": GOOD["a.docx"][:1500],
    "no-document.docx": archive({"[Content_Types].xml": "<Types/>"}),
    "half.doc": GOOD["b.doc"][:5000],
    "half.html": GOOD["c.html"][:20_000] + b"<td",
    "half.pdf": GOOD["d.pdf"][:5000],
    "scan.pdf": b"%PDF-1.4\n%%EOF",
    "empty.zip": archive({}),
    "empty.docx": b"",
}


def test_all_kinds_give_the_same_findings(cli: Cli, folder: Path) -> None:
    said = set()
    for name, data in GOOD.items():
        if name != "c.html":
            (folder / name).write_bytes(data)
            status, out, err = cli("check", "--policy", "ningxia-2021", name)
            assert (status, err) == (0, "")
            said.add(out.splitlines()[-1])
    assert len(said) == 1


@pytest.mark.parametrize("order", [1, -1])
def test_each_refused_file_is_named_and_the_others_are_checked(cli: Cli, folder: Path, order: int) -> None:
    for name, data in [*GOOD.items(), *HOSTILE.items()][::order]:
        (folder / name).write_bytes(data)
    os.mkfifo(folder / "pipe.docx")
    (folder / "device.pdf").symlink_to("/dev/zero")
    status, out, err = cli("check", "--policy", "ningxia-2021", *GOOD, *HOSTILE, "pipe.docx", "device.pdf")
    assert status == 2
    assert f"{len(GOOD) + len(HOSTILE) + 2} given, {len(GOOD)} checked, {len(HOSTILE) + 2} refused" in out
    for name in (*HOSTILE, "pipe.docx", "device.pdf"):
        assert f"{name}: error[KPI-E" in err
        assert "KPI-E108" not in err


@pytest.mark.parametrize("name", list(GOOD))
def test_what_read_writes_reads_back(cli: Cli, folder: Path, name: str) -> None:
    (folder / name).write_bytes(GOOD[name])
    status, out, err = cli("read", "--format", "toml", name)
    assert (status, err) == (0, "")
    (folder / "again.toml").write_text(out, encoding="utf-8")
    assert cli("read", "--format", "toml", "again.toml")[:2] == (0, out)
