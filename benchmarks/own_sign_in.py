"""How long somebody at a room's PC waits after the last digit of the PIN until their first page stands there."""

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QLabel

from benchmarks.harness import Figure, medians_of_turns, seconds_of
from tests.factories import MONDAY_MORNING, a_group, a_participant, a_session, an_enrolment, make_workplace
from werkakademie.app.room import Room
from werkakademie.records.ids import ParticipantId
from werkakademie.services import participant_pins
from werkakademie.services.own import sign_in
from werkakademie.services.own.uploads import UploadFolder
from werkakademie.services.workplace import Workplace
from werkakademie.storage import pins
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.own.sign_in.pin_pad import PinPanel
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.shell.start_window import StartWindow
from werkakademie.ui.shell.tokens import LIGHT
from werkakademie.ui.shell.worker import Worker

MOST_SECONDS = 0.150
_TURNS = 15
_PIN = "8361"
#: People of the session; their sheet is looked through at each try.
_PEOPLE = 20


def measure() -> Sequence[Figure]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, LIGHT)
    with tempfile.TemporaryDirectory() as name:
        workplace = make_workplace(Path(name, "store"), clock=SteppedClock(MONDAY_MORNING))
        person = _full_session(workplace)
        worker = Worker()
        appearance = Appearance(application, Path(name, "settings"), Preferences(theme="light"))
        start = StartWindow(QLabel())
        room = Room(
            start,
            worker=worker,
            workplace=workplace,
            files=None,
            uploads=UploadFolder(Path(name, "Ablage")),
            appearance=appearance,
            now=workplace.store.clock.now,
            until=MONDAY_MORNING + timedelta(hours=3),
            minutes=60,
            practice=False,
        )
        room.show_sign_in()
        start.show()
        _settled(worker)
        hashed = pins.hash_pin(_PIN)
        ours, floor = medians_of_turns(
            _TURNS,
            lambda: _sit_down(room, worker, workplace, person),
            lambda: seconds_of(lambda: pins.is_right(hashed, _PIN)),
        )
        room.end()
        worker.stop()
        workplace.store.close()
    how = (
        f"von der letzten Ziffer bis zur gemalten ersten Seite, {_PEOPLE} Personen im Termin, Median von {_TURNS}; "
        "Vergleich: die Geheimzahl allein prüfen (argon2id, 19 MiB)"
    )
    return (Figure("Geheimzahl bis zur ersten Seite", ours, floor, how, most_seconds=MOST_SECONDS),)


def _full_session(workplace: Workplace) -> ParticipantId:
    group = a_group(workplace, capacity=_PEOPLE)
    a_session(workplace, group)
    people = [a_participant(workplace, f"Person {number}", "Muster") for number in range(_PEOPLE)]
    for person in people:
        an_enrolment(workplace, group, person)
    participant_pins.set_pin(workplace, people[0], pin=_PIN)
    own = sign_in.sign_in(workplace, people[0], pin=_PIN).value.own
    assert own is not None
    sign_in.confirm_information(own)
    return people[0]


def _sit_down(room: Room, worker: Worker, workplace: Workplace, person: ParticipantId) -> float:
    """Seconds from the PIN to the painted place; signing out again is not counted."""
    page = room.page
    assert page is not None
    page.choose(next(one for one in sign_in.offered_people(workplace) if one.participant_id == person))
    _settled(worker)
    assert isinstance(page.panel, PinPanel)
    begun = perf_counter()
    page.panel.entered.emit(_PIN)
    _settled(worker)
    place = room.place
    assert place is not None
    place.repaint()
    seconds = perf_counter() - begun
    place.sign_out()
    _settled(worker)
    return seconds


def _settled(worker: Worker) -> None:
    """Wait until nothing follows any more."""
    for _round in range(3):
        while not worker.is_idle():
            loop = QEventLoop()
            worker.idle.connect(loop.quit)
            if not worker.is_idle():
                loop.exec()
        QApplication.processEvents()
