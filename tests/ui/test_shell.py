"""The main window as a person uses it: pages, keys, search, messages, status, language, narrow screens."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.accessibility import check_page, focus_change, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.driving import button, click, press_focused, visible, wait_idle
from werkakademie.errors import SituationError
from werkakademie.i18n import _, chosen_language
from werkakademie.records.changes import ChangeSet, Done, Noun
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.messages import FaultDialog
from werkakademie.ui.shell.navigation import Sidebar
from werkakademie.ui.shell.pages import Page, PageAction, PageContext, PageEntry, SearchHit
from werkakademie.ui.shell.window import MainWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.layouts import column
from werkakademie.ui.widgets.text import TextLabel

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
PEOPLE_CHANGED = ChangeSet(frozenset({Noun.PARTICIPANT}))


class TodayPage(Page):
    """A page with nothing but an empty state."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        action = Button(_("Importieren"), icon="upload", kind=Kind.PRIMARY, run=lambda: self.context.go("people", 7))
        self.set_content(EmptyState("sun", _("Noch niemand da"), _("Nehmen Sie jemanden auf."), action))

    def title(self) -> str:
        return _("Heute")


class PeoplePage(Page):
    """A page with a field and actions; it keeps what happened to it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.entered: list[object] = []
        self.refreshed: list[ChangeSet] = []
        self.added = 0
        self.name = TextField("name", _("Name"))
        content = QWidget()
        content.setLayout(column(self.name, None, margins=24))
        self.set_content(content)

    def title(self) -> str:
        return _("Teilnehmende")

    def header_actions(self) -> Sequence[PageAction]:
        return (
            PageAction(_("Importieren"), self.fail, icon="upload"),
            PageAction(_("Neu aufnehmen"), self.add, icon="plus", primary=True),
        )

    def status_text(self) -> str:
        return f"{self.added} Personen"

    def enter(self, target: object = None) -> None:
        self.entered.append(target)

    def refresh(self, changes: ChangeSet) -> None:
        self.refreshed.append(changes)

    def has_unsaved_input(self) -> bool:
        return bool(self.name.text())

    def add(self) -> None:
        self.run(lambda: Done(1, PEOPLE_CHANGED), done=self._added)

    def fail(self) -> None:
        self.run(_refuse)

    def _added(self, number: int) -> None:
        self.added += number
        self.messages.success(_("Aufgenommen."), undo=self._take_back)

    def _take_back(self) -> None:
        self.added -= 1


def _refuse() -> None:
    raise SituationError


def entries() -> tuple[PageEntry, ...]:
    return (
        PageEntry("today", lambda: _("Heute"), "sun", TodayPage),
        PageEntry("people", lambda: _("Teilnehmende"), "users", PeoplePage),
        PageEntry("settings", lambda: _("Einstellungen"), "settings", TodayPage, bottom=True),
    )


@pytest.fixture
def open_window(
    qtbot: QtBot, worker: Worker, files: AnsweredFiles, appearance: Appearance
) -> Callable[..., MainWindow]:
    def make(*, size: tuple[int, int] = (1280, 800), **more: object) -> MainWindow:
        window = MainWindow(
            entries(),
            worker=worker,
            workplace=None,  # type: ignore[arg-type]
            files=files,
            appearance=appearance,
            now=lambda: NOW,
            place="Raum 3 · Fr. Wagner",
            **more,  # type: ignore[arg-type]
        )
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    return make


def people(window: MainWindow) -> PeoplePage:
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    return page


def test_a_page_is_built_at_its_first_visit(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    assert window.current_key() == "today"
    assert window.page("people") is None
    QTest.mouseClick(window.sidebar.button("people"), Qt.MouseButton.LeftButton)
    first = people(window)
    window.go("today")
    window.go("people", "Ziel")
    assert people(window) is first
    assert first.entered == [None, "Ziel"]
    assert window.header.title() == "Teilnehmende"


def test_a_page_can_lead_to_another_with_a_target(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    click(window, "Importieren")
    assert people(window).entered == [7]


def test_control_and_a_digit_open_pages(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "people"


def test_arrow_keys_move_in_the_sidebar_and_enter_opens(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    window.sidebar.button("today").setFocus()
    press_focused(Qt.Key.Key_Down)
    assert window.sidebar.button("people").hasFocus()
    assert window.current_key() == "today"
    press_focused(Qt.Key.Key_Return)
    assert window.current_key() == "people"
    assert not window.sidebar.button("today").isChecked()


def test_control_n_runs_the_primary_action(
    qtbot: QtBot, worker: Worker, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    window.go("people")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, worker)
    assert people(window).added == 1


def test_a_saved_change_is_told_refreshed_and_can_be_undone(
    qtbot: QtBot, worker: Worker, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    window.go("people")
    click(window, "Neu aufnehmen")
    wait_idle(qtbot, worker)
    assert window.status.saved_text() == "✓ Alles gespeichert um 09:42"
    assert people(window).refreshed == [PEOPLE_CHANGED]
    assert people(window).messages.text() == "Aufgenommen."
    click(window, "Rückgängig")
    assert people(window).added == 0
    assert people(window).messages.text() == ""


def test_an_error_of_the_situation_stands_in_the_page(
    qtbot: QtBot, worker: Worker, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    window.go("people")
    click(window, "Importieren")
    wait_idle(qtbot, worker)
    assert people(window).messages.text() == SituationError().sentence()
    click(window, "Meldung schließen")
    assert people(window).messages.text() == ""


def test_a_fault_shows_its_report_once(qtbot: QtBot, worker: Worker, open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    window.current_page().run(lambda: [][0])
    wait_idle(qtbot, worker)
    [dialog] = visible(window, FaultDialog)
    assert "IndexError" in dialog.report()
    with qtbot.waitSignal(dialog.destroyed):
        click(dialog, "Schließen")


def test_search_finds_pages_commands_and_people(open_window: Callable[..., MainWindow]) -> None:
    asked: list[str] = []

    def search(words: str, found: Callable[[Sequence[SearchHit]], None]) -> None:
        asked.append(words)
        found([SearchHit("people", 42, "Ida Heuer", "Gruppe Herbst 3")])

    window = open_window(search=search)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    QTest.keyClicks(window.search, "he")
    titles = [getattr(found, "title", "") for found in window.search.results.found()]
    assert titles == ["Ida Heuer", "Heute"]
    assert asked == ["h", "he"]
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert people(window).entered == [42]
    assert window.search.text() == ""
    assert not window.search.results.isVisible()


def test_arrows_go_into_the_results_and_escape_leaves_them(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.search, Qt.Key.Key_Down)
    assert window.search.results.has_focus()
    press_focused(Qt.Key.Key_Down)
    press_focused(Qt.Key.Key_Return)
    assert window.current_key() == "people"
    window.search.start()
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.search.results.isVisible()


def test_locking_takes_pages_and_texts_away(
    qtbot: QtBot, worker: Worker, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    window.go("people")
    page = people(window)
    page.name.set_value("Olena Kovalenko")
    label = QLabel("Olena Kovalenko", page)
    with qtbot.waitSignal(window.lock_requested), qtbot.waitSignal(page.destroyed):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not isValid(label)
    assert window.page("people") is None
    assert window.header.title() == ""
    wait_idle(qtbot, worker)


def test_a_change_of_language_builds_pages_anew(
    qtbot: QtBot, appearance: Appearance, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    window.go("people")
    before = people(window)
    with qtbot.waitSignal(before.destroyed):
        appearance.set_language("en")
    assert chosen_language() == "en"
    assert people(window) is not before


def test_unsaved_input_survives_a_change_of_language(
    qtbot: QtBot, appearance: Appearance, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    window.go("people")
    page = people(window)
    page.name.set_value("noch nicht gespeichert")
    window.go("today")
    before = window.page("today")
    assert before is not None
    with qtbot.waitSignal(before.destroyed):
        appearance.set_language("en")
    window.go("people")
    assert people(window) is page
    page.name.set_value("")
    window.go("today")
    with qtbot.waitSignal(page.destroyed):
        window.go("people")


def test_the_sidebar_folds_to_icons_on_a_small_screen(open_window: Callable[..., MainWindow]) -> None:
    window = open_window(size=(1024, 600))
    assert window.sidebar.is_folded()
    assert window.sidebar.button("people").text() == ""
    assert window.sidebar.button("people").accessibleName() == "Teilnehmende"
    window.resize(1280, 800)
    assert not window.sidebar.is_folded()
    assert window.sidebar.button("people").text() == "Teilnehmende"


def test_a_practice_site_says_so(open_window: Callable[..., MainWindow]) -> None:
    window = open_window(practice=True)
    assert "ÜBUNG – erfundene Personen" in [label.text() for label in visible(window, QLabel)]
    other = open_window()
    assert "ÜBUNG – erfundene Personen" not in [label.text() for label in visible(other, QLabel)]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 600)])
def test_every_control_is_named_large_enough_and_reached(
    open_window: Callable[..., MainWindow], size: tuple[int, int]
) -> None:
    window = open_window(size=size)
    window.go("people")
    check_page(window)
    assert not_reached(window) == []


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_focus_is_seen_on_each_kind_of_control(
    open_window: Callable[..., MainWindow], appearance: Appearance, name: str
) -> None:
    appearance.set_theme(name)
    window = open_window()
    window.go("people")
    for widget in (
        window.sidebar.button("today"),
        window.sidebar.button("people"),
        window.search,
        button(window, "Importieren"),
        button(window, "Neu aufnehmen"),
        people(window).name.control,
    ):
        pixels, best = focus_change(widget)
        assert pixels > 60, widget
        assert best >= 3, widget


def test_a_wordier_language_still_fits(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    window.go("people")
    pseudo_localise(window)
    window.sidebar.fold(False)
    assert clipped_texts(window) == []


def test_site_and_account_stand_whole_in_two_lines(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    sidebar = Sidebar(entries(), "Übungsstandort Musterstadt · Petra Beispiel")
    qtbot.addWidget(sidebar)
    sidebar.resize(sidebar.width(), 700)
    sidebar.show()
    site, account = (
        label
        for label in sidebar.findChildren(TextLabel)
        if label.text() in {"Übungsstandort Musterstadt", "Petra Beispiel"}
    )
    assert site.mapToGlobal(QPoint()).y() < account.mapToGlobal(QPoint()).y()
    assert clipped_texts(sidebar) == []
