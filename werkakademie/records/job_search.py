"""What views read of the job-search log and the application papers."""

from dataclasses import dataclass
from datetime import date, datetime

from werkakademie.records.enums import (
    ApplicationChannel,
    ApplicationStage,
    NextStep,
    PaperKind,
    PaperStatus,
    SearchActivityKind,
    VacancySource,
)
from werkakademie.records.ids import (
    ApplicationDocumentId,
    ApplicationEventId,
    DocumentVersionId,
    EmployerId,
    JobApplicationId,
    ParticipantId,
    SearchActivityId,
)


@dataclass(frozen=True, slots=True)
class StageRecord:
    """A stage that an application reached on a day."""

    id: ApplicationEventId
    stage: ApplicationStage
    happened_on: date
    note: str
    #: False where nobody knows the day; then it is the day on which it was written down.
    day_known: bool = True


@dataclass(frozen=True, slots=True)
class ApplicationRecord:
    """One application with the history of its stages, the earliest first."""

    id: JobApplicationId
    participant_id: ParticipantId
    employer_id: EmployerId
    employer_name: str
    employer_city: str
    position: str
    source: VacancySource | None
    channel: ApplicationChannel | None
    reference: str
    contact: str
    note: str
    stages: tuple[StageRecord, ...]
    current_stage: ApplicationStage
    #: Of the posting, as text.
    link: str = ""
    next_step: NextStep | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """A person in the list of the job-search page, with what the log holds."""

    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    group_name: str
    applications: int
    invitations: int
    last_entry_on: date | None


@dataclass(frozen=True, slots=True)
class JobSearchLog:
    """A person's log: who it is, the applications and what else they did, the newest first."""

    person: ApplicantRow
    applications: tuple[ApplicationRecord, ...]
    activities: tuple["ActivityRecord", ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierApplication:
    """The hint that the person already applied at this employer; `begun_on` is the day of the application itself."""

    application_id: JobApplicationId
    employer_name: str
    position: str
    begun_on: date
    last_stage: ApplicationStage
    last_stage_on: date


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """An employer that some application named before."""

    id: EmployerId
    name: str
    city: str


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """Something that a person did to find work."""

    id: SearchActivityId
    kind: SearchActivityKind
    happened_on: date
    day_known: bool
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class ApplicationProof:
    """What a „Bewerbungsnachweis“ holds: the applications that reached a stage in a span of days, earliest first."""

    person: ApplicantRow
    first: date
    last: date
    made_on: date
    site_name: str
    practice: bool
    applications: tuple[ApplicationRecord, ...]
    #: What else the person did to find work, the newest first.
    activities: tuple[ActivityRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class SentTo:
    """Where a version went: with an application to this employer."""

    employer_name: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class PaperVersion:
    """One stored file of a paper; `created_at` is local; `sent` tells where it went, the latest first."""

    id: DocumentVersionId
    number: int
    file_name: str
    media_type: str
    size: int
    note: str
    created_at: datetime
    sent: tuple[SentTo, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """A paper with its versions, the newest first."""

    id: ApplicationDocumentId
    participant_id: ParticipantId
    kind: PaperKind
    title: str
    status: PaperStatus
    versions: tuple[PaperVersion, ...]


@dataclass(frozen=True, slots=True)
class PaperOwnerRow:
    """A person in the list of the papers page, with how many papers are ready."""

    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    group_name: str
    papers: int
    ready: int


@dataclass(frozen=True, slots=True)
class PaperFolder:
    """A person's papers: who it is, and the papers in the order of their kinds.

    `has_usual` says that there is one of each usual kind.
    """

    person: PaperOwnerRow
    papers: tuple[PaperRecord, ...]
    has_usual: bool
