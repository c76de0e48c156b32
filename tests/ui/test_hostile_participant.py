"""Somebody at a room's PC who wants to see others: each way that was tried, and that it leads nowhere.

| way | tried where |
|---|---|
| Escape, Backspace, F1 to F12, Ctrl with K, Z, Y, N, L, W, Q, O, P, F, S, T and Tab | `test_no_key_…` |
| Alt+F4, closing by the window manager, on the names and on the place | `test_nothing_closes_…` |
| Alt+Tab to the window behind the place | `test_behind_the_place_…` |
| a coach's page asked for by its key; a service of the house called with the place | `test_no_page_of_the_house_…` |
| the menu key, dragging a file over the window, links in texts, file dialogs | `test_fields_and_texts_…` |
| what somebody before copied | `test_the_clipboard_…` |
| a wrong password, again and again, on the page for coaches | `test_guessing_…` |
| a fault of the program, for the report that it shows | `test_a_fault_…` |
| the PC switched off and on again | `test_after_a_crash_…` |
"""

import gc
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QTextBrowser, QWidget

from tests.drafts.forms import Desk
from tests.factories import a_participant, a_session, an_enrolment, an_own_place
from tests.ui.driving import free, visible
from tests.ui.running import make_filled_store, running, unlock
from tests.ui.test_lock import told
from werkakademie.app import Program
from werkakademie.app.room import Room
from werkakademie.demo.hands import click, settle, type_into
from werkakademie.errors import NotAllowedError, ProgramError
from werkakademie.records.drafts import DraftKey
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import drafts, participant_pins, participants
from werkakademie.services.own import sign_in
from werkakademie.storage.instance import holder_of
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.own.entries import OWN_PAGES
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell.messages import FaultDialog

BEFORE_TEN = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
PIN = "8361"
#: Of everybody else in the store; Mira sits at the PC.
OTHERS = ("Kovalenko", "Olena", "Demir", "Yusuf", "Öztürk", "Fatma", "Haddad")
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
KEYS = (
    *((key, NONE) for key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Menu)),
    *((Qt.Key(Qt.Key.Key_F1 + number), NONE) for number in range(12)),
    *((getattr(Qt.Key, f"Key_{letter}"), CTRL) for letter in "KZYNLWQOPFST"),
    (Qt.Key.Key_Tab, CTRL),
    (Qt.Key.Key_F4, ALT),
    (Qt.Key.Key_Left, ALT),
)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(BEFORE_TEN)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, clock: SteppedClock) -> Iterator[Program]:
    make_filled_store(tmp_path, clock)
    with running(qapp, tmp_path, clock, ids=7000) as one:
        yield one


@pytest.fixture
def room(program: Program, tmp_path: Path, clock: SteppedClock) -> Room:
    """A coach looked at everybody, and left the room open; Mira is in the session."""
    desk = unlock(program, tmp_path)
    mira = a_participant(desk.workplace, "Mira", "Adler")
    an_enrolment(desk.workplace, desk.group().row.id, mira)
    a_session(desk.workplace, desk.group().row.id, date(2026, 11, 23))
    participant_pins.set_pin(desk.workplace, mira, pin=PIN)
    clock.set(BEFORE_TEN + timedelta(minutes=3))
    look_around(desk)
    desk.window.go("attendance")
    desk.settle()
    click(desk.window, "Raum offen halten bis 12:15")
    settle(program.worker)
    assert program.open_room is not None
    return program.open_room


@pytest.fixture
def place(program: Program, room: Room) -> OwnWindow:
    return sit_down(program, room)


def look_around(desk: Desk) -> None:
    for key in ("participants", "groups", "job_search", "papers"):
        desk.window.go(key)
        desk.settle()
    desk.window.go("participants", desk.person())
    desk.settle()


def sit_down(program: Program, room: Room) -> OwnWindow:
    click(program.start, "Mira A.")
    for digit in PIN:
        click(program.start, digit)
    click(program.start, "Fertig")
    settle(program.worker)
    click(program.start, "Ich habe das gelesen")
    settle(program.worker)
    assert room.place is not None
    # What stood on the way here is freed as the event loop would.
    gc.collect()
    return room.place


class Before:
    """What windows of other test modules, which live as long as this process, say already."""

    said: ClassVar[Counter[str]] = Counter()


@pytest.fixture(autouse=True)
def before() -> Iterator[None]:
    Before.said = Counter()
    Before.said = Counter(named((*OTHERS, "Adler", "Öztürk")))
    yield
    Before.said = Counter()


def named(names: tuple[str, ...] = OTHERS) -> list[str]:
    """What names somebody in any window that there is, visible or not; other tests' windows are put away."""
    roots = QApplication.topLevelWidgets()
    things = [one for root in roots for one in (root, *root.findChildren(QWidget))]
    found = Counter(said for said in map(told, things) if any(name in said for name in names))
    return list((found - Before.said).elements())


def press_everything(program: Program, window: QWidget) -> None:
    for key, modifier in KEYS:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
        settle(program.worker)
        for menu in [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.inherits("QMenu")]:
            menu.close()


def test_no_key_shows_anybody_on_the_page_to_sign_in(program: Program, room: Room) -> None:
    before = named(("Kovalenko", "Öztürk", "Demir"))
    press_everything(program, program.start)
    assert program.start.isVisible()
    assert room.place is None
    assert named(("Kovalenko", "Öztürk", "Demir")) == before == []
    assert program.window is not None
    assert not program.window.isVisible()


def test_no_key_shows_anybody_at_the_place(program: Program, place: OwnWindow) -> None:
    for key in ("home", "entry", "papers", "jobs"):
        place.go(key)
        settle(program.worker)
        press_everything(program, place)
        assert place.isVisible(), key
        assert named() == [], key


@pytest.mark.parametrize("where", ["names", "place"])
def test_nothing_closes_the_names_or_the_place(program: Program, room: Room, where: str) -> None:
    window: QWidget = program.start if where == "names" else sit_down(program, room)
    assert not window.close()
    event = QCloseEvent()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()
    assert window.isVisible()


def test_behind_the_place_no_window_is_open(program: Program, place: OwnWindow) -> None:
    ours = [one for one in (program.start, program.window, place) if one is not None and one.isVisible()]
    assert ours == [place]


def test_no_page_of_the_house_and_no_service_of_the_house(program: Program, room: Room, place: OwnWindow) -> None:
    own = place.context.workplace
    for page in ("participants", "groups", "settings", "safety"):
        assert page not in OWN_PAGES
    with pytest.raises(NotAllowedError):
        participants.participant_page(own, ParticipantQuery())
    with pytest.raises(NotAllowedError):
        sign_in.offered_people(own)
    assert room.place is place
    assert program.window is not None
    assert not program.window.isVisible()


def test_fields_and_texts_open_nothing(
    program: Program, place: OwnWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: asked.append(str(url)))
    stick = tmp_path / "fremd.csv"
    stick.write_text("Kovalenko;Olena", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(stick))])
    for key in ("entry", "jobs", "take_home", "papers"):
        place.go(key)
        settle(program.worker)
        for label in visible(place, QLabel):
            assert not label.openExternalLinks(), label.text()
        assert all(not one.openExternalLinks() for one in visible(place, QTextBrowser))
        for target in (place, place.current_page(), *visible(place, QLineEdit)):
            drag(target, data)
        settle(program.worker)
        assert named() == [], key
    assert asked == []
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)]


def drag(target: QWidget, data: QMimeData) -> None:
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), action, data, button, NONE))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), action, data, button, NONE))


def test_the_clipboard_is_empty_for_the_next_one(program: Program, place: OwnWindow) -> None:
    QGuiApplication.clipboard().setText("Mira Adler")
    click(place, "Abmelden")
    settle(program.worker)
    assert QGuiApplication.clipboard().text() == ""
    assert named((*OTHERS, "Adler")) == [], "the names offered are first names of this session alone"


def test_guessing_the_coachs_password_shows_nothing(program: Program, room: Room) -> None:
    click(program.start, "Für Coaches")
    for guess in ("1234", "passwort", "Werkakademie"):
        type_into(program.start, "Passwort von Ada Wagner", guess)
        click(program.start, "Anmelden")
        settle(program.worker)
    assert program.window is not None
    assert not program.window.isVisible()
    assert named() == []
    click(program.start, "Zurück zu den Teilnehmenden")
    settle(program.worker)
    assert room.page is not None


def test_a_fault_shows_no_report(program: Program, place: OwnWindow, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise ProgramError("absichtlich")

    program.worker.run(broken)
    settle(program.worker)
    program.report(ValueError, ValueError("Kovalenko"), None)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, FaultDialog) and one.isVisible()]
    assert "Das hat nicht geklappt" in "\n".join(label.text() for label in visible(place, QLabel))
    said = capsys.readouterr().err
    assert "absichtlich" in said
    assert "Kovalenko" not in said


def test_what_was_typed_is_kept_when_the_pc_is_switched_off(
    program: Program, place: OwnWindow, tmp_path: Path, qapp: QApplication, clock: SteppedClock
) -> None:
    place.go("entry")
    settle(program.worker)
    type_into(place, "Name der Firma", "West KG")
    program.end()
    assert not place.isVisible()
    with running(qapp, tmp_path, clock, ids=9000) as again:
        desk = unlock(again, tmp_path)
        found = participants.participant_page(desk.workplace, ParticipantQuery(text="Adler")).rows
        own = an_own_place(desk.workplace, found[0].id)
        draft = drafts.find_draft(own, DraftKey("own_application"))
    assert draft is not None
    assert "West KG" in str(draft.values)


def test_after_a_crash_the_coachs_password_is_asked_for_again(
    program: Program, place: OwnWindow, tmp_path: Path, qapp: QApplication, clock: SteppedClock
) -> None:
    assert place.isVisible()
    assert holder_of(tmp_path / "store") is not None
    room, program.open_room = program.open_room, None
    assert room is not None
    room.end()
    settle(program.worker)
    program.end()
    with running(qapp, tmp_path, clock, ids=9000) as again:
        said = " ".join(label.text() for label in visible(again.start, QLabel))
        assert "Entsperren" in said
        assert again.window is None
        assert again.open_room is None
        assert not any(name in said for name in OTHERS)
        assert not visible(again.start, QDialog)
    free(room)
