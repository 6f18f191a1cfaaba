"""Opening files within limits, and making text of them."""

import os
from pathlib import Path

import pytest

from kpirules.config.limits import DEFAULT, Limits
from kpirules.model import Refused
from kpirules.readers import SUFFIXES, read_file
from kpirules.readers.files.sources import Source, decode, read_source
from kpirules.readers.limits import within

RARE = "𠮷祥"


def refusal(path: str | Path) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        read_source(path)
    (problem,) = caught.value.problems
    return problem.code, problem.message.text("en")


def test_a_file_is_read_whole_under_the_name_as_given(tmp_path: Path) -> None:
    path = tmp_path / "甲.json"
    path.write_bytes(b"{}")
    assert read_source(path) == Source(str(path), b"{}")


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    (tmp_path / "b.json").symlink_to(tmp_path / "a.json")
    assert read_source(tmp_path / "b.json").data == b"{}"


def test_the_largest_file_that_is_read_and_the_smallest_that_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"x" * 1_048_576)
    with within(Limits(file_mb=1)):
        assert len(read_source(path).data) == 1_048_576
        path.write_bytes(b"x" * 1_048_577)
        assert refusal(path) == ("KPI-E103", "the file has 1048577 bytes, more than the limit of 1048576")
    assert len(read_source(path).data) == 1_048_577


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.json"
    with path.open("wb") as file:
        file.truncate(DEFAULT.file + 1)
    assert refusal(path)[0] == "KPI-E103"


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert refusal(tmp_path / "pipe.json") == ("KPI-E102", "this is no regular file but a pipe")
    assert refusal(tmp_path) == ("KPI-E102", "this is no regular file but a directory")
    assert refusal("/dev/zero") == ("KPI-E102", "this is no regular file but a device")
    (tmp_path / "link.json").symlink_to("/dev/zero")
    assert refusal(tmp_path / "link.json") == ("KPI-E102", "this is no regular file but a device")


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.json") == ("KPI-E101", "the file cannot be opened: No such file or directory")
    assert refusal("a\0.json")[0] == "KPI-E101"
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    assert refusal(tmp_path / "loop.json")[0] == "KPI-E101"


@pytest.mark.parametrize(
    "data",
    [
        RARE.encode(),
        RARE.encode("utf-8-sig"),
        RARE.encode("gb18030"),
        b"\xff\xfe" + RARE.encode("utf-16-le"),
        b"\xfe\xff" + RARE.encode("utf-16-be"),
        b"\x84\x31\x95\x33" + RARE.encode("gb18030"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(Source("a.txt", data)) == RARE


@pytest.mark.parametrize("data", [b"\xff", b"\xef\xbb\xbf\xb0\xa1", b"\xff\xfe\x00\xd8", b"\xff\xfea"])
def test_bytes_of_no_encoding_are_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        decode(Source("a.txt", data))
    assert [problem.code for problem in caught.value.problems] == ["KPI-E105"]


def test_the_line_is_named_where_decoding_first_fails() -> None:
    with pytest.raises(Refused) as caught:
        decode(Source("a.txt", "甲\n乙".encode() + b"\n\xff\xff"))
    assert caught.value.problems[0].place.line == 3


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        decode(Source("a.txt", data))
    assert [problem.code for problem in caught.value.problems] == ["KPI-E104"]


def test_a_suffix_without_a_reader_is_refused_with_those_that_have_one(tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    path.write_bytes(b"{}")
    with pytest.raises(Refused) as caught:
        read_file(path, ())
    (problem,) = caught.value.problems
    assert problem.code == "KPI-E106"
    assert problem.remedy.text("en") == f"there are readers for {', '.join(SUFFIXES)}"
