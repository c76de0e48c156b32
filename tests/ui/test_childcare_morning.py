"""A whole morning at the door: once by keyboard alone, once by touch alone, with the same end in the store.

Fifteen children, two families of siblings, a sick carer, a stranger, somebody who may not collect, a child that nobody
expected, a slip of the finger, a crash in the middle, a late collection.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import col, select

from tests.factories import (
    a_care_room,
    a_carer,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    care_for_group,
    make_workplace,
)
from tests.ui.accessibility import check_page
from tests.ui.clipped import clipped_texts
from tests.ui.conftest import NOW
from tests.ui.driving import button, free, settle, visible, write
from werkakademie.models import Account, AccountRole, Child, ChildcareVisit
from werkakademie.records.clock import local_moment, utc_moment
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId, CarerId
from werkakademie.services import childcare_settings, children
from werkakademie.services.workplace import Workplace
from werkakademie.storage.engine import connector_of
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.transaction import Store
from werkakademie.ui import places
from werkakademie.ui.childcare.door.page import ChildrenPage
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.window import MainWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.text import TextLabel

TODAY = date(2026, 11, 23)
COACH = "Petra Wagner"
EMERGENCY = "Nussallergie: Notfallspritze in der blauen Tasche"
#: Ten children without siblings, with their parents.
SINGLES = {
    "Emre": "Fatma", "Emil": "Anna", "Ida": "Julia", "Noah": "Sabine", "Lina": "Maria",
    "Paul": "Nadja", "Zoe": "Karin", "Finn": "Olga", "Ben": "Tanja", "Ali": "Rana",
}  # fmt: skip
SIBLINGS = (("Olena", ("Mila", "Tom")), ("Leyla", ("Can", "Deniz", "Elif")))


class Hands(Protocol):
    """What a carer does, whichever way."""

    def family(self, names: str, text: str) -> None:
        """The button of a family's card."""

    def choose(self, text: str) -> None:
        """A large button of the dialog."""

    def write(self, label: str, text: str) -> None:
        """Write into a field of the dialog."""

    def go_on(self, text: str) -> None:
        """Send what was written."""

    def cancel(self) -> None:
        """Close the dialog."""

    def unannounced(self) -> None:
        """Take a child in that nobody expected."""

    def undo(self) -> None:
        """Take the last touch back."""


@dataclass
class Door:
    """The carer's window, and the clock on the wall."""

    window: MainWindow
    settled: Callable[[], None]
    clock: SteppedClock

    @property
    def page(self) -> ChildrenPage:
        page = self.window.current_page()
        assert isinstance(page, ChildrenPage)
        return page

    def dialog(self) -> QDialog:
        return visible(self.page, QDialog)[-1]

    def field(self, label: str) -> TextField:
        return next(one for one in visible(self.dialog(), TextField) if one.label_text == label)

    def it_is(self, hour: int, minute: int) -> None:
        """Time goes by; the page sees it at its next tick."""
        self.clock.set(utc_moment(datetime.combine(TODAY, time(hour, minute))))
        self.page.tick()
        self.settled()

    def says(self) -> str:
        return " ".join(label.text() for label in visible(self.page, TextLabel))


@dataclass
class Keyboard:
    """Letters, arrows, Enter, Escape; never the mouse."""

    door: Door

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        QTest.keyClick(focused, key, modifier)
        self.door.settled()

    def family(self, names: str, text: str) -> None:
        self._type(re.split(r"[ ,]", names)[0])
        self.press(Qt.Key.Key_Return)
        self._walk(f"{names}: {text}", Qt.Key.Key_Left)
        self.press(Qt.Key.Key_Return)

    def choose(self, text: str) -> None:
        if isinstance(QApplication.focusWidget(), QLineEdit):
            self.press(Qt.Key.Key_Return)
        self._walk(text, Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)

    def write(self, label: str, text: str) -> None:
        assert QApplication.focusWidget() is self.door.field(label).control, "the keyboard is in the field already"
        self._type(text)

    def go_on(self, text: str) -> None:  # noqa: ARG002 - Enter sends, whatever the button says
        self.press(Qt.Key.Key_Return)

    def cancel(self) -> None:
        self.press(Qt.Key.Key_Escape)

    def unannounced(self) -> None:
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    def undo(self) -> None:
        self.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def _type(self, text: str) -> None:
        """Letter by letter to whatever has the keyboard then: the first one leads to the search."""
        for letter in text:
            focused = QApplication.focusWidget()
            assert focused is not None, "nothing has the keyboard"
            write(focused, letter)
        self.door.settled()

    def _walk(self, text: str, way: Qt.Key) -> None:
        for _step in range(12):
            focused = QApplication.focusWidget()
            if isinstance(focused, Button) and text in (focused.text(), focused.accessibleName()):
                return
            self.press(way)
        raise AssertionError(f"the arrows do not lead to {text!r}")


@dataclass
class Finger:
    """Touches only, on targets that a finger hits; letters come from a keyboard on the screen."""

    door: Door

    def family(self, names: str, text: str) -> None:
        self._touch(self.door.page, f"{names}: {text}")

    def choose(self, text: str) -> None:
        self._touch(self.door.dialog(), text)

    def write(self, label: str, text: str) -> None:
        control = self.door.field(label).control
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)
        write(control, text)
        self.door.settled()

    def go_on(self, text: str) -> None:
        self._touch(self.door.dialog(), text)

    def cancel(self) -> None:
        self._touch(self.door.dialog(), "Abbrechen")

    def unannounced(self) -> None:
        self._touch(self.door.window, "Kind ohne Anmeldung", smallest=36)

    def undo(self) -> None:
        self._touch(self.door.page, "Rückgängig", smallest=30)

    def _touch(self, root: QWidget, text: str, *, smallest: int = 44) -> None:
        target = button(root, text)
        assert target.height() >= smallest, f"{text}: {target.height()}"
        for pane in visible(root, QScrollArea):
            if pane.isAncestorOf(target):
                pane.ensureWidgetVisible(target)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        self.door.settled()


@dataclass
class Morning:
    """The site, its lead, and whoever stands at the door."""

    lead: Workplace
    carer: Workplace
    clock: SteppedClock
    ill: CarerId
    stores: list[Store]

    def after_a_crash(self) -> Workplace:
        """The carer's workplace as the next program finds it: nobody closed the store before."""
        key = connector_of(self.lead.store.engine).key
        assert key is not None
        folder = self.lead.store.path.parent
        self.stores.append(open_store(folder, key, clock=self.clock, ids=CountingIds(first=90_000)))
        return replace(self.carer, store=self.stores[-1])


@pytest.fixture
def morning(tmp_path: Path) -> Iterator[Morning]:
    clock = SteppedClock(NOW)
    lead = make_workplace(tmp_path / "store", clock=clock)
    group, room = a_group(lead, capacity=30), a_care_room(lead, places=20)
    ill = [a_carer(lead, room, name) for name in ("Meral Aydin", "Inge Sommer", "Uta Kern", "Jo Albers")][-1]
    care_for_group(lead, group, room)
    a_session(lead, group, TODAY, time(10), time(12), room="Raum 2")
    for parent, names in (*SIBLINGS, *((parent, (child,)) for child, parent in SINGLES.items())):
        person = a_participant(lead, parent, "Musterfrau", phone="0441 5550")
        for number, name in enumerate(names):
            child = a_child(lead, person, name, date(2021 + number, 5, 1))
            if name in ("Mila", "Tom"):
                children.add_collector(lead, child, fields={"name": "Igor Kovalenko", "allowed": False})
            if name == "Emre":
                children.write_note(lead, child, fields={"emergency_note": EMERGENCY, "collection_word": "Ente"})
                children.add_collector(lead, child, fields={"name": "Oma Vira", "relation": "Großmutter"})
        an_enrolment(lead, group, person)
    a_child(lead, a_participant(lead, "Peter", "Schulz"), "Yara")
    with lead.store.write(lead.account_id) as tx:
        account = Account(id=AccountId(tx.new_id()), name="Meral Aydin", created_at=tx.now)
        tx.add(account)
        tx.flush()
        tx.add(AccountRole(account_id=account.id, role=Role.CARER))
    carer = replace(lead, account_id=account.id, account_name=account.name, roles=frozenset({Role.CARER}))
    stores = [lead.store]
    yield Morning(lead, carer, clock, ill, stores)
    for store in stores:
        store.close()


def visits(workplace: Workplace) -> list[tuple[object, ...]]:
    """What the store knows of the morning, by child."""
    statement = select(ChildcareVisit, Child).join(Child, col(Child.id) == ChildcareVisit.child_id)
    with workplace.store.read() as tx:
        return sorted(
            (
                child.given_name,
                f"{local_moment(visit.arrived_at):%H:%M}",
                visit.arrived_with,
                f"{local_moment(visit.left_at):%H:%M}" if visit.left_at is not None else "",
                visit.left_with,
                visit.word_known,
                visit.allowed_by == workplace.account_id,
                visit.allowed_because,
            )
            for visit, child in tx.rows(statement.where(col(ChildcareVisit.deleted).is_(False)))
        )


def visit(
    name: str,
    arrived: str = "09:45",
    left: str = "12:05",
    *,
    brought: str = "",
    took: str = "",
    word: bool | None = None,
    why: str | None = None,
) -> tuple[object, ...]:
    """One line of the end: came and went with the parent, unless said otherwise."""
    return (name, arrived, brought, left, took, word, why is not None, why or "")


#: What both ways come to.
END = sorted(
    [
        *(visit(name) for _parent, names in SIBLINGS for name in names),
        *(visit(name) for name in SINGLES if name not in ("Emre", "Lina", "Ben")),
        visit("Emre", brought="Oma Vira", took="Oma Vira", word=True),
        visit("Lina", left="10:30", took="Nachbar Ali", why=""),
        visit("Ben", left="12:20"),
        visit("Yara", "10:05", why="Prüfung der Mutter"),
    ]
)


@pytest.fixture
def open_door(
    worker: Worker, files: AnsweredFiles, appearance: Appearance, qtbot: QtBot
) -> Iterator[Callable[[Workplace, SteppedClock], Door]]:
    windows: list[MainWindow] = []

    def opened(workplace: Workplace, clock: SteppedClock) -> Door:
        while windows:
            free(windows.pop())
        window = MainWindow(
            places.page_entries(workplace),
            worker=worker,
            workplace=workplace,
            files=files,
            appearance=appearance,
            now=clock.now,
            search=places.search(worker, workplace),
        )
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        window.go("children")
        settle(qtbot, worker)

        def settled() -> None:
            settle(qtbot, worker)
            if QApplication.activeWindow() is None:
                # A desktop gives the keyboard back to the window whose dialog closed; the test's screen does not.
                window.activateWindow()
                qtbot.waitActive(window)
                QApplication.processEvents()

        return Door(window, settled, clock)

    yield opened
    while windows:
        free(windows.pop())


@pytest.mark.parametrize("way", [Keyboard, Finger], ids=["keyboard", "touch"])
def test_a_morning_at_the_door(
    way: Callable[[Door], Hands],
    morning: Morning,
    open_door: Callable[[Workplace, SteppedClock], Door],
    tmp_path: Path,
) -> None:
    door = open_door(morning.carer, morning.clock)
    hands = way(door)
    _arrivals(hands, door, morning, tmp_path)
    again = morning.after_a_crash()
    door = open_door(again, morning.clock)
    hands = way(door)
    assert "Jetzt da: 15 Kinder, 3 Betreuungskräfte" in door.says()
    _during(hands, door, tmp_path)
    _departures(hands, door, tmp_path)
    assert visits(replace(again, account_id=morning.lead.account_id)) == END


def _arrivals(hands: Hands, door: Door, morning: Morning, folder: Path) -> None:
    assert "Jetzt da: 0 Kinder, 4 Betreuungskräfte" in door.says()
    childcare_settings.report_absence(morning.lead, morning.ill, day=TODAY)
    door.it_is(9, 45)
    assert "Jetzt da: 0 Kinder, 3 Betreuungskräfte" in door.says()
    assert "Erwartet (15)" in door.says()
    assert f"Notfall: {EMERGENCY}" in door.says()
    hands.family("Mila und Tom", "Alle 2 sind da")
    hands.family("Can, Deniz und Elif", "Alle 3 sind da")
    hands.family("Emre", "Jemand anderes bringt …")
    hands.write("Wer bringt das Kind?", "Oma Vira")
    hands.go_on("Ist da")
    for name in SINGLES:
        if name != "Emre":
            hands.family(name, "Ist da")
    hands.family("Ali", "Geht …")
    hands.choose("Elternteil: Rana M.")
    assert "Gegangen (1)" in door.says()
    hands.undo()
    assert "Da (15)" in door.says()
    assert "Gegangen" not in door.says()
    door.window.grab().save(str(folder / "da.png"))
    check_page(door.page)
    assert clipped_texts(door.page) == []


def _during(hands: Hands, door: Door, folder: Path) -> None:
    door.it_is(10, 5)
    hands.unannounced()
    hands.write("Vorname des Kindes oder des Elternteils", "Yar")
    hands.choose("Yara, Kind von Peter S.")
    hands.choose(f"Geklärt mit {COACH}")
    assert "geben Sie den Grund an" in door.dialog().messages.text()  # type: ignore[attr-defined]
    door.window.grab().save(str(folder / "zu viele.png"))
    hands.write("Grund", "Prüfung der Mutter")
    hands.choose(f"Geklärt mit {COACH}")
    assert "Da (16)" in door.says()
    assert "zu viele Kinder je Betreuungskraft" in " ".join(one.text() for one in visible(door.page, Banner))
    door.it_is(10, 30)
    hands.family("Lina", "Geht …")
    hands.choose("Jemand anderes …")
    hands.write("Wer ist da? Vor- und Familienname", "Nachbar Ali")
    hands.go_on("Weiter")
    assert "Nachbar Ali steht nicht auf der Liste für Lina" in door.dialog().messages.text()  # type: ignore[attr-defined]
    door.window.grab().save(str(folder / "fremd.png"))
    hands.choose(f"Geklärt mit {COACH}")
    hands.family("Mila und Tom", "Alle 2 gehen …")
    hands.choose("Jemand anderes …")
    hands.write("Wer ist da? Vor- und Familienname", "igor kovalenko")
    hands.go_on("Weiter")
    assert "ausdrücklich nicht abholen" in door.dialog().messages.text()  # type: ignore[attr-defined]
    assert not [one for one in visible(door.dialog(), Button) if "Geklärt" in one.text()]
    door.window.grab().save(str(folder / "verboten.png"))
    hands.cancel()


def _departures(hands: Hands, door: Door, folder: Path) -> None:
    door.it_is(12, 5)
    hands.family("Emre", "Geht …")
    hands.choose("Oma Vira, Großmutter")
    assert "Es heißt: Ente" in " ".join(label.text() for label in visible(door.dialog(), TextLabel))
    hands.choose("Kennwort stimmt")
    for names, text, parent in (
        ("Mila und Tom", "Alle 2 gehen …", "Olena"),
        ("Can, Deniz und Elif", "Alle 3 gehen …", "Leyla"),
        *((name, "Geht …", parent) for name, parent in SINGLES.items() if name not in ("Emre", "Lina", "Ben")),
    ):
        hands.family(names, text)
        hands.choose(f"Elternteil: {parent} M.")
    hands.family("Yara", "Geht …")
    hands.choose("Elternteil: Peter S.")
    assert "Telefon" not in door.says()
    door.it_is(12, 20)
    assert "Telefon: 0441 5550" in door.says()
    door.window.grab().save(str(folder / "spaet.png"))
    hands.family("Ben", "Geht …")
    hands.choose("Elternteil: Tanja M.")
    assert "Jetzt da: 0 Kinder" in door.says()
    assert "Gegangen (16)" in door.says()
