"""Which tables the journal covers, and which person a row of them is about."""

from collections.abc import Mapping
from typing import Final

#: Not covered: the journal itself, secrets, what carers must know of a child (it may stand in no log), file contents
#: (their versions name the sha256), what belongs to one PC, and counts of erased people: an entry beside those of the
#: erasure would tell whose they are.
NOT_JOURNALLED: Final = frozenset(
    {
        "access_log",
        "anonymous_outcome",
        "attachment",
        "child_note",
        "collector_picture",
        "device",
        "draft",
        "journal_context",
        "journal_entry",
        "journal_transaction",
        "participant_pin",
        "site_key",
        "workstation",
    }
)

#: Columns that name who typed a record; whoever changes it later stands in the journal, not here.
AUTHOR: Final = frozenset({"created_by", "recorded_by"})
#: A mark of attendance names who gave it last.
NO_AUTHOR: Final = frozenset({("attendance", "recorded_by")})

_OF_ENROLMENT = "(SELECT participant_id FROM enrolment WHERE id = {row}.enrolment_id)"
_OF_CHILD = "(SELECT participant_id FROM child WHERE id = {row}.child_id)"
_OF_PLACEMENT = (
    "(SELECT enrolment.participant_id FROM placement JOIN enrolment ON enrolment.id = placement.enrolment_id"
    " WHERE placement.id = {row}.placement_id)"
)
_OF_APPLICATION = "(SELECT participant_id FROM job_application WHERE id = {row}.application_id)"
_OF_FOLLOW_UP = (
    "(SELECT enrolment.participant_id FROM follow_up JOIN enrolment ON enrolment.id = follow_up.enrolment_id"
    " WHERE follow_up.id = {row}.follow_up_id)"
)

#: The person that a row is about, as SQL; `{row}` is NEW, OLD or the table. A table without a line is about nobody.
SUBJECT: Final[Mapping[str, str]] = {
    "participant": "{row}.id",
    "enrolment": "{row}.participant_id",
    "slot_choice": _OF_ENROLMENT,
    "suspension": _OF_ENROLMENT,
    "coaching_session": _OF_ENROLMENT,
    "attendance": _OF_ENROLMENT,
    "attendance_count": _OF_ENROLMENT,
    "job_application": "{row}.participant_id",
    "application_event": _OF_APPLICATION,
    "application_document": "{row}.participant_id",
    "document_version": "(SELECT participant_id FROM application_document WHERE id = {row}.document_id)",
    "placement": _OF_ENROLMENT,
    "follow_up": _OF_ENROLMENT,
    "contact_attempt": _OF_FOLLOW_UP,
    "outcome": _OF_ENROLMENT,
    "erasure_hold": "{row}.participant_id",
    "erasure_item": "{row}.participant_id",
    "restriction": "{row}.participant_id",
    "dispute_note": "{row}.participant_id",
    "child": "{row}.participant_id",
    "collector": _OF_CHILD,
    "childcare_booking": _OF_CHILD,
    "childcare_visit": _OF_CHILD,
    "permanent_care_search": _OF_CHILD,
    "care_hours": (
        "(SELECT child.participant_id FROM permanent_care_search AS search JOIN child ON child.id = search.child_id"
        " WHERE search.id = {row}.search_id)"
    ),
    "placement_hours": _OF_PLACEMENT,
    "care_agreement": _OF_PLACEMENT,
    "own_settings": "{row}.participant_id",
    "presence_claim": "{row}.participant_id",
    "search_activity": "{row}.participant_id",
    "resume": "{row}.participant_id",
    "cover_letter": "{row}.participant_id",
    "paper_comment": "{row}.participant_id",
    "sent_paper": _OF_APPLICATION,
    "interview": _OF_APPLICATION,
    "interview_answer": "{row}.participant_id",
    "practice_talk": "{row}.participant_id",
    "course_progress": "{row}.participant_id",
}

#: Rows that follow others by themselves (storage/childcare/following.py). What made them brings them in line again when
#: an action was taken back: they forbid nothing, and are not taken back together with others.
FOLLOWING: Final = frozenset({"childcare_slot", "childcare_booking"})
