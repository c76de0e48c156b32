"""The one database worker: order, answers in the window's thread, errors by blame, cancelling, pages that are gone."""

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.driving import wait_idle
from werkakademie.errors import Cancelled, ProgramError, SituationError, WerkakademieError
from werkakademie.records.changes import ChangeSet, Done, Noun
from werkakademie.records.progress import Progress
from werkakademie.ui.shell.worker import Worker


class Receiver(QObject):
    """Stands for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []

    def take(self, result: object) -> None:
        self.results.append(result)


def test_jobs_run_in_one_other_thread_and_answer_in_this_one(qtbot: QtBot, worker: Worker) -> None:
    ran_in: list[int] = []
    answered_in: list[int] = []

    def answer(ident: int) -> None:
        ran_in.append(ident)
        answered_in.append(_here())

    for _job in range(3):
        worker.run(threading.get_ident, done=answer)
    wait_idle(qtbot, worker)
    assert len(ran_in) == 3
    assert len(set(ran_in)) == 1
    assert ran_in[0] != _here()
    assert set(answered_in) == {_here()}


def _here() -> int:
    return threading.get_ident()


def test_answers_come_in_the_order_of_the_questions(qtbot: QtBot, worker: Worker) -> None:
    receiver = Receiver()
    for number in range(20):
        worker.run(lambda number: number, number, done=receiver.take)
    wait_idle(qtbot, worker)
    assert receiver.results == list(range(20))


def test_a_done_gives_its_value_and_broadcasts_its_changes(qtbot: QtBot, worker: Worker) -> None:
    receiver = Receiver()
    changes = ChangeSet(frozenset({Noun.PARTICIPANT}))
    with qtbot.waitSignal(worker.changed) as broadcast:
        worker.run(lambda: Done("neu", changes), done=receiver.take)
    assert receiver.results == ["neu"]
    assert broadcast.args == [changes]


def test_a_situation_goes_to_the_one_who_asked(qtbot: QtBot, worker: Worker) -> None:
    seen: list[WerkakademieError] = []
    unhandled: list[object] = []
    worker.unhandled.connect(lambda error, _report: unhandled.append(error))
    worker.run(_raise, SituationError(), failed=seen.append)
    wait_idle(qtbot, worker)
    assert [type(error) for error in seen] == [SituationError]
    assert unhandled == []


def test_a_situation_that_nobody_takes_is_not_swallowed(qtbot: QtBot, worker: Worker) -> None:
    with qtbot.waitSignal(worker.unhandled) as unhandled:
        worker.run(_raise, SituationError())
    assert unhandled.args is not None
    assert isinstance(unhandled.args[0], SituationError)


def test_a_fault_comes_with_a_report_and_the_thread_lives_on(qtbot: QtBot, worker: Worker) -> None:
    with qtbot.waitSignal(worker.unhandled) as unhandled:
        worker.run(_raise, ZeroDivisionError("durch null"), failed=lambda error: error)
    assert unhandled.args is not None
    error, report = unhandled.args
    assert isinstance(error, ProgramError)
    assert "ZeroDivisionError" in error.sentence()
    assert "builtins.ZeroDivisionError" in report
    assert "in _raise" in report
    assert "durch null" not in report, "a message may hold what somebody typed"
    receiver = Receiver()
    worker.run(lambda: "weiter", done=receiver.take)
    wait_idle(qtbot, worker)
    assert receiver.results == ["weiter"]


def test_an_answer_to_a_page_that_is_gone_is_dropped(qtbot: QtBot, worker: Worker) -> None:
    go_on = threading.Event()
    receiver = Receiver()
    results = receiver.results
    worker.run(go_on.wait, done=receiver.take)
    worker.run(lambda: "zu spät", done=receiver.take)
    with qtbot.waitSignal(receiver.destroyed):
        receiver.deleteLater()
    go_on.set()
    wait_idle(qtbot, worker)
    assert results == []


def test_progress_is_shown_and_cancelling_stops_at_the_next_step(qtbot: QtBot, worker: Worker) -> None:
    shown: list[tuple[int, int | None, str]] = []
    errors: list[WerkakademieError] = []
    first_step, go_on = threading.Event(), threading.Event()

    def work(*, progress: Progress) -> None:
        progress.advance(1, 3, "lesen")
        first_step.set()
        go_on.wait()
        progress.advance(2, 3, "lesen")

    job = worker.run(work, progress=lambda *step: shown.append(step), failed=errors.append)
    first_step.wait()
    job.cancel()
    go_on.set()
    wait_idle(qtbot, worker)
    assert shown == [(1, 3, "lesen")]
    assert [type(error) for error in errors] == [Cancelled]


def test_what_is_cancelled_before_it_begins_never_runs(qtbot: QtBot, worker: Worker) -> None:
    go_on = threading.Event()
    ran: list[str] = []
    worker.run(go_on.wait)
    job = worker.run(ran.append, "lief")
    job.cancel()
    go_on.set()
    wait_idle(qtbot, worker)
    assert ran == []


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture(autouse=True)
def no_leftovers(worker: Worker) -> None:
    """Each test has a worker of its own, stopped at its end."""
    assert worker.is_idle()
