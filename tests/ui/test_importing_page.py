"""A person brings a list in: by keys and clicks, from the file to the people."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.exchange.sheets import write_csv
from tests.factories import a_participant, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.driving import answered, button, click, free, press, press_focused, type_into, visible, wait_idle
from werkakademie.i18n import format_count
from werkakademie.records.enums import Sex
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import importing, participants
from werkakademie.services.workplace import Workplace
from werkakademie.ui.importing.page import ImportingPage
from werkakademie.ui.importing.profile_dialog import ProfileDialog
from werkakademie.ui.importing.reading_dialog import ReadingDialog
from werkakademie.ui.importing.values_dialog import ValuesDialog
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.data_table import DataTable
from werkakademie.ui.widgets.files import AnsweredFiles

LIST = (
    ("Liste der Werkakademie", "", "", "", "", ""),
    ("Nachname", "Vorname", "Geb.-Datum", "Geschl.", "Gruppe", "Bemerkung"),
    ("Müller", "Anna", "03.04.1985", "1", "Herbst", "pünktlich"),
    ("Yıldız", "Ömer", "31.12.1979", "2", "Herbst", ""),
    ("Groß", "Jörg", "31.02.1990", "2", "Winter", ""),
    ("", "", "12.12.1990", "1", "Winter", "kein Name"),
)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    (tmp_path / "store").mkdir()
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def page(
    qtbot: QtBot, workplace: Workplace, worker: Worker, context_of: Callable[[object], PageContext]
) -> Iterator[ImportingPage]:
    one = ImportingPage(context_of(workplace))
    one.resize(1072, 660)
    one.show()
    one.activateWindow()
    one.enter()
    yield one
    wait_idle(qtbot, worker)
    one.close()
    free(one)  # now, so that the next change of the theme has nothing to draw


@pytest.fixture
def read(
    qtbot: QtBot, worker: Worker, page: ImportingPage, files: AnsweredFiles, tmp_path: Path
) -> Callable[[Sequence[Sequence[object]]], None]:
    """Chooses a file with these cells by the button of the empty page."""

    def choose(table: Sequence[Sequence[object]]) -> None:
        files.answers.append(write_csv(tmp_path / "liste.csv", table))
        with answered(qtbot, worker):
            click(page, "Liste auswählen")

    return choose


def cells(table: DataTable, place: int) -> list[str]:
    """What a row of a table says."""
    model = table.model()
    return [model.index(place, number).data() for number in range(model.columnCount())]


def people(workplace: Workplace) -> list[str]:
    page = participants.participant_page(workplace, ParticipantQuery())
    return [f"{row.given_names} {row.family_name}" for row in page.rows]


def go_on(qtbot: QtBot, worker: Worker, page: ImportingPage, text: str) -> None:
    with answered(qtbot, worker):
        click(page, text)


def test_the_empty_page_offers_the_one_action(page: ImportingPage) -> None:
    assert page.first_focus() is button(page, "Liste auswählen")
    assert not page.has_unsaved_input()
    check_page(page)
    assert not_reached(page) == []


def test_from_the_file_to_the_people(
    qtbot: QtBot,
    worker: Worker,
    page: ImportingPage,
    workplace: Workplace,
    read: Callable[[Sequence[Sequence[object]]], None],
    opener: Opener,
) -> None:
    read(LIST)
    assert page.line.accessibleName() == "Schritt 2 von 5: Tabelle"
    assert cells(page.table.preview, 1)[:4] == ["3", "Müller", "Anna", "03.04.1985"]
    check_page(page)
    assert clipped_texts(page) == []

    click(page, "Weiter zur Zuordnung")
    assert page.mapping.fields["birth_date"].value() == "Geb.-Datum"
    assert not page.mapping.fields["city"].isVisible()
    check_page(page)
    click(page, "Geschlecht: Werte zuordnen")
    (dialog,) = visible(page, ValuesDialog)
    assert [field.label_text for field in (dialog.form.field("0"), dialog.form.field("1"))] == ["„1“", "„2“"]
    choose(dialog.form.field("0").control, "weiblich")
    choose(dialog.form.field("1").control, "männlich")
    click(dialog, "Übernehmen")
    page.activateWindow()

    go_on(qtbot, worker, page, "Zeilen prüfen")
    assert page.line.accessibleName() == "Schritt 4 von 5: Prüfung"
    assert cells(page.check.preview, 0) == ["3", "Anna", "Müller", "03.04.1985", "weiblich", "Herbst"]
    page.check.tabs.choose("problems")
    problem = ["5", "Geb.-Datum", "31.02.1990", "Das ist kein Datum.", "Zelle ausgelassen"]
    assert cells(page.check.problems, 0) == problem
    assert cells(page.check.problems, 1)[3:] == [
        "In der Zeile steht weder ein Name noch eine eigene Nummer.",
        "Zeile ausgelassen",
    ]
    check_page(page)
    assert not_reached(page) == []
    assert people(workplace) == []
    assert page.has_unsaved_input()

    go_on(qtbot, worker, page, "3 Zeilen importieren")
    assert page.line.accessibleName() == "Schritt 5 von 5: Ergebnis"
    assert people(workplace) == ["Jörg Groß", "Anna Müller", "Ömer Yıldız"]
    check_page(page)
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Zu den Teilnehmenden")
    assert went.args == ["participants", None]
    (anna,) = participants.participant_page(workplace, ParticipantQuery(text="Anna")).rows
    values = participants.participant_record(workplace, anna.id).values
    assert (values["birth_date"], values["sex"]) == (date(1985, 4, 3), Sex.FEMALE)


def choose(combo: object, words: str) -> None:
    """Choose an entry of a combo box by the arrow keys."""
    assert isinstance(combo, QComboBox)
    combo.setFocus(Qt.FocusReason.MouseFocusReason)
    press(combo, Qt.Key.Key_Home)
    while combo.currentText() != words:
        before = combo.currentIndex()
        press(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() > before, f"{words!r} is not among the entries"


def test_the_whole_way_by_keyboard(
    qtbot: QtBot, worker: Worker, page: ImportingPage, workplace: Workplace, files: AnsweredFiles, tmp_path: Path
) -> None:
    files.answers.append(write_csv(tmp_path / "liste.csv", LIST))
    focus = page.first_focus()
    assert focus is not None
    focus.setFocus()
    with answered(qtbot, worker):
        press_focused(Qt.Key.Key_Return)
    press_focused(Qt.Key.Key_Return)
    with answered(qtbot, worker):
        press_focused(Qt.Key.Key_Return)
    with answered(qtbot, worker):
        press_focused(Qt.Key.Key_Return)
    assert len(people(workplace)) == 3
    assert QApplication.focusWidget() is button(page, "Zu den Teilnehmenden")


def test_doubles_are_decided_before_anything_is_stored(
    qtbot: QtBot,
    worker: Worker,
    page: ImportingPage,
    workplace: Workplace,
    read: Callable[[Sequence[Sequence[object]]], None],
) -> None:
    a_participant(workplace, "Omer", "Yildiz", birth_date=date(1979, 12, 31))
    read([*LIST, ("Müller", "Anna", "03.04.1985", "1", "Winter", "")])
    click(page, "Weiter zur Zuordnung")
    go_on(qtbot, worker, page, "Zeilen prüfen")
    table = page.check.doubles.table
    assert table.isVisible()
    assert cells(table, 0) == [
        "4", "Yıldız, Ömer (31.12.1979)", "Yildiz, Omer (31.12.1979)", "gleicher Name, gleiches Geburtsdatum",
        "auslassen",
    ]  # fmt: skip
    assert cells(table, 1)[2] == "Müller, Anna (03.04.1985), Zeile 3"
    assert not button(page, "Gleiche Person").isEnabled()
    table.setFocus()
    press(table, Qt.Key.Key_Down)
    click(page, "Gleiche Person")
    assert cells(table, table.currentIndex().row())[4] == "gleiche Person"
    click(page, "Alle auswählen")
    click(page, "Gleiche Person")
    assert [cells(table, place)[4] for place in range(2)] == ["gleiche Person"] * 2
    go_on(qtbot, worker, page, "4 Zeilen importieren")
    assert people(workplace) == ["Jörg Groß", "Anna Müller", "Omer Yildiz"]
    (omer,) = participants.participant_page(workplace, ParticipantQuery(text="Yildiz")).rows
    assert omer.group_name == "Herbst"


def test_a_mapping_that_can_not_be_used_is_explained_at_the_field(
    qtbot: QtBot, worker: Worker, page: ImportingPage, read: Callable[[Sequence[Sequence[object]]], None]
) -> None:
    read([("Alter", "Geschlecht"), ("34", "w"), ("51", "m")])
    click(page, "Weiter zur Zuordnung")
    go_on(qtbot, worker, page, "Zeilen prüfen")
    assert page.line.accessibleName() == "Schritt 3 von 5: Zuordnung"
    family = page.mapping.fields["family_name"]
    assert family.isVisible()
    assert family.shown_problem() == "Bitte ordnen Sie eine Spalte für den Namen oder die eigene Nummer zu."
    as_of = page.mapping.fields["age_as_of"]
    assert as_of.shown_problem() == "Bitte geben Sie an, für welchen Tag das Alter gilt."
    choose(as_of.control, "für alle Zeilen gleich …")
    as_of.constant.setFocus()
    QTest.keyClicks(as_of.constant, "1.3.2026")
    assert as_of.shown_problem() == ""
    mapping = page.mapping.mapping().fields["age_as_of"]
    assert (mapping.column, mapping.constant) == (None, "1.3.2026")


def test_a_mapping_is_kept_and_fits_the_next_file(
    qtbot: QtBot,
    worker: Worker,
    page: ImportingPage,
    workplace: Workplace,
    read: Callable[[Sequence[Sequence[object]]], None],
    files: AnsweredFiles,
    tmp_path: Path,
) -> None:
    read(LIST)
    click(page, "Weiter zur Zuordnung")
    click(page, "Zuordnung speichern …")
    (dialog,) = visible(page, ProfileDialog)
    type_into(dialog, "Name der Zuordnung", "Liste vom Jobcenter")
    with answered(qtbot, worker):
        press(dialog, Qt.Key.Key_Return)
    assert [kept.profile.name for kept in importing.kept_profiles(workplace)] == ["Liste vom Jobcenter"]
    assert "Liste vom Jobcenter" in page.messages.text()
    files.answers.append(tmp_path / "liste.csv")
    with answered(qtbot, worker):
        page.choose_file()
    click(page, "Weiter zur Zuordnung")
    assert page.mapping.profile.value() == "Liste vom Jobcenter"
    with answered(qtbot, worker):
        click(page, "Löschen")
    assert importing.kept_profiles(workplace) == ()
    with answered(qtbot, worker):
        click(page, "Rückgängig")
    assert page.mapping.profile.value() == "Liste vom Jobcenter"


def test_how_a_file_is_read_can_be_set_by_hand(
    qtbot: QtBot, worker: Worker, page: ImportingPage, read: Callable[[Sequence[Sequence[object]]], None]
) -> None:
    read(LIST)
    click(page, "Lesart ändern …")
    (dialog,) = visible(page, ReadingDialog)
    type_into(dialog, "Letzte Datenzeile", "4")
    with answered(qtbot, worker):
        click(dialog, "Neu lesen")
    assert page.table.preview.model().rowCount() == 3
    click(page, "Lesart ändern …")
    (dialog,) = visible(page, ReadingDialog)
    choose(dialog.form.field("decimal_sign").control, "Dezimalpunkt")
    with answered(qtbot, worker):
        click(dialog, "Neu lesen")
    assert page.table.preview.model().rowCount() == 3, "what was set before is still set"


def test_a_wrong_or_damaged_file_is_a_sentence_in_the_page(
    qtbot: QtBot, worker: Worker, page: ImportingPage, files: AnsweredFiles, tmp_path: Path
) -> None:
    picture = tmp_path / "bild.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    damaged = tmp_path / "kaputt.xlsx"
    damaged.write_bytes(b"PK\x03\x04" + bytes(300))
    for path, words in (
        (picture, "sondern ein Bild"),
        (damaged, "kaputt.xlsx"),
        (tmp_path / "weg.csv", "nicht öffnen"),
    ):
        files.answers.append(path)
        with answered(qtbot, worker):
            click(page, "Liste auswählen")
        assert words in page.messages.text()
        assert "Es wurde nichts gespeichert" in page.messages.text()
        assert page.first_focus() is QApplication.focusWidget()


def test_the_list_of_problems_is_saved(
    qtbot: QtBot,
    worker: Worker,
    page: ImportingPage,
    read: Callable[[Sequence[Sequence[object]]], None],
    files: AnsweredFiles,
    tmp_path: Path,
) -> None:
    read(LIST)
    click(page, "Weiter zur Zuordnung")
    go_on(qtbot, worker, page, "Zeilen prüfen")
    page.check.tabs.choose("problems")
    files.answers.append(tmp_path / "probleme.csv")
    go_on(qtbot, worker, page, "Liste speichern")
    assert len((tmp_path / "probleme.csv").read_text("utf-8-sig").splitlines()) == 7
    assert "probleme.csv" in page.messages.text()


def test_cancelled_in_the_middle_nothing_is_stored(
    qtbot: QtBot,
    worker: Worker,
    page: ImportingPage,
    workplace: Workplace,
    read: Callable[[Sequence[Sequence[object]]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "BATCH", 50)
    read([("Nachname", "Vorname"), *((f"Person {number}", "Anna") for number in range(3_000))])
    click(page, "Weiter zur Zuordnung")
    go_on(qtbot, worker, page, "Zeilen prüfen")
    with answered(qtbot, worker):
        click(page, f"{format_count(3_000)} Zeilen importieren")
        assert page.progress.isVisible()
        assert QApplication.focusWidget() is page.progress.cancel_button
        press_focused(Qt.Key.Key_Space)
    assert page.messages.text() == "Der Vorgang wurde abgebrochen. Es wurde nichts geändert."
    assert people(workplace) == []
    assert not page.progress.isVisible()
    assert page.line.accessibleName() == "Schritt 4 von 5: Prüfung"


def test_a_file_is_dropped_onto_the_page(qtbot: QtBot, worker: Worker, page: ImportingPage, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write_csv(tmp_path / "liste.csv", LIST)))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    with answered(qtbot, worker):
        QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, left, none))
    assert page.line.accessibleName() == "Schritt 2 von 5: Tabelle"


@pytest.mark.parametrize(
    ("name", "rows", "column", "total"),
    [
        ("latin1_GENESIS_33111-02ir.csv", "19 Datenzeilen", None, "76.979.109"),
        ("Koeln_bom_crlf_tausenderpunkt.csv", "252 Datenzeilen", "Ergebnis 2011", "-177.479.178"),
    ],
)
def test_foreign_tables_are_shown_with_their_sums(
    qtbot: QtBot,
    worker: Worker,
    page: ImportingPage,
    workplace: Workplace,
    real_data: Path,
    name: str,
    rows: str,
    column: str | None,
    total: str,
) -> None:
    with answered(qtbot, worker):
        page.open_file(real_data / "messy" / name)
    assert rows in page.table.caption.text()
    model = page.table.preview.model()
    headers = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    sums = dict(zip(headers, cells(page.table.preview, 0), strict=True))
    assert sums["Zeile"] == "Summe"
    assert sums[column] == total if column else total in sums.values()
    assert people(workplace) == []
