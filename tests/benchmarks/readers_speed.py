"""Each reader against the bare library under it, on the twelve tables and on many, in one run.

`python -m tests.benchmarks.readers_speed [COPIES]` prints processor time a table and the ratio. The reader works in
this process: what starting one of its own costs would blur the comparison.
"""

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from lxml import etree
from python_calamine import CalamineWorkbook

from kpirules.model import TargetTable
from kpirules.readers import read_file
from kpirules.readers.pdf.pdf_file import read_pdf
from kpirules.readers.spreadsheets.spreadsheet import read_spreadsheet
from kpirules.readers.word.word_document import read_document
from kpirules.registry.loading import load_index
from tests.engine.readers.laid_out import form_rows
from tests.engine.readers.layouts import Page, ningxia, xlsx
from tests.engine.readers.pdf_files import Drawing
from tests.engine.readers.word_files import document, paragraph, word_table

INDEX = load_index()
FORMS = tuple(INDEX.forms.values())
EXAMPLE = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "tables.toml"
ROUNDS = 3


def workbook(tables: tuple[TargetTable, ...]) -> bytes:
    page = Page("绩效目标表")
    for table in tables:
        ningxia(table, INDEX.forms["ningxia-2021"], page)
    return xlsx(page)


def word(tables: tuple[TargetTable, ...]) -> bytes:
    return document("".join(paragraph(one.title) + word_table(form_rows(one)) + paragraph("") for one in tables))


def pdf(tables: tuple[TargetTable, ...]) -> bytes:
    drawing = Drawing()
    for table in tables:
        drawing.line(table.title)
        drawing.table(form_rows(table))
    return drawing.data()


def bare_workbook(data: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def bare_word(data: bytes) -> None:
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    for text in tree.iter("{*}t"):
        str(text.text)


def bare_pdf(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as book:
        for page in book.pages:
            page.extract_tables()


FORMATS: dict[str, tuple[Callable[..., bytes], Callable[[bytes], None], Callable[..., object]]] = {
    "xlsx": (workbook, bare_workbook, read_spreadsheet),
    "docx": (word, bare_word, read_document),
    "pdf": (pdf, bare_pdf, read_pdf),
}


def milliseconds(work: Callable[[], object]) -> float:
    """The best processor time of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def main(copies: int) -> None:
    """Print a line a format."""
    tables = read_file(EXAMPLE, FORMS) * copies
    for suffix, (written, bare, reader) in FORMATS.items():
        data = written(tables)
        alone = milliseconds(lambda data=data, bare=bare: bare(data))  # type: ignore[misc]
        ours = milliseconds(lambda data=data, reader=reader, suffix=suffix: reader(data, f"a.{suffix}", FORMS))  # type: ignore[misc]
        figures = f"bare {alone / len(tables):.2f} ms, reader {ours / len(tables):.2f} ms a table, {ours / alone:.1f} ×"
        sys.stdout.write(f"{suffix}: {len(tables)} tables, {figures}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
