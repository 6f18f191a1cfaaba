"""Tables laid out as the forms lay them out, on a neutral sheet, and sheets written as files of every kind."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils import get_column_letter

from kpirules.model import FundColumn, Indicator, Money, TargetTable
from kpirules.registry.definitions import FormDefinition


@dataclass(frozen=True)
class Box:
    """What stands in a cell: a text or a number, its number format, and how far it is merged."""

    value: Any
    rows: int = 1
    columns: int = 1
    code: str = "General"


@dataclass
class Page:
    """A sheet: boxes by row and column, counted from 1 as spreadsheets do."""

    name: str = "Sheet1"
    boxes: dict[tuple[int, int], Box] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    height: int = 0

    def put(self, row: int, column: int, value: Any, rows: int = 1, columns: int = 1, code: str = "General") -> None:
        self.boxes[row, column] = Box(value, rows, columns, code)
        self.height = max(self.height, row + rows - 1)

    def row(self, *values: Any) -> int:
        """One more row below; None leaves a cell out, a tuple is (value, rows, columns)."""
        self.height += 1
        row, column = self.height, 1
        for value in values:
            parts = value if isinstance(value, tuple) else (value, 1, 1)
            if parts[0] is not None:
                self.put(row, column, *parts)
                self.height = row
            column += parts[2]
        return row

    def merge_down(self, row: int, column: int, rows: int) -> None:
        """Let the cell span `rows` rows."""
        box = self.boxes[row, column]
        self.boxes[row, column] = Box(box.value, rows, box.columns, box.code)


SPAN = re.compile(r"(.*?)\{(?:r(\d+))?(?:c(\d+))?\}")


def drawn(text: str, name: str = "Sheet1") -> Page:
    """A page as it is drawn: a line a row, `|` between the cells; `甲{r2c3}` is merged over two rows and three columns.

    What a cell covers to its right is left out of the drawing, what it covers below is drawn as blank cells.
    """
    page = Page(name)
    for line in text.strip("\n").split("\n"):
        page.row(*(_drawn(cell.strip()) for cell in line.split("|")))
    return page


def _drawn(cell: str) -> tuple[str | None, int, int]:
    found = SPAN.fullmatch(cell)
    if found is None:
        return (cell.replace("\\n", "\n") or None, 1, 1)
    return (found[1].replace("\\n", "\n") or None, int(found[2] or 1), int(found[3] or 1))


# Files


def xlsx(*pages: Page) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for page in pages:
        sheet = book.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for (row, column), box in page.boxes.items():
            cell = sheet.cell(row, column)
            cell.value = box.value
            cell.number_format = box.code
            if box.rows > 1 or box.columns > 1:
                sheet.merge_cells(None, row, column, row + box.rows - 1, column + box.columns - 1)
        for number in page.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for number in page.hidden_columns:
            sheet.column_dimensions[get_column_letter(number)].hidden = True
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def xls(*pages: Page) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for page in pages:
        sheet = book.add_sheet(page.name)
        sheet.visibility = int(page.hidden)
        for (row, column), box in page.boxes.items():
            style = xlwt.XFStyle()
            style.num_format_str = box.code
            if box.rows > 1 or box.columns > 1:
                sheet.write_merge(row - 1, row + box.rows - 2, column - 1, column + box.columns - 2, box.value, style)
            else:
                sheet.write(row - 1, column - 1, box.value, style)
        for number in page.hidden_rows:
            sheet.row(number - 1).hidden = True
        for number in page.hidden_columns:
            sheet.col(number - 1).hidden = True
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def ods(*pages: Page) -> bytes:
    document = OpenDocumentSpreadsheet()
    for page in pages:
        table = Table(name=page.name)
        covered = {
            (row + down, column + right)
            for (row, column), box in page.boxes.items()
            for down in range(box.rows)
            for right in range(box.columns)
        } - set(page.boxes)
        for row in range(1, page.height + 1):
            line = TableRow(visibility="collapse") if row in page.hidden_rows else TableRow()
            for column in range(1, max(column for _, column in page.boxes) + 1):
                line.addElement(_ods_cell(page, row, column, covered))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    output = io.BytesIO()
    document.write(output)
    return output.getvalue()


def _ods_cell(page: Page, row: int, column: int, covered: set[tuple[int, int]]) -> Any:
    box = page.boxes.get((row, column))
    if box is None:
        return CoveredTableCell() if (row, column) in covered else TableCell()
    spans = {"numberrowsspanned": box.rows, "numbercolumnsspanned": box.columns}
    cell = TableCell(valuetype="string", **({} if spans == dict.fromkeys(spans, 1) else spans))
    for line in str(box.value).split("\n"):
        cell.addElement(P(text=line))
    return cell


def delimited(page: Page, delimiter: str = ",") -> bytes:
    """The page as CSV: merged cells stand once, at their head."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=delimiter)
    width = max(column + box.columns - 1 for (_, column), box in page.boxes.items())
    for row in range(1, page.height + 1):
        boxes = (page.boxes.get((row, column)) for column in range(1, width + 1))
        writer.writerow(["" if box is None else str(box.value) for box in boxes])
    return output.getvalue().encode()


# Forms


def money(figure: Money | None) -> str | None:
    return figure.printed if figure is not None else None


def ordered(rows: Iterable[Indicator]) -> list[tuple[str, list[Indicator]]]:
    """The rows by category, each run of one category together."""
    groups: list[tuple[str, list[Indicator]]] = []
    for one in rows:
        if not groups or groups[-1][0] != one.category:
            groups.append((one.category, []))
        groups[-1][1].append(one)
    return groups


def named(indicator: Indicator) -> str:
    return f"{indicator.ordinal}{indicator.name}"


class Words:
    """What a form prints for a category: the first-level label and the second-level one."""

    def __init__(self, form: FormDefinition) -> None:
        self._labels = {one.path: (one.parent[0], one.labels[0]) for one in form.categories}

    def first(self, path: str) -> str:
        return self._labels[path][0]

    def second(self, path: str) -> str:
        return self._labels[path][1]


def put_body(page: Page, rows: Sequence[Indicator], words: Words, left: int, cells: Any) -> None:
    """The rows with their category labels merged beside them; `cells` gives what stands to the right of these."""
    top, first_top, first = page.height + 1, page.height + 1, ""
    for path, group in ordered(rows):
        start = page.height + 1
        for one in group:
            page.row(*([None] * (left + 1)), *cells(one))
        page.height = max(page.height, start + len(group) - 1)
        mark = f"（{group[0].mark}）" if group[0].mark else ""
        page.put(start, left + 1, words.second(path) + mark, rows=len(group))
        if words.first(path) != first:
            first, first_top = words.first(path), start
            page.put(start, left, first)
        page.merge_down(first_top, left, start + len(group) - first_top)
    if left > 1:
        page.put(top, 1, "绩效指标", rows=page.height - top + 1)


def ningxia(table: TargetTable, form: FormDefinition, page: Page | None = None) -> Page:
    """自治区本级部门项目支出预算绩效目标表: type, first, second, third level and value."""
    page = page or Page()
    page.row((table.title, 1, 7))
    page.row(("项目名称", 1, 2), (table.project, 1, 5))
    page.row(("主管部门", 1, 2), (table.department, 1, 2), "实施单位", (table.unit, 1, 2))
    period = table.period.printed if table.period else ""
    page.row(("项目属性", 1, 2), (table.attribute, 1, 2), "项目期", (period, 1, 2))
    top = page.height + 1
    allocated = table.funding.allocated or FundColumn()
    labels = (("total", "资金总额"), ("fiscal", "其中：财政拨款"), ("other", "其他资金"), ("carryover", "结余结转"))
    for part, label in labels:
        figure = getattr(table.funding.project, part)
        if figure is not None:
            right = money(getattr(allocated, part))
            page.row(None, (label, 1, 2), money(figure) or None, None, label, right or None)
    page.put(top, 1, "项目年度资金\n（万元）", rows=page.height - top + 1)
    page.put(top, 5, "其中：项目自治区本级已分配资金（万元）", rows=page.height - top + 1)
    goals = {goal.scope.value: goal.text for goal in table.goals}
    allocated_goal = (
        ("年度绩效目标\n（本级已分配资金）", (goals.get("allocated"), 1, 2)) if "allocated" in goals else ()
    )
    page.row(("年度总体绩效目标", 1, 2), (goals.get("annual"), 1, 2), *allocated_goal)
    page.row("绩效类型", "一级指标", "二级指标", ("三级指标", 1, 3), "指标值")
    put_body(page, table.indicators, Words(form), 2, lambda one: [(named(one) or None, 1, 3), one.value or None])
    page.boxes = {
        spot: Box("自治区本级绩效指标", box.rows) if box.value == "绩效指标" else box
        for spot, box in page.boxes.items()
    }
    return page
