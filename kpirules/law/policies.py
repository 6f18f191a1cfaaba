"""A policy with everything that it extends, ready to be applied."""

from collections.abc import Mapping
from datetime import date

import msgspec

from kpirules.errors import LoadError, UsageError
from kpirules.registry.definitions import Bilingual, FormDefinition, PolicyDefinition
from kpirules.registry.index import Index, RuleEntry

__all__ = ["Policy", "policies_for", "policy_named"]


class Policy(msgspec.Struct, frozen=True):
    """The form, the rules and their parameters and severities that apply to a table between two dates."""

    name: str
    title: Bilingual
    since: date
    until: date | None
    form: FormDefinition
    rules: tuple[RuleEntry, ...]
    parameters: Mapping[str, Mapping[str, object]]
    severities: Mapping[str, str]

    def holds_on(self, day: date) -> bool:
        """Whether the policy is in force on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


def policy_named(index: Index, name: str) -> Policy:
    """The policy called `name`, its chain of `extends` merged.

    Raises UsageError when there is none of that name, LoadError when the chain is broken or names no form.
    """
    if name not in index.policies:
        known = ", ".join(sorted(index.policies))
        raise UsageError(f"no policy is called {name}", remedy=f"there are: {known}")
    chain = _chain(index, name)
    return Policy(
        name=name,
        title=chain[-1].title,
        since=max(policy.since for policy in chain),
        until=min((policy.until for policy in chain if policy.until is not None), default=None),
        form=_form(index, chain),
        rules=index.select(selector for policy in chain for selector in policy.rules),
        parameters=_merged_parameters(index, chain),
        severities=_merged_severities(index, chain),
    )


def policies_for(index: Index, form: str, day: date) -> tuple[Policy, ...]:
    """The policies that are written for the form called `form` and in force on `day`."""
    policies = (policy_named(index, name) for name in sorted(index.policies))
    return tuple(policy for policy in policies if policy.form.name == form and policy.holds_on(day))


def _chain(index: Index, name: str) -> list[PolicyDefinition]:
    chain: list[PolicyDefinition] = []
    wanted: str | None = name
    while wanted is not None:
        policy = index.policies.get(wanted)
        if policy is None or policy in chain:
            raise LoadError(f"its chain of extends breaks at {wanted}", where=f"policy {name}", remedy="mend extends")
        chain.append(policy)
        wanted = policy.extends
    return chain[::-1]


def _form(index: Index, chain: list[PolicyDefinition]) -> FormDefinition:
    name = next((policy.form for policy in reversed(chain) if policy.form), None)
    if name is None or name not in index.forms:
        raise LoadError(f"its form {name} is unknown", where=f"policy {chain[-1].name}", remedy="name a known form")
    return index.forms[name]


def _merged_parameters(index: Index, chain: list[PolicyDefinition]) -> dict[str, dict[str, object]]:
    merged: dict[str, dict[str, object]] = {}
    for policy in chain:
        for rule, values in policy.parameters.items():
            merged.setdefault(index.rule(rule).definition.code, {}).update(values)
    return merged


def _merged_severities(index: Index, chain: list[PolicyDefinition]) -> dict[str, str]:
    return {
        index.rule(rule).definition.code: severity for policy in chain for rule, severity in policy.severities.items()
    }
