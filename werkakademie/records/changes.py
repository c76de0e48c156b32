"""What an action changed: each screen refreshes what shows one of these nouns."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


class Noun(Enum):
    """The things that can change; the value is the name of the main table."""

    SITE = "site"
    ACCOUNT = "account"
    PARTICIPANT = "participant"
    GROUP = "group"
    TIME_SLOT = "time_slot"
    ENROLMENT = "enrolment"
    COACHING_SESSION = "coaching_session"
    ATTENDANCE = "attendance"
    JOB_APPLICATION = "job_application"
    APPLICATION_DOCUMENT = "application_document"
    PLACEMENT = "placement"
    FOLLOW_UP = "follow_up"
    OUTCOME = "outcome"
    IMPORT_PROFILE = "import_profile"
    REPORTING_PACKAGE = "reporting_package"
    RETENTION = "retention_rule"
    CHILD = "child"
    #: Rooms, carers, the policy, slots, bookings and visits.
    CHILDCARE = "childcare_booking"
    CARE_SEARCH = "permanent_care_search"
    #: A person's own settings, claims, answers and course at their place.
    OWN_PLACE = "own_settings"
    SEARCH_ACTIVITY = "search_activity"
    RESUME = "resume"
    COVER_LETTER = "cover_letter"
    INTERVIEW = "interview"
    JOB_PORTAL = "job_portal"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The nouns that one action touched."""

    nouns: frozenset[Noun] = frozenset()
    #: The journal's number of the action; None before its end.
    transaction: int | None = field(default=None, compare=False)

    def __contains__(self, noun: Noun) -> bool:
        return noun in self.nouns

    def __bool__(self) -> bool:
        return bool(self.nouns)

    def __or__(self, other: "ChangeSet") -> "ChangeSet":
        return ChangeSet(self.nouns | other.nouns)


@dataclass(frozen=True, slots=True)
class Done(Generic[ValueT]):
    """What an action answers: its value, and what changed."""

    value: ValueT
    changes: ChangeSet
