"""A pytest plugin for packs: every worked example, policy, case and law becomes a test of its own.

It does nothing before it is asked: `pytest -p kpirules.testing.plugin --kpirules-pack NAME-OR-FOLDER`, or the same two
options in a repository's own `addopts`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from kpirules.testing.proofs import Proof

__all__ = ["PackCollector", "ProofItem"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("kpirules", "rules as code for performance-target tables")
    group.addoption(
        "--kpirules-pack",
        action="append",
        default=[],
        metavar="PACK",
        help="test this pack: the name of an installed one, or the folder of a local one",
    )
    group.addoption("--kpirules-cases", metavar="DIR", help="where its cases lie (default: cases/ in the pack)")
    group.addoption("--kpirules-no-laws", action="store_true", help="leave out the laws")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the proofs of the packs that were asked for, before `-k` and `-m` choose."""
    for target in config.getoption("--kpirules-pack"):
        collector: PackCollector = PackCollector.from_parent(session, name=f"kpirules[{target}]", target=target)
        items.extend(session.genitems(collector))


class PackCollector(pytest.Collector):
    """One pack."""

    def __init__(self, target: str, **rest: Any) -> None:
        super().__init__(**rest)
        self.target = target

    def collect(self) -> Iterator["ProofItem"]:
        """The proofs of the pack; a pack or case that cannot be loaded is an error of the collection."""
        from kpirules.errors import KpirulesError

        try:
            proofs = list(self._proofs())
        except KpirulesError as error:
            raise self.CollectError(str(error)) from error
        for proof in proofs:
            yield ProofItem.from_parent(self, name=f"{proof.kind} {proof.name}", proof=proof)

    def _proofs(self) -> "Iterator[Proof]":
        from kpirules.registry.folders import Sources
        from kpirules.testing.proofs import load_pack, proofs_of

        loaded, origin = load_pack(self.target, Sources())
        cases = self.config.getoption("--kpirules-cases")
        laws = not self.config.getoption("--kpirules-no-laws")
        return proofs_of(loaded, origin, Path(cases) if cases else None, laws=laws)


class ProofItem(pytest.Item):
    """One proof as a test."""

    def __init__(self, proof: "Proof", **rest: Any) -> None:
        super().__init__(**rest)
        self.proof = proof

    def runtest(self) -> None:
        """Fail with everything that speaks against the proof."""
        differences = self.proof.run()
        if differences:
            pytest.fail("\n".join(differences), pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the rule, the policy or the case is written."""
        return self.proof.path, None, self.name
