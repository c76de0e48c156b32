"""The CV by keyboard and mouse: entries, gaps, proposals, looks, files, and nothing lost."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.factories import an_own_place, make_workplace
from tests.ui.driving import click, type_into, visible
from tests.ui.own_driving import OwnHands
from werkakademie.records.enums import PaperKind, ResumeLayout
from werkakademie.records.resume import Course, Gap, Language, Month, Station
from werkakademie.services.own import papers, resume
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.own import resume as queries
from werkakademie.ui.own.resume.entry_dialogs import EntryDialog
from werkakademie.ui.own.resume.page import ResumePage
from werkakademie.ui.own.resume.photo_page import PhotoPage
from werkakademie.ui.widgets.files import AnsweredFiles

Open = Callable[..., OwnHands]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace)


@pytest.fixture
def hands(own: OwnPlace, open_own: Open) -> OwnHands:
    opened = open_own(own)
    opened.window.go("resume")
    opened.settled()
    return opened


def the_page(hands: OwnHands) -> ResumePage:
    assert isinstance(hands.page, ResumePage)
    return hands.page


def answer(hands: OwnHands, **texts: str) -> None:
    """Fill the dialog that is open and send it."""
    (dialog,) = visible(hands.window, EntryDialog)
    for name, text in texts.items():
        type_into(dialog, dialog.form.field(name).label_text, text)
    click(dialog, "Fertig")
    hands.settled()


def test_what_is_known_already_stands_there(hands: OwnHands) -> None:
    assert the_page(hands).person.field("name").value() == "Olena Kovalenko"


def test_a_job_a_school_a_course_a_language(hands: OwnHands, own: OwnPlace) -> None:
    hands.touch("2. Arbeit")
    hands.touch("Arbeit eintragen")
    answer(hands, title="Köchin", organisation="Nord GmbH", starts="4/2019", ends="06.2023", tasks="Kochen")
    hands.touch("3. Schule")
    hands.touch("Schule oder Ausbildung eintragen")
    answer(hands, title="Schule", organisation="Schule 12", starts="1997", ends="2008")
    hands.touch("Kurs eintragen")
    answer(hands, title="Deutsch B1", issuer="VHS", when="02.2024")
    hands.touch("4. Können")
    hands.touch("Sprache eintragen")
    answer(hands, name="Ukrainisch")
    stored = resume.my_resume(own).document
    assert stored.work == (
        Station("Köchin", "Nord GmbH", "", Month(2019, 4), Month(2023, 6), ("Kochen",), stored.work[0].rest),
    )
    assert stored.education[0].starts == Month(1997)
    assert stored.courses[0].title == "Deutsch B1"
    assert stored.languages[0].name == "Ukrainisch"
    assert isinstance(stored.courses[0], Course)
    assert isinstance(stored.languages[0], Language)


def test_a_month_that_cannot_be_read_is_said_and_nothing_is_lost(hands: OwnHands) -> None:
    hands.touch("2. Arbeit")
    hands.touch("Arbeit eintragen")
    answer(hands, title="Köchin", starts="irgendwann")
    (dialog,) = visible(hands.window, EntryDialog)
    assert "zum Beispiel 03.2019" in dialog.form.field("starts").shown_problem()
    assert dialog.form.field("title").value() == "Köchin"


def test_a_gap_is_named_kindly_or_left(hands: OwnHands, own: OwnPlace) -> None:
    hands.touch("2. Arbeit")
    for starts, ends in (("01.2019", "12.2020"), ("01.2023", "")):
        hands.touch("Arbeit eintragen")
        answer(hands, title="Köchin", organisation="Nord", starts=starts, ends=ends)
    assert "Von 01.2021 bis 12.2022 steht nichts. Das ist in Ordnung." in hands.says()
    hands.touch("Der Zeit einen Namen geben")
    answer(hands, name="Familienzeit")
    assert resume.my_resume(own).document.gaps == (Gap("Familienzeit", Month(2021, 1), Month(2022, 12)),)
    assert "steht nichts" not in hands.says()


def test_an_entry_is_taken_out_and_comes_back(hands: OwnHands, own: OwnPlace) -> None:
    hands.touch("2. Arbeit")
    hands.touch("Arbeit eintragen")
    answer(hands, title="Köchin", organisation="Nord")
    hands.touch("Löschen: Köchin")
    assert resume.my_resume(own).document.work == ()
    hands.touch("Rückgängig")
    assert len(resume.my_resume(own).document.work) == 1


def test_skills_are_proposed_by_occupation(hands: OwnHands, own: OwnPlace) -> None:
    hands.touch("4. Können")
    page = the_page(hands)
    page.group.set_value("kitchen")
    page.group.changed.emit()
    hands.settled()
    hands.touch("Hygiene nach HACCP")
    hands.touch("5. Fertig")
    assert resume.my_resume(own).document.skills == ("Hygiene nach HACCP",)


def test_a_look_is_chosen_and_the_file_lies_among_the_papers(hands: OwnHands, own: OwnPlace) -> None:
    hands.touch("5. Fertig")
    hands.touch("Kompakt")
    hands.touch("Als PDF speichern")
    assert resume.my_resume(own).layout is ResumeLayout.COMPACT
    (paper,) = [one for one in papers.my_papers(own) if one.kind is PaperKind.CV]
    name, content = papers.paper_file(own, paper.versions[0].id)
    assert name == "Lebenslauf_Olena_Kovalenko.pdf"
    assert content.startswith(b"%PDF")
    hands.touch("Als Word-Datei speichern")
    (paper,) = [one for one in papers.my_papers(own) if one.kind is PaperKind.CV]
    assert paper.versions[0].file_name.endswith(".docx")


def test_without_a_name_it_leads_back_to_the_name(hands: OwnHands) -> None:
    page = the_page(hands)
    page.person.field("name").set_value("")
    page.person.changed.emit()
    hands.touch("5. Fertig")
    hands.touch("Als PDF speichern")
    assert "Bitte schreiben Sie Ihren Namen." in page.person.field("name").shown_problem()


def test_typing_survives_a_change_of_language(hands: OwnHands) -> None:
    page = the_page(hands)
    type_into(hands.window, "Telefon", "0441 777")
    hands.touch("العربية")
    hands.touch("Deutsch")
    page = the_page(hands)
    assert page.person.field("phone").value() == "0441 777"
    hands.touch("4. Können")
    hands.touch("English")
    hands.touch("Deutsch")
    assert the_page(hands).words.isVisible(), "it goes on where it was"


def test_a_file_from_elsewhere_comes_in_and_goes_out(
    hands: OwnHands, own: OwnPlace, files: AnsweredFiles, tmp_path: Path
) -> None:
    path = tmp_path / "cv.json"
    path.write_text(json.dumps({"basics": {"name": "Olena K."}, "volunteer": [{"organization": "Tafel"}]}), "utf-8")
    files.answers.append(path)
    hands.touch("5. Fertig")
    hands.touch("Datei von früher öffnen (JSON Resume)")
    assert resume.my_resume(own).document.name == "Olena K."
    _name, content = resume.export_resume(own)
    assert json.loads(content)["volunteer"] == [{"organization": "Tafel"}]
    path.write_text("kein JSON", "utf-8")
    files.answers.append(path)
    hands.touch("Datei von früher öffnen (JSON Resume)")
    assert "ist kein Lebenslauf, den wir lesen können" in the_page(hands).messages.text()


def test_the_steps_are_walked_by_keyboard(hands: OwnHands) -> None:
    hands.walk_to("2. Arbeit")
    hands.press(Qt.Key.Key_Return)
    assert "Wo haben Sie gearbeitet?" in hands.says()
    hands.press(Qt.Key.Key_Escape)
    assert "Wo haben Sie gearbeitet?" not in hands.says()


def test_a_name_of_a_gap_can_be_taken_back(own: OwnPlace, open_own: Open) -> None:
    stored = resume.my_resume(own).document.with_(gaps=(Gap("Familienzeit", Month(2021, 1), Month(2022, 12)),))
    resume.save_resume(own, document=stored, layout=ResumeLayout.CLEAR, with_photo=False)
    opened = open_own(own)
    opened.window.go("resume")
    opened.settled()
    opened.touch("2. Arbeit")
    opened.touch("„Familienzeit“ von 01.2021 bis 12.2022 löschen")
    assert resume.my_resume(own).document.gaps == ()


@pytest.fixture
def half_blue(tmp_path: Path) -> Path:
    """A wide picture, red on the left and blue on the right."""
    picture = Image.new("RGB", (1200, 600), "red")
    picture.paste((0, 0, 255), (600, 0, 1200, 600))
    path = tmp_path / "Foto.png"
    picture.save(path)
    return path


@pytest.fixture
def photo_page(hands: OwnHands, files: AnsweredFiles, half_blue: Path) -> PhotoPage:
    files.answers.append(half_blue)
    hands.touch("Foto wählen")
    assert isinstance(hands.page, PhotoPage)
    return hands.page


def stored_colour(own: OwnPlace) -> str:
    with own.store.read() as tx:
        row = queries.resume_row(tx, own.participant_id)
        assert row is not None
        photo = queries.photo_of(tx, row)
    with Image.open(io.BytesIO(photo)) as read:
        assert read.size == (700, 900)
        found = read.getpixel((350, 450))
    assert isinstance(found, tuple)
    return "red" if found[0] > found[2] else "blue"


def drag(page: PhotoPage, way: int) -> None:
    middle = page.frame.rect().center()
    QTest.mousePress(page.frame, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(page.frame, middle + QPoint(way // 2, 0))
    QTest.mouseMove(page.frame, middle + QPoint(way, 0))
    QTest.mouseRelease(page.frame, Qt.MouseButton.LeftButton, pos=middle + QPoint(way, 0))


@pytest.mark.parametrize(("way", "colour"), [(-400, "red"), (400, "blue")])
def test_the_part_of_a_photo_is_chosen_by_mouse(
    hands: OwnHands, own: OwnPlace, photo_page: PhotoPage, way: int, colour: str
) -> None:
    drag(photo_page, way)
    hands.touch("So verwenden")
    assert stored_colour(own) == colour
    assert the_page(hands)._photo_check.isVisible()
    hands.touch("Zurück")
    assert hands.window.current_key == "home"


def test_the_part_of_a_photo_is_chosen_by_keys_and_stays_in_another_language(
    hands: OwnHands, own: OwnPlace, photo_page: PhotoPage
) -> None:
    assert photo_page.frame.hasFocus()
    for _press in range(15):
        hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Plus)
    chosen = photo_page.frame.cut
    hands.touch("English")
    assert isinstance(hands.page, PhotoPage)
    assert hands.page.frame.cut == chosen
    hands.touch("Use it like this")
    assert stored_colour(own) == "blue"


def test_every_button_of_the_photo_does_what_it_says(hands: OwnHands, photo_page: PhotoPage) -> None:
    frame = photo_page.frame
    hands.touch("Näher heran")
    before = frame.cut
    assert before.share < 1
    hands.touch("Nach rechts")
    hands.touch("Nach unten")
    assert frame.cut.left > before.left
    assert frame.cut.top > before.top
    hands.touch("Nach links")
    hands.touch("Nach oben")
    assert frame.cut.left == pytest.approx(before.left)
    assert frame.cut.top == pytest.approx(before.top)
    hands.touch("Weiter weg")
    assert frame.cut.share == pytest.approx(1)
    hands.touch("Foto drehen")
    assert frame.cut.turns == 1


def test_what_is_no_photo_says_so_and_another_one_is_chosen(
    hands: OwnHands, own: OwnPlace, files: AnsweredFiles, half_blue: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "Foto.heic"
    broken.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(40))
    files.answers += [broken, half_blue]
    hands.touch("Foto wählen")
    assert "HEIC" in hands.page.messages.text()
    assert not hands.button("So verwenden").isEnabled()
    hands.touch("Anderes Foto wählen")
    hands.touch("So verwenden")
    assert stored_colour(own) in ("red", "blue")
