"""The tab „Prüfung“: nothing runs unasked, each finding says what to do, and a repair is checked again."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.factories import a_participant, make_workplace
from tests.ui.accessibility import check_page
from tests.ui.clipped import clipped_texts
from tests.ui.driving import answered, button, click, wait_idle
from werkakademie.records.doctor import CheckReport, FindingKind
from werkakademie.records.enums import Role
from werkakademie.records.progress import Progress
from werkakademie.services import doctor
from werkakademie.services.workplace import Workplace
from werkakademie.storage.engine import connector_of
from werkakademie.ui.safety.check_tab import CheckTab
from werkakademie.ui.safety.page import SafetyPage
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.text import TextLabel

Show = Callable[[Workplace], SafetyPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    a_participant(opened)
    yield opened
    opened.store.close()


@pytest.fixture
def show(qtbot: QtBot, worker: Worker, context_of: Callable[[object], PageContext]) -> Show:
    def make(workplace: Workplace) -> SafetyPage:
        page = SafetyPage(context_of(workplace))
        qtbot.addWidget(page)
        page.resize(1080, 760)
        page.show()
        page.enter("check")
        wait_idle(qtbot, worker)
        return page

    return make


def texts(page: SafetyPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(TextLabel) if label.isVisible())


def cards(page: SafetyPage) -> list[str]:
    return [card.accessibleName() for card in page.findChildren(Card) if card.isVisible() and card.accessibleName()]


def the_tab(page: SafetyPage) -> CheckTab:
    tab = page.current_tab()
    assert isinstance(tab, CheckTab)
    return tab


def damage(workplace: Workplace, *statements: str) -> None:
    with closing(connector_of(workplace.store.engine)()) as connection:
        for statement in statements:
            connection.execute(statement)


def test_nothing_is_checked_before_somebody_asks(show: Show, workplace: Workplace) -> None:
    page = show(workplace)
    assert "Seit dem Öffnen wurde noch nicht geprüft." in texts(page)
    assert the_tab(page).report is None
    check_page(page)


def test_a_sound_store_is_said_to_be_sound(qtbot: QtBot, worker: Worker, show: Show, workplace: Workplace) -> None:
    page = show(workplace)
    with answered(qtbot, worker):
        click(page, "Jetzt prüfen")
    assert "alles in Ordnung" in texts(page)
    assert "Kette des Protokolls" in texts(page)
    assert cards(page) == []
    assert clipped_texts(page) == []
    check_page(page)


def test_findings_explain_themselves_and_a_repair_is_checked(
    qtbot: QtBot, worker: Worker, show: Show, workplace: Workplace
) -> None:
    damage(workplace, "DROP TRIGGER journal_participant_update")
    page = show(workplace)
    with answered(qtbot, worker):
        click(page, "Jetzt prüfen")
    assert cards(page) == ["Auslöser des Protokolls fehlen oder sind verändert"]
    assert "journal_participant_update" in texts(page)
    assert "1 Befund" in texts(page)
    assert clipped_texts(page) == []
    check_page(page)
    with answered(qtbot, worker):
        click(page, "Reparieren")
    assert cards(page) == []
    assert "alles in Ordnung" in texts(page)
    assert "Auslöser neu anlegen" in page.messages.text()


def test_damage_leads_to_the_backups_and_offers_no_repair(
    qtbot: QtBot, worker: Worker, show: Show, workplace: Workplace, opener: Opener
) -> None:
    damage(workplace, "PRAGMA user_version = 1")
    page = show(workplace)
    with answered(qtbot, worker):
        click(page, "Jetzt prüfen")
    report = the_tab(page).report
    assert report is not None
    assert [finding.kind for finding in report.findings] == [FindingKind.VERSION_UNEXPECTED]
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Zu den Sicherungen")
    assert went.args == ["safety", "backups"]


def test_a_check_can_be_cancelled(
    qtbot: QtBot, worker: Worker, show: Show, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(workplace)

    def endless(_workplace: Workplace, *, progress: Progress) -> CheckReport:
        while True:
            progress.advance(1, 3, "Aufbau der Datenbank")

    monkeypatch.setattr(doctor, "check_store", endless)
    with answered(qtbot, worker):
        click(page, "Jetzt prüfen")
        cancel = the_tab(page).progress.cancel_button
        assert cancel.isVisible()
        click(the_tab(page).progress, "Abbrechen")
    assert "abgebrochen" in page.messages.text()
    assert button(page, "Jetzt prüfen").isEnabled()


def test_only_the_lead_checks(show: Show, tmp_path: Path) -> None:
    coach = make_workplace(tmp_path / "andere", roles=(Role.COACH,))
    page = show(coach)
    assert "Prüfung" not in [page.tabs.bar.tabText(index) for index in range(page.tabs.bar.count())]
    page.tabs.choose("check")
    assert not isinstance(page.current_tab(), CheckTab)
    coach.store.close()
