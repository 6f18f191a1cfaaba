"""The rows of a record into indicators: the category found by its path or its printed label."""

from collections.abc import Callable, Iterator, Mapping

from kpirules.model.indicator import Detail, Indicator
from kpirules.model.keys import DETAIL, Words, split_mark
from kpirules.model.record_entries import Entries, Entry

__all__ = ["IndicatorReader"]

Stands = Callable[[str, Entry | None], None]


class IndicatorReader:
    """Reads the indicators of one table; `stands` is told where each value stood."""

    def __init__(self, entries: Entries, words: Words, stands: Stands) -> None:
        self._entries = entries
        self._words = words
        self._stands = stands

    def indicators(self, entry: Entry | None, pointer: str) -> Iterator[Indicator]:
        """The indicators of a list, which in the table stands at `pointer`; a row with a fault is left out."""
        self._stands(pointer, entry)
        for number, row in enumerate(self._entries.items(entry) if entry else ()):
            indicator = self._indicator(row, f"{pointer}/{number}")
            if indicator is not None:
                yield indicator

    def _indicator(self, row: Entry, pointer: str) -> Indicator | None:
        cells = self._entries.open(row, self._words.indicator)
        self._remember(row, cells, pointer)
        category, mark = self._category(row, cells)
        weight, score = self._entries.number(cells.get("weight")), self._entries.number(cells.get("score"))
        details = tuple(self._details(cells, f"{pointer}/details"))
        notes = self._entries.texts(cells.get("notes"))
        figures = {name: self._entries.optional_figure(cells.get(name)) for name in ("ordinal", "value", "actual")}
        texts = {name: self._entries.text(cells.get(name)) for name in ("name", "mark", "reason")}
        if not category:
            return None
        return Indicator(
            category=category,
            name=texts["name"],
            ordinal=figures["ordinal"],
            value=figures["value"],
            weight=weight,
            mark=texts["mark"] or mark,
            actual=figures["actual"],
            score=score,
            reason=texts["reason"],
            details=details,
            notes=notes,
        )

    def _remember(self, row: Entry, cells: Mapping[str, Entry], pointer: str) -> None:
        self._stands(pointer, row)
        for field, cell in cells.items():
            if field not in ("first", "second") and not field.startswith(DETAIL):
                self._stands(f"{pointer}/{field}", cell)
        if "category" not in cells:
            self._stands(f"{pointer}/category", cells.get("second") or cells.get("first"))

    def _category(self, row: Entry, cells: Mapping[str, Entry]) -> tuple[str, str]:
        """The path of a row's category and the mark that stood in its label; blank, with a fault, if there is none."""
        own = cells.get("category") or cells.get("second")
        if "category" in cells and "second" in cells:
            self._entries.given_twice(cells["second"], cells["category"])
        label, parent = self._entries.text(own), self._entries.text(cells.get("first"))
        if label in self._words.paths:
            return label, ""
        if own is not None and label:
            return self._labelled(own, label, parent)
        if isinstance(row.value, Mapping) and (own is None or own.value in (None, "")):
            self._entries.fault("missing-category", own or row)
        return "", ""

    def _labelled(self, entry: Entry, label: str, parent: str) -> tuple[str, str]:
        paths = self._words.category_paths(label, parent)
        shown = f"{parent}/{label}" if parent else label
        if len(paths) == 1:
            return paths[0], split_mark(label)[1]
        if paths:
            self._entries.fault("ambiguous-category", entry, category=shown, candidates=", ".join(paths))
        else:
            labels, known = "、".join(self._words.labels), ", ".join(self._words.paths)
            self._entries.fault("unknown-category", entry, category=shown, known_zh=labels, known=known)
        return "", ""

    def _details(self, cells: Mapping[str, Entry], pointer: str) -> Iterator[Detail]:
        """Those of the list first, then the columns that the form itself names."""
        listed = self._entries.items(cells["details"]) if "details" in cells else []
        for number, item in enumerate(listed):
            parts = self._entries.open(item, self._words.detail)
            self._stands(f"{pointer}/{number}", item)
            for field, part in parts.items():
                self._stands(f"{pointer}/{number}/{field}", part)
            yield Detail(key=self._entries.text(parts.get("key")), text=self._entries.text(parts.get("text")))
        columns = [(field.removeprefix(DETAIL), cell) for field, cell in cells.items() if field.startswith(DETAIL)]
        for number, (name, cell) in enumerate(columns, start=len(listed)):
            self._stands(f"{pointer}/{number}", cell)
            self._stands(f"{pointer}/{number}/text", cell)
            yield Detail(key=name, text=self._entries.text(cell))
