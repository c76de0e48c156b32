"""Which rows are a person's, and what of them each kind of data with a period of its own takes away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from werkakademie.records.enums import RetentionKind
from werkakademie.rules.retention import WHOLE_PERSON

_OF_ENROLMENT: Final = "enrolment_id IN (SELECT id FROM enrolment WHERE participant_id = :person)"
_OF_APPLICATION: Final = "application_id IN (SELECT id FROM job_application WHERE participant_id = :person)"
_OF_DOCUMENT: Final = "document_id IN (SELECT id FROM application_document WHERE participant_id = :person)"
_OF_FOLLOW_UP: Final = f"follow_up_id IN (SELECT id FROM follow_up WHERE {_OF_ENROLMENT})"
_OF_CHILD: Final = "child_id IN (SELECT id FROM child WHERE participant_id = :person)"
_OF_PLACEMENT: Final = f"placement_id IN (SELECT id FROM placement WHERE {_OF_ENROLMENT})"
_OWN: Final = "participant_id = :person"

#: All rows about a person, each table after those that point to it: this is the order in which rows can go. What lists
#: of deletions name (erasure_item) stays: it holds a number and no words, and a restored backup is cleaned by it.
OWNED: Final[Mapping[str, str]] = {
    "care_agreement": _OF_PLACEMENT,
    "placement_hours": _OF_PLACEMENT,
    "care_hours": f"search_id IN (SELECT id FROM permanent_care_search WHERE {_OF_CHILD})",
    "permanent_care_search": _OF_CHILD,
    "childcare_visit": _OF_CHILD,
    "childcare_booking": _OF_CHILD,
    "collector_picture": f"collector_id IN (SELECT id FROM collector WHERE {_OF_CHILD})",
    "collector": _OF_CHILD,
    "child_note": _OF_CHILD,
    "child": _OWN,
    "access_log": _OWN,
    "participant_pin": _OWN,
    "contact_attempt": _OF_FOLLOW_UP,
    "follow_up": _OF_ENROLMENT,
    "outcome": _OF_ENROLMENT,
    "placement": _OF_ENROLMENT,
    "attendance": _OF_ENROLMENT,
    "attendance_count": _OF_ENROLMENT,
    "presence_claim": _OWN,
    "coaching_session": _OF_ENROLMENT,
    "slot_choice": _OF_ENROLMENT,
    "suspension": _OF_ENROLMENT,
    "own_settings": _OWN,
    "course_progress": _OWN,
    "search_activity": _OWN,
    "interview_answer": _OWN,
    "practice_talk": _OWN,
    "paper_comment": _OWN,
    "cover_letter": _OWN,
    "resume": _OWN,
    "sent_paper": _OF_APPLICATION,
    "interview": _OF_APPLICATION,
    "application_event": _OF_APPLICATION,
    "job_application": _OWN,
    "document_version": _OF_DOCUMENT,
    "application_document": _OWN,
    "erasure_hold": _OWN,
    "restriction": _OWN,
    "dispute_note": _OWN,
    "enrolment": _OWN,
    "participant": "id = :person",
}


@dataclass(frozen=True, slots=True)
class Cleared:
    """Columns of a table that are emptied while the row stays."""

    table: str
    columns: tuple[str, ...]
    #: What stands in the columns afterwards; rules may ask whether there was anything.
    left: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one kind takes away: whole rows of some tables, in any order, and columns of others."""

    deleted: tuple[str, ...] = ()
    #: Tables of rows that stay, by the column that points to a row that goes.
    loosened: Mapping[str, str] = field(default_factory=dict)
    cleared: tuple[Cleared, ...] = ()

    @property
    def takes_files(self) -> bool:
        return "document_version" in self.deleted

    @property
    def takes_employers(self) -> bool:
        return "job_application" in self.deleted


PLANS: Final[Mapping[RetentionKind, Plan]] = {
    RetentionKind.PAPERS: Plan(
        deleted=("sent_paper", "document_version", "application_document", "paper_comment", "cover_letter", "resume")
    ),
    RetentionKind.JOB_SEARCH: Plan(
        deleted=(
            *("interview_answer", "practice_talk", "search_activity", "sent_paper", "interview"),
            *("application_event", "job_application"),
        ),
        # A letter is one of the papers, whatever it was written for.
        loosened={"cover_letter": "application_id"},
    ),
    RetentionKind.NOTES: Plan(
        cleared=(
            *(Cleared(table, ("note",)) for table in ("contact_attempt", "outcome", "job_application")),
            *(Cleared(table, ("note",)) for table in ("application_event", "document_version")),
            # That the entry was confirmed keeps counting.
            Cleared("enrolment", ("entry_confirmed_because",), left="–"),
        )
    ),
    RetentionKind.CONTACT: Plan(
        deleted=("participant_pin", "contact_attempt"),
        cleared=(Cleared("participant", ("phone", "email", "street", "postcode", "city")),),
    ),
    RetentionKind.ATTENDANCE: Plan(
        deleted=("attendance", "presence_claim", "coaching_session", "slot_choice", "suspension")
    ),
    RetentionKind.CARE_NOTES: Plan(deleted=("collector_picture", "collector", "child_note")),
    RetentionKind.CARE_VISITS: Plan(
        deleted=("childcare_visit", "childcare_booking"),
    ),
    RetentionKind.CHILDREN: Plan(
        deleted=(
            *("care_agreement", "placement_hours", "care_hours", "permanent_care_search", "childcare_visit"),
            *("childcare_booking", "collector_picture", "collector", "child_note", "child"),
        ),
    ),
    **dict.fromkeys(WHOLE_PERSON, Plan(deleted=tuple(OWNED))),
}


def together(kinds: Collection[RetentionKind]) -> frozenset[RetentionKind]:
    """The kinds without those that another one takes along."""
    whole = WHOLE_PERSON.intersection(kinds)
    return frozenset(whole or kinds)
