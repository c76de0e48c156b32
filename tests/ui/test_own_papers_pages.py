"""„Meine Unterlagen“, „Mappe machen“ and „Alles mitnehmen“, driven by touch and by keyboard."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from tests.exchange.scans import scan, text_pdf
from tests.factories import a_paper, an_application, an_own_place, make_workplace
from tests.ui.accessibility import check_page
from tests.ui.driving import visible
from tests.ui.own_driving import OwnHands
from werkakademie.i18n import OWN_LANGUAGES
from werkakademie.records.enums import PaperKind
from werkakademie.records.job_search import SentTo
from werkakademie.services import papers as coach_papers
from werkakademie.services.own import folders, papers
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.ui.own import printing
from werkakademie.ui.own.papers.folder_page import FolderPage
from werkakademie.ui.own.take_home.page import TakeHomePage
from werkakademie.ui.widgets.files import AnsweredFiles

Open = Callable[..., OwnHands]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "store")
    yield made
    made.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    place = an_own_place(workplace)
    an_application(workplace, place.participant_id)
    for kind, title in ((PaperKind.CV, "Lebenslauf"), (PaperKind.COVER_LETTER, "Anschreiben Logistik Nord GmbH")):
        number = a_paper(workplace, place.participant_id, kind, title)
        coach_papers.add_version(
            workplace, number, file_name=f"{title}.pdf", media_type="application/pdf", data=text_pdf(title)
        )
    return place


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def at(open_own: Open, own: OwnPlace, key: str, target: object = None) -> OwnHands:
    hands = open_own(own)
    hands.window.go(key, target)
    hands.settled()
    return hands


def test_a_certificate_comes_in_gets_a_name_and_goes_again(
    own: OwnPlace, open_own: Open, files: AnsweredFiles, stick: Path
) -> None:
    (stick / "scan0001.jpg").write_bytes(scan(1, width=400))
    files.answers.append(stick / "scan0001.jpg")
    hands = at(open_own, own, "papers")
    hands.touch("Zeugnis hinzufügen")
    assert "jetzt hier gespeichert" in hands.says()
    hands.touch("Anderer Name")
    (field,) = [edit for edit in visible(hands.window, QLineEdit) if edit.text() == "scan0001"]
    field.setText("Zeugnis Lager")
    hands.press(Qt.Key.Key_Return)
    assert "Zeugnis Lager" in [paper.title for paper in papers.my_papers(own)]
    hands.touch("Entfernen")
    assert "„Zeugnis Lager“ ist entfernt." in hands.says()
    hands.touch("Rückgängig")
    assert "Zeugnis Lager" in [paper.title for paper in papers.my_papers(own)]


def test_a_certificate_gets_a_new_version_and_keeps_its_name(
    own: OwnPlace, open_own: Open, files: AnsweredFiles, stick: Path
) -> None:
    (stick / "Zeugnis.jpg").write_bytes(scan(1, width=400))
    (stick / "scan0002.pdf").write_bytes(text_pdf("Zeugnis mit Stempel"))
    files.answers += [stick / "Zeugnis.jpg", stick / "scan0002.pdf"]
    hands = at(open_own, own, "papers")
    assert not [one for one in visible(hands.window, QAbstractButton) if one.text() == "Neue Fassung"]
    hands.touch("Zeugnis hinzufügen")
    hands.touch("Neue Fassung")
    assert "„Zeugnis“ hat jetzt eine neue Fassung." in hands.says()
    (paper,) = [one for one in papers.my_papers(own) if one.kind is PaperKind.CERTIFICATE]
    assert paper.title == "Zeugnis"
    assert [version.file_name for version in paper.versions] == ["scan0002.pdf", "Zeugnis.jpg"]


def test_a_word_file_does_not_keep_the_pdf_from_the_printer(
    own: OwnPlace, workplace: Workplace, open_own: Open
) -> None:
    (resume,) = [one for one in papers.my_papers(own) if one.kind is PaperKind.CV]
    coach_papers.add_version(workplace, resume.id, file_name="Lebenslauf.docx", media_type="", data=b"PK")
    hands = at(open_own, own, "papers")
    assert hands.button("Drucken").isEnabled()


def test_a_file_that_nobody_can_open_is_refused_in_the_page(
    own: OwnPlace, open_own: Open, files: AnsweredFiles, stick: Path
) -> None:
    (stick / "Foto.heic").write_bytes(b"\0\0\0\x18ftypheic")
    files.answers.append(stick / "Foto.heic")
    hands = at(open_own, own, "papers")
    hands.touch("Zeugnis hinzufügen")
    assert "„Foto.heic“ ist ein Foto im Format HEIC" in hands.says()


def test_a_paper_is_saved_where_the_person_wants(
    own: OwnPlace, open_own: Open, files: AnsweredFiles, stick: Path
) -> None:
    files.answers.append(stick / "Lebenslauf.pdf")
    hands = at(open_own, own, "papers")
    hands.touch("Speichern")
    assert (stick / "Lebenslauf.pdf").read_bytes() == text_pdf("Lebenslauf")
    assert "Gespeichert: Lebenslauf.pdf" in hands.says()


def test_a_folder_from_application_to_sent_by_keyboard(
    own: OwnPlace, open_own: Open, files: AnsweredFiles, stick: Path
) -> None:
    hands = at(open_own, own, "papers")
    hands.walk_to("Mappe machen. Alles in einer Datei")
    hands.press(Qt.Key.Key_Return)
    assert "Für welche Bewerbung" in hands.says()
    hands.press(Qt.Key.Key_Return)
    assert "Was kommt in die Mappe?" in hands.says()
    assert QApplication.focusWidget() is hands.button("Mappe machen")
    hands.press(Qt.Key.Key_Return)
    assert "Die Mappe ist fertig." in hands.says()
    assert "Bewerbung_Kovalenko_Olena_Logistik_Nord_GmbH.pdf" in hands.says()
    files.answers.append(stick / "Mappe.pdf")
    hands.press(Qt.Key.Key_Return)
    assert (stick / "Mappe.pdf").read_bytes().startswith(b"%PDF")
    hands.walk_to("Ja, heute abgeschickt")
    hands.press(Qt.Key.Key_Return)
    found = {paper.title: paper.versions[0].sent for paper in papers.my_papers(own)}
    assert all(isinstance(sent[0], SentTo) for sent in found.values())
    hands.touch("Rückgängig")
    assert not any(paper.versions[0].sent for paper in papers.my_papers(own))


def test_the_next_folder_begins_in_the_order_of_the_last(own: OwnPlace, open_own: Open) -> None:
    hands = choose(own, open_own)
    hands.touch("Nach oben: Lebenslauf")
    hands.touch("Mappe machen")
    assert "Die Mappe ist fertig." in hands.says()
    hands.window.go("folder", folders.folder_targets(own)[0].application_id)
    hands.settled()
    assert titles(own, hands) == ["Lebenslauf", "Anschreiben Logistik Nord GmbH"]


def choose(own: OwnPlace, open_own: Open) -> OwnHands:
    hands = at(open_own, own, "folder", folders.folder_targets(own)[0].application_id)
    assert isinstance(hands.page, FolderPage)
    return hands


def titles(own: OwnPlace, hands: OwnHands) -> list[str]:
    assert isinstance(hands.page, FolderPage)
    known = {paper.version_id: paper.title for paper in folders.folder_papers(own)}
    return [known[number] for number in hands.page.choice.chosen()]


def test_order_and_choice_change_by_touch_and_the_keyboard_stays_there(own: OwnPlace, open_own: Open) -> None:
    hands = choose(own, open_own)
    assert titles(own, hands) == ["Anschreiben Logistik Nord GmbH", "Lebenslauf"]
    hands.touch("Nach oben: Lebenslauf")
    assert titles(own, hands) == ["Lebenslauf", "Anschreiben Logistik Nord GmbH"]
    assert QApplication.focusWidget() is hands.button("Nach unten: Lebenslauf")
    hands.touch("Lebenslauf, in der Mappe")
    assert titles(own, hands) == ["Anschreiben Logistik Nord GmbH"]


def test_order_choice_and_limit_survive_a_language_and_a_crash(own: OwnPlace, open_own: Open) -> None:
    hands = choose(own, open_own)
    hands.touch("Nach oben: Lebenslauf")
    hands.touch("10 MB")
    hands.touch("Türkçe")
    assert titles(own, hands) == ["Lebenslauf", "Anschreiben Logistik Nord GmbH"]
    hands.touch("Deutsch")
    hands.settled()
    again = choose(own, open_own)
    assert titles(own, again) == ["Lebenslauf", "Anschreiben Logistik Nord GmbH"]
    assert isinstance(again.page, FolderPage)
    assert again.page.choice.megabytes == 10


def test_an_empty_folder_says_what_is_missing(own: OwnPlace, open_own: Open) -> None:
    hands = choose(own, open_own)
    hands.touch("Lebenslauf, in der Mappe")
    hands.touch("Anschreiben Logistik Nord GmbH, in der Mappe")
    hands.touch("Mappe machen")
    assert "mindestens ein Papier" in hands.says()


def test_everything_goes_home_with_a_password(own: OwnPlace, open_own: Open, files: AnsweredFiles, stick: Path) -> None:
    hands = at(open_own, own, "take_home")
    assert isinstance(hands.page, TakeHomePage)
    hands.page.password.edit.setText("ein grünes Fahrrad")
    hands.page.again.edit.setText("ein grünes Fahrad")
    hands.touch("Mitnehmen")
    assert "nicht gleich" in hands.says()
    hands.touch("Türkçe")
    hands.touch("Deutsch")
    assert isinstance(hands.page, TakeHomePage)
    assert hands.page.password.text() == "ein grünes Fahrrad"
    hands.page.again.edit.setText("ein grünes Fahrrad")
    hands.touch("Meine Bewerbungen: 1 Eintrag")
    files.answers.append(stick / "mit.zip")
    hands.touch("Mitnehmen")
    assert "Fertig: mit.zip mit 2 Dateien." in hands.says()
    with zipfile.ZipFile(stick / "mit.zip") as archive:
        assert len(archive.namelist()) == 2
        with pytest.raises(RuntimeError):
            archive.testzip()


def test_a_short_password_is_refused(own: OwnPlace, open_own: Open) -> None:
    hands = at(open_own, own, "take_home")
    assert isinstance(hands.page, TakeHomePage)
    hands.page.password.edit.setText("kurz")
    hands.page.again.edit.setText("kurz")
    hands.touch("Mitnehmen")
    assert "mindestens 8 Zeichen" in hands.says()


def test_printing_goes_to_the_only_printer_and_says_so(
    own: OwnPlace, open_own: Open, files: AnsweredFiles, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[str, str, int]] = []

    def take(name: str, title: str, pages: tuple[object, ...]) -> bool:
        printed.append((name, title, len(pages)))
        return True

    monkeypatch.setattr(printing, "printer_names", lambda: ("Drucker Raum 2",))
    monkeypatch.setattr(printing, "print_pages", take)
    (stick / "Zeugnis.jpg").write_bytes(scan(1, width=400))
    files.answers.append(stick / "Zeugnis.jpg")
    hands = at(open_own, own, "papers")
    hands.touch("Drucken")
    assert printed == [("Drucker Raum 2", "Lebenslauf.pdf", 1)]
    assert "1 Seite wird gedruckt" in hands.says()
    hands.touch("Zeugnis hinzufügen")
    hands.touch("Drucken")
    assert printed[1:] == [("Drucker Raum 2", "Zeugnis.jpg", 1)]


def test_printing_asks_where_there_are_two_printers(
    own: OwnPlace, open_own: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(printing, "printer_names", lambda: ("Flur", "Büro"))

    def refuse(name: str, _title: str, _pages: object) -> bool:
        asked.append(name)
        return False

    monkeypatch.setattr(printing, "print_pages", refuse)
    hands = at(open_own, own, "papers")
    hands.touch("Drucken")
    hands.touch("Büro")
    assert asked == ["Büro"]
    assert "druckt nicht" in hands.says()


def test_without_a_printer_the_page_says_so_kindly(
    own: OwnPlace, open_own: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printer_names", lambda: ())
    hands = at(open_own, own, "papers")
    hands.touch("Drucken")
    assert "Hier ist kein Drucker." in hands.says()


@pytest.mark.parametrize("language", OWN_LANGUAGES)
@pytest.mark.parametrize("key", ["papers", "folder", "take_home"])
def test_everything_has_a_name_and_is_reached(own: OwnPlace, open_own: Open, key: str, language: str) -> None:
    hands = open_own(own, language=language)
    target = folders.folder_targets(own)[0].application_id if key == "folder" else None
    hands.window.go(key, target)
    hands.settled()
    check_page(hands.page)
