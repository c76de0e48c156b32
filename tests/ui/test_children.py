"""The tab „Kinder“ of a person's page: children, what carers must know, who collects, pictures, and the sheet."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

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
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.conftest import NOW
from tests.ui.driving import (
    button,
    choose,
    click,
    field,
    press,
    press_focused,
    settle,
    show_page,
    tick,
    type_into,
    visible,
    write,
)
from tests.unit.services.house import somebody
from werkakademie.records.children import ChildRow, FamilyRecord
from werkakademie.records.enums import Role
from werkakademie.records.ids import ChildId, GroupId, ParticipantId
from werkakademie.services import childcare_settings, children, collector_pictures, participants
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.groups.form_dialog import FormDialog
from werkakademie.ui.participants.care_search.card import CareSearchCard
from werkakademie.ui.participants.children.child_card import ChildCard
from werkakademie.ui.participants.children.collectors import SmallPicture
from werkakademie.ui.participants.children.dialogs import ChildDialog, NoteDialog
from werkakademie.ui.participants.children.panel import ChildrenPanel
from werkakademie.ui.participants.children.pictures import LONGEST, MOST, small_jpeg
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.text import Pill, TextLabel

Show = Callable[..., ParticipantsPage]
NOTE = {"emergency_note": "Nussallergie: Notfallspritze", "needs": "schläft mittags", "collection_word": "Regenbogen"}


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def group(workplace: Workplace) -> GroupId:
    return a_group(workplace, coaches=[workplace.account_id])


@pytest.fixture
def olena(workplace: Workplace, group: GroupId) -> ParticipantId:
    person = a_participant(workplace)
    an_enrolment(workplace, group, person)
    return person


@pytest.fixture
def mila(workplace: Workplace, olena: ParticipantId) -> ChildId:
    return a_child(workplace, olena)


@pytest.fixture
def show(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    olena: ParticipantId,
    context_of: Callable[[object], PageContext],
) -> Show:
    def shown(who: Workplace = workplace, *, height: int = 1600) -> ParticipantsPage:
        page = show_page(qtbot, worker, ParticipantsPage(context_of(who)), olena, height=height)
        page.tabs().choose("children")
        settle(qtbot, worker)
        return page

    return shown


def family(workplace: Workplace, person: ParticipantId) -> FamilyRecord:
    return children.family(workplace, person)


def names(workplace: Workplace, person: ParticipantId) -> list[str]:
    return [child.given_name for child in family(workplace, person).children]


def only_child(workplace: Workplace, person: ParticipantId) -> ChildRow:
    (child,) = family(workplace, person).children
    return child


def said(page: ParticipantsPage) -> str:
    return "\n".join(label.text() for label in visible(page, TextLabel))


def said_on(card: ChildCard) -> str:
    return "\n".join(label.text() for label in visible(card, TextLabel))


def pills(page: ParticipantsPage) -> list[str]:
    return [pill.text() for card in visible(page, ChildCard) for pill in visible(card, Pill)]


def test_children_are_taken_in_one_after_the_other_by_keys(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    assert "Noch keine Kinder eingetragen" in said(page)
    button(page, "Kind hinzufügen").setFocus()
    press_focused(Qt.Key.Key_Return)
    (dialog,) = visible(page, ChildDialog)
    assert "Ohne Einwilligung wird kein Betreuungsplatz gebucht." in [one.text() for one in visible(dialog, TextLabel)]
    assert dialog.focusWidget() is field(dialog, "Vorname").control
    for text in ("Mila", "05.2022"):
        write(_focused(), text)
        press(dialog, Qt.Key.Key_Tab)
    type_into(dialog, "Einwilligung des Elternteils vom", "2.11.26")
    click(dialog, "Noch ein Kind")
    settle(qtbot, worker)
    assert names(workplace, olena) == ["Mila"]
    assert dialog.isVisible()
    assert dialog.focusWidget() is field(dialog, "Vorname").control, "the next child can be typed at once"
    assert not field(dialog, "Vorname").value()
    type_into(dialog, "Vorname", "Tom")
    type_into(dialog, "Geboren im Monat", "9.2025")
    QTest.keyClick(_focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    assert visible(page, ChildDialog) == []
    assert names(workplace, olena) == ["Mila", "Tom"]
    assert "Mila, 4 Jahre" in said(page)
    assert "Tom, 1 Jahr" in said(page)
    assert len(visible(page, CareSearchCard)) == 2


def test_a_child_without_consent_is_said_to_get_no_place(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    click(page, "Kind hinzufügen")
    (dialog,) = visible(page, ChildDialog)
    type_into(dialog, "Vorname", "Mila")
    type_into(dialog, "Geboren im Monat", "12.2026")
    click(dialog, "Hinzufügen")
    settle(qtbot, worker)
    assert "kommt erst noch" in field(dialog, "Geboren im Monat").shown_problem()
    type_into(dialog, "Geboren im Monat", "05.2022")
    click(dialog, "Hinzufügen")
    settle(qtbot, worker)
    assert "Ohne Einwilligung wird noch kein Betreuungsplatz gebucht." in page.messages.text()
    assert pills(page)[:2] == ["Betreuung gewünscht", "Einwilligung fehlt"]
    assert not only_child(workplace, olena).has_consent

    click(page, "Ändern …: Mila")
    (dialog,) = visible(page, ChildDialog)
    type_into(dialog, "Einwilligung des Elternteils vom", "20.11.26")
    click(dialog, "Speichern")
    settle(qtbot, worker)
    assert pills(page)[:2] == ["Betreuung gewünscht", "Einwilligung liegt vor"]


def test_notes_are_written_and_shown_and_lie_in_no_draft(
    show: Show, workplace: Workplace, olena: ParticipantId, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    click(page, "Hinweise ändern …: Mila")
    (dialog,) = visible(page, NoteDialog)
    assert dialog.findChildren(DraftKeeper) == []
    assert all(dialog.form.field(name).confidential for name in dialog.form.field_names())
    type_into(dialog, "Notfallhinweis", NOTE["emergency_note"])
    type_into(dialog, "Bedürfnisse", NOTE["needs"])
    type_into(dialog, "Kennwort", NOTE["collection_word"])
    with workplace.store.read() as tx:
        assert tx.driver.execute("SELECT count(*) FROM draft").fetchone()[0] == 0
    click(dialog, "Speichern")
    settle(qtbot, worker)
    note = family(workplace, olena).note_of(mila)
    assert (note.emergency_note, note.needs, note.collection_word) == tuple(NOTE.values())
    assert "Notfall: Nussallergie: Notfallspritze" in said(page)
    assert "Bedürfnisse: schläft mittags" in said(page)
    assert "Regenbogen" not in said(page), "others may look at the screen"
    click(page, "Kennwort von Mila anzeigen")
    assert "Kennwort: Regenbogen" in said(page)


def test_who_does_not_look_after_the_person_reads_no_notes(show: Show, workplace: Workplace, mila: ChildId) -> None:
    children.write_note(workplace, mila, fields=NOTE)
    page = show(somebody(workplace, "Ben Krug", Role.COACH))
    assert "Hinweise sind hinterlegt." in said(page)
    assert "Nussallergie" not in said(page)
    assert "sehen nur die Coachs dieser Person und die Leitung" in "\n".join(
        banner.text() for banner in visible(page, Banner)
    )
    panel = visible(page, ChildrenPanel)[0]
    offered = [one.text() for one in visible(panel, Button)]
    for words in ("Kind hinzufügen", "Notfallblatt drucken", "Ändern …", "Abholberechtigte …", "Hinweise ändern …"):
        assert words not in offered
    check_page(page)


def test_who_collects_is_entered_for_siblings_too_and_who_may_not_stands_out(
    show: Show, workplace: Workplace, olena: ParticipantId, mila: ChildId, qtbot: QtBot, worker: Worker
) -> None:
    a_child(workplace, olena, "Tom", date(2025, 9, 1))
    page = show()
    click(page, "Abholberechtigte …: Mila")
    (dialog,) = visible(page, FormDialog)
    type_into(dialog, "Name", "Vira Kovalenko")
    type_into(dialog, "Beziehung zum Kind", "Großmutter")
    tick(dialog, "Gilt auch für die Geschwister (Tom)")
    click(dialog, "Eintragen")
    settle(qtbot, worker)
    assert "Vira Kovalenko darf Mila, Tom abholen." in page.messages.text()
    assert [said_on(card).count("Vira Kovalenko") for card in visible(page, ChildCard)] == [1, 1]

    click(page, "Abholberechtigte …: Mila")
    (dialog,) = visible(page, FormDialog)
    type_into(dialog, "Name", "Igor")
    choose(dialog, "Darf die Person abholen?", "Nein")
    click(dialog, "Eintragen")
    settle(qtbot, worker)
    assert "darf NICHT abholen" in pills(page)
    rows = {
        child.id: [(one.name, one.allowed) for one in child.collectors] for child in family(workplace, olena).children
    }
    assert rows[mila] == [("Igor", False), ("Vira Kovalenko", True)], "who may not stands first"

    click(page, "Igor ändern …")
    (dialog,) = visible(page, FormDialog)
    assert field(dialog, "Darf die Person abholen?").value() is False
    type_into(dialog, "Name", "Igor Bondar")
    click(dialog, "Speichern")
    settle(qtbot, worker)
    assert "Igor Bondar" in said(page)

    def first_list() -> str:
        return said_on(visible(page, ChildCard)[0])

    click(page, "Igor Bondar von der Liste nehmen")
    settle(qtbot, worker)
    assert "Igor Bondar" not in first_list()
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert "Igor Bondar" in first_list()


def test_a_picture_is_small_and_tells_nothing_of_the_photo(
    show: Show,
    workplace: Workplace,
    olena: ParticipantId,
    mila: ChildId,
    files: AnsweredFiles,
    tmp_path: Path,
    qtbot: QtBot,
    worker: Worker,
) -> None:
    children.add_collector(workplace, mila, fields={"name": "Vira"})
    page = show()
    with pytest.raises(AssertionError):
        button(page, "Bild von Vira wählen …")
    childcare_settings.change_policy(workplace, fields={"pictures_allowed": True})
    page = show()
    (tmp_path / "Brief.png").write_bytes(b"no picture")
    files.answers.append(tmp_path / "Brief.png")
    click(page, "Bild von Vira wählen …")
    settle(qtbot, worker)
    assert "lässt sich nicht verwenden" in page.messages.text()

    files.answers.append(a_photo(tmp_path / "Foto.png"))
    click(page, "Bild von Vira wählen …")
    settle(qtbot, worker)
    (collector,) = only_child(workplace, olena).collectors
    stored = collector_pictures.picture(workplace, collector.id)
    assert stored is not None
    assert len(stored) <= MOST
    assert b"Oldenburg" not in stored
    assert b"Exif" not in stored
    image = QImage.fromData(stored)
    assert (image.width(), image.height()) == (240, LONGEST)
    assert len(visible(page, SmallPicture)) == 1
    click(page, "Bild von Vira löschen")
    settle(qtbot, worker)
    assert collector_pictures.picture(workplace, collector.id) is None


@pytest.mark.usefixtures("themed")
def test_a_photo_is_turned_as_it_was_taken_and_its_place_stays_behind(tmp_path: Path) -> None:
    """Cameras write how they were held, and often where, beside the picture."""
    path = tmp_path / "Foto.jpg"
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#88aacc"))
    assert image.save(str(path))
    plain = path.read_bytes()
    path.write_bytes(plain[:2] + _exif_turned_right(b"Oldenburg") + plain[2:])
    small = small_jpeg(path)
    assert small is not None
    assert b"Oldenburg" not in small
    assert b"Exif" not in small
    turned = QImage.fromData(small)
    assert (turned.width(), turned.height()) == (160, LONGEST)


@pytest.mark.usefixtures("themed")
@pytest.mark.qt_log_ignore("^Corrupt JPEG data", "^JPEG datastream contains no image", extend=True)
@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + bytes(20), b"\xff\xd8\xff\xe0"])
def test_what_is_no_photo_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.jpg").write_bytes(content)
    assert small_jpeg(tmp_path / "x.jpg") is None
    assert small_jpeg(tmp_path / "missing.jpg") is None


@pytest.mark.usefixtures("mila")
def test_the_sheet_is_saved(show: Show, files: AnsweredFiles, tmp_path: Path, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    files.answers.append(tmp_path / "Notfallblatt.pdf")
    click(page, "Notfallblatt drucken")
    settle(qtbot, worker)
    assert (tmp_path / "Notfallblatt.pdf").read_bytes().startswith(b"%PDF-")
    assert "Bitte löschen Sie die Datei nach dem Drucken." in page.messages.text()


@pytest.mark.usefixtures("mila")
def test_a_removed_child_comes_back(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    click(page, "Entfernen: Mila")
    settle(qtbot, worker)
    assert names(workplace, olena) == []
    assert "Noch keine Kinder eingetragen" in said(page)
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert names(workplace, olena) == ["Mila"]
    assert "Mila, 4 Jahre" in said(page)


@pytest.mark.usefixtures("mila")
def test_the_next_places_stand_on_the_card(
    show: Show, workplace: Workplace, group: GroupId, olena: ParticipantId
) -> None:
    room = a_care_room(workplace)
    for name in ("Meral Aydin", "Inge Sommer"):
        a_carer(workplace, room, name)
    care_for_group(workplace, group, room)
    for day in range(24, 31):
        a_session(workplace, group, date(2026, 11, day))
    assert len(family(workplace, olena).coming) == 7
    page = show()
    assert "Di, 24.11." in said(page)
    assert "und 3 weitere" in said(page)
    assert "Platz gebucht" in pills(page)


def test_a_single_parent_without_children_is_to_be_asked(
    show: Show, workplace: Workplace, olena: ParticipantId
) -> None:
    participants.change_participant(workplace, olena, fields={"single_parent": True})
    page = show()
    assert "Die Person ist als alleinerziehend eingetragen." in said(page)
    page.tabs().choose("overview")
    assert "Als alleinerziehend eingetragen." in said(page)


def test_everything_is_named_reached_and_readable_in_longer_words(
    show: Show, workplace: Workplace, olena: ParticipantId, mila: ChildId
) -> None:
    childcare_settings.change_policy(workplace, fields={"pictures_allowed": True})
    children.write_note(workplace, mila, fields=NOTE)
    a_child(workplace, olena, "Tymofij", date(2025, 9, 1), consent_on=None)
    children.add_collector(workplace, mila, fields={"name": "Vira Kovalenko", "relation": "Großmutter"}, siblings=True)
    children.add_collector(workplace, mila, fields={"name": "Igor", "allowed": False})
    page = show(height=2400)
    check_page(page)
    assert not_reached(page) == []
    assert clipped_texts(page) == []
    pseudo_localise(page)
    # A card lies deep: each pass of the layouts takes the new heights one level up.
    for _pass in range(4):
        QApplication.processEvents()
    assert clipped_texts(page) == []


def a_photo(path: Path) -> Path:
    image = QImage(900, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("#88aacc"))
    image.setText("Ort", "Oldenburg")
    assert image.save(str(path))
    return path


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def _exif_turned_right(place: bytes) -> bytes:
    """The segment of a photo that a camera took on its side (orientation 6), with a description of its place."""
    text = place + b"\0"
    entries = [(0x010E, 2, len(text), (8 + 2 + 2 * 12 + 4).to_bytes(4, "big")), (0x0112, 3, 1, b"\0\x06\0\0")]
    directory = b"".join(
        tag.to_bytes(2, "big") + kind.to_bytes(2, "big") + count.to_bytes(4, "big") + value
        for tag, kind, count, value in entries
    )
    body = b"Exif\0\0MM\0*\0\0\0\x08" + len(entries).to_bytes(2, "big") + directory + bytes(4) + text
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
