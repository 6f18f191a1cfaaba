"""A rule of a local pack that never ends: the run goes on, says so, and ends in status 2."""

import shutil
from pathlib import Path

from kpirules import Checker
from kpirules.config.settings import Settings
from kpirules.model import Indicator, TargetTable
from kpirules.registry.folders import LocalPack

EXAMPLE = Path(__file__).parents[3] / "examples" / "local-pack" / "countybureau"


def test_it_costs_its_own_outcome_alone(tmp_path: Path) -> None:
    pack = shutil.copytree(EXAMPLE, tmp_path / "pack", ignore=shutil.ignore_patterns("__pycache__"))
    rule = pack / "time" / "deadline_before_closing.py"
    text = rule.read_text(encoding="utf-8")
    endless = text.replace("    if due is None", "    while dates: pass\n    if due is None")
    assert endless != text
    rule.write_text(endless, encoding="utf-8")
    rows = (
        Indicator(category="output.timeliness", name="完工时间", value="2021年12月底前"),
        Indicator(category="output.timeliness", name="验收时间", value="2021年12月底前"),
    )
    table = TargetTable(project="养护", form="countybureau-2021", fiscal_year=2021, indicators=rows)
    select = ("CB101", "CN101")
    checker = Checker(settings=Settings(packs=(LocalPack(str(pack)),), rule_seconds=1, select=select))
    report = checker.check_tables([table])
    assert report.exit_status == 2
    (finding,) = (one for one in report.findings if one.code == "CB101")
    assert (finding.key, finding.at, finding.outcome.value) == ("rule-too-slow", "", "not-evaluated")
    assert [one.code for one in report.findings if one.outcome.value == "fail"] == ["CN101"] * 5
