"""The grid of a file as it goes to the recogniser, for whoever wants to see it: which module makes it."""

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Final, cast

from kpirules.readers.files.sources import Source, decode
from kpirules.readers.formats import Format, format_of
from kpirules.readers.grids.grid import Grid
from kpirules.registry.definitions import FormDefinition

__all__ = ["grid_of", "has_grid"]

NEED_NO_FORMS: Final[Mapping[str, str]] = {
    "word.old_word": "old_document_grid",
    "web.web_page": "page_grid",
    "word.word_document": "document_grid",
}
NEED_FORMS: Final[Mapping[str, str]] = {
    "text.csv_file": "csv_grid",
    "pdf.pdf_file": "pdf_grid",
    "text.published_text": "published_text_grid",
    "spreadsheets.spreadsheet": "spreadsheet_grid",
}
"""The function of each module that makes a grid: the words of the forms tell where some cells end."""


def has_grid(chosen: Format) -> bool:
    """Whether files of the format are laid out in rows and cells; data files are not."""
    return chosen.module in NEED_NO_FORMS or chosen.module in NEED_FORMS


def grid_of(data: bytes, file: str, forms: Collection[FormDefinition]) -> Grid:
    """The grid of a file that has one. Raises Refused, and whatever else a library raises on damaged bytes."""
    chosen = format_of(data, file)
    content = data if chosen.binary else decode(Source(file, data))
    module = import_module(f"kpirules.readers.{chosen.module}")
    if chosen.module in NEED_FORMS:
        with_forms = getattr(module, NEED_FORMS[chosen.module])
        return cast(Callable[[str | bytes, str, Collection[FormDefinition]], Grid], with_forms)(content, file, forms)
    without = getattr(module, NEED_NO_FORMS[chosen.module])
    return cast(Callable[[str | bytes, str], Grid], without)(content, file)
