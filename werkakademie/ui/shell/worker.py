"""The one thread that owns the database; the window hands it work and never waits."""

import gc
import itertools
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from werkakademie.errors import Cancelled, ProgramError, WerkakademieError, fault_report
from werkakademie.records.changes import ChangeSet, Done
from werkakademie.ui.shell.put_away import is_put_away

Failed = Callable[[WerkakademieError], object]
ProgressShown = Callable[[int, int | None, str], object]

COLLECT_EVERY_MILLISECONDS = 500


@dataclass(frozen=True, slots=True)
class _Task:
    """What the other thread sees of a job. It names no widget: the last reference to one must not end there."""

    number: int
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    cancelled: threading.Event
    reports: bool


@dataclass(frozen=True, slots=True)
class _Receiver:
    """Who waits for the answer; stays in the window's thread."""

    owner: QObject | None
    done: Callable[[Any], object] | None
    failed: Failed | None
    progress: ProgressShown | None

    def is_there(self) -> bool:
        """False once the page that asked is gone or put away: its answer has nobody to go to."""
        return self.owner is None or (isValid(self.owner) and not is_put_away(self.owner))


class Job:
    """One piece of work on its way; `cancel` stops it at its next report of progress, or before it begins."""

    def __init__(self, cancelled: threading.Event) -> None:
        self._cancelled = cancelled

    def cancel(self) -> None:
        self._cancelled.set()


class _Report:
    """The Progress that work gets: tells the window, and raises when the person cancelled."""

    def __init__(self, task: _Task, told: Callable[[int, int, int | None, str], None]) -> None:
        self._task, self._told = task, told

    def advance(self, done: int, total: int | None, text: str = "") -> None:
        if self._task.cancelled.is_set():
            raise Cancelled
        self._told(self._task.number, done, total, text)


class Worker(QObject):
    """Runs one job after the other in its own thread; answers arrive in the window's thread.

    `changed` carries what a successful action changed, after its own answer was given. `unhandled` carries an error
    that no receiver took, and the report text of a fault; `lost` an error of the situation whose receiver is gone.
    `idle` is emitted when nothing is left to do.
    """

    changed = Signal(object)
    unhandled = Signal(object, str)
    lost = Signal(object)
    idle = Signal()
    busy = Signal()
    _finished = Signal(int, object, object, str)
    _advanced = Signal(int, object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count()
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._open: dict[int, tuple[_Task, _Receiver]] = {}
        #: While `done` runs: the journal's number of the action that it gets the answer of.
        self.delivered_transaction: int | None = None
        self._collector = _Collector(self)
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)
        self._finished.connect(self._answer)
        self._advanced.connect(self._show_progress)
        self._thread.start()

    def run(
        self,
        work: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object] | None = None,
        failed: Failed | None = None,
        progress: ProgressShown | None = None,
        owner: QObject | None = None,
        **keywords: Any,
    ) -> Job:
        """Run `work(*arguments, **keywords)`; with `progress` it also gets a keyword `progress`.

        `done` gets the result; of a `Done` its value, and its changes are broadcast. `failed` gets errors of the
        user's situation. Without `owner` the QObject that `done` is a method of counts as the receiver.
        """
        owner = owner or _owner_of(done) or _owner_of(failed)
        task = _Task(next(self._numbers), work, arguments, keywords, threading.Event(), progress is not None)
        if not self._open:
            self.busy.emit()
        self._open[task.number] = (task, _Receiver(owner, done, failed, progress))
        self._tasks.put(task)
        return Job(task.cancelled)

    def is_idle(self) -> bool:
        return not self._open

    def cancel_long(self) -> None:
        """Ask work that shows its progress to stop, whole or not at all; whatever else was asked for is done."""
        for task, _receiver in self._open.values():
            if task.reports:
                task.cancelled.set()

    def stop(self) -> None:
        """End the thread after the work that was asked for, and wait for it."""
        self._tasks.put(None)
        self._thread.join()
        self._collector.stop()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            result, error, report = self._perform(task)
            self._finished.emit(task.number, result, error, report)
            # While this thread waits, it holds on to nothing of the last job: a password, or somebody's record.
            del task, result, error

    def _perform(self, task: _Task) -> tuple[Any, WerkakademieError | None, str]:
        keywords = dict(task.keywords)
        if task.reports:
            keywords["progress"] = _Report(task, self._advanced.emit)
        try:
            if task.cancelled.is_set():
                raise Cancelled
            return task.work(*task.arguments, **keywords), None, ""
        except ProgramError as error:
            return None, error, fault_report(error)
        except WerkakademieError as error:
            return None, error, ""
        except Exception as error:  # noqa: BLE001 - any fault becomes a report in the window instead of a dead thread
            return None, ProgramError(type(error).__name__), fault_report(error)

    def _answer(self, number: int, result: Any, error: WerkakademieError | None, report: str) -> None:
        """Give one answer in the window's thread."""
        _task, receiver = self._open.pop(number)
        try:
            if error is not None:
                self._refuse(receiver, error, report)
            else:
                self._deliver(receiver, result)
        finally:
            if not self._open:
                self.idle.emit()

    def _deliver(self, receiver: _Receiver, result: Any) -> None:
        changes = ChangeSet()
        if isinstance(result, Done):
            result, changes = result.value, result.changes
        if receiver.done is not None and receiver.is_there():
            self.delivered_transaction = changes.transaction
            try:
                receiver.done(result)
            finally:
                self.delivered_transaction = None
        if changes:
            self.changed.emit(changes)

    def _refuse(self, receiver: _Receiver, error: WerkakademieError, report: str) -> None:
        """A fault is told to the receiver, so that it stops waiting, and to the window, which shows the report."""
        told = receiver.failed is not None and receiver.is_there()
        if receiver.failed is not None and told:
            receiver.failed(error)
        wished = isinstance(error, Cancelled) or not receiver.is_there()
        if isinstance(error, ProgramError) or not (told or wished):
            self.unhandled.emit(error, report)
        elif not receiver.is_there() and not isinstance(error, Cancelled):
            self.lost.emit(error)

    def _show_progress(self, number: int, done: int, total: int | None, text: str) -> None:
        if number in self._open:
            _task, receiver = self._open[number]
            if receiver.progress is not None and receiver.is_there():
                receiver.progress(done, total, text)


class _Collector(QObject):
    """Collects garbage in the window's thread only, while there is another one.

    Python collects in whichever thread happens to allocate; a widget that is freed in the worker ends the process.
    """

    _running = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(COLLECT_EVERY_MILLISECONDS)
        _Collector._running += 1
        gc.disable()

    def stop(self) -> None:
        self._timer.stop()
        _Collector._running -= 1
        if not _Collector._running:
            gc.enable()

    def _collect(self) -> None:
        """The youngest generation that is due, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return


def _owner_of(receiver: Callable[..., object] | None) -> QObject | None:
    owner = getattr(receiver, "__self__", None)
    return owner if isinstance(owner, QObject) else None
