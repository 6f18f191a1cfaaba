"""Help, version and catalogue answer from the TOML index: they import neither pydantic nor a rule module."""

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

Program = Callable[..., subprocess.CompletedProcess[str]]

SHOW_MODULES = """\
import sys
from kpirules.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
assert status == 0
print("MODULES", *sorted(sys.modules))
"""
EXAMPLES = Path(__file__).parents[3] / "examples"
PACK = str(EXAMPLES / "local-pack" / "countybureau")
OVERLAY = str(EXAMPLES / "overlay" / "county.toml")
PACKS = ("kpirules_cn", "kpirules_ningxia")


def imported(program: Program, *arguments: str) -> set[str]:
    done = program(sys.executable, "-c", SHOW_MODULES, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("check", "--help"),
        ("rules",),
        ("rules", "--help"),
        ("forms",),
        ("forms", "cn-2021", "--lang", "zh"),
        ("explain", "CN203"),
        ("explain", "cost-total", "--lang", "zh"),
        ("rules", "--packs", PACK, "--overlay", OVERLAY),
        ("explain", "CB101", "--packs", PACK),
        ("digests", PACK),
        *((command, "--help") for command in ("new", "test", "doctor", "digests")),
    ],
)
def test_nothing_heavy_is_imported(program: Program, arguments: tuple[str, ...]) -> None:
    modules = imported(program, *arguments)
    assert "pydantic" not in modules
    assert not [name for name in modules if name.startswith(PACKS) and name not in PACKS]
    assert not [name for name in modules if name.startswith("kpirules_local_") and "." in name]


def test_a_check_imports_the_model_and_the_rules(program: Program) -> None:
    """The test above could not fail if the modules had other names."""
    modules = imported(program, "check", "clean.toml")
    assert {"pydantic", "kpirules_cn.funds.cost_total"} <= modules


def test_the_library_costs_nothing_before_it_is_used(program: Program) -> None:
    show = "import sys; before = set(sys.modules); import kpirules; print(*sorted(set(sys.modules) - before))"
    assert program(sys.executable, "-c", show).stdout == "kpirules\n"


def test_the_version_is_that_of_the_distribution(program: Program) -> None:
    said = program(sys.executable, "-m", "kpirules", "--version")
    assert (said.returncode, said.stdout, said.stderr) == (0, f"kpirules {version('kpirules')}\n", "")


def test_help_names_every_command(program: Program) -> None:
    said = program(sys.executable, "-m", "kpirules", "--help")
    assert (said.returncode, said.stderr) == (0, "")
    named = {line.split()[0] for line in said.stdout.splitlines() if line.startswith("    ") and line.split()}
    assert {"check", "read", "value", "rules", "explain", "policies"} <= named


@pytest.mark.parametrize("command", ["check", "read", "value", "rules", "explain", "policies"])
def test_every_command_has_help(program: Program, command: str) -> None:
    said = program(sys.executable, "-m", "kpirules", command, "--help")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(f"usage: kpirules {command} ")


def test_every_public_name_can_be_imported() -> None:
    import kpirules

    assert [name for name in kpirules.__all__ if not hasattr(kpirules, name)] == []
    with pytest.raises(AttributeError, match="no attribute 'magic'"):
        _ = kpirules.magic
