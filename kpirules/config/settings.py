"""Settings of a run, merged from the defaults, one configuration file and the command line; each knows its origin."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
import tomli

from kpirules.config.limits import DEFAULT, Limits
from kpirules.errors import ConfigurationError
from kpirules.registry.folders import LocalPack, Sources

__all__ = [
    "FILE_NAME",
    "Settings",
    "SettingsFile",
    "assigned",
    "discover",
    "load_settings",
    "merge",
    "refuse_power_beside_data",
]

FILE_NAME: Final = "kpirules.toml"
PROJECT_FILE: Final = "pyproject.toml"
EXTENDS_AT_MOST: Final = 8
STANDARD_INPUT: Final = "-"

FailOn = Literal["fail", "review"]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a configuration file may set. Keys are written with hyphens."""

    policy: str | None = None
    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    as_of: date | None = None
    strict_law: bool = False
    fail_on: tuple[FailOn, ...] = ("fail",)
    exclude: tuple[str, ...] = (".*", "~$*", "*.md", FILE_NAME, PROJECT_FILE)
    parameters: dict[str, dict[str, object]] = {}
    """Values for parameters of rules, by rule and parameter; like a policy's, they may only tighten."""
    kinds: dict[str, tuple[str, ...]] = {}
    """What sort of project each one is, by 项目名称: the forms have no field for it."""
    overlays: tuple[str, ...] = ()
    """Files of local policies that tighten others."""
    packs: tuple[LocalPack, ...] = ()
    """Folders of local packs; a configuration file states the SHA-256 of every file besides."""
    limits: Limits = DEFAULT
    """What a submission may hold, and what reading it may cost."""
    rule_seconds: Annotated[int, msgspec.Meta(ge=1, le=60)] = 2
    """How long a rule may take on one table."""
    lang: Literal["zh", "en"] | None = None
    output_format: Annotated[str, msgspec.Meta(pattern=r"^[a-z-]+$")] = "text"

    @property
    def sources(self) -> Sources:
        """What is loaded besides installed distributions."""
        return Sources(self.packs, self.overlays)


class SettingsFile(msgspec.Struct, frozen=True):
    """Settings as they came out of a file or a chain of files, with the origin of each key that was set."""

    settings: Settings
    origins: Mapping[str, str]


def discover(start: Path) -> Path | None:
    """The configuration that governs a run from the folder `start`: the nearest one upwards.

    Only the folder that the operator works in counts, never the one that the data lies in.
    """
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        if _has_table(folder / PROJECT_FILE):
            return folder / PROJECT_FILE
    return None


def load_settings(path: Path | None) -> SettingsFile:
    """The settings in `path`, its `extends` chain merged below it; the defaults when `path` is None.

    Raises ConfigurationError for a file that cannot be read, an unknown key, a wrong type or a circle of `extends`.
    """
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    for link in reversed(_chain(path) if path else []):
        table = {key: value for key, value in _table(link).items() if key != "extends"}
        _refuse_untrusted(_converted(table, str(link)), link)
        values |= _resolved(table, link.parent)
        origins |= dict.fromkeys(table, str(link))
    return SettingsFile(_converted(values, str(path)), origins)


def refuse_power_beside_data(loaded: SettingsFile, paths: Sequence[str | Path]) -> None:
    """Raise ConfigurationError when what names local packs or raises a limit lies in one of `paths`, or beside one.

    Whoever hands in a submission must not be able to have code run, or this machine worn out, by putting a
    configuration into it.
    """
    if loaded.settings.packs and (path := _beside(loaded.origins["packs"], paths)):
        raise ConfigurationError(
            f"names local packs and lies beside the data in {path}: it may load no code",
            where=loaded.origins["packs"],
            remedy="move it to a folder above the data, or name the pack on the command line with --packs",
        )
    raised = ", ".join(f"limits.{key}" for key in loaded.settings.limits.raised())
    if raised and (path := _beside(loaded.origins["limits"], paths)):
        raise ConfigurationError(
            f"raises {raised} and lies beside the data in {path}: it may only lower a limit",
            where=loaded.origins["limits"],
            remedy="move it to a folder above the data",
        )


def _beside(file: str, paths: Sequence[str | Path]) -> str:
    """The first of `paths` that the file lies in or beside; empty when there is none."""
    for path in paths:
        folder = Path(path) if Path(path).is_dir() else Path(path).parent
        if str(path) != STANDARD_INPUT and Path(file).resolve().is_relative_to(folder.resolve()):
            return str(path)
    return ""


def merge(base: SettingsFile, given: Mapping[str, object], origin: str) -> SettingsFile:
    """`base` with the keys in `given` (None stands for not given) on top, which come from `origin`."""
    set_now = {key: value for key, value in given.items() if value is not None}
    values = {**msgspec.to_builtins(base.settings, builtin_types=(date,)), **set_now}
    return SettingsFile(_converted(values, origin), {**base.origins, **dict.fromkeys(set_now, origin)})


def assigned(
    parameters: Mapping[str, Mapping[str, object]], assignments: Sequence[str]
) -> dict[str, dict[str, object]]:
    """`parameters` with assignments such as `cost-total.tolerance=0.01` on top; a value is TOML, else plain text.

    Raises ConfigurationError for an assignment of another form.
    """
    merged = {rule: dict(values) for rule, values in parameters.items()}
    for assignment in assignments:
        target, equals, value = assignment.partition("=")
        rule, dot, parameter = target.strip().rpartition(".")
        if not equals or not dot or not rule:
            raise ConfigurationError(f"{assignment} sets nothing", remedy="write RULE.PARAMETER=VALUE")
        merged.setdefault(rule, {})[parameter] = _toml_value(value.strip())
    return merged


def _toml_value(text: str) -> object:
    try:
        return tomli.loads(f"value = {text}", parse_float=Decimal)["value"]
    except tomli.TOMLDecodeError:
        return text


def _chain(path: Path) -> list[Path]:
    chain: list[Path] = []
    following: Path | None = path
    while following is not None:
        if following in chain or len(chain) == EXTENDS_AT_MOST:
            raise ConfigurationError("extends goes in a circle or too far", where=str(path), remedy="shorten the chain")
        chain.append(following)
        extends = _table(following).get("extends")
        if not isinstance(extends, str | None):
            raise ConfigurationError("extends is no path", where=str(following), remedy="name one file, in quotes")
        following = following.parent / extends if extends is not None else None
    return chain


def _refuse_untrusted(settings: Settings, path: Path) -> None:
    for pack in settings.packs:
        if pack.files is None:
            raise ConfigurationError(
                f"packs: {pack.folder} has no files with their SHA-256",
                where=str(path),
                remedy=f"store what `kpirules digests {pack.folder}` prints",
            )


def _resolved(table: Mapping[str, object], folder: Path) -> dict[str, object]:
    """The table with the paths in it as seen from where the command runs: they are written as seen from the file."""
    resolved = dict(table)
    if isinstance(overlays := table.get("overlays"), list):
        resolved["overlays"] = [str(folder / overlay) for overlay in overlays]
    if isinstance(packs := table.get("packs"), list):
        resolved["packs"] = [{**pack, "folder": str(folder / pack["folder"])} for pack in packs]
    return resolved


def _table(path: Path) -> dict[str, object]:
    try:
        document = tomli.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise ConfigurationError(f"cannot be read: {error}", where=str(path), remedy="mend the file") from error
    return _own_table(document, path) if path.name == PROJECT_FILE else document


def _own_table(document: Mapping[str, object], path: Path) -> dict[str, object]:
    tools = document.get("tool", {})
    own = tools.get("kpirules", {}) if isinstance(tools, dict) else None
    if not isinstance(own, dict):
        raise ConfigurationError("[tool.kpirules] is no table", where=str(path), remedy="mend the file")
    return own


def _has_table(path: Path) -> bool:
    return path.is_file() and bool(_table(path))


def _converted(values: Mapping[str, object], where: str) -> Settings:
    try:
        return msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise ConfigurationError(str(error), where=where, remedy="see docs/configuration.md") from error
