"""Which reader reads a file: by its content where that says what it is, else by the suffix of its name."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, NamedTuple

from kpirules.model import Place
from kpirules.readers.files.archive import Archive
from kpirules.readers.files.content import kind_of, kind_of_archive
from kpirules.readers.problems import refuse

__all__ = ["SUFFIXES", "Format", "format_of", "is_bundle"]


class Format(NamedTuple):
    """The module and the function that read a format; `binary` says that the function takes the bytes as they are.

    A file of more than `isolated_from` bytes is read in a process of its own, one of more than `largest` not at all.
    """

    module: str
    function: str
    binary: bool = False
    isolated_from: int | None = None
    largest: int | None = None


SPREADSHEET: Final = Format("spreadsheets.spreadsheet", "read_spreadsheet", binary=True, isolated_from=0)
WORD: Final = Format("word.word_document", "read_document", binary=True, isolated_from=0)
OLD_WORD: Final = Format("word.old_word", "read_old_document", binary=True, isolated_from=0)
PDF: Final = Format("pdf.pdf_file", "read_pdf", binary=True, isolated_from=0)
WEB_PAGE: Final = Format("web.web_page", "read_page", binary=True, isolated_from=1_000_000, largest=16 * 1024 * 1024)
"""A page is text, but one of many megabytes makes a tree that only a process of its own can hold within limits."""
CSV: Final = Format("text.csv_file", "read_csv", largest=32 * 1024 * 1024)

BY_SUFFIX: Final = {
    ".json": Format("data.json_file", "read_json"),
    ".jsonl": Format("data.jsonl_file", "read_jsonl"),
    ".ndjson": Format("data.jsonl_file", "read_jsonl"),
    ".yaml": Format("data.yaml_file", "read_yaml"),
    ".yml": Format("data.yaml_file", "read_yaml"),
    ".toml": Format("data.toml_file", "read_toml"),
    ".csv": CSV,
    ".tsv": CSV,
    ".txt": Format("text.published_text", "read_published_text", largest=32 * 1024 * 1024),
    ".xlsx": SPREADSHEET,
    ".xlsm": SPREADSHEET,
    ".xls": SPREADSHEET,
    ".et": SPREADSHEET,
    ".ods": SPREADSHEET,
    ".docx": WORD,
    ".docm": WORD,
    ".doc": OLD_WORD,
    ".wps": OLD_WORD,
    ".pdf": PDF,
    ".html": WEB_PAGE,
    ".htm": WEB_PAGE,
}
"""The reader for each suffix; its module is imported when a file needs it."""

BUNDLE: Final = ".zip"
SUFFIXES: Final = (*BY_SUFFIX, BUNDLE)
"""The file name suffixes that can be read."""

BY_CONTENT: Final[Mapping[str, Format]] = {
    "xls": SPREADSHEET,
    "xlsx": SPREADSHEET,
    "xlsb": SPREADSHEET,
    "ods": SPREADSHEET,
    "docx": WORD,
    "doc": OLD_WORD,
    "pdf": PDF,
}
REFUSED: Final = {"encrypted": "KPI-E402", "zip": "KPI-E428"}


def format_of(data: bytes, name: str) -> Format:
    """The format of the file `name`.

    Raises Refused for one that has no reader, is damaged beyond telling, or larger than its reader takes.
    """
    found = _format_of(data, name)
    if found.largest is not None and len(data) > found.largest:
        raise refuse("KPI-E103", Place(name), size=len(data), limit=found.largest)
    return found


def _format_of(data: bytes, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    named = BY_SUFFIX.get(suffix)
    kind = kind_of(data)
    if kind == "zip":
        kind = kind_of_archive(Archive(data, name))
    if kind == "zip" and named is not None and named.binary:
        return named
    if kind in BY_CONTENT:
        return BY_CONTENT[kind]
    if kind in REFUSED:
        raise refuse(REFUSED[kind], Place(name))
    if named is None and kind != "html":
        raise refuse("KPI-E106", Place(name), suffix=suffix, known=", ".join(SUFFIXES))
    if named is None or named.binary:
        return _format_of_text(data, name, kind, named)
    return named


def _format_of_text(data: bytes, name: str, kind: str, named: Format | None) -> Format:
    """The format of a file whose name says something else than its bytes, which are text or nothing that is known."""
    if not data.strip():
        raise refuse("KPI-E104", Place(name))
    if kind == "html" or named is WEB_PAGE:
        return WEB_PAGE
    if named is not SPREADSHEET:
        raise refuse("KPI-E406", Place(name), kind=kind)
    return SPREADSHEET._replace(isolated_from=None)


def is_bundle(data: bytes, name: str) -> bool:
    """Whether the file is a zip archive of submissions and not itself one. Raises Refused for a damaged archive."""
    named = BY_SUFFIX.get(PurePath(name).suffix.lower())
    if named is not None and named.binary:
        return False
    return kind_of(data) == "zip" and kind_of_archive(Archive(data, name)) == "zip"
