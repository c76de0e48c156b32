"""Places follow the parents whatever is done in whatever order, against a slow look at everybody's roster.

a) Each expected parent's child has exactly one place or wish at each coming session, and nobody else takes up room.
b) No action makes a time fuller than the policy allows, but for a stated reason or a child that came.
c) Following twice changes nothing.
d) The booking of a child that came stays as it was.
"""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import col, select

from tests.factories import (
    a_care_room,
    a_carer,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    care_for_group,
    make_workplace,
)
from tests.laws import examples
from werkakademie.errors import SituationError
from werkakademie.models import (
    Child,
    ChildcareBooking,
    ChildcareSlot,
    ChildcareVisit,
    GroupChildcare,
)
from werkakademie.records.childcare_bookings import BookingRow
from werkakademie.records.enums import BookingState, ExitReason, ExitType, OverCapacity, SuspensionKind
from werkakademie.records.groups import SlotDraft
from werkakademie.records.ids import CarerDayId, ChildcareVisitId, ChildId, EnrolmentId, RestrictionId
from werkakademie.rules.childcare.capacity import Presence
from werkakademie.rules.childcare.slices import widened
from werkakademie.rules.roster import is_booked
from werkakademie.services import (
    bin as bins,
)
from werkakademie.services import (
    childcare_bookings,
    childcare_lists,
    childcare_settings,
    childcare_slots,
    children,
    enrolments,
    exits,
    participants,
    person_rights,
    sessions,
    undo,
)
from werkakademie.storage import rosters
from werkakademie.storage.attendance import group_facts
from werkakademie.storage.childcare import following, room_load
from werkakademie.storage.childcare import settings as care
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.storage.transaction import Transaction

ENTERED: dict[str, Any] = {"allocated_on": date(2026, 11, 2), "entry_on": date(2026, 11, 2)}
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAYS = (date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 1))
TIMES = ((time(9), time(12)), (time(11), time(13)), (time(8, 30), time(10)))
HOLDING = (BookingState.BOOKED, BookingState.OFFERED)
OPEN = (*HOLDING, BookingState.WAITING)
WHICH = st.integers(0, 7)
DAY = st.sampled_from(DAYS)


class Places(RuleBasedStateMachine):
    """Two groups with care in one small room, three families, and everything that people do to them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = SteppedClock(NOW)
        self.workplace = make_workplace(self.folder / "Standort", clock=self.clock)
        self.store = self.workplace.store

    @initialize()
    def begin(self) -> None:
        """Everybody is enrolled, and three of the four children fit."""
        wp = self.workplace
        self.rooms = [a_care_room(wp, "Sonnenzimmer", places=3), a_care_room(wp, "Mondzimmer", places=2)]
        self.carers = [a_carer(wp, self.rooms[0], "Meral Aydin"), a_carer(wp, self.rooms[0], "Ida Kern")]
        self.groups = [
            a_group(wp, "Herbst 1", slots=(SlotDraft(1, time(9), time(12)), SlotDraft(2, time(9), time(12)))),
            a_group(wp, "Herbst 2"),
        ]
        for group in self.groups:
            care_for_group(wp, group, self.rooms[0])
        self.people = [a_participant(wp, name, "Nowak") for name in ("Anna", "Bea", "Cem")]
        self.children: list[ChildId] = [a_child(wp, self.people[0], "Lev"), a_child(wp, self.people[0], "Mia")]
        self.children += [a_child(wp, person, "Jo") for person in self.people[1:]]
        self.sessions = [a_session(wp, self.groups[number % 2], DAYS[number % 3]) for number in range(4)]
        for proposal in sessions.propose_sessions(wp, self.groups[0], first=DAYS[0], last=DAYS[0]).proposals:
            self.sessions += sessions.take_over(wp, self.groups[0], proposals=[proposal]).value
        self.enrolments: list[EnrolmentId] = [an_enrolment(wp, self.groups[0], person) for person in self.people]
        self.enrolments.append(an_enrolment(wp, self.groups[1], self.people[2]))
        self.absences: list[CarerDayId] = []
        self.restrictions: list[RestrictionId] = []
        self.visits: dict[ChildcareVisitId, dict[str, Any]] = {}
        self.since = undo.newest_transaction(wp)

    def act(self, action: Callable[[], object], *, adds: bool = False) -> None:
        """Do it; it may be refused. `adds`: somebody came, or was booked with a reason."""
        # Rows of people whose record may only be kept can't make way for anybody.
        with self.store.read() as tx:
            adds = adds or bool(self.restricted_children(tx))
        before = self.load()
        with_reason = self.with_reason()
        try:
            action()
        except SituationError:
            return
        if not adds:
            after = self.load()
            for key, (weight, heads, limit) in after.items():
                over = weight > limit[1] or heads > limit[0]
                was = before.get(key, (0, 0, limit))
                grown = weight > was[0] or heads > was[1]
                assert not (over and grown) or self.with_reason() - with_reason, f"{key} is fuller than before"

    def with_reason(self) -> set[Any]:
        with self.store.read() as tx:
            return set(tx.scalars(sa.select(col(ChildcareBooking.id)).where(col(ChildcareBooking.over_reason) != "")))

    def load(self) -> Mapping[tuple[Any, int], tuple[int, int, tuple[int, int]]]:
        """(weight, heads, what is allowed) of every room and slice of the coming days in which somebody is."""
        with self.store.read() as tx:
            policy = care.rule_of(care.policy(tx))
            supply = care.supply(tx, tx.today, DAYS[-1] + timedelta(days=9))
            found: dict[tuple[Any, int], dict[Any, int]] = defaultdict(dict)
            present: list[Presence]
            for room, everybody in room_load.load(tx, tx.today, DAYS[-1] + timedelta(days=9)).items():
                present = [presence for _booking, presence in everybody]
                for span, head in present:
                    for number in widened(span):
                        found[room, number][head.child] = head.weight
            limits = {room: given.limits(policy) for room, given in supply.items()}
        return {
            (room, number): (sum(there.values()), len(there), tuple(limits[room].get(number, (0, 0))))  # type: ignore[misc]
            for (room, number), there in found.items()
        }

    # What is done to groups and people.

    @rule(which=WHICH, group=st.integers(0, 1))
    def enrol(self, which: int, group: int) -> None:
        person = self.people[which % 3]
        self.act(lambda: self.enrolments.append(an_enrolment(self.workplace, self.groups[group], person)))

    @rule(which=WHICH, removed=st.booleans())
    def remove_enrolment(self, which: int, removed: bool) -> None:
        one = self.enrolments[which % len(self.enrolments)]
        self.act(lambda: enrolments.remove_enrolments(self.workplace, (one,), removed=removed))

    @rule(which=WHICH, chosen=st.integers(0, 2))
    def choose_slots(self, which: int, chosen: int) -> None:
        one = self.enrolments[which % 3]
        with self.store.read() as tx:
            known = sorted(facts.id for facts in _slots(tx, self.groups[0]))
        picked = known[:chosen]
        self.act(lambda: enrolments.change_enrolment(self.workplace, one, slots=picked, **ENTERED))

    @rule(which=WHICH, day=DAY, ends=st.sampled_from((None, DAYS[1], DAYS[2])))
    def suspend(self, which: int, day: date, ends: date | None) -> None:
        one = self.enrolments[which % len(self.enrolments)]
        kind = SuspensionKind.OTHER
        self.act(lambda: enrolments.suspend(self.workplace, one, kind=kind, starts_on=day, ends_on=ends))

    @rule(which=WHICH, day=DAY)
    def remove_suspension(self, which: int, day: date) -> None:
        one = self.enrolments[which % len(self.enrolments)]
        self.act(lambda: enrolments.remove_suspension(self.workplace, one, starts_on=day))

    @rule(which=WHICH, day=DAY)
    def leave(self, which: int, day: date) -> None:
        one = self.enrolments[which % len(self.enrolments)]
        fields = {"exit_on": day, "exit_type": ExitType.EARLY, "exit_reason": ExitReason.MOVED}
        self.act(lambda: exits.record_exit(self.workplace, one, fields=fields))

    @rule(which=WHICH)
    def take_back_exit(self, which: int) -> None:
        one = self.enrolments[which % len(self.enrolments)]
        self.act(lambda: exits.take_back_exit(self.workplace, one))

    @rule(which=WHICH, removed=st.booleans())
    def remove_person(self, which: int, removed: bool) -> None:
        self.act(lambda: participants.remove_participant(self.workplace, self.people[which % 3], removed=removed))

    @rule(which=WHICH)
    def restrict(self, which: int) -> None:
        person = self.people[which % 3]
        self.act(
            lambda: self.restrictions.append(person_rights.restrict(self.workplace, person, reason="Einspruch").value)
        )

    @rule()
    def lift(self) -> None:
        if self.restrictions:
            self.act(lambda: person_rights.lift_restriction(self.workplace, self.restrictions[-1]))

    # What is done to sessions.

    @rule(which=WHICH, day=DAY, times=st.sampled_from(TIMES))
    def move(self, which: int, day: date, times: tuple[time, time]) -> None:
        fields = {"held_on": day, "starts": times[0], "ends": times[1], "room": ""}
        self.act(lambda: sessions.move_session(self.workplace, self.session(which), fields=fields))

    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        self.act(lambda: sessions.cancel_session(self.workplace, self.session(which), reason="Brandschutz"))

    @rule(which=WHICH)
    def revive(self, which: int) -> None:
        self.act(lambda: sessions.revive_session(self.workplace, self.session(which)))

    @rule(which=WHICH, removed=st.booleans())
    def remove_session(self, which: int, removed: bool) -> None:
        self.act(lambda: sessions.remove_sessions(self.workplace, (self.session(which),), removed=removed))

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        self.act(lambda: bins.restore(self.workplace, "coaching_session", self.session(which).hex))

    @rule(which=WHICH, day=DAY, times=st.sampled_from(TIMES))
    def add_session(self, which: int, day: date, times: tuple[time, time]) -> None:
        group = self.groups[which % 2]
        self.act(lambda: self.sessions.append(a_session(self.workplace, group, day, *times)))

    def session(self, which: int) -> Any:
        return self.sessions[which % len(self.sessions)]

    # What is done to children and to what the site gives.

    @rule(which=WHICH)
    def another_child(self, which: int) -> None:
        if len(self.children) < 6:
            self.act(lambda: self.children.append(a_child(self.workplace, self.people[which % 3], "Neu")))

    @rule(which=WHICH, removed=st.booleans())
    def remove_child(self, which: int, removed: bool) -> None:
        self.act(lambda: children.remove_child(self.workplace, self.child(which), removed=removed))

    @rule(which=WHICH, fields=st.sampled_from(({"care_wanted": False}, {"care_wanted": True})))
    def want_care(self, which: int, fields: dict[str, object]) -> None:
        self.act(lambda: children.change_child(self.workplace, self.child(which), fields=fields))

    @rule(which=WHICH, withdrawn=st.sampled_from((None, NOW.date())))
    def consent(self, which: int, withdrawn: date | None) -> None:
        fields = {"consent_withdrawn_on": withdrawn}
        self.act(lambda: children.change_child(self.workplace, self.child(which), fields=fields))

    def child(self, which: int) -> ChildId:
        return self.children[which % len(self.children)]

    @rule(which=WHICH, day=DAY)
    def carer_absent(self, which: int, day: date) -> None:
        carer = self.carers[which % 2]
        self.act(lambda: self.absences.append(childcare_settings.report_absence(self.workplace, carer, day=day).value))

    @rule(removed=st.booleans())
    def carer_back(self, removed: bool) -> None:
        if self.absences:
            day = self.absences[-1]
            self.act(lambda: childcare_settings.remove_carer_day(self.workplace, day, removed=removed))

    @rule(
        fields=st.sampled_from(
            (
                {"most_per_carer": 1},
                {"most_per_carer": 5},
                {"fewest_carers": 1},
                {"fewest_carers": 2},
                {"weight_preschool": 150},
                {"over_capacity": OverCapacity.STOP},
                {"over_capacity": OverCapacity.WARN},
            )
        )
    )
    def change_policy(self, fields: dict[str, object]) -> None:
        # A larger weight makes the same children count for more.
        self.act(lambda: childcare_settings.change_policy(self.workplace, fields=fields), adds=True)

    @rule(group=st.integers(0, 1), room=st.integers(0, 1), lead=st.sampled_from((0, 15, 40)))
    def move_care(self, group: int, room: int, lead: int) -> None:
        self.act(lambda: care_for_group(self.workplace, self.groups[group], self.rooms[room], lead_minutes=lead))

    @rule(group=st.integers(0, 1), ended=st.booleans())
    def end_care(self, group: int, ended: bool) -> None:
        self.act(lambda: childcare_settings.end_group_care(self.workplace, self.groups[group], ended=ended))

    # What is decided about places.

    @rule(
        which=WHICH, decision=st.sampled_from(("confirm_offer", "decline_offer", "release", "ask_again", "take_part"))
    )
    def decide(self, which: int, decision: str) -> None:
        fitting = {"confirm_offer": (BookingState.OFFERED,), "decline_offer": (BookingState.OFFERED,)}
        row = self.booking(which, fitting.get(decision))
        if row is not None:
            self.act(lambda: getattr(childcare_bookings, decision)(self.workplace, (row.id,)))

    @rule(which=WHICH)
    def book_over(self, which: int) -> None:
        row = self.booking(which, (BookingState.WAITING,))
        if row is not None:
            self.act(lambda: childcare_bookings.book_over(self.workplace, (row.id,), reason="Prüfung"), adds=True)

    @rule(which=WHICH)
    def fall_through(self, which: int) -> None:
        row = self.booking(which, (BookingState.BOOKED,))
        if row is not None:
            self.act(lambda: childcare_bookings.mark_fallen_through(self.workplace, (row.id,)))

    @rule(which=WHICH, back=st.booleans())
    def cancel_care(self, which: int, back: bool) -> None:
        rows = self.slots()
        if rows:
            slot = rows[which % len(rows)].id
            if back:
                self.act(lambda: childcare_slots.revive_slot(self.workplace, slot))
            else:
                self.act(lambda: childcare_slots.cancel_slot(self.workplace, slot, reason="krank"))

    @rule(which=WHICH, child=WHICH)
    def by_hand(self, which: int, child: int) -> None:
        rows = self.slots()
        if rows:
            slot, one = rows[which % len(rows)].id, self.child(child)
            self.act(lambda: childcare_bookings.book_by_hand(self.workplace, slot, child_ids=(one,)))

    def booking(self, which: int, states: tuple[BookingState, ...] | None) -> BookingRow | None:
        rows = childcare_lists.booking_rows(self.workplace, DAYS[0], DAYS[-1])
        rows = tuple(row for row in rows if states is None or row.state in states)
        return rows[which % len(rows)] if rows else None

    def slots(self) -> Any:
        return childcare_lists.slot_rows(self.workplace, DAYS[0], DAYS[-1])

    @rule(which=WHICH)
    def arrive(self, which: int) -> None:
        """A child comes at the beginning of its slot, or somewhat later."""
        row = self.booking(which, None)
        if (
            row is None
            or row.ends_at <= self.clock.now()
            or row.starts_at.date() > self.clock.now().date() + timedelta(1)
        ):
            return
        self.clock.set(max(self.clock.now(), row.starts_at.astimezone(UTC)))
        with self.store.read() as tx:
            gone = tx.get(Child, row.child_id).deleted
        if gone:
            return
        number = ChildcareVisitId(self.store.ids.new_id())

        def come() -> None:
            with self.store.write(self.workplace.account_id) as tx:
                came: dict[str, Any] = {"child_id": row.child_id, "slot_id": row.slot_id, "held_on": row.held_on}
                tx.add(ChildcareVisit(id=number, arrived_at=tx.now, **came))

        self.act(come, adds=True)
        with self.store.read() as tx:
            if tx.find(ChildcareVisit, number) is not None:
                self.visits[number] = tx.get(ChildcareBooking, row.id).model_dump()

    @rule(which=WHICH)
    def depart(self, which: int) -> None:
        if not self.visits:
            return
        number = sorted(self.visits)[which % len(self.visits)]

        def go() -> None:
            with self.store.write(self.workplace.account_id) as tx:
                visit = tx.get(ChildcareVisit, number)
                visit.left_at = visit.left_at or tx.now

        self.act(go)

    @rule(hours=st.sampled_from((1, 5, 24, 30)))
    def time_passes(self, hours: int) -> None:
        if self.clock.now() < NOW + timedelta(days=5):
            self.clock.step(timedelta(hours=hours))
        self.act(lambda: childcare_bookings.settle(self.workplace))

    @rule()
    def press_undo(self) -> None:
        self.act(lambda: undo.undo_last(self.workplace, since=self.since), adds=True)

    @rule()
    def press_redo(self) -> None:
        self.act(lambda: undo.redo_last(self.workplace, since=self.since), adds=True)

    @rule()
    def undo_decision(self) -> None:
        """What was decided about places comes back only where there is room."""
        shown = undo.undo_state(self.workplace, since=self.since).undo
        if shown is not None and shown.main.record.table == "childcare_booking":
            self.act(lambda: undo.undo_last(self.workplace, since=self.since))

    # The laws.

    @invariant()
    def everybody_has_what_is_due(self) -> None:
        if not hasattr(self, "since"):
            return
        with self.store.read() as tx:
            due = self.due(tx)
            rows = tx.rows(
                sa.select(ChildcareBooking, ChildcareSlot)
                .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
                .where(col(ChildcareSlot.ends_at) > tx.now)
            )
            there = _visited(tx)
            restricted = self.restricted_children(tx)
            slots = tx.scalars(select(ChildcareSlot).where(col(ChildcareSlot.ends_at) > tx.now))
        live = {slot.id: slot for slot in slots if not slot.deleted}
        used = {slot_id for slot_id, _child in there}
        for (session_id, starts_at, ends_at, room_id), wanted in due.items():
            mine = [
                slot
                for slot in live.values()
                if (slot.session_id, slot.starts_at, slot.ends_at) == (session_id, starts_at, ends_at)
                and (slot.room_id == room_id or slot.id in used)
            ]
            assert len(mine) == 1, "each session that takes place has its slot"
            of_slot = {row.child_id: row for row, slot in rows if slot.id == mine[0].id}
            for child in wanted - restricted:
                assert child in of_slot, "each expected child has a row"
                # Who came unexpectedly is counted as there, whatever is wished afterwards.
                assert of_slot[child].state is not BookingState.FREED or (mine[0].id, child) in there
        sessions_of = {key[0]: wanted for key, wanted in due.items()}
        for slot in live.values():
            assert slot.session_id is None or slot.session_id in sessions_of or slot.id in used, (
                "no slot without session"
            )
        for row, slot in rows:
            if (slot.id, row.child_id) in there or row.child_id in restricted or row.state not in OPEN:
                continue
            wanted = sessions_of.get(slot.session_id, set())
            assert slot.id in live
            assert row.by_hand or row.child_id in wanted, "nobody else holds a place"
            if row.state in HOLDING:
                assert row.from_at is not None
                assert row.until_at is not None
                assert slot.starts_at <= row.from_at < row.until_at <= slot.ends_at
            assert (row.offer_until is not None) == (row.state is BookingState.OFFERED)

    def due(self, tx: Transaction) -> dict[tuple[Any, ...], set[ChildId]]:
        """The children who need a place, by session with the time and room of its care."""
        found: dict[tuple[Any, ...], set[ChildId]] = {}
        cares = {row.group_id: row for row in tx.scalars(select(GroupChildcare)) if not row.deleted}
        mine = tx.scalars(select(Child).where(col(Child.deleted).is_(False)))
        for facts in group_facts(tx, list(cares)):
            given = cares[facts.group.id]
            for session in facts.sessions:
                starts_at = session.starts_at - timedelta(minutes=given.lead_minutes)
                ends_at = session.ends_at + timedelta(minutes=given.tail_minutes)
                if session.cancelled_because or ends_at <= tx.now:
                    continue
                expected = {
                    person.enrolment.participant_id
                    for person in facts.people
                    if is_booked(rosters._span(person), rosters._meeting(session))
                }
                key = (session.id, starts_at, ends_at, given.room_id)
                found[key] = {
                    child.id
                    for child in mine
                    if child.participant_id in expected
                    and child.care_wanted
                    and child.consent_on is not None
                    and (child.consent_withdrawn_on is None or child.consent_withdrawn_on > session.held_on)
                }
        return found

    def restricted_children(self, tx: Transaction) -> set[ChildId]:
        from werkakademie.storage.retention import restricted_people

        people = set(restricted_people(tx))
        return {child.id for child in tx.scalars(select(Child)) if child.participant_id in people}

    @invariant()
    def following_again_changes_nothing(self) -> None:
        if not hasattr(self, "since"):
            return
        childcare_bookings.settle(self.workplace)
        with self.store.write(None) as tx:
            following.follow(tx)
            written = tx.driver.execute(
                "SELECT table_name, fields FROM journal_entry"
                " WHERE seq > (SELECT coalesce(max(last_seq), 0) FROM journal_transaction)"
            ).fetchall()
            assert written == []

    @invariant()
    def who_came_keeps_the_booking(self) -> None:
        if not hasattr(self, "since"):
            return
        with self.store.read() as tx:
            for number, was in list(self.visits.items()):
                visit = tx.find(ChildcareVisit, number)
                if visit is None or visit.deleted:
                    del self.visits[number]
                elif tx.get(ChildcareSlot, was["slot_id"]).ends_at > tx.now:
                    # That somebody asked by hand too is noted, and changes nothing of the place.
                    row = tx.get(ChildcareBooking, was["id"])
                    assert row.model_dump() == was | {"by_hand": row.by_hand}

    def teardown(self) -> None:
        with self.store.read() as tx:
            assert verify(tx.driver) == ()
        self.store.close()
        shutil.rmtree(self.folder)


def _slots(tx: Transaction, group: Any) -> Any:
    from werkakademie.storage.groups import slot_records

    return slot_records(tx, group)


def _visited(tx: Transaction) -> set[tuple[Any, ChildId]]:
    rows = tx.scalars(select(ChildcareVisit).where(col(ChildcareVisit.deleted).is_(False)))
    return {(row.slot_id, row.child_id) for row in rows}


TestPlaces = Places.TestCase
TestPlaces.settings = examples(
    8,
    stateful_step_count=20,
    # Making an example smaller takes minutes; the seed finds it again.
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
)
