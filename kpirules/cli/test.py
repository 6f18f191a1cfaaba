"""`kpirules test`: a pack's worked examples, policies and cases, and on request the laws."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kpirules.cli.options import Subparsers, add_sources, sources

if TYPE_CHECKING:
    from collections import Counter

__all__ = ["register", "run"]

DIFFERS: Final = 1
UNUSABLE: Final = 2
KINDS: Final = ("example", "policy", "case", "law")


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "test",
        help="show that a pack does what it says",
        description="Run the worked examples, policies and cases of a pack. Ends with 1 when anything differs.",
    )
    parser.add_argument("pack", metavar="PACK", help="name of a pack, or folder of a local pack")
    parser.add_argument("--cases", type=Path, metavar="DIR", help="folder with cases (default: cases/ in the pack)")
    parser.add_argument("--laws", action="store_true", help="hold the laws against every rule too (takes longer)")
    add_sources(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the proofs and print what differs; 2 when there is nothing to run."""
    from collections import Counter

    from kpirules.reporters.visible import visible
    from kpirules.testing.proofs import load_pack, proofs_of

    loaded, origin = load_pack(arguments.pack, sources(arguments))
    ran: Counter[str] = Counter()
    failed = 0
    for proof in proofs_of(loaded, origin, arguments.cases, laws=arguments.laws):
        ran[proof.kind] += 1
        differences = proof.run()
        failed += bool(differences)
        if differences:
            print(visible(f"{proof.path}: {proof.kind} {proof.name}"))
        for line in differences:
            print(visible(f"  {line}"))
    print(_summary(ran, failed))
    if not ran:
        print("kpirules: error: the pack has nothing to run", file=sys.stderr)
        return UNUSABLE
    return DIFFERS if failed else 0


def _summary(ran: "Counter[str]", failed: int) -> str:
    counts = ", ".join(f"{kind}: {ran[kind]}" for kind in KINDS)
    return f"{counts} | passed: {ran.total() - failed}, failed: {failed}"
