"""The laws that every rule must obey, each exercised by Hypothesis on tables made from the rule's own examples.

`check_rule(index, entry)` runs them all on one rule, `kpirules.testing.check_pack("name")` on every rule of a pack; a
broken law is an AssertionError that names the rule, the law and the table. The pytest plugin runs the same as separate
tests.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from kpirules.errors import LoadError
from kpirules.law.typed import Value, is_looser, typed
from kpirules.model import Evaluation, Finding, TargetTable
from kpirules.registry.definitions import Example, FormDefinition, ParameterDefinition, Subject
from kpirules.registry.index import Index, RuleEntry
from kpirules.testing.cases import differences, example_form, example_tables, previous_table, run_rule, run_rules
from kpirules.testing.edits import INPUTS, edited, mended, permuted, replaced_input, widened

if TYPE_CHECKING:
    from hypothesis.vendor.pretty import RepresentationPrinter

__all__ = ["LAWS", "Law", "Scene", "check_law", "check_rule", "scenes"]

QUICK: Final = settings(
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
SLOW_LAWS: Final = {"is-independent-of-other-rules": 4}
"""Laws that run the whole pack each time, and how many examples are worth that."""


class NeverEnds(AssertionError):
    """The rule was stopped at its time limit."""


@dataclass(frozen=True)
class Scene:
    """What a rule is tried on: tables, and the form, parameters and earlier table of the example they come from."""

    entry: RuleEntry
    example: Example
    form: FormDefinition
    tables: tuple[TargetTable, ...]
    previous: TargetTable | None
    companions: tuple[RuleEntry, ...]
    """The other rules of the same pack."""

    def said(self, parameters: Mapping[str, object] | None = None, as_of: date | None = None) -> tuple[Evaluation, ...]:
        """What the rule says of the tables. Raises NeverEnds when it does not come to an end."""
        chosen = self.example.parameters if parameters is None else parameters
        said = run_rule(self.entry, self.tables, self.form, chosen, previous=self.previous, as_of=as_of)
        if any(finding.key == "rule-too-slow" for finding in _findings(said)):
            raise NeverEnds(f"it does not come to an end on {self!r}")
        return said

    def on(self, tables: tuple[TargetTable, ...]) -> "Scene":
        """The same scene with other tables."""
        return replace(self, tables=tables)

    def __repr__(self) -> str:
        rows = [(row.category, row.name, row.value) for row in self.tables[0].indicators]
        return f"<example {self.example.name} with the rows {rows}>"

    def _repr_pretty_(self, printer: "RepresentationPrinter", _cycle: bool) -> None:
        """Hypothesis would show every field, the whole form included."""
        printer.text(repr(self))


Law = Callable[[Scene, st.DataObject], None]


def never_raises(scene: Scene, _data: st.DataObject) -> None:
    """The rule does not raise, and comes to an end, whatever the table holds."""
    _refuse(scene, "rule-crashed")


def says_what_its_toml_holds(scene: Scene, _data: st.DataObject) -> None:
    """The rule yields verdicts and steps whose sentences its TOML has, with every argument, and nothing else."""
    _refuse(scene, "rule-rubbish")


def points_at_what_exists(scene: Scene, _data: st.DataObject) -> None:
    """Every finding and every step points inside the table, at something that is there."""
    _refuse(scene, "rule-nowhere")


def _refuse(scene: Scene, key: str) -> None:
    broken = [finding.message.text("en") for finding in _findings(scene.said()) if finding.key == key]
    assert broken == []


def is_deterministic(scene: Scene, _data: st.DataObject) -> None:
    """The same table gives the same verdicts."""
    copies = tuple(table.model_copy(deep=True) for table in scene.tables)
    assert _verdicts(scene.said()) == _verdicts(scene.said()) == _verdicts(scene.on(copies).said())


def is_independent_of_other_rules(scene: Scene, _data: st.DataObject) -> None:
    """The rule says the same alone as between runs of the pack's other rules on the same table."""
    together = run_rules(
        (*scene.companions, scene.entry),
        scene.tables,
        scene.form,
        {scene.entry.definition.code: scene.example.parameters},
        previous=scene.previous,
    )
    own = tuple(one for one in together if one.rule.code == scene.entry.definition.code)
    assert _verdicts(own) == _verdicts(scene.said())


def ignores_width_and_edge_blanks(scene: Scene, _data: st.DataObject) -> None:
    """Full-width digits and signs, and blanks at the edges of cells, change no verdict."""
    if scene.entry.definition.width_matters:
        return
    wide = tuple(widened(table) for table in scene.tables)
    assert _places(scene.on(wide).said()) == _places(scene.said())


def ignores_the_order_of_rows(scene: Scene, data: st.DataObject) -> None:
    """Permuting the rows changes no verdict, unless the rule says that order matters."""
    if scene.entry.definition.order_matters or scene.entry.definition.subject is Subject.SUBMISSION:
        return
    table = scene.tables[0]
    order = data.draw(st.permutations(range(len(table.indicators))), label="order")
    shuffled = scene.on((permuted(table, order), *scene.tables[1:]))
    back = {f"/indicators/{new}": f"/indicators/{old}" for new, old in enumerate(order)}
    assert Counter(_moved(place, back) for place in _places(shuffled.said()).elements()) == _places(scene.said())


def looks_only_at_its_inputs(scene: Scene, data: st.DataObject) -> None:
    """Changing something that the rule does not name among its inputs changes no verdict."""
    others = [name for name in INPUTS if not _is_declared(name, scene.entry.definition.inputs)]
    if not others or scene.entry.definition.subject is Subject.SUBMISSION:
        return
    name = data.draw(st.sampled_from(others), label="changed")
    assert _with_others(scene, (name,)) == _places(scene.said()), name
    if _with_others(scene, others) != _places(scene.said()):
        alone = [one for one in others if _with_others(scene, (one,)) != _places(scene.said())]
        raise AssertionError(", ".join(alone) or "several of them together")


def _with_others(scene: Scene, inputs: Sequence[str]) -> Counter[tuple[str, str, str]]:
    """What is found when everything under `inputs` is something else."""
    changed = scene.tables[0]
    for name in inputs:
        changed = replaced_input(changed, name)
    return _places(scene.on((changed, *scene.tables[1:])).said())


def tightening_removes_nothing(scene: Scene, _data: st.DataObject) -> None:
    """A stricter parameter leaves every finding standing."""
    for name, definition in scene.entry.definition.parameters.items():
        stricter = _stricter(name, definition, scene)
        if stricter is not None:
            tight = scene.said({**scene.example.parameters, name: stricter})
            lost = {one.at for one in _findings(scene.said())} - {one.at for one in _findings(tight)}
            assert not lost, f"{name} = {stricter!r} removes the findings at {sorted(lost)}"


def changes_only_at_its_dates(scene: Scene, data: st.DataObject) -> None:
    """From one day to the next nothing changes, unless a parameter does."""
    day = data.draw(st.dates(date(2014, 1, 1), date(2030, 1, 1)), label="day")
    entries = (entry for one in scene.entry.definition.parameters.values() for entry in one.history)
    if any(entry.since == day + timedelta(days=1) for entry in entries):
        return
    following = day + timedelta(days=1)
    assert _places(scene.said(as_of=day)) == _places(scene.said(as_of=following))


def safe_fixes_mend(scene: Scene, _data: st.DataObject) -> None:
    """A safe fix removes its finding, adds none, and has nothing left to do when applied again."""
    if scene.entry.definition.subject is Subject.SUBMISSION:
        return
    for finding in _findings(scene.said()):
        if finding.fix is None or not finding.fix.is_safe:
            continue
        better = scene.on((mended(scene.tables[0], finding.at, finding.fix.text), *scene.tables[1:]))
        before, after = _found_at(scene.said()), _found_at(better.said())
        assert (finding.key, finding.at) not in after, f"the fix of {finding.at} leaves its finding standing"
        assert after <= before, f"the fix of {finding.at} adds {after - before}"


LAWS: Final[Mapping[str, Law]] = {
    law.__name__.replace("_", "-"): law
    for law in (
        never_raises,
        says_what_its_toml_holds,
        points_at_what_exists,
        is_deterministic,
        is_independent_of_other_rules,
        ignores_width_and_edge_blanks,
        ignores_the_order_of_rows,
        looks_only_at_its_inputs,
        tightening_removes_nothing,
        changes_only_at_its_dates,
        safe_fixes_mend,
    )
}
"""Every law by its name; each takes a scene and draws what else it needs."""


def check_rule(index: Index, entry: RuleEntry, laws: Mapping[str, Law] = LAWS) -> None:
    """Hold `laws` and the worked examples against one rule. Raises AssertionError that names rule and law."""
    for example in entry.definition.examples:
        broken = differences(index, entry, example)
        assert not broken, f"{entry.definition.code}: example {example.name}: {broken}"
    for name, law in laws.items():
        check_law(index, entry, name, law)


def check_law(index: Index, entry: RuleEntry, name: str, law: Law) -> None:
    """Hold one law against one rule, on its examples as they stand and with cells changed at random."""
    late: list[NeverEnds] = []

    @settings(QUICK, max_examples=SLOW_LAWS.get(name, QUICK.max_examples))
    @given(scenes(index, entry), st.data())
    def holds(scene: Scene, data: st.DataObject) -> None:
        if late:
            # Looking for a smaller table would wait for the time limit again and again.
            raise late[0]
        try:
            law(scene, data)
        except NeverEnds as never:
            late.append(never)
            raise

    try:
        holds()
    except (AssertionError, Flaky) as broken:
        raise AssertionError(f"{entry.definition.code} {entry.definition.name} breaks {name}: {broken}") from broken


def scenes(index: Index, entry: RuleEntry) -> SearchStrategy[Scene]:
    """Scenes for one rule: its examples, some as they stand, some with cells changed, blanked, added or taken away."""
    return st.one_of([_edited(_scene(index, entry, example)) for example in entry.definition.examples])


def _scene(index: Index, entry: RuleEntry, example: Example) -> Scene:
    form, tables = example_form(index, example), example_tables(index, example)
    companions = tuple(one for one in index.rules.values() if one.origin == entry.origin and one is not entry)
    return Scene(entry, example, form, tables, previous_table(index, example), companions)


def _edited(scene: Scene) -> SearchStrategy[Scene]:
    first, others = scene.tables[0], scene.tables[1:]
    as_it_stands = st.builds(lambda: first)
    return (as_it_stands | edited(first, scene.form)).map(lambda table: scene.on((table, *others)))


def _stricter(name: str, definition: ParameterDefinition, scene: Scene) -> object:
    """A value of the parameter that is stricter than the one in the scene; None where none can be made."""
    latest = max(definition.history, key=lambda entry: entry.since).value
    current = typed(definition, scene.example.parameters.get(name, latest), name)
    candidates = (candidate for candidate in _candidates(definition, current) if _is_allowed(definition, candidate))
    return next(
        (one for one in candidates if not is_looser(definition.tighten, current, typed(definition, one, name))), None
    )


def _candidates(definition: ParameterDefinition, current: Value) -> tuple[object, ...]:
    """Values that may be stricter, as a policy would write them."""
    if current is None:
        return ("90", 90, ["新增"])
    if isinstance(current, tuple):
        return ([*current, "新增"],) if definition.tighten == "more" else (list(current[:-1]),)
    if isinstance(current, bool) or not isinstance(current, Decimal | int):
        return ()
    step = 1 if definition.tighten == "up" else -1
    numbers = (current + step, current / 2 if isinstance(current, Decimal) else current // 2)
    return tuple(str(number) if isinstance(number, Decimal) else number for number in numbers)


def _is_allowed(definition: ParameterDefinition, candidate: object) -> bool:
    try:
        typed(definition, candidate, "")
    except LoadError:
        return False
    return True


def _is_declared(name: str, inputs: tuple[str, ...]) -> bool:
    """Whether an input is declared, itself or with everything that it belongs to."""
    return any(name == declared or name.startswith(f"{declared}.") for declared in inputs)


def _findings(evaluations: tuple[Evaluation, ...]) -> list[Finding]:
    return [finding for evaluation in evaluations for finding in evaluation.findings]


def _verdicts(evaluations: tuple[Evaluation, ...]) -> list[object]:
    said = [(one.at, one.outcome) for one in evaluations]
    return [*said, *((one.outcome, one.key, one.at, one.message) for one in _findings(evaluations))]


def _places(evaluations: tuple[Evaluation, ...]) -> Counter[tuple[str, str, str]]:
    """What was found where, whatever the sentences quote."""
    return Counter((one.outcome.value, one.key, one.at) for one in _findings(evaluations))


def _found_at(evaluations: tuple[Evaluation, ...]) -> set[tuple[str, str]]:
    return {(one.key, one.at) for one in _findings(evaluations)}


def _moved(found: tuple[str, str, str], back: Mapping[str, str]) -> tuple[str, str, str]:
    """A finding on a permuted table, with its pointer into the table as it was."""
    outcome, key, at = found
    row = "/".join(at.split("/")[:3])
    return outcome, key, back[row] + at.removeprefix(row) if row in back else at
