"""Every worked example in a rule's TOML gives exactly what it states."""

import pytest

from kpirules.registry.definitions import Example
from kpirules.registry.index import RuleEntry
from kpirules.registry.loading import load_index
from kpirules.testing.cases import differences

INDEX = load_index()
EXAMPLES = [(entry, example) for entry in INDEX.rules.values() for example in entry.definition.examples]


@pytest.mark.parametrize(
    ("entry", "example"), EXAMPLES, ids=[f"{entry.definition.name}-{example.name}" for entry, example in EXAMPLES]
)
def test_example_gives_exactly_what_it_states(entry: RuleEntry, example: Example) -> None:
    assert differences(INDEX, entry, example) == []


@pytest.mark.parametrize("entry", INDEX.rules.values(), ids=lambda entry: entry.definition.name)
def test_rule_has_examples_both_ways(entry: RuleEntry) -> None:
    """A rule shows what it lets pass and what it finds."""
    found = {bool(example.expect) for example in entry.definition.examples}
    assert found == {True, False}


@pytest.mark.parametrize("entry", INDEX.rules.values(), ids=lambda entry: entry.definition.name)
def test_every_message_that_is_shown_has_an_example(entry: RuleEntry) -> None:
    shown = {expected.message for example in entry.definition.examples for expected in example.expect}
    unused = set(entry.definition.messages) - shown
    silent = {name for name in unused if not any(example.not_applicable for example in entry.definition.examples)}
    assert silent == set()
