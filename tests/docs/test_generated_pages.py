"""The pages that docs/generate.py writes are fresh, and it says when they are not."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "docs" / "generate.py"


@pytest.fixture
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def elsewhere(generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A documentation folder of its own, with every page in it."""
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    assert generate.main([]) == 0
    return tmp_path


def test_pages_are_fresh(generate: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert (generate.main(["--check"]), capsys.readouterr().out) == (0, "")


def test_every_form_has_a_page(generate: ModuleType) -> None:
    index = generate.load_index()
    assert set(generate.form_pages(index)) == {"forms/README.md", *(f"forms/{name}.md" for name in index.forms)}


@pytest.mark.parametrize("change", ["missing", "stale", "left over"])
def test_a_page_that_is_not_fresh_is_named(
    generate: ModuleType, elsewhere: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    page, old = elsewhere / "forms" / "cn-2021.md", elsewhere / "forms" / "cn-1999.md"
    if change == "missing":
        page.unlink()
    elif change == "stale":
        page.write_text("old", "utf-8")
    else:
        old.write_text("old", "utf-8")
    capsys.readouterr()
    named = old if change == "left over" else page
    assert (generate.main(["--check"]), capsys.readouterr().out) == (1, f"stale: docs/forms/{named.name}\n")
    assert generate.main([]) == 0
    assert (generate.main(["--check"]), old.exists()) == (0, False)
