"""Texts of any kind are made comparable in a time that grows with their length."""

import pytest

from kpirules.values.folding import half_width

RUN = "\u0301\u0323" * 16
"""The longest run of combining marks that counts."""


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ａ类，９５％", "A类,95%"),
        ("cafe\u0301" + "甲" * 1_000, "café" + "甲" * 1_000),
        ("甲" * 1_000 + "e" + RUN + "乙", half_width("甲" * 1_000 + "e" + RUN) + "乙"),
        ("甲" * 1_000 + "e" + RUN * 25_000 + "乙", half_width("甲" * 1_000 + "e" + RUN) + "乙"),
        ("甲" * 1_000 + "\u0301甲" * 50, "甲" * 1_000 + "\u0301甲" * 50),
    ],
    ids=["half width", "accent", "longest run", "run beyond the limit", "many runs"],
)
def test_of_a_run_of_marks_only_the_first_count(text: str, plain: str) -> None:
    assert half_width(text) == plain
