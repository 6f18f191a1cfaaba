"""The words of the house as data: tables, funding, indicators, places, outcomes and reports."""

from kpirules.model.funding import FundColumn, Funding, Money
from kpirules.model.impact import Change, Impact
from kpirules.model.indicator import Detail, Indicator
from kpirules.model.message import Argument, Message
from kpirules.model.outcome import Fix, Outcome, Severity, Standing, Step, Verdict, Waiver
from kpirules.model.place import Place
from kpirules.model.problem import Problem, Refused
from kpirules.model.report import (
    Basis,
    Evaluation,
    Finding,
    InputResult,
    PackUsed,
    ParameterUsed,
    Report,
    RuleSummary,
    TableResult,
    TracedStep,
)
from kpirules.model.table import Execution, Goal, GoalScope, Period, TargetTable, Unplaced, UnplacedReason

__all__ = [
    "Argument",
    "Basis",
    "Change",
    "Detail",
    "Evaluation",
    "Execution",
    "Finding",
    "Fix",
    "FundColumn",
    "Funding",
    "Goal",
    "GoalScope",
    "Impact",
    "Indicator",
    "InputResult",
    "Message",
    "Money",
    "Outcome",
    "PackUsed",
    "ParameterUsed",
    "Period",
    "Place",
    "Problem",
    "Refused",
    "Report",
    "RuleSummary",
    "Severity",
    "Standing",
    "Step",
    "TableResult",
    "TargetTable",
    "TracedStep",
    "Unplaced",
    "UnplacedReason",
    "Verdict",
    "Waiver",
]
