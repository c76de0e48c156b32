"""What the sign-in page of a room's PC reads."""

from dataclasses import dataclass
from datetime import datetime

from werkakademie.records.enums import ClaimState
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, ParticipantId, PresenceClaimId


@dataclass(frozen=True, slots=True)
class OfferedPerson:
    """Somebody of the running session: first name and initial, nothing else."""

    participant_id: ParticipantId
    name: str


@dataclass(frozen=True, slots=True)
class OwnSession:
    """The running session of the person who sits here; local times. `claim` is None until „Ich bin da“."""

    session_id: CoachingSessionId
    starts_at: datetime
    ends_at: datetime
    room: str
    claim: ClaimState | None
    #: A coach marked the person as present.
    marked_present: bool


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """Somebody who says that they are there, for the coach's list; `claimed_at` is local."""

    id: PresenceClaimId
    session_id: CoachingSessionId
    enrolment_id: EnrolmentId
    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    claimed_at: datetime
