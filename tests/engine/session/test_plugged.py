"""Every hook is called, with what it needs, and what a plugin does wrong in it is said with its name."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kpirules import Checker, ConfigurationError, LoadError, Refused, UsageError
from kpirules.reporters.terminal import render_text
from kpirules.session.plugged import Reporting

HEAD = """\
from kpirules.author import Reader, Reporter, hookimpl

def give(data, name):
    return [{"form": "cn-2015", "fiscal_year": 2021, "project": data.decode(), "indicators": []}]

"""
Plugin = Callable[..., Path]


@pytest.fixture
def plugin(tmp_path: Path) -> Plugin:
    """A local pack whose `__init__.py` implements one hook."""

    def write(hook: str, body: str, arguments: str = "", name: str = "helper", prefix: str = "HE") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "pack.toml").write_text(f'name = "{name}"\nprefix = "{prefix}"\n', encoding="utf-8")
        code = f"{HEAD}@hookimpl\ndef {hook}({arguments}):\n    {body}\n"
        (folder / "__init__.py").write_text(code, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "a.CARD"
    path.write_text("讲座", encoding="utf-8")
    return path


def test_a_reader_reads_files_of_its_suffix(plugin: Plugin, card: Path) -> None:
    folder = plugin("kpirules_readers", 'return [Reader(suffix=".card", read=give)]')
    (table,) = Checker(packs=folder).read(card)
    assert (table.project, table.form, table.fiscal_year) == ("讲座", "cn-2015", 2021)
    place = table.place("/project")
    assert place is not None
    assert (place.file, place.pointer) == (str(card), "/tables/0/project")


def test_without_it_the_file_is_refused(card: Path) -> None:
    with pytest.raises(Refused) as caught:
        Checker().read(card)
    assert [problem.code for problem in caught.value.problems] == ["KPI-E106"]


@pytest.mark.parametrize(
    ("read", "code"),
    [
        ("lambda data, name: 1 / 0", "KPI-E108"),
        ("lambda data, name: exit()", "KPI-E108"),
        ("lambda data, name: []", "KPI-E107"),
        ("lambda data, name: [{'colour': 'red'}]", "KPI-E130"),
        ("lambda data, name: [{'project': 1}]", "KPI-E131"),
        ("lambda data, name: [{'project': 'x' * 1_000_001}]", "KPI-E113"),
        ("lambda data, name: [7]", "KPI-E131"),
        ("lambda data, name: None", "KPI-E108"),
    ],
)
def test_a_reader_that_misbehaves_costs_its_file(plugin: Plugin, card: Path, read: str, code: str) -> None:
    folder = plugin("kpirules_readers", f'return [Reader(suffix=".card", read={read})]')
    (one,) = Checker(packs=folder).check(card).inputs
    assert one.is_refused
    assert code in [problem.code for problem in one.problems]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('return [Reader(suffix=".toml", read=give)]', ".toml is claimed by kpirules too"),
        ('return 2 * [Reader(suffix=".card", read=give)]', ".card is claimed by plugin local:"),
        ('return [Reader(suffix="card", read=give)]', "its hook kpirules_readers raised ValueError"),
        ("return [give]", "gives function where a Reader is due"),
        ("return 7", "gives int where a list is due"),
        ("return 1 / 0", "its hook kpirules_readers raised ZeroDivisionError"),
        ("raise SystemExit(0)", "its hook kpirules_readers raised SystemExit(0)"),
    ],
)
def test_what_is_no_reader_is_refused_with_the_plugins_name(plugin: Plugin, body: str, what: str) -> None:
    folder = plugin("kpirules_readers", body)
    with pytest.raises(LoadError) as caught:
        Checker(packs=folder)
    assert what in caught.value.what
    assert caught.value.where == f"plugin local:{folder}"


def test_a_hook_that_gives_nothing_changes_nothing(plugin: Plugin) -> None:
    assert Checker(packs=plugin("kpirules_readers", "return None")).check("examples").inputs


def test_a_reporter_writes_reports_in_its_format(plugin: Plugin, card: Path) -> None:
    body = "return [Reporter(name='counts', render=lambda report, language: f'{language} {len(report.inputs)}')]"
    checker = Checker(packs=plugin("kpirules_reporters", body))
    report = checker.check(card)
    assert Reporting(checker.loaded).render(report, "counts", "zh") == "zh 1"
    with pytest.raises(UsageError, match="no output format is called sums; there are: text, json, counts"):
        Reporting(checker.loaded).refuse_unknown("sums")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("return [Reporter(name='json', render=give)]", "json is claimed by kpirules too"),
        ("return [Reporter(name='A B', render=give)]", "raised ValueError"),
        ("return [Reader(suffix='.card', read=give)]", "gives Reader where a Reporter is due"),
    ],
)
def test_what_is_no_reporter_is_refused(plugin: Plugin, body: str, what: str) -> None:
    checker = Checker(packs=plugin("kpirules_reporters", body))
    with pytest.raises(LoadError) as caught:
        Reporting(checker.loaded)
    assert what in caught.value.what


def test_a_reporter_that_raises_is_named(plugin: Plugin, card: Path) -> None:
    body = "return [Reporter(name='counts', render=lambda report, language: 1 / 0)]"
    checker = Checker(packs=plugin("kpirules_reporters", body))
    with pytest.raises(LoadError, match="reporter counts: cannot write the report: ZeroDivisionError"):
        Reporting(checker.loaded).render(checker.check(card), "counts", "en")


def test_a_plugin_may_object_to_the_settings(plugin: Plugin) -> None:
    body = "return [f'no {one} here' for one in settings['ignore']]"
    folder = plugin("kpirules_check_configuration", body, "settings")
    assert Checker(packs=folder)
    with pytest.raises(ConfigurationError) as caught:
        Checker(packs=folder, ignore=["CN101"])
    assert (caught.value.what, caught.value.where) == ("no CN101 here", f"plugin local:{folder}")


def test_the_settings_are_named_as_in_a_configuration(plugin: Plugin) -> None:
    body = "return [] if {'as-of', 'strict-law', 'fail-on', 'packs'} <= {*settings} else ['other names']"
    assert Checker(packs=plugin("kpirules_check_configuration", body, "settings"))


WAIVE = (
    "from datetime import date; from kpirules.author import Waiver; "
    "waiver = Waiver(reason='函12号', approver='预算处', expires=date({year}, 12, 31)); "
    "return waiver if finding.code == 'CN401' else None"
)


def test_a_waived_finding_stands_and_does_not_count(plugin: Plugin) -> None:
    published = "examples/ningxia-2021/published.txt"
    checker = Checker(packs=plugin("kpirules_disposition", WAIVE.format(year=2021), "finding"), select=["CN401"])
    report = checker.check(published)
    assert [finding.waiver.reason for finding in report.findings if finding.waiver] == ["函12号"] * 4
    assert (report.exit_status, report.summary()["waived"], report.summary()["findings_fail"]) == (0, 4, 4)
    assert "waived: 函12号 (approved by 预算处, until 2021-12-31)" in render_text(report, "en")


def test_a_waiver_that_has_expired_leaves_the_finding_as_it_is(plugin: Plugin) -> None:
    published = "examples/ningxia-2021/published.txt"
    checker = Checker(packs=plugin("kpirules_disposition", WAIVE.format(year=2020), "finding"), select=["CN401"])
    report = checker.check(published)
    assert (report.exit_status, report.summary()["waived"]) == (1, 0)


@pytest.mark.parametrize(("day", "waived"), [("2021-12-30", 4), ("2021-12-31", 4), ("2022-01-01", 0)])
def test_a_waiver_holds_on_its_last_day_and_no_longer(plugin: Plugin, day: str, waived: int) -> None:
    folder = plugin("kpirules_disposition", WAIVE.format(year=2021), "finding")
    checker = Checker("cn", packs=folder, select=["CN401"], as_of=date.fromisoformat(day))
    assert checker.check("examples/ningxia-2021/published.txt").summary()["waived"] == waived


def test_what_was_not_evaluated_is_never_waived(plugin: Plugin) -> None:
    body = WAIVE.format(year=2021).replace("'CN401'", "'CN201'")
    checker = Checker(packs=plugin("kpirules_disposition", body, "finding"), select=["CN201"], strict_law=True)
    report = checker.check("examples/ningxia-2021/published.txt")
    assert (report.exit_status, report.summary()["waived"]) == (2, 0)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("return 7", "gives int where a Waiver is due"),
        ("from kpirules.author import Waiver; return Waiver('', 'x', None)", "raised ValueError"),
    ],
)
def test_what_is_no_waiver_stops_the_run_with_the_plugins_name(plugin: Plugin, body: str, what: str) -> None:
    checker = Checker(packs=plugin("kpirules_disposition", body, "finding"))
    with pytest.raises(LoadError, match=what):
        checker.check("examples/ningxia-2021/published.txt")


def test_the_end_of_a_session_is_told(plugin: Plugin, card: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    body = f"with open({str(log)!r}, 'a') as file: file.write(f'{{report.exit_status}} {{len(report.inputs)}};')"
    checker = Checker(packs=plugin("kpirules_session_finish", body, "report"))
    assert not log.exists()
    checker.check([card, card])
    checker.check_tables([])
    list(checker.stream([card]))
    assert log.read_text(encoding="utf-8") == "2 2;2 1;"


def test_a_plugin_that_fails_at_the_end_is_named(plugin: Plugin, card: Path) -> None:
    checker = Checker(packs=plugin("kpirules_session_finish", "1 / 0", "report"))
    with pytest.raises(LoadError, match="kpirules_session_finish raised ZeroDivisionError"):
        checker.check(card)


def test_the_plugins_of_a_run_are_asked_in_the_order_of_their_names(plugin: Plugin) -> None:
    paths = [
        plugin("kpirules_check_configuration", f"return ['{name} objects']", "settings", name=name, prefix=prefix)
        for name, prefix in (("zhen", "ZH"), ("an", "AN"))
    ]
    with pytest.raises(ConfigurationError, match="an objects"):
        Checker(packs=paths)
