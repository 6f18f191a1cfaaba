"""What the hooks of the loaded plugins add to a session: readers, reporters, and a say in settings and reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final, TypeVar

import msgspec

from kpirules.config.limits import DEFAULT, Limits
from kpirules.config.settings import Settings
from kpirules.errors import ConfigurationError, LoadError, UsageError
from kpirules.model import Finding, Place, Problem, Refused, Report, TargetTable, Waiver
from kpirules.readers import SUFFIXES, Workers, read_bytes, read_grid
from kpirules.readers.files.sources import Source, read_source
from kpirules.readers.grids.grid import Grid
from kpirules.readers.limits import within
from kpirules.readers.plugged import read_plugged
from kpirules.readers.problems import refuse
from kpirules.readers.submissions import Submission, refused_input, submissions
from kpirules.registry.loading import Loaded
from kpirules.registry.plugins import Reader, Reporter
from kpirules.reporters import FORMATS, render
from kpirules.session.files import Input, is_excluded

__all__ = ["Reading", "Reporting", "ask_about_settings", "disposition", "tell_of_report"]

EXCLUDED: Final = Settings().exclude
"""What is left out of an archive where nothing else is set."""

T = TypeVar("T", Reader, Reporter)


class Reading:
    """Reads files with the readers of the house and those of plugins.

    Raises LoadError when a plugin gives something else than readers, or one for a suffix that is taken.
    """

    def __init__(self, loaded: Loaded, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._forms = tuple(loaded.index.forms.values())
        given = _given(loaded, "kpirules_readers", Reader)
        self._readers = _by_key(((name, one.suffix, one) for name, one in given), SUFFIXES)
        self._workers = Workers(limits)

    def inputs(self, given: Input, exclude: Sequence[str] = EXCLUDED) -> Iterator[Submission]:
        """The inputs that a file stands for: itself, or what lies in it where it is an archive of submissions."""
        with within(self._limits):
            found = list(self._inputs(given, exclude))
        yield from found

    def _inputs(self, given: Input, exclude: Sequence[str]) -> Iterator[Submission]:
        try:
            source = given if isinstance(given, Source) else read_source(given)
        except Refused as refused:
            yield refused_input(str(given), refused)
            return
        if self._reader(source.name):
            yield Submission(source.name, lambda: source.data)
        else:
            yield from submissions(source, lambda path: is_excluded(path, exclude))

    def read(self, submission: Submission) -> tuple[TargetTable, ...]:
        """The tables of one input. Raises Refused, with every problem, when it cannot be read to the end."""
        data = submission.data()
        reader = self._reader(submission.name)
        if reader:
            return read_plugged(reader, Source(submission.name, data), self._forms)
        with within(self._limits):
            return read_bytes(data, submission.name, self._forms, self._workers)

    def attempt(self, submission: Submission) -> tuple[tuple[TargetTable, ...], tuple[Problem, ...]]:
        """The tables of one input, or the problems for which it is refused."""
        try:
            return self.read(submission), ()
        except Refused as refused:
            return (), refused.problems

    def grid(self, submission: Submission) -> Grid:
        """The rows and cells of one input, before anything is looked for in them.

        Raises Refused when they cannot be read to the end, or when it is a data file and has none.
        """
        data = submission.data()
        if self._reader(submission.name):
            raise refuse("KPI-E123", Place(submission.name))
        with within(self._limits):
            return read_grid(data, submission.name, self._forms, self._workers)

    def read_all(self, given: Input, exclude: Sequence[str] = EXCLUDED) -> tuple[TargetTable, ...]:
        """The tables of all inputs that a file stands for. Raises Refused, with the problems of all of them."""
        tables: list[TargetTable] = []
        problems: list[Problem] = []
        for submission in self.inputs(given, exclude):
            try:
                tables += () if submission.is_left_out else self.read(submission)
            except Refused as refused:
                problems += refused.problems
        if problems:
            raise Refused(tuple(problems))
        return tuple(tables)

    def _reader(self, name: str) -> Reader | None:
        return self._readers.get(PurePath(name).suffix.lower())


class Reporting:
    """Writes reports in the formats of the house and those of plugins.

    Raises LoadError when a plugin gives something else than reporters, or one for a name that is taken.
    """

    def __init__(self, loaded: Loaded) -> None:
        given = _given(loaded, "kpirules_reporters", Reporter)
        self._reporters = _by_key(((name, one.name, one) for name, one in given), FORMATS)

    def refuse_unknown(self, output_format: str) -> None:
        """Raise UsageError when there is no such format."""
        known = (*FORMATS, *sorted(self._reporters))
        if output_format not in known:
            raise UsageError(f"no output format is called {output_format}", remedy=f"there are: {', '.join(known)}")

    def render(self, report: Report, output_format: str, language: str, *, trace: bool = False) -> str:
        """The report as text. Raises UsageError for a format that there is not, LoadError when a plugin fails."""
        self.refuse_unknown(output_format)
        if output_format not in self._reporters:
            return render(report, output_format, language, trace=trace)
        try:
            return str(self._reporters[output_format].render(report, language))
        except (Exception, SystemExit) as error:
            what = f"cannot write the report: {error!r}"
            raise LoadError(what, where=f"reporter {output_format}", remedy="mend or uninstall it") from error


def ask_about_settings(loaded: Loaded, settings: Settings) -> None:
    """Let every plugin look at the settings. Raises ConfigurationError with the first thing that one says is wrong."""
    said = msgspec.to_builtins(settings, builtin_types=(), str_keys=True)
    for name, complaints in loaded.hooks.call("kpirules_check_configuration", settings=said):
        for complaint in _each(name, complaints):
            raise ConfigurationError(str(complaint), where=f"plugin {name}", remedy="change the setting")


def disposition(loaded: Loaded, finding: Finding) -> Waiver | None:
    """The first waiver that a plugin gives for the finding. Raises LoadError when one fails or gives something else."""
    for name, given in loaded.hooks.call("kpirules_disposition", finding=finding):
        if not isinstance(given, Waiver):
            what = f"gives {type(given).__name__} where a Waiver is due"
            raise LoadError(what, where=f"plugin {name}", remedy="see kpirules_disposition in docs/hooks.md")
        return given
    return None


def tell_of_report(loaded: Loaded, report: Report) -> Report:
    """Show every plugin the report that is complete. Raises LoadError when one fails."""
    for _ in loaded.hooks.call("kpirules_session_finish", report=report):
        continue
    return report


def _given(loaded: Loaded, hook: str, wanted: type[T]) -> Iterable[tuple[str, T]]:
    """What plugins give for a hook, one by one, each as it should be."""
    for name, several in loaded.hooks.call(hook):
        for one in _each(name, several):
            if not isinstance(one, wanted):
                what = f"gives {type(one).__name__} where a {wanted.__name__} is due"
                raise LoadError(what, where=f"plugin {name}", remedy=f"see {hook} in docs/hooks.md")
            yield name, one


def _each(name: str, several: object) -> Iterable[object]:
    if isinstance(several, str | Mapping) or not isinstance(several, Iterable):
        what = f"gives {type(several).__name__} where a list is due"
        raise LoadError(what, where=f"plugin {name}", remedy="return a list")
    return several


def _by_key(given: Iterable[tuple[str, str, T]], taken: Iterable[str]) -> dict[str, T]:
    owners = dict.fromkeys(taken, "kpirules")
    found: dict[str, T] = {}
    for name, key, one in given:
        if key in owners:
            raise LoadError(f"{key} is claimed by {owners[key]} too", where=f"plugin {name}", remedy="choose another")
        owners[key] = f"plugin {name}"
        found[key] = one
    return found
