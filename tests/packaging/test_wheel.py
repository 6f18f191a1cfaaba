"""The wheel: what is inside, and that it does the main job in an empty environment."""

import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = {"kpirules": "kpirules", "rules/kpirules_cn": "kpirules_cn", "plugins/kpirules_ningxia": "kpirules_ningxia"}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    """What the wheel holds, without its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(name for name in archive.namelist() if ".dist-info/" not in name)


def test_every_top_level_name_is_ours(names: frozenset[str]) -> None:
    assert {PurePosixPath(name).parts[0] for name in names} == set(FOLDERS.values())


def test_every_file_of_the_packages_is_inside_and_nothing_else(names: frozenset[str], source: Path) -> None:
    expected = {
        (package / path.relative_to(source / folder)).as_posix()
        for folder, package in ((folder, PurePosixPath(package)) for folder, package in FOLDERS.items())
        for path in (source / folder).rglob("*")
        if path.is_file()
    }
    assert names == expected


def test_data_types_and_messages_are_inside_and_no_tests(names: frozenset[str]) -> None:
    assert {
        "kpirules/py.typed",
        "kpirules/engine/messages.toml",
        "kpirules/readers/problems.toml",
        "kpirules/readers/problem_words.toml",
        "kpirules/readers/recognition/labels.toml",
        "kpirules/readers/recognition/patterns.toml",
        "kpirules/reporters/words.toml",
        "kpirules_cn/funds/cost_total.toml",
        "kpirules_cn/funds/cost_total.py",
        "kpirules_cn/policies/cn.toml",
        "kpirules_ningxia/forms/ningxia-2021.toml",
    } <= names
    modules = [PurePosixPath(name) for name in names if name.endswith(".py")]
    assert not [path for path in modules if path.name.startswith(("test_", "conftest")) or "tests" in path.parts]


def test_the_metadata_name_the_command_the_packs_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        metadata = {
            PurePosixPath(name).name: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert "License-Expression: Apache-2.0" in metadata["METADATA"]
    assert "Requires-Python: >=3.11" in metadata["METADATA"]
    assert "LICENSE" in metadata
    assert metadata["entry_points.txt"].split() == [
        *("[console_scripts]", "kpirules", "=", "kpirules.cli:main"),
        *("[kpirules]", "cn", "=", "kpirules_cn", "ningxia", "=", "kpirules_ningxia"),
    ]


def test_the_source_distribution_brings_tests_and_examples(built: Path) -> None:
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = {PurePosixPath(name).relative_to(found.name.removesuffix(".tar.gz")) for name in archive.getnames()}
    for name in ("tests/packaging/test_wheel.py", "examples/library_use.py", "pyproject.toml", "LICENSE", "README.md"):
        assert PurePosixPath(name) in names


def test_the_version_is_that_of_the_metadata(commands: Path, wheel: Path, must: Run, tmp_path: Path) -> None:
    said = must(commands / "kpirules", "--version", cwd=tmp_path).stdout
    assert said == f"kpirules {wheel.name.split('-')[1]}\n"


def test_the_rules_of_both_packs_are_listed(commands: Path, source: Path, must: Run, tmp_path: Path) -> None:
    listed = must(commands / "kpirules", "rules", cwd=tmp_path).stdout.splitlines()
    definitions = [path for root in ("rules", "plugins") for path in (source / root).glob("*/*/*.toml")]
    expected = {path.stem for path in definitions if path.parent.name not in ("forms", "policies")}
    assert {line.split()[1].replace("-", "_") for line in listed} == expected
    assert len(listed) == len(expected)


def test_the_main_job_runs(commands: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "ningxia-2021", tmp_path / "ningxia-2021")
    done = run(commands / "kpirules", "check", "ningxia-2021", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    closing = done.stdout.splitlines()[-1]
    assert closing.startswith("files: 2 given, 2 checked, 0 refused, ")
    assert "tables: 24, indicators: 358" in closing


def test_the_library_imports_without_anything_but_its_dependencies(commands: Path, must: Run, tmp_path: Path) -> None:
    program = "import kpirules; print(kpirules.parse_value('≥85%').quantities[0].low)"
    assert must(commands / "python", "-I", "-c", program, cwd=tmp_path).stdout == "85\n"
