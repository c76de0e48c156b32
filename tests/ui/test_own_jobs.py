"""„Stellen suchen“ at a participant's place, by keys and touches, with a server that stands in for the job search."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import an_own_place, make_workplace
from tests.job_portal.answers import messages, page, posting
from tests.job_portal.stand_in import Answer, StandIn, as_json, standing_in
from tests.ui.accessibility import check_page
from tests.ui.clipped import clipped_texts
from tests.ui.conftest import NOW
from tests.ui.driving import visible
from tests.ui.own_driving import OwnHands
from werkakademie.i18n import OWN_LANGUAGES, language_chosen
from werkakademie.records.job_portal import JobList, JobPlace, JobPosting, PreparedSearch
from werkakademie.services import job_portal, job_search
from werkakademie.services.own import jobs
from werkakademie.services.own.jobs import Line
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.own.jobs.page import JobsPage
from werkakademie.ui.own.jobs.words import posting_line
from werkakademie.ui.own.widgets import ActionCard

Open = Callable[..., OwnHands]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace)


@pytest.fixture
def stand_in(workplace: Workplace) -> Iterator[StandIn]:
    with standing_in() as server:
        portal = server.portal()
        fields = {name: getattr(portal, name) for name in portal.__dataclass_fields__}
        job_portal.change_settings(workplace, fields=fields)
        entries = [posting(number) for number in range(1, 11)]
        server.answers = lambda target: as_json(
            posting(1, stellenangebotsBeschreibung="## Ihre Arbeit\n- Kasse\n- Regale")
            if "jobdetails" in target
            else page(*entries, total=23, number=2 if "page=2" in target else 1)
        )
        yield server


def jobs_page(hands: OwnHands) -> JobsPage:
    assert isinstance(hands.page, JobsPage)
    return hands.page


@pytest.fixture
def answered(qtbot: QtBot) -> Callable[[OwnHands], None]:
    """Waits for the net, then for what the window makes of it."""

    def wait(hands: OwnHands) -> None:
        outside = jobs_page(hands)._outside
        if outside.is_waiting:
            with qtbot.waitSignal(outside.settled, timeout=20_000):
                pass
        hands.settled()

    return wait


Answered = Callable[[OwnHands], None]


def search(hands: OwnHands, what: str = "Verkauf", where: str = "04109") -> None:
    form = jobs_page(hands).form
    form.what.edit.setText(what)
    form.where.edit.setText(where)
    hands.touch("Suchen")


def cards(hands: OwnHands) -> list[ActionCard]:
    return visible(hands.page, ActionCard)


def test_off_says_so_and_the_log_works_on(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    assert hands.button("Stellen suchen").accessibleName() == "Stellen suchen. Hier ausgeschaltet"
    hands.touch("Stellen suchen")
    assert "Die Stellensuche im Internet ist hier ausgeschaltet." in hands.says()
    check_page(hands.page)
    hands.touch("Meine Bewerbungen")
    assert hands.window.current_key == "log"


def test_from_search_to_log_by_keyboard(
    own: OwnPlace, workplace: Workplace, stand_in: StandIn, open_own: Open, answered: Answered
) -> None:
    hands = open_own(own)
    hands.walk_to("Stellen suchen. Arbeit finden und merken")
    hands.press(Qt.Key.Key_Return)
    form = jobs_page(hands).form
    assert QApplication.focusWidget() is form.what.edit
    for key in (Qt.Key.Key_K, Qt.Key.Key_O, Qt.Key.Key_C, Qt.Key.Key_H):
        hands.press(key)
    hands.press(Qt.Key.Key_Return)
    answered(hands)
    assert "23 Stellen gefunden. Seite 1 von 3" in hands.says()
    assert stand_in.targets() == ["/dienst/pc/v6/jobs?was=koch&page=1&size=10"]
    assert len(cards(hands)) == 10

    card = cards(hands)[0]
    hands.walk_to(card.accessibleName())
    hands.press(Qt.Key.Key_Return)
    answered(hands)
    said = hands.says()
    assert "Ihre Arbeit\n• Kasse\n• Regale" in said
    assert "13,90 – 15 Euro in der Stunde" in said
    assert jobs_page(hands).details.link.text() == "https://www.beispiel.de/jobs/42?von=suche"

    hands.walk_to("In meine Liste")
    hands.press(Qt.Key.Key_Return)
    assert "Diese Stelle steht in Ihrer Liste." in hands.says()
    (record,) = job_search.job_search_log(workplace, own.participant_id).applications
    assert record.reference == "10000-0001-S"

    hands.press(Qt.Key.Key_Escape)
    assert cards(hands)[0].accessibleName().startswith("Verkäufer/in (m/w/d) 1. Steht in Ihrer Liste · ")
    assert QApplication.focusWidget() is cards(hands)[0]
    hands.walk_to("Nächste Seite")
    hands.press(Qt.Key.Key_Return)
    answered(hands)
    assert "Seite 2 von 3" in hands.says()
    assert stand_in.targets()[-1].endswith("page=2&size=10")


def test_nothing_found_and_no_network(own: OwnPlace, stand_in: StandIn, open_own: Open, answered: Answered) -> None:
    hands = open_own(own)
    hands.touch("Stellen suchen")
    stand_in.answer(as_json(page()))
    search(hands)
    answered(hands)
    assert "Keine Stelle gefunden." in hands.says()

    stand_in.answer(as_json(messages("STOERUNG"), 500))
    hands.touch("Suchen")
    answered(hands)
    assert "Die Stellensuche hat gerade eine Störung." in hands.says()
    assert "Keine Stelle gefunden." not in hands.says()

    stand_in.shutdown()
    stand_in.server_close()
    hands.touch("Noch einmal suchen")
    answered(hands)
    assert "Ihre Liste geht auch ohne Internet." in hands.says()
    hands.touch("Bewerbung eintragen")
    assert hands.window.current_key == "entry"


def test_a_posting_that_is_gone_says_so(own: OwnPlace, stand_in: StandIn, open_own: Open, answered: Answered) -> None:
    stand_in.answers = lambda target: as_json(
        messages("STELLENANGEBOT_NICHT_GEFUNDEN") if "jobdetails" in target else page(posting())
    )
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands)
    answered(hands)
    hands.touch("Verkäufer/in (m/w/d) 1")
    answered(hands)
    assert "Diese Stelle gibt es nicht mehr." in hands.says()
    hands.touch("Andere Stellen")
    assert len(cards(hands)) == 1


def test_house_numbers_stay_at_home(own: OwnPlace, stand_in: StandIn, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands, where="Musterweg 3, Leipzig")
    assert "Keine Straße und keine Hausnummer." in hands.says()
    assert QApplication.focusWidget() is jobs_page(hands).form.where.edit
    assert stand_in.requests == []


def wait_for_request(stand_in: StandIn) -> None:
    assert stand_in.arrived.acquire(timeout=10)


def no_thread_is_left(qtbot: QtBot) -> None:
    for thread in threading.enumerate():
        if thread.name == "net":
            thread.join(5)
            assert not thread.is_alive()
    assert qtbot


def test_typing_anew_ends_a_slow_search(own: OwnPlace, stand_in: StandIn, open_own: Open, qtbot: QtBot) -> None:
    stand_in.answer(Answer(waits=True))
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands)
    wait_for_request(stand_in)
    assert "Wir suchen …" in hands.says()
    jobs_page(hands).form.what.edit.setFocus()
    hands.press(Qt.Key.Key_X)
    assert "Wir suchen …" not in hands.says()
    assert not jobs_page(hands)._outside.is_waiting
    no_thread_is_left(qtbot)


def test_a_slow_search_can_be_cancelled(own: OwnPlace, stand_in: StandIn, open_own: Open, qtbot: QtBot) -> None:
    stand_in.answer(Answer(waits=True))
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands)
    wait_for_request(stand_in)
    hands.touch("Abbrechen")
    assert "Wir suchen …" not in hands.says()
    no_thread_is_left(qtbot)


def test_a_fault_in_the_other_thread_is_told(
    own: OwnPlace, stand_in: StandIn, open_own: Open, answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(_own: OwnPlace, _prepared: PreparedSearch, *, line: Line) -> JobList:
        raise ValueError(line)

    monkeypatch.setattr(jobs, "search_jobs", faulty)
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands)
    answered(hands)
    assert "Das hat nicht geklappt." in hands.says()
    assert "Wir suchen …" not in hands.says()
    assert stand_in.requests == []


@pytest.mark.parametrize("way_out", ["Zurück", "Start", "Abmelden"])
def test_nobody_waits_for_a_slow_search_to_leave(
    own: OwnPlace, stand_in: StandIn, open_own: Open, qtbot: QtBot, way_out: str
) -> None:
    """Also with a page that is freed while the other thread is still at it."""
    stand_in.answer(Answer(waits=True))
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands)
    wait_for_request(stand_in)
    hands.touch(way_out)
    no_thread_is_left(qtbot)
    hands.settled()


def test_the_window_works_while_the_net_is_slow(own: OwnPlace, stand_in: StandIn, open_own: Open) -> None:
    stand_in.answer(Answer(waits=True))
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands)
    wait_for_request(stand_in)
    hands.touch("Größer")
    hands.touch("Start")
    hands.touch("Meine Bewerbungen")
    assert hands.window.current_key == "log"


def test_another_language_keeps_what_was_typed_and_found(
    own: OwnPlace, stand_in: StandIn, open_own: Open, answered: Answered
) -> None:
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands, what="Verkauf", where="Leipzig")
    answered(hands)
    asked = len(stand_in.requests)
    hands.touch("English")
    form = jobs_page(hands).form
    assert (form.what.text(), form.where.text(), form.radius.value()) == ("Verkauf", "Leipzig", 10)
    assert len(cards(hands)) == 10
    hands.touch("Verkäufer/in (m/w/d) 3")
    answered(hands)
    hands.touch("Deutsch")
    assert "• Kasse" in hands.says()
    assert len(stand_in.requests) == asked + 1, "only the posting was asked for"


def test_what_was_typed_is_kept_nowhere(
    own: OwnPlace, stand_in: StandIn, open_own: Open, answered: Answered, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands, what="Hebamme", where="Pirna")
    answered(hands)
    hands.touch("English")
    hands.touch("Deutsch")
    hands.touch("Start")
    assert "Hebamme" not in caplog.text
    with own.store.read() as tx:
        kept = [tuple(row) for row in tx.execute(sa.text("SELECT * FROM draft"))]
    assert kept == []
    assert "was=Hebamme" in stand_in.targets()[0]
    hands.touch("Stellen suchen")
    assert jobs_page(hands).form.what.text() == ""


def test_hostile_words_stay_words(own: OwnPlace, stand_in: StandIn, open_own: Open, answered: Answered) -> None:
    entry = posting(
        1,
        stellenangebotsTitel="<a href='http://boese.example'>Koch</a> & Co\u202e",
        firma="<b>Fett</b>",
        externeURL="javascript:alert(1)",
        stellenangebotsBeschreibung="<img src=http://boese.example/x>",
    )
    stand_in.answers = lambda target: as_json(entry if "jobdetails" in target else page(entry))
    hands = open_own(own)
    hands.touch("Stellen suchen")
    search(hands)
    answered(hands)
    assert "<a href='http://boese.example'>Koch</a> & Co" in hands.says()
    hands.touch("<a href='http://boese.example'>Koch</a> & Co")
    answered(hands)
    assert "<img src=http://boese.example/x>" in hands.says()
    assert not jobs_page(hands).details.link.isVisible()
    assert all("boese" not in target for target in stand_in.targets())


def test_german_words_keep_their_order_in_a_line_from_right_to_left() -> None:
    found = JobPosting("1", "Koch (m/w/d)", employer="Haus Muster GmbH", places=(JobPlace("04109", "Leipzig"),))
    assert posting_line(found) == "Haus Muster GmbH · 04109 Leipzig"
    with language_chosen("ar"):
        right_to_left = "\u200f\u2068Haus Muster GmbH\u2069 · \u206804109 Leipzig\u2069"
        assert posting_line(found) == right_to_left


@pytest.mark.parametrize("language", list(OWN_LANGUAGES))
@pytest.mark.parametrize("percent", [100, 200])
def test_every_state_can_be_read_and_reached(
    own: OwnPlace, stand_in: StandIn, open_own: Open, answered: Answered, language: str, percent: int
) -> None:
    hands = open_own(own, language=language, percent=percent)
    hands.window.go("jobs")
    hands.settled()
    form = jobs_page(hands).form
    form.what.edit.setText("Verkauf")
    jobs_page(hands).search()
    hands.settled()
    answered(hands)
    check_page(hands.page)
    assert clipped_texts(hands.page) == []
    assert len(stand_in.requests) == 1
    cards(hands)[0].click()
    hands.settled()
    answered(hands)
    check_page(hands.page)
    assert clipped_texts(hands.page) == []
