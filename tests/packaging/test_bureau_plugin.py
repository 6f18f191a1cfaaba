"""A bureau's own rule as an installed distribution, and what happens when such a distribution is broken."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "bureau-plugin"
PACKAGE = "kpirules_examplebureau"
POLICY = ("--policy", "examplebureau-2021")
MODULE = "__init__.py"
RULE = "satisfaction/satisfaction_floor.py"
DEFINITION = "satisfaction/satisfaction_floor.toml"
OVERLAY = "policies/examplebureau-2021.toml"
TABLE = """\
form = "ningxia-2021"
fiscal_year = 2021
project = "公共自行车"
indicators = [{ category = "satisfaction.recipients", name = "市民满意度", value = "≥80%" }]
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def bureau(wheel: Path, install: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that holds the wheel and the example bureau's distribution."""
    plugin = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("bureau") / "plugin")
    return install(wheel, plugin)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one submission that promises less than the bureau's floor."""
    (tmp_path / "table.toml").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_the_rule_of_an_installed_distribution_is_applied(bureau: Path, run: Run, data: Path) -> None:
    done = run(bureau / "kpirules", "check", "--select", "EX", *POLICY, "table.toml", cwd=data)
    assert (done.returncode, done.stderr) == (1, "")
    assert "table.toml:4" in done.stdout
    assert "EX101 satisfaction-floor" in done.stdout
    assert "the 80 % of “市民满意度” is below the bureau's floor of 85 %" in done.stdout


def test_the_policy_holds_everything_that_it_extends_and_one_rule_more(bureau: Path, must: Run, data: Path) -> None:
    listed = must(bureau / "kpirules", "policies", cwd=data).stdout
    rules = {line.split()[0]: int(re.findall(r"; (\d+)\]", line)[0]) for line in listed.splitlines()}
    assert rules["examplebureau-2021"] == rules["ningxia-2021"] + 1


class Site:
    """A folder on the module path that holds the example's package as an installer would have put it there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.package = shutil.copytree(
            EXAMPLE / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__")
        )
        metadata = folder / f"{PACKAGE}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: kpirules-examplebureau\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[kpirules]\nexamplebureau = {PACKAGE}\n")

    def edit(self, name: str, old: str, new: str) -> Path:
        """Put `new` in place of `old` in one file of the package, which must have it once; gives the file."""
        path = self.package / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example's package, ready to be broken."""
    return Site(tmp_path_factory.mktemp("site"))


Check = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def check(run: Run, site: Site, data: Path) -> Check:
    """Check the submission in this environment, with `site` on the module path."""

    def checked(*options: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-m", "kpirules", "check", *options, "table.toml")
        return run(*command, cwd=data, env={"PYTHONPATH": str(site.folder)})

    return checked


def refused(done: subprocess.CompletedProcess[str], *said: str | Path) -> bool:
    """Whether the run stopped with one line that says all of this, and nothing was checked."""
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("kpirules: error: ")
    missing = [str(part) for part in ("kpirules-examplebureau", *said) if str(part) not in line]
    assert not missing, line
    return True


def test_unbroken_it_is_applied(check: Check) -> None:
    done = check("--select", "EX", *POLICY)
    assert (done.returncode, done.stderr) == (1, "")
    assert "EX101 satisfaction-floor" in done.stdout


def test_an_import_error(check: Check, site: Site) -> None:
    path = site.edit(MODULE, "import Pack, hookimpl", "import Pack, hookimpl, Magic")
    assert refused(check(), "1.0", path, "ImportError", "Magic", "mend or uninstall it")


def test_a_syntax_error(check: Check, site: Site) -> None:
    path = site.edit(MODULE, "def kpirules_pack()", "def kpirules_pack(")
    assert refused(check(), path, "SyntaxError")


def test_a_module_that_ends_the_program(check: Check, site: Site) -> None:
    path = site.edit(MODULE, "@hookimpl", "raise SystemExit(0)\n\n\n@hookimpl")
    assert refused(check(), path, "SystemExit(0)")


def test_no_module_at_all(check: Check, site: Site) -> None:
    shutil.rmtree(site.package)
    assert refused(check(), PACKAGE, "ModuleNotFoundError")


def test_a_misspelt_hook(check: Check, site: Site) -> None:
    path = site.edit(MODULE, "def kpirules_pack()", "def kpirules_pakc()")
    assert refused(check(), path, "kpirules_pakc")


def test_a_hook_that_is_not_marked_gives_no_pack(check: Check, site: Site) -> None:
    path = site.edit(MODULE, "@hookimpl\n", "")
    assert refused(check(), path, "gives no pack", "implement the hook kpirules_pack, returning a Pack")


def test_a_hook_that_returns_something_else_gives_no_pack(check: Check, site: Site) -> None:
    path = site.edit(MODULE, 'return Pack(name="examplebureau", prefix="EX", package=__name__)', 'return "EX"')
    assert refused(check(), path, "gives no pack")


def test_a_hook_that_raises(check: Check, site: Site) -> None:
    path = site.edit(MODULE, "return Pack(", "return Pack(colour=1 / 0, ")
    assert refused(check(), path, "ZeroDivisionError")


def test_a_pack_whose_package_is_not_there(check: Check, site: Site) -> None:
    path = site.edit(MODULE, "package=__name__", 'package="kpirules_elsewhere"')
    assert refused(check(), path, "kpirules_elsewhere", "mend the pack")


def test_a_pack_made_for_another_version_of_the_interface(check: Check, site: Site) -> None:
    path = site.edit(MODULE, "package=__name__", "package=__name__, api=99")
    assert refused(
        check(), path, "was made for version 99 of the author's API, this is 1", "install a matching release"
    )


def test_a_pack_name_that_is_taken(check: Check, site: Site) -> None:
    site.edit(MODULE, 'name="examplebureau"', 'name="cn"')
    assert refused(check(), "cn is claimed by", "rename one of the two")


def test_a_prefix_that_is_taken(check: Check, site: Site) -> None:
    site.edit(MODULE, 'prefix="EX"', 'prefix="NX"')
    assert refused(check(), "NX is claimed by", "rename one of the two")


def test_a_code_outside_the_prefix(check: Check, site: Site) -> None:
    path = site.edit(DEFINITION, 'code = "EX101"', 'code = "CN101"')
    assert refused(check(), path, "code CN101 lies outside the prefix EX of pack examplebureau")


def test_a_code_that_is_used_twice(check: Check, site: Site) -> None:
    second = site.package / "satisfaction" / "satisfaction_ceiling.toml"
    definition = (site.package / DEFINITION).read_text(encoding="utf-8")
    second.write_text(definition.replace('"satisfaction-floor"', '"satisfaction-ceiling"'), encoding="utf-8")
    shutil.copy(site.package / RULE, second.with_suffix(".py"))
    assert refused(check(), site.package / DEFINITION, second, "EX101 is claimed by")


def test_a_rule_name_that_another_pack_has(check: Check, site: Site) -> None:
    definition = site.edit(DEFINITION, 'name = "satisfaction-floor"', 'name = "cost-total"')
    taken = definition.rename(definition.with_name("cost_total.toml"))
    (site.package / RULE).rename(taken.with_suffix(".py"))
    assert refused(check(), taken, "cost-total is claimed by")


def test_a_definition_without_its_module(check: Check, site: Site) -> None:
    (site.package / RULE).unlink()
    assert refused(check(), site.package / DEFINITION, "satisfaction_floor.py")


def test_an_unknown_key(check: Check, site: Site) -> None:
    path = site.edit(DEFINITION, 'family = "satisfaction"', 'family = "satisfaction"\ncolour = "red"')
    assert refused(check(), path, "colour", "mend that key")


def test_a_value_of_a_wrong_type(check: Check, site: Site) -> None:
    path = site.edit(DEFINITION, 'severity = "error"', "severity = 1")
    assert refused(check(), path, "severity", "mend that key")


def test_broken_toml(check: Check, site: Site) -> None:
    path = site.edit(DEFINITION, 'code = "EX101"', "code = ")
    assert refused(check(), path, "line 1", "mend the file")


def test_an_unknown_key_in_a_policy(check: Check, site: Site) -> None:
    path = site.edit(OVERLAY, 'extends = "ningxia-2021"', 'extend = "ningxia-2021"')
    assert refused(check(), path, "extend", "mend that key")


def test_a_policy_that_extends_none_that_there_is(check: Check, site: Site) -> None:
    path = site.edit(OVERLAY, 'extends = "ningxia-2021"', 'extends = "ningxia-2020"')
    assert refused(check("--policy", "cn"), path, "ningxia-2020", "mend extends")


def test_a_policy_with_a_rule_that_there_is_not(check: Check, site: Site) -> None:
    path = site.edit(OVERLAY, 'rules = ["examplebureau"]', 'rules = ["EX999"]')
    assert refused(check("--policy", "cn"), path, "EX999")


def test_parameters_that_the_function_does_not_take(check: Check, site: Site) -> None:
    path = site.edit(RULE, "*, floor: Decimal", "*, lowest: Decimal")
    assert refused(check(*POLICY), path, "lowest", "floor", "make the two agree")


def test_a_rule_module_that_cannot_be_imported(check: Check, site: Site) -> None:
    path = site.edit(RULE, "from decimal import Decimal", "from decimals import Decimal")
    assert refused(check(*POLICY), path, "decimals", "mend the rule module")


def test_a_rule_module_without_a_check(check: Check, site: Site) -> None:
    path = site.edit(RULE, "def check(", "def chek(")
    assert refused(check(*POLICY), path, "check", "mend the rule module")


@pytest.mark.parametrize("word", ["SystemExit(0)", "ZeroDivisionError", "RecursionError"])
def test_a_rule_that_raises_costs_its_own_outcome_alone(check: Check, site: Site, word: str) -> None:
    site.edit(RULE, '    place = indicator.at("value")\n', f'    place = indicator.at("value")\n    raise {word}\n')
    done = check("--select", "EX,CN102", *POLICY)
    assert (done.returncode, done.stderr) == (2, "")
    assert "EX101 satisfaction-floor" in done.stdout
    assert word.partition("(")[0] in done.stdout
    assert "1 checked, 0 refused" in done.stdout
    assert "(0 fail, 0 review, 1 not evaluated; 1 error, 0 warning, 0 note)" in done.stdout
