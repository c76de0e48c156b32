"""The forms of a participant's place: how each is opened, and what is typed into it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from tests.exchange.scans import scan
from tests.factories import MONDAY_MORNING, PASSWORD, QUICK, a_participant, an_own_place
from tests.ui.driving import button, visible
from werkakademie.demo.hands import settle
from werkakademie.records.enums import Land
from werkakademie.records.own_log import NewApplication
from werkakademie.records.participants import ParticipantQuery
from werkakademie.records.site import NewSite
from werkakademie.services import participants, site
from werkakademie.services.own import interviews, letters, log, papers
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell.worker import Worker

TODAY = date(2026, 11, 23)


def make_own_store(folder: Path) -> None:
    """A closed store with one person who has an application, a letter, a talk that was, and a paper."""
    new = NewSite("Jobcenter Musterstadt", Land.HE.value, "Ada Wagner", PASSWORD)
    clock = SteppedClock(MONDAY_MORNING)
    workplace, _key = site.create_site(folder / "store", new, clock=clock, ids=CountingIds(), hardness=QUICK)
    own = an_own_place(workplace, a_participant(workplace, "Olena", "Kovalenko"))
    number = log.add_application(own, NewApplication("Nord GmbH", "Bremen", "Koch", None, TODAY)).value
    letters.begin_letter(own, number)
    interviews.add_interview(own, number, fields={"held_on": TODAY - timedelta(days=1)})
    paper = folder / "Zeugnis.png"
    paper.write_bytes(scan(width=200, kind="PNG"))
    papers.add_certificate(own, path=paper)
    site.lock(workplace)


def reopened(folder: Path, *, ids: int) -> tuple[Workplace, OwnPlace]:
    """The store as the next program finds it, and the person's place in it."""
    store = folder / "store"
    (account,) = site.accounts_of(store)
    clock = SteppedClock(MONDAY_MORNING)
    workplace = site.unlock(store, account.account_id, PASSWORD, clock=clock, ids=CountingIds(ids))
    (person,) = participants.participant_page(workplace, ParticipantQuery()).rows
    return workplace, an_own_place(workplace, person.id)


@dataclass
class OwnDesk:
    """A place, and what opens things there."""

    window: OwnWindow
    worker: Worker
    own: OwnPlace

    def page(self, key: str, target: object = None) -> QWidget:
        self.window.go(key, target)
        settle(self.worker)
        return self.window.current_page()

    def dialog(self, *texts: str) -> QWidget:
        """The dialog that these buttons of the page lead to, one after the other."""
        for text in texts:
            QTest.mouseClick(button(self.window, text), Qt.MouseButton.LeftButton)
            settle(self.worker)
        return visible(self.window, QDialog)[-1]


@dataclass(frozen=True)
class OwnForm:
    opened: Callable[[OwnDesk], QWidget]
    label: str
    typed: str


def _letter(desk: OwnDesk) -> QWidget:
    return desk.page("letter", letters.my_letters(desk.own)[0].id)


def _after(desk: OwnDesk) -> QWidget:
    return desk.page("interview_after", interviews.my_interviews(desk.own).past[0].id)


def _resume_dialog(*texts: str) -> Callable[[OwnDesk], QWidget]:
    def opened(desk: OwnDesk) -> QWidget:
        desk.page("resume")
        return desk.dialog(*texts)

    return opened


def _rename(desk: OwnDesk) -> QWidget:
    desk.page("papers")
    return desk.dialog("Anderer Name")


OWN_FORMS: Mapping[str, OwnForm] = {
    "own_application": OwnForm(lambda desk: desk.page("entry"), "Name der Firma", "West KG"),
    "own_resume": OwnForm(lambda desk: desk.page("resume"), "Telefon", "0441 777"),
    "own_resume_work": OwnForm(_resume_dialog("2. Arbeit", "Arbeit eintragen"), "Firma", "West KG"),
    "own_resume_education": OwnForm(
        _resume_dialog("3. Schule", "Schule oder Ausbildung eintragen"), "Was haben Sie gelernt?", "Koch"
    ),
    "own_resume_course": OwnForm(_resume_dialog("3. Schule", "Kurs eintragen"), "Name", "Deutsch B1"),
    "own_resume_language": OwnForm(_resume_dialog("4. Können", "Sprache eintragen"), "Welche Sprache?", "Deutsch"),
    "own_letter": OwnForm(_letter, "Überschrift", "Bewerbung als Koch in Teilzeit"),
    "own_after_interview": OwnForm(_after, "So war es", "Es war gut."),
    "own_paper_name": OwnForm(_rename, "Name", "Zeugnis Lager"),
}
#: Kept in the same way, and brought back by the tests of their pages: their first question is answered by a touch, or
#: they stand behind another choice.
TRIED_ELSEWHERE = frozenset(
    {
        *(
            "own_activity",
            "own_correction",
            "own_folder",
            "own_interview",
            "own_feedback",
            "own_answers",
            "own_letter_facts",
        ),
        *("own_resume_gap", "own_resume_work", "own_resume_education"),
    }
)
