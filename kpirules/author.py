"""The stable API for rule authors: everything a rule module may import, and nothing else.

Names are imported when they are first asked for, so that a pack can say who it is without paying for the data model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kpirules.engine.context import IndicatorView, PrintedText, SubmissionView, TableView
    from kpirules.engine.funds import FundColumnView, FundFigure
    from kpirules.engine.prose import FigureInText, GoalView
    from kpirules.engine.verdicts import Says, fail, not_applicable, not_evaluated, review, step, undeclared
    from kpirules.model import Argument, Finding, Money, Period, Report, Verdict, Waiver
    from kpirules.registry.definitions import Mark
    from kpirules.registry.hookspecs import hookimpl
    from kpirules.registry.pack import API_VERSION, Pack
    from kpirules.registry.plugins import Reader, Reporter
    from kpirules.values import Dates, Quantity, Target, parse_money
    from kpirules.values.folding import half_width

__all__ = [
    "API_VERSION",
    "Argument",
    "Dates",
    "FigureInText",
    "Finding",
    "FundColumnView",
    "FundFigure",
    "GoalView",
    "IndicatorView",
    "Mark",
    "Money",
    "Pack",
    "Period",
    "PrintedText",
    "Quantity",
    "Reader",
    "Report",
    "Reporter",
    "Says",
    "SubmissionView",
    "TableView",
    "Target",
    "Verdict",
    "Waiver",
    "fail",
    "half_width",
    "hookimpl",
    "not_applicable",
    "not_evaluated",
    "parse_money",
    "review",
    "step",
    "undeclared",
]

HOMES: Final = {
    "kpirules.engine.context": ("IndicatorView", "PrintedText", "SubmissionView", "TableView"),
    "kpirules.engine.funds": ("FundColumnView", "FundFigure"),
    "kpirules.engine.prose": ("FigureInText", "GoalView"),
    "kpirules.engine.verdicts": ("Says", "fail", "not_applicable", "not_evaluated", "review", "step", "undeclared"),
    "kpirules.model": ("Argument", "Finding", "Money", "Period", "Report", "Verdict", "Waiver"),
    "kpirules.registry.definitions": ("Mark",),
    "kpirules.registry.hookspecs": ("hookimpl",),
    "kpirules.registry.pack": ("API_VERSION", "Pack"),
    "kpirules.registry.plugins": ("Reader", "Reporter"),
    "kpirules.values": ("Dates", "Quantity", "Target", "parse_money"),
    "kpirules.values.folding": ("half_width",),
}


def __getattr__(name: str) -> object:
    for home, names in HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
