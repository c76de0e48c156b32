"""Builders of an opened site and of what lies in it: valid defaults, and keywords for what a test is about."""

import atexit
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from uuid import UUID

from werkakademie.models import Account, AccountRole, Site, SiteKey
from werkakademie.records.childcare import ShiftDraft
from werkakademie.records.enums import (
    ApplicationStage,
    Evidence,
    ExitReason,
    ExitType,
    Focus,
    Land,
    OutcomeCategory,
    PaperKind,
    Role,
)
from werkakademie.records.groups import SlotDraft
from werkakademie.records.ids import (
    AccountId,
    ApplicationDocumentId,
    CarerId,
    CareRoomId,
    ChildId,
    CoachingSessionId,
    EnrolmentId,
    FollowUpId,
    GroupId,
    JobApplicationId,
    OutcomeId,
    ParticipantId,
    SiteId,
    TimeSlotId,
)
from werkakademie.records.vault import VaultAccount
from werkakademie.services import (
    carers,
    childcare_settings,
    children,
    enrolments,
    exits,
    follow_ups,
    groups,
    job_search,
    papers,
    participants,
    sessions,
)
from werkakademie.services.own.place import OwnPlace, own_place
from werkakademie.services.workplace import Workplace
from werkakademie.storage.engine import connector_of
from werkakademie.storage.opening import create_store, open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.sites import PSEUDONYM_SECRET
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import Hardness

#: A Monday, 9:00 in the room (winter time).
MONDAY_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PASSWORD = "ein langes Passwort"
#: Quick enough for a thousand tests; never for a real site.
QUICK = Hardness(memory_kib=64, passes=1, lanes=1)
COACH = "Petra Wagner"


def make_store(folder: Path, *, clock: SteppedClock | None = None, ids: CountingIds | None = None) -> Store:
    """A new empty store in `folder`, opened, with a clock that stands and ids that count.

    Without `ids` it is a copy of one that was made before: making one takes three times as long, and a thousand tests
    begin with it.
    """
    clock = clock or SteppedClock(MONDAY_MORNING)
    if ids is not None:
        return _made_store(folder, clock, ids)
    template = _template(clock.now())
    shutil.copytree(template.folder, folder, dirs_exist_ok=True)
    folder.chmod(0o700)
    return open_store(folder, template.key, clock=clock, ids=CountingIds(template.next_id))


@dataclass(frozen=True)
class _Template:
    """A closed store as it is new, its key, and how far its ids have counted."""

    folder: Path
    key: bytes
    next_id: int


class _CountedIds(CountingIds):
    """Says how many ids it gave."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0

    def new_id(self) -> UUID:
        self.given += 1
        return super().new_id()


@cache
def _template(moment: datetime) -> _Template:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    ids = _CountedIds()
    store = _made_store(folder / "store", SteppedClock(moment), ids)
    key = connector_of(store.engine).key
    assert key is not None
    store.close()
    (folder / "store" / "reserve.bin").unlink(missing_ok=True)
    return _Template(folder / "store", key, ids.given + 1)


def _made_store(folder: Path, clock: SteppedClock, ids: CountingIds) -> Store:
    account = VaultAccount(AccountId(ids.new_id()), COACH)
    return create_store(folder, account=account, password=PASSWORD, clock=clock, ids=ids, hardness=QUICK).store


def make_workplace(
    folder: Path,
    *,
    clock: SteppedClock | None = None,
    roles: Iterable[Role] = (Role.LEAD, Role.COACH),
    land: Land = Land.NI,
    practice: bool = True,
) -> Workplace:
    """An opened site with one signed-in account; `workplace.store` is to be closed by whoever made it."""
    store = make_store(folder, clock=clock)
    account_id = AccountId(store.ids.new_id())
    with store.write(account_id) as tx:
        site = Site(name="Übungsstandort", land=land, id=SiteId(tx.new_id()), practice=practice, created_at=tx.now)
        secret = SiteKey(name=PSEUDONYM_SECRET, secret="5e" * 32)
        tx.add(site, secret, Account(id=account_id, name=COACH, created_at=tx.now))
        tx.flush()
        tx.add(*(AccountRole(account_id=account_id, role=role) for role in roles))
    return Workplace(store, account_id, COACH, frozenset(roles))


def a_participant(
    workplace: Workplace, given_names: str = "Olena", family_name: str = "Kovalenko", **fields: object
) -> ParticipantId:
    """A person by name; every other field by keyword."""
    values = {"given_names": given_names, "family_name": family_name, **fields}
    return participants.add_participant(workplace, fields=values).value


def a_group(
    workplace: Workplace,
    name: str = "Herbst 3",
    *,
    slots: Iterable[SlotDraft] = (SlotDraft(0, time(9), time(12)),),
    coaches: Iterable[AccountId] = (),
    **fields: object,
) -> GroupId:
    """A group of November and December 2026 that meets on Mondays from 9 to 12."""
    values: dict[str, object] = {
        "name": name,
        "focus": Focus.MIXED,
        "starts_on": date(2026, 11, 2),
        "ends_on": date(2026, 12, 31),
        "room": "Raum 3",
        "capacity": 12,
        **fields,
    }
    return groups.add_group(workplace, fields=values, slots=tuple(slots), coaches=tuple(coaches)).value


def an_enrolment(
    workplace: Workplace,
    group_id: GroupId,
    participant_id: ParticipantId | None = None,
    *,
    allocated_on: date = date(2026, 11, 2),
    entry_on: date | None = date(2026, 11, 2),
    slots: Iterable[TimeSlotId] = (),
) -> EnrolmentId:
    """A person (a new one if none is given) in a group, entered on its first day."""
    person = participant_id or a_participant(workplace)
    done = enrolments.enrol(
        workplace, group_id, participants=[person], allocated_on=allocated_on, entry_on=entry_on, slots=slots
    )
    return done.value[0]


def a_session(
    workplace: Workplace,
    group_id: GroupId,
    held_on: date = date(2026, 11, 23),
    starts: time = time(9),
    ends: time = time(12),
    *,
    room: str = "Raum 3",
    enrolment_id: EnrolmentId | None = None,
) -> CoachingSessionId:
    """A session for everybody in the group, or for one person of it."""
    done = sessions.add_session(
        workplace,
        group_id,
        fields={"held_on": held_on, "starts": starts, "ends": ends, "room": room},
        enrolment_id=enrolment_id,
    )
    return done.value


def an_exit(
    workplace: Workplace,
    enrolment_id: EnrolmentId,
    exit_on: date = date(2026, 11, 20),
    *,
    exit_type: ExitType = ExitType.PLANNED,
    exit_reason: ExitReason = ExitReason.COMPLETED,
) -> FollowUpId:
    """An enrolment that ended, and the follow-up that asks after the person three months later."""
    fields = {"exit_on": exit_on, "exit_type": exit_type, "exit_reason": exit_reason}
    done = exits.record_exit(workplace, enrolment_id, fields=fields)
    assert done.value.follow_up_id is not None
    return done.value.follow_up_id


def an_outcome(
    workplace: Workplace,
    follow_up_id: FollowUpId,
    observed_on: date,
    category: OutcomeCategory = OutcomeCategory.INSURED_FULL_TIME,
    **fields: object,
) -> OutcomeId:
    """What the person said about the cut-off day."""
    values = {"category": category, "observed_on": observed_on, "evidence": Evidence.OWN_STATEMENT, **fields}
    return follow_ups.record_outcome(workplace, follow_up_id, fields=values).value


def an_application(
    workplace: Workplace,
    participant_id: ParticipantId,
    employer_name: str = "Logistik Nord GmbH",
    employer_city: str = "",
    *,
    stages: Sequence[tuple[ApplicationStage, date]] = ((ApplicationStage.APPLIED, date(2026, 11, 9)),),
    **fields: object,
) -> JobApplicationId:
    """An application as a warehouse hand with the history of its stages."""
    (stage, happened_on), *further = stages
    application_id = job_search.add_application(
        workplace,
        participant_id,
        employer_name=employer_name,
        employer_city=employer_city,
        stage=stage,
        happened_on=happened_on,
        fields={"position": "Lagerhelferin", **fields},
    ).value
    for stage, happened_on in further:
        job_search.add_stage(workplace, application_id, stage=stage, happened_on=happened_on)
    return application_id


def a_paper(
    workplace: Workplace, participant_id: ParticipantId, kind: PaperKind = PaperKind.CV, title: str = "Lebenslauf"
) -> ApplicationDocumentId:
    """A paper without a file."""
    return papers.add_paper(workplace, participant_id, kind=kind, title=title).value


def a_child(
    workplace: Workplace,
    participant_id: ParticipantId,
    given_name: str = "Mila",
    birth_month: date = date(2022, 5, 1),
    **fields: object,
) -> ChildId:
    """A child of four whose parent consented, and who needs a place beside the sessions."""
    values = {"given_name": given_name, "birth_month": birth_month, "consent_on": date(2026, 10, 1), **fields}
    return children.add_child(workplace, participant_id, fields=values).value


def a_care_room(workplace: Workplace, name: str = "Sonnenzimmer", places: int = 15, **fields: object) -> CareRoomId:
    """A room for children, open from 7 to 18."""
    return childcare_settings.add_room(workplace, fields={"name": name, "places": places, **fields}).value


def a_carer(
    workplace: Workplace,
    room_id: CareRoomId,
    name: str = "Meral Aydin",
    *,
    weekdays: Iterable[int] = range(5),
    starts: time = time(8),
    ends: time = time(13),
    clearance_seen_on: date | None = date(2026, 9, 1),
    **fields: object,
) -> CarerId:
    """A carer who counts, there from Monday to Friday from 8 to 13."""
    shifts = [ShiftDraft(weekday, starts, ends, room_id) for weekday in weekdays]
    values = {"name": name, "clearance_seen_on": clearance_seen_on, **fields}
    return carers.add_carer(workplace, fields=values, shifts=shifts).value


def care_for_group(
    workplace: Workplace, group_id: GroupId, room_id: CareRoomId, *, lead_minutes: int = 15, tail_minutes: int = 15
) -> None:
    """Care beside the sessions of a group."""
    childcare_settings.set_group_care(
        workplace, group_id, room_id=room_id, lead_minutes=lead_minutes, tail_minutes=tail_minutes
    )


def an_own_place(workplace: Workplace, participant_id: ParticipantId | None = None) -> OwnPlace:
    """The place of a person (Olena Kovalenko if none is given) who signed in at a room's PC."""
    person = participant_id or a_participant(workplace, "Olena", "Kovalenko")
    with workplace.store.write(workplace.account_id) as tx:
        return own_place(workplace, tx, person)
