"""`kpirules read --grid`: the cells as they stand, and what became of each, also of a file that is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kpirules.model import Indicator, Place, TargetTable
from kpirules.readers import Workers, read_bytes, read_grid
from kpirules.readers.grids.grid import Cell, Row
from kpirules.registry.loading import load_index
from kpirules.reporters.grid import render_grid
from tests.engine.readers.laid_out import form_rows
from tests.engine.readers.layouts import Page, delimited, drawn, ods, xls, xlsx
from tests.engine.readers.old_word_files import line, old_document, old_table
from tests.engine.readers.pdf_files import Drawing
from tests.engine.readers.word_files import document, paragraph, word_table

FORMS = tuple(load_index().forms.values())
HEAD = "2022年项目支出绩效目标表{c4}\n项目名称|桥梁{c3}\n一级指标|二级指标|三级指标|指标值\n"
DRAWN = HEAD + "产出指标{r2}|数量指标{r2}|修路|1公里\n||架桥|2座"
SHOWN = """\
{file}:Sheet1!A1
  A1 1×4  2022年项目支出绩效目标表                  → /title /fiscal_year
{file}:Sheet1!A2
  A2      项目名称
  B2 1×3  桥梁                                      → /project
{file}:Sheet1!A3
  A3  一级指标
  B3  二级指标
  C3  三级指标
  D3  指标值
{file}:Sheet1!A4
  A4 2×1  产出指标
  B4 2×1  数量指标                                  → /indicators/0/category /indicators/1/category
  C4      修路                                      → /indicators/0/name
  D4      1公里                                     → /indicators/0/value
{file}:Sheet1!C5
  C5  架桥                                      → /indicators/1/name
  D5  2座                                       → /indicators/1/value
"""
Run = Callable[..., tuple[int, str, str]]
EXAMPLE = Path(__file__).parents[3] / "examples" / "ningxia-2021"


def page() -> Page:
    return drawn(DRAWN)


@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsx"])
def test_each_cell_with_what_it_became(folder: Path, cli: Run, suffix: str) -> None:
    write = {"xls": xls, "ods": ods, "xlsx": xlsx}[suffix]
    (folder / f"a.{suffix}").write_bytes(write(page()))
    shown = SHOWN.format(file=f"a.{suffix}")
    assert cli("read", "--grid", f"a.{suffix}") == (0, shown, "")


def test_what_is_invisible_is_shown_as_such(folder: Path, cli: Run) -> None:
    (folder / "a.csv").write_bytes(delimited(drawn(DRAWN.replace("桥梁", "甲\x1b[2J"))))
    status, shown, said = cli("read", "--grid", "a.csv")
    assert (status, said) == (0, "")
    assert shown.splitlines()[2:5] == [
        "a.csv:A2",
        "  A2  项目名称",
        "  B2  甲\\u{1b}[2J                               → /project",
    ]


def form_files() -> dict[str, bytes]:
    """One table in every kind of file that has a grid, and in the long form of CSV."""
    (table, *_) = read_bytes((EXAMPLE / "tables.toml").read_bytes(), "tables.toml", FORMS)
    rows = form_rows(table)
    drawing = Drawing()
    drawing.line(table.title)
    drawing.table(rows)
    cells = "".join(
        f"<tr>{''.join(f'<td rowspan={one.rows} colspan={one.columns}>{one.text}</td>' for one in row)}</tr>"
        for row in rows
    )
    return {
        "a.docx": document(paragraph(table.title) + word_table(rows)),
        "a.doc": old_document([line(table.title), *old_table(rows)]),
        "a.pdf": drawing.data(),
        "a.html": f"<p>{table.title}</p><table>{cells}</table>".encode(),
        "a.txt": (EXAMPLE / "published.txt").read_bytes(),
    }


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.pdf", "a.html", "a.txt"])
def test_every_value_stood_in_a_cell(folder: Path, cli: Run, name: str) -> None:
    data = form_files()[name]
    (folder / name).write_bytes(data)
    tables = read_bytes(data, name, FORMS)
    status, shown, said = cli("read", "--grid", name, "--lang", "en")
    assert (status, said) == (0, "")
    assert "In no cell" not in shown
    became = {spot: text for text, _, spots in map(parted, shown.splitlines()) for spot in spots.split()}
    first = tables[0]
    prefix = "1:" if len(tables) > 1 else ""
    assert became[f"{prefix}/project"] == first.project
    assert became[f"{prefix}/indicators/0/value"] == first.indicators[0].value
    for at, one in enumerate(first.indicators):
        # Lines are joined without a blank; of a name that goes on in another cell, the first one is shown.
        text = became[f"{prefix}/indicators/{at}/name"].replace(" ", "") if one.name else ""
        assert one.name in text or (one.name.startswith(text) and text)


def parted(shown: str) -> tuple[str, str, str]:
    """The text of a cell and what it became."""
    cell, arrow, spots = shown.partition("  → ")
    return cell.strip().partition("  ")[2].strip(), arrow, spots


def test_the_long_form_of_csv_has_cells_too(folder: Path, cli: Run) -> None:
    (folder / "a.csv").write_text("项目名称,二级指标,三级指标,指标值\n甲,数量指标,修路,1公里\n", encoding="utf-8")
    status, shown, said = cli("read", "--grid", "a.csv")
    assert (status, said) == (0, "")
    assert shown.splitlines()[-4:] == [
        "  A2  甲                                        → /project /indicators",
        "  B2  数量指标                                  → /indicators/0/category",
        "  C2  修路                                      → /indicators/0/name",
        "  D2  1公里                                     → /indicators/0/value",
    ]


def test_texts_without_a_place_are_shown_and_told(folder: Path, cli: Run) -> None:
    (folder / "a.xlsx").write_bytes(xlsx(drawn(HEAD + "产出指标|其他指标|修路|1|")))
    status, shown, said = cli("read", "--grid", "a.xlsx", "--lang", "en")
    assert status == 0
    assert [one.partition("]")[0] for one in said.splitlines()] == [
        "a.xlsx:Sheet1!B4: warning[KPI-E202",
        "a.xlsx:Sheet1!C4: warning[KPI-E202",
        "a.xlsx:Sheet1!D4: warning[KPI-E202",
    ]
    assert shown.splitlines()[-5:] == [
        "a.xlsx:Sheet1!A4",
        "  A4  产出指标",
        "  B4  其他指标                                  → /unplaced/0",
        "  C4  修路                                      → /unplaced/1",
        "  D4  1                                         → /unplaced/2",
    ]


def test_what_holds_no_table_is_shown_all_the_same(folder: Path, cli: Run) -> None:
    (folder / "a.txt").write_text("甲\t乙\n", encoding="utf-8")
    status, shown, said = cli("read", "--grid", "a.txt", "--lang", "en")
    assert (status, said.partition("]")[0]) == (2, "a.txt: error[KPI-E107")
    assert shown == "a.txt:1\n  1  甲\n  2  乙\nIn no cell:\n  a.txt  → [KPI-E107]\n"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.yaml", "a.toml"])
def test_a_data_file_has_no_grid(folder: Path, cli: Run, name: str) -> None:
    (folder / name).write_text("{}", encoding="utf-8")
    assert cli("read", "--grid", name, "--lang", "en") == (
        2,
        "",
        f"{name}: error[KPI-E123]: this is a data file and has no grid of rows and cells to show; leave out --grid\n",
    )


def test_a_damaged_file_is_refused_once_and_the_next_is_shown(folder: Path, cli: Run) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 torn")
    (folder / "b.xlsx").write_bytes(xlsx(page()))
    status, shown, said = cli("read", "--grid", "a.pdf", "b.xlsx", "--output-file", "grid.txt", "--lang", "en")
    assert (status, shown) == (2, "")
    assert [one.partition("]")[0] for one in said.splitlines()] == ["a.pdf: error[KPI-E400"]
    written = (folder / "grid.txt").read_text(encoding="utf-8")
    assert written == SHOWN.format(file="b.xlsx")


def test_another_format_beside_it_is_a_usage_error(cli: Run) -> None:
    status, shown, said = cli("read", "--grid", "--format", "json", "clean.toml")
    assert (status, shown) == (2, "")
    assert "--grid shows text and knows no other format; leave out --grid or --format" in said


def test_what_there_is_to_know_of_a_cell_stands_beside_it() -> None:
    place = Place("a.docx", table=1, row=2)
    cells = (
        Cell("甲", 0, Place("a.docx", table=1, row=2, cell="1"), hidden=True, changed=True),
        Cell("#N/A", 3, Place("a.docx", table=1, row=2, cell="2"), rows=2, fault="KPI-E407"),
    )
    at = {"/indicators/0": place, "": Place("a.docx")}
    tables = [TargetTable(places=at), TargetTable(indicators=(Indicator(category="output.quantity"),))]
    assert render_grid((Row(cells, place, 4),), tables, (), "zh").splitlines() == [
        "a.docx:table 1, row 2  → 1:/indicators/0",
        "  1 隐藏 修订     甲",
        "  2 2×1 KPI-E407  #N/A",
        "不在任何单元格中：",
        "  a.docx  → 1:（表）",
    ]


def test_a_process_of_its_own_gives_the_same_grid() -> None:
    data = xlsx(page())
    with Workers() as workers:
        assert read_grid(data, "a.xlsx", FORMS, workers) == read_grid(data, "a.xlsx", FORMS)
        assert len(read_bytes(data, "a.xlsx", FORMS, workers)) == 1
