"""A policy with everything that it extends, ready to be applied."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from kpirules.errors import LoadError, UsageError
from kpirules.law.parameters import Layer
from kpirules.law.tightening import raised_marks, raised_severities, refuse_loosening, refuse_without_effect
from kpirules.registry.definitions import Bilingual, FormDefinition, PolicyDefinition
from kpirules.registry.index import Index, RuleEntry

__all__ = ["Policy", "most_specific", "policies_for", "policy_named", "with_parameters"]


class Policy(msgspec.Struct, frozen=True):
    """The forms, the rules and their parameters and severities that apply to a table between two dates."""

    name: str
    title: Bilingual
    since: date
    until: date | None
    forms: tuple[FormDefinition, ...]
    rules: tuple[RuleEntry, ...]
    parameters: Mapping[str, tuple[Layer, ...]]
    """What the policy and those it extends set, by rule code: the extended one's first."""
    severities: Mapping[str, str]
    ancestors: tuple[str, ...] = ()
    fallback: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the policy is in force on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)

    def form_for(self, name: str) -> FormDefinition:
        """The form called `name` where the policy is written for it, else its first."""
        return next((form for form in self.forms if form.name == name), self.forms[0])

    def is_written_for(self, form: str) -> bool:
        """Whether the policy applies to tables on `form`; an empty name stands for a table on no known form."""
        return any(one.name == form for one in self.forms) if form else self.fallback


def policy_named(index: Index, name: str) -> Policy:
    """The policy called `name`, its chain of `extends` merged.

    Raises UsageError when there is none of that name, LoadError when the chain is broken, names a form or rule that
    there is not, or loosens what it extends.
    """
    if name not in index.policies:
        known = ", ".join(sorted(index.policies))
        raise UsageError(f"no policy is called {name}", remedy=f"there are: {known}")
    try:
        policy = _merged(index, name, _chain(index, name))
    except UsageError as error:
        raise LoadError(error.what, where=index.where_policy(name), remedy="mend the policy") from error
    if policy.until is not None and policy.until < policy.since:
        raise LoadError(
            f"is in force on no day: it begins on {policy.since}, and what it extends ends on {policy.until}",
            where=index.where_policy(name),
            remedy="mend since, until or extends",
        )
    refuse_without_effect(index, policy, index.policies[name])
    refuse_loosening(index, policy)
    return policy


def _merged(index: Index, name: str, chain: list[PolicyDefinition]) -> Policy:
    return Policy(
        name=name,
        title=chain[-1].title,
        since=max(policy.since for policy in chain),
        until=min((policy.until for policy in chain if policy.until is not None), default=None),
        forms=_forms(index, chain),
        rules=index.select(selector for policy in chain for selector in policy.rules),
        parameters=_parameters(index, chain),
        severities=raised_severities(index, chain),
        ancestors=tuple(policy.name for policy in chain[:-1]),
        fallback=chain[-1].fallback,
    )


def policies_for(index: Index, form: str, day: date) -> tuple[Policy, ...]:
    """The policies that fit a table on `form` on `day`; one that another of them extends gives way to it."""
    policies = [policy_named(index, name) for name in sorted(index.policies)]
    return most_specific(policy for policy in policies if policy.is_written_for(form) and policy.holds_on(day))


def with_parameters(index: Index, policy: Policy, parameters: Mapping[str, Mapping[str, object]]) -> Policy:
    """`policy` with `parameters`, by code or name of a rule, on top of its own.

    Raises UsageError when one of the rules does not exist.
    """
    layers = dict(policy.parameters)
    for rule, values in parameters.items():
        code = index.rule(rule).definition.code
        layers[code] = (*layers.get(code, ()), Layer(values))
    return msgspec.structs.replace(policy, parameters=layers)


def most_specific(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """The policies that no other of them extends."""
    fitting = tuple(policies)
    extended = {ancestor for policy in fitting for ancestor in policy.ancestors}
    return tuple(policy for policy in fitting if policy.name not in extended)


def _chain(index: Index, name: str) -> list[PolicyDefinition]:
    chain: list[PolicyDefinition] = []
    wanted: str | None = name
    while wanted is not None:
        policy = index.policies.get(wanted)
        if policy is None or policy in chain:
            raise LoadError(
                f"its chain of extends breaks at {wanted}", where=index.where_policy(name), remedy="mend extends"
            )
        chain.append(policy)
        wanted = policy.extends
    return chain[::-1]


def _forms(index: Index, chain: list[PolicyDefinition]) -> tuple[FormDefinition, ...]:
    """The forms of the last policy that names any, with the marks that it and those above it raise."""
    last = max((number for number, policy in enumerate(chain) if policy.forms), default=0)
    forms = _named_forms(index, chain[last].forms, index.where_policy(chain[-1].name))
    for policy in chain[last:]:
        forms = raised_marks(forms, policy.marks, index.where_policy(policy.name))
    return forms


def _named_forms(index: Index, names: tuple[str, ...], where: str) -> tuple[FormDefinition, ...]:
    unknown = [name for name in names if name not in index.forms]
    if unknown or not names:
        known = ", ".join(sorted(index.forms))
        raise LoadError(f"its forms {unknown} are unknown", where=where, remedy=f"name forms among: {known}")
    return tuple(index.forms[name] for name in names)


def _parameters(index: Index, chain: list[PolicyDefinition]) -> dict[str, tuple[Layer, ...]]:
    layers: dict[str, tuple[Layer, ...]] = {}
    for policy in chain:
        for rule in dict.fromkeys((*policy.parameters, *policy.add)):
            code = index.rule(rule).definition.code
            values, additions = policy.parameters.get(rule, {}), policy.add.get(rule, {})
            layers[code] = (*layers.get(code, ()), Layer(values, additions, index.where_policy(policy.name)))
    return layers
