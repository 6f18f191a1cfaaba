"""Every shipped rule obeys every law."""

import pytest

from kpirules.registry.index import RuleEntry
from kpirules.registry.loading import load_index
from kpirules.testing.laws import LAWS, check_law

INDEX = load_index()


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("entry", INDEX.rules.values(), ids=lambda entry: entry.definition.name)
def test_rule_obeys(entry: RuleEntry, law: str) -> None:
    check_law(INDEX, entry, law, LAWS[law])
