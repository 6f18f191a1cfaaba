"""Which rules and which policy a call applies."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]


def applied(cli: Cli, *options: str) -> list[str]:
    rules: list[str] = json.loads(cli("check", "--output-format", "json", *options, "clean.toml")[1])["rules"]
    return rules


def listed(cli: Cli, *options: str) -> list[str]:
    return [line.split()[0] for line in cli("rules", *options)[1].splitlines()]


def test_without_options_every_rule_is_applied(cli: Cli) -> None:
    assert applied(cli) == listed(cli)


@pytest.mark.parametrize("selector", ["CN203", "cost-total", "CN2", "funds", "cn", "ALL", "CN101,time"])
def test_a_selector_means_the_same_everywhere(cli: Cli, selector: str) -> None:
    chosen = applied(cli, "--select", selector)
    assert chosen == listed(cli, "--select", selector)
    assert chosen


def test_a_code_and_its_name_are_the_same_rule(cli: Cli) -> None:
    assert applied(cli, "--select", "CN203") == applied(cli, "--select", "cost-total") == ["CN203"]


def test_what_is_ignored_is_taken_out_of_what_is_selected(cli: Cli) -> None:
    assert applied(cli, "--select", "funds", "--ignore", "CN203") == [
        code for code in listed(cli, "--select", "funds") if code != "CN203"
    ]
    assert cli("check", "--ignore", "cost-total", "dear.toml")[0] == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_selector_that_matches_nothing_is_named(cli: Cli, option: str) -> None:
    status, out, err = cli("check", option, "CN203,cost-totals", "clean.toml")
    assert (status, out) == (2, "")
    assert err == "kpirules: error: the selector cost-totals matches no rule; `kpirules rules` lists them\n"


def test_an_unknown_policy_is_named_with_those_that_there_are(cli: Cli) -> None:
    status, out, err = cli("check", "--policy", "cn-2099", "clean.toml")
    assert (status, out) == (2, "")
    assert err.startswith("kpirules: error: no policy is called cn-2099; there are: cn, ")
    assert "ningxia-2021" in err


def test_a_policy_is_found_by_the_form_and_can_be_named(cli: Cli) -> None:
    assert "policy: cn;" in cli("check", "clean.toml")[1]
    assert "policy: ningxia-2021;" in cli("check", "--policy", "ningxia-2021", "clean.toml")[1]


def test_a_policy_that_is_not_in_force_gives_no_verdict(cli: Cli) -> None:
    status, _, err = cli("check", "--policy", "ningxia-2021", "--as-of", "2020-12-31", "clean.toml")
    assert status == 2
    assert "error[KPI-E302]" in err


def test_the_date_of_the_law_is_the_first_day_of_the_fiscal_year_or_as_asked(cli: Cli) -> None:
    assert "law as of 2021-01-01" in cli("check", "clean.toml")[1]
    assert "law as of 2021-07-01" in cli("check", "--as-of", "2021-07-01", "clean.toml")[1]


def test_reviews_count_when_asked(cli: Cli, folder: Path) -> None:
    clean = (folder / "clean.toml").read_text(encoding="utf-8")
    (folder / "vague.toml").write_text(clean.replace("≥200辆", "若干"), encoding="utf-8")
    assert cli("check", "vague.toml")[0] == 0
    assert cli("check", "--fail-on", "fail,review", "vague.toml")[0] == 1


def test_a_table_without_a_year_needs_a_date(cli: Cli, folder: Path) -> None:
    clean = (folder / "clean.toml").read_text(encoding="utf-8")
    (folder / "undated.toml").write_text(clean.replace("fiscal_year = 2021\n", ""), encoding="utf-8")
    status, _, err = cli("check", "undated.toml")
    assert status == 2
    assert "error[KPI-E301]" in err
    assert cli("check", "--as-of", "2021-01-01", "undated.toml")[0] == 0
