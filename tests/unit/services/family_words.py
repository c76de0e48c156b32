"""A family with a word in every text about its children; what carers must know of them may stand nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from sqlmodel import select

from tests.factories import a_care_room, a_carer, a_child, a_session, care_for_group
from tests.unit.services.care import a_search, every_day
from werkakademie.models import CareRoom, ChildcareBooking
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import BookingState, Role
from werkakademie.records.ids import (
    CareRoomId,
    ChildcareVisitId,
    ChildId,
    CoachingSessionId,
    CollectorId,
    GroupId,
    ParticipantId,
    PlacementId,
)
from werkakademie.services import (
    care_matching,
    care_search,
    childcare_bookings,
    childcare_door,
    childcare_settings,
    children,
    collector_pictures,
    drafts,
)
from werkakademie.services.childcare_door import Settled
from werkakademie.services.workplace import Workplace

#: What the words are for that may stand in no log, export, package, draft or record.
UNSPOKEN = frozenset({"needs", "emergency note", "collection word", "picture"})
NOTES = UNSPOKEN - {"picture"}
#: What goes with the notes, with the visits, and only with the children.
OF_NOTES = UNSPOKEN | {
    *("collector", "collector changed", "relation", "collector phone"),
    *("collector removed", "draft collector", "draft child"),
}
OF_VISITS = frozenset({"brought by", "collected by", "settled because", "over because"})
OF_CHILDREN = frozenset(
    {
        *("child", "child changed", "sibling", "provider", "provider removed", "provider street", "provider postcode"),
        *("provider city", "provider contact", "provider note", "agreement", "draft letter", "draft child"),
    }
)


@dataclass(frozen=True, slots=True)
class Family:
    """A parent with two children, of whom one came to care today and left with somebody who was on no list."""

    parent: ParticipantId
    child: ChildId
    sibling: ChildId
    collector: CollectorId
    visit: ChildcareVisitId
    session: CoachingSessionId
    room: CareRoomId


def a_family(workplace: Workplace, group_id: GroupId, parent: ParticipantId, word: Callable[[str], str]) -> Family:
    """Give a parent in a group children with everything; the clock has to stand before six in the evening."""
    room = _care_of_the_group(workplace, group_id)
    child = a_child(workplace, parent, word("child"))
    children.change_child(workplace, child, fields={"given_name": word("child changed")})
    sibling = a_child(workplace, parent, word("sibling"), date(2024, 1, 1))
    fields = {
        "needs": word("needs"), "emergency_note": word("emergency note"), "collection_word": word("collection word"),
    }  # fmt: skip
    children.write_note(workplace, child, fields=fields)
    collector = _collectors(workplace, child, word)
    today = workplace.store.clock.now().date()
    session = a_session(workplace, group_id, today, time(16, 30), time(18))
    with workplace.store.read() as tx:
        bookings = tx.scalars(select(ChildcareBooking).where(ChildcareBooking.child_id == child))
        waiting = [row.id for row in bookings if row.state is BookingState.WAITING]
    assert waiting, "there is one place for two children"
    childcare_bookings.book_over(workplace, waiting, reason=word("over because"))
    door = replace(workplace, roles=frozenset({Role.CARER}))
    visits = childcare_door.arrive(door, [child], brought_by=word("brought by")).value
    settled = Settled(workplace.account_id, word("settled because"))
    childcare_door.leave(door, visits, name=word("collected by"), settled=settled)
    _searches(workplace, child, word)
    drafts.save_draft(workplace, DraftKey.about("child", parent, child), {"given_name": word("draft child")})
    drafts.save_draft(workplace, DraftKey.about("collector", child, collector), {"name": word("draft collector")})
    return Family(parent, child, sibling, collector, visits[0], session, room)


def with_a_job(workplace: Workplace, family: Family, placement: PlacementId, word: Callable[[str], str]) -> None:
    """What is agreed upon for the days on which work and care do not meet."""
    week = every_day(time(6), time(14))
    care_matching.set_work_hours(workplace, placement, hours=week, travel_minutes=30)
    care_matching.agree(workplace, placement, family.child, gaps=week[:1], text=word("agreement"))


def _care_of_the_group(workplace: Workplace, group_id: GroupId) -> CareRoomId:
    """One place at a time, in a room that all groups of a test share."""
    with workplace.store.read() as tx:
        found = tx.scalar(select(CareRoom))
    if found is None:
        childcare_settings.change_policy(workplace, fields={"pictures_allowed": True})
        room = a_care_room(workplace, places=1, closes=time(20))
        for name in ("Meral Aydin", "Inge Sommer"):
            a_carer(workplace, room, name, ends=time(20))
    else:
        room = found.id
    care_for_group(workplace, group_id, room)
    return room


def _collectors(workplace: Workplace, child: ChildId, word: Callable[[str], str]) -> CollectorId:
    fields = {"name": word("collector"), "relation": word("relation"), "phone": word("collector phone")}
    (collector,) = children.add_collector(workplace, child, fields=fields).value
    children.change_collector(workplace, collector, fields={"name": word("collector changed")})
    collector_pictures.set_picture(workplace, collector, jpeg=b"\xff\xd8\xff " + word("picture").encode())
    (removed,) = children.add_collector(workplace, child, fields={"name": word("collector removed")}).value
    children.remove_collector(workplace, removed)
    return collector


def _searches(workplace: Workplace, child: ChildId, word: Callable[[str], str]) -> None:
    fields = {
        name: word(f"provider {name}") for name in ("street", "postcode", "city", "contact", "note")
    }  # fmt: skip
    applied_on = workplace.store.clock.now().date() - timedelta(days=7)
    search = a_search(
        workplace, child, word("provider"), hours=every_day(time(8), time(14)), applied_on=applied_on, **fields
    )
    care_search.remove_search(workplace, a_search(workplace, child, word("provider removed")))
    drafts.save_draft(workplace, DraftKey.about("care_letter", search), {"words": word("draft letter")})
