"""Speed of the value language against a bare `re.search` of a number over the same strings in the same run.

`python tests/benchmarks/test_values_speed.py` prints the ratios; pytest-benchmark gives the figures in detail.
"""

import json
import re
import time
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kpirules.values import parse_value
from kpirules.values.reading import category_of, read_anew, read_value

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

DATA = Path(__file__).parents[1] / "data"
NUMBER = r"\d+(?:\.\d+)?"

Values = list[tuple[str, str]]


def labelled(name: str) -> Values:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [(label["value"], label["category"]) for label in map(json.loads, lines)]


def search_all(values: Values) -> None:
    for text, _ in values:
        re.search(NUMBER, text)


def read_distinct(values: Values) -> None:
    for text, category in values:
        read_value(text, category)


def read_all_anew(values: Values) -> None:
    for text, category in values:
        read_anew(text, category_of(category))


def read_repeated(values: Values) -> None:
    for text, category in values:
        parse_value(text, category=category)


def microseconds(work: Callable[[Values], None], values: Values) -> float:
    """Return the best time of one value, in time of this process: what else the machine does counts less."""
    work(values)
    return (
        min(timeit.repeat(lambda: work(values), timer=time.process_time, number=10, repeat=7)) / 10 / len(values) * 1e6
    )


def ratios(values: Values) -> dict[str, float]:
    """Return how many times the bare search each way of reading costs."""
    bare = microseconds(search_all, values)
    works = {"distinct": read_distinct, "repeated": read_repeated, "anew": read_all_anew}
    return {"bare µs": bare} | {name: microseconds(work, values) / bare for name, work in works.items()}


def test_bare_search(benchmark: "BenchmarkFixture") -> None:
    benchmark(search_all, labelled("seed_values.jsonl"))


def test_distinct_values(benchmark: "BenchmarkFixture") -> None:
    benchmark(read_distinct, labelled("seed_values.jsonl"))


def test_repeated_values(benchmark: "BenchmarkFixture") -> None:
    benchmark(read_repeated, labelled("seed_values.jsonl"))


if __name__ == "__main__":
    for file in ("seed_values.jsonl", "blind_values.jsonl"):
        figures = ratios(labelled(file))
        print(file, "  ".join(f"{name} {value:.2f}" for name, value in figures.items()))  # noqa: T201
