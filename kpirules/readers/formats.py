"""Which reader reads a file: by its content where that says what it is, else by the suffix of its name."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, NamedTuple

from kpirules.model import Place
from kpirules.readers.archive import Archive
from kpirules.readers.content import kind_of, kind_of_archive
from kpirules.readers.problems import refuse

__all__ = ["SUFFIXES", "Format", "format_of", "is_bundle"]


class Format(NamedTuple):
    """The module and the function that read a format; `binary` says that the function takes the bytes as they are.

    A file of more than `isolated_from` bytes is read in a process of its own.
    """

    module: str
    function: str
    binary: bool = False
    isolated_from: int | None = None


SPREADSHEET: Final = Format("spreadsheet", "read_spreadsheet", binary=True, isolated_from=0)
WORD: Final = Format("word_document", "read_document", binary=True, isolated_from=0)
PDF: Final = Format("pdf_file", "read_pdf", binary=True, isolated_from=0)
WEB_PAGE: Final = Format("web_page", "read_page", binary=True, isolated_from=1_000_000)
"""A page is text, but one of many megabytes makes a tree that only a process of its own can hold within limits."""

BY_SUFFIX: Final = {
    ".json": Format("json_file", "read_json"),
    ".jsonl": Format("jsonl_file", "read_jsonl"),
    ".ndjson": Format("jsonl_file", "read_jsonl"),
    ".yaml": Format("yaml_file", "read_yaml"),
    ".yml": Format("yaml_file", "read_yaml"),
    ".toml": Format("toml_file", "read_toml"),
    ".csv": Format("csv_file", "read_csv"),
    ".tsv": Format("csv_file", "read_csv"),
    ".txt": Format("published_text", "read_published_text"),
    ".xlsx": SPREADSHEET,
    ".xlsm": SPREADSHEET,
    ".xls": SPREADSHEET,
    ".et": SPREADSHEET,
    ".ods": SPREADSHEET,
    ".docx": WORD,
    ".docm": WORD,
    ".pdf": PDF,
    ".html": WEB_PAGE,
    ".htm": WEB_PAGE,
}
"""The reader for each suffix; its module is imported when a file needs it."""

SUFFIXES: Final = tuple(BY_SUFFIX)
"""The file name suffixes that can be read."""

BY_CONTENT: Final[Mapping[str, Format]] = {
    "xls": SPREADSHEET,
    "xlsx": SPREADSHEET,
    "xlsb": SPREADSHEET,
    "ods": SPREADSHEET,
    "docx": WORD,
    "pdf": PDF,
}


def format_of(data: bytes, name: str) -> Format:
    """The format of the file `name`. Raises Refused for one that has no reader, or is damaged beyond telling."""
    named = BY_SUFFIX.get(PurePath(name).suffix.lower())
    kind = kind_of(data)
    if kind == "encrypted":
        raise refuse("KPI-E402", Place(name))
    if kind == "zip":
        kind = kind_of_archive(Archive(data, name))
    if kind == "html" and (named is None or named.binary):
        return WEB_PAGE
    found = BY_CONTENT.get(kind, named)
    if found is None:
        raise refuse("KPI-E106", Place(name), suffix=PurePath(name).suffix.lower(), known=", ".join(SUFFIXES))
    return found


def is_bundle(data: bytes, name: str) -> bool:
    """Whether the file is a zip archive of submissions and not itself one. Raises Refused for a damaged archive."""
    return kind_of(data) == "zip" and kind_of_archive(Archive(data, name)) == "zip"
