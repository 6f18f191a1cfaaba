"""Archives of submissions: each file in one is an input of its own, and none is passed over."""

import io
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from kpirules.model import Refused
from kpirules.readers.files.sources import Source
from kpirules.readers.submissions import submissions
from kpirules.session import Checker
from tests.engine.readers.word_files import archive, document, paragraph

CLEAN = (Path(__file__).parents[1] / "cli" / "well_filled.toml").read_text(encoding="utf-8")


def left_out(path: PurePosixPath) -> bool:
    return path.name.startswith(".")


def inputs(data: bytes, name: str = "all.zip") -> list[tuple[str, bytes | str, bool]]:
    found: list[tuple[str, bytes | str, bool]] = []
    for one in submissions(Source(name, data), left_out):
        try:
            found.append((one.name, one.data(), one.is_left_out))
        except Refused as refused:
            found.append((one.name, refused.problems[0].code, one.is_left_out))
    return found


def test_every_file_in_it_is_an_input() -> None:
    data = archive({"甲/一.toml": "1", "b.txt": "2", "empty/": "", ".DS_Store": "x"})
    assert inputs(data) == [
        ("all.zip!/甲/一.toml", b"1", False),
        ("all.zip!/b.txt", b"2", False),
        ("all.zip!/.DS_Store", b"x", True),
    ]


def test_a_file_that_is_no_archive_of_files_is_one_input() -> None:
    word = document(paragraph("x"))
    assert inputs(b"text", "a.txt") == [("a.txt", b"text", False)]
    assert inputs(word, "a.docx") == [("a.docx", word, False)]
    broken = archive({"_rels/.rels": "<x/>", "other.xml": "<x/>"})
    assert inputs(broken, "a.docx") == [("a.docx", broken, False)]


def test_names_that_windows_wrote_are_read() -> None:
    # What zipfile itself cannot write: the name in GB18030, and no flag that says so.
    data = archive({"00000000.toml": "1"}).replace(b"00000000", "绩效目标".encode("gb18030"))
    assert inputs(data) == [("all.zip!/绩效目标.toml", b"1", False)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive({}), "KPI-E429"),
        (archive({"folder/": ""}), "KPI-E429"),
        (archive({"a.txt": "x" * 1000})[:-30], "KPI-E400"),
        (archive({"../a.txt": "x"}), "KPI-E403"),
        (archive({"/a.txt": "x"}), "KPI-E403"),
        (archive({f"{number}.txt": "" for number in range(4_097)}), "KPI-E401"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_an_archive_that_cannot_be_used_is_one_refused_input(data: bytes, code: str) -> None:
    assert inputs(data) == [("all.zip", code, False)]


def test_an_archive_of_what_is_left_out_is_refused() -> None:
    assert inputs(archive({".x": "1"})) == [("all.zip!/.x", b"1", True), ("all.zip", "KPI-E429", False)]


def test_a_bomb_costs_itself() -> None:
    data = archive({"bomb.txt": bytes(140_000_000), "a.txt": "x"})
    assert inputs(data) == [("all.zip!/bomb.txt", "KPI-E401", False), ("all.zip!/a.txt", b"x", False)]


def test_a_damaged_member_costs_itself() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        bundle.writestr("a.txt", "stored text")
        bundle.writestr("b.txt", "another")
    data = buffer.getvalue().replace(b"stored text", b"stored tent", 1)
    assert inputs(data) == [("all.zip!/a.txt", "KPI-E400", False), ("all.zip!/b.txt", b"another", False)]


def test_the_counts_of_a_run_add_up(tmp_path: Path) -> None:
    inner = archive({"c.toml": CLEAN})
    path = tmp_path / "all.zip"
    path.write_bytes(archive({"a.toml": CLEAN, "b/scan.tiff": "II", "inner.zip": inner, "~$a.docx": "x"}))
    report = Checker().check([path, tmp_path / "none.zip"])
    assert [one.path.removeprefix(str(path)) for one in report.inputs[:3]] == [
        "!/a.toml",
        "!/b/scan.tiff",
        "!/inner.zip",
    ]
    codes = [[problem.code for problem in one.problems] for one in report.inputs]
    assert codes == [[], ["KPI-E106"], ["KPI-E428"], ["KPI-E101"]]
    summary = report.summary()
    assert (summary["given"], summary["checked"], summary["refused"], summary["left_out"]) == (4, 1, 3, 1)
    assert report.exit_status == 2


def test_reading_an_archive_gives_the_tables_of_all_files_or_all_problems(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(archive({"a.toml": CLEAN, "b.toml": CLEAN}))
    assert len(Checker().read(path)) == 2
    path.write_bytes(archive({"a.toml": CLEAN, "b.toml": "", "c.tiff": "x"}))
    with pytest.raises(Refused) as caught:
        Checker().read(path)
    assert [problem.code for problem in caught.value.problems] == ["KPI-E104", "KPI-E106"]


def test_a_source_is_an_input_without_a_file() -> None:
    report = Checker().check([Source("handed-in.toml", CLEAN.encode())])
    assert [(one.path, one.is_refused) for one in report.inputs] == [("handed-in.toml", False)]
