"""Which parts of the law nobody has verified for a date."""

from collections.abc import Iterator
from datetime import date

from kpirules.law.parameters import NotInForce, in_force
from kpirules.registry.definitions import RuleDefinition
from kpirules.registry.index import Index
from kpirules.reporters.words import words

__all__ = ["outdated_lines"]

NEVER_COMPARED = ("recalled", "restated")


def outdated_lines(index: Index, day: date, language: str) -> list[str]:
    """A line for each parameter that is not verified on `day`, and for each authority never compared with its text."""
    return [line for entry in index.rules.values() for line in _of_rule(entry.definition, day, language)]


def _of_rule(rule: RuleDefinition, day: date, language: str) -> Iterator[str]:
    word = words(language)
    for authority in rule.authority.values():
        if authority.standing in NEVER_COMPARED:
            document = " ".join(part for part in (authority.document, authority.article) if part)
            yield word["outdated-authority"].format(
                code=rule.code, name=rule.name, document=document, standing=word[authority.standing]
            )
    try:
        parameters = in_force(rule, day)
    except NotInForce as gap:
        yield word["outdated-gap"].format(code=rule.code, name=rule.name, parameter=gap.parameter, date=day)
        return
    for parameter in parameters.values():
        if not parameter.is_verified:
            value = "、".join(parameter.value) if isinstance(parameter.value, tuple) else parameter.value
            yield word["outdated"].format(
                code=rule.code,
                name=rule.name,
                parameter=parameter.name,
                value=value,
                since=parameter.since,
                until=parameter.verified_until,
            )
