"""How applications and their stages are written in lists and hints."""

from datetime import date

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.job_search import (
    ActivityRecord,
    ApplicantRow,
    ApplicationRecord,
    EarlierApplication,
    StageRecord,
)
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.ui.widgets.figures import initials_of
from werkakademie.ui.widgets.record_list import RowText
from werkakademie.ui.widgets.styling import Tone

_TONES = {
    ApplicationStage.RESEARCHED: Tone.NEUTRAL,
    ApplicationStage.APPLIED: Tone.INFO,
    ApplicationStage.ANSWER: Tone.INFO,
    ApplicationStage.INVITATION: Tone.GOOD,
    ApplicationStage.INTERVIEW: Tone.GOOD,
    ApplicationStage.TRIAL_WORK: Tone.GOOD,
    ApplicationStage.OFFER: Tone.GOOD,
    ApplicationStage.REFUSAL: Tone.BAD,
    ApplicationStage.NO_ANSWER: Tone.WARN,
}


def stage_tone(stage: ApplicationStage) -> Tone:
    """The colour of a stage's pill; the word says the same."""
    return _TONES[stage]


def person_name(row: ApplicantRow) -> str:
    """The name in lists and headings."""
    return display_name(row.given_names, row.family_name, row.own_number)


def applications_words(count: int) -> str:
    """How many applications, in words."""
    if not count:
        return _("noch keine Bewerbung")
    return ngettext("{count} Bewerbung", "{count} Bewerbungen", count).format(count=count)


def person_row(row: ApplicantRow) -> RowText:
    """A person in the list on the left: what the log holds, and an invitation as the good news."""
    name = person_name(row)
    parts = [row.group_name, applications_words(row.applications)]
    pill = ""
    if row.invitations:
        pill = ngettext("{count} Einladung", "{count} Einladungen", row.invitations).format(count=row.invitations)
    return RowText(name, " · ".join(part for part in parts if part), initials_of(name), pill, Tone.GOOD)


def person_line(row: ApplicantRow) -> tuple[str, ...]:
    """The line below the name over the log."""
    latest = _("zuletzt {day}").format(day=format_date(row.last_entry_on)) if row.last_entry_on else ""
    return row.group_name or _("noch in keiner Gruppe"), applications_words(row.applications), latest


def newest_day(application: ApplicationRecord) -> date | None:
    """The day of the last stage."""
    return max((stage.happened_on for stage in application.stages), default=None)


def application_row(application: ApplicationRecord) -> RowText:
    """An application in the list: where, what for, since when, and where it stands."""
    where = ", ".join(part for part in (application.employer_name, application.employer_city) if part)
    parts = [format_date(newest_day(application)), application.position]
    if application.channel:
        parts.append(label(application.channel))
    return RowText(
        where,
        " · ".join(parts),
        pill=label(application.current_stage),
        tone=stage_tone(application.current_stage),
    )


def application_facts(application: ApplicationRecord) -> str:
    """What is known of an application beside employer, position and stages, in one line."""
    parts = [
        label(application.source) if application.source else "",
        _("per {channel}").format(channel=label(application.channel)) if application.channel else "",
        _("Kennziffer {reference}").format(reference=application.reference) if application.reference else "",
        application.contact,
        application.note,
        _next_step(application),
        _("Anzeige: {link}").format(link=application.link) if application.link else "",
    ]
    return " · ".join(part for part in parts if part)


def _next_step(application: ApplicationRecord) -> str:
    """What the person means to do next, in their own words, and when."""
    if application.next_step is None:
        return ""
    text = _("Nächster Schritt: {step}").format(step=label(application.next_step).removesuffix("."))
    if application.next_on is None:
        return text
    return f"{text} ({format_date(application.next_on)})"


def stage_day(stage: StageRecord) -> str:
    """The day of a stage; of an unknown one only that it is."""
    return format_date(stage.happened_on) if stage.day_known else _("Tag nicht bekannt")


def activity_line(activity: ActivityRecord) -> tuple[str, str]:
    """The day, and what was done where."""
    day = format_date(activity.happened_on) if activity.day_known else _("Tag nicht bekannt")
    parts = (label(activity.kind), activity.place, activity.note)
    return day, " · ".join(part for part in parts if part)


def earlier_hint(earlier: EarlierApplication) -> str:
    """The hint that the person already applied there."""
    if earlier.last_stage is ApplicationStage.RESEARCHED:
        text = _("Dort am {day} schon eingetragen: {position} ({stage}).")
    else:
        text = _("Dort am {day} schon beworben: {position} (Stand: {stage}).")
    return text.format(day=format_date(earlier.begun_on), position=earlier.position, stage=label(earlier.last_stage))
