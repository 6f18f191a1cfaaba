"""The words of the house as data: tables, funding, indicators, places, outcomes and reports."""

from kpirules.model.funding import FundColumn, Funding, Money
from kpirules.model.indicator import Indicator
from kpirules.model.message import Argument, Message
from kpirules.model.outcome import Outcome, Severity, Standing, Step, Verdict
from kpirules.model.place import Place
from kpirules.model.problem import Problem, Refused
from kpirules.model.table import Goal, GoalScope, Period, TargetTable

__all__ = [
    "Argument",
    "FundColumn",
    "Funding",
    "Goal",
    "GoalScope",
    "Indicator",
    "Message",
    "Money",
    "Outcome",
    "Period",
    "Place",
    "Problem",
    "Refused",
    "Severity",
    "Standing",
    "Step",
    "TargetTable",
    "Verdict",
]
