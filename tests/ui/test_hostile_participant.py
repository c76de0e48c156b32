"""Somebody at a room's PC who wants to see others: each way that was tried, and that it leads nowhere.

Around her sit four people with a word of their own in every text (`neighbours.py`). What is looked at after each try is
every text of every window, visible or not, of its models, and of the clipboard (`hostile.py` `all_said`).

- On every page of the place, `test_on_no_page_…`: F1 to F12; Ctrl with K, Z, Y, N, L, W, Q, O, P, F, S, T, A, C, V, X
  and Tab; Alt+Left, Alt+Down, Alt+F4, Backspace, Escape, the menu key; Tab round and back; the right mouse button;
  dragging a file, a link or a text; links in texts; closing by the window manager; another language; the page of a
  neighbour's application, letter or interview.
- The page to sign in, its list of names, all keys, the number of a neighbour's card, a neighbour's PIN:
  `test_the_names_…`, `test_a_neighbours_…`.
- Closing, on the names and on the place: `test_nothing_closes_…`.
- Alt+Tab to the window behind the place; a coach's page asked for by its key; a service of the house called with the
  place: `test_nothing_of_the_house_…`. A service of the place called with a neighbour's ids:
  `tests/unit/services/own/test_others_ids.py`.
- File dialogs: `test_on_no_page_…`; out of our own: `tests/ui/test_own_files.py` `test_nothing_leads_out_…`.
- What somebody before copied, and going back after signing out: `test_after_signing_out_…`.
- A wrong password, again and again, on the page for coaches: `test_guessing_…`.
- A fault of the program, for the report that it shows: `test_a_fault_…`.
- The plug pulled: the disk searched, the program started anew: `test_what_a_crash_leaves_…`, `test_after_a_crash_…`;
  the process killed: `tests/unit/services/test_nothing_readable_after_a_kill.py`.
"""

import gc
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget

from tests.drafts.forms import Desk
from tests.exchange.scans import scan
from tests.factories import an_own_place
from tests.ui.driving import free, visible
from tests.ui.hostile import all_said, press_keys, records_said, try_everything
from tests.ui.neighbours import HOW_MANY, PIN, Neighbourhood, Things, make_neighbourhood
from tests.ui.running import running, unlock
from tests.ui.test_lock import told
from werkakademie.app import Program
from werkakademie.app.room import Room
from werkakademie.demo.hands import click, settle, type_into
from werkakademie.errors import NotAllowedError, ProgramError
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import CourseCard
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import drafts, participants
from werkakademie.services.own import sign_in
from werkakademie.storage.instance import holder_of
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.own.entries import OWN_PAGES
from werkakademie.ui.own.papers.folder_page import FolderFor
from werkakademie.ui.own.resume.photo_page import PhotoToCut
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell.messages import FaultDialog

BEFORE_TEN = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
#: Of everybody else in the store beside the neighbours; Mira sits at the PC.
OTHERS = ("Kovalenko", "Olena", "Demir", "Yusuf", "Öztürk", "Fatma", "Haddad")

#: What each page is about, from what a person has and the folder of the test; a new page is added here.
ABOUT: Mapping[str, Callable[[Things, Path], object]] = {
    **dict.fromkeys(
        ("home", "entry", "activity", "log", "jobs", "letters", "resume", "papers", "take_home", "interviews"),
        lambda _things, _folder: None,
    ),
    **dict.fromkeys(
        ("interview_questions", "practice_talk", "feedback", "course"),
        lambda _things, _folder: None,
    ),
    **dict.fromkeys(
        ("application", "correct_application", "interview_entry"), lambda things, _folder: things.application
    ),
    **dict.fromkeys(("interview", "interview_after"), lambda things, _folder: things.interview),
    "letter": lambda things, _folder: things.letter,
    "folder": lambda things, _folder: FolderFor(things.application),
    "resume_photo": lambda _things, folder: PhotoToCut(folder / "Foto.png"),
    "course_card": lambda _things, _folder: CourseCard.KEYBOARD,
}


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(BEFORE_TEN)


@pytest.fixture
def around(tmp_path: Path) -> Neighbourhood:
    return make_neighbourhood(tmp_path, BEFORE_TEN)


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, clock: SteppedClock, around: Neighbourhood, before: None
) -> Iterator[Program]:
    assert around.words
    assert before is None
    with running(qapp, tmp_path, clock, ids=7000) as one:
        yield one


@pytest.fixture
def room(program: Program, tmp_path: Path, clock: SteppedClock) -> Room:
    """A coach looked at everybody, and left the room open; Mira is in the session."""
    desk = unlock(program, tmp_path)
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


@pytest.fixture
def before() -> Iterator[None]:
    Before.said = Counter()
    Before.said = Counter(named((*OTHERS, "Adler", "Öztürk")))
    yield
    Before.said = Counter()


def words_seen(around: Neighbourhood, said: str) -> set[str]:
    """What the neighbours' words are for that are said somewhere; a shortened word counts, too."""
    return {what for what, word in around.words.items() if word[3:] in said}


def named(names: tuple[str, ...] = OTHERS) -> list[str]:
    """What names somebody in any window that there is, visible or not; other tests' windows are put away."""
    roots = QApplication.topLevelWidgets()
    things = [one for root in roots for one in (root, *root.findChildren(QWidget))]
    found = Counter(said for said in map(told, things) if any(name in said for name in names))
    return list((found - Before.said).elements())


def test_every_page_is_tried() -> None:
    """A page that is added to the place is added to `ABOUT`."""
    assert ABOUT.keys() == OWN_PAGES.keys()


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$", extend=True)
def test_on_no_page_anything_of_a_neighbour_is_to_be_found(
    program: Program, place: OwnWindow, around: Neighbourhood, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: opened.append(str(url)))
    (tmp_path / "Foto.png").write_bytes(scan(2, width=300, kind="PNG"))
    for key, about in ABOUT.items():
        for what, things in (("theirs", around.theirs), ("mine", around.mine)):
            place.go(key, about(things, tmp_path))
            settle(program.worker)
            assert words_seen(around, all_said()) == set(), f"{key}, {what}"
        for way in try_everything(program, place, key, about(around.mine, tmp_path)):
            assert words_seen(around, all_said()) == set(), f"{key}: {way}"
            assert named() == [], f"{key}: {way}"
            seen = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
            assert seen == [place], f"{key}: {way}"
    assert opened == []
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)]
    first_names = {f"{number} given name" for number in range(HOW_MANY)}
    assert words_seen(around, records_said()) <= first_names, "who is offered next waits behind the place"


def test_the_names_are_first_names_and_initials_of_the_session(
    program: Program, room: Room, around: Neighbourhood
) -> None:
    assert room.page is not None
    shown = {one.text() for one in visible(program.start, BigButton)}
    assert shown - around.offered == {"Für Coaches", "Weiter"}
    assert around.offered <= shown
    first_names = {f"{number} given name" for number in range(HOW_MANY)}
    press_keys(program, program.start)
    assert words_seen(around, all_said()) == first_names
    assert named(("Kovalenko", "Öztürk", "Demir")) == []
    assert program.start.isVisible()
    assert room.place is None
    assert program.window is not None
    assert not program.window.isVisible()


def test_a_neighbours_card_and_pin_say_no_more_than_the_names(
    program: Program, room: Room, around: Neighbourhood
) -> None:
    first_names = {f"{number} given name" for number in range(HOW_MANY)}
    given = around.words["0 given name"]
    type_into(program.start, "Oder: Nummer auf Ihrer Karte", around.words["0 card number"])
    click(program.start, "Weiter")
    settle(program.worker)
    said = " ".join(label.text() for label in visible(program.start, QLabel))
    assert given in said
    for digit in PIN:
        click(program.start, digit)
    click(program.start, "Fertig")
    settle(program.worker)
    assert room.place is None
    assert words_seen(around, all_said()) <= first_names


def test_after_signing_out_no_key_leads_back(program: Program, place: OwnWindow, around: Neighbourhood) -> None:
    place.go("application", around.mine.application)
    settle(program.worker)
    QGuiApplication.clipboard().setText("Mira Adler")
    click(place, "Abmelden")
    settle(program.worker)
    assert QGuiApplication.clipboard().text() == ""
    press_keys(program, program.start)
    assert named((*OTHERS[2:], "Kovalenko", "Adler")) == []
    gc.collect()
    room = program.open_room
    assert room is not None
    assert room.place is None
    said = all_said()
    assert "nord gmbh" not in said, "what Mira looked at is nobody's business either"
    assert words_seen(around, said) == {f"{number} given name" for number in range(HOW_MANY)}


@pytest.mark.parametrize("where", ["names", "place"])
def test_nothing_closes_the_names_or_the_place(program: Program, room: Room, where: str) -> None:
    window: QWidget = program.start if where == "names" else sit_down(program, room)
    assert not window.close()
    event = QCloseEvent()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()
    assert window.isVisible()


def test_nothing_of_the_house_is_behind_the_place(program: Program, room: Room, place: OwnWindow) -> None:
    ours = [one for one in (program.start, program.window, place) if one is not None and one.isVisible()]
    assert ours == [place]
    own = place.context.workplace
    for page in ("participants", "groups", "settings", "safety"):
        assert page not in OWN_PAGES
    with pytest.raises(NotAllowedError):
        participants.participant_page(own, ParticipantQuery())
    with pytest.raises(NotAllowedError):
        sign_in.offered_people(own)
    assert room.place is place


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


def test_what_a_crash_leaves_on_the_disk_names_nobody(
    program: Program,
    place: OwnWindow,
    around: Neighbourhood,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The disk as it is at the moment when the plug is pulled, with the place open and something half typed."""
    place.go("entry")
    settle(program.worker)
    type_into(place, "Name der Firma", "Zwetschgenbaum KG")
    place.choose_language("en")
    settle(program.worker)
    pulled = tmp_path.parent / "pulled"
    shutil.copytree(tmp_path, pulled)
    assert {"werkakademie.db", "werkakademie.db-wal"} <= {path.name for path in pulled.rglob("*")}
    click(place, "Sign out")
    settle(program.worker)
    assert not (tmp_path / "Werkakademie-Ablage").exists()
    words = [*(word[3:] for word in around.words.values()), "zwetschgenbaum", "kovalenko"]
    for path in [path for folder in (pulled, tmp_path) for path in folder.rglob("*") if path.is_file()]:
        content = path.read_bytes().lower()
        assert [word for word in words if word.encode() in content or word.encode("utf-16-le") in content] == [], path
    written = capfd.readouterr()
    logged = (caplog.text + written.out + written.err).lower()
    assert [word for word in words if word in logged] == []
