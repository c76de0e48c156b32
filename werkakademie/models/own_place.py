"""What participants write at their own place: settings, claims, activities, CV, letters, interviews, the course."""

from datetime import date, datetime, time

from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, optional_reference, own_id, reference
from werkakademie.records.enums import (
    ClaimState,
    CommentOn,
    CourseCard,
    ResumeLayout,
    SearchActivityKind,
)
from werkakademie.records.ids import (
    AccountId,
    CoachingSessionId,
    CoverLetterId,
    DocumentVersionId,
    InterviewId,
    JobApplicationId,
    PaperCommentId,
    ParticipantId,
    PracticeTalkId,
    PresenceClaimId,
    ResumeId,
    SearchActivityId,
    SentPaperId,
)


class OwnSettings(SQLModel, table=True):
    """How a person wants their place, and when they were told who sees what."""

    __tablename__ = "own_settings"

    participant_id: ParticipantId = reference("participant", primary_key=True)
    #: A language code; empty until the person chose.
    language: str = Field(default="", max_length=8)
    text_percent: int = Field(default=100, ge=100, le=200)
    #: When the page about data and rights was confirmed, and which version of it.
    informed_at: datetime | None = None
    informed_version: int = 0
    #: Applications that the person means to write in a week; none for no goal.
    goal_per_week: int | None = Field(default=None, ge=0, le=99)


class PresenceClaim(SQLModel, table=True):
    """„Ich bin da“: what a person says of themselves until a coach confirms it by a mark."""

    __tablename__ = "presence_claim"

    id: PresenceClaimId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    session_id: CoachingSessionId = reference("coaching_session", index=True)
    claimed_at: datetime
    state: ClaimState = choice(ClaimState)
    settled_by: AccountId | None = Field(default=None, sa_type=ID)
    settled_at: datetime | None = None
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class SearchActivityFields(SQLModel):
    """What a person did to find work, beside applications."""

    kind: SearchActivityKind = choice(SearchActivityKind)
    happened_on: date
    #: Whether `happened_on` is the day itself, or only the day on which it was written down.
    day_known: bool = True
    #: With whom or where: an employer, a fair, a portal.
    place: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=500)


class SearchActivity(SearchActivityFields, table=True):
    """A call, a visit, a fair, a portal: everything counts that looks for work."""

    __tablename__ = "search_activity"

    id: SearchActivityId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class Resume(SQLModel, table=True):
    """A person's CV: one document by the JSON Resume schema, and how it is to look."""

    __tablename__ = "resume"

    id: ResumeId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    #: JSON by the JSON Resume schema; `records/resume.py` reads it.
    document: str = Field(max_length=200_000)
    layout: ResumeLayout = choice(ResumeLayout)
    #: The photo that was cut to size.
    photo_version_id: DocumentVersionId | None = optional_reference("document_version")
    with_photo: bool = False
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    changed_at: datetime
    deleted: bool = False


class CoverLetterFields(SQLModel):
    """What stands in a letter; the sender is the person's own address."""

    #: Address lines of the employer, one a line.
    recipient: str = Field(default="", max_length=500)
    letter_city: str = Field(default="", max_length=120)
    letter_on: date | None = None
    subject: str = Field(default="", max_length=200)
    reference: str = Field(default="", max_length=120)
    salutation: str = Field(default="", max_length=200)
    body: str = Field(default="", max_length=6000)
    closing: str = Field(default="", max_length=200)
    #: One enclosure a line.
    enclosures: str = Field(default="", max_length=500)
    #: Key of the occupation group and of the situation whose blocks were offered; empty for none.
    occupation_group: str = Field(default="", max_length=32)
    situation: str = Field(default="", max_length=32)


class CoverLetter(CoverLetterFields, table=True):
    """A letter of a person, for one application or for none yet."""

    __tablename__ = "cover_letter"

    id: CoverLetterId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    application_id: JobApplicationId | None = optional_reference("job_application", index=True)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    changed_at: datetime
    deleted: bool = False


class PaperComment(SQLModel, table=True):
    """What a coach says about a CV or a letter; the person sees it beside the text."""

    __tablename__ = "paper_comment"

    id: PaperCommentId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    subject: CommentOn = choice(CommentOn)
    letter_id: CoverLetterId | None = optional_reference("cover_letter", index=True)
    #: The part it is about: a section of the CV or a field of the letter; empty for the whole.
    place: str = Field(default="", max_length=60)
    text: str = Field(min_length=1, max_length=1000)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    #: When the person ticked it off.
    ticked_at: datetime | None = None
    deleted: bool = False


class SentPaper(SQLModel, table=True):
    """Which version of a paper went with which application."""

    __tablename__ = "sent_paper"

    id: SentPaperId = own_id()
    application_id: JobApplicationId = reference("job_application", index=True)
    version_id: DocumentVersionId = reference("document_version", index=True)
    sent_on: date
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class InterviewFields(SQLModel):
    """When and where, what to think of, and what came of it."""

    held_on: date
    starts_at: time | None = None
    place: str = Field(default="", max_length=300)
    with_whom: str = Field(default="", max_length=200)
    way_there: str = Field(default="", max_length=500)
    to_bring: str = Field(default="", max_length=500)
    #: Written afterwards.
    how_it_went: str = Field(default="", max_length=2000)
    next_step: str = Field(default="", max_length=200)
    next_on: date | None = None


class Interview(InterviewFields, table=True):
    """A job interview of an application."""

    __tablename__ = "interview"

    id: InterviewId = own_id()
    application_id: JobApplicationId = reference("job_application", index=True)
    thanked_on: date | None = None
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class InterviewAnswer(SQLModel, table=True):
    """A person's own answer to one of the ten questions."""

    __tablename__ = "interview_answer"

    participant_id: ParticipantId = reference("participant", primary_key=True)
    #: Key of the question.
    question: str = Field(primary_key=True, max_length=32)
    answer: str = Field(default="", max_length=2000)
    changed_at: datetime


class PracticeTalk(SQLModel, table=True):
    """What a partner of the group said after a practice talk; who it was is not stored."""

    __tablename__ = "practice_talk"

    id: PracticeTalkId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    held_on: date
    #: {"key of a point": 1 to 3} as JSON.
    ratings: str = Field(default="{}", max_length=500)
    went_well: str = Field(default="", max_length=1000)
    advice: str = Field(default="", max_length=1000)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class CourseProgress(SQLModel, table=True):
    """A card of the short course that a person worked through."""

    __tablename__ = "course_progress"

    participant_id: ParticipantId = reference("participant", primary_key=True)
    card: CourseCard = choice(CourseCard, primary_key=True)
    done_at: datetime


class JobPortal(SQLModel, table=True):
    """The one row about the job search of the Bundesagentur: off until the lead turns it on."""

    __tablename__ = "job_portal"

    id: int = Field(primary_key=True)
    enabled: bool = False
    base_address: str = Field(default="", max_length=300)
    search_path: str = Field(default="", max_length=200)
    detail_path: str = Field(default="", max_length=200)
    api_key: str = Field(default="", max_length=200)
    changed_at: datetime
    changed_by: AccountId | None = Field(default=None, sa_type=ID)
