"""Writing a cover letter at the participant's place, by keyboard and by touch, with its preview beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.factories import a_participant, an_application, an_own_place, make_workplace
from tests.ui.accessibility import check_page
from tests.ui.driving import visible
from tests.ui.own_driving import OwnHands
from werkakademie.records.enums import CommentOn, PaperKind
from werkakademie.services import paper_comments, papers
from werkakademie.services.own import letters
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.ui.own import window as own_window
from werkakademie.ui.own.entries import OWN_PAGES
from werkakademie.ui.own.letters.list_page import LettersPage
from werkakademie.ui.own.letters.page import LetterPage
from werkakademie.ui.own.letters.sentences import SentenceButton
from werkakademie.ui.widgets.drafts import keepers_in
from werkakademie.ui.widgets.files import AnsweredFiles

Open = Callable[..., OwnHands]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> OwnPlace:
    """Olena, who applied at two places; her letters are the first page, so that a test begins there."""
    pages = {**OWN_PAGES, "home": LettersPage}
    monkeypatch.setattr(own_window, "OWN_PAGES", pages)
    person = a_participant(workplace, street="Lindenweg 4", postcode="10117", city="Berlin", phone="0151 2345678")
    an_application(workplace, person, "Bäckerei Sonne", "Berlin", position="Verkäuferin (m/w/d)")
    an_application(
        workplace, person, "Logistik Nord GmbH", "20457 Hamburg", contact="Frau Sabine Müller", reference="4711"
    )
    return an_own_place(workplace, person)


def letter_page(hands: OwnHands) -> LetterPage:
    assert isinstance(hands.page, LetterPage)
    return hands.page


def begin(hands: OwnHands, employer: str = "Logistik Nord GmbH") -> LetterPage:
    hands.touch("Neues Anschreiben")
    hands.touch(employer)
    return letter_page(hands)


def sentences(hands: OwnHands) -> list[str]:
    return [button.sentence for button in visible(hands.window, SentenceButton)]


def test_a_letter_is_written_by_keyboard_alone(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.walk_to("Neues Anschreiben")
    hands.press(Qt.Key.Key_Return)
    hands.walk_to("Logistik Nord GmbH. Lagerhelferin")
    hands.press(Qt.Key.Key_Return)
    page = letter_page(hands)
    hands.walk_to("An wen geht der Brief?")
    edit = QApplication.focusWidget()
    assert isinstance(edit, QPlainTextEdit)
    assert edit.toPlainText() == "Logistik Nord GmbH\nFrau Sabine Müller\n20457 Hamburg"
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(edit, " 1")
    hands.press(Qt.Key.Key_Backspace)
    hands.press(Qt.Key.Key_Backspace)
    hands.walk_to("Weiter zum Text")
    hands.press(Qt.Key.Key_Return)
    hands.walk_to("Mit großem Interesse habe ich Ihre Anzeige gelesen.")
    hands.press(Qt.Key.Key_Return)
    hands.walk_to("Schluss")
    hands.press(Qt.Key.Key_Space)
    hands.walk_to("Über eine Einladung zum Gespräch freue ich mich sehr.")
    hands.press(Qt.Key.Key_Return)
    assert page.text.value() == (
        "mit großem Interesse habe ich Ihre Anzeige gelesen.\n\nÜber eine Einladung zum Gespräch freue ich mich sehr."
    )
    hands.walk_to("Weiter zum Ende")
    hands.press(Qt.Key.Key_Return)
    hands.walk_to("Als PDF speichern")
    hands.press(Qt.Key.Key_Return)
    assert "Ihr Brief ist gespeichert." in page.messages.text()
    (row,) = letters.my_letters(own)
    assert (row.employer, row.subject) == ("Logistik Nord GmbH", "Bewerbung als Lagerhelferin")
    name, content = letters.letter_file(own, row.id)
    assert name == "Anschreiben_Kovalenko_Logistik_Nord_GmbH.pdf"
    assert content.startswith(b"%PDF")


def test_a_sentence_stands_where_the_cursor_is(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    page = begin(hands)
    hands.touch("2. Text")
    page.text.edit.setPlainText("ich packe gern an. Danke.")
    cursor = page.text.edit.textCursor()
    cursor.setPosition(len("ich packe gern an."))
    page.text.edit.setTextCursor(cursor)
    hands.touch("Das kann ich")
    hands.touch("Was ich anfange, bringe ich zu Ende.")
    assert page.text.value() == "ich packe gern an. Was ich anfange, bringe ich zu Ende. Danke."
    page.text.edit.undo()
    assert page.text.value() == "ich packe gern an. Danke."


def test_sentences_fit_the_work_the_situation_and_what_is_known(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    page = begin(hands, "Bäckerei Sonne")
    hands.touch("2. Text")
    assert "Hiermit bewerbe ich mich um die Stelle als Verkäuferin." in sentences(hands)
    page.picker.occupation.combo.setFocus()
    QTest.keyClicks(page.picker.occupation.combo, "Verkauf")
    page.picker.occupation.combo.activated.emit(page.picker.occupation.combo.currentIndex())
    assert "Hiermit bewerbe ich mich bei Bäckerei Sonne als Verkäuferin." in sentences(hands)
    hands.touch("Meine Situation")
    assert not [one for one in sentences(hands) if "arbeiten" in one and "montags" in one]
    QTest.keyClicks(page.picker.hours.edit, "montags von 8 bis 12 Uhr")
    assert "Ich kann montags von 8 bis 12 Uhr arbeiten." in sentences(hands)
    QTest.keyClicks(page.picker.start.edit, "1.2.")
    assert "Ich kann ab dem 1. Februar 2027 bei Ihnen anfangen." in sentences(hands)


def test_the_greeting_follows_the_address_until_somebody_writes_their_own(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    page = begin(hands)
    assert page.salutation.value() == "Sehr geehrte Frau Müller,"
    page.recipient.edit.setPlainText("Logistik Nord GmbH\nHerrn Ali Yıldız")
    assert page.salutation.value() == "Sehr geehrter Herr Yıldız,"
    page.salutation.edit.clear()
    QTest.keyClicks(page.salutation.edit, "Guten Tag,")
    page.recipient.edit.setPlainText("Logistik Nord GmbH\nFrau Sabine Müller")
    assert page.salutation.value() == "Guten Tag,"


def test_the_preview_follows_the_keys(own: OwnPlace, open_own: Open, qtbot: QtBot) -> None:
    hands = open_own(own)
    page = begin(hands)
    hands.touch("2. Text")
    before = page.pane.view.image(0).copy()
    with qtbot.waitSignal(page.pane.view.painted):
        QTest.keyClicks(page.text.edit, "guten Tag")
    hands.settled()
    assert page.pane.view.image(0) != before
    assert page.pane.view.page_count() == 1
    again = page.pane.view.image(0).copy()
    page.text.edit.setPlainText("Ein Absatz.\n\n" * 60)
    hands.settled()
    assert page.pane.view.page_count() > 1
    page.text.edit.setPlainText("guten Tag")
    hands.settled()
    assert page.pane.view.image(0) == again


def test_a_letter_without_text_is_not_made_and_the_field_says_so(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    page = begin(hands)
    hands.touch("3. Fertig")
    hands.touch("Als PDF speichern")
    assert page.text.shown_problem()
    assert page.text.isVisible()
    assert QApplication.focusWidget() is page.text.edit
    page.text.edit.setPlainText("Ich komme gern.")
    hands.touch("3. Fertig")
    hands.touch("Als Word-Datei speichern")
    assert not page.text.shown_problem()


def test_saving_makes_versions_of_one_paper(own: OwnPlace, workplace: Workplace, open_own: Open) -> None:
    hands = open_own(own)
    page = begin(hands)
    page.text.edit.setPlainText("Ich komme gern.")
    hands.touch("3. Fertig")
    for button in ("Als PDF speichern", "Als PDF speichern", "Als Word-Datei speichern"):
        hands.touch(button)
    (paper,) = papers.paper_folder(workplace, own.participant_id).papers
    assert (paper.kind, paper.title) == (PaperKind.COVER_LETTER, "Anschreiben Logistik Nord GmbH")
    endings = [version.file_name.rpartition(".")[2] for version in paper.versions]
    assert endings == ["docx", "pdf"], "the same file twice is one version"


def test_what_was_typed_is_there_after_a_change_of_language_and_after_signing_out(
    own: OwnPlace, open_own: Open
) -> None:
    hands = open_own(own)
    page = begin(hands)
    hands.touch("2. Text")
    QTest.keyClicks(page.text.edit, "ich komme gern")
    QTest.keyClicks(page.picker.hours.edit, "montags")
    hands.touch("العربية")
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    page = letter_page(hands)
    assert page.text.isVisible(), "it goes on where it was"
    assert page.text.value() == "ich komme gern"
    assert page.picker.hours.value() == "montags"
    assert page.text.edit.layoutDirection() is Qt.LayoutDirection.LeftToRight, "the letter stays German"
    assert page.pane.view.page_count() == 1
    for name in ("Türkçe", "Deutsch"):
        page.step_buttons[2].click()
        hands.touch(name)
        page = letter_page(hands)
        assert page.picker.hours.value() == "montags", "also when the letter itself is stored"
    number = letters.my_letters(own)[0].id
    hands.window.sign_out()
    hands = open_own(own)
    hands.window.go("letter", number)
    hands.settled()
    assert letter_page(hands).text.value() == "ich komme gern"


def test_what_was_typed_survives_a_crash(own: OwnPlace, open_own: Open, qtbot: QtBot) -> None:
    hands = open_own(own)
    page = begin(hands)
    hands.touch("2. Text")
    number = letters.my_letters(own)[0].id
    keeper = keepers_in(page)[0]
    with qtbot.waitSignal(keeper.saved):
        QTest.keyClicks(page.text.edit, "ich komme gern")
    # Nothing of the first window is closed or stored any more: another one opens as after a crash.
    hands = open_own(own)
    hands.window.go("letter", number)
    hands.settled()
    assert letter_page(hands).text.value() == "ich komme gern"
    assert "wiederhergestellt" in hands.says()


def test_what_the_coach_said_stands_beside_and_is_ticked_off(
    own: OwnPlace, workplace: Workplace, open_own: Open
) -> None:
    hands = open_own(own)
    page = begin(hands)
    number = letters.my_letters(own)[0].id
    assert not page.comments.isVisible()
    words = "Schreiben Sie noch, ab wann Sie anfangen können."
    paper_comments.add_comment(
        workplace, own.participant_id, subject=CommentOn.LETTER, letter_id=number, place="body", text=words
    )
    hands.touch("Start")
    assert "1 Hinweis für Sie" in hands.button("Logistik Nord GmbH").accessibleName()
    hands.touch("Logistik Nord GmbH")
    page = letter_page(hands)
    assert words in hands.says()
    assert "Petra" not in hands.says()
    hands.touch(f"Erledigt: {words}")
    assert paper_comments.comments_of(workplace, own.participant_id, CommentOn.LETTER, number)[0].ticked_at
    hands.touch(f"Doch nicht erledigt: {words}")
    assert not paper_comments.comments_of(workplace, own.participant_id, CommentOn.LETTER, number)[0].ticked_at


def test_a_deleted_letter_can_be_brought_back(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    begin(hands)
    hands.touch("3. Fertig")
    hands.touch("Anschreiben löschen")
    assert letters.my_letters(own) == ()
    hands.touch("Rückgängig")
    assert len(letters.my_letters(own)) == 1


def test_an_application_leads_to_its_letter_and_back_makes_no_second_one(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    application = letters.letter_targets(own)[0].application_id
    hands.window.go("letters", application)
    hands.settled()
    assert letter_page(hands).recipient.value().startswith("Logistik Nord GmbH")
    hands.touch("Zurück")
    assert isinstance(hands.page, LettersPage)
    assert len(letters.my_letters(own)) == 1
    hands.touch("Logistik Nord GmbH")
    assert letter_page(hands).recipient.value().startswith("Logistik Nord GmbH")


def test_back_goes_one_step_back_then_to_the_list(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    page = begin(hands)
    hands.touch("Weiter zum Text")
    assert page.text.isVisible()
    hands.touch("Zurück")
    assert page.recipient.isVisible()
    hands.touch("Zurück")
    assert isinstance(hands.page, LettersPage)


def test_a_finished_letter_leads_to_the_papers(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    page = begin(hands)
    page.text.edit.setPlainText("Ich komme gern.")
    hands.touch("3. Fertig")
    hands.touch("Als PDF speichern")
    hands.touch("Meine Unterlagen")
    assert hands.window.current_key == "papers"


def test_a_letter_is_taken_along_as_a_file(own: OwnPlace, open_own: Open, files: AnsweredFiles, tmp_path: Path) -> None:
    hands = open_own(own)
    page = begin(hands)
    page.text.edit.setPlainText("Ich komme gern.")
    hands.touch("3. Fertig")
    files.answers.append(tmp_path / "Brief.pdf")
    hands.touch("PDF mitnehmen")
    assert (tmp_path / "Brief.pdf").read_bytes().startswith(b"%PDF")
    hands.touch("Drucken")
    assert "Hier ist kein Drucker." in page.messages.text()


@pytest.mark.parametrize("language", ["de", "en", "tr", "uk", "ar"])
def test_each_step_can_be_reached_and_read(own: OwnPlace, open_own: Open, language: str) -> None:
    number = letters.begin_letter(own).value
    hands = open_own(own, language=language)
    check_page(hands.page)
    hands.window.go("letter", number)
    hands.settled()
    page = letter_page(hands)
    for button in page.step_buttons:
        button.click()
        hands.settled()
        check_page(page)
        for target in (*visible(page, SentenceButton), *page.step_buttons, *visible(page, QLineEdit)):
            assert target.height() >= 44
