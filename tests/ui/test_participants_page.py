"""The page of the participants: take in, find, change, remove, by keyboard and by mouse."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories import a_group, a_participant, an_application, an_enrolment, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.conftest import NOW
from tests.ui.driving import choose, click, field, press, show_page, type_into, visible, wait_idle
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import ParticipantQuery, display_name
from werkakademie.services import bin, participants
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.groups.form_dialog import FormDialog
from werkakademie.ui.participants.dialog import ParticipantDialog
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.text import TextLabel

Show = Callable[..., ParticipantsPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def olena(workplace: Workplace) -> ParticipantId:
    return a_participant(workplace, phone="0511 000000")


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., ParticipantsPage]:
    def shown(target: object = None) -> ParticipantsPage:
        return show_page(qtbot, worker, ParticipantsPage(context_of(workplace)), target)

    return shown


def dialog_of(page: ParticipantsPage) -> ParticipantDialog:
    (dialog,) = visible(page, ParticipantDialog)
    return dialog


def listed(page: ParticipantsPage) -> list[str]:
    rows = page.people.list.records_model.records()
    return [display_name(row.given_names, row.family_name, row.own_number) for row in rows]


def texts(page: ParticipantsPage) -> list[str]:
    return [label.text() for label in visible(page, TextLabel)]


def test_an_empty_site_offers_what_brings_people(show: Show, opener: Opener, qtbot: QtBot) -> None:
    page = show()
    assert "Noch niemand da" in texts(page)
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Liste importieren")
    assert went.args == ["importing", None]
    click(page, "Neu aufnehmen")
    assert dialog_of(page).isVisible()


def test_a_person_is_taken_in_by_keys(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    page.header_actions()[0].run()
    dialog = dialog_of(page)
    assert dialog.focusWidget() is field(dialog, "Vornamen").control, "the keyboard begins at the first field"
    for text in ("Leyla", "Beispiel"):
        QTest.keyClicks(dialog.focusWidget(), text)
        press(dialog, Qt.Key.Key_Tab)
    press(dialog, Qt.Key.Key_Return)
    wait_idle(qtbot, worker)
    assert listed(page) == ["Leyla Beispiel"]
    assert "Leyla Beispiel" in texts(page)
    assert len(participants.participant_page(workplace, ParticipantQuery()).rows) == 1


def test_a_person_without_a_name_is_refused_at_the_field(show: Show, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    page.header_actions()[0].run()
    dialog = dialog_of(page)
    type_into(dialog, "Ort", "Musterstadt")
    type_into(dialog, "Geburtsdatum", "gestern")
    click(dialog, "Aufnehmen")
    assert "Tag.Monat.Jahr" in field(dialog, "Geburtsdatum").shown_problem()
    type_into(dialog, "Geburtsdatum", "1.2.1990")
    click(dialog, "Aufnehmen")
    wait_idle(qtbot, worker)
    assert "Namen oder eine eigene Nummer" in field(dialog, "Familienname").shown_problem()
    assert field(dialog, "Ort").value() == "Musterstadt", "nothing typed is lost"


@pytest.mark.usefixtures("olena")
def test_people_are_found_while_typing(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    a_participant(workplace, "Leyla", "Yılmaz")
    page = show()
    assert listed(page) == ["Olena Kovalenko", "Leyla Yılmaz"]
    QTest.keyClicks(page.people.search, "yilm")
    wait_idle(qtbot, worker)
    assert listed(page) == ["Leyla Yılmaz"]
    qtbot.waitUntil(lambda: page.people.chips.chip("all").text() == "Alle 1")


def test_chips_narrow_the_list(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    a_participant(workplace, "Ohne", "Gruppe")
    an_enrolment(workplace, a_group(workplace), olena)
    page = show()
    QTest.mouseClick(page.people.chips.chip("active"), Qt.MouseButton.LeftButton)
    wait_idle(qtbot, worker)
    assert listed(page) == ["Olena Kovalenko"]


def test_the_record_shows_the_chosen_person(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    an_enrolment(workplace, a_group(workplace), olena)
    an_application(workplace, olena)
    page = show()
    page.people.list.setFocus()
    press(page, Qt.Key.Key_Down)
    wait_idle(qtbot, worker)
    shown = texts(page)
    assert "Olena Kovalenko" in shown
    assert "seit 02.11.2026" in shown
    assert any("Bewerbung" in text for text in shown)


def test_fields_are_changed(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(olena)
    click(page, "Angaben ändern")
    type_into(dialog_of(page), "Familienname", "Beispiel")
    click(dialog_of(page), "Speichern")
    wait_idle(qtbot, worker)
    assert listed(page) == ["Olena Beispiel"]
    record = participants.participant_record(workplace, olena)
    assert (record.values["family_name"], record.values["phone"]) == ("Beispiel", "0511 000000")


def test_a_person_is_removed_and_brought_back(show: Show, olena: ParticipantId, qtbot: QtBot, worker: Worker) -> None:
    page = show(olena)
    click(page, "Entfernen")
    wait_idle(qtbot, worker)
    assert listed(page) == []
    assert "Olena Kovalenko steht nicht mehr in der Liste." in page.messages.text()
    click(page, "Rückgängig")
    wait_idle(qtbot, worker)
    assert listed(page) == ["Olena Kovalenko"]


def test_the_record_leads_to_the_job_search_and_the_papers(
    show: Show, olena: ParticipantId, opener: Opener, qtbot: QtBot
) -> None:
    page = show(olena)
    buttons = [one for one in visible(page, Button) if one.text() == "Öffnen"]
    for open_there, key in zip(buttons, ("job_search", "papers"), strict=True):
        with qtbot.waitSignal(opener.went) as went:
            QTest.mouseClick(open_there, Qt.MouseButton.LeftButton)
        assert went.args == [key, olena]


def test_the_page_is_usable_by_everybody(show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot) -> None:
    an_enrolment(workplace, a_group(workplace), olena)
    page = show(olena)
    check_page(page)
    assert not_reached(page) == []
    page.resize(960, 512)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])


def test_the_dialog_is_usable_by_everybody(show: Show, olena: ParticipantId) -> None:
    page = show(olena)
    click(page, "Angaben ändern")
    check_page(dialog_of(page))
    assert not_reached(dialog_of(page)) == []
    assert clipped_texts(dialog_of(page)) == []


def test_a_job_start_is_entered_taken_out_and_comes_back_from_the_bin(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(olena)
    assert "Arbeitsaufnahme eintragen" not in [one.text() for one in visible(page, Button)]
    an_enrolment(workplace, a_group(workplace), olena)
    page = show(olena)
    click(page, "Arbeitsaufnahme eintragen")
    [dialog] = [one for one in page.findChildren(FormDialog) if one.isVisible()]
    assert clipped_texts(dialog) == []
    type_into(dialog, "Arbeitgeber", "Bäckerei Krämer")
    type_into(dialog, "Beginn der Arbeit", "1.12.2026")
    choose(dialog, "Art der Arbeit", "sozialversicherungspflichtige Arbeit, Vollzeit")
    click(dialog, "Eintragen")
    wait_idle(qtbot, worker)
    assert page.messages.text() == "Die Arbeitsaufnahme bei Bäckerei Krämer ist eingetragen."
    [job] = participants.participant_overview(workplace, olena).placements
    assert (job.employer_name, job.starts_on) == ("Bäckerei Krämer", date(2026, 12, 1))
    [line] = [text for text in texts(page) if text.startswith("Bäckerei Krämer, ab 01.12.2026")]
    assert line
    name = "Arbeitsaufnahme bei Bäckerei Krämer entfernen"
    [trash] = [one for one in visible(page, Button) if one.accessibleName() == name]
    trash.click()
    wait_idle(qtbot, worker)
    assert participants.participant_overview(workplace, olena).placements == ()
    [gone] = bin.bin_page(workplace, table="placement").rows
    bin.restore(workplace, "placement", gone.record.row_id)
    assert len(participants.participant_overview(workplace, olena).placements) == 1
