"""The tab „Löschfristen“ and the tab „Datenschutz“ of a record, driven by keys and clicks."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.driving import button, choose, click, show_page, tick, type_into, visible, wait_idle
from tests.unit.services.erasable import a_colleague, a_site, an_autumn_group, approve, everything_due, somebody
from werkakademie.records.ids import ParticipantId
from werkakademie.services import erasure, participants, person_rights
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.exits.dialog import ExitDialog, end_enrolment
from werkakademie.ui.groups.form_dialog import FormDialog
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.participants.texts import list_row
from werkakademie.ui.safety.page import SafetyPage
from werkakademie.ui.safety.retention_dialogs import ConfirmErasureDialog
from werkakademie.ui.safety.retention_tab import RetentionTab
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.today.page import TodayPage
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.data_table import DataTable
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.text import TextLabel

Opened = tuple[Workplace, SteppedClock, ParticipantId]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workplace, clock = a_site(tmp_path / "store")
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    yield workplace, clock, person
    workplace.store.close()


@pytest.fixture
def show(qtbot: QtBot, worker: Worker, context_of: Callable[[object], PageContext]) -> Callable[..., Page]:
    def shown(kind: type[Page], workplace: Workplace, target: object) -> Page:
        return show_page(qtbot, worker, kind(context_of(workplace)), target, height=1000)

    return shown


def tab_of(page: Page) -> RetentionTab:
    assert isinstance(page, SafetyPage)
    tab = page.current_tab()
    assert isinstance(tab, RetentionTab)
    return tab


def rows(table: DataTable) -> list[list[str]]:
    model = table.table_model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def texts(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(TextLabel) if label.isVisible())


def form_dialog(page: QWidget) -> FormDialog:
    [dialog] = [one for one in page.findChildren(FormDialog) if one.isVisible()]
    return dialog


def test_from_the_approval_to_the_certificate(
    opened: Opened, show: Callable[..., Page], qtbot: QtBot, worker: Worker, files: AnsweredFiles, tmp_path: Path
) -> None:
    workplace, _clock, _person = opened
    page = show(SafetyPage, workplace, "retention")
    tab = tab_of(page)
    assert rows(tab.due_table)[0] == [
        "Olena Kovalenko",
        "Kontaktdaten",
        "22.02.2027",
        "2",
        "Frist noch nicht freigegeben",
    ]
    assert not button(page, "Alles vorschlagen").isEnabled()

    tab.rules_table.selectRow(0)
    click(page, "Frist ändern …")
    dialog = form_dialog(page)
    type_into(dialog, "Freigegeben von", "Frau Behrens")
    type_into(dialog, "Freigegeben am", "1.5.2027")
    click(dialog, "Speichern")
    wait_idle(qtbot, worker)
    assert rows(tab.rules_table)[0] == ["Unterlagen und Fotos", "6 Monate", "Frau Behrens, 01.05.2027"]

    click(page, "Alles vorschlagen")
    wait_idle(qtbot, worker)
    assert "1 Posten ist vorgeschlagen" in page.messages.text()
    assert rows(tab.runs_table)[0][:4] == ["–", "01.06.2027", "Unterlagen und Fotos (1)", "Petra Wagner"]

    second = show(SafetyPage, a_colleague(workplace), "retention")
    click(second, "Bestätigen und löschen …")
    [asking] = second.findChildren(ConfirmErasureDialog)
    assert "Olena Kovalenko" in texts(asking)
    click(asking, "Endgültig löschen")
    assert asking.isVisible()
    tick(asking, "Ich habe die Liste geprüft. Diese Daten sollen endgültig gelöscht werden.")
    click(asking, "Endgültig löschen")
    wait_idle(qtbot, worker)
    assert "Das Löschprotokoll hat die Nummer 1" in second.messages.text()
    assert rows(tab_of(second).runs_table)[0][3:] == ["Petra Wagner / Jens Otto", "gelöscht"]

    files.answers.append(tmp_path / "protokoll.pdf")
    click(second, "Löschprotokoll als PDF …")
    wait_idle(qtbot, worker)
    assert (tmp_path / "protokoll.pdf").read_bytes().startswith(b"%PDF")


def test_the_first_page_tells_who_has_a_list_to_confirm(opened: Opened, show: Callable[..., Page]) -> None:
    workplace, _clock, _person = opened
    approve(workplace)
    erasure.propose(workplace, everything_due(workplace))
    text = "Eine Löschliste wartet auf Ihre Bestätigung."
    assert text not in texts(show(TodayPage, workplace, None))
    assert text in texts(show(TodayPage, a_colleague(workplace), None))


def test_another_period_takes_the_approval_out_of_the_form(opened: Opened, show: Callable[..., Page]) -> None:
    workplace, _clock, _person = opened
    approve(workplace)
    page = show(SafetyPage, workplace, "retention")
    click(page, "Frist ändern …")
    dialog = form_dialog(page)
    assert dialog.form.values()["approved_by"] == "Frau Behrens"
    type_into(dialog, "Frist in Monaten", "9")
    assert dialog.form.values() == {"months": 9, "approved_by": None, "approved_on": None}
    dialog.reject()


def test_a_hold_is_set_and_lifted(opened: Opened, show: Callable[..., Page], qtbot: QtBot, worker: Worker) -> None:
    workplace, _clock, _person = opened
    approve(workplace)
    page = show(SafetyPage, workplace, "retention")
    tab = tab_of(page)
    tab.due_table.selectRow(0)
    click(page, "Aussetzen …")
    dialog = form_dialog(page)
    type_into(dialog, "Grund", "Klage anhängig")
    click(dialog, "Aussetzen")
    wait_idle(qtbot, worker)
    assert {row[-1] for row in rows(tab.due_table)} == {"ausgesetzt: Klage anhängig"}
    tab.due_table.selectRow(0)
    click(page, "Aussetzung aufheben")
    wait_idle(qtbot, worker)
    assert {row[-1] for row in rows(tab.due_table)} == {"kann gelöscht werden"}


def test_the_tab_can_be_used_without_a_mouse(opened: Opened, show: Callable[..., Page]) -> None:
    workplace, _clock, _person = opened
    page = show(SafetyPage, workplace, "retention")
    check_page(page)
    assert not_reached(page) == []
    assert clipped_texts(page) == []


def test_the_rights_beside_a_record(
    opened: Opened, show: Callable[..., Page], qtbot: QtBot, worker: Worker, files: AnsweredFiles, tmp_path: Path
) -> None:
    workplace, _clock, person = opened
    page = show(ParticipantsPage, workplace, person)
    assert isinstance(page, ParticipantsPage)
    page.record._tabs.choose("rights")
    wait_idle(qtbot, worker)

    click(page, "Vermerken …")
    dialog = form_dialog(page)
    type_into(dialog, "Welche Angabe?", "Fehltag am 9.11.")
    type_into(dialog, "Was sagt die Person?", "Ich war beim Arzt.")
    click(dialog, "Vermerken")
    wait_idle(qtbot, worker)
    assert "Die Person bestreitet eine Angabe" in texts(page)
    assert "„Ich war beim Arzt.“" in texts(page)

    click(page, "Einschränken …")
    dialog = form_dialog(page)
    type_into(dialog, "Grund", "Richtigkeit bestritten")
    click(dialog, "Einschränken")
    wait_idle(qtbot, worker)
    assert "Die Verarbeitung dieser Daten ist seit 01.06.2027 eingeschränkt." in texts(page)
    assert not button(page, "Zur Löschung vorschlagen …").isEnabled()
    check_page(page)
    assert clipped_texts(page) == []

    files.answers.append(tmp_path / "Auskunft.zip")
    click(page, "Auskunft speichern …")
    wait_idle(qtbot, worker)
    assert (tmp_path / "Auskunft.zip").read_bytes().startswith(b"PK")

    click(page, "Einschränkung aufheben")
    wait_idle(qtbot, worker)
    click(page, "Erledigt")
    wait_idle(qtbot, worker)
    assert person_rights.rights_of(workplace, person).disputes == ()

    click(page, "Zur Löschung vorschlagen …")
    dialog = form_dialog(page)
    choose(dialog, "Anlass", "auf Wunsch")
    click(dialog, "Vorschlagen")
    wait_idle(qtbot, worker)
    assert "Zur Löschung vorgeschlagen" in texts(page)


def test_a_coach_has_no_button_to_restrict(
    opened: Opened, show: Callable[..., Page], qtbot: QtBot, worker: Worker
) -> None:
    workplace, _clock, person = opened
    page = show(ParticipantsPage, a_colleague(workplace), person)
    assert isinstance(page, ParticipantsPage)
    page.record._tabs.choose("rights")
    wait_idle(qtbot, worker)
    assert "Nicht eingeschränkt." in texts(page)
    assert "Einschränken …" not in [one.text() for one in visible(page, Button)]


def test_what_waits_for_an_approval_leads_to_its_period(opened: Opened, show: Callable[..., Page]) -> None:
    page = show(SafetyPage, opened[0], "retention")
    tab = tab_of(page)
    assert "warten darauf, dass ihre Frist freigegeben wird" in texts(page)
    click(page, "Zu den Fristen")
    assert tab.rules_table.hasFocus()
    due = {item.kind for item in tab.due_table.table_model.records()}
    assert tab.rules_table.current_record().kind in due


def test_a_restricted_person_is_marked_in_the_list_and_cannot_be_ended(
    opened: Opened, show: Callable[..., Page], qtbot: QtBot, worker: Worker
) -> None:
    workplace, _clock, person = opened
    person_rights.restrict(workplace, person, reason="Richtigkeit wird geprüft")
    page = show(ParticipantsPage, workplace, person)
    assert isinstance(page, ParticipantsPage)
    assert list_row(page.people.list.current_record()).pill == "eingeschränkt"
    [enrolment] = participants.participant_record(workplace, person).enrolments
    end_enrolment(page, enrolment.id)
    wait_idle(qtbot, worker)
    [dialog] = [one for one in page.findChildren(ExitDialog) if one.isVisible()]
    assert "ist eingeschränkt" in texts(dialog)
    assert [one.text() for one in visible(dialog, Button)] == ["Schließen"]
    assert not dialog.form.isEnabled()
