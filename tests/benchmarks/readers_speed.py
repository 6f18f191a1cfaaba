"""Each reader against the bare library under it, on the twelve tables and on many, in one run.

`python -m tests.benchmarks.readers_speed [COPIES] [FORMAT ...]` prints processor time a table and the ratio. The copies
differ in the names of their projects and indicators, as tables of different projects do. The reader works in this
process: what starting one of its own costs would blur the comparison.
"""

import csv
import io
import sys
import time
import zipfile
from collections.abc import Callable, Sequence, Sized
from pathlib import Path
from typing import Final, NamedTuple

import pdfplumber
import xlrd
from lxml import etree
from python_calamine import CalamineWorkbook

from kpirules.config.limits import Limits
from kpirules.model import TargetTable
from kpirules.readers import read_file
from kpirules.readers.files.sources import Source, decode
from kpirules.readers.limits import within
from kpirules.readers.pdf.pdf_file import read_pdf
from kpirules.readers.spreadsheets.spreadsheet import read_spreadsheet
from kpirules.readers.text.csv_file import read_csv
from kpirules.readers.text.published_text import read_published_text
from kpirules.readers.web.web_page import read_page
from kpirules.readers.word.word_document import read_document
from kpirules.registry.loading import load_index
from tests.engine.readers.laid_out import form_rows
from tests.engine.readers.layouts import Page, delimited, ningxia, ods, xls, xlsx
from tests.engine.readers.pdf_files import Drawing
from tests.engine.readers.test_web_page import html_table
from tests.engine.readers.word_files import document, paragraph, word_table

INDEX: Final = load_index()
FORMS: Final = tuple(INDEX.forms.values())
EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "ningxia-2021" / "tables.toml"
ROUNDS: Final = 3
A_SHEET: Final = 12
WIDE: Final = Limits(merges=100_000)
"""A thousand tables have some forty merged ranges each."""
MANY: Final = 200
"""So many tables are read once."""

Tables = Sequence[TargetTable]


def copied(tables: Tables, copies: int) -> list[TargetTable]:
    """The tables so many times, each with names of its own."""
    return [_renamed(table, copy) for copy in range(copies) for table in tables]


def _renamed(table: TargetTable, copy: int) -> TargetTable:
    if not copy:
        return table
    rows = [row.model_copy(update={"name": row.name and f"{row.name}{copy}"}) for row in table.indicators]
    return table.model_copy(update={"project": f"{table.project}{copy}", "indicators": tuple(rows)})


def sheet(tables: Tables, name: str = "绩效目标表") -> Page:
    page = Page(name)
    for table in tables:
        ningxia(table, INDEX.forms["ningxia-2021"], page)
    return page


def sheets(tables: Tables) -> list[Page]:
    """A sheet for every twelve tables: the program that writes them takes the square of a sheet's merged cells."""
    return [sheet(tables[start : start + A_SHEET], f"表{start}") for start in range(0, len(tables), A_SHEET)]


def word(tables: Tables) -> bytes:
    return document("".join(paragraph(one.title) + word_table(form_rows(one)) + paragraph("") for one in tables))


def pdf(tables: Tables) -> bytes:
    drawing = Drawing()
    for table in tables:
        drawing.line(table.title)
        drawing.table(form_rows(table))
    return drawing.data()


def web_page(tables: Tables) -> bytes:
    body = "".join(f"<p>{one.title}</p>{html_table(form_rows(one))}" for one in tables)
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def bare_workbook(data: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def bare_xls(data: bytes) -> None:
    book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    for each in book.sheets():
        for row in range(each.nrows):
            each.row_values(row)


def bare_word(data: bytes) -> None:
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    for text in tree.iter("{*}t"):
        str(text.text)


def bare_page(data: bytes) -> None:
    for cell in etree.HTML(data.decode()).iter("td", "th"):
        "".join(cell.itertext())


def bare_pdf(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as book:
        for page in book.pages:
            page.extract_tables()
            page.close()


def bare_csv(data: bytes) -> None:
    list(csv.reader(io.StringIO(data.decode(), newline="")))


def bare_text(data: bytes) -> None:
    for line in data.decode().splitlines():
        line.split("\t")


class Compared(NamedTuple):
    """A format: how tables are written in it, the bare library, and the reader."""

    written: Callable[[Tables], bytes]
    bare: Callable[[bytes], None]
    reader: Callable[[bytes, str], Sized]


FORMATS: Final = {
    "xlsx": Compared(
        lambda tables: xlsx(*sheets(tables)), bare_workbook, lambda data, name: read_spreadsheet(data, name, FORMS)
    ),
    "xls": Compared(
        lambda tables: xls(*sheets(tables)), bare_xls, lambda data, name: read_spreadsheet(data, name, FORMS)
    ),
    "ods": Compared(
        lambda tables: ods(*sheets(tables)), bare_workbook, lambda data, name: read_spreadsheet(data, name, FORMS)
    ),
    "docx": Compared(word, bare_word, lambda data, name: read_document(data, name, FORMS)),
    "html": Compared(web_page, bare_page, lambda data, name: read_page(data, name, FORMS)),
    "csv": Compared(
        lambda tables: delimited(sheet(tables)),
        bare_csv,
        lambda data, name: read_csv(decode(Source(name, data)), name, FORMS),
    ),
    "txt": Compared(
        lambda tables: delimited(sheet(tables), "\t"),
        bare_text,
        lambda data, name: read_published_text(decode(Source(name, data)), name, FORMS),
    ),
    "pdf": Compared(pdf, bare_pdf, lambda data, name: read_pdf(data, name, FORMS)),
}


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The best processor time of a few rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def compare(suffix: str, tables: Tables) -> str:
    """The figures of one format."""
    written, bare, reader = FORMATS[suffix]
    data = written(tables)
    if len(reader(data, f"a.{suffix}")) != len(tables):
        raise SystemExit(f"{suffix}: not every table was read")
    rounds = 1 if len(tables) > MANY else ROUNDS
    alone = milliseconds(lambda: bare(data), rounds)
    ours = milliseconds(lambda: reader(data, f"a.{suffix}"), rounds)
    figures = f"bare {alone / len(tables):.2f} ms, reader {ours / len(tables):.2f} ms a table, {ours / alone:.1f} ×"
    return f"{suffix}: {len(tables)} tables, {figures}\n"


def main(copies: int, suffixes: Sequence[str]) -> None:
    """Print a line a format."""
    tables = copied(read_file(EXAMPLE, FORMS), copies)
    with within(WIDE):
        for suffix in suffixes or FORMATS:
            sys.stdout.write(compare(suffix, tables))
            sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1, sys.argv[2:])
