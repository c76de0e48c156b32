"""Nachfragen and the end of an enrolment, driven as a person does."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_group, a_participant, an_enrolment, an_exit, an_outcome, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.driving import button, click, field, press, settle, type_into, visible
from werkakademie.records.enums import Evidence, ExitReason, FollowUpState, OutcomeCategory
from werkakademie.records.ids import EnrolmentId, FollowUpId
from werkakademie.services import exits, follow_ups
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.exits.dialog import end_enrolment
from werkakademie.ui.follow_ups.page import FollowUpsPage
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.text import Pill

#: The pages of these tests are open on 1 March 2027, nine days after the cut-off day of who left on 20 November.
NOW = datetime(2027, 3, 1, 8, 42, tzinfo=UTC)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def enrolment_id(workplace: Workplace) -> EnrolmentId:
    return an_enrolment(workplace, a_group(workplace), a_participant(workplace, phone="0511 123456"))


@pytest.fixture
def follow_up_id(workplace: Workplace, enrolment_id: EnrolmentId) -> FollowUpId:
    return an_exit(workplace, enrolment_id)


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., FollowUpsPage]:
    def shown(target: object = None) -> FollowUpsPage:
        context = context_of(workplace)
        page = FollowUpsPage(
            PageContext(
                worker=context.worker,
                navigator=context.navigator,
                files=context.files,
                appearance=context.appearance,
                workplace=workplace,
                now=lambda: NOW,
            )
        )
        qtbot.addWidget(page)
        worker.changed.connect(page.refresh)
        page.resize(1072, 716)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.enter(target)
        settle(qtbot, worker)
        return page

    return shown


def dialog(page: QWidget) -> QDialog:
    """The open dialog."""
    (one,) = visible(page, QDialog)
    return one


def choose(root: QWidget, label: str, words: str) -> None:
    """Choose an entry by its first letters, as a person types them into the list."""
    found = field(root, label)
    assert isinstance(found, ChoiceField)
    combo: QComboBox = found.combo
    combo.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(combo.count()):
        if combo.currentText() == words:
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == words


def texts(root: QWidget) -> set[str]:
    """All pills that are to be seen."""
    return {pill.text() for pill in visible(root, Pill)}


def test_an_empty_page_says_what_belongs_there(show: Callable[..., FollowUpsPage]) -> None:
    page = show()
    assert "Heute ist niemand zu fragen" in shown_text(page)
    check_page(page)


def shown_text(root: QWidget) -> str:
    """Everything that labels say."""
    return "\n".join(one.text() for one in visible(root, QLabel))


@pytest.mark.usefixtures("follow_up_id")
def test_a_due_follow_up_shows_how_to_reach_the_person(show: Callable[..., FollowUpsPage]) -> None:
    page = show()
    said = shown_text(page)
    assert "Olena Kovalenko" in said
    assert "20.02.2027" in said
    assert "0511 123456" in said
    assert "fällig" in texts(page)
    check_page(page)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    assert not_reached(page) == []


@pytest.mark.usefixtures("follow_up_id")
def test_nothing_is_cut_off_on_a_small_screen(show: Callable[..., FollowUpsPage]) -> None:
    page = show()
    page.resize(960, 516)
    assert clipped_texts(page) == []


def test_an_attempt_is_written_down_by_keyboard(
    qtbot: QtBot, worker: Worker, workplace: Workplace, follow_up_id: FollowUpId, show: Callable[..., FollowUpsPage]
) -> None:
    page = show()
    button(page, "Versuch eintragen").setFocus()
    press(page, Qt.Key.Key_Space)
    opened = dialog(page)
    check_page(opened)
    choose(opened, "Mit welchem Ergebnis?", "Rückruf vereinbart")
    field(opened, "Notiz").control.setFocus()
    QTest.keyClicks(field(opened, "Notiz").control, "ab 17 Uhr")
    press(opened, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    (attempt,) = follow_ups.follow_up_record(workplace, follow_up_id).attempts
    assert (attempt.attempted_on, attempt.note) == (date(2027, 3, 1), "ab 17 Uhr")
    assert "Telefon: Rückruf vereinbart · ab 17 Uhr" in shown_text(page)


def test_asking_the_employer_without_permission_is_refused_with_a_sentence(
    qtbot: QtBot, worker: Worker, workplace: Workplace, follow_up_id: FollowUpId, show: Callable[..., FollowUpsPage]
) -> None:
    page = show()
    click(page, "Versuch eintragen")
    opened = dialog(page)
    choose(opened, "Auf welchem Weg?", "Arbeitgeber gefragt")
    choose(opened, "Mit welchem Ergebnis?", "erreicht")
    click(opened, "Eintragen")
    settle(qtbot, worker)
    assert "erst fragen, wenn die Person es erlaubt hat" in shown_text(opened)
    click(opened, "Abbrechen")
    click(page, "Erlaubnis eintragen")
    click(dialog(page), "Eintragen")
    settle(qtbot, worker)
    assert follow_ups.follow_up_record(workplace, follow_up_id).employer_permission_on == date(2027, 3, 1)
    click(page, "Erlaubnis zurücknehmen")
    settle(qtbot, worker)
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert follow_ups.follow_up_record(workplace, follow_up_id).employer_permission_on == date(2027, 3, 1)


def test_the_outcome_is_recorded_with_its_flags_and_can_be_undone(
    qtbot: QtBot, worker: Worker, workplace: Workplace, follow_up_id: FollowUpId, show: Callable[..., FollowUpsPage]
) -> None:
    page = show()
    click(page, "Verbleib eintragen")
    opened = dialog(page)
    check_page(opened)
    assert "Wochenstunden" not in shown_text(opened)
    choose(opened, "Was war am 20.02.2027?", "sozialversicherungspflichtige Arbeit, Teilzeit")
    type_into(opened, "Wochenstunden", "25,5")
    choose(opened, "An diesem Tag arbeitslos gemeldet", "nein")
    click(opened, "Eintragen")
    settle(qtbot, worker)
    answer = follow_ups.follow_up_record(workplace, follow_up_id).answer
    assert answer is not None
    assert (answer.category, answer.weekly_hours) == (OutcomeCategory.INSURED_PART_TIME, 25.5)
    assert (answer.registered_unemployed, answer.fixed_term) == (False, None)
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert follow_ups.follow_up_record(workplace, follow_up_id).row.state is FollowUpState.OPEN


def test_a_missing_answer_is_shown_at_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, worker: Worker, follow_up_id: FollowUpId, show: Callable[..., FollowUpsPage]
) -> None:
    page = show(follow_up_id)
    click(page, "Verbleib eintragen")
    opened = dialog(page)
    field(opened, "Notiz").set_value("Nachbarin gefragt")
    click(opened, "Eintragen")
    settle(qtbot, worker)
    assert field(opened, "Was war am 20.02.2027?").shown_problem() == "Bitte füllen Sie dieses Feld aus."
    assert field(opened, "Notiz").value() == "Nachbarin gefragt"


def test_before_the_cut_off_day_the_form_says_that_it_is_a_hint(
    workplace: Workplace, enrolment_id: EnrolmentId, show: Callable[..., FollowUpsPage]
) -> None:
    coming = an_exit(workplace, enrolment_id, date(2026, 12, 18))
    page = show(coming)
    assert page.chips.chosen() == "coming"
    click(page, "Verbleib eintragen")
    (early,) = [one for one in visible(dialog(page), Banner) if "Hinweis" in one.text()]
    assert "18.03.2027 kommt erst" in early.text()


def test_not_reached_closes_and_undo_opens_again(
    qtbot: QtBot, worker: Worker, workplace: Workplace, follow_up_id: FollowUpId, show: Callable[..., FollowUpsPage]
) -> None:
    page = show()
    click(page, "Nicht erreicht, beenden")
    settle(qtbot, worker)
    assert follow_ups.follow_up_record(workplace, follow_up_id).row.state is FollowUpState.NOT_REACHED
    assert "Heute ist niemand zu fragen" in shown_text(page)
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert follow_ups.follow_up_record(workplace, follow_up_id).row.state is FollowUpState.OPEN


def test_the_history_shows_what_counts_and_a_contradiction(
    qtbot: QtBot, worker: Worker, workplace: Workplace, follow_up_id: FollowUpId, show: Callable[..., FollowUpsPage]
) -> None:
    an_outcome(workplace, follow_up_id, date(2027, 2, 20), evidence=Evidence.CONTRACT_SEEN)
    an_outcome(workplace, follow_up_id, date(2027, 3, 1), OutcomeCategory.SEEKING)
    page = show(follow_up_id)
    assert {"zählt", "ersetzt"} <= texts(page)
    assert "eingetragen am 01.03.2027 von Petra Wagner" in shown_text(page)
    assert any("stärkerem Nachweis" in banner.text() for banner in visible(page, Banner))
    newest = next(one for one in visible(page, Button) if one.text() == "Zurückziehen")
    QTest.mouseClick(newest, Qt.MouseButton.LeftButton)
    settle(qtbot, worker)
    assert {"zählt", "zurückgezogen"} <= texts(page)


def test_the_page_opens_the_person(
    qtbot: QtBot, opener: Opener, follow_up_id: FollowUpId, workplace: Workplace, show: Callable[..., FollowUpsPage]
) -> None:
    page = show(follow_up_id)
    person = follow_ups.follow_up_record(workplace, follow_up_id).row.participant_id
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Person öffnen")
    assert went.args == ["participants", person]


def test_an_enrolment_ends_with_a_job_start(
    qtbot: QtBot, worker: Worker, workplace: Workplace, enrolment_id: EnrolmentId, show: Callable[..., FollowUpsPage]
) -> None:
    page = show()
    end_enrolment(page, enrolment_id)
    settle(qtbot, worker)
    opened = dialog(page)
    check_page(opened)
    type_into(opened, "Letzter Tag", "30.11.2026")
    assert "Stichtag der Nachfrage: 28.02.2027" in shown_text(opened)
    choose(opened, "Wie endet die Teilnahme?", "vorzeitig beendet")
    choose(opened, "Grund", "Arbeit aufgenommen")
    QApplication.processEvents()
    type_into(opened, "Arbeitgeber", "Logistik Nord GmbH")
    type_into(opened, "Beginn der Arbeit", "1.12.2026")
    choose(opened, "Art der Arbeit", "sozialversicherungspflichtige Arbeit, Vollzeit")
    click(opened, "Beenden")
    settle(qtbot, worker)
    record = exits.exit_record(workplace, enrolment_id)
    assert (record.exit_on, record.exit_reason) == (date(2026, 11, 30), ExitReason.TOOK_UP_WORK)
    assert [job.employer_name for job in record.placements] == ["Logistik Nord GmbH"]
    assert "Nachfrage am 28.02.2027" in page.messages.text()
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert exits.exit_record(workplace, enrolment_id).exit_on is None


def test_an_exit_before_the_entry_is_shown_at_its_field(
    qtbot: QtBot, worker: Worker, enrolment_id: EnrolmentId, show: Callable[..., FollowUpsPage]
) -> None:
    page = show()
    end_enrolment(page, enrolment_id)
    settle(qtbot, worker)
    opened = dialog(page)
    type_into(opened, "Letzter Tag", "01.11.2026")
    choose(opened, "Wie endet die Teilnahme?", "wie geplant beendet")
    choose(opened, "Grund", "Gruppe zu Ende besucht")
    click(opened, "Beenden")
    settle(qtbot, worker)
    assert "nicht vor dem Beginn am 02.11.2026" in field(opened, "Letzter Tag").shown_problem()
