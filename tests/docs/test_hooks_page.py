"""The page on hooks: every hook with its signature as the code has it, and an example that works."""

import ast
import inspect
import re
import sys
from pathlib import Path

import pytest

from kpirules import Checker
from kpirules.registry import hookspecs

PAGE = (Path(__file__).parents[2] / "docs" / "hooks.md").read_text(encoding="utf-8")
SECTIONS = dict(zip(*[iter(re.split(r"^## (\S+)\n", PAGE, flags=re.MULTILINE)[1:])] * 2, strict=True))
BLOCKS = {name: re.findall(r"```python\n(.+?)```", text, flags=re.DOTALL) for name, text in SECTIONS.items()}
HOOKS = [name for name in hookspecs.__all__ if name.startswith("kpirules_")]
IMPORTS = """\
from collections.abc import Mapping
from datetime import date
from kpirules.author import Finding, Pack, Reader, Report, Reporter, Waiver, hookimpl
"""


def test_every_hook_has_a_section_and_no_other() -> None:
    assert sorted(SECTIONS) == sorted(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_the_signature_on_the_page_is_the_codes(hook: str) -> None:
    (function,) = ast.parse(inspect.getsource(getattr(hookspecs, hook))).body
    assert isinstance(function, ast.FunctionDef)
    assert function.returns is not None
    signature = f"def {hook}({ast.unparse(function.args)}) -> {ast.unparse(function.returns)}\n"
    assert BLOCKS[hook][0] == signature.replace("'", "")


@pytest.mark.parametrize("hook", HOOKS)
def test_the_page_begins_with_what_the_code_says(hook: str) -> None:
    said = inspect.getdoc(getattr(hookspecs, hook))
    assert said is not None
    text = SECTIONS[hook].split("```")[2]
    assert " ".join(said.split()) in " ".join(text.split())


def test_the_examples_of_the_page_work_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but `kpirules_pack`, which a local pack does not implement, as the page's own plugin."""
    monkeypatch.chdir(tmp_path)
    pack = tmp_path / "example"
    pack.mkdir()
    (pack / "pack.toml").write_text('name = "example"\nprefix = "EX"\n', encoding="utf-8")
    examples = "\n".join(BLOCKS[hook][1] for hook in HOOKS if hook != "kpirules_pack")
    (pack / "__init__.py").write_text(IMPORTS + examples, encoding="utf-8")
    (tmp_path / "a.cards").write_text("讲座\n展览\n", encoding="utf-8")
    checker = Checker(packs=pack)
    report = checker.check(tmp_path / "a.cards")
    assert [table.project for table in report.tables] == ["讲座", "展览"]
    assert (tmp_path / "runs.log").read_text(encoding="utf-8") == f"{report.exit_status}\n"
    module = sys.modules[next(one.pack.package for one in checker.index.origins if one.pack.name == "example")]
    assert module.render_counts(report, "en") == f"{len(report.findings)} findings\n"
