"""What a pack's TOML files may say. A key that stands here nowhere is an error.

These are msgspec structures: listing and explaining rules must not pay for importing pydantic.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

__all__ = [
    "Authority",
    "Bilingual",
    "Category",
    "Certainty",
    "Example",
    "Expected",
    "FormDefinition",
    "FormKind",
    "HistoryEntry",
    "Mark",
    "OverlayDefinition",
    "ParameterDefinition",
    "PolicyDefinition",
    "ReviewItem",
    "RuleDefinition",
    "Subject",
    "Weights",
    "When",
]

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2,8}[0-9]{3}$")]
Path = Annotated[str, msgspec.Meta(pattern=r"^[a-z]+(\.[a-z-]+)?$")]
Level = Literal["output", "benefit", "satisfaction", "cost"]
Field = Literal["project", "department", "unit", "attribute", "period"]
Scope = Literal["annual", "allocated", "long-term", "achieved"]
Header = Literal["type", "first", "second", "third", "value", "weight", "actual", "score", "reason"]
SeverityName = Literal["error", "warning", "note"]
DetailName = Literal["explanation", "origin", "basis", "method", "source", "scoring", "evidence"]


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of everything that is written in a pack's TOML."""


class Bilingual(Definition, frozen=True, kw_only=True):
    """One text in the two languages of the house."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language`, `zh` or `en`."""
        return self.zh if language == "zh" else self.en


class Authority(Definition, frozen=True, kw_only=True):
    """依据: the document and article that ask for something, and how well that was checked."""

    document: str
    title: str = ""
    article: str = ""
    standing: Literal["text", "restated", "form", "recalled"]
    checked: date | None = None
    note: Bilingual | None = None


class HistoryEntry(Definition, frozen=True, kw_only=True):
    """A parameter's value from a date on; `verified_until` is the last day for which somebody checked it."""

    since: date
    value: object
    """Of the type that the parameter declares; checked when the law is resolved."""
    verified_until: date
    authority: str


class ParameterDefinition(Definition, frozen=True, kw_only=True):
    """One number, word list or switch of a rule, with its history and the direction that tightens it."""

    summary: Bilingual
    type: Literal["decimal", "integer", "boolean", "text", "texts"]
    tighten: Literal["down", "up", "more", "fewer", "none"]
    optional: bool = False
    """Whether an empty text stands for "nobody has set this": a threshold that only a bureau decides."""
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    history: tuple[HistoryEntry, ...]


class Expected(Definition, frozen=True, kw_only=True):
    """One finding that an example must give."""

    outcome: Literal["fail", "review", "not-evaluated"]
    message: str
    at: str
    arguments: dict[str, str] = {}


class Mark(StrEnum):
    """What a form says of a category: must it be filled, and how strictly."""

    HARD = "hard"
    """必填硬性指标"""
    MANDATORY = "mandatory"
    """必填"""
    OPTIONAL = "optional"
    """选填"""
    UNMARKED = "unmarked"


class Example(Definition, frozen=True, kw_only=True):
    """A worked example: a table, as a data file states it, and exactly what the rule says of it.

    The table names its form; `marks` and `parameters` say what else applies in the example.
    """

    name: Name
    shows: Bilingual
    table: dict[str, object] = {}
    tables: tuple[dict[str, object], ...] = ()
    """Instead of `table`, for a rule that judges all tables of a run together."""
    previous: dict[str, object] | None = None
    """The same project's table in the previous submission."""
    marks: dict[Path, Mark] = {}
    parameters: dict[str, object] = {}
    expect: tuple[Expected, ...] = ()
    not_applicable: bool = False


class Subject(StrEnum):
    """What a rule is called with."""

    TABLE = "table"
    INDICATOR = "indicator"
    SUBMISSION = "submission"
    """All tables of the run together, for what only shows across tables."""


class Certainty(StrEnum):
    """Whether a rule decides mechanically or by a heuristic; a heuristic never fails a table."""

    MECHANICAL = "mechanical"
    HEURISTIC = "heuristic"


class RuleDefinition(Definition, frozen=True, kw_only=True):
    """Everything about a rule that is not judgement."""

    code: Code
    name: Name
    family: Name
    subject: Subject
    severity: SeverityName
    certainty: Certainty
    title: Bilingual
    asks: Bilingual
    why: Bilingual
    remedy: Bilingual
    inputs: tuple[str, ...]
    """What the rule looks at: `indicators.value`, `funding`, `goals`, `period`; the laws hold it to that."""
    order_matters: bool = False
    """Whether the order of the rows may change what the rule says."""
    width_matters: bool = False
    """Whether full or half width and blanks at the edges may, as for a rule on wording."""
    authority: dict[str, Authority]
    parameters: dict[str, ParameterDefinition] = {}
    messages: dict[str, Bilingual]
    steps: dict[str, Bilingual] = {}
    examples: tuple[Example, ...]


class Category(Definition, frozen=True, kw_only=True):
    """A second-level category of a form: its path, its labels as printed, and whether it must be filled."""

    path: Path
    parent: tuple[str, ...]
    labels: tuple[str, ...]
    mark: Mark = Mark.UNMARKED


class FormKind(StrEnum):
    """What a form is filled in for."""

    TARGET = "target"
    """绩效目标申报表"""
    REVIEW = "review"
    """绩效目标审核表: filled in by whoever reviews a target table, and no table of indicators itself."""
    SELF_EVALUATION = "self-evaluation"
    """绩效自评表"""


class When(StrEnum):
    """On which condition a form asks for a field."""

    ALWAYS = "always"
    MULTI_YEAR = "multi-year"
    """When the project's period spans more than a year."""
    PARTLY_ALLOCATED = "partly-allocated"
    """When only a part of the year's money is allocated at this level."""


class Weights(Definition, frozen=True, kw_only=True):
    """分值权重: what the points of a form add up to, and how they are split between the first-level categories."""

    indicators: Decimal
    """The points of all indicators together."""
    execution: Decimal = Decimal(0)
    """The points of 预算执行率, which stand beside those of the indicators."""
    splits: dict[Name, dict[Level, Decimal]] = {}
    """Named splits, such as `with-cost`: points by the first part of a category's path."""


class ReviewItem(Definition, frozen=True, kw_only=True):
    """One line of a review form: what is judged, under which heading, and the points it is worth."""

    heading: str
    item: str
    asks: str = ""
    points: Decimal


class FormDefinition(Definition, frozen=True, kw_only=True):
    """表样: an official layout. Labels are listed with their known variants, without blanks.

    The first label of each list is the form's own; where a list is empty or missing the form has no such place.
    """

    name: Name
    title: Bilingual
    kind: FormKind = FormKind.TARGET
    authority: Authority
    money_unit: Literal["元", "万元"]
    recognised_by: tuple[str, ...]
    fields: dict[Field, tuple[str, ...]]
    required: dict[Field | Scope, When] = {}
    """Which fields and goals must be filled, and when."""
    choices: dict[Field, tuple[str, ...]] = {}
    """The texts that a field takes, where the form leaves no other."""
    funds: dict[Literal["total", "fiscal", "other", "carryover"], tuple[str, ...]] = {}
    mid_term_funds: dict[Literal["total", "fiscal", "other", "carryover"], tuple[str, ...]] = {}
    """The lines that speak of the whole term, on a form that has its money and its indicators beside the year's."""
    columns: dict[Literal["project", "allocated"], tuple[str, ...]] = {}
    """Of several labels the first names the block of figures and the last heads a column of it."""
    goals: dict[Scope, tuple[str, ...]] = {}
    """Where what came of a goal stands beside it, the first label names both and the last heads the goal's column."""
    headers: dict[Header, tuple[str, ...]] = {}
    details: dict[DetailName, tuple[str, ...]] = {}
    """Further columns of an indicator, whose texts are kept as its details."""
    execution: dict[Literal["budget", "spent", "rate", "points", "score"], tuple[str, ...]] = {}
    """预算执行 of a self-evaluation."""
    total_score: tuple[str, ...] = ()
    weights: Weights | None = None
    categories: tuple[Category, ...] = ()
    items: tuple[ReviewItem, ...] = ()
    """The lines of a review form."""

    def __hash__(self) -> int:
        return hash(self.name)


class PolicyDefinition(Definition, frozen=True, kw_only=True):
    """政策: what applies to a table: forms, rules and their parameters, between two dates."""

    name: Name
    title: Bilingual
    since: date
    until: date | None = None
    extends: Name | None = None
    forms: tuple[Name, ...] = ()
    """The forms that the policy is written for; those of the policy it extends when it names none."""
    fallback: bool = False
    """Whether the policy applies to a table that names no form and was recognised as none."""
    rules: tuple[str, ...] = ()
    parameters: dict[str, dict[str, object]] = {}
    add: dict[str, dict[str, tuple[str, ...]]] = {}
    """Words to add to lists, by rule and parameter."""
    marks: dict[Path, Mark] = {}
    """Categories that must be filled more strictly than the form says; a mark may only rise."""
    severities: dict[str, SeverityName] = {}


class OverlayDefinition(Definition, frozen=True, kw_only=True):
    """地方加严: a policy of TOML alone, which an operator names; it extends another and may only tighten it.

    It applies wherever the policy applies that it extends, between its own two dates.
    """

    name: Name
    title: Bilingual
    since: date
    until: date | None = None
    extends: Name
    rules: tuple[str, ...] = ()
    parameters: dict[str, dict[str, object]] = {}
    add: dict[str, dict[str, tuple[str, ...]]] = {}
    marks: dict[Path, Mark] = {}
    severities: dict[str, SeverityName] = {}
