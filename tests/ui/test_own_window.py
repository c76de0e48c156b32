"""The window of a participant's place: languages, text size, the ways back and out."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.factories import an_own_place, make_workplace
from tests.ui.own_driving import OwnHands
from werkakademie.i18n import OWN_LANGUAGES, _, chosen_language
from werkakademie.records.drafts import DraftKey
from werkakademie.services.own import settings
from werkakademie.services.own.place import OwnPlace
from werkakademie.ui.own import window as own_window
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import ActionCard
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.fields import TextField

Open = Callable[..., OwnHands]


class FirstPage(OwnPage):
    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.body.addWidget(ActionCard(_("Vorlesen"), icon="search", run=lambda: context.go("second")))

    def title(self) -> str:
        return _("Start")


class SecondPage(OwnPage):
    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.name = TextField("name", _("Name"))
        self.body.addWidget(self.name)
        self.keeper = self.keep_draft(DraftKey("test"), self.name)

    def title(self) -> str:
        return _("Hilfe")

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - nothing to show
        self.keeper.begin()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnPlace]:
    monkeypatch.setattr(own_window, "OWN_PAGES", {"home": FirstPage, "second": SecondPage})
    workplace = make_workplace(tmp_path / "store")
    yield an_own_place(workplace)
    workplace.store.close()


def test_every_language_stands_under_its_own_name_and_is_remembered(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    for code, name in OWN_LANGUAGES.items():
        hands.touch(name)
        assert chosen_language() == code
        assert settings.settings_of(own).language == code
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert "تسجيل الخروج" in hands.button("تسجيل الخروج").text()
    hands.touch("Deutsch")
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight
    hands.button("Abmelden")


def test_a_change_of_language_keeps_what_was_typed(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Vorlesen")
    page = hands.page
    assert isinstance(page, SecondPage)
    page.name.edit.setText("Nord GmbH")
    hands.touch("Türkçe")
    page = hands.page
    assert isinstance(page, SecondPage)
    assert page.name.text() == "Nord GmbH"
    assert hands.window.current_key == "second"


def test_text_grows_to_twice_its_size_and_back(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    before = QApplication.font().pointSizeF()
    assert before >= 14
    for _step in range(4):
        hands.touch("Größer")
    assert QApplication.font().pointSizeF() == pytest.approx(2 * before)
    assert settings.settings_of(own).text_percent == 200
    with pytest.raises(AssertionError, match="0 buttons"):
        hands.button("Größer")
    hands.touch("Kleiner")
    assert settings.settings_of(own).text_percent == 175


def test_back_leads_the_way_back_and_escape_does_too(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Vorlesen")
    hands.touch("Zurück")
    assert hands.window.current_key == "home"
    hands.touch("Vorlesen")
    hands.press(Qt.Key.Key_Escape)
    assert hands.window.current_key == "home"
    hands.press(Qt.Key.Key_Escape)
    assert hands.window.isVisible()


def test_only_signing_out_ends_it(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    told: list[bool] = []
    hands.window.signed_out.connect(lambda: told.append(True))
    assert not hands.window.close(), "as Alt+F4 asks"
    assert hands.window.isVisible()
    assert not told
    QGuiApplication.clipboard().setText("Olena Kovalenko")
    hands.touch("Abmelden")
    assert told == [True]
    assert QGuiApplication.clipboard().text() == ""


def test_help_says_what_to_do(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Hilfe")
    assert "heben Sie die Hand" in hands.says()


class MarkingClipboard:
    """Stands for the clipboard of a desktop that pastes by the middle button what was marked."""

    def __init__(self) -> None:
        self.cleared: set[QClipboard.Mode] = set()

    def supportsSelection(self) -> bool:  # noqa: N802 - Qt names it so
        return True

    def clear(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        self.cleared.add(mode)


def test_what_was_only_marked_is_forgotten_too(own: OwnPlace, open_own: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = open_own(own)
    marking = MarkingClipboard()
    monkeypatch.setattr("werkakademie.ui.shell.clipboard.QGuiApplication.clipboard", lambda: marking)
    hands.touch("Abmelden")
    assert marking.cleared == {QClipboard.Mode.Clipboard, QClipboard.Mode.Selection}


def test_an_answer_that_comes_while_somebody_signs_out_opens_nothing(
    own: OwnPlace, open_own: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would stand over the page where the next one signs in, with the name of a file."""
    hands = open_own(own)
    asked, answered = threading.Event(), threading.Event()

    def read() -> bytes:
        asked.wait(10)
        return b"%PDF"

    def keep() -> None:
        asked.set()
        # One job after the other: when this one runs, the answer of the first is on its way.
        hands.page.run(answered.set)
        assert answered.wait(10)

    came: list[bytes] = []
    hands.page.run(read, done=came.append)
    monkeypatch.setattr(hands.window, "_keep", keep)
    hands.window.sign_out()
    hands.settled()
    assert came == []
