"""The coach sits down beside somebody: sees the letter as it is written, and says something about it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories import a_participant, an_application, an_own_place, make_workplace
from tests.ui.accessibility import check_page
from tests.ui.driving import button, settle
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import ParticipantId
from werkakademie.services.own import comments, letters, resume
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.papers.page import PapersPage
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker

Beside = Callable[[ParticipantId], PapersPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    person = a_participant(workplace, street="Lindenweg 4", postcode="10117", city="Berlin")
    an_application(workplace, person, "Logistik Nord GmbH", "20457 Hamburg", contact="Frau Müller")
    return an_own_place(workplace, person)


@pytest.fixture
def beside(
    workplace: Workplace, context_of: Callable[[object], PageContext], qtbot: QtBot, worker: Worker
) -> Iterator[Beside]:
    """The page „Unterlagen“ with its tab „Am Platz“ open for a person."""
    pages = []

    def make(person: ParticipantId) -> PapersPage:
        page = PapersPage(context_of(workplace))
        pages.append(page)
        qtbot.addWidget(page)
        worker.changed.connect(page.refresh)
        page.resize(1180, 700)
        page.show()
        page.enter(person)
        settle(qtbot, worker)
        page.tabs.choose("beside")
        settle(qtbot, worker)
        return page

    yield make
    for page in pages:
        page.hide()


def test_who_has_written_nothing_shows_nothing(own: OwnPlace, beside: Beside) -> None:
    page = beside(own.participant_id)
    assert not page.beside.pane.isVisible()
    check_page(page)


def test_the_coach_sees_the_letter_grow_and_says_something(
    own: OwnPlace, beside: Beside, qtbot: QtBot, worker: Worker
) -> None:
    number = letters.begin_letter(own, letters.letter_targets(own)[0].application_id).value
    page = beside(own.participant_id)
    panel = page.beside
    assert panel.paper.combo.currentText() == "Anschreiben: Logistik Nord GmbH"
    assert panel.pane.view.page_count() == 1
    before = panel.pane.view.image(0).copy()
    fields = {**letters.letter(own, number).fields.values(), "body": "ich arbeite gern im Lager."}
    clock = own.store.clock
    assert isinstance(clock, SteppedClock)
    clock.step(timedelta(minutes=1))
    worker.run(letters.save_letter, own, number, fields=fields)
    settle(qtbot, worker)
    assert panel.pane.view.image(0) != before
    panel.text.control.setFocus()
    QTest.keyClicks(panel.text.control, "Schreiben Sie, ab wann.")
    panel.place.set_value("body")
    button(page, "Hinweis geben").click()
    settle(qtbot, worker)
    (said,) = comments.my_comments(own, CommentOn.LETTER, number)
    assert (said.place, said.text, said.author) == ("body", "Schreiben Sie, ab wann.", "")
    assert panel.text.value() is None
    check_page(page)
    button(page, "Zurücknehmen: Schreiben Sie, ab wann.").click()
    settle(qtbot, worker)
    assert comments.my_comments(own, CommentOn.LETTER, number) == ()


def test_the_cv_is_seen_and_commented_on_too(own: OwnPlace, beside: Beside, qtbot: QtBot, worker: Worker) -> None:
    page = beside(own.participant_id)
    record = resume.my_resume(own)
    worker.run(resume.save_resume, own, document=record.document, layout=record.layout, with_photo=False)
    settle(qtbot, worker)
    assert page.beside.paper.combo.currentText() == "Lebenslauf"
    assert page.beside.pane.view.page_count() == 1
    QTest.keyClicks(page.beside.text.control, "Bitte noch die Schule.")
    page.beside.place.set_value("education")
    button(page, "Hinweis geben").click()
    settle(qtbot, worker)
    (said,) = comments.my_comments(own, CommentOn.RESUME)
    assert (said.place, said.text) == ("education", "Bitte noch die Schule.")
    check_page(page)


def test_a_comment_needs_words(own: OwnPlace, beside: Beside, qtbot: QtBot, worker: Worker) -> None:
    letters.begin_letter(own)
    page = beside(own.participant_id)
    button(page, "Hinweis geben").click()
    settle(qtbot, worker)
    assert page.beside.text.shown_problem() == "Bitte schreiben Sie, was Sie sagen möchten."
