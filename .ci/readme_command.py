"""Print the command that README.md gives for something: the code block below `<!-- command: NAME -->`."""

import re
import sys
from pathlib import Path


def command(readme: str, name: str) -> str:
    """The text of the first code block below the marker. Raises LookupError when there is no marker or no block."""
    _, marker, below = readme.partition(f"<!-- command: {name} -->")
    block = re.search(r"^```\w*\n(.+?)\n```$", below, re.DOTALL | re.MULTILINE) if marker else None
    if block is None or "<!-- command:" in below[: block.start()]:
        raise LookupError(f"README.md has no code block below <!-- command: {name} -->")
    return block.group(1)


if __name__ == "__main__":
    try:
        sys.stdout.write(command(Path("README.md").read_text(encoding="utf-8"), sys.argv[1]) + "\n")
    except (LookupError, OSError) as error:
        sys.exit(f"readme_command: {error}")
