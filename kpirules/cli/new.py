"""`kpirules new`: the skeleton of a local pack, or of a rule in one."""

import argparse
from datetime import date
from pathlib import Path

from kpirules.cli.options import Subparsers, add_sources, day, sources

__all__ = ["register", "run_pack", "run_rule"]

BASE = "cn"


def register(subparsers: Subparsers) -> None:
    """Add the commands."""
    parser = subparsers.add_parser(
        "new", help="begin a local pack or a rule", description="Write a working skeleton, with tests that pass."
    )
    kinds = parser.add_subparsers(required=True, metavar="pack|rule")
    pack = kinds.add_parser("pack", help="begin a local pack", description="Write a local pack with a first rule.")
    pack.add_argument("folder", type=Path, metavar="NAME", help="folder to make; the pack is named after it")
    pack.add_argument("--extends", default=BASE, metavar="POLICY", help=f"policy to build on (default: {BASE})")
    pack.add_argument("--prefix", metavar="LETTERS", help="what begins its codes (default: the first of its letters)")
    _add_since(pack)
    pack.set_defaults(run=run_pack)
    rule = kinds.add_parser("rule", help="begin a rule", description="Write a rule into a local pack.")
    rule.add_argument("folder", type=Path, metavar="DIR", help="folder of the pack")
    rule.add_argument("name", metavar="NAME", help="name of the rule, such as satisfaction-floor")
    rule.add_argument("--family", default="targets", metavar="NAME", help="folder of its family (default: targets)")
    rule.add_argument("--policy", metavar="POLICY", help="policy that its case is judged by (default: the pack's)")
    _add_since(rule)
    rule.set_defaults(run=run_rule)


def _add_since(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--since", type=day, metavar="DATE", help="day from which it holds (default: this year's first)"
    )
    add_sources(parser)


def run_pack(arguments: argparse.Namespace) -> int:
    """Write the pack and name its files."""
    from kpirules.registry.loading import load_index
    from kpirules.testing.skeletons import first_day, write_pack

    index = load_index(sources(arguments))
    since = first_day(index, arguments.extends, arguments.since, _today())
    _say(write_pack(index, arguments.folder, arguments.extends, since, arguments.prefix), arguments.folder)
    return 0


def run_rule(arguments: argparse.Namespace) -> int:
    """Write the rule and name its files."""
    from kpirules.registry.folders import pack_file
    from kpirules.testing.proofs import load_pack
    from kpirules.testing.skeletons import RuleSkeleton, first_day, write_rule

    policy = arguments.policy or pack_file(arguments.folder).name
    loaded, _ = load_pack(str(arguments.folder), sources(arguments))
    since = first_day(loaded.index, policy, arguments.since, _today())
    skeleton = RuleSkeleton(arguments.name, arguments.family, policy, since)
    _say(write_rule(loaded.index, arguments.folder, skeleton), arguments.folder)
    return 0


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day as the user's clock has it


def _say(written: list[Path], folder: Path) -> None:
    for path in written:
        print(path)
    print(f"now run: kpirules test {folder}")
