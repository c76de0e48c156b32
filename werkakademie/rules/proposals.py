"""Which sessions a group's weekly slots ask for, without public holidays and without those already there."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from werkakademie.records.groups import SlotRecord
from werkakademie.records.ids import TimeSlotId
from werkakademie.records.sessions import HolidayNotice, SessionProposal, SessionProposals


def proposals_of(
    slots: Sequence[SlotRecord],
    *,
    first: date,
    last: date,
    free_days: Mapping[date, str],
    known: AbstractSet[tuple[TimeSlotId, date]],
) -> SessionProposals:
    """The sessions from `first` to `last` (both included) by day and time.

    `free_days` are the public holidays with their names; `known` are the slots and days that were turned into
    sessions before, wherever those were moved since.
    """
    proposals: list[SessionProposal] = []
    holidays: list[HolidayNotice] = []
    existing = 0
    for day, slot in sorted(_days(slots, first, last), key=lambda each: (each[0], each[1].starts, str(each[1].id))):
        if (slot.id, day) in known:
            existing += 1
        elif day in free_days:
            holidays.append(HolidayNotice(slot.id, day, slot.starts, slot.ends, free_days[day]))
        else:
            proposals.append(SessionProposal(slot.id, day, slot.starts, slot.ends))
    return SessionProposals(first, last, tuple(proposals), tuple(holidays), existing)


def _days(slots: Sequence[SlotRecord], first: date, last: date) -> Iterator[tuple[date, SlotRecord]]:
    for slot in slots:
        day = first + timedelta(days=(slot.weekday - first.weekday()) % 7)
        while day <= last:
            yield day, slot
            day += timedelta(weeks=1)
