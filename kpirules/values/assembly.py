"""One line put together: its quantities, dates and words become a target."""

from kpirules.values.alone import read_alone, read_words, traditional_tags
from kpirules.values.dates import DateReading
from kpirules.values.folding import Line
from kpirules.values.quantities import Reading, finished
from kpirules.values.remarks import (
    Draft,
    apply_distant_comparators,
    join_bounds,
    note_doubts,
    note_expression,
    note_parallel,
)
from kpirules.values.scanning import Category, Scan, scan
from kpirules.values.target import Kind, Target
from kpirules.values.vocabulary import Vocabulary
from kpirules.values.wording import Leftover, leftover

__all__ = ["assembled", "read_line"]

_NOTHING_LEFT = Leftover(None, requirement=False)
# Up to here words beside a date name what is due (竣工验收); longer ones say more than that.
_LONGEST_NAME = 6


def read_line(line: Line, category: Category, words: Vocabulary) -> Target:
    """Return the meaning of a value that stands in one cell."""
    alone = read_alone(line, words)
    if alone:
        return alone
    found = scan(line, category, words)
    if not found.readings and not found.dates:
        return read_words(line, words)
    return assembled(found, category, words)


def assembled(found: Scan, category: Category, words: Vocabulary) -> Target:
    """Return the target of a scan that holds a number or a date."""
    line = found.line
    date = _chosen_date(found.dates)
    whole = _is_whole(found)
    draft = Draft(found, category, [] if whole else found.places(date))
    if not whole:
        join_bounds(draft)
        apply_distant_comparators(draft, words)
        note_expression(draft)
        note_parallel(draft, words)
    note_doubts(draft, words)
    rest = _NOTHING_LEFT if whole else leftover(line, draft.places, words)
    if date:
        draft.tag(*date.tags, doubtful=date.dates.impossible is not None)
    draft.tag(*traditional_tags(line.raw, words))
    quantities = tuple([finished(reading, line) for reading in found.readings])
    others = tuple([other.dates for other in found.dates if other is not date])
    own = date.dates if date else None
    return Target(line.raw, _kind(draft, rest), quantities, own, rest.text, tuple(draft.tags), others)


def _is_whole(found: Scan) -> bool:
    """Tell a line that is one number or date and nothing else."""
    readings: list[Reading | DateReading] = [*found.readings, *found.dates]
    return len(readings) == 1 and readings[0].start == 0 and readings[0].end == len(found.line.text)


def _chosen_date(dates: list[DateReading]) -> DateReading | None:
    """Return the date of the value; of several, the one that ends last is the target and the others stay words."""
    if len(dates) == 1:
        return dates[0]
    return max(dates, key=lambda date: (date.dates.end or "", date.end), default=None)


def _kind(draft: Draft, rest: Leftover) -> Kind:
    dates, readings = draft.found.dates, draft.found.readings
    if draft.doubtful:
        return "ambiguous"
    if rest.requirement or len(dates) > 1 or (dates and readings):
        return "mixed"
    if dates and rest.text:
        names_what_is_due = dates[0].dates.start is None and len(rest.text) <= _LONGEST_NAME
        return "date" if names_what_is_due else "mixed"
    if dates:
        return "date"
    return "quantity"
