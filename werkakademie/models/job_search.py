"""A person's job-search log and application papers."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, own_id, reference
from werkakademie.records.enums import (
    ApplicationChannel,
    ApplicationStage,
    NextStep,
    PaperKind,
    PaperStatus,
    VacancySource,
)
from werkakademie.records.ids import (
    AccountId,
    ApplicationDocumentId,
    ApplicationEventId,
    DocumentVersionId,
    EmployerId,
    JobApplicationId,
    ParticipantId,
)


class Employer(SQLModel, table=True):
    """An employer, shared by all applications that name it."""

    id: EmployerId = own_id()
    name: str = Field(min_length=1, max_length=200)
    city: str = Field(default="", max_length=120)
    created_at: datetime
    deleted: bool = False


class JobApplicationFields(SQLModel):
    """What a form writes of an application, beside the employer and the stages."""

    position: str = Field(min_length=1, max_length=200)
    source: VacancySource | None = choice(VacancySource, default=None)
    channel: ApplicationChannel | None = choice(ApplicationChannel, default=None)
    reference: str = Field(default="", max_length=120)
    contact: str = Field(default="", max_length=200)
    #: Of the posting; kept as text, never opened by itself.
    link: str = Field(default="", max_length=500)
    next_step: NextStep | None = choice(NextStep, default=None)
    next_on: date | None = None
    note: str = Field(default="", max_length=2000)


class JobApplication(JobApplicationFields, table=True):
    """One application of one person at one employer; its dates and stages are its events."""

    __tablename__ = "job_application"

    id: JobApplicationId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    employer_id: EmployerId = reference("employer", index=True)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ApplicationEvent(SQLModel, table=True):
    """A stage that an application reached on a day; days may lie in the past."""

    __tablename__ = "application_event"

    id: ApplicationEventId = own_id()
    application_id: JobApplicationId = reference("job_application", index=True)
    stage: ApplicationStage = choice(ApplicationStage)
    happened_on: date
    #: Whether `happened_on` is the day itself, or only the day on which it was written down.
    day_known: bool = True
    note: str = Field(default="", max_length=500)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ApplicationDocument(SQLModel, table=True):
    """A paper of a person; its files are its versions."""

    __tablename__ = "application_document"

    id: ApplicationDocumentId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    kind: PaperKind = choice(PaperKind)
    title: str = Field(min_length=1, max_length=200)
    status: PaperStatus = choice(PaperStatus)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class Attachment(SQLModel, table=True):
    """A file's bytes, insert-only and never loaded with a list."""

    sha256: str = Field(primary_key=True, min_length=64, max_length=64)
    size: int
    data: bytes


class DocumentVersion(SQLModel, table=True):
    """One version of a paper, with the file that it is."""

    __tablename__ = "document_version"

    id: DocumentVersionId = own_id()
    document_id: ApplicationDocumentId = reference("application_document", index=True)
    number: int = Field(ge=1)
    file_name: str = Field(min_length=1, max_length=255)
    media_type: str = Field(default="", max_length=120)
    attachment_sha256: str = Field(foreign_key="attachment.sha256", max_length=64)
    note: str = Field(default="", max_length=500)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
