"""Kinds of project are declared in Chinese or by name, and written in the language of the keys."""

from kpirules.model.record import from_record, to_record
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())
NAMES = ("construction", "large-purchase", "information-system", "public-facing")
CHINESE = ["工程基建", "大型购置", "信息系统", "面向公众"]


def test_both_spellings_are_read_and_each_language_writes_its_own() -> None:
    table = from_record({"项目名称": "甲", "项目类型": CHINESE}, FORMS)
    assert table.kinds == NAMES
    assert from_record({"project": "甲", "kinds": list(NAMES)}, FORMS) == table
    assert to_record(table, "zh", FORMS)["项目类型"] == CHINESE
    assert to_record(table, "en", FORMS)["kinds"] == list(NAMES)


def test_one_alone_needs_no_list_and_other_words_are_kept() -> None:
    assert from_record({"项目名称": "甲", "项目类型": "工程 基建"}, FORMS).kinds == ("construction",)
    table = from_record({"项目名称": "甲", "项目类型": ["修缮"]}, FORMS)
    assert (table.kinds, to_record(table, "zh", FORMS)["项目类型"]) == (("修缮",), ["修缮"])
