"""The lock: what it waits for, what is left in memory afterwards, and the room that stays open."""

import gc
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from tests.drafts.forms import Desk
from tests.ui.driving import field, visible
from tests.ui.running import make_filled_store, running, unlock
from werkakademie.app import Program
from werkakademie.demo.hands import button, click, settle, type_into
from werkakademie.services import participants, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage.instance import holder_of
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.ui.participants.dialog import ParticipantDialog

#: Names of the people in the store.
NAMES = ("Kovalenko", "Olena", "Demir", "Yusuf", "Öztürk", "Fatma")
BEFORE_TEN = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(BEFORE_TEN)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, clock: SteppedClock) -> Iterator[Program]:
    make_filled_store(tmp_path, clock)
    with running(qapp, tmp_path, clock, ids=5000) as one:
        yield one


@pytest.fixture
def desk(program: Program, tmp_path: Path) -> Desk:
    return unlock(program, tmp_path)


def settled(program: Program) -> None:
    """Let everything end that a lock began, as the event loop would."""
    settle(program.worker)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()


def look_around(desk: Desk) -> None:
    """Go everywhere, so that each page has shown somebody."""
    for key in ("today", "participants", "groups", "attendance", "job_search", "papers", "follow_ups", "results"):
        desk.window.go(key)
        desk.settle()
    desk.window.go("participants", desk.person())
    desk.settle()
    desk.window.search.setText("Kova")
    desk.settle()


def told(thing: QObject) -> str:
    """Everything that an object of Qt says on the screen or to a screen reader."""
    said = [thing.objectName()]
    if isinstance(thing, QWidget):
        said += [thing.windowTitle(), thing.accessibleName(), thing.accessibleDescription(), thing.toolTip()]
    if isinstance(thing, QLabel | QLineEdit | QAction):
        said.append(thing.text())
    if isinstance(thing, QAbstractItemView) and (model := thing.model()) is not None:
        said += [str(model.index(row, 0).data()) for row in range(min(model.rowCount(), 50))]
    return " ".join(said)


def objects_of_qt() -> list[QObject]:
    roots: list[QObject] = [*QApplication.topLevelWidgets(), QGuiApplication.instance() or QObject()]
    return [one for root in roots for one in (root, *root.findChildren(QObject))]


def named() -> Counter[str]:
    """What names somebody on the screen or to a screen reader, and how often."""
    return Counter(text for text in map(told, objects_of_qt()) if any(name in text for name in NAMES))


def kept_records() -> list[object]:
    """What is alive of the records that views read, and of rows of the store."""
    parts = ("werkakademie.records.", "werkakademie.models.")
    return [one for one in gc.get_objects() if not isinstance(one, type) and repr(type(one))[8:].startswith(parts)]


def test_before_the_lock_names_are_found(desk: Desk) -> None:
    """The search below can find something."""
    look_around(desk)
    assert any("Kovalenko" in told(one) for one in objects_of_qt())
    assert any("Kovalenko" in repr(one) for one in kept_records())


def test_after_the_lock_nobody_is_named_anywhere(program: Program, tmp_path: Path, qapp: QApplication) -> None:
    # Samples and windows of other test modules in this process live as long as it does.
    samples, windows_before = kept_records(), named()
    desk = unlock(program, tmp_path)  # not by the fixture, which would hold on to the window
    look_around(desk)
    dialog = ParticipantDialog(desk.page, lambda _id: None)
    dialog.open()
    type_into(dialog, "Vornamen", "Olena")
    edit = field(dialog, "Vornamen").control
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == "Olena"
    window = desk.window
    page = desk.page
    window.lock()
    del desk
    settled(program)
    assert not any(isValid(one) for one in (dialog, page, window))
    del dialog, page, edit, window
    settled(program)
    assert named() - windows_before == Counter()
    assert qapp.clipboard().text() == ""
    known = {id(sample) for sample in samples}
    assert [one for one in kept_records() if id(one) not in known and any(name in repr(one) for name in NAMES)] == []


def test_after_the_lock_the_key_is_let_go(program: Program, desk: Desk, tmp_path: Path) -> None:
    engine = desk.workplace.store.engine
    from werkakademie.storage.engine import connector_of

    assert len(connector_of(engine).key) == 32
    desk.window.lock()
    settled(program)
    assert connector_of(engine).key == b""
    assert holder_of(tmp_path / "store") is None


def test_the_lock_does_not_cut_what_was_asked_for(program: Program, desk: Desk, tmp_path: Path) -> None:
    begun, go_on = Event(), Event()

    def long_work(workplace: Workplace, *, progress: object) -> None:  # noqa: ARG001 - work with a bar gets it
        begun.set()
        go_on.wait(30)
        participants.add_participant(workplace, fields={"family_name": "Haddad"})

    desk.page.run(long_work, desk.workplace, progress=lambda *_: None)
    begun.wait(30)
    desk.window.lock()
    assert program.start.isVisible()
    assert holder_of(tmp_path / "store") is not None
    go_on.set()
    settled(program)
    assert holder_of(tmp_path / "store") is None
    account = site.accounts_of(tmp_path / "store")[0].account_id
    from tests.factories import PASSWORD

    again = site.unlock(tmp_path / "store", account, PASSWORD, clock=SteppedClock(BEFORE_TEN), ids=CountingIds(80_000))
    with again.store.read() as tx:
        assert tx.now == BEFORE_TEN
    from werkakademie.records.participants import ParticipantQuery

    assert len(participants.participant_page(again, ParticipantQuery(text="Haddad")).rows) == 1
    site.lock(again)


def test_work_that_fails_behind_the_lock_says_so(program: Program, desk: Desk) -> None:
    from werkakademie.errors import NotAllowedError

    begun, go_on = Event(), Event()

    def refused() -> None:
        begun.set()
        go_on.wait(30)
        raise NotAllowedError

    desk.page.run(refused)
    begun.wait(30)
    desk.window.lock()
    settle_page = program.unlock
    assert settle_page is not None
    go_on.set()
    settle(program.worker)
    assert settle_page.message() == NotAllowedError().sentence()


def test_nobody_there_locks_after_the_time_of_the_site(program: Program, desk: Desk, clock: SteppedClock) -> None:
    assert program.guard is not None
    clock.set(BEFORE_TEN + timedelta(minutes=4, seconds=50))
    program.guard.watch.look()
    banner = program.guard.warning.banner()
    assert banner is not None
    assert banner.window() is desk.window
    click(desk.window, "Ich bin noch da")
    clock.set(BEFORE_TEN + timedelta(minutes=9, seconds=50))
    program.guard.watch.look()
    settled(program)
    assert program.window is None
    assert program.start.isVisible()


def test_the_time_follows_the_setting(program: Program, desk: Desk, clock: SteppedClock) -> None:
    desk.window.go("settings")
    desk.settle()
    type_into(desk.page, "Von selbst sperren nach Minuten", "1")
    click(desk.page, "Speichern: Standort")
    settle(program.worker)
    assert program.guard is not None
    clock.set(BEFORE_TEN + timedelta(minutes=1))
    program.guard.watch.look()
    settled(program)
    assert program.window is None


def test_a_locked_screen_locks_the_program(program: Program, desk: Desk) -> None:
    assert program.guard is not None
    assert desk.window.isVisible()
    program.guard.screen.locked.emit()
    settled(program)
    assert program.window is None


# The room


def open_room(desk: Desk, clock: SteppedClock) -> None:
    """A session from 9 to 12 runs; the coach leaves the room open."""
    from datetime import date

    from tests.factories import a_session

    a_session(desk.workplace, desk.group().row.id, date(2026, 11, 23))
    clock.set(BEFORE_TEN + timedelta(minutes=3))
    desk.window.go("attendance")
    desk.settle()
    click(desk.window, "Raum offen halten bis 12:15")
    desk.settle()


def test_a_room_held_open_shows_nobody_and_keeps_the_store_open(
    program: Program, desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    before = named()
    look_around(desk)
    open_room(desk, clock)
    settled(program)
    assert not desk.window.isVisible()
    assert program.start.isVisible()
    labels = " ".join(label.text() for label in visible(program.start, QLabel))
    assert "Der Raum ist geöffnet bis 12:15" in labels
    assert named() - before == Counter()
    assert holder_of(tmp_path / "store") is not None


def test_only_the_coachs_password_opens_the_room_page(program: Program, desk: Desk, clock: SteppedClock) -> None:
    from tests.factories import PASSWORD

    open_room(desk, clock)
    click(program.start, "Für Coaches")
    assert program.room is not None
    room = program.room
    type_into(program.start, "Passwort von Ada Wagner", "falsch geraten")
    click(program.start, "Anmelden")
    settle(program.worker)
    assert room.message() == "Das Passwort stimmt nicht. Bitte versuchen Sie es noch einmal."
    type_into(program.start, "Passwort von Ada Wagner", PASSWORD)
    click(program.start, "Anmelden")
    settle(program.worker)
    assert desk.window.isVisible()
    assert not program.start.isVisible()
    assert desk.window.current_key() == "today"


def test_in_an_open_room_nobody_there_means_covered_again_and_the_end_locks(
    program: Program, desk: Desk, clock: SteppedClock, tmp_path: Path
) -> None:
    from tests.factories import PASSWORD

    open_room(desk, clock)
    click(program.start, "Für Coaches")
    type_into(program.start, "Passwort von Ada Wagner", PASSWORD)
    click(program.start, "Anmelden")
    settle(program.worker)
    guard = program.guard
    assert guard is not None
    clock.set(BEFORE_TEN + timedelta(minutes=40))
    guard.watch.look()
    settled(program)
    assert isValid(desk.window)
    assert not desk.window.isVisible()
    clock.set(BEFORE_TEN.replace(hour=11, minute=14))
    guard.look_at_the_clock()
    assert holder_of(tmp_path / "store") is not None
    clock.set(BEFORE_TEN.replace(hour=11, minute=15))
    guard.look_at_the_clock()
    settled(program)
    assert program.window is None
    assert holder_of(tmp_path / "store") is None
    assert button(program.start, "Entsperren").isEnabled()


def test_the_room_page_can_lock_for_good(program: Program, desk: Desk, clock: SteppedClock, tmp_path: Path) -> None:
    open_room(desk, clock)
    click(program.start, "Für Coaches")
    click(program.start, "Jetzt ganz sperren")
    settled(program)
    assert program.window is None
    assert holder_of(tmp_path / "store") is None


def test_without_a_session_there_is_no_room_to_hold_open(desk: Desk) -> None:
    desk.window.keep_room_open()
    desk.settle()
    assert "Jetzt läuft kein Termin" in desk.page.messages.text()
    assert desk.window.isVisible()
