"""The search for a lasting place on a person's page: asking, answers, the letter, and work against care."""

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.factories import a_group, a_participant, an_enrolment, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.conftest import NOW
from tests.ui.driving import button, click, press_focused, settle, show_page, type_into, visible
from tests.unit.services.care import a_care_slot, a_job, a_little_child, a_search, cared_for, every_day, leave
from werkakademie.records.care_search import CareSearchRow, DayHours
from werkakademie.records.drawing import Label
from werkakademie.records.enums import CareAnswer, CareKind
from werkakademie.records.ids import ChildId, ParticipantId
from werkakademie.services import care_matching, care_search
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.childcare.page import ChildcarePage
from werkakademie.ui.childcare.search_tab import SearchTab
from werkakademie.ui.groups.form_dialog import FormDialog
from werkakademie.ui.groups.lasting_card import LastingCareCard
from werkakademie.ui.groups.page import GroupsPage
from werkakademie.ui.participants.care_search.card import CareSearchCard
from werkakademie.ui.participants.care_search.dialogs import SearchDialog
from werkakademie.ui.participants.care_search.letter_dialog import LetterDialog
from werkakademie.ui.participants.care_search.week_hours import WeekHoursField
from werkakademie.ui.participants.care_search.week_picture import week_picture
from werkakademie.ui.participants.care_search.work_card import WorkAndCareCard
from werkakademie.ui.shell.pages import Opener, Page, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.today.page import TodayPage
from werkakademie.ui.widgets.drawing import DrawingView
from werkakademie.ui.widgets.fields import ChoiceField, LongTextField
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.layouts import ScrollPane
from werkakademie.ui.widgets.text import Pill, TextLabel

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$", extend=True)


class FamilyPage(Page):
    """Both cards below each other, as the tab „Kinder“ shows them."""

    def __init__(self, context: PageContext, person: ParticipantId, child: ChildId) -> None:
        super().__init__(context)
        self.search = CareSearchCard(context, self, child)
        self.work = WorkAndCareCard(context, self, person)
        pane = ScrollPane()
        pane.body.addWidget(self.search)
        pane.body.addWidget(self.work)
        pane.body.addStretch(1)
        self.set_content(pane)

    def title(self) -> str:
        return "Kinder"

    def enter(self, target: object = None) -> None:
        """Nothing: the cards load themselves."""


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def olena(workplace: Workplace) -> ParticipantId:
    return a_participant(workplace, street="Lindenweg 4", postcode="10117", city="Berlin", phone="030 1234567")


@pytest.fixture
def mila(workplace: Workplace, olena: ParticipantId) -> ChildId:
    return a_little_child(workplace, olena)


@pytest.fixture
def show(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    olena: ParticipantId,
    mila: ChildId,
    context_of: Callable[[object], PageContext],
) -> Callable[[], FamilyPage]:
    return lambda: show_page(qtbot, worker, FamilyPage(context_of(workplace), olena, mila))


Show = Callable[[], FamilyPage]


def searches(workplace: Workplace, child: ChildId) -> tuple[CareSearchRow, ...]:
    return care_search.searches_of_child(workplace, child).searches


def type_focused(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def said(page: Page) -> list[str]:
    return [one.text() for one in visible(page, TextLabel)]


def pills(page: Page) -> list[str]:
    return [one.text() for one in visible(page, Pill)]


def test_a_place_is_entered_by_keyboard(
    show: Show, workplace: Workplace, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    button(page, "Anfrage eintragen …").setFocus()
    press_focused(Qt.Key.Key_Return)
    (dialog,) = visible(page, SearchDialog)
    type_into(dialog, "Name der Einrichtung oder Person", "Kita Sonnenblume")
    type_into(dialog, "Gefragt am", "2.11.26")
    hours = dialog.form.field("hours")
    assert isinstance(hours, WeekHoursField)
    hours.setFocus()
    for typed in ("8", "16"):
        type_focused(typed)
        press_focused(Qt.Key.Key_Tab)
    click(dialog, "Montag bis Freitag gleich")
    type_into(dialog, "Notiz", "ruft zurück")
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    (row,) = searches(workplace, mila)
    assert (row.kind, row.provider_name, row.applied_on) == (CareKind.KITA, "Kita Sonnenblume", date(2026, 11, 2))
    assert row.hours == every_day(time(8), time(16))
    assert "Mo–Fr 08:00–16:00" in said(page)
    assert "Jetzt wieder nachfragen (seit 16.11.2026)" in said(page)
    assert page.messages.text() == "Kita Sonnenblume ist eingetragen."


def test_a_day_with_one_time_only_is_asked_for(
    show: Show, workplace: Workplace, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    click(page, "Anfrage eintragen …")
    (dialog,) = visible(page, SearchDialog)
    type_into(dialog, "Name der Einrichtung oder Person", "Kita Sonnenblume")
    hours = dialog.form.field("hours")
    hours.setFocus()
    type_focused("8")
    click(dialog, "Eintragen")
    settle(qtbot, worker)
    assert "beide Uhrzeiten" in hours.shown_problem()
    assert searches(workplace, mila) == ()
    dialog.reject()


def test_an_answer_is_two_presses_and_can_be_taken_back(
    show: Show, workplace: Workplace, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    a_search(workplace, mila, applied_on=date(2026, 11, 2))
    page = show()
    button(page, "Antwort").setFocus()
    press_focused(Qt.Key.Key_Return)
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in menu.actions()] == ["auf der Warteliste", "Zusage", "Absage", "zurückgezogen"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(qtbot, worker)
    assert searches(workplace, mila)[0].answer is CareAnswer.WAITING_LIST
    assert "auf der Warteliste" in pills(page)
    assert "Wieder nachfragen am 07.12.2026" in said(page)
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert searches(workplace, mila)[0].answer is CareAnswer.OPEN
    assert searches(workplace, mila)[0].ask_on == date(2026, 11, 16)


def test_only_what_the_answer_needs_is_asked(
    show: Show, workplace: Workplace, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    a_search(workplace, mila, answer=CareAnswer.ACCEPTED)
    page = show()
    assert "Es fehlt noch, ab wann der Platz da ist." in said(page)
    click(page, "Ändern …")
    (dialog,) = visible(page, SearchDialog)
    shown = {name for name in dialog.form.field_names() if dialog.form.field(name).isVisibleTo(dialog)}
    assert "starts_on" in shown
    assert not {"waiting_number", "remind_on"} & shown
    answer = dialog.form.field("answer")
    assert isinstance(answer, ChoiceField)
    answer.set_value(CareAnswer.WAITING_LIST)
    answer.changed.emit()
    type_into(dialog, "Nummer auf der Warteliste", "12")
    assert not dialog.form.field("starts_on").isVisibleTo(dialog)
    click(dialog, "Speichern")
    settle(qtbot, worker)
    assert "Warteliste, Nummer 12" in pills(page)


def test_whoever_asked_again_is_reminded_later_and_removing_can_be_undone(
    show: Show, workplace: Workplace, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    a_search(workplace, mila, applied_on=date(2026, 11, 2))
    page = show()
    click(page, "Nachgefragt")
    settle(qtbot, worker)
    assert searches(workplace, mila)[0].remind_on == date(2026, 12, 7)
    click(page, "Entfernen")
    settle(qtbot, worker)
    assert searches(workplace, mila) == ()
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert len(searches(workplace, mila)) == 1


def letter_dialog(page: Page, qtbot: QtBot, worker: Worker) -> LetterDialog:
    click(page, "Brief …")
    settle(qtbot, worker)
    (dialog,) = visible(page, LetterDialog)
    return dialog


def text_of(dialog: LetterDialog) -> str:
    text = dialog.words.field("text")
    assert isinstance(text, LongTextField)
    return text.edit.toPlainText()


def test_a_letter_follows_the_choices_until_somebody_changes_it(
    show: Show, workplace: Workplace, mila: ChildId, qtbot: QtBot, worker: Worker, files: AnsweredFiles, tmp_path: Path
) -> None:
    a_search(workplace, mila, contact="Frau Müller")
    page = show()
    dialog = letter_dialog(page, qtbot, worker)
    assert "Jobcenter" not in text_of(dialog)
    box = dialog.choices.field("jobcenter").control
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert "Das Jobcenter unterstützt mich dabei." in text_of(dialog)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert "Jobcenter" not in text_of(dialog)
    text = dialog.words.field("text")
    assert isinstance(text, LongTextField)
    text.edit.setFocus()
    QTest.keyClicks(text.edit, "Hallo. ")
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert text_of(dialog).startswith("Hallo. ")
    assert "Jobcenter" not in text_of(dialog)
    path = tmp_path / "Brief.pdf"
    files.answers.append(path)
    click(dialog, "Als PDF speichern")
    settle(qtbot, worker)
    assert path.read_bytes().startswith(b"%PDF")
    assert "nicht verschlüsselt" in page.messages.text()
    click(page, "Heute gefragt")
    settle(qtbot, worker)
    assert searches(workplace, mila)[0].applied_on == date(2026, 11, 23)


def test_a_changed_letter_can_be_proposed_anew(
    show: Show, workplace: Workplace, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    a_search(workplace, mila, applied_on=date(2026, 10, 5), answer=CareAnswer.WAITING_LIST, waiting_number=12)
    dialog = letter_dialog(show(), qtbot, worker)
    assert "mit der Nummer 12 auf der Warteliste" in text_of(dialog)
    again = button(dialog, "Text neu vorschlagen")
    proposed = text_of(dialog)
    type_into(dialog, "Text", "Hallo.")
    assert again.isEnabled()
    click(dialog, "Text neu vorschlagen")
    assert text_of(dialog) == proposed
    dialog.reject()


def a_match(workplace: Workplace, olena: ParticipantId, mila: ChildId) -> None:
    """Work from 8 to 16 on three days with half an hour of way; the Kita has the child from 7:30 to 16."""
    job = a_job(workplace, an_enrolment(workplace, a_group(workplace), olena))
    care_matching.set_work_hours(workplace, job, hours=every_day(time(8), time(16), (0, 1, 2)), travel_minutes=30)
    a_search(workplace, mila, answer=CareAnswer.ACCEPTED, starts_on=date(2027, 2, 1),
             hours=every_day(time(7, 30), time(16)))  # fmt: skip


def test_gaps_are_shown_and_closed_by_an_agreement(
    show: Show, workplace: Workplace, olena: ParticipantId, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    a_match(workplace, olena, mila)
    page = show()
    assert "Mo–Mi 16:00–16:30: 30 Minuten ohne Betreuung" in said(page)
    assert "3 Lücken" in pills(page)
    (picture,) = visible(page, DrawingView)
    assert "Ohne Betreuung: Mo–Mi 16:00–16:30." in picture.accessibleName()
    drawing = picture.drawing()
    assert drawing is not None
    assert [one.text for one in drawing.shapes if isinstance(one, Label) and "offen" in one.text] == ["0:30 offen"] * 3
    click(page, "Absprache eintragen …")
    (dialog,) = visible(page, FormDialog)
    type_into(dialog, "Absprache", "Die Großmutter holt ab")
    click(dialog, "Eintragen")
    settle(qtbot, worker)
    assert "alles vereinbart" in pills(page)
    assert "Absprache für Mo–Mi 16:00–16:30" in said(page)
    click(page, "Steht")
    settle(qtbot, worker)
    assert "steht seit 23.11.2026" in pills(page)
    (matching,) = care_matching.matchings_of_person(workplace, olena)
    assert [one.done_on for one in matching.children[0].agreements] == [date(2026, 11, 23)] * 3


def test_the_hours_of_work_are_entered(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    assert not page.work.isVisible()
    job = a_job(workplace, an_enrolment(workplace, a_group(workplace), olena))
    page.work.load()
    settle(qtbot, worker)
    click(page, "Arbeitszeiten eintragen …")
    (dialog,) = visible(page, FormDialog)
    type_into(dialog, "Weg in Minuten", "25")
    hours = dialog.form.field("hours")
    hours.setFocus()
    type_focused("22")
    press_focused(Qt.Key.Key_Tab)
    type_focused("6")
    click(dialog, "Speichern")
    settle(qtbot, worker)
    work = care_matching.matching_of(workplace, job).work
    assert (work.hours, work.travel_minutes) == ((DayHours(0, time(22), time(6)),), 25)
    assert "Bei Arbeitsbeginn gibt es noch keine Dauerbetreuung." in said(page)


def test_a_night_goes_on_in_the_row_of_the_next_day(workplace: Workplace, olena: ParticipantId, mila: ChildId) -> None:
    job = a_job(workplace, an_enrolment(workplace, a_group(workplace), olena))
    care_matching.set_work_hours(workplace, job, hours=[DayHours(6, time(22), time(6))], travel_minutes=None)
    a_search(workplace, mila, answer=CareAnswer.ACCEPTED, starts_on=date(2027, 2, 1), hours=every_day(time(8), time(9)))
    matching = care_matching.matching_of(workplace, job)
    texts = [one.text for one in week_picture(matching.work, matching.children[0]).shapes if isinstance(one, Label)]
    assert "2:00 offen" in texts
    assert "6:00 offen" in texts
    assert texts.index("6:00 offen") < texts.index("Di") < texts.index("2:00 offen")


def test_all_is_reached_by_keyboard_and_named(
    show: Show, workplace: Workplace, olena: ParticipantId, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    a_match(workplace, olena, mila)
    a_search(workplace, mila, "Kita am Park", applied_on=date(2026, 11, 2))
    page = show()
    check_page(page)
    assert not_reached(page) == []
    click(page, "Anfrage eintragen …")
    (dialog,) = visible(page, SearchDialog)
    settle(qtbot, worker)
    check_page(dialog)
    assert not_reached(dialog) == []
    dialog.reject()
    letter = letter_dialog(page, qtbot, worker)
    check_page(letter)
    assert not_reached(letter) == []
    letter.reject()


def test_longer_words_fit(show: Show, workplace: Workplace, olena: ParticipantId, mila: ChildId) -> None:
    a_match(workplace, olena, mila)
    a_search(workplace, mila, "Kita am Park", applied_on=date(2026, 11, 2))
    page = show()
    pseudo_localise(page)
    assert clipped_texts(page) == []


def test_today_names_the_places_to_ask_again(
    workplace: Workplace,
    mila: ChildId,
    olena: ParticipantId,
    qtbot: QtBot,
    worker: Worker,
    opener: Opener,
    context_of: Callable[[object], PageContext],
) -> None:
    a_search(workplace, mila, applied_on=date(2026, 11, 2))
    a_search(workplace, mila, "Kita am Park", applied_on=date(2026, 11, 22))
    page = show_page(qtbot, worker, TodayPage(context_of(workplace)))
    (row,) = page.care_places.list.records_model.records()
    assert row.provider_name == "Kita Sonnenblume"
    assert not page.nothing.isVisible()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_6)
    with qtbot.waitSignal(opener.went) as went:
        press_focused(Qt.Key.Key_Return)
    assert went.args == ["participants", olena]
    care_search.note_asked_again(workplace, row.search_id)
    page.enter()
    settle(qtbot, worker)
    assert not page.care_places.isVisible()


def test_the_groups_page_shows_both_figures_with_their_parts(
    workplace: Workplace,
    olena: ParticipantId,
    mila: ChildId,
    qtbot: QtBot,
    worker: Worker,
    context_of: Callable[[object], PageContext],
) -> None:
    group = a_group(workplace)
    enrolment = an_enrolment(workplace, group, olena)
    cared_for(workplace, a_care_slot(workplace, group), mila)
    a_search(workplace, mila, answer=CareAnswer.ACCEPTED, starts_on=date(2026, 11, 2))
    leave(workplace, enrolment, date(2026, 11, 20))
    page = show_page(qtbot, worker, GroupsPage(context_of(workplace)), group)
    (card,) = visible(page, LastingCareCard)
    assert "100,0 %" in [one.text() for one in visible(card, TextLabel)]
    assert "1 von 1 Familie am Ende der Teilnahme" in [one.text() for one in visible(card, TextLabel)]
    assert "0 von 0 Familien am Stichtag" in [one.text() for one in visible(card, TextLabel)]


def test_all_open_requests_stand_on_the_page_of_childcare(
    workplace: Workplace,
    mila: ChildId,
    olena: ParticipantId,
    qtbot: QtBot,
    worker: Worker,
    opener: Opener,
    context_of: Callable[[object], PageContext],
) -> None:
    page = show_page(qtbot, worker, ChildcarePage(context_of(workplace)), "search")
    (tab,) = visible(page, SearchTab)
    assert not tab.table.isVisible()
    a_search(workplace, mila, applied_on=date(2026, 11, 2))
    a_search(workplace, mila, "Kita am Park", applied_on=date(2026, 11, 22))
    a_search(workplace, mila, "Hort", applied_on=date(2026, 11, 1), answer=CareAnswer.REFUSED)
    page.enter("search")
    settle(qtbot, worker)
    check_page(page)
    assert [row.provider_name for row in tab.table.table_model.records()] == ["Kita Sonnenblume", "Kita am Park"]
    assert "1 Anfrage ist jetzt fällig." in said(page)
    tab.table.setFocus()
    press_focused(Qt.Key.Key_Down)
    with qtbot.waitSignal(opener.went) as went:
        press_focused(Qt.Key.Key_Return)
    assert went.args == ["participants", olena]
