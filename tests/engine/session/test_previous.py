"""The previous submission: what was asked for and cannot be compared is said."""

from pathlib import Path

import pytest

from kpirules.errors import UsageError
from kpirules.model import TargetTable
from kpirules.session import Checker

PUBLISHED = "examples/ningxia-2021/published.txt"


def test_a_previous_submission_without_any_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the previous submission holds no file"):
        Checker(previous=tmp_path)


def test_a_project_that_does_not_stand_in_it_is_named() -> None:
    table = TargetTable(project="新项目", unit="科技馆", form="ningxia-2021", fiscal_year=2021)
    report = Checker(previous=PUBLISHED).check_tables([table])
    assert [notice.text("en") for notice in report.notices] == ["the previous submission has no table of: 新项目"]


def test_where_every_project_stands_in_it_nothing_is_said() -> None:
    assert Checker(previous=PUBLISHED, select=["CN313"]).check(PUBLISHED).notices == ()
