"""A person's whole way at a room's PC, from the sign-in to the folder and out again, by keyboard or mouse alone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.exchange.scans import scan
from tests.factories import MONDAY_MORNING, a_group, a_participant, a_session, an_enrolment
from tests.ui.driving import field as field_called
from tests.ui.driving import free, settle, visible, write
from werkakademie.app.room import Room
from werkakademie.records.ids import ParticipantId
from werkakademie.records.own_files import FilePlace, PlaceKind
from werkakademie.services import participant_pins
from werkakademie.services.own import sign_in
from werkakademie.services.own.uploads import UploadFolder
from werkakademie.services.workplace import Workplace
from werkakademie.ui.own.files import OwnFiles
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.start_window import StartWindow
from werkakademie.ui.shell.worker import Worker

PIN = "8361"
EMPLOYER = "Logistik Nord GmbH"
#: One of each way to write; „messy/faker_namen.csv“ has twelve of each.
LOCALES = ("de_DE", "tr_TR", "uk_UA", "ar_AA", "fa_IR", "vi_VN", "pl_PL", "el_GR", "lv_LV", "hu_HU")
_MOST_STEPS = 90


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who takes the way; `button` is what the page to sign in calls them."""

    given_names: str
    family_name: str
    id: ParticipantId
    button: str

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}"


def seat_people(workplace: Workplace, names: Sequence[tuple[str, str]]) -> tuple[Walker, ...]:
    """People (given and family name) in the session that runs, each with the same PIN."""
    group = a_group(workplace)
    a_session(workplace, group, date(2026, 11, 23))
    added = []
    for given, family in names:
        person = a_participant(
            workplace, given, family, street="Lindenweg 4", postcode="10117", city="Berlin", phone="0151 2345678"
        )
        an_enrolment(workplace, group, person)
        participant_pins.set_pin(workplace, person, pin=PIN)
        added.append(person)
    offered = {one.participant_id: one.name for one in sign_in.offered_people(workplace)}
    return tuple(
        Walker(given, family, person, offered[person]) for (given, family), person in zip(names, added, strict=True)
    )


def names_of_the_world(real_data: Path, locales: Sequence[str] = LOCALES) -> list[tuple[str, str]]:
    """The first person of each locale: given names, family name."""
    lines = (real_data / "messy" / "faker_namen.csv").read_text("utf-8").splitlines()
    found = []
    for locale in locales:
        _locale, family, given = next(line for line in lines if line.startswith(locale)).split(";")
        found.append((given, family))
    return found


@dataclass
class Seat:
    """The room's PC with a stick plugged in. What happens in a chooser of files is said before it opens."""

    room: Room
    start: StartWindow
    uploads: UploadFolder
    settled: Callable[[], None]
    in_chooser: list[Callable[[], object]] = field(default_factory=list)

    @property
    def window(self) -> QWidget:
        """Where a person looks: the dialog on top, the place, or the page to sign in."""
        return QApplication.activeModalWidget() or self.room.place or self.start

    def says(self) -> str:
        return "\n".join(label.text() for label in visible(self.window, QLabel))

    def chooser_opens(self) -> None:
        """Called when a chooser asks for the sticks: act in it as soon as it waits."""
        if self.in_chooser:
            QTimer.singleShot(0, self.start, self._act)

    def _act(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        try:
            self.in_chooser.pop(0)()
        finally:
            if dialog is QApplication.activeModalWidget():
                QTest.keyClick(dialog, Qt.Key.Key_Escape)


@contextmanager
def seated(
    folder: Path, workplace: Workplace, *, worker: Worker, appearance: Appearance, qtbot: QtBot
) -> Iterator[Seat]:
    """A room that a coach opened; on the stick lie a certificate and a photo."""
    stick = folder / "stick"
    stick.mkdir()
    (stick / "Foto.png").write_bytes(scan(2, width=300, kind="PNG"))
    (stick / "Zeugnis Lager.jpg").write_bytes(scan(1, width=600))
    plugged = FilePlace(PlaceKind.STICK, stick, "BLAUER STICK")
    uploads = UploadFolder(folder / "Werkakademie-Ablage")
    start = StartWindow(QLabel())
    start.resize(1280, 800)

    def sticks() -> Sequence[FilePlace]:
        seat.chooser_opens()
        return (plugged,)

    room = Room(
        start,
        worker=worker,
        workplace=workplace,
        files=OwnFiles(uploads, sticks),
        uploads=uploads,
        appearance=appearance,
        now=lambda: MONDAY_MORNING,
        until=MONDAY_MORNING + timedelta(hours=3),
        minutes=10,
        practice=False,
    )

    def settled() -> None:
        settle(qtbot, worker)
        window = room.place or start
        if QApplication.activeWindow() is None and window.isVisible():
            window.activateWindow()
            qtbot.waitActive(window)
            settle(qtbot, worker)

    seat = Seat(room, start, uploads, settled)
    room.show_sign_in()
    start.show()
    start.activateWindow()
    settled()
    yield seat
    room.end()
    settled()
    free(start)
    free(room)


class Way:
    """What a person does with a thing that they see; how differs between keyboard and mouse."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    def choose(self, text: str) -> None:
        """Set off the one button or card with that text, name, or beginning of its name."""
        target = self._button(text)
        assert target.isEnabled(), f"{text!r} can't be chosen now"
        self._set_off(target)
        self.seat.settled()

    def fill(self, label: str, text: str) -> None:
        """Write into the empty field with that label."""
        control = field_called(self.seat.window, label).control
        self._go_into(control)
        assert isinstance(control, QLineEdit | QPlainTextEdit)
        written = control.text() if isinstance(control, QLineEdit) else control.toPlainText()
        assert not written, f"in {label!r} stands {written!r}"
        assert QApplication.focusWidget() is control, f"{label!r} does not get the keyboard"
        write(control, text)
        self.seat.settled()

    def pick(self, text: str) -> None:
        """Choose the row of the visible list that begins so."""
        (view,) = visible(self.seat.window, QAbstractItemView)
        model = view.model()
        rows = [model.index(number, 0) for number in range(model.rowCount())]
        said = [str(row.data(Qt.ItemDataRole.AccessibleTextRole) or row.data()) for row in rows]
        places = [place for place, words in enumerate(said) if words.startswith(text)]
        assert len(places) == 1, f"{text!r} is not one of {said}"
        self._pick(view, places[0])
        assert view.currentIndex().row() == places[0]

    def with_chooser(self, text: str, *steps: Callable[[], object]) -> None:
        """Set off what opens a chooser of files, and take these steps in it."""
        self.seat.in_chooser.append(lambda: [step() for step in steps])
        self.choose(text)
        assert not self.seat.in_chooser, f"{text!r} opened no chooser"

    def enter_pin(self) -> None:
        raise NotImplementedError

    def _button(self, text: str) -> QAbstractButton:
        shown = visible(self.seat.window, QAbstractButton)
        found = [one for one in shown if text in (one.text(), one.accessibleName())]
        if not found:
            found = [one for one in shown if one.accessibleName().startswith(text)]
        said = [one.text() or one.accessibleName() for one in shown]
        assert len(found) == 1, f"{len(found)} buttons say {text!r}; visible are {said}"
        return found[0]

    def _set_off(self, target: QAbstractButton) -> None:
        raise NotImplementedError

    def _go_into(self, control: QWidget) -> None:
        raise NotImplementedError

    def _pick(self, view: QAbstractItemView, place: int) -> None:
        raise NotImplementedError


class ByKeyboard(Way):
    """Tab, arrows, Enter; nothing else leads anywhere."""

    def enter_pin(self) -> None:
        QTest.keyClicks(_focused(), PIN)
        QTest.keyClick(_focused(), Qt.Key.Key_Return)
        self.seat.settled()

    def _set_off(self, target: QAbstractButton) -> None:
        self._go_into(target)
        QTest.keyClick(target, Qt.Key.Key_Return if target.property("touch") != "finger" else Qt.Key.Key_Space)

    def _go_into(self, control: QWidget) -> None:
        passed = []
        for _step in range(_MOST_STEPS):
            focused = QApplication.focusWidget()
            if focused is control:
                return
            passed.append(_name(focused))
            QTest.keyClick(focused or self.seat.window, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {_name(control)!r}, but over {list(dict.fromkeys(passed))}")

    def _pick(self, view: QAbstractItemView, place: int) -> None:
        self._go_into(view)
        for _row in range(view.model().rowCount()):
            QTest.keyClick(view, Qt.Key.Key_Up)
        for _row in range(place):
            QTest.keyClick(view, Qt.Key.Key_Down)


class ByMouse(Way):
    """Clicks on what is to be seen; letters only where a click put the keyboard."""

    def enter_pin(self) -> None:
        for digit in PIN:
            self.choose(digit)
        self.choose("Fertig")

    def _set_off(self, target: QAbstractButton) -> None:
        self._click(target, target.rect().center())

    def _go_into(self, control: QWidget) -> None:
        self._click(control, control.rect().center())

    def _pick(self, view: QAbstractItemView, place: int) -> None:
        index = view.model().index(place, 0)
        view.scrollTo(index)
        self._click(view.viewport(), view.visualRect(index).center())

    def _click(self, target: QWidget, where: QPoint) -> None:
        """Scrolled into view; nothing may lie over it."""
        for pane in visible(self.seat.window, QScrollArea):
            if pane.isAncestorOf(target):
                pane.ensureWidgetVisible(target)
        top = target.window()
        hit = top.childAt(target.mapTo(top, where))
        assert hit is target or (hit is not None and target.isAncestorOf(hit)), f"{hit} lies over {target}"
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def _name(widget: QWidget | None) -> str:
    """What a control calls itself."""
    if widget is None:
        return "nothing"
    said = widget.text() if isinstance(widget, QAbstractButton) else ""
    return said or widget.accessibleName() or type(widget).__name__


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def walk(way: Way, person: Walker, *, look: Callable[[str], object] = lambda _step: None) -> dict[str, bytes]:
    """The whole way; answers with the files that lay in the upload folder before the person signed out.

    `look` is called at some steps with a word for them.
    """
    seat = way.seat
    way.choose(person.button)
    way.enter_pin()
    look("information")
    way.choose("Ich habe das gelesen")
    assert person.given_names.split(" ")[0] in seat.says()
    look("home")
    _enter_application(way)
    look("application")
    way.choose("Start")
    way.choose("Meine Unterlagen")
    way.choose("Lebenslauf")
    _write_resume(way, look)
    way.choose("Meine Unterlagen")
    way.choose("Anschreiben")
    _write_letter(way, look)
    way.choose("Meine Unterlagen")
    way.with_chooser(
        "Zeugnis hinzufügen",
        lambda: look("chooser"),
        lambda: way.pick("Zeugnis Lager.jpg"),
        lambda: way.choose("Nehmen"),
    )
    assert "jetzt hier gespeichert" in seat.says()
    look("papers")
    for paper in ("Lebenslauf", f"Anschreiben {EMPLOYER}"):
        way.pick(paper)
        _lay_into_folder(way, look)
    way.choose("Mappe machen")
    way.choose(EMPLOYER)
    look("folder_choice")
    way.choose("Mappe machen")
    assert "Die Mappe ist fertig." in seat.says()
    _lay_into_folder(way, look)
    look("folder")
    files = {path.name: path.read_bytes() for path in seat.uploads.path.iterdir()}
    way.choose("Abmelden")
    assert seat.room.place is None
    assert not seat.uploads.path.exists()
    assert person.family_name not in seat.says()
    return files


def _enter_application(way: Way) -> None:
    way.choose("Bewerbung eintragen")
    for label, text in (("Name der Firma", EMPLOYER), ("Ort", "Hamburg"), ("Beruf oder Stelle", "Lagerhelfer/in")):
        way.fill(label, text)
        way.choose("Weiter")
    way.choose("E-Mail")
    way.choose("Heute")
    way.choose("Weiter")
    way.choose("Ich warte auf Antwort.")
    assert "Antwort bekommen" in [one.text() for one in visible(way.seat.window, QAbstractButton)]


def _write_resume(way: Way, look: Callable[[str], object]) -> None:
    for label, text in (("E-Mail", "lindenweg@example.org"), ("Geburtsdatum", "07.05.1990")):
        way.fill(label, text)
    way.with_chooser("Foto wählen", lambda: way.pick("Foto.png"), lambda: way.choose("Nehmen"))
    look("resume_photo")
    way.choose("So verwenden")
    look("resume_person")
    way.choose("Weiter")
    _entry(
        way,
        "Arbeit eintragen",
        {"Beruf oder Aufgabe": "Köchin", "Firma": "Gasthaus Nord", "Von": "04.2019", "Bis": "06.2023"},
    )
    way.choose("Weiter")
    _entry(
        way,
        "Schule oder Ausbildung eintragen",
        {"Was haben Sie gelernt?": "Ausbildung zur Köchin", "Von": "2016", "Bis": "2019"},
    )
    _entry(way, "Kurs eintragen", {"Name": "Deutsch B1", "Wo?": "VHS Berlin", "Wann?": "02.2024"})
    look("resume_school")
    way.choose("Weiter")
    _entry(way, "Sprache eintragen", {"Welche Sprache?": "Deutsch"})
    way.fill("Das kann ich gut", "Kochen für viele Gäste")
    look("resume_skills")
    way.choose("Weiter")
    way.choose("Als PDF speichern")
    assert "Ihr Lebenslauf ist gespeichert." in way.seat.says()
    way.choose("Als Word-Datei speichern")
    assert "Ihr Lebenslauf ist gespeichert." in way.seat.says()
    look("resume_end")


def _entry(way: Way, opens: str, texts: dict[str, str]) -> None:
    way.choose(opens)
    for label, text in texts.items():
        way.fill(label, text)
    way.choose("Fertig")


def _write_letter(way: Way, look: Callable[[str], object]) -> None:
    way.choose("Neues Anschreiben")
    way.choose(EMPLOYER)
    look("letter_whom")
    way.choose("Weiter zum Text")
    way.choose("Mit großem Interesse habe ich Ihre Anzeige gelesen.")
    way.choose("Schluss")
    way.choose("Über eine Einladung zum Gespräch freue ich mich sehr.")
    look("letter_text")
    way.choose("Weiter zum Ende")
    way.choose("Als PDF speichern")
    assert "Ihr Brief ist gespeichert." in way.seat.says()
    way.choose("Als Word-Datei speichern")
    look("letter_end")


def _lay_into_folder(way: Way, look: Callable[[str], object]) -> None:
    way.with_chooser(
        "Speichern",
        lambda: way.choose("Ablage an diesem PC"),
        lambda: look("place"),
        lambda: way.choose("Hier speichern"),
    )
    assert "Gespeichert:" in way.seat.says()
