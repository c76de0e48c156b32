"""What views read of a participant's children, and who may collect them."""

from dataclasses import dataclass, field
from datetime import date

from werkakademie.records.childcare_bookings import BookingRow
from werkakademie.records.enums import AgeBand
from werkakademie.records.ids import ChildId, CollectorId, ParticipantId


@dataclass(frozen=True, slots=True)
class CollectorRow:
    """Somebody who may collect a child, or who expressly may not."""

    id: CollectorId
    child_id: ChildId
    name: str
    relation: str
    phone: str
    allowed: bool
    has_picture: bool


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child with what is no secret of its care."""

    id: ChildId
    participant_id: ParticipantId
    given_name: str
    birth_month: date
    #: Whole years today.
    age: int
    band: AgeBand
    consent_on: date | None
    consent_withdrawn_on: date | None
    care_wanted: bool
    #: Whether anything is written that a carer must know.
    has_note: bool
    collectors: tuple[CollectorRow, ...]

    @property
    def has_consent(self) -> bool:
        """Whether a place may be booked today; a consent that was withdrawn is none."""
        return self.consent_on is not None and self.consent_withdrawn_on is None


@dataclass(frozen=True, slots=True)
class ChildNoteRecord:
    """What a carer must see at once; it is shown and printed, and stands in no file."""

    child_id: ChildId
    needs: str = field(default="", repr=False)
    emergency_note: str = field(default="", repr=False)
    collection_word: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.needs or self.emergency_note or self.collection_word)


@dataclass(frozen=True, slots=True)
class FamilyRecord:
    """The children of one participant, the eldest first; notes only for who may read them."""

    participant_id: ParticipantId
    children: tuple[ChildRow, ...]
    #: Empty for a child without notes, and for accounts that don't look after the person.
    notes: tuple[ChildNoteRecord, ...]
    may_read_notes: bool
    may_edit: bool
    pictures_allowed: bool
    #: Places from today on, by time; what became free again is left out.
    coming: tuple[BookingRow, ...] = ()

    def note_of(self, child_id: ChildId) -> ChildNoteRecord:
        """The notes of a child; empty ones where there are none."""
        return next((note for note in self.notes if note.child_id == child_id), ChildNoteRecord(child_id))

    def coming_of(self, child_id: ChildId) -> tuple[BookingRow, ...]:
        """The coming places of a child."""
        return tuple(row for row in self.coming if row.child_id == child_id)


@dataclass(frozen=True, slots=True)
class EmergencyChild:
    """One child of the emergency sheet."""

    child: ChildRow
    note: ChildNoteRecord
    parent_name: str
    phone: str


@dataclass(frozen=True, slots=True)
class EmergencyRecord:
    """What matters in an emergency; it goes on paper, and no copy stays in the store."""

    day: date
    children: tuple[EmergencyChild, ...]
