"""The words of the follow-up page for states, days and observations."""

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.enums import FollowUpState
from werkakademie.records.follow_ups import FollowUpRow, OutcomeRecord, OutcomeStanding, Timeliness
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.ui.widgets.styling import Tone


def person_name(row: FollowUpRow) -> str:
    return display_name(row.given_names, row.family_name, row.own_number)


def state_word(row: FollowUpRow) -> str:
    """Where the follow-up stands, in one word."""
    if row.state is not FollowUpState.OPEN:
        return label(row.state)
    return {
        Timeliness.COMING: _("kommt"),
        Timeliness.DUE: _("fällig"),
        Timeliness.OVERDUE: _("überfällig"),
    }[row.timeliness]


def state_tone(row: FollowUpRow) -> Tone:
    if row.state is FollowUpState.ANSWERED:
        return Tone.GOOD
    if row.state is not FollowUpState.OPEN:
        return Tone.NEUTRAL
    return {Timeliness.COMING: Tone.NEUTRAL, Timeliness.DUE: Tone.WARN, Timeliness.OVERDUE: Tone.BAD}[row.timeliness]


def attempts_text(row: FollowUpRow) -> str:
    """How often somebody tried."""
    if row.attempts == 0:
        return _("kein Versuch")
    return ngettext("{count} Versuch", "{count} Versuche", row.attempts).format(count=row.attempts)


def standing_text(standing: OutcomeStanding) -> str:
    """What an observation is worth."""
    return {
        OutcomeStanding.COUNTS: _("zählt"),
        OutcomeStanding.REPLACED: _("ersetzt"),
        OutcomeStanding.TOO_EARLY: _("Hinweis: vor dem Stichtag"),
        OutcomeStanding.SILENT: _("sagt nichts zum Stichtag"),
        OutcomeStanding.OTHER_DAY: _("anderer Stichtag"),
        OutcomeStanding.WITHDRAWN: _("zurückgezogen"),
    }[standing]


def standing_tone(standing: OutcomeStanding) -> Tone:
    if standing is OutcomeStanding.COUNTS:
        return Tone.GOOD
    return Tone.WARN if standing in (OutcomeStanding.TOO_EARLY, OutcomeStanding.SILENT) else Tone.NEUTRAL


def outcome_details(outcome: OutcomeRecord) -> str:
    """What else was said, in one line."""
    answers = (
        (outcome.registered_unemployed, _("arbeitslos gemeldet"), _("nicht arbeitslos gemeldet")),
        (outcome.subsidised, _("gefördert"), _("ungefördert")),
        (outcome.fixed_term, _("befristet"), _("unbefristet")),
        (outcome.temporary_agency, _("Zeitarbeit"), _("keine Zeitarbeit")),
    )
    parts = [yes if answer else no for answer, yes, no in answers if answer is not None]
    if outcome.weekly_hours is not None:
        hours = f"{outcome.weekly_hours:g}".replace(".", ",")
        parts.append(_("{hours} Stunden in der Woche").format(hours=hours))
    if outcome.started_on is not None:
        parts.append(_("seit {day}").format(day=format_date(outcome.started_on)))
    parts += [label(one) for one in (outcome.training_place, outcome.funding_kind) if one is not None]
    if outcome.benefit_change is not None:
        parts.append(_("Leistung: {change}").format(change=label(outcome.benefit_change)))
    if outcome.note:
        parts.append(outcome.note)
    return " · ".join(parts)


def outcome_origin(outcome: OutcomeRecord) -> str:
    """From where, and who wrote it down when."""
    text = _("{evidence}, erfahren am {seen}, eingetragen am {recorded} von {who}").format(
        evidence=label(outcome.evidence),
        seen=format_date(outcome.observed_on),
        recorded=format_date(outcome.recorded_at.date()),
        who=outcome.recorded_by or _("unbekannt"),
    )
    if outcome.standing is OutcomeStanding.OTHER_DAY:
        text += " · " + _("zum Stichtag {day}").format(day=format_date(outcome.as_of))
    return text
