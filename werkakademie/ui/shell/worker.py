"""The one thread that owns the database; the window hands it work and never waits."""

import queue
import threading
import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from werkakademie.errors import Cancelled, ProgramError, WerkakademieError
from werkakademie.records.changes import ChangeSet, Done

Failed = Callable[[WerkakademieError], object]
ProgressShown = Callable[[int, int | None, str], object]


class Job:
    """One piece of work on its way; `cancel` stops it at its next report of progress, or before it begins."""

    def __init__(
        self,
        work: Callable[..., Any],
        arguments: tuple[Any, ...],
        keywords: dict[str, Any],
        *,
        owner: QObject | None,
        done: Callable[[Any], object] | None,
        failed: Failed | None,
        progress: ProgressShown | None,
    ) -> None:
        self.work, self.arguments, self.keywords = work, arguments, keywords
        self.owner, self.done, self.failed, self.progress = owner, done, failed, progress
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def is_wanted(self) -> bool:
        """False once the page that asked is gone: its answer has nobody to go to."""
        return self.owner is None or isValid(self.owner)


class _Report:
    """The Progress that work gets: tells the window, and raises when the person cancelled."""

    def __init__(self, job: Job, told: Callable[[Job, int, int | None, str], None]) -> None:
        self._job, self._told = job, told

    def advance(self, done: int, total: int | None, text: str = "") -> None:
        if self._job.is_cancelled():
            raise Cancelled
        self._told(self._job, done, total, text)


class Worker(QObject):
    """Runs one job after the other in its own thread; answers arrive in the window's thread.

    `changed` carries what a successful action changed, after its own answer was given. `unhandled` carries an error
    that no receiver took, and the report text of a fault. `idle` is emitted when nothing is left to do.
    """

    changed = Signal(object)
    unhandled = Signal(object, str)
    idle = Signal()
    busy = Signal()
    _finished = Signal(object, object, object, str)
    _advanced = Signal(object, object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._open: set[Job] = set()
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
        job = Job(work, arguments, keywords, owner=owner, done=done, failed=failed, progress=progress)
        if not self._open:
            self.busy.emit()
        self._open.add(job)
        self._jobs.put(job)
        return job

    def is_idle(self) -> bool:
        return not self._open

    def cancel_all(self) -> None:
        """Ask all work to stop; what is in one transaction ends whole or not at all."""
        for job in list(self._open):
            job.cancel()

    def stop(self) -> None:
        """End the thread after the work that was asked for, and wait for it."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            result, error, report = self._perform(job)
            self._finished.emit(job, result, error, report)

    def _perform(self, job: Job) -> tuple[Any, WerkakademieError | None, str]:
        keywords = dict(job.keywords)
        if job.progress is not None:
            keywords["progress"] = _Report(job, self._advanced.emit)
        try:
            if job.is_cancelled():
                raise Cancelled
            return job.work(*job.arguments, **keywords), None, ""
        except ProgramError as error:
            return None, error, traceback.format_exc()
        except WerkakademieError as error:
            return None, error, ""
        except Exception as error:  # noqa: BLE001 - any fault becomes a report in the window instead of a dead thread
            detail = f"{type(error).__name__}: {error}"
            return None, ProgramError(detail), traceback.format_exc()

    def _answer(self, job: Job, result: Any, error: WerkakademieError | None, report: str) -> None:
        """Give one answer in the window's thread."""
        self._open.discard(job)
        try:
            if error is not None:
                self._refuse(job, error, report)
            else:
                self._deliver(job, result)
        finally:
            if not self._open:
                self.idle.emit()

    def _deliver(self, job: Job, result: Any) -> None:
        changes = ChangeSet()
        if isinstance(result, Done):
            result, changes = result.value, result.changes
        if job.done is not None and job.is_wanted():
            job.done(result)
        if changes:
            self.changed.emit(changes)

    def _refuse(self, job: Job, error: WerkakademieError, report: str) -> None:
        if isinstance(error, ProgramError) or job.failed is None:
            if job.failed is not None and job.is_wanted():
                job.failed(error)
            if isinstance(error, ProgramError) or (job.is_wanted() and not isinstance(error, Cancelled)):
                self.unhandled.emit(error, report)
        elif job.is_wanted():
            job.failed(error)

    def _show_progress(self, job: Job, done: int, total: int | None, text: str) -> None:
        if job.progress is not None and job.is_wanted() and job in self._open:
            job.progress(done, total, text)


def _owner_of(receiver: Callable[..., object] | None) -> QObject | None:
    owner = getattr(receiver, "__self__", None)
    return owner if isinstance(owner, QObject) else None
