"""Readers in processes of their own: a crash, a loop or a flood of memory costs one file and nothing else."""

import pickle
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpirules.config.limits import Limits
from kpirules.model import Place, Refused
from kpirules.readers.processes import child
from kpirules.readers.processes.worker import ModelsOnly, Reply
from kpirules.readers.processes.workers import Task, Workers
from kpirules.registry.loading import load_index

FORMS = tuple(load_index().forms.values())
READERS = """
import ctypes, os, signal, time
from kpirules.model import Place, TargetTable
from kpirules.readers.problems import refuse

def one(data, file, forms):
    return (TargetTable(project=data.decode(), places={"/project": Place(file, page=2)}),)
def none(data, file, forms):
    raise refuse("KPI-E107", Place(file))
def broken(data, file, forms):
    raise KeyError("x")
def killed(data, file, forms):
    os.kill(os.getpid(), signal.SIGKILL)
def crashed(data, file, forms):
    ctypes.string_at(0)
def left(data, file, forms):
    os._exit(3)
def endless(data, file, forms):
    while True: pass
def asleep(data, file, forms):
    time.sleep(1000)
def greedy(data, file, forms):
    return [bytes(100_000_000) for _ in range(1000)]
def filling(data, file, forms):
    held = []
    while True: held.append(bytearray(b"x" * 20_000_000)); time.sleep(0.02)
def noisy(data, file, forms):
    print("x" * 100_000); os.write(1, b"y" * 1000)
    return one(data, file, forms)
def silent(data, file, forms):
    os.closerange(3, 100)
    return one(data, file, forms)
def number(data, file, forms):
    return (TargetTable(project=str(os.getpid())),)
def forms_of(data, file, forms):
    return (TargetTable(project=",".join(form.name for form in forms)),)
"""


@pytest.fixture(params=["forked", "spawned"], autouse=True)
def way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to come by a process, and the readers above where such a process finds them."""
    (tmp_path / "readers_of_test.py").write_text(READERS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "readers_of_test", raising=False)
    monkeypatch.setattr(child, "_may_fork", lambda limits: request.param == "forked")


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers() as found:
        yield found


def task(function: str, data: bytes = b"x") -> Task:
    return Task("readers_of_test", function, data, "a.docx", FORMS)


def refusal(workers: Workers, function: str) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        workers.read(task(function))
    (problem,) = caught.value.problems
    assert problem.place == Place("a.docx")
    return problem.code, problem.message.text("en")


def test_tables_come_back_with_their_places(workers: Workers) -> None:
    (table,) = workers.read(task("one", "项目".encode()))
    assert (table.project, table.place("/project")) == ("项目", Place("a.docx", page=2))
    assert workers.read(task("forms_of"))[0].project == ",".join(form.name for form in FORMS)


def test_one_process_reads_many_files(workers: Workers) -> None:
    assert len({workers.read(task("number"))[0].project for _ in range(3)}) == 1


def test_what_a_reader_refuses_or_breaks_on_is_told(workers: Workers) -> None:
    assert refusal(workers, "none")[0] == "KPI-E107"
    assert refusal(workers, "broken") == ("KPI-E108", "the reader failed: KeyError: 'x'")
    assert refusal(workers, "no_such_function")[0] == "KPI-E108"


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("killed", "the reader crashed (signal 9)"),
        ("crashed", "the reader crashed (signal 11)"),
        ("left", "the reader crashed (status 3)"),
    ],
)
def test_a_reader_that_dies_costs_one_file(workers: Workers, function: str, said: str) -> None:
    assert refusal(workers, function) == ("KPI-E421", said)
    assert workers.read(task("one"))[0].project == "x"


def test_a_reader_whose_answer_is_cut_off_costs_one_file(workers: Workers) -> None:
    assert refusal(workers, "silent")[0] == "KPI-E421"
    assert workers.read(task("one"))[0].project == "x"


@pytest.mark.parametrize("function", ["endless", "asleep"])
def test_a_reader_that_does_not_end_is_ended(function: str) -> None:
    with Workers(Limits(seconds=0.5)) as workers:
        assert refusal(workers, function) == ("KPI-E422", "reading takes longer than 0.5 seconds")
    with Workers() as workers:
        assert workers.read(task("one"))[0].project == "x"


@pytest.mark.parametrize("function", ["greedy", "filling"])
def test_a_reader_that_takes_too_much_memory_is_ended(function: str) -> None:
    with Workers(Limits(memory_mb=300)) as workers:
        assert refusal(workers, function) == ("KPI-E423", "reading takes more than 300 MB of memory")
        assert workers.read(task("one"))[0].project == "x"


def test_what_a_reader_prints_is_not_taken_for_its_answer(workers: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    assert workers.read(task("noisy"))[0].project == "x"
    assert capfd.readouterr() == ("", "")


def test_no_process_stays_behind(workers: Workers) -> None:
    number = int(workers.read(task("number"))[0].project)
    assert Path(f"/proc/{number}").exists()
    workers.close()
    assert not Path(f"/proc/{number}").exists()
    assert workers.read(task("one"))[0].project == "x"


def test_a_pool_that_nobody_closes_ends_with_its_last_user() -> None:
    workers = Workers()
    number = int(workers.read(task("number"))[0].project)
    del workers
    assert not Path(f"/proc/{number}").exists()


def test_no_process_at_all_refuses_the_file(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(limits: Limits) -> child.Child:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("kpirules.readers.processes.workers.start", start)
    assert refusal(workers, "one")[0] == "KPI-E424"


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return time.sleep, (0,)


@pytest.mark.parametrize("message", [Evil(), Path("x"), Reply(tables=(Evil(),)), print])  # type: ignore[arg-type]
def test_nothing_but_models_is_taken_from_a_process(message: object) -> None:
    import io

    with pytest.raises(pickle.UnpicklingError):
        ModelsOnly(io.BytesIO(pickle.dumps(message))).load()
