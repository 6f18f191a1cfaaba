"""The labelled files that the project carries: every field of every value agrees."""

from pathlib import Path

import pytest

from kpirules.errors import UsageError
from kpirules.testing.scoring import report_lines, score

DATA = Path(__file__).parents[2] / "data"
# Values whose reading the specification leaves open; each difference is explained in docs/values.md.
DIFFERENT_ON_PURPOSE = [
    "近3000人",
    "95%(百分比)",
    "= | 2022 | 年",
    "正向 | = | 44,561 | 44,561",
    "1:1",
    "叁拾伍万元整",
    "6月份完成宣传片制作；9月份完成文本；11月完成专家评审",
    "2月30日前",
]


@pytest.mark.parametrize(("name", "count"), [("seed_values.jsonl", 133), ("blind_values.jsonl", 497)])
def test_every_label_agrees_in_every_field(name: str, count: int) -> None:
    result = score([DATA / name])
    assert list(result.differences) == []
    assert (result.values, result.agreed) == (count, count)


def test_doubtful_labels_differ_only_where_that_is_meant() -> None:
    result = score([DATA / "doubtful_values.jsonl"])
    assert [difference.value for difference in result.differences] == DIFFERENT_ON_PURPOSE


def test_a_wrong_label_is_a_miss_with_both_readings(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(
        '{"value": "≥95%", "category": "质量", "kind": "quantity", '
        '"quantities": [{"op": "=", "low": "95", "high": "95", "unit": "%"}], '
        '"dates": null, "text": null, "tags": []}\n',
        encoding="utf-8",
    )
    result = score([file])
    assert result.agreed == 0
    (difference,) = result.differences
    assert (difference.place, set(difference.fields)) == (f"{file}:1", {"quantities"})
    lines = list(report_lines(result))
    assert lines[0] == f'{file}:1: "≥95%" (质量)'
    assert lines[-1] == "every field: 0 of 1"


@pytest.mark.parametrize(("text", "loose"), [("平台、网站", True), ("平台", False)])
def test_text_beside_numbers_is_compared_without_punctuation(tmp_path: Path, text: str, loose: bool) -> None:
    file = tmp_path / "labels.jsonl"
    quantities = (
        '[{"op": "=", "low": "1", "high": "1", "unit": "个"}, {"op": "=", "low": "2", "high": "2", "unit": "个"}]'
    )
    file.write_text(
        f'{{"value": "1个平台，2个网站", "category": "数量", "kind": "quantity", "quantities": {quantities}, '
        f'"dates": null, "text": "{text}", "tags": []}}\n',
        encoding="utf-8",
    )
    assert (score([file]).agreed == 1) is loose


def test_a_broken_line_names_its_place(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text('{"value": "1"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"labels\.jsonl:1"):
        score([file])
