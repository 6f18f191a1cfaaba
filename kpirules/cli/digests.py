"""`kpirules digests`: the SHA-256 of every file of a local pack, as a configuration stores them."""

import argparse
import json
from pathlib import Path

from kpirules.cli.options import Subparsers

__all__ = ["register", "run"]


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "digests",
        help="what to store to trust a local pack",
        description="Print the part of a configuration file that trusts a local pack as it is now. Nothing in the pack "
        "is run: look at its files first.",
    )
    parser.add_argument("pack", metavar="DIR", help="folder of the pack")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print an entry of `packs`."""
    from kpirules.registry.folders import digests

    files = digests(Path(arguments.pack))
    print("[[packs]]")
    print(f"folder = {json.dumps(arguments.pack, ensure_ascii=False)}")
    print("\n[packs.files]")
    for name, digest in files.items():
        print(f'{json.dumps(name, ensure_ascii=False)} = "{digest}"')
    return 0
