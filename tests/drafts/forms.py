"""Every form that keeps a draft: how it is opened on a window, and what is typed into it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from tests.exchange.sheets import write_csv
from tests.factories import (
    PASSWORD,
    a_care_room,
    a_carer,
    a_group,
    a_paper,
    a_participant,
    a_session,
    an_application,
    an_enrolment,
    an_exit,
)
from tests.unit.services.care import a_job, a_little_child, a_search, every_day
from werkakademie.demo.hands import click, settle, visible
from werkakademie.records.care_search import CareSearchRow, DayHours, Matching
from werkakademie.records.childcare import CareSetup
from werkakademie.records.childcare_bookings import BookingRow, SlotRow
from werkakademie.records.children import ChildRow
from werkakademie.records.enums import CareAnswer
from werkakademie.records.exits import ExitDone
from werkakademie.records.groups import EnrolmentRow, GroupRecord
from werkakademie.records.ids import CareRoomId, EnrolmentId, GroupId, ParticipantId
from werkakademie.records.job_search import JobSearchLog, PaperRecord
from werkakademie.records.participants import ParticipantQuery
from werkakademie.records.sessions import SessionRow
from werkakademie.services import (
    attendance,
    care_letter,
    care_matching,
    care_search,
    central,
    childcare_bookings,
    childcare_door,
    childcare_lists,
    childcare_settings,
    childcare_slots,
    children,
    enrolments,
    exits,
    follow_ups,
    groups,
    job_search,
    papers,
    participants,
    retention,
    sessions,
)
from werkakademie.services.workplace import Workplace
from werkakademie.ui.attendance.mark_dialog import mark_dialog
from werkakademie.ui.central.page import CentralPage
from werkakademie.ui.childcare.day.actions import over_dialog
from werkakademie.ui.childcare.day.slot_dialogs import add_slot_dialog, book_dialog, cancel_slot_dialog
from werkakademie.ui.childcare.door.new_child_dialog import NewChildDialog
from werkakademie.ui.childcare.door.times_dialog import times_dialog
from werkakademie.ui.childcare.settings.carer_dialog import CarerDialog
from werkakademie.ui.childcare.settings.dialogs import absence_dialog, extra_dialog, room_dialog
from werkakademie.ui.childcare.settings.policy_dialog import policy_dialog
from werkakademie.ui.exits.dialog import ExitDialog
from werkakademie.ui.follow_ups.dialogs import AttemptDialog, OutcomeDialog, PermissionDialog
from werkakademie.ui.groups import enrolment_dialogs, session_dialogs
from werkakademie.ui.groups.care_card import care_dialog, read_group_care
from werkakademie.ui.groups.enrol_dialog import EnrolDialog
from werkakademie.ui.groups.group_dialog import GroupDialog
from werkakademie.ui.groups.proposals_dialog import ProposalsDialog
from werkakademie.ui.groups.stand_in_dialog import stand_in_dialog
from werkakademie.ui.importing.page import MAPPING, ImportingPage
from werkakademie.ui.importing.source_field import SourceField
from werkakademie.ui.job_search.application_dialog import ApplicationDialog
from werkakademie.ui.job_search.proof_dialog import ProofDialog
from werkakademie.ui.job_search.stage_dialog import StageDialog
from werkakademie.ui.papers.paper_dialog import PaperDialog
from werkakademie.ui.participants.care_search.dialogs import (
    SearchDialog,
    agreement_dialog,
    change_agreement_dialog,
    work_hours_dialog,
)
from werkakademie.ui.participants.care_search.letter_dialog import LetterDialog
from werkakademie.ui.participants.children.dialogs import ChildDialog, collector_dialog
from werkakademie.ui.participants.dialog import ParticipantDialog
from werkakademie.ui.participants.job_starts import job_start_dialog
from werkakademie.ui.participants.pin_dialog import card_dialog
from werkakademie.ui.safety.retention_dialogs import hold_dialog, rule_dialog
from werkakademie.ui.settings.access_dialogs import organisation_key_dialog
from werkakademie.ui.settings.dialogs import add_account_dialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.shell.window import MainWindow

PageT = TypeVar("PageT", bound=Page)
LIST_NAME = "liste.csv"
CENTRE = "zentrale"
_LIST = (("Nachname", "Vorname", "Geschl."), ("Müller", "Anna", "1"), ("Yıldız", "Ömer", "2"))


def fill_store(workplace: Workplace, folder: Path) -> None:
    """One of everything that a form can be about, and a list to import."""
    group = a_group(workplace)
    person = a_participant(workplace, "Olena", "Kovalenko")
    an_enrolment(workplace, group, person)
    gone = an_enrolment(workplace, group, a_participant(workplace, "Yusuf", "Demir"))
    a_participant(workplace, "Fatma", "Öztürk")
    a_session(workplace, group, date(2026, 11, 16))
    an_application(workplace, person)
    a_paper(workplace, person)
    an_exit(workplace, gone)
    _look_for_a_place(workplace, person, group)
    room = a_care_room(workplace)
    a_carer(workplace, room)
    _book_by_hand(workplace, person, room)
    write_csv(folder / LIST_NAME, _LIST)
    centre, _key = central.set_up_at(workplace, at=str(folder / CENTRE), name="Zentrale Nord", password=PASSWORD)
    central.close_centre(centre)


def _book_by_hand(workplace: Workplace, person: ParticipantId, room: CareRoomId) -> None:
    """A time with care in December, and a child that waits for it: one carer is too few."""
    slot = childcare_slots.add_slot(
        workplace, room_id=room, held_on=date(2026, 12, 1), starts=time(9), ends=time(11), title="Elterncafé"
    ).value
    child = children.family(workplace, person).children[0]
    children.change_child(workplace, child.id, fields={"consent_on": date(2026, 11, 2)})
    childcare_bookings.book_by_hand(workplace, slot, child_ids=[child.id])


def _look_for_a_place(workplace: Workplace, person: ParticipantId, group: GroupId) -> None:
    """A child that waits for one place and has another, and work that needs more than its hours."""
    child = a_little_child(workplace, person)
    children.add_collector(workplace, child, fields={"name": "Vira Kovalenko", "allowed": True})
    childcare_door.arrive(workplace, [child], settled=childcare_door.Settled(workplace.account_id, "Prüfung"))
    a_search(workplace, child, "Kita am Park", applied_on=date(2026, 11, 2))
    a_search(
        workplace, child, answer=CareAnswer.ACCEPTED, starts_on=date(2026, 12, 1), hours=every_day(time(8), time(14))
    )
    enrolment = next(row.id for row in enrolments.enrolment_rows(workplace, group) if row.family_name == "Kovalenko")
    job = a_job(workplace, EnrolmentId(enrolment))
    care_matching.set_work_hours(workplace, job, hours=every_day(time(8), time(16)), travel_minutes=20)
    gap = DayHours(0, time(14), time(16, 20))
    care_matching.agree(workplace, job, child, gaps=[gap], text="Die Großmutter holt ab")


@dataclass(frozen=True, slots=True)
class Desk:
    """A window, and what lies in its store."""

    window: MainWindow
    folder: Path

    @property
    def workplace(self) -> Workplace:
        return self.window.context.workplace

    @property
    def page(self) -> Page:
        return self.window.current_page()

    def settle(self) -> None:
        settle(self.window.context.worker)

    def go(self, key: str, kind: type[PageT]) -> PageT:
        self.window.go(key)
        self.settle()
        page = self.window.current_page()
        assert isinstance(page, kind)
        return page

    def person(self) -> ParticipantId:
        found = participants.participant_page(self.workplace, ParticipantQuery(text="Kovalenko"))
        return found.rows[0].id

    def group(self) -> GroupRecord:
        return groups.group_record(self.workplace, groups.group_rows(self.workplace)[0].id)

    def enrolment(self, family_name: str = "Kovalenko") -> EnrolmentRow:
        rows = enrolments.enrolment_rows(self.workplace, self.group().row.id)
        return next(row for row in rows if row.family_name == family_name)

    def session(self) -> SessionRow:
        return sessions.sessions_of(self.workplace, self.group().row.id)[0]

    def log(self) -> JobSearchLog:
        return job_search.job_search_log(self.workplace, self.person())

    def paper(self) -> PaperRecord:
        return papers.paper_folder(self.workplace, self.person()).papers[0]

    def care(self) -> CareSetup:
        return childcare_settings.care_setup(self.workplace)

    def care_slot(self) -> SlotRow:
        """The first time with care that is to come."""
        today = self.page.context.today()
        return childcare_lists.slot_rows(self.workplace, today, today + timedelta(days=60))[0]

    def care_places(self) -> Sequence[BookingRow]:
        today = self.page.context.today()
        return childcare_lists.booking_rows(self.workplace, today, today + timedelta(days=60))[:1]

    def child(self) -> ChildRow:
        return children.family(self.workplace, self.person()).children[0]

    def matching(self) -> Matching:
        return care_matching.matchings_of_person(self.workplace, self.person())[0]

    def asked_place(self) -> CareSearchRow:
        child = self.matching().children[0].child_id
        return care_search.searches_of_child(self.workplace, child).searches[-1]

    def imported(self) -> ImportingPage:
        """The import page with the list read."""
        page = self.go("importing", ImportingPage)
        if page.step() == 0:
            page.open_file(self.folder / LIST_NAME)
            self.settle()
        return page


@dataclass(frozen=True, slots=True)
class DraftedForm:
    """How a form is opened, and an input that can be looked for afterwards: the field's label and what is typed."""

    opened: Callable[[Desk], QWidget]
    label: str
    typed: str


def _dialog(make: Callable[[Desk], QDialog]) -> Callable[[Desk], QWidget]:
    def opened(desk: Desk) -> QWidget:
        dialog = make(desk)
        dialog.open()
        desk.settle()
        return dialog

    return opened


def _page(key: str) -> Callable[[Desk], QWidget]:
    def opened(desk: Desk) -> QWidget:
        desk.window.go(key)
        desk.settle()
        return desk.window.current_page()

    return opened


def _by_button(key: str, text: str) -> Callable[[Desk], QWidget]:
    """The dialog that a button of a page opens."""

    def opened(desk: Desk) -> QWidget:
        desk.window.go(key)
        desk.settle()
        click(desk.page, text)
        desk.settle()
        return visible(desk.page, QDialog)[-1]

    return opened


def _follow_up(make: Callable[..., QDialog]) -> Callable[[Desk], QWidget]:
    def dialog(desk: Desk) -> QDialog:
        record = follow_ups.find_follow_up(desk.workplace, EnrolmentId(desk.enrolment("Demir").id))
        assert record is not None
        return make(desk.page, record, _nothing)

    return _dialog(dialog)


def _nothing(_answer: object) -> None:
    """Nobody waits for what is stored."""


def _nothing_done(_done: ExitDone) -> None:
    """Nobody waits for what is stored."""


def _nothing_kept(_values: object, _answer: object) -> None:
    """Nobody waits for what is stored."""


def _agreement(desk: Desk) -> QDialog:
    matching = desk.matching()
    gaps = [DayHours(1, time(14), time(16, 20))]
    return agreement_dialog(desk.page, matching.work, matching.children[0], gaps, _nothing_kept)


def _mark(desk: Desk) -> QDialog:
    session = desk.session().id
    row = attendance.attendance_sheet(desk.workplace, session).rows[0]
    return mark_dialog(desk.page, session, row, _nothing)


def _profile(desk: Desk) -> QWidget:
    page = desk.imported()
    if page.step() != MAPPING:
        click(page, "Weiter zur Zuordnung")
    click(page, "Zuordnung speichern …")
    desk.settle()
    return visible(page, QDialog)[-1]


def _values(desk: Desk) -> QWidget:
    page = desk.imported()
    if page.step() != MAPPING:
        click(page, "Weiter zur Zuordnung")
    [source] = [one for one in visible(page, SourceField) if one.field.key == "sex"]
    source.values_button.click()
    desk.settle()
    return visible(page, QDialog)[-1]


def _reading(desk: Desk) -> QWidget:
    page = desk.imported()
    while page.step() > 1:
        click(page, "Zurück")
    click(page, "Lesart ändern …")
    desk.settle()
    return visible(page, QDialog)[-1]


def _trust(desk: Desk) -> QWidget:
    page = desk.go("central", CentralPage)
    if page.opened_centre() is None:
        page._show_centre(central.open_at(desk.workplace, at=str(desk.folder / CENTRE), password=PASSWORD))
        desk.settle()
    click(desk.window, "Standort vertrauen")
    desk.settle()
    return visible(page, QDialog)[-1]


#: By a name that says which form it is.
FORMS: Mapping[str, DraftedForm] = {
    "person": DraftedForm(_dialog(lambda desk: ParticipantDialog(desk.page, _nothing)), "Vornamen", "Nour"),
    "person changed": DraftedForm(
        _dialog(
            lambda desk: ParticipantDialog(
                desk.page, _nothing, participants.participant_record(desk.workplace, desk.person())
            )
        ),
        "Telefon",
        "0561 12",
    ),
    "group": DraftedForm(
        _dialog(lambda desk: GroupDialog(desk.page, groups.coach_choices(desk.workplace))), "Name", "Winter 1"
    ),
    "group changed": DraftedForm(
        _dialog(lambda desk: GroupDialog(desk.page, groups.coach_choices(desk.workplace), desk.group())), "Raum", "R 9"
    ),
    "enrol": DraftedForm(_dialog(lambda desk: EnrolDialog(desk.page, desk.group())), "Zugewiesen am", "3.11"),
    "proposals": DraftedForm(_dialog(lambda desk: ProposalsDialog(desk.page, desk.group())), "Bis", "15.12.2026"),
    "enrolment": DraftedForm(
        _dialog(lambda desk: enrolment_dialogs.change_dialog(desk.page, desk.group(), desk.enrolment())),
        "Eintritt am",
        "4.11",
    ),
    "non-entry": DraftedForm(
        _dialog(lambda desk: enrolment_dialogs.non_entry_dialog(desk.page, desk.enrolment())), "Entschieden am", "5.11"
    ),
    "entry": DraftedForm(
        _dialog(lambda desk: enrolment_dialogs.confirm_entry_dialog(desk.page, desk.enrolment())),
        "Woher wissen Sie das?",
        "Liste auf Papier",
    ),
    "suspension": DraftedForm(
        _dialog(lambda desk: enrolment_dialogs.suspend_dialog(desk.page, desk.enrolment())), "Bis", "1.12"
    ),
    "session": DraftedForm(_dialog(lambda desk: session_dialogs.add_dialog(desk.page, desk.group())), "Raum", "R 7"),
    "session moved": DraftedForm(
        _dialog(lambda desk: session_dialogs.move_dialog(desk.page, desk.session())), "Raum", "R 8"
    ),
    "session cancelled": DraftedForm(
        _dialog(lambda desk: session_dialogs.cancel_dialog(desk.page, desk.session())), "Grund", "Coach kra"
    ),
    "exit": DraftedForm(
        _dialog(
            lambda desk: ExitDialog(
                desk.page, exits.exit_record(desk.workplace, EnrolmentId(desk.enrolment().id)), _nothing_done
            )
        ),
        "Letzter Tag",
        "20.1",
    ),
    "job start": DraftedForm(
        _dialog(
            lambda desk: job_start_dialog(desk.page, participants.participant_overview(desk.workplace, desk.person()))
        ),
        "Arbeitgeber",
        "Bäckerei Krä",
    ),
    "attempt": DraftedForm(_follow_up(AttemptDialog), "Notiz", "Mailbox, spä"),
    "permission": DraftedForm(_follow_up(PermissionDialog), "Erlaubt am", "19.11"),
    "outcome": DraftedForm(_follow_up(OutcomeDialog), "Notiz", "arbeitet seit"),
    "application": DraftedForm(
        _dialog(lambda desk: ApplicationDialog(desk.page, desk.person(), _nothing)), "Stelle", "Lagerhel"
    ),
    "application changed": DraftedForm(
        _dialog(lambda desk: ApplicationDialog(desk.page, desk.person(), _nothing, desk.log().applications[0])),
        "Notiz",
        "ruft zurück",
    ),
    "stage": DraftedForm(_dialog(lambda desk: StageDialog(desk.page, desk.log().applications[0])), "Notiz", "um zehn"),
    "stage changed": DraftedForm(
        _dialog(
            lambda desk: StageDialog(desk.page, desk.log().applications[0], record=desk.log().applications[0].stages[0])
        ),
        "Notiz",
        "per Post",
    ),
    "proof": DraftedForm(_dialog(lambda desk: ProofDialog(desk.page, desk.person(), "Kovalenko")), "Von", "1.1"),
    "paper": DraftedForm(_dialog(lambda desk: PaperDialog(desk.page, desk.person())), "Name", "Anschrei"),
    "paper changed": DraftedForm(
        _dialog(lambda desk: PaperDialog(desk.page, desk.person(), paper=desk.paper())), "Name", "Lebenslauf neu"
    ),
    "mark": DraftedForm(_dialog(_mark), "Minuten zu spät", "1"),
    "account": DraftedForm(_dialog(lambda desk: add_account_dialog(desk.page)), "Name", "Jo"),
    "organisation key": DraftedForm(
        _dialog(lambda desk: organisation_key_dialog(desk.page)), "Schlüssel der Organisation", "age1qq"
    ),
    "stand-in": DraftedForm(
        _dialog(lambda desk: stand_in_dialog(desk.page, desk.group().row, groups.coach_choices(desk.workplace))),
        "Grund",
        "Coach kra",
    ),
    "retention period": DraftedForm(
        _dialog(lambda desk: rule_dialog(desk.page, retention.retention_rules(desk.workplace)[0])),
        "Freigegeben von",
        "Frau Da",
    ),
    "deletion on hold": DraftedForm(
        _dialog(lambda desk: hold_dialog(desk.page, desk.person(), "Kovalenko")), "Grund", "Klage anh"
    ),
    "site": DraftedForm(_page("settings"), "Name des Standorts", "Jobcenter Neu"),
    "site counting": DraftedForm(_page("settings"), "Nachfrage nach Monaten", "4"),
    "site transfer": DraftedForm(_page("settings"), "Schlüssel der Zentrale", "age1zz"),
    "export": DraftedForm(_page("exporting"), "Rechtsgrundlage der Übermittlung", "Vereinba"),
    "centre": DraftedForm(_by_button("central", "Zentrale öffnen"), "Ordner oder Adresse", "/srv/zentr"),
    "new centre": DraftedForm(_by_button("central", "Neu einrichten"), "Name der Zentrale", "Zentrale O"),
    "trust": DraftedForm(_trust, "Standort", "Jobcenter We"),
    "card": DraftedForm(
        _dialog(lambda desk: card_dialog(desk.page, desk.person(), "Olena Kovalenko")), "Nummer der Karte", "4711"
    ),
    "child": DraftedForm(_dialog(lambda desk: ChildDialog(desk.page, desk.person(), _nothing_kept)), "Vorname", "Tymo"),
    "child changed": DraftedForm(
        _dialog(lambda desk: ChildDialog(desk.page, desk.person(), _nothing_kept, desk.child())), "Vorname", "Mile"
    ),
    "collector": DraftedForm(_dialog(lambda desk: collector_dialog(desk.page, desk.child(), ())), "Telefon", "0511 2"),
    "collector changed": DraftedForm(
        _dialog(lambda desk: collector_dialog(desk.page, desk.child(), (), desk.child().collectors[0])), "Name", "Wir"
    ),
    "child at the door": DraftedForm(
        _dialog(lambda desk: NewChildDialog(desk.page, (), childcare_door.door_day(desk.workplace).parents, _nothing)),
        "Vorname des Kindes",
        "Ilja",
    ),
    "times at the door": DraftedForm(
        _dialog(lambda desk: times_dialog(desk.page, childcare_door.door_day(desk.workplace).children[0])),
        "Gekommen um",
        "8:5",
    ),
    "care room": DraftedForm(_dialog(lambda desk: room_dialog(desk.page)), "Name", "Mondzim"),
    "care room changed": DraftedForm(
        _dialog(lambda desk: room_dialog(desk.page, desk.care().rooms[0])), "Größe in m²", "4"
    ),
    "carer": DraftedForm(_dialog(lambda desk: CarerDialog(desk.page, desk.care().rooms, ())), "Name", "Jo Bl"),
    "carer changed": DraftedForm(
        _dialog(lambda desk: CarerDialog(desk.page, desk.care().rooms, (), desk.care().carers[0])), "Telefon", "05141 2"
    ),
    "carer absent": DraftedForm(_dialog(lambda desk: absence_dialog(desk.page, desk.care().carers)), "Von", "9:0"),
    "carer besides": DraftedForm(
        _dialog(lambda desk: extra_dialog(desk.page, desk.care().carers, desk.care().rooms)), "Bis", "1"
    ),
    "slot by hand": DraftedForm(
        _dialog(lambda desk: add_slot_dialog(desk.page, desk.care().rooms, desk.page.context.today())),
        "Anlass",
        "Elterncaf",
    ),
    "care cancelled": DraftedForm(
        _dialog(lambda desk: cancel_slot_dialog(desk.page, desk.care_slot())), "Grund", "Raum nicht fr"
    ),
    "child by hand": DraftedForm(
        _dialog(lambda desk: book_dialog(desk.page, desk.care_slot(), [(desk.child().id, "Mila")])),
        "Grund, falls es über die Regel geht",
        "Mutter hat Pr",
    ),
    "booked over the rule": DraftedForm(
        _dialog(lambda desk: over_dialog(desk.page, desk.care_places(), _nothing_kept)), "Grund", "Mutter hat Pr"
    ),
    "care policy": DraftedForm(
        _dialog(lambda desk: policy_dialog(desk.page, desk.care().policy)), "Worauf die Regel beruht", "In Anlehn"
    ),
    "care of a group": DraftedForm(
        _dialog(
            lambda desk: care_dialog(desk.page, desk.group().row, read_group_care(desk.workplace, desk.group().row.id))
        ),
        "Minuten davor",
        "2",
    ),
    "place asked for": DraftedForm(
        _dialog(lambda desk: SearchDialog(desk.page, desk.asked_place().child_id, "Mila", _nothing_kept)),
        "Name der Einrichtung oder Person",
        "Kita Sonn",
    ),
    "place changed": DraftedForm(
        _dialog(
            lambda desk: SearchDialog(desk.page, desk.asked_place().child_id, "Mila", _nothing_kept, desk.asked_place())
        ),
        "Notiz",
        "ruft zur",
    ),
    "letter to the Kita": DraftedForm(
        _dialog(
            lambda desk: LetterDialog(
                desk.page, desk.asked_place(), care_letter.letter_facts(desk.workplace, desk.asked_place().id)
            )
        ),
        "Betreffzeile",
        "Noch einmal: Pl",
    ),
    "hours of work": DraftedForm(
        _dialog(lambda desk: work_hours_dialog(desk.page, desk.matching().work, _nothing_kept)), "Weg in Minuten", "4"
    ),
    "agreement": DraftedForm(_dialog(_agreement), "Absprache", "Oma ho"),
    "agreement changed": DraftedForm(
        _dialog(lambda desk: change_agreement_dialog(desk.page, desk.matching().children[0].agreements, _nothing_kept)),
        "Absprache",
        "Der Nachb",
    ),
    "mapping kept": DraftedForm(_profile, "Name der Zuordnung", "Liste vom Tr"),
    "import read": DraftedForm(_reading, "Letzte Datenzeile", "2"),
}
