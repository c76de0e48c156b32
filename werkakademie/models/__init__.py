"""The tables, one file per part of the field; importing the package registers all of them."""

from werkakademie.models.follow_up import (
    ContactAttempt,
    ContactAttemptFields,
    FollowUp,
    Outcome,
    OutcomeFields,
    Placement,
    PlacementFields,
)
from werkakademie.models.groups import (
    Attendance,
    CoachingSession,
    Enrolment,
    ExitFields,
    Group,
    GroupCoach,
    GroupFields,
    SlotChoice,
    Suspension,
    TimeSlot,
)
from werkakademie.models.job_search import (
    ApplicationDocument,
    ApplicationEvent,
    Attachment,
    DocumentVersion,
    Employer,
    JobApplication,
    JobApplicationFields,
)
from werkakademie.models.people import Participant, ParticipantFields
from werkakademie.models.reporting import ReportingPackage
from werkakademie.models.site import Account, AccountRole, ImportProfile, Site, SiteFields, SiteKey

__all__ = [
    "Account",
    "AccountRole",
    "ApplicationDocument",
    "ApplicationEvent",
    "Attachment",
    "Attendance",
    "CoachingSession",
    "ContactAttempt",
    "ContactAttemptFields",
    "DocumentVersion",
    "Employer",
    "Enrolment",
    "ExitFields",
    "FollowUp",
    "Group",
    "GroupCoach",
    "GroupFields",
    "ImportProfile",
    "JobApplication",
    "JobApplicationFields",
    "Outcome",
    "OutcomeFields",
    "Participant",
    "ParticipantFields",
    "Placement",
    "PlacementFields",
    "ReportingPackage",
    "Site",
    "SiteFields",
    "SiteKey",
    "SlotChoice",
    "Suspension",
    "TimeSlot",
]
