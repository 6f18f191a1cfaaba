"""The programs in examples/ run as they stand."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_library_use_runs_from_anywhere(must: Run, tmp_path: Path) -> None:
    done = must(sys.executable, ROOT / "examples" / "library_use.py", cwd=tmp_path)
    assert done.stderr == ""
    *values, read, check, finding, stream, refused = done.stdout.splitlines()
    assert values == ["value: = 1 项", "value: >= 30000 人次"]
    assert read == "read: 12 tables, 179 indicators; the first is 基层科普行动计划"
    assert re.fullmatch(r"check: \d+ findings, ok: False, exit status 1", check)
    assert re.fullmatch(r"first finding: line \d+: CN\d{3} .+", finding)
    assert stream.startswith("stream: published.txt: {'cost-total': ")
    assert refused == "refused: KPI-E106"
