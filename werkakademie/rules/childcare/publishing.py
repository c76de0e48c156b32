"""The counts of childcare as they are shown: all of them in the house, or what may be published (domain section 8)."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from werkakademie.records.childcare_reports import (
    CareReport,
    CareReportQuery,
    NonEntryCounts,
    PlaceCount,
    PlaceCounts,
    ShownNonEntry,
    ShownPlaces,
    ShownShare,
    ShownSlot,
    ShownWeek,
    SlotCounts,
)
from werkakademie.rules.childcare.counting import by_week, summed
from werkakademie.rules.suppression import Share, Sum, Suppressed, suppressed

#: What a site could offer is no secret about anybody.
_ABOUT_CHILDREN = tuple(kind for kind in PlaceCount if kind is not PlaceCount.OFFERED)
#: A count of places: what, and of which slot, of which week, or of all.
_ALL = "all"
_NOT_ENTERED, _MISSING_CARE = "not entered", "missing childcare"

_Cell = tuple[Hashable, Hashable]


def shown_report(
    query: CareReportQuery, slots: Sequence[SlotCounts], non_entries: Sequence[NonEntryCounts]
) -> CareReport:
    """The whole output at once, because its tables share margins: what one shows must not betray what another hides."""
    output = _Output()
    weeks = by_week(slots)
    total = summed(slot.places for slot in slots)
    for slot in slots:
        output.add_places(slot.slot_id, slot.places)
    for week in weeks:
        own = [slot.slot_id for slot in slots if slot.held_on.isocalendar()[:2] == (week.year, week.week)]
        output.add_places((week.year, week.week), week.places, parts=own)
    output.add_places(_ALL, total, parts=[(week.year, week.week) for week in weeks])
    everybody = NonEntryCounts(
        None, sum(row.not_entered for row in non_entries), sum(row.missing_childcare for row in non_entries)
    )
    for row in non_entries:
        output.add_non_entry(row.sex, row)
    output.add_non_entry(_ALL, everybody, parts=[row.sex for row in non_entries])
    hidden: Suppressed[_Cell] = Suppressed(frozenset(), frozenset())
    if query.published:
        hidden = output.hidden(query.threshold)
    show = _Shown(hidden)
    return CareReport(
        query=query,
        weeks=tuple(
            ShownWeek(week.year, week.week, week.slots, show.places((week.year, week.week), week.places))
            for week in weeks
        ),
        all_weeks=show.places(_ALL, total),
        slots=tuple(ShownSlot(slot, show.places(slot.slot_id, slot.places)) for slot in slots),
        non_entries=(
            *(show.non_entry(row.sex, row, total=False) for row in non_entries),
            show.non_entry(_ALL, everybody, total=True),
        ),
        hides=bool(hidden.counts or hidden.shares),
    )


class _Output:
    """All counts of the report with what ties them together."""

    def __init__(self) -> None:
        self._counts: dict[_Cell, int] = {}
        self._sums: list[Sum[_Cell]] = []
        self._shares: list[Share[_Cell]] = []

    def add_places(self, whose: Hashable, places: PlaceCounts, *, parts: Sequence[Hashable] = ()) -> None:
        for kind in _ABOUT_CHILDREN:
            self._counts[kind, whose] = places.of(kind)
            self._tie(kind, whose, parts)
        self._shares.append(_use_share(whose))

    def add_non_entry(self, whose: Hashable, row: NonEntryCounts, *, parts: Sequence[Hashable] = ()) -> None:
        self._counts[_NOT_ENTERED, whose] = row.not_entered
        self._counts[_MISSING_CARE, whose] = row.missing_childcare
        for kind in (_NOT_ENTERED, _MISSING_CARE):
            self._tie(kind, whose, parts)
        self._shares.append(_care_share(whose))

    def hidden(self, threshold: int) -> Suppressed[_Cell]:
        return suppressed(self._counts, self._sums, self._shares, threshold=threshold)

    def _tie(self, kind: Hashable, whose: Hashable, parts: Sequence[Hashable]) -> None:
        if parts:
            self._sums.append(Sum((kind, whose), tuple((kind, part) for part in parts)))


@dataclass(frozen=True, slots=True)
class _Shown:
    """Takes out of rows what is hidden."""

    hidden: Suppressed[_Cell]

    def places(self, whose: Hashable, places: PlaceCounts) -> ShownPlaces:
        booked, used, fallen_through, without_place = (
            self._count((kind, whose), places.of(kind)) for kind in _ABOUT_CHILDREN
        )
        share = self._share(_use_share(whose), places.used, places.booked)
        return ShownPlaces(places.offered, booked, used, fallen_through, without_place, share)

    def non_entry(self, whose: Hashable, row: NonEntryCounts, *, total: bool) -> ShownNonEntry:
        return ShownNonEntry(
            sex=row.sex,
            total=total,
            not_entered=self._count((_NOT_ENTERED, whose), row.not_entered),
            missing_childcare=self._count((_MISSING_CARE, whose), row.missing_childcare),
            share=self._share(_care_share(whose), row.missing_childcare, row.not_entered),
        )

    def _count(self, cell: _Cell, value: int) -> int | None:
        return None if cell in self.hidden.counts else value

    def _share(self, share: Share[_Cell], part: int, whole: int) -> ShownShare:
        return ShownShare(hidden=True) if share in self.hidden.shares else ShownShare(part, whole)


def _use_share(whose: Hashable) -> Share[_Cell]:
    return Share((PlaceCount.USED, whose), (PlaceCount.BOOKED, whose))


def _care_share(whose: Hashable) -> Share[_Cell]:
    return Share((_MISSING_CARE, whose), (_NOT_ENTERED, whose))
