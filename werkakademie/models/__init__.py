"""The tables, one file per part of the field; importing the package registers all of them."""

from werkakademie.models.access import AccessLog, ParticipantPin, StandIn
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
from werkakademie.models.journal import Device, JournalContext, JournalEntry, JournalTransaction
from werkakademie.models.people import Participant, ParticipantFields
from werkakademie.models.reporting import ReportingPackage
from werkakademie.models.retention import DisputeNote, ErasureHold, ErasureItem, ErasureRun, Restriction, RetentionRule
from werkakademie.models.site import Account, AccountRole, ImportProfile, Site, SiteFields, SiteKey
from werkakademie.models.workstation import Draft, Workstation

__all__ = [
    "AccessLog",
    "Account",
    "AccountRole",
    "ApplicationDocument",
    "ApplicationEvent",
    "Attachment",
    "Attendance",
    "CoachingSession",
    "ContactAttempt",
    "ContactAttemptFields",
    "Device",
    "DisputeNote",
    "DocumentVersion",
    "Draft",
    "Employer",
    "Enrolment",
    "ErasureHold",
    "ErasureItem",
    "ErasureRun",
    "ExitFields",
    "FollowUp",
    "Group",
    "GroupCoach",
    "GroupFields",
    "ImportProfile",
    "JobApplication",
    "JobApplicationFields",
    "JournalContext",
    "JournalEntry",
    "JournalTransaction",
    "Outcome",
    "OutcomeFields",
    "Participant",
    "ParticipantFields",
    "ParticipantPin",
    "Placement",
    "PlacementFields",
    "ReportingPackage",
    "Restriction",
    "RetentionRule",
    "Site",
    "SiteFields",
    "SiteKey",
    "SlotChoice",
    "StandIn",
    "Suspension",
    "TimeSlot",
    "Workstation",
]
