"""Walks through a page as its reader would: writes its files, makes its changes, runs its commands, compares outputs.

A page is a series of fenced blocks. `console` holds commands (`$ …`), each with its whole output; a comment in front of
it says when the last one ends in another status than 0. `diff` begins with `--- FILE` and changes that file. Any other
block is a file when a comment in front of it names it, and else only to be read.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BLOCK = re.compile(r"(?:<!-- (?P<note>[^>]+) -->\n+)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)


class Ran(NamedTuple):
    """A command of a page, the output that the page shows, and what came of it."""

    command: str
    shown: str
    status: int
    said: str
    seen: int


def walk(page: str, folder: Path) -> Iterator[Ran]:
    """Do what the page says in `folder`, and give each command as it was run."""
    for block in BLOCK.finditer(page):
        note = block["note"] or ""
        if block["kind"] == "console":
            expected = int(note.removeprefix("status: ") or 0)
            yield from _commands(block["text"], folder, expected)
        elif block["kind"] == "diff":
            _change(block["text"], folder)
        elif note.startswith("file: "):
            path = folder / note.removeprefix("file: ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["text"], encoding="utf-8")


def _commands(text: str, folder: Path, expected: int) -> Iterator[Ran]:
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    for number, part in enumerate(parts, start=1):
        command, _, shown = part.partition("\n")
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        # A reader's folder has another name.
        said = done.stdout.replace(f"{folder}/", "")
        yield Ran(command, shown, expected if number == len(parts) else 0, said, done.returncode)


def _change(text: str, folder: Path) -> None:
    header, *lines = text.splitlines()
    path = folder / header.removeprefix("--- ")
    old = "\n".join(line[1:] for line in lines if line[0] != "+")
    new = "\n".join(line[1:] for line in lines if line[0] != "-")
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{path.name} has {old!r} {content.count(old)} times"
    path.write_text(content.replace(old, new), encoding="utf-8")
