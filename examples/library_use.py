"""kpirules as a library. Run it from anywhere: python examples/library_use.py"""

from collections import Counter
from pathlib import Path

import kpirules

TABLES = Path(__file__).parent / "ningxia-2021" / "published.txt"


def main() -> None:
    # What one printed target value means. It never guesses: what is not understood is said.
    target = kpirules.parse_value("1项（受益人群不少于3万人次）", category="数量")
    for quantity in target.quantities:
        print(f"value: {quantity.op} {quantity.low} {quantity.unit}")

    # The tables of a file, as they were read, each value with the place where it stood.
    tables = kpirules.read(TABLES)
    indicators = sum(indicator.is_named for table in tables for indicator in table.indicators)
    print(f"read: {len(tables)} tables, {indicators} indicators; the first is {tables[0].project}")

    # One call checks files and folders under the policy that fits each table.
    report = kpirules.check(TABLES)
    print(f"check: {len(report.findings)} findings, ok: {report.ok}, exit status {report.exit_status}")
    first = report.findings[0]
    print(f"first finding: line {first.place.line}: {first.code} {first.message.text('en')}")

    # A Checker is made once and used often, from several threads if you like. Results come file after file.
    checker = kpirules.Checker(policy="ningxia-2021", select=["funds"])
    for result in checker.stream([TABLES]):
        counted = Counter(finding.rule.name for table in result.tables for finding in table.findings)
        print(f"stream: {Path(result.path).name}: {dict(counted)}")

    # A file that cannot be read to the end is refused, with every reason and its place; it is never passed over.
    try:
        kpirules.read(Path(__file__))
    except kpirules.Refused as refused:
        print(f"refused: {refused.problems[0].code}")


if __name__ == "__main__":
    main()
