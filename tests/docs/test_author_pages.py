"""Every command on the pages for authors is run, from nothing, and gives what the page shows."""

from pathlib import Path

import pytest

from tests.docs.walkthrough import walk

PAGES = [page for page in sorted((Path(__file__).parents[2] / "docs" / "authors").glob("*.md")) if page.stem != "api"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_is_right(page: Path, tmp_path: Path) -> None:
    commands = 0
    for ran in walk(page.read_text(encoding="utf-8"), tmp_path):
        commands += 1
        assert (ran.command, ran.seen, ran.said) == (ran.command, ran.status, ran.shown)
    assert commands
