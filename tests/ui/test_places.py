"""The places of the window, and what Ctrl+K finds in the store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import (
    a_care_room,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    care_for_group,
    make_workplace,
)
from tests.ui.conftest import NOW
from tests.ui.driving import wait_idle
from werkakademie.records.enums import Role
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui import places
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.pages import SearchHit
from werkakademie.ui.shell.window import MainWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

ORDER = [
    "today", "participants", "groups", "attendance", "childcare", "children", "job_search", "papers", "follow_ups",
    "results", "importing", "exporting", "central", "safety", "settings",
]  # fmt: skip


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def found(workplace: Workplace, worker: Worker, qtbot: QtBot) -> Callable[[str], list[tuple[str, object, str, str]]]:
    def look_for(words: str) -> list[tuple[str, object, str, str]]:
        hits: list[SearchHit] = []

        def take(answer: Sequence[SearchHit]) -> None:
            hits.extend(answer)

        places.search(worker, workplace)(words, take)
        wait_idle(qtbot, worker)
        return [(hit.page_key, hit.target, hit.title, hit.subtitle) for hit in hits]

    return look_for


def with_roles(workplace: Workplace, *roles: Role) -> Workplace:
    return replace(workplace, roles=frozenset(roles))


def test_the_pages_stand_in_the_order_of_the_day(workplace: Workplace) -> None:
    entries = places.page_entries(workplace)
    assert [entry.key for entry in entries] == ORDER
    assert [entry.key for entry in entries if entry.bottom] == ["safety", "settings"]


def test_only_carers_have_the_door_in_the_sidebar(workplace: Workplace) -> None:
    assert [entry.key for entry in places.page_entries(workplace) if entry.under] == ["children"]
    assert not [entry for entry in places.page_entries(with_roles(workplace, Role.CARER)) if entry.under]


@pytest.mark.parametrize(
    ("roles", "keys"),
    [
        ([Role.LEAD], ORDER),
        ([Role.COACH], [key for key in ORDER if key not in ("exporting", "central")]),
        ([Role.ATTENDANCE], ["today", "attendance", "settings"]),
        ([Role.CARER], ["children", "settings"]),
        ([Role.ATTENDANCE, Role.CARER], ["today", "attendance", "children", "settings"]),
    ],
)
def test_an_account_sees_the_pages_of_its_roles(workplace: Workplace, roles: list[Role], keys: list[str]) -> None:
    assert [entry.key for entry in places.page_entries(with_roles(workplace, *roles))] == keys


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("roles", [[Role.LEAD, Role.COACH], [Role.COACH], [Role.ATTENDANCE], [Role.CARER]])
def test_every_page_opens(
    workplace: Workplace,
    worker: Worker,
    files: AnsweredFiles,
    appearance: Appearance,
    qtbot: QtBot,
    filled: bool,
    roles: list[Role],
) -> None:
    if filled:
        group, olena = a_group(workplace), a_participant(workplace)
        care_for_group(workplace, group, a_care_room(workplace))
        a_session(workplace, group)
        a_child(workplace, olena)
        an_enrolment(workplace, group, olena)
    before = set(QApplication.topLevelWidgets())
    workplace = with_roles(workplace, *roles)
    window = MainWindow(
        places.page_entries(workplace),
        worker=worker,
        workplace=workplace,
        files=files,
        appearance=appearance,
        now=lambda: NOW,
        search=places.search(worker, workplace),
    )
    qtbot.addWidget(window)
    window.show()
    for entry in places.page_entries(workplace):
        window.go(entry.key)
        wait_idle(qtbot, worker)
        assert window.current_key() == entry.key
        assert window.current_page().messages.text() == ""
    # Whatever no layout takes opens as a window of its own.
    assert {one for one in QApplication.topLevelWidgets() if one.isVisible()} - before == {window}


def test_people_and_groups_are_found(
    workplace: Workplace, found: Callable[[str], list[tuple[str, object, str, str]]]
) -> None:
    group = a_group(workplace, "Herbst 3")
    olena, leyla = a_participant(workplace), a_participant(workplace, "Leyla", "Yılmaz")
    an_enrolment(workplace, group, olena)
    assert found("koval") == [("participants", olena, "Kovalenko, Olena", "Herbst 3")]
    assert found("yilmaz") == [("participants", leyla, "Yılmaz, Leyla", "ohne Gruppe")]
    assert found("HERBST") == [("groups", group, "Herbst 3", "Gruppe")]
    assert found("nirgends") == []


def test_a_pseudonymous_person_is_found_by_the_number(
    workplace: Workplace, found: Callable[[str], list[tuple[str, object, str, str]]]
) -> None:
    person = a_participant(workplace, "", "", own_number="T-017")
    assert found("t-017") == [("participants", person, "T-017", "ohne Gruppe")]


def test_who_only_marks_attendance_finds_nobody(workplace: Workplace, worker: Worker, qtbot: QtBot) -> None:
    a_participant(workplace)
    hits: list[SearchHit] = []
    places.search(worker, with_roles(workplace, Role.ATTENDANCE))("koval", hits.extend)
    wait_idle(qtbot, worker)
    assert hits == []


def test_a_link_to_a_page_that_the_account_has_not_says_so(
    workplace: Workplace, worker: Worker, files: AnsweredFiles, appearance: Appearance, qtbot: QtBot
) -> None:
    helper = with_roles(workplace, Role.ATTENDANCE)
    window = MainWindow(
        places.page_entries(helper),
        worker=worker,
        workplace=helper,
        files=files,
        appearance=appearance,
        now=lambda: NOW,
        search=places.search(worker, helper),
    )
    qtbot.addWidget(window)
    window.show()
    wait_idle(qtbot, worker)
    window.go("participants")
    assert window.current_key() == "today"
    assert "fehlt Ihnen die Berechtigung" in window.current_page().messages.text()
