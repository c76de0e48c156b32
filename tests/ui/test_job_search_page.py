"""The job-search page: applications with their history, by keyboard and by mouse."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import a_group, a_participant, an_application, an_enrolment, an_own_place, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.conftest import NOW
from tests.ui.driving import button, click, field, press, show_page, type_into, visible, wait_idle
from werkakademie.records.enums import ApplicationStage, NextStep, SearchActivityKind
from werkakademie.records.ids import ParticipantId
from werkakademie.records.job_search import ApplicationRecord
from werkakademie.records.own_log import NewApplication
from werkakademie.services import job_search
from werkakademie.services.own import log
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.job_search.application_dialog import ApplicationDialog
from werkakademie.ui.job_search.page import JobSearchPage
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.text import Pill, TextLabel

# The list of suggestions takes the keyboard, which a screen that is not there can't give.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$", extend=True)

S = ApplicationStage
Show = Callable[..., JobSearchPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def olena(workplace: Workplace) -> ParticipantId:
    person = a_participant(workplace)
    an_enrolment(workplace, a_group(workplace), person)
    return person


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., JobSearchPage]:
    def shown(target: object = None) -> JobSearchPage:
        return show_page(qtbot, worker, JobSearchPage(context_of(workplace)), target)

    return shown


def dialog_of(page: JobSearchPage) -> ServiceDialog:
    (dialog,) = visible(page, ServiceDialog)
    return dialog


def listed(page: JobSearchPage) -> list[str]:
    return [record.employer_name for record in page.applications.records_model.records()]


def pills(page: JobSearchPage) -> list[str]:
    """The stages in the history of the chosen application."""
    return [pill.text() for pill in visible(page.card, Pill)]


def only(workplace: Workplace, person: ParticipantId) -> ApplicationRecord:
    (record,) = job_search.job_search_log(workplace, person).applications
    return record


def test_without_people_the_page_says_where_they_come_from(show: Show, opener: Opener, qtbot: QtBot) -> None:
    page = show()
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Zu den Teilnehmenden")
    assert went.args == ["participants", None]


@pytest.mark.usefixtures("olena")
def test_without_a_chosen_person_the_page_asks_for_one(show: Show) -> None:
    page = show()
    (action,) = page.header_actions()
    action.run()
    assert "zuerst eine Person" in page.messages.text()


def test_a_person_is_chosen_by_keys(show: Show, olena: ParticipantId, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    QTest.keyClicks(first, "koval")
    wait_idle(qtbot, worker)
    page.people.list.setFocus()
    press(page, Qt.Key.Key_Down)
    wait_idle(qtbot, worker)
    assert page.person_id == olena
    assert button(page, "Bewerbung eintragen").isVisible()


def test_an_application_is_written_by_keys_alone(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(olena)
    click(page, "Bewerbung eintragen")
    dialog = dialog_of(page)
    assert QApplication.focusWidget() is field(dialog, "Arbeitgeber").control
    for text in ("Gartenbau Beispiel", "Musterstadt", "Helferin"):
        QTest.keyClicks(dialog.focusWidget(), text)
        wait_idle(qtbot, worker)
        press(dialog, Qt.Key.Key_Tab)
    press(dialog, Qt.Key.Key_Return)
    wait_idle(qtbot, worker)
    record = only(workplace, olena)
    assert (record.employer_name, record.employer_city, record.position) == (
        "Gartenbau Beispiel",
        "Musterstadt",
        "Helferin",
    )
    assert [(stage.stage, stage.happened_on) for stage in record.stages] == [(S.APPLIED, date(2026, 11, 23))]
    assert listed(page) == ["Gartenbau Beispiel"]
    click(page, "Rückgängig")
    wait_idle(qtbot, worker)
    assert button(page, "Bewerbung eintragen").isVisible()
    assert job_search.job_search_log(workplace, olena).applications == ()


def test_missing_and_wrong_input_is_said_at_the_field(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(olena)
    click(page, "Bewerbung eintragen")
    dialog = dialog_of(page)
    type_into(dialog, "Tag", "24.11.2026")
    click(dialog, "Eintragen")
    assert field(dialog, "Arbeitgeber").shown_problem() == "Bitte füllen Sie dieses Feld aus."
    assert field(dialog, "Stelle").shown_problem() == "Bitte füllen Sie dieses Feld aus."
    type_into(dialog, "Arbeitgeber", "Gartenbau Beispiel")
    type_into(dialog, "Stelle", "Helferin")
    wait_idle(qtbot, worker)
    click(dialog, "Eintragen")
    wait_idle(qtbot, worker)
    assert "Zukunft" in field(dialog, "Tag").shown_problem()
    assert dialog.isVisible()
    assert job_search.job_search_log(workplace, olena).applications == ()


def test_known_employers_are_offered_and_the_earlier_application_is_said(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    an_application(workplace, olena, "Logistik Nord GmbH", "Musterstadt", stages=[(S.APPLIED, date(2026, 11, 12))])
    page = show(olena)
    page.header_actions()[0].run()
    dialog = dialog_of(page)
    assert isinstance(dialog, ApplicationDialog)
    type_into(dialog, "Arbeitgeber", "nor")
    wait_idle(qtbot, worker)
    assert dialog.employer.offered() == ["Logistik Nord GmbH, Musterstadt"]
    assert not dialog.hint.isVisible()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    wait_idle(qtbot, worker)
    assert field(dialog, "Arbeitgeber").value() == "Logistik Nord GmbH"
    assert field(dialog, "Ort").value() == "Musterstadt"
    assert dialog.hint.isVisible()
    assert dialog.hint.text() == "Dort am 12.11.2026 schon beworben: Lagerhelferin (Stand: beworben)."


def test_the_next_stage_is_one_click_and_can_be_undone(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    an_application(workplace, olena, stages=[(S.APPLIED, date(2026, 11, 9))])
    page = show(olena)
    click(page, "eingeladen")
    wait_idle(qtbot, worker)
    assert pills(page) == ["beworben", "eingeladen"]
    assert only(workplace, olena).stages[-1].happened_on == date(2026, 11, 23)
    click(page, "Rückgängig")
    wait_idle(qtbot, worker)
    assert pills(page) == ["beworben"]


def test_the_keyboard_stays_at_the_next_stages(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    an_application(workplace, olena, stages=[(S.APPLIED, date(2026, 11, 9))])
    page = show(olena)
    button(page, "eingeladen").setFocus()
    press(page, Qt.Key.Key_Return)
    wait_idle(qtbot, worker)
    assert button(page, "Vorstellungsgespräch").hasFocus()


def test_a_stage_of_another_day_is_written_with_a_note(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    an_application(workplace, olena, stages=[(S.APPLIED, date(2026, 11, 9))])
    page = show(olena)
    click(page, "Anderer Stand oder Tag …")
    dialog = dialog_of(page)
    stage = field(dialog, "Stand")
    assert isinstance(stage, ChoiceField)
    stage.combo.setFocus()
    QTest.keyClicks(stage.combo, "Antw")
    type_into(dialog, "Tag", "12.11.26")
    type_into(dialog, "Notiz", "per E-Mail")
    press(dialog, Qt.Key.Key_Return)
    wait_idle(qtbot, worker)
    stages = [(one.stage, one.happened_on, one.note) for one in only(workplace, olena).stages]
    assert stages == [(S.APPLIED, date(2026, 11, 9), ""), (S.ANSWER, date(2026, 11, 12), "per E-Mail")]


def test_an_interview_asks_for_its_day(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    an_application(workplace, olena, stages=[(S.APPLIED, date(2026, 11, 9)), (S.INVITATION, date(2026, 11, 20))])
    page = show(olena)
    click(page, "Vorstellungsgespräch")
    dialog = dialog_of(page)
    type_into(dialog, "Tag", "27.11.2026")
    click(dialog, "Eintragen")
    wait_idle(qtbot, worker)
    assert pills(page) == ["beworben", "eingeladen", "Vorstellungsgespräch"]


def test_a_stage_is_corrected_and_removed(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    an_application(workplace, olena, stages=[(S.APPLIED, date(2026, 11, 9)), (S.REFUSAL, date(2026, 11, 20))])
    page = show(olena)
    click(page, "Eintrag ändern: Absage, 20.11.2026")
    type_into(dialog_of(page), "Tag", "19.11.2026")
    click(dialog_of(page), "Speichern")
    wait_idle(qtbot, worker)
    click(page, "Eintrag entfernen: Absage, 19.11.2026")
    wait_idle(qtbot, worker)
    assert pills(page) == ["beworben"]
    click(page, "Eintrag entfernen: beworben, 09.11.2026")
    wait_idle(qtbot, worker)
    assert "einzige" in page.messages.text()
    assert pills(page) == ["beworben"]


def test_an_application_is_changed_and_removed(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    an_application(workplace, olena, "Logistik Nort")
    page = show(olena)
    click(page, "Ändern")
    dialog = dialog_of(page)
    type_into(dialog, "Arbeitgeber", "Logistik Nord")
    wait_idle(qtbot, worker)
    click(dialog, "Speichern")
    wait_idle(qtbot, worker)
    assert listed(page) == ["Logistik Nord"]
    click(page, "Entfernen")
    wait_idle(qtbot, worker)
    assert listed(page) == []
    click(page, "Rückgängig")
    wait_idle(qtbot, worker)
    assert listed(page) == ["Logistik Nord"]


def test_the_proof_is_saved_where_the_person_wants_it(
    show: Show,
    workplace: Workplace,
    olena: ParticipantId,
    files: AnsweredFiles,
    tmp_path: Path,
    qtbot: QtBot,
    worker: Worker,
) -> None:
    an_application(workplace, olena)
    page = show(olena)
    click(page, "Bewerbungsnachweis")
    assert field(dialog_of(page), "Von").value() == date(2026, 10, 23)
    files.answers = [tmp_path / "Nachweis", tmp_path / "Nachweis.csv"]
    click(dialog_of(page), "Als PDF speichern")
    wait_idle(qtbot, worker)
    assert (tmp_path / "Nachweis.pdf").read_bytes().startswith(b"%PDF")
    assert "1 Bewerbung " in page.messages.text()
    click(page, "Bewerbungsnachweis")
    click(dialog_of(page), "Als CSV speichern")
    wait_idle(qtbot, worker)
    assert b"Logistik Nord GmbH" in (tmp_path / "Nachweis.csv").read_bytes()


def test_the_page_is_usable_by_everybody(show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot) -> None:
    an_application(workplace, olena, stages=[(S.APPLIED, date(2026, 11, 9)), (S.ANSWER, date(2026, 11, 20))])
    page = show(olena)
    check_page(page)
    assert not_reached(page) == []
    page.resize(960, 512)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])
    pseudo_localise(page)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])


def test_the_dialog_is_usable_by_everybody(show: Show, olena: ParticipantId) -> None:
    page = show(olena)
    click(page, "Bewerbung eintragen")
    check_page(dialog_of(page))
    assert not_reached(dialog_of(page)) == []
    assert clipped_texts(dialog_of(page)) == []


def test_what_the_person_wrote_at_their_own_place_is_shown(
    show: Show, workplace: Workplace, olena: ParticipantId
) -> None:
    own = an_own_place(workplace, olena)
    new = NewApplication("Nord GmbH", "", "Koch", None, None, next_step=NextStep.ASK_AGAIN, next_on=date(2026, 12, 7))
    log.add_application(own, new)
    log.add_activity(
        own, fields={"kind": SearchActivityKind.FAIR, "place": "Jobmesse", "happened_on": date(2026, 11, 20)}
    )
    page = show(olena)
    said = "\n".join(one.text() for one in visible(page, TextLabel))
    assert "Tag nicht bekannt" in said
    assert "Nächster Schritt: Ich frage nach (07.12.2026)" in said
    assert "Jobmesse besucht · Jobmesse" in said
    assert "20.11.2026" in said


def test_a_day_that_nobody_knows_stays_unknown_until_it_is_written(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    log.add_application(an_own_place(workplace, olena), NewApplication("Nord GmbH", "", "Koch", None, None))
    page = show(olena)
    for text, label, known in (("per Post", "Notiz", False), ("12.11.2026", "Tag", True)):
        click(page, "Eintrag ändern: beworben, Tag nicht bekannt")
        type_into(dialog_of(page), label, text)
        click(dialog_of(page), "Speichern")
        wait_idle(qtbot, worker)
        ((stage,),) = [one.stages for one in job_search.job_search_log(workplace, olena).applications]
        assert stage.day_known is known
    assert (stage.happened_on, stage.note) == (date(2026, 11, 12), "per Post")
