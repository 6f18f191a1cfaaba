"""`kpirules forms` lists the forms and draws one."""

from collections.abc import Callable

import pytest

Cli = Callable[..., tuple[int, str, str]]


def test_every_form_is_listed_on_a_line(cli: Cli) -> None:
    status, out, err = cli("forms", "--lang", "zh")
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == [
        "cn-2015",
        "cn-2015-review",
        "cn-2021",
        "cn-self-evaluation",
        "ningxia-2021",
    ]
    assert "cn-2015-review  [审核表, 万元, 0]  项目支出绩效目标审核表（财预〔2015〕88号附件）" in out


@pytest.mark.parametrize(("language", "sign"), [("zh", "* 必填"), ("en", "* must be filled")])
def test_a_form_is_drawn_with_its_marks(cli: Cli, language: str, sign: str) -> None:
    status, out, err = cli("forms", "ningxia-2021", "--lang", language)
    assert (status, err) == (0, "")
    assert "│产出指标│数量指标（必填硬性指标）│" in out
    assert sign in out.splitlines()


def test_an_unknown_form_is_named_with_those_that_there_are(cli: Cli) -> None:
    status, out, err = cli("forms", "cn-1999")
    assert (status, out) == (2, "")
    assert err.startswith("kpirules: error: no form is called cn-1999; there are: cn-2015, ")
