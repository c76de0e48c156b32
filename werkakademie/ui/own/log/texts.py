"""Sentences about applications and activities, and what to say on the telephone."""

from collections.abc import Sequence

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.job_search import ActivityRecord, ApplicationRecord, StageRecord
from werkakademie.records.labels import label
from werkakademie.records.own_log import Reminder, employer_words, position_words, sent_stage
from werkakademie.ui.own.lines import in_line


def application_title(application: ApplicationRecord) -> str:
    return employer_words(application.employer_name)


def application_line(application: ApplicationRecord) -> str:
    """What it is and where it stands."""
    parts = [position_words(application.position)]
    if application.employer_city:
        parts.append(application.employer_city)
    if application.stages:
        parts.append(stage_words(application.stages[-1]))
    return in_line(*parts)


def stage_words(stage: StageRecord) -> str:
    """„beworben am 20.11.2026“; a day that nobody knows is not named."""
    if not stage.day_known:
        return _("{stage}, Tag nicht bekannt").format(stage=label(stage.stage))
    return _("{stage} am {day}").format(stage=label(stage.stage), day=format_date(stage.happened_on))


def activity_words(activity: ActivityRecord) -> str:
    parts = [label(activity.kind)]
    if activity.place:
        parts.append(employer_words(activity.place))
    parts.append(format_date(activity.happened_on) if activity.day_known else _("Tag nicht bekannt"))
    return in_line(*parts)


def reminder_words(reminder: Reminder) -> str:
    return ngettext(
        "{employer}: seit {count} Tag keine Antwort. Nachfragen?",
        "{employer}: seit {count} Tagen keine Antwort. Nachfragen?",
        reminder.days,
    ).format(employer=employer_words(reminder.application.employer_name), count=reminder.days)


def phone_script(application: ApplicationRecord, name: str) -> Sequence[str]:
    """What to say on the telephone: in German, because the call is; one sentence after the other."""
    position = "die Stelle" if position_words(application.position) != application.position else application.position
    # Not the first stage: a posting may have been found long before the application was sent.
    sent = sent_stage(application)
    day = f"am {sent.happened_on:%d.%m.%Y}" if sent is not None and sent.day_known else "vor Kurzem"
    return (
        f"„Guten Tag, mein Name ist {name}.“",
        f"„Ich habe mich {day} bei Ihnen beworben: {position}.“",
        "„Haben Sie meine Bewerbung bekommen?“",
        "„Wann kann ich mit einer Antwort rechnen?“",
        "„Brauchen Sie noch Unterlagen von mir?“",
        "„Vielen Dank. Auf Wiederhören.“",
    )
