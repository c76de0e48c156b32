"""What a person's own log and first page read."""

from dataclasses import dataclass
from datetime import date, datetime, time

from werkakademie.i18n import _
from werkakademie.records.enums import ApplicationChannel, ApplicationStage, NextStep
from werkakademie.records.ids import ApplicationEventId, InterviewId, JobApplicationId
from werkakademie.records.job_search import ActivityRecord, ApplicationRecord, StageRecord
from werkakademie.records.own_sign_in import OwnSession

#: Stored in German, as the papers for the Jobcenter show it; screens say it in the person's language.
UNKNOWN_EMPLOYER = "Arbeitgeber unbekannt"
UNKNOWN_POSITION = "Stelle unbekannt"


#: The employer is to say something next.
_WAITING = frozenset({ApplicationStage.APPLIED, ApplicationStage.ANSWER})


def is_waiting(application: ApplicationRecord) -> bool:
    """Whether the employer is to say something next."""
    return application.current_stage in _WAITING


def sent_stage(application: ApplicationRecord) -> StageRecord | None:
    """The first „beworben“, or what the history begins with while there is none."""
    sent = [stage for stage in application.stages if stage.stage is ApplicationStage.APPLIED]
    return next(iter(sent or application.stages), None)


def employer_words(name: str) -> str:
    """An employer's name as the screen says it."""
    return _("Arbeitgeber unbekannt") if name == UNKNOWN_EMPLOYER else name


def position_words(position: str) -> str:
    """A position as the screen says it."""
    return _("Stelle unbekannt") if position == UNKNOWN_POSITION else position


@dataclass(frozen=True, slots=True)
class NewApplication:
    """What the questions about an application came to; None where the person does not know."""

    employer_name: str | None
    employer_city: str | None
    position: str | None
    channel: ApplicationChannel | None
    happened_on: date | None
    stage: ApplicationStage = ApplicationStage.APPLIED
    next_step: NextStep | None = None
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class AddedStage:
    """A stage that was just added, and what had been planned before it: enough to take it back."""

    event_id: ApplicationEventId
    next_step: NextStep | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """An application about which it is time to ask; `since` is the day of its last stage."""

    application: ApplicationRecord
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class OwnLog:
    """A person's log, the newest first, and what is to be asked about."""

    applications: tuple[ApplicationRecord, ...]
    activities: tuple[ActivityRecord, ...]
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class WeekGoal:
    """How far the week has come: applications written, other activities, and what the group wrote in all.

    `goal` is None where the person set none; `group` is None where so few are in the group that it would tell of one.
    """

    goal: int | None
    applications: int
    activities: int
    group: int | None


@dataclass(frozen=True, slots=True)
class ComingSession:
    """The next session of the person; local times."""

    starts_at: datetime
    ends_at: datetime
    room: str


@dataclass(frozen=True, slots=True)
class ComingInterview:
    """The next interview of the person."""

    id: InterviewId
    application_id: JobApplicationId
    employer_name: str
    held_on: date
    starts_at: time | None


@dataclass(frozen=True, slots=True)
class OwnHome:
    """What the first page says is next."""

    session: ComingSession | None
    interview: ComingInterview | None
    next_step: ApplicationRecord | None
    waiting: int
    reminders: int
    week: WeekGoal
    #: What was agreed about hours of work and care and is not settled yet, each text once.
    agreements: tuple[str, ...]
    #: What a coach said about the papers and the person has not ticked off yet.
    open_comments: int
    #: The session that runs now, to say „Ich bin da“; None where none does.
    running: OwnSession | None
    #: Whether the search for jobs is turned on.
    search_open: bool
