"""Whole tables under the shipped policies: exactly the findings that the cases in tests/cases state."""

from pathlib import Path

import pytest

from kpirules.registry.loading import load_plugins
from kpirules.testing.case_files import Case, case_differences, load_cases

LOADED = load_plugins()
CASES = load_cases(Path(__file__).parents[1] / "cases")


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}-{case.name}" for path, case in CASES])
def test_exactly_what_the_case_states_is_found(path: Path, case: Case) -> None:
    assert case_differences(LOADED, path, case) == []
