"""Typed ids: a participant's id can't be passed where a group's is asked for."""

from typing import NewType
from uuid import UUID

SiteId = NewType("SiteId", UUID)
AccountId = NewType("AccountId", UUID)
ParticipantId = NewType("ParticipantId", UUID)
GroupId = NewType("GroupId", UUID)
TimeSlotId = NewType("TimeSlotId", UUID)
CoachingSessionId = NewType("CoachingSessionId", UUID)
EnrolmentId = NewType("EnrolmentId", UUID)
EmployerId = NewType("EmployerId", UUID)
JobApplicationId = NewType("JobApplicationId", UUID)
ApplicationEventId = NewType("ApplicationEventId", UUID)
ApplicationDocumentId = NewType("ApplicationDocumentId", UUID)
DocumentVersionId = NewType("DocumentVersionId", UUID)
PlacementId = NewType("PlacementId", UUID)
FollowUpId = NewType("FollowUpId", UUID)
ContactAttemptId = NewType("ContactAttemptId", UUID)
OutcomeId = NewType("OutcomeId", UUID)
ImportProfileId = NewType("ImportProfileId", UUID)
ReportingPackageId = NewType("ReportingPackageId", UUID)
