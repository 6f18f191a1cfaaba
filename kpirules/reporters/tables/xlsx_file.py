"""Tables as a workbook: each on a sheet of its own, filled into its form as the form is laid out."""

import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from kpirules.errors import UsageError
from kpirules.model import FundColumn, Goal, Indicator, TargetTable
from kpirules.model.record import written_key
from kpirules.registry.definitions import FormDefinition, FormKind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["render_workbook"]

LEFT: Final = 2
"""Columns over which the labels of the head are merged."""
BODY: Final = 7
"""Columns of the form up to the one of the values."""
NAME: Final = 3
"""Columns over which the name of an indicator is merged."""
PARTS: Final = ("total", "fiscal", "carryover", "other")
MID_TERM_TOTAL: Final = "中期资金总额"
NOT_IN_A_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
LONGEST_SHEET_NAME: Final = 31
LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
WIDTHS: Final = (12, 14, 20, 16, 16, 16, 22)


class Box(NamedTuple):
    """A text, and over how many columns and rows it is merged; without a text, cells that are left blank."""

    text: str
    columns: int = 1
    rows: int = 1


def render_workbook(tables: Sequence[TargetTable], forms: Collection[FormDefinition]) -> bytes:
    """The workbook. Raises UsageError for what no form or no cell has a place for."""
    from openpyxl import Workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(tables, start=1):
        name = NOT_IN_A_SHEET_NAME.sub(" ", f"{number} {table.project}")[:LONGEST_SHEET_NAME].strip()
        sheet = _Sheet(book.create_sheet(name))
        try:
            sheet.fill(_Form(table, forms).rows())
        except IllegalCharacterError as error:
            what = f"table {number} holds a character that no cell can hold"
            raise UsageError(what, remedy="write another format") from error
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


class _Sheet:
    """Puts rows of boxes into a sheet."""

    def __init__(self, sheet: "Worksheet") -> None:
        from openpyxl.styles import Alignment, Border, Side
        from openpyxl.utils import get_column_letter

        self._sheet = sheet
        side = Side(style="thin")
        self._border = Border(left=side, right=side, top=side, bottom=side)
        self._alignment = Alignment(vertical="center", wrap_text=True)
        for column, width in enumerate(WIDTHS, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width

    def fill(self, rows: Sequence[Sequence[Box]]) -> None:
        """Put the rows below each other; a box that reaches down takes its columns in the rows that it reaches."""
        taken: set[tuple[int, int]] = set()
        for row, boxes in enumerate(rows, start=1):
            column = 1
            for box in boxes:
                while (row, column) in taken:
                    column += 1
                covered = {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}
                self._put(row, column, box)
                taken |= covered
                column += box.columns

    def _put(self, row: int, column: int, box: Box) -> None:
        cell = self._sheet.cell(row, column)
        if box.text:
            cell.value = LOOKS_ESCAPED.sub("_x005F_", box.text)
            # Whatever it begins with, it is a text: no formula, no number, no error.
            cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = self._alignment
        cell.border = self._border
        if box.rows > 1 or box.columns > 1:
            self._sheet.merge_cells(None, row, column, row + box.rows - 1, column + box.columns - 1)


@dataclass
class _Form:
    """One table as the rows of its form."""

    table: TargetTable
    forms: Collection[FormDefinition]
    form: FormDefinition = field(init=False)

    def __post_init__(self) -> None:
        self.form = _form_of(self.table, self.forms)
        self._labels = _category_labels(self.form, self.forms)
        weighed = any(one.weight is not None for one in self.table.indicators)
        self._has_weights = weighed or "weight" in self.form.headers
        self._details = self._details_used()
        self._width = BODY + self._has_weights + len(self._details)

    def rows(self) -> list[list[Box]]:
        """The whole form."""
        return [*self._head(), *self._funds(), *self._goals(), *self._body()]

    def _details_used(self) -> list[str]:
        """The further columns that are needed, with one by which the form is told where nothing else does."""
        used = {detail.key for one in self.table.indicators for detail in one.details}
        labels = {self._labels[one.category][1] for one in self.table.indicators if one.category in self._labels}
        is_told = labels & set(self.form.recognised_by)
        telling = [key for key, spelt in self.form.details.items() if spelt[0] in self.form.recognised_by]
        if not is_told and not used.intersection(telling):
            used.update(telling[:1])
        return [key for key in self.form.details if key in used]

    # Above the indicators

    def _head(self) -> Iterator[list[Box]]:
        table = self.table
        if table.title:
            yield [Box(table.title, self._width)]
        yield self._wide(self._field("project"), table.project)
        if table.fiscal_year is not None and str(table.fiscal_year) not in table.title:
            yield self._wide(written_key("table", "fiscal_year", "zh"), str(table.fiscal_year))
        texts = {name: getattr(table, name) for name in ("department", "unit", "attribute")}
        fields = [(self._field(name), text) for name, text in texts.items() if text or name in self.form.fields]
        if table.period is not None:
            fields.append((self._field("period"), table.period.printed))
        for first in range(0, len(fields), 2):
            yield self._beside(fields[first : first + 2])

    def _field(self, name: str) -> str:
        labels = next((labels for key, labels in self.form.fields.items() if key == name), ())
        return labels[0] if labels else written_key("table", name, "zh")

    def _wide(self, label: str, text: str) -> list[Box]:
        return [Box(label, LEFT), Box(text, self._width - LEFT)]

    def _beside(self, pairs: Sequence[tuple[str, str]]) -> list[Box]:
        """One label and text over the whole width, or two beside each other."""
        if len(pairs) == 1:
            return self._wide(*pairs[0])
        (label, text), (other_label, other) = pairs
        return [Box(label, LEFT), Box(text, 2), Box(other_label), Box(other, self._width - LEFT - 3)]

    def _funds(self) -> Iterator[list[Box]]:
        funding = self.table.funding
        mid_term, project, allocated = funding.mid_term, funding.project, funding.allocated
        columns = [one for one in (mid_term, project, allocated) if one is not None]
        parts = [part for part in PARTS if any(getattr(one, part) is not None for one in columns)]
        unit = next((figure.unit for one in columns for _, figure in one if figure is not None), self.form.money_unit)
        for number, part in enumerate(parts):
            begins = number == 0
            row = [Box(f"{self._column('project')}（{unit}）", rows=len(parts))] if begins else []
            if mid_term is not None:
                row += self._figure(mid_term, part, LEFT, of_mid_term=True)
            row += self._figure(project, part, 1 if mid_term else LEFT)
            if allocated is not None:
                row += [Box(f"{self._column('allocated')}（{unit}）", rows=len(parts))] if begins else []
                row += self._figure(allocated, part, 1)
            yield row

    def _column(self, name: str) -> str:
        labels = next((labels for key, labels in self.form.columns.items() if key == name), ())
        return labels[0] if labels else written_key("columns", name, "zh")

    def _figure(self, column: FundColumn, part: str, width: int, *, of_mid_term: bool = False) -> list[Box]:
        figure = getattr(column, part)
        if figure is None:
            return [Box("", width), Box("")]
        labels = next((labels for key, labels in self.form.funds.items() if key == part), ())
        label = labels[0] if labels else written_key("lines", part, "zh")
        return [Box(MID_TERM_TOTAL if of_mid_term and part == "total" else label, width), Box(figure.printed)]

    def _goals(self) -> Iterator[list[Box]]:
        pairs = [(self._goal_label(goal), goal.text) for goal in self.table.goals]
        labels = self.form.goals.get("long-term", ())[:1]
        if len(pairs) == 1 and set(labels) & set(self.form.recognised_by) - {pairs[0][0]}:
            # The form's other goal, which is left blank; the form may be told by its label alone.
            yield [Box(labels[0]), Box(pairs[0][0]), Box(pairs[0][1], self._width - 2)]
            return
        if len(pairs) == 2:  # noqa: PLR2004 - the forms print two goals beside each other
            yield self._beside(pairs)
        else:
            yield from (self._wide(*pair) for pair in pairs)

    def _goal_label(self, goal: Goal) -> str:
        labels = next((labels for scope, labels in self.form.goals.items() if scope == goal.scope.value), ())
        return labels[0] if labels else written_key("table", f"{goal.scope.value.replace('-', '_')}_goal", "zh")

    # The indicators

    def _body(self) -> Iterator[list[Box]]:
        if not self.table.indicators:
            return
        types = self.form.headers.get("type", ()) or ("绩效指标",)
        beside = next((label for label in types if label in self.form.recognised_by), types[0])
        shares = beside == types[0]
        count = len(self.table.indicators)
        yield [Box(types[0], rows=count + 1 if shares else 1), *self._header()]
        column = [] if shares else [Box(beside, rows=count)]
        for row in self._groups():
            yield [*column, *row]
            column = []

    def _header(self) -> Iterator[Box]:
        headers = self.form.headers
        yield from (Box(headers["first"][0]), Box(headers["second"][0]))
        yield from (Box(headers["third"][0], NAME), Box(headers["value"][0]))
        if self._has_weights:
            yield Box(headers["weight"][0] if "weight" in headers else written_key("indicator", "weight", "zh"))
        for key, labels in self.form.details.items():
            if key in self._details:
                yield Box(labels[0])

    def _groups(self) -> Iterator[list[Box]]:
        """A row each, the labels of the two levels at the head of each run that they hold for."""
        for first, rows in groupby(self.table.indicators, key=lambda one: self._label(one)[0]):
            run = list(rows)
            left = [Box(first, rows=len(run))]
            for (_, mark), same in groupby(run, key=lambda one: (one.category, one.mark)):
                group = list(same)
                left.append(Box(self._label(group[0])[1] + (f"（{mark}）" if mark else ""), rows=len(group)))
                for one in group:
                    yield [*left, *self._indicator(one)]
                    left = []

    def _label(self, indicator: Indicator) -> tuple[str, str]:
        if indicator.category not in self._labels:
            what = f"no form has a label for the category {indicator.category}"
            raise UsageError(what, remedy="write another format")
        return self._labels[indicator.category]

    def _indicator(self, one: Indicator) -> Iterator[Box]:
        yield Box(f"{one.ordinal}{one.name}", NAME)
        yield Box(one.value)
        if self._has_weights:
            yield Box("" if one.weight is None else str(one.weight))
        texts = {detail.key: detail.text for detail in one.details}
        yield from (Box(texts.get(key, "")) for key in self._details)


def _form_of(table: TargetTable, forms: Collection[FormDefinition]) -> FormDefinition:
    """The form that the table names, or else the first that has a place for each of its categories."""
    for form in forms:
        if form.name == table.form:
            if form.kind is FormKind.TARGET:
                return form
            what = f"the form {form.name} cannot be filled in: it is none of targets"
            raise UsageError(what, remedy="write another format")
    paths = {one.category for one in table.indicators}
    targets = [form for form in forms if form.kind is FormKind.TARGET and not table.form]
    fitting = (form for form in targets if paths <= {one.path for one in form.categories})
    found = next(fitting, None)
    if found is None:
        what = f"no form is known to fill in with the table of {table.project}"
        raise UsageError(what, remedy="write another format")
    return found


def _category_labels(form: FormDefinition, forms: Collection[FormDefinition]) -> dict[str, tuple[str, str]]:
    """The labels of the two levels by path: the form's own, or those of another where it has none."""
    labels: dict[str, tuple[str, str]] = {}
    for one in (category for known in (form, *forms) for category in known.categories):
        labels.setdefault(one.path, (one.parent[0], one.labels[0]))
    return labels
