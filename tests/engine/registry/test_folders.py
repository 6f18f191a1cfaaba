"""Local packs: what is trusted, what is imported, and what is refused."""

import py_compile
import shutil
import sys
from importlib import import_module
from pathlib import Path

import pytest

from kpirules.errors import LoadError
from kpirules.registry.folders import LocalPack, Sources, digests
from kpirules.registry.index import Index
from kpirules.registry.loading import load_index

EXAMPLE = Path(__file__).parents[3] / "examples" / "local-pack" / "countybureau"
RULE = "time/deadline_before_closing.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLE, tmp_path / "countybureau", ignore=shutil.ignore_patterns("__pycache__"))


def load(folder: Path, files: dict[str, str] | None = None) -> Index:
    return load_index(Sources(packs=(LocalPack(str(folder), files),)))


def refusal(folder: Path, files: dict[str, str] | None = None) -> str:
    with pytest.raises(LoadError) as caught:
        load(folder, files)
    assert str(folder) in caught.value.where
    assert caught.value.remedy
    return str(caught.value)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_it_brings_rules_forms_and_policies(folder: Path) -> None:
    index = load(folder)
    assert index.rule("CB101").definition.name == "deadline-before-closing"
    assert {"countybureau-2021"} <= set(index.forms) & set(index.policies)
    (origin,) = (one for one in index.origins if one.pack.name == "countybureau")
    assert (origin.local, origin.distribution, len(origin.version)) == (folder, "local pack", 12)


def test_it_is_not_there_when_nobody_names_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder.parent)
    assert "CB101" not in load_index().rules


def test_what_is_trusted_is_loaded(folder: Path) -> None:
    assert "CB101" in load(folder, digests(folder)).rules


def test_digests_may_be_written_in_capitals(folder: Path) -> None:
    assert "CB101" in load(folder, {name: digest.upper() for name, digest in digests(folder).items()}).rules


@pytest.mark.parametrize("name", ["pack.toml", RULE, "time/deadline_before_closing.toml"])
def test_a_changed_file_is_refused(folder: Path, name: str) -> None:
    trusted = digests(folder)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert f"is not what you trusted (changed: {name}); look at the change, then store what" in refusal(folder, trusted)


def test_an_added_file_is_refused(folder: Path) -> None:
    trusted = digests(folder)
    put(folder / "time" / "more.py", "")
    assert "(added: time/more.py)" in refusal(folder, trusted)


def test_a_missing_file_is_refused(folder: Path) -> None:
    trusted = digests(folder)
    (folder / RULE).unlink()
    assert f"(missing: {RULE})" in refusal(folder, trusted)


def test_nothing_of_a_changed_pack_is_run(folder: Path) -> None:
    trusted = digests(folder)
    put(folder / "__init__.py", f"open({str(folder / 'ran')!r}, 'w')")
    assert "added: __init__.py" in refusal(folder, trusted)
    assert not (folder / "ran").exists()


def test_what_is_hidden_is_neither_counted_nor_loaded(folder: Path) -> None:
    trusted = digests(folder)
    for name in (".cache/rule.toml", "time/.rule.toml", "forms/.form.toml", "policies/.policy.toml"):
        put(folder / name, "colour = 1")
    assert "CB101" in load(folder, trusted).rules


def test_compiled_code_is_never_run(folder: Path) -> None:
    """A file in `__pycache__` that claims to be the compiled module would be taken by an ordinary import."""
    trusted = digests(folder)
    evil = folder.parent / "evil.py"
    put(evil, "check = None")
    source = folder / RULE
    cached = source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc"
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(evil), cfile=str(cached), invalidation_mode=mode)
    index = load(folder, trusted)
    assert callable(import_module(index.rule("CB101").module).check)


def test_importing_writes_nothing_into_the_folder(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    import_module(load(folder).rule("CB101").module)
    assert sorted(folder.rglob("*")) == before


def test_what_is_imported_is_what_was_compared(folder: Path) -> None:
    """The file changes between loading and applying the rule."""
    put(folder / "time" / "words.py", "WORDS = ('甲',)")
    put(folder / RULE, "from .words import WORDS\n\ndef check(indicator, *, closing_month):\n    yield from ()\n")
    index = load(folder)
    put(folder / "time" / "words.py", "WORDS = ('乙',)")
    module = import_module(index.rule("CB101").module)
    assert module.WORDS == ("甲",)
    changed = load(folder)
    assert import_module(changed.rule("CB101").module).WORDS == ("乙",)


def test_a_module_that_the_pack_has_not_is_not_found_elsewhere(folder: Path) -> None:
    put(folder / RULE, "from . import os\n\ndef check(indicator, *, closing_month):\n    yield from ()\n")
    with pytest.raises(ImportError):
        import_module(load(folder).rule("CB101").module)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pack.toml", 'name = "countybureau"\nprefix = "CN"\n', "CN is claimed by"),
        ("pack.toml", 'name = "cn"\nprefix = "CB"\n', "cn is claimed by"),
        ("pack.toml", 'name = "countybureau"\nprefix = "C"\n', "`$.prefix`"),
        ("pack.toml", 'name = "countybureau"\nprefix = "CB"\ncolour = 1\n', "unknown field `colour`"),
        ("pack.toml", 'name = "countybureau"\nprefix = "CB"\napi = 99\n', "version 99 of the author's API, this is 1"),
        ("__init__.py", "from nowhere import nothing", "cannot be loaded: ModuleNotFoundError"),
        ("__init__.py", "raise SystemExit(0)", "cannot be loaded: SystemExit(0)"),
        (
            "__init__.py",
            "from kpirules.author import hookimpl\n@hookimpl\ndef kpirules_raeders():\n    return ()\n",
            "kpirules_raeders",
        ),
        (
            "__init__.py",
            "from kpirules.author import Pack, hookimpl\n@hookimpl\ndef kpirules_pack():\n"
            "    return Pack(name='x', prefix='XX', package='x')\n",
            "says who it is twice",
        ),
    ],
)
def test_what_cannot_be_used(folder: Path, name: str, text: str, said: str) -> None:
    put(folder / name, text)
    with pytest.raises(LoadError) as caught:
        load(folder)
    assert said in str(caught.value)
    assert "local pack" in str(caught.value)


def test_a_folder_without_pack_toml(tmp_path: Path) -> None:
    assert "pack.toml: cannot be read as TOML" in refusal(tmp_path)


def test_no_folder_at_all(tmp_path: Path) -> None:
    assert "there is no such folder; name the folder of the pack" in refusal(tmp_path / "nowhere")


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_is_refused(folder: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "target"
    put(target / "rule.py", "")
    (folder / "link").symlink_to(target if kind == "folder" else target / "rule.py")
    assert "link: is a link; put the file itself into the pack" in refusal(folder)


def test_a_folder_that_is_no_pack_is_not_read_to_the_end(tmp_path: Path) -> None:
    for number in range(2001):
        (tmp_path / f"{number}").touch()
    assert "holds more than 2000 files" in refusal(tmp_path)
