"""The search for a lasting place: what views read and write, and the figures of a group."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from werkakademie.records.enums import CareAnswer, CareKind, OutcomeCategory
from werkakademie.records.ids import CareAgreementId, ChildId, ParticipantId, PermanentCareSearchId, PlacementId

#: Answers after which there is something to ask again.
PENDING = frozenset({CareAnswer.OPEN, CareAnswer.WAITING_LIST})
#: Without a date of its own, an application without an answer is asked after again so long after it was made.
ASK_AGAIN_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class DayHours:
    """Hours on one weekday (0 is Monday) in local time; an end that is not later lies on the next day."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class CareSearchRow:
    """Asking one place for one child."""

    id: PermanentCareSearchId
    child_id: ChildId
    kind: CareKind
    provider_name: str
    street: str
    postcode: str
    city: str
    contact: str
    applied_on: date | None
    wanted_from: date | None
    answer: CareAnswer
    answered_on: date | None
    waiting_number: int | None
    starts_on: date | None
    ends_on: date | None
    remind_on: date | None
    note: str
    hours: tuple[DayHours, ...]

    @property
    def ask_on(self) -> date | None:
        """From when there is something to ask again; None when nothing is to be asked."""
        if self.answer not in PENDING:
            return None
        if self.remind_on is not None:
            return self.remind_on
        return self.applied_on + ASK_AGAIN_AFTER if self.applied_on is not None else None


@dataclass(frozen=True, slots=True)
class ChildSearches:
    """All places that were asked for a child, the accepted ones first, then the newest."""

    child_id: ChildId
    child_name: str
    participant_id: ParticipantId
    searches: tuple[CareSearchRow, ...]


@dataclass(frozen=True, slots=True)
class CareReminder:
    """A place to ask again, for the first page."""

    search_id: PermanentCareSearchId
    child_id: ChildId
    child_name: str
    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    kind: CareKind
    provider_name: str
    answer: CareAnswer
    waiting_number: int | None
    ask_on: date


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Of so many families of which it is known, so many have a lasting place; of the others nobody knows."""

    with_place: int = 0
    known: int = 0
    unknown: int = 0

    @property
    def families(self) -> int:
        return self.known + self.unknown


@dataclass(frozen=True, slots=True)
class GroupPlaces:
    """The families of a group whose children were cared for beside the sessions, on two days that have come."""

    at_exit: PlaceCount = PlaceCount()
    at_cut_off: PlaceCount = PlaceCount()


@dataclass(frozen=True, slots=True)
class WorkHours:
    """A job start with its hours, for matching them with the hours of care."""

    placement_id: PlacementId
    participant_id: ParticipantId
    employer_name: str
    starts_on: date
    category: OutcomeCategory
    hours: tuple[DayHours, ...]
    #: From the child's place to work, one way; None while nobody asked.
    travel_minutes: int | None


@dataclass(frozen=True, slots=True)
class MatchGap:
    """Hours in which work needs care and there is none; `weekday` is the one on which they begin."""

    weekday: int
    starts: time
    ends: time
    minutes: int
    no_care_that_day: bool
    #: What was agreed for just this gap.
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a gap is to be closed."""

    id: CareAgreementId
    child_id: ChildId
    weekday: int
    starts: time
    ends: time
    text: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class ChildMatch:
    """One child's lasting place against the hours of work."""

    child_id: ChildId
    child_name: str
    #: The names of the places that are there when work begins.
    places: tuple[str, ...]
    care: tuple[DayHours, ...]
    #: A place that was promised, but begins only after work does.
    later_place: str
    later_from: date | None
    gaps: tuple[MatchGap, ...]
    agreements: tuple[Agreement, ...]

    @property
    def comparable(self) -> bool:
        """Whether the hours of care are known, so that a gap means something."""
        return bool(self.care)


@dataclass(frozen=True, slots=True)
class Matching:
    """A job start held against the care of each child of the person."""

    work: WorkHours
    children: tuple[ChildMatch, ...]

    @property
    def open_gaps(self) -> int:
        """Gaps for which nothing is agreed yet."""
        return sum(not gap.agreed for child in self.children for gap in child.gaps)
