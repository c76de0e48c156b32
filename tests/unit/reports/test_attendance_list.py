"""The attendance list shows others only anwesend, entschuldigt or fehlt."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.factories import a_group, a_participant, a_session, an_enrolment, make_workplace
from tests.tools import require_tool
from werkakademie.records.attendance_sheets import STORED_MARKS
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import CoachingSessionId
from werkakademie.reports.attendance_list import public_word
from werkakademie.reports.words import Words
from werkakademie.services import attendance, attendance_lists
from werkakademie.services.workplace import Workplace

Mark = AttendanceMark
MARKED = (
    ("Fatma", "Öztürk", Mark.PRESENT),
    ("Ahmed", "Al-Hassan", Mark.SICK),
    ("Яна", "Шевченко", Mark.UNEXCUSED),
    ("ليلى", "حسن", Mark.LATE),
    ("Grażyna", "Wójcik", None),
)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def session_id(workplace: Workplace) -> CoachingSessionId:
    group_id = a_group(workplace)
    made = a_session(workplace, group_id)
    for given, family, mark in MARKED:
        person = an_enrolment(workplace, group_id, a_participant(workplace, given, family))
        if mark is not None:
            attendance.give_mark(workplace, made, person, mark=mark)
    return made


def text_of(pdf: bytes) -> str:
    done = subprocess.run([require_tool("pdftotext"), "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().translate({0x200E: None, 0x200F: None, 0x202A: None, 0x202B: None, 0x202C: None})


def line_with(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if name in line)


def test_each_stored_mark_becomes_one_of_three_words() -> None:
    words = {mark: public_word(mark, Words("de")) for mark in STORED_MARKS}
    assert {mark for mark, word in words.items() if word == "anwesend"} == {
        Mark.PRESENT,
        Mark.ONLINE,
        Mark.LATE,
        Mark.LEFT_EARLY,
    }
    assert {mark for mark, word in words.items() if word == "fehlt"} == {Mark.UNEXCUSED}
    assert set(words.values()) == {"anwesend", "entschuldigt", "fehlt"}


def test_the_list_names_everybody_and_no_illness(workplace: Workplace, session_id: CoachingSessionId) -> None:
    text = text_of(attendance_lists.session_list(workplace, session_id))
    assert "anwesend" in line_with(text, "Fatma Öztürk")
    assert "entschuldigt" in line_with(text, "Ahmed Al-Hassan")
    assert "fehlt" in line_with(text, "Яна Шевченко")
    assert "anwesend" in line_with(text, "ليلى حسن")
    assert "krank" not in text
    assert "2 anwesend · 1 entschuldigt · 1 fehlt · 1 noch nicht erfasst" in text
    assert "ÜBUNG" in text


def test_the_list_to_sign_holds_names_and_no_marks(workplace: Workplace, session_id: CoachingSessionId) -> None:
    text = text_of(attendance_lists.session_list(workplace, session_id, signatures=True))
    assert "Unterschrift" in text
    assert "Grażyna Wójcik" in text
    assert "entschuldigt" not in text


def test_the_list_of_a_period_counts(workplace: Workplace, session_id: CoachingSessionId) -> None:
    group_id = attendance.attendance_sheet(workplace, session_id).session.group_id
    text = text_of(attendance_lists.period_list(workplace, group_id))
    assert "02.11.2026 bis 23.11.2026 · 1 Termin\n" in text
    assert line_with(text, "Ahmed Al-Hassan").split() == ["Ahmed", "Al-Hassan", "1", "0", "1", "0"]
    before = attendance_lists.period_list(workplace, group_id, first=date(2026, 11, 2), last=date(2026, 11, 20))
    assert "Ahmed" not in text_of(before)


def test_the_same_facts_give_the_same_bytes(workplace: Workplace, session_id: CoachingSessionId) -> None:
    lists = [attendance_lists.session_list(workplace, session_id) for _number in range(2)]
    assert lists[0] == lists[1]
