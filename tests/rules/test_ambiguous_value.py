"""A value too long to be read is said to be so."""

from kpirules.model import Indicator, TargetTable
from kpirules.registry.loading import load_index
from kpirules.testing.cases import run_rule

INDEX = load_index()
ENTRY = INDEX.rule("ambiguous-value")


def test_a_value_beyond_the_limit_is_reported_and_not_passed() -> None:
    row = Indicator(category="output.quantity", name="举办讲座", value="1场，" * 50_000)
    table = TargetTable(form="cn-2015", fiscal_year=2021, project="科普", indicators=(row,))
    (evaluation,) = run_rule(ENTRY, (table,), INDEX.forms["cn-2015"])
    assert [(finding.key, finding.at) for finding in evaluation.findings] == [("too-long", "/indicators/0/value")]
