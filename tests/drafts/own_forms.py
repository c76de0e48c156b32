"""The forms of a participant's place: how each is opened, what is typed into it, and where that is seen again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from werkakademie.demo.hands import button, click, field, press, settle, type_into, visible
from werkakademie.records.enums import CourseCard
from werkakademie.records.ids import InterviewId, JobApplicationId
from werkakademie.services.own import interviews, letters, log
from werkakademie.services.own.place import OwnPlace
from werkakademie.ui.own.course.mouse import MouseField
from werkakademie.ui.own.interviews.entry_page import ChangeOf
from werkakademie.ui.own.papers.folder_page import FolderFor
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.dialogs import DialogBase


@dataclass
class OwnDesk:
    """A place, and what opens things there."""

    window: OwnWindow
    worker: Worker
    own: OwnPlace

    def page(self, key: str, target: object = None) -> QWidget:
        self.window.go(key, target)
        settle(self.worker)
        return self.window.current_page()

    def touch(self, *texts: str) -> None:
        """Touch these buttons one after the other."""
        for text in texts:
            QTest.mouseClick(button(self.window, text), Qt.MouseButton.LeftButton)
            settle(self.worker)

    def dialog(self, *texts: str) -> QWidget:
        """The dialog that these buttons of the page lead to."""
        self.touch(*texts)
        return visible(self.window, QDialog)[-1]

    def application(self) -> JobApplicationId:
        return log.own_log(self.own).applications[0].id

    def talk(self) -> InterviewId:
        return interviews.my_interviews(self.own).past[0].id


Opened = Callable[[OwnDesk], QWidget]


@dataclass(frozen=True)
class OwnForm:
    """`key` is the form that its draft is kept under, `page` where it stands.

    `fill` does by hand what is not stored yet; `shown` says what of it is to be seen when the form is opened again.
    """

    key: str
    page: str
    opened: Opened
    fill: Callable[[OwnDesk, QWidget], None]
    shown: Callable[[QWidget], str]
    expected: str


def _typed(
    key: str, page: str, label: str, text: str, *touched: str, opened: Opened | None = None, target: str = ""
) -> OwnForm:
    """A text, typed behind these buttons; `target` is the desk's method that says what the page is about."""

    def go(desk: OwnDesk) -> QWidget:
        return desk.page(page, getattr(desk, target)() if target else None)

    def fill(desk: OwnDesk, root: QWidget) -> None:
        desk.touch(*touched)
        type_into(root, label, text)

    return OwnForm(key, page, opened or go, fill, lambda root: str(field(root, label).draft()), text)


def _resume_dialog(key: str, label: str, text: str, *texts: str) -> OwnForm:
    """A dialog over the CV, which is built once for all of them that follow each other."""

    def opened(desk: OwnDesk) -> QWidget:
        if desk.window.current_key != "resume":
            desk.page("resume")
        for other in visible(desk.window, DialogBase):
            other.reject()
        return desk.dialog(*texts)

    return _typed(key, "resume", label, text, opened=opened)


def _letter(desk: OwnDesk) -> QWidget:
    return desk.page("letter", letters.my_letters(desk.own)[0].id)


def _letter_facts(desk: OwnDesk) -> QWidget:
    page = _letter(desk)
    desk.touch("2. Text")
    return page


def _rename(desk: OwnDesk) -> QWidget:
    desk.page("papers")
    return desk.dialog("Anderer Name")


def _folder(desk: OwnDesk) -> QWidget:
    return desk.page("folder", FolderFor(None))


def _limit(root: QWidget) -> str:
    """The sizes that are chosen."""
    return ", ".join(text for text in ("3 MB", "5 MB (üblich)", "10 MB") if button(root, text).isChecked())


def _card(card: CourseCard, fill: Callable[[QWidget], None], expected: str, label: str = "") -> OwnForm:
    """A card of the short course: how far somebody came, and what stands in the field with that label."""

    def shown(root: QWidget) -> str:
        (step,) = [one.text() for one in visible(root, QLabel) if one.text().startswith("Schritt ")]
        return f"{step}: {field(root, label).draft()}" if label else step

    return OwnForm(
        "own_course",
        "course_card",
        lambda desk: desk.page("course_card", card),
        lambda _desk, root: fill(root),
        shown,
        expected,
    )


def _click_circle(root: QWidget) -> None:
    (where,) = visible(root, MouseField)
    QTest.mouseClick(where, Qt.MouseButton.LeftButton, pos=where.target().center().toPoint())


def _half_of_the_keyboard(root: QWidget) -> None:
    type_into(root, "Hier schreiben", "arbeit")
    press(root, Qt.Key.Key_Return)
    type_into(root, "Hier schreiben", "ku")


def _half_of_saving(root: QWidget) -> None:
    click(root, "Bewerbungen")
    type_into(root, "Name der Datei", "Lebe")


OWN_FORMS: Mapping[str, OwnForm] = {
    "application": _typed("own_application", "entry", "Name der Firma", "West KG"),
    "activity": _typed(
        "own_activity", "activity", "Firma, Messe oder Seite im Internet", "Messe Nord", "Jobmesse besucht"
    ),
    "correction": _typed("own_correction", "correct_application", "Name der Firma", "Nord AG", target="application"),
    "resume": _typed("own_resume", "resume", "Telefon", "0441 777"),
    "resume, job": _resume_dialog("own_resume_work", "Firma", "Süd KG", "2. Arbeit", "Arbeit eintragen"),
    "resume, gap": _resume_dialog(
        "own_resume_gap", "Was war in dieser Zeit?", "Familienzeit", "2. Arbeit", "Der Zeit einen Namen geben"
    ),
    "resume, school": _resume_dialog(
        "own_resume_education", "Was haben Sie gelernt?", "Koch", "3. Schule", "Schule oder Ausbildung eintragen"
    ),
    "resume, course": _resume_dialog("own_resume_course", "Name", "Deutsch B1", "3. Schule", "Kurs eintragen"),
    "resume, language": _resume_dialog(
        "own_resume_language", "Welche Sprache?", "Deutsch", "4. Können", "Sprache eintragen"
    ),
    "letter": _typed("own_letter", "letter", "Überschrift", "Bewerbung als Koch in Teilzeit", opened=_letter),
    "letter, facts": _typed(
        "own_letter_facts", "letter", "Ab wann können Sie arbeiten?", "ab Janu", opened=_letter_facts
    ),
    "paper's name": _typed("own_paper_name", "papers", "Name", "Zeugnis Lager", opened=_rename),
    "folder": OwnForm("own_folder", "folder", _folder, lambda desk, _root: desk.touch("10 MB"), _limit, "10 MB"),
    "interview": _typed("own_interview", "interview_entry", "Tag", "24.11.2", "Nord GmbH: Koch"),
    "interview of an application": _typed("own_interview", "interview_entry", "Tag", "25.11.2", target="application"),
    "interview changed": _typed(
        "own_interview",
        "interview_entry",
        "Tag",
        "21.11.2",
        opened=lambda desk: desk.page("interview_entry", ChangeOf(desk.talk())),
    ),
    "after the interview": _typed("own_after_interview", "interview_after", "So war es", "Es war gut.", target="talk"),
    "ten questions": _typed("own_answers", "interview_questions", "Meine Antwort", "Ich bin Köchin und"),
    "feedback": _typed("own_feedback", "feedback", "Das war gut", "Lau", "gut", *["Weiß ich nicht"] * 4),
    "mouse": _card(CourseCard.MOUSE, _click_circle, "Schritt 2 von 4"),
    "keyboard": _card(CourseCard.KEYBOARD, _half_of_the_keyboard, "Schritt 3 von 6: ku", "Hier schreiben"),
    "saving": _card(CourseCard.SAVE, _half_of_saving, "Schritt 2 von 4: Lebe", "Name der Datei"),
    "printing": _card(CourseCard.PRINT, lambda root: click(root, "Drucker im Kursraum"), "Schritt 2 von 3"),
    "mailbox": _card(
        CourseCard.MAILBOX,
        lambda root: type_into(root, "E-Mail-Adresse", "kurs@po"),
        "Schritt 1 von 5: kurs@po",
        "E-Mail-Adresse",
    ),
    "uploading": _card(CourseCard.UPLOAD, lambda root: click(root, "Datei auswählen"), "Schritt 2 von 5"),
}
#: Pages on which nobody types or chooses what is not stored at once, and how they are opened.
WITHOUT_INPUT: Mapping[str, Opened] = {
    **{
        key: partial(OwnDesk.page, key=key)
        for key in ("home", "log", "letters", "interviews", "practice_talk", "course")
    },
    "application": lambda desk: desk.page("application", desk.application()),
    "interview": lambda desk: desk.page("interview", desk.talk()),
}
#: Pages whose input must not be written down, why, and the test that sees to it.
NEVER_KEPT = {
    "jobs": "no log of queries: test_own_jobs.py test_what_was_typed_is_kept_nowhere",
    "resume_photo": "where a photo is cut; kept in memory: test_own_resume.py test_the_part_of_a_photo_is_chosen_…",
    "take_home": "a password: test_own_drafts.py test_what_must_not_be_kept_is_not",
}


def shown_again(desk: OwnDesk, name: str) -> str:
    """What the form shows when it is opened."""
    form = OWN_FORMS[name]
    root = form.opened(desk)
    settle(desk.worker)
    QApplication.processEvents()
    return form.shown(root)
