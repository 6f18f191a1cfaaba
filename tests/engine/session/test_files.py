"""Which files a run is about: nothing is dropped in silence."""

from pathlib import Path

from kpirules.session import Checker
from kpirules.session.files import files_of


def test_a_folder_stands_for_its_files_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.json", "a/c.toml", "a/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    files, left_out = files_of([tmp_path], [])
    assert [Path(str(file)).relative_to(tmp_path).as_posix() for file in files] == ["a/b.txt", "a/c.toml", "b.json"]
    assert left_out == []


def test_what_is_excluded_is_named(tmp_path: Path) -> None:
    for name in ("a.json", "README.md", ".hidden.json"):
        (tmp_path / name).write_text("x")
    files, left_out = files_of([tmp_path], [".*", "*.md"])
    assert [Path(str(file)).name for file in files] == ["a.json"]
    assert sorted(Path(one).name for one in left_out) == [".hidden.json", "README.md"]


def test_a_file_that_is_named_is_never_excluded(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    assert files_of([tmp_path / "README.md"], ["*.md"]) == ([tmp_path / "README.md"], [])


def test_no_file_is_no_clean_verdict(tmp_path: Path) -> None:
    report = Checker().check(tmp_path)
    assert (report.exit_status, report.ok) == (2, False)


def test_a_file_that_is_not_there_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    report = Checker().check([tmp_path / "nowhere.json", "examples/ningxia-2021/published.txt"])
    assert [one.is_refused for one in report.inputs] == [True, False]
    assert report.exit_status == 2
    summary = report.summary()
    assert (summary["given"], summary["checked"], summary["refused"]) == (2, 1, 1)


def test_no_table_is_no_clean_verdict() -> None:
    report = Checker().check_tables([], "empty")
    assert [problem.code for one in report.inputs for problem in one.problems] == ["KPI-E107"]
    assert report.exit_status == 2
