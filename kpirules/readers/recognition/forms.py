"""Which form a table is written on: the one whose own words stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpirules.readers.recognition.regions import Region
from kpirules.readers.recognition.vocabulary import BODY, HEAD, Vocabulary
from kpirules.readers.recognition.wording import fold

__all__ = ["Choice", "choose_forms"]


@dataclass(frozen=True, slots=True)
class Choice:
    """The vocabulary to read a table by, and the form's name where the form was recognised."""

    vocabulary: Vocabulary
    form: str


def choose_forms(found: Sequence[Region], vocabularies: Sequence[Vocabulary]) -> tuple[Choice, ...]:
    """A choice for each table.

    A table that has none of the words that tell a form is on the form of the file's other tables, if these are all on
    one. Where the form stays unknown, the table is read by the vocabulary that knows most of its labels.
    """
    recognised = [_recognised(region, vocabularies) for region in found]
    forms = {one.form.name: one for one in recognised if one}
    shared = next(iter(forms.values())) if len(forms) == 1 else None
    return tuple(_choice(region, own or shared, vocabularies) for region, own in zip(found, recognised, strict=True))


def _choice(region: Region, recognised: Vocabulary | None, vocabularies: Sequence[Vocabulary]) -> Choice:
    if recognised:
        return Choice(recognised, recognised.form.name)
    return Choice(max(vocabularies, key=lambda vocabulary: _coverage(region, vocabulary)), "")


def _recognised(region: Region, vocabularies: Sequence[Vocabulary]) -> Vocabulary | None:
    cells = [*([region.title] if region.title else []), *(cell for row in region.rows for cell in row.cells)]
    text = "".join(fold(cell.text) for cell in cells)
    told = [sum(fold(word) in text for word in vocabulary.form.recognised_by) for vocabulary in vocabularies]
    best = max(told, default=0)
    return vocabularies[told.index(best)] if best and told.count(best) == 1 else None


def _coverage(region: Region, vocabulary: Vocabulary) -> int:
    cells = (cell for row in region.rows for cell in row.cells)
    return sum(vocabulary.label(cell.text, HEAD | BODY) is not None for cell in cells)
