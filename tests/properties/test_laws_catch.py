"""Each law catches a rule that is wrong on purpose, and no other reason makes it fail."""

import itertools
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib import import_module

import msgspec
import pytest

from kpirules.engine.context import IndicatorView, TableView
from kpirules.engine.verdicts import fail
from kpirules.model import Verdict
from kpirules.registry.index import RuleEntry
from kpirules.registry.loading import load_index
from kpirules.testing.laws import LAWS, check_law

INDEX = load_index()
VALUE_PRESENT = "indicator-value-present"
FUNDING_PARTS = "funding-parts"
CALLS = itertools.count()


def missing(indicator: IndicatorView, at: str = "value") -> Verdict:
    return fail("missing", indicator.at(at), name=indicator.name)


def raises(indicator: IndicatorView) -> Iterator[Verdict]:
    if "%" in indicator.value:
        raise KeyError(indicator.value)
    yield from ()


def never_ends(indicator: IndicatorView) -> Iterator[Verdict]:
    while "%" in indicator.value:
        pass
    yield from ()


def says_the_unsayable(indicator: IndicatorView) -> Iterator[Verdict]:
    yield fail("unheard-of")


def points_nowhere(indicator: IndicatorView) -> Iterator[Verdict]:
    yield fail("missing", f"/indicators/{indicator.index + 100}", name=indicator.name)


def remembers(indicator: IndicatorView) -> Iterator[Verdict]:
    if next(CALLS) % 2:
        yield missing(indicator)


def listens_to_others(indicator: IndicatorView) -> Iterator[Verdict]:
    if indicator._target is not None:
        yield missing(indicator)


def counts_characters(indicator: IndicatorView) -> Iterator[Verdict]:
    if indicator.value.startswith("8"):
        yield missing(indicator)


def looks_at_the_first_row(indicator: IndicatorView) -> Iterator[Verdict]:
    if indicator.index == 0:
        yield missing(indicator)


def peeps(indicator: IndicatorView) -> Iterator[Verdict]:
    if indicator.table.table.project != "另一个项目":
        yield missing(indicator)


def follows_the_calendar(indicator: IndicatorView) -> Iterator[Verdict]:
    if indicator.table.as_of.day % 2:
        yield missing(indicator)


def loosens(table: TableView, *, tolerance: Decimal) -> Iterator[Verdict]:
    if tolerance == 5 and table.fund_columns:
        yield fail("total-missing", column="")


def mends_nothing(indicator: IndicatorView) -> Iterator[Verdict]:
    if indicator.value:
        yield missing(indicator).mended_by(indicator.value)


def lenient(entry: RuleEntry) -> RuleEntry:
    """The rule with a tolerance that can still be tightened, where it has one."""
    if "tolerance" not in entry.definition.parameters:
        return entry
    tolerance = entry.definition.parameters["tolerance"]
    history = (msgspec.structs.replace(tolerance.history[0], value="5"),)
    parameters = {"tolerance": msgspec.structs.replace(tolerance, history=history)}
    examples = tuple(example for example in entry.definition.examples if example.name != "one-fen-off")
    definition = msgspec.structs.replace(entry.definition, parameters=parameters, examples=examples)
    return msgspec.structs.replace(entry, definition=definition)


WRONG = [
    ("never-raises", VALUE_PRESENT, raises),
    ("says-what-its-toml-holds", VALUE_PRESENT, says_the_unsayable),
    ("points-at-what-exists", VALUE_PRESENT, points_nowhere),
    ("is-deterministic", VALUE_PRESENT, remembers),
    ("is-independent-of-other-rules", VALUE_PRESENT, listens_to_others),
    ("ignores-width-and-edge-blanks", VALUE_PRESENT, counts_characters),
    ("ignores-the-order-of-rows", VALUE_PRESENT, looks_at_the_first_row),
    ("looks-only-at-its-inputs", VALUE_PRESENT, peeps),
    ("changes-only-at-its-dates", VALUE_PRESENT, follows_the_calendar),
    ("tightening-removes-nothing", FUNDING_PARTS, loosens),
    ("safe-fixes-mend", VALUE_PRESENT, mends_nothing),
]


def test_every_law_is_tried() -> None:
    assert {law for law, _, _ in WRONG} == set(LAWS)


@pytest.mark.parametrize(("law", "rule", "check"), WRONG, ids=[law for law, _, _ in WRONG])
def test_law_catches(law: str, rule: str, check: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    entry = lenient(INDEX.rule(rule))
    check_law(INDEX, entry, law, LAWS[law])
    monkeypatch.setattr(import_module(entry.module), "check", check)
    with pytest.raises(AssertionError, match=f"{entry.definition.code} {rule} breaks {law}"):
        check_law(INDEX, entry, law, LAWS[law])


@pytest.mark.parametrize("law", ["never-raises", "is-deterministic"])
def test_every_law_ends_with_a_rule_that_does_not(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = INDEX.rule(VALUE_PRESENT)
    monkeypatch.setattr(import_module(entry.module), "check", never_ends)
    with pytest.raises(AssertionError, match=f"{VALUE_PRESENT} breaks {law}: it does not come to an end on <example"):
        check_law(INDEX, entry, law, LAWS[law])
