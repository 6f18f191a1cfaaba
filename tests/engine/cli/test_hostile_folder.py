"""The folder that the data lies in lends us no code: no module, no plugin."""

import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

Program = Callable[..., subprocess.CompletedProcess[str]]

MODULE_DOOR = (sys.executable, "-m", "kpirules")
COMMAND_DOOR = (str(Path(sysconfig.get_path("scripts")) / "kpirules"),)
CANARY = "canary"
LEAVE_A_CANARY = f"open({CANARY!r}, 'w').close()\n"
SHADOWED = ("json", "argparse", "decimal", "msgspec", "pluggy", "tomli", "pydantic", "yaml", "kpirules_cn", "encodings")


def plant_plugin(folder: Path) -> None:
    """A package and the metadata that an installer would have written, as far as an importer can tell."""
    (folder / "kpirules_evil.py").write_text(LEAVE_A_CANARY, encoding="utf-8")
    metadata = folder / "kpirules_evil-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: kpirules-evil\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[kpirules]\nevil = kpirules_evil\n", encoding="utf-8")


@pytest.mark.parametrize("door", [MODULE_DOOR, COMMAND_DOOR], ids=["module", "command"])
def test_modules_beside_the_data_are_not_imported(program: Program, folder: Path, door: tuple[str, ...]) -> None:
    for name in SHADOWED:
        (folder / f"{name}.py").write_text(LEAVE_A_CANARY, encoding="utf-8")
    done = program(*door, "check", "--output-format", "json", "dear.toml")
    assert (done.returncode, done.stderr) == (1, "")
    assert not (folder / CANARY).exists()


@pytest.mark.parametrize("door", [MODULE_DOOR, COMMAND_DOOR], ids=["module", "command"])
def test_a_plugin_beside_the_data_is_not_loaded(program: Program, folder: Path, door: tuple[str, ...]) -> None:
    plant_plugin(folder)
    done = program(*door, "check", "dear.toml")
    assert (done.returncode, done.stderr) == (1, "")
    assert not (folder / CANARY).exists()


def test_nor_by_the_library_when_it_is_used_in_that_folder(program: Program, folder: Path) -> None:
    plant_plugin(folder)
    done = program(sys.executable, "-c", "import kpirules; print(kpirules.check('dear.toml').exit_status)")
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")
    assert not (folder / CANARY).exists()


def test_on_the_module_path_it_would_have_been_loaded(program: Program, folder: Path) -> None:
    """The tests above could not fail if what is planted were no plugin."""
    plant_plugin(folder)
    done = program(*MODULE_DOOR, "check", "dear.toml", env={"PYTHONPATH": str(folder)})
    assert done.returncode == 2
    assert "gives no pack" in done.stderr
    assert (folder / CANARY).exists()
