"""What a file is by its first bytes. A name says little: web pages and tab text are handed in under .xls every day."""

from typing import Final

from kpirules.readers.files.archive import Archive

__all__ = ["kind_of", "kind_of_archive"]

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00", b"\x09\x08\x08\x00")
"""Workbooks of old that stand in the file as they are, without the container of later ones."""
PDF: Final = b"%PDF-"
LOOKED_AT: Final = 4096
WORKBOOK_STREAMS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
DOCUMENT: Final = "WordDocument".encode("utf-16-le")
MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
MARKUP: Final = ("<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<div", "<style")


def kind_of(data: bytes) -> str:
    """`zip`, `xls`, `encrypted`, `doc`, `ole`, `pdf`, `html`, `xml`, `binary` or `text`."""
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return _kind_of_ole(data)
    if data.startswith(BIFF):
        return "xls"
    if data.startswith(PDF):
        return "pdf"
    return _kind_of_text(data[:LOOKED_AT])


def kind_of_archive(archive: Archive) -> str:
    """`xlsx`, `ods`, `docx`, `xlsb`, `zip`, or the names of two of them: each program would show its own."""
    has_relations = "_rels/.rels" in archive
    is_binary = "xl/workbook.bin" in archive
    is_word = "word/document.xml" in archive or (has_relations and archive.has_folder("word"))
    found = {
        "xlsb": is_binary,
        "docx": is_word,
        "ods": "content.xml" in archive,
        "xlsx": "xl/workbook.xml" in archive or (has_relations and not is_binary and archive.has_folder("xl")),
    }
    kinds = [kind for kind, is_there in found.items() if is_there]
    return " + ".join(kinds) or ("xlsx" if has_relations else "zip")


def _kind_of_ole(data: bytes) -> str:
    if ENCRYPTED in data:
        return "encrypted"
    if any(name in data for name in WORKBOOK_STREAMS):
        return "xls"
    return "doc" if DOCUMENT in data else "ole"


def _kind_of_text(head: bytes) -> str:
    if head.startswith(MARKS[1:]):
        head = head.replace(b"\0", b"")
    elif b"\0" in head:
        return "binary"
    for mark in MARKS:
        head = head.removeprefix(mark)
    start = head.decode("latin-1").lstrip().lower()
    if start.startswith("<?xml") and not any(mark in start for mark in MARKUP):
        return "xml"
    return "html" if start.startswith("<") and any(mark in start for mark in MARKUP) else "text"
