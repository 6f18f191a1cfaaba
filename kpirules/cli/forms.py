"""`kpirules forms`: list the forms that are installed, or draw one."""

import argparse

from kpirules.cli.options import Subparsers, add_language, add_sources, language, sources

__all__ = ["register", "run"]


def register(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "forms", help="list the forms, or draw one", description="List the forms that are installed, or draw one."
    )
    parser.add_argument("form", nargs="?", metavar="NAME", help="name of the form to draw")
    add_sources(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line a form, or the form that is named."""
    from kpirules.registry.loading import load_index
    from kpirules.reporters.forms import form_line, form_page

    index, chosen = load_index(sources(arguments)), language(arguments.lang)
    if arguments.form is not None:
        print(form_page(index.form(arguments.form), chosen), end="")
        return 0
    for _, form in sorted(index.forms.items()):
        print(form_line(form, chosen))
    return 0
