"""The „Bewerbungsnachweis“: a person's applications of a span of days with the history of their stages."""

from werkakademie.records.enums import ApplicationStage
from werkakademie.records.job_search import ActivityRecord, ApplicationProof, ApplicationRecord, StageRecord
from werkakademie.records.participants import display_name
from werkakademie.reports.document import Document
from werkakademie.reports.words import Words


def application_record(proof: ApplicationProof, *, language: str = "de") -> bytes:
    """The document for the Jobcenter as PDF. It holds no contact data of the person and no notes."""
    words = Words(language)
    _ = words.text
    person = proof.person
    name = display_name(person.given_names, person.family_name, person.own_number)
    title = _("Bewerbungsnachweis")
    document = Document(title=f"{title} {name}", language=language, footer=_footer(proof, words))
    document.heading(title)
    document.paragraph(name, bold=True, size=11, after=1)
    span = _("{first} bis {last} · Stand {day}").format(
        first=words.day(proof.first), last=words.day(proof.last), day=words.day(proof.made_on)
    )
    document.paragraph(span, muted=True, after=10)
    document.paragraph(_summary(proof, words), bold=True)
    if proof.applications:
        rows = [
            [str(number), _employer(one), _position(one, words), _history(one, words)]
            for number, one in enumerate(proof.applications, start=1)
        ]
        document.table([_("Nr."), _("Arbeitgeber"), _("Stelle"), _("Verlauf")], rows, widths=[7, 28, 31, 34])
    if proof.activities:
        document.heading(_("Andere Suche nach Arbeit"), level=2)
        lines = [[_activity_day(one, words), words.label(one.kind), one.place, one.note] for one in proof.activities]
        document.table([_("Tag"), _("Was"), _("Wo"), _("Notiz")], lines, widths=[18, 25, 32, 25])
    document.space(14)
    document.paragraph(_("Datum, Unterschrift: ______________________________"), muted=True)
    return document.content()


def _summary(proof: ApplicationProof, words: Words) -> str:
    _, ngettext = words.text, words.plural
    sent = sum(
        any(stage.stage is not ApplicationStage.RESEARCHED for stage in one.stages) for one in proof.applications
    )
    found = len(proof.applications) - sent
    parts = []
    if sent:
        parts.append(ngettext("{count} Bewerbung", "{count} Bewerbungen", sent).format(count=sent))
    if found:
        text = ngettext("{count} gefundene Stelle", "{count} gefundene Stellen", found)
        parts.append(text.format(count=found))
    return " · ".join(parts) or _("In diesem Zeitraum ist keine Bewerbung eingetragen.")


def _activity_day(activity: ActivityRecord, words: Words) -> str:
    _ = words.text
    return words.day(activity.happened_on) if activity.day_known else _("Tag nicht bekannt")


def _employer(application: ApplicationRecord) -> str:
    return ", ".join(part for part in (application.employer_name, application.employer_city) if part)


def _position(application: ApplicationRecord, words: Words) -> str:
    """The position, and where it was found and how the application went there."""
    _ = words.text
    parts = [application.position]
    if application.reference:
        parts.append(_("Kennziffer {reference}").format(reference=application.reference))
    if application.source:
        parts.append(_("gefunden: {source}").format(source=words.label(application.source)))
    if application.channel:
        parts.append(_("per: {channel}").format(channel=words.label(application.channel)))
    return " · ".join(parts)


def _history(application: ApplicationRecord, words: Words) -> str:
    return " · ".join(_stage(stage, words) for stage in application.stages)


def _stage(stage: StageRecord, words: Words) -> str:
    _ = words.text
    day = words.day(stage.happened_on) if stage.day_known else _("Tag nicht bekannt:")
    return f"{day} {words.label(stage.stage)}"


def _footer(proof: ApplicationProof, words: Words) -> str:
    _ = words.text
    return proof.site_name + (_(" · ÜBUNG: erfundene Personen") if proof.practice else "")
