"""Which rows belong to a record's history: a group with its slots and sessions, an application with its stages."""

from collections.abc import Mapping

from werkakademie.storage.journal.dependencies import Dependencies
from werkakademie.storage.transaction import Transaction

#: The tables whose rows are told together with the record they point to.
_FAMILY: Mapping[str, tuple[str, ...]] = {
    "small_group": ("group_coach", "time_slot", "coaching_session", "stand_in", "group_childcare"),
    "child": ("collector", "childcare_booking", "childcare_visit", "permanent_care_search"),
    "permanent_care_search": ("care_hours",),
    "placement": ("placement_hours", "care_agreement"),
    "carer": ("carer_shift", "carer_day"),
    "enrolment": ("slot_choice", "suspension", "coaching_session", "attendance", "placement", "follow_up", "outcome"),
    "follow_up": ("contact_attempt",),
    "job_application": ("application_event", "sent_paper", "interview"),
    "cover_letter": ("paper_comment",),
    "application_document": ("document_version",),
    "account": ("account_role",),
}


def family_of(tx: Transaction, table: str, row_id: str) -> frozenset[str]:
    """The ids of the record and of all that is told with it."""
    dependencies = Dependencies(tx.driver)
    found = {row_id}
    open_rows = [(table, row_id)]
    while open_rows:
        parent, number = open_rows.pop()
        for child in _FAMILY.get(parent, ()):
            for each in dependencies.children(parent, number, child):
                if each not in found:
                    found.add(each)
                    open_rows.append((child, each))
    return frozenset(found)
