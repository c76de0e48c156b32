"""The first page: what is due, one key each."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.factories import (
    a_care_room,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    an_exit,
    care_for_group,
    make_workplace,
)
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.conftest import NOW
from tests.ui.driving import button, click, press, visible, wait_idle
from werkakademie.records.enums import AttendanceMark
from werkakademie.services import attendance, backups
from werkakademie.services.workplace import Workplace
from werkakademie.storage.backup_errors import BackupUnreachableError
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.shell.pages import NEW, Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.today.page import TodayPage
from werkakademie.ui.today.texts import greeting, long_date
from werkakademie.ui.widgets.text import TextLabel

Show = Callable[..., TodayPage]
TODAY = date(2026, 11, 23)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def show(qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]) -> Show:
    def shown(of: Workplace | None = None) -> TodayPage:
        page = TodayPage(context_of(of or workplace))
        qtbot.addWidget(page)
        worker.changed.connect(page.refresh)
        page.resize(1072, 716)
        page.show()
        page.activateWindow()
        page.enter()
        page.setFocus()
        wait_idle(qtbot, worker)
        return page

    return shown


@pytest.fixture
def ids(workplace: Workplace) -> dict[str, object]:
    """A morning with something of everything: a session, two absences in a row, a follow-up, an unclear entry."""
    group = a_group(workplace)
    missing = a_participant(workplace, "Thomas", "Bergmann")
    enrolment = an_enrolment(workplace, group, missing)
    earlier = [a_session(workplace, group, date(2026, 11, day)) for day in (9, 16)]
    for session in earlier:
        attendance.give_mark(workplace, session, enrolment, mark=AttendanceMark.UNEXCUSED)
    unclear = an_enrolment(workplace, group, a_participant(workplace, "Sabine", "Beispiel"), entry_on=None)
    asked = a_participant(workplace, "Yusuf", "Demir")
    old = an_enrolment(workplace, group, asked, allocated_on=date(2026, 7, 1), entry_on=date(2026, 7, 1))
    follow_up = an_exit(workplace, old, date(2026, 8, 20))
    session = a_session(workplace, group, TODAY)
    later = a_session(workplace, group, TODAY, time(13), time(16))
    return {
        "group": group,
        "missing": missing,
        "unclear": unclear,
        "follow_up": follow_up,
        "session": session,
        "later": later,
        "earlier": earlier[0],
    }


def texts(page: TodayPage) -> list[str]:
    return [label.text() for label in visible(page, TextLabel)]


def test_every_card_stands_on_the_page(show: Show, workplace: Workplace) -> None:
    """A card that no column takes would open as a window of its own, with a child's name in it."""
    group, olena = a_group(workplace), a_participant(workplace)
    care_for_group(workplace, group, a_care_room(workplace))
    a_session(workplace, group, TODAY)
    a_child(workplace, olena)
    an_enrolment(workplace, group, olena)
    page = show()
    titles = [label.text() for label in visible(page, TextLabel)]
    assert "Kinderbetreuung · 1" in titles
    assert page.isAncestorOf(page.care)


def test_a_new_site_says_how_to_begin(show: Show, opener: Opener, qtbot: QtBot) -> None:
    page = show()
    assert "So fangen Sie an" in texts(page)
    for text, key, target in (
        ("Gruppe anlegen", "groups", NEW),
        ("Liste importieren", "importing", None),
        ("Person aufnehmen", "participants", NEW),
    ):
        with qtbot.waitSignal(opener.went) as went:
            click(page, text)
        assert went.args == [key, target]


def test_what_is_begun_has_a_tick(show: Show, workplace: Workplace) -> None:
    a_group(workplace)
    page = show()
    assert texts(page).count("✓ erledigt") == 1
    assert button(page, "Liste importieren").isVisible()


def test_a_day_without_work_is_friendly(show: Show, workplace: Workplace) -> None:
    a_group(workplace)
    a_participant(workplace)
    page = show()
    assert "Heute ist alles erledigt" in texts(page)
    assert button(page, "Termine planen").isVisible()
    assert "So fangen Sie an" not in texts(page)


def test_everything_that_waits_has_its_card(show: Show, ids: dict[str, object]) -> None:
    assert ids
    page = show()
    shown = texts(page)
    for heading in (
        "Termine heute · 2",
        "Bitte nachfragen · 1",
        "Nachfragen fällig · 1",
        "Noch nicht erfasst · 2",
        "Eintritt ungeklärt · 1",
    ):
        assert heading in shown
    assert page.status_text() == "1 Nachfrage fällig"


@pytest.mark.parametrize(
    ("key", "page_key", "target"),
    [
        (Qt.Key.Key_1, "attendance", "session"),
        (Qt.Key.Key_2, "participants", "missing"),
        (Qt.Key.Key_3, "follow_ups", "follow_up"),
        (Qt.Key.Key_4, "attendance", "earlier"),
        (Qt.Key.Key_5, "groups", "group"),
    ],
)
def test_one_key_each_and_enter_opens(
    show: Show, ids: dict[str, object], opener: Opener, qtbot: QtBot, key: Qt.Key, page_key: str, target: str
) -> None:
    page = show()
    press(page, key)
    with qtbot.waitSignal(opener.went) as went:
        press(page, Qt.Key.Key_Return)
    assert went.args == [page_key, ids[target]]


@pytest.mark.usefixtures("ids")
def test_the_keyboard_begins_at_what_waits(show: Show) -> None:
    page = show()
    assert page.sessions.list.hasFocus()
    assert page.first_focus() is page.sessions.list


def test_arrow_keys_choose_a_later_session(show: Show, ids: dict[str, object], opener: Opener, qtbot: QtBot) -> None:
    page = show()
    press(page, Qt.Key.Key_1)
    press(page, Qt.Key.Key_Down)
    with qtbot.waitSignal(opener.went) as went:
        press(page, Qt.Key.Key_Return)
    assert went.args == ["attendance", ids["later"]]


def test_a_key_without_a_card_does_nothing(show: Show, workplace: Workplace) -> None:
    a_session(workplace, a_group(workplace), TODAY)
    page = show()
    press(page, Qt.Key.Key_3)
    assert page.focusWidget() is not page.follow_ups.list


def test_many_rows_lead_to_their_page(show: Show, workplace: Workplace, opener: Opener, qtbot: QtBot) -> None:
    group = a_group(workplace)
    an_enrolment(workplace, group)
    for hour in range(8, 14):
        a_session(workplace, group, TODAY, time(hour), time(hour + 1))
    page = show()
    assert page.sessions.list.records_model.rowCount() == 4
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Alle ansehen: Termine heute")
    assert went.args == ["attendance", None]


def test_the_page_follows_what_is_recorded(show: Show, workplace: Workplace, worker: Worker, qtbot: QtBot) -> None:
    group = a_group(workplace)
    an_enrolment(workplace, group)
    session = a_session(workplace, group, date(2026, 11, 16))
    page = show()
    assert page.unrecorded.isVisible()
    page.run(attendance.mark_all_present, workplace, session)
    wait_idle(qtbot, worker)
    assert not page.unrecorded.isVisible()


@pytest.mark.parametrize(
    ("hour", "words"),
    [(7, "Guten Morgen, Petra"), (11, "Guten Tag, Petra"), (17, "Guten Tag, Petra"), (18, "Guten Abend, Petra")],
)
def test_the_greeting_follows_the_clock(hour: int, words: str) -> None:
    assert greeting(datetime(2026, 11, 23, hour, 0, tzinfo=UTC), "Petra") == words


def test_the_day_is_written_out() -> None:
    assert long_date(TODAY) == "Montag, 23. November 2026"
    assert long_date(date(2027, 3, 1)) == "Montag, 1. März 2027"


@pytest.mark.usefixtures("ids")
def test_the_page_is_usable_by_everybody(show: Show, qtbot: QtBot) -> None:
    page = show()
    check_page(page)
    assert not_reached(page) == []
    page.resize(960, 512)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])
    pseudo_localise(page)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])


def test_the_empty_page_is_usable_by_everybody(show: Show) -> None:
    page = show()
    check_page(page)
    assert not_reached(page) == []


def test_an_old_backup_is_a_quiet_line_that_leads_to_the_page(
    show: Show, tmp_path: Path, opener: Opener, qtbot: QtBot
) -> None:
    clock = SteppedClock(NOW - timedelta(days=4))
    workplace = make_workplace(tmp_path / "second", clock=clock)
    made = backups.back_up(workplace).backup
    clock.set(NOW)
    assert not show(workplace).backup_hint.isVisible(), "nothing was changed since"
    a_participant(workplace)
    page = show(workplace)
    assert page.backup_hint.text().startswith("Die letzte Sicherung ist vom 19.11.2026, 09:42 Uhr.")
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Ansehen")
    assert went.args == ["safety", "backups"]
    backups.back_up(workplace)
    assert not show(workplace).backup_hint.isVisible()
    assert made.folder.is_dir()
    workplace.store.close()


def test_a_failed_backup_is_told_with_its_reason(show: Show, workplace: Workplace) -> None:
    (workplace.store.path.parent / "backups").write_text("im Weg", encoding="utf-8")
    with pytest.raises(BackupUnreachableError):
        backups.back_up(workplace)
    (workplace.store.path.parent / "backups").unlink()
    assert show().backup_hint.text().startswith("Die letzte Sicherung ist fehlgeschlagen. Auf ")
