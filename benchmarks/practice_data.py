"""A store of 100,000 invented people, each enrolled once in one of 200 groups of the last year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from sqlmodel import SQLModel

from tests.factories import make_workplace
from werkakademie.models import (
    Attendance,
    CoachingSession,
    Enrolment,
    FollowUp,
    Group,
    Outcome,
    Participant,
    Placement,
)
from werkakademie.records.clock import utc_moment
from werkakademie.records.enums import (
    AttendanceMark,
    Evidence,
    ExitReason,
    ExitType,
    Focus,
    FollowUpState,
    NonEntryReason,
    OutcomeCategory,
    SessionKind,
    TrainingPlace,
)
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, GroupId, ParticipantId
from werkakademie.rules.dates import add_months
from werkakademie.services.workplace import Workplace
from werkakademie.storage.transaction import Transaction

PEOPLE = 100_000
GROUPS = 200
SESSIONS_PER_GROUP = 20
FIRST_DAY = date(2025, 1, 6)

_GIVEN = ("Anna", "Bernd", "Çiğdem", "Dörte", "Eva", "Farid", "Jörg", "Hülya", "Ivan", "José", "Олена", "Łucja")
_FAMILY = ("Müller", "Schmidt", "Öztürk", "Weiß", "Kovalenko", "Nguyễn", "Łukasz", "Sørensen", "Ilić", "Yılmaz")
_ENDINGS = ("", "mann", "berg", "ova", "son", "oğlu", "er", "stein", "ke", "as", "ow", "feld")
_SECOND_NAMES = ("", "", "-Müller", "-Weiß", " Demir", "-Kovač")
_FOCUSES = tuple(Focus)
_MARKS = (AttendanceMark.PRESENT,) * 5 + (AttendanceMark.LATE, AttendanceMark.SICK, AttendanceMark.UNEXCUSED)
_CATEGORIES = tuple(OutcomeCategory)[:-1]
_STATES = (FollowUpState.ANSWERED,) * 6 + (FollowUpState.NOT_REACHED, FollowUpState.OPEN)

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Course:
    group_id: GroupId
    starts_on: date
    sessions: Sequence[CoachingSessionId]


def make_practice_site(folder: Path, people: int = PEOPLE, groups: int = GROUPS) -> Workplace:
    """The same site each time, opened; `workplace.store` is to be closed by whoever asked for it."""
    workplace = make_workplace(folder)
    chance = Random(20)
    with workplace.store.write(workplace.account_id) as tx:
        courses = [_course(tx, number) for number in range(groups)]
        for first in range(0, people, 5_000):
            rows: dict[type[SQLModel], list[Row]] = {
                table: [] for table in (Participant, Enrolment, Attendance, Placement, FollowUp, Outcome)
            }
            for number in range(first, min(first + 5_000, people)):
                person = _person(tx, number, chance)
                rows[Participant].append(person)
                for table, row in _way(tx, person, courses[number % groups], chance):
                    rows[table].append(row)
            for table, own in rows.items():
                tx.insert_many(table, own)
    return workplace


def _course(tx: Transaction, number: int) -> _Course:
    starts_on = FIRST_DAY + timedelta(weeks=number % 40)
    group_id = GroupId(tx.new_id())
    tx.add(
        Group(
            id=group_id, name=f"Gruppe {number + 1:03}", focus=_FOCUSES[number % len(_FOCUSES)], starts_on=starts_on,
            ends_on=starts_on + timedelta(weeks=10), created_at=tx.now,
        )
    )  # fmt: skip
    tx.flush()
    sessions = []
    for turn in range(SESSIONS_PER_GROUP):
        held_on = starts_on + timedelta(days=3 * turn)
        session_id = CoachingSessionId(tx.new_id())
        sessions.append(session_id)
        tx.add(
            CoachingSession(
                id=session_id, group_id=group_id, kind=SessionKind.GROUP, held_on=held_on,
                starts_at=utc_moment(datetime.combine(held_on, time(9))),
                ends_at=utc_moment(datetime.combine(held_on, time(12))), created_at=tx.now,
            )
        )  # fmt: skip
    tx.flush()
    return _Course(group_id, starts_on, sessions)


def _person(tx: Transaction, number: int, chance: Random) -> Row:
    empty: Mapping[str, object] = dict.fromkeys(
        ("languages", "months_in_need_source", "phone", "email", "street", "postcode"), ""
    )
    return {
        **empty,
        "id": ParticipantId(tx.new_id()),
        "given_names": chance.choice(_GIVEN),
        "family_name": "".join(chance.choice(part) for part in (_FAMILY, _ENDINGS, _SECOND_NAMES)),
        "own_number": f"{number:06}",
        "city": "Musterstadt",
        "created_at": tx.now,
        "deleted": False,
    }


def _way(tx: Transaction, person: Row, course: _Course, chance: Random) -> Iterator[tuple[type[SQLModel], Row]]:
    """One enrolment: a few marks, the exit, the follow-up, often an outcome, sometimes a job start."""
    enrolment_id = EnrolmentId(tx.new_id())
    left = course.starts_on + timedelta(days=chance.randrange(20, 70))
    refused = chance.random() < 0.06
    exit_on = None if refused or chance.random() < 0.03 else left
    cut_off = add_months(left, 3)
    yield Enrolment, {
        "id": enrolment_id, "participant_id": person["id"], "group_id": course.group_id,
        "allocated_on": course.starts_on, "entry_on": None if refused else course.starts_on,
        "entry_confirmed_because": "durch Import bestätigt" if chance.random() < 0.1 else "",
        "insured_at_entry": chance.choice((None, False, False, True)),
        "non_entry_reason": NonEntryReason.DID_NOT_APPEAR if refused else None,
        "non_entry_on": course.starts_on if refused else None,
        "exit_on": exit_on, "exit_type": ExitType.PLANNED if exit_on else None,
        "exit_reason": ExitReason.COMPLETED if exit_on else None, "cut_off_on": cut_off if exit_on else None,
        "created_at": tx.now, "deleted": False,
    }  # fmt: skip
    if refused:
        return
    for session_id in course.sessions[: chance.randrange(5)]:
        yield Attendance, {
            "session_id": session_id, "enrolment_id": enrolment_id, "mark": chance.choice(_MARKS),
            "recorded_at": tx.now,
        }  # fmt: skip
    if exit_on is None:
        return
    state = chance.choice(_STATES)
    yield FollowUp, {
        "id": tx.new_id(), "enrolment_id": enrolment_id, "months": 3, "due_on": cut_off, "state": state,
        "created_at": tx.now, "deleted": False,
    }  # fmt: skip
    begins = exit_on + timedelta(days=chance.randrange(1, 120))
    if chance.random() < 0.2:
        yield Placement, {
            "id": tx.new_id(), "enrolment_id": enrolment_id, "employer_name": "Bäckerei Beispiel", "starts_on": begins,
            "category": OutcomeCategory.INSURED_FULL_TIME, "occupation_code": "", "industry_code": "",
            "industry_edition": "WZ 2008", "created_at": tx.now, "deleted": False,
        }  # fmt: skip
    if state is FollowUpState.ANSWERED:
        yield Outcome, _outcome(tx, enrolment_id, cut_off, begins, chance)


def _outcome(tx: Transaction, enrolment_id: EnrolmentId, cut_off: date, begins: date, chance: Random) -> Row:
    category = chance.choice(_CATEGORIES)
    training = category is OutcomeCategory.VOCATIONAL_TRAINING
    insured = category in (OutcomeCategory.INSURED_FULL_TIME, OutcomeCategory.INSURED_PART_TIME)
    return {
        "id": tx.new_id(), "enrolment_id": enrolment_id, "category": category,
        "observed_on": cut_off + timedelta(days=chance.randrange(10)), "evidence": Evidence.OWN_STATEMENT,
        "says_what_was": True, "training_place": chance.choice(tuple(TrainingPlace)) if training else None,
        "registered_unemployed": chance.choice((None, True, False)),
        "started_on": begins if insured and chance.random() < 0.7 else None,
        "occupation_code": "", "industry_code": "", "note": "", "as_of": cut_off, "withdrawn": False,
        "recorded_at": tx.now,
    }  # fmt: skip
