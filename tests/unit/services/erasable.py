"""A person with something of every kind, and the steps from the due list to the deletion."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.factories import (
    a_group,
    a_paper,
    a_participant,
    a_session,
    an_application,
    an_enrolment,
    an_exit,
    an_outcome,
    make_workplace,
)
from werkakademie.models import Account, AccountRole
from werkakademie.records.enums import (
    AttendanceMark,
    ContactChannel,
    ContactResult,
    OutcomeCategory,
    RetentionKind,
    Role,
    Sex,
)
from werkakademie.records.groups import SlotDraft
from werkakademie.records.ids import AccountId, EnrolmentId, GroupId, ParticipantId
from werkakademie.records.result_queries import ResultQuery
from werkakademie.rules.retention import DEFAULT_MONTHS
from werkakademie.services import attendance, erasure, follow_ups, papers, retention
from werkakademie.services.erasure import Chosen, Erased
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

#: A Friday while the group runs; the group's people leave on that day.
IN_AUTUMN = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
LAST_DAY = date(2026, 11, 20)
APPROVED_ON = date(2026, 11, 1)
YEAR = ResultQuery(date(2026, 1, 1), date(2026, 12, 31), date(2027, 6, 1))


def a_site(folder: Path, **options: object) -> tuple[Workplace, SteppedClock]:
    """A site with a lead, in autumn; its clock is to be moved."""
    clock = SteppedClock(IN_AUTUMN)
    return make_workplace(folder, clock=clock, **options), clock  # type: ignore[arg-type]


def a_colleague(workplace: Workplace, name: str = "Jens Otto", roles: Iterable[Role] = (Role.COACH,)) -> Workplace:
    """Somebody else who signs in at the same store."""
    account_id, roles = AccountId(workplace.store.ids.new_id()), frozenset(roles)
    with workplace.store.write(workplace.account_id) as tx:
        tx.add(Account(id=account_id, name=name, created_at=tx.now))
        tx.flush()
        tx.add(*(AccountRole(account_id=account_id, role=role) for role in roles))
    return replace(workplace, account_id=account_id, account_name=name, roles=roles)


def an_autumn_group(workplace: Workplace, name: str = "Herbst 3") -> GroupId:
    return a_group(
        workplace, name, slots=(SlotDraft(0, datetime(2026, 1, 1, 9).time(), datetime(2026, 1, 1, 12).time()),)
    )


def somebody(
    workplace: Workplace,
    group_id: GroupId,
    given_names: str = "Olena",
    family_name: str = "Kovalenko",
    *,
    marks: Iterable[AttendanceMark] = (AttendanceMark.PRESENT, AttendanceMark.UNEXCUSED, AttendanceMark.INTERVIEW),
    category: OutcomeCategory = OutcomeCategory.INSURED_FULL_TIME,
    **fields: object,
) -> tuple[ParticipantId, EnrolmentId]:
    """Who came in autumn, left on the last day, and answered in the next spring."""
    values = {"sex": Sex.FEMALE, "birth_date": date(1990, 1, 5), "phone": "0441 5550", "city": "Oldenburg", **fields}
    person = a_participant(workplace, given_names, family_name, **values)
    enrolment_id = an_enrolment(workplace, group_id, person)
    for week, mark in enumerate(marks):
        session_id = a_session(workplace, group_id, date(2026, 11, 2) + timedelta(weeks=week))
        attendance.give_mark(workplace, session_id, enrolment_id, mark=mark)
    an_application(workplace, person, f"{family_name} Logistik GmbH", note="ruft am Montag an")
    paper = a_paper(workplace, person)
    papers.add_version(
        workplace, paper, file_name="Lebenslauf.txt", media_type="text/plain", data=f"Lebenslauf {family_name}".encode()
    )
    follow_up = an_exit(workplace, enrolment_id, LAST_DAY)
    tried = {"channel": ContactChannel.PHONE, "result": ContactResult.REACHED, "note": "spricht gern abends"}
    follow_ups.record_attempt(workplace, follow_up, fields={"attempted_on": LAST_DAY, **tried})
    clock = workplace.store.clock
    assert isinstance(clock, SteppedClock)
    clock.set(datetime(2027, 2, 22, 9, 0, tzinfo=UTC))
    an_outcome(workplace, follow_up, date(2027, 2, 22), category, note="gefällt ihr")
    clock.set(IN_AUTUMN)
    return person, enrolment_id


def approve(workplace: Workplace, *kinds: RetentionKind) -> None:
    """The officer says yes to the usual periods."""
    for kind in kinds or DEFAULT_MONTHS:
        months = DEFAULT_MONTHS[kind]
        retention.set_rule(workplace, kind, months=months, approved_by="Frau Behrens", approved_on=APPROVED_ON)


def everything_due(workplace: Workplace, *kinds: RetentionKind) -> list[Chosen]:
    return [
        (item.participant_id, item.kind) for item in retention.due_list(workplace) if not kinds or item.kind in kinds
    ]


def erase_due(workplace: Workplace, *kinds: RetentionKind) -> Erased:
    """Propose all that is due, and have a colleague confirm it."""
    run_id = erasure.propose(workplace, everything_due(workplace, *kinds)).value
    return erasure.confirm(a_colleague(workplace), run_id).value
