"""Every page of a participant's place in five languages and a made-up longer one: nothing clipped, mirrored, reachable.

Set WERKAKADEMIE_PICTURES to a folder to look at all of them.
"""

import gettext
import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from tests.exchange.scans import scan
from tests.factories import an_own_place, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo
from tests.ui.driving import visible
from tests.ui.own_driving import OwnHands
from werkakademie import i18n
from werkakademie.i18n import OWN_LANGUAGES
from werkakademie.records.enums import CourseCard
from werkakademie.records.own_log import NewApplication
from werkakademie.services.own import interviews, letters, log, papers
from werkakademie.services.own.place import OwnPlace
from werkakademie.ui.own.entries import OWN_PAGES
from werkakademie.ui.own.resume.photo_page import PhotoToCut
from werkakademie.ui.widgets.text import TextLabel

Open = Callable[..., OwnHands]
PICTURES = os.environ.get("WERKAKADEMIE_PICTURES")
TODAY = date(2026, 11, 23)
FINGER = 44
SIZES = ((1280, 800), (1024, 600))
#: Accents, and 40 % longer: what a language does that nobody has translated into yet.
MADE_UP = "made_up"


class MadeUp(gettext.NullTranslations):
    """Lengthens every text; the places that the program fills in stay."""

    def gettext(self, message: str) -> str:
        words = re.split(r"(\{[^}]*\})", message)
        longer = "".join(word if word.startswith("{") else pseudo(word).replace("·", "") for word in words)
        return f"{longer} {'öö ' * (len(message) * 2 // 15)}".rstrip()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - the signature of gettext
        return self.gettext(message)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnPlace]:
    """The place of somebody who has an application, a letter, a talk, and a paper."""
    workplace = make_workplace(tmp_path / "store")
    place = an_own_place(workplace)
    number = log.add_application(place, NewApplication("Nord GmbH", "Bremen", "Koch", None, TODAY)).value
    letters.begin_letter(place, number)
    interviews.add_interview(place, number, fields={"held_on": TODAY - timedelta(days=1)})
    paper = tmp_path / "Zeugnis.png"
    paper.write_bytes(scan(width=200, kind="PNG"))
    papers.add_certificate(place, path=paper)
    yield place
    workplace.store.close()


def targets(own: OwnPlace) -> Mapping[str, object]:
    """What the pages are about that show one thing of several."""
    application = log.own_log(own).applications[0].id
    talk = interviews.my_interviews(own).past[0].id
    return {
        "application": application,
        "letter": letters.my_letters(own)[0].id,
        "folder": application,
        "interview_entry": application,
        "interview": talk,
        "interview_after": talk,
        "resume_photo": PhotoToCut(own.store.path.parent.parent / "Zeugnis.png"),
        "course_card": next(iter(CourseCard)),
    }


@pytest.fixture(params=[*OWN_LANGUAGES, MADE_UP])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    spoken = str(request.param)
    if spoken == MADE_UP:
        monkeypatch.setattr(i18n, "translations", lambda _language: MadeUp())
        return "en"
    return spoken


def beside_each_other(window: QWidget) -> list[str]:
    """Parts of a page that reach beyond its side: nobody scrolls sideways there."""
    QApplication.processEvents()
    return [
        f"{pane.objectName() or type(pane).__name__} by {pane.horizontalScrollBar().maximum()}"
        for pane in window.findChildren(QScrollArea)
        if pane.isVisible() and pane.horizontalScrollBar().maximum() > 0
    ]


def picture(window: QWidget, name: str) -> None:
    if PICTURES is not None:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        window.grab().save(str(Path(PICTURES) / f"{name}.png"))


@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_fits(
    own: OwnPlace, open_own: Open, language: str, percent: int, request: pytest.FixtureRequest
) -> None:
    hands = open_own(own, language=language, percent=percent)
    called = request.node.callspec.params["language"]
    about = targets(own)
    found = []
    for key in OWN_PAGES:
        hands.window.go(key, about.get(key))
        hands.settled()
        for width, height in SIZES:
            hands.window.resize(width, height)
            hands.settled()
            picture(hands.window, f"{key}-{called}-{percent}-{width}")
            assert (hands.window.width(), hands.window.height()) == (width, height)
            faults = clipped_texts(hands.window)
            if percent == 100:
                faults += beside_each_other(hands.window)
            found += [f"{key} {width}x{height}: {fault}" for fault in faults]
        hands.window.resize(*SIZES[0])
    assert not found, "\n".join(found)


def test_every_page_is_reached_and_named(own: OwnPlace, open_own: Open, language: str) -> None:
    """Tab comes to all of it, all of it has a name, and a finger finds it."""
    hands = open_own(own, language=language)
    about = targets(own)
    found = []
    for key in OWN_PAGES:
        hands.window.go(key, about.get(key))
        hands.settled()
        try:
            check_page(hands.window, smallest_target=FINGER)
        except AssertionError as fault:
            found.append(f"{key}: {fault}")
        found += [f"{key}: Tab misses {missed}" for missed in not_reached(hands.window)]
    assert not found, "\n".join(found)


def test_arabic_pages_run_from_right_to_left(own: OwnPlace, open_own: Open) -> None:
    """What stands on the left in German stands as far from the right in Arabic."""
    hands = open_own(own, language="ar")
    about = targets(own)
    for key in OWN_PAGES:
        hands.window.go(key, about.get(key))
        hands.settled()
        assert hands.page.layoutDirection() is Qt.LayoutDirection.RightToLeft, key
        out = hands.button("تسجيل الخروج")
        assert out.mapTo(hands.window, QPoint(0, 0)).x() < hands.window.width() // 4, key
        strip = hands.window.findChild(QWidget, "language_strip")
        assert strip is not None
        assert strip.mapTo(hands.window, QPoint(strip.width(), 0)).x() > hands.window.width() * 3 // 4, key


def test_german_names_begin_on_the_right_of_an_arabic_page(own: OwnPlace, open_own: Open) -> None:
    """Except in the parts that stay German as a whole, such as the sentences of a letter."""
    hands = open_own(own, language="ar")
    about = targets(own)
    found = []
    for key in OWN_PAGES:
        hands.window.go(key, about.get(key))
        hands.settled()
        labels = [label for label in visible(hands.window, TextLabel) if label.text()]
        assert labels
        found += [
            f"{key}: {label.text()}"
            for label in labels
            if label.layoutDirection() is Qt.LayoutDirection.RightToLeft
            and not label.alignment() & (Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignRight)
        ]
    assert found == []


def test_the_line_of_an_application_keeps_its_order_in_arabic(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own, language="ar")
    hands.window.go("log")
    hands.settled()
    line = next(label.text() for label in visible(hands.window, TextLabel) if "Koch" in label.text())
    assert line.startswith("\u200f\u2068Koch\u2069 · \u2068Bremen\u2069 · ")
    assert line.endswith("\u206823.11.2026\u2069\u2069")


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", OWN_LANGUAGES)
def test_the_name_of_the_chosen_language_has_room_for_strong_letters(
    own: OwnPlace, open_own: Open, language: str, percent: int
) -> None:
    """12 pixels beside them and a border of 2, as the style sheet says."""
    hands = open_own(own, language=language, percent=percent)
    chosen = hands.button(OWN_LANGUAGES[language])
    assert chosen.isChecked()
    strong = QFont(chosen.font())
    strong.setWeight(QFont.Weight.DemiBold)
    assert chosen.width() - 2 * (12 + 2) >= QFontMetricsF(strong).horizontalAdvance(chosen.text())


def test_all_languages_are_drawn_with_the_bundled_letters(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own, language="uk")
    labels = [label for label in hands.window.findChildren(QLabel) if label.text()]
    assert labels
    for label in labels:
        assert label.font().families()[:2] == ["Noto Sans", "Noto Sans Arabic"]
