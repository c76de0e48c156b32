"""How a person is written in lists and headings."""

from werkakademie.i18n import _, format_date
from werkakademie.records.access import PinState
from werkakademie.records.participants import (
    EnrolmentSummary,
    ParticipantRecord,
    ParticipantRow,
    ParticipantState,
    display_name,
)
from werkakademie.ui.widgets.figures import initials_of
from werkakademie.ui.widgets.record_list import RowText
from werkakademie.ui.widgets.styling import Tone

_TONES = {
    ParticipantState.WITHOUT_GROUP: Tone.NEUTRAL,
    ParticipantState.ALLOCATED: Tone.INFO,
    ParticipantState.ACTIVE: Tone.GOOD,
    ParticipantState.NOT_ENTERED: Tone.NEUTRAL,
    ParticipantState.ENDED: Tone.NEUTRAL,
    ParticipantState.FOLLOW_UP_DUE: Tone.BAD,
}


def state_word(state: ParticipantState) -> str:
    """The word on a person's pill."""
    return {
        ParticipantState.WITHOUT_GROUP: _("ohne Gruppe"),
        ParticipantState.ALLOCATED: _("zugewiesen"),
        ParticipantState.ACTIVE: _("aktiv"),
        ParticipantState.NOT_ENTERED: _("nicht eingetreten"),
        ParticipantState.ENDED: _("beendet"),
        ParticipantState.FOLLOW_UP_DUE: _("Nachfrage fällig"),
    }[state]


def state_tone(state: ParticipantState) -> Tone:
    """The colour of a person's pill; the word says the same."""
    return _TONES[state]


def list_row(row: ParticipantRow) -> RowText:
    """A person in the list on the left."""
    name = display_name(row.given_names, row.family_name, row.own_number)
    pill, tone = state_word(row.state), _TONES[row.state]
    if row.restricted:
        pill, tone = _("eingeschränkt"), Tone.WARN
    return RowText(name, row.group_name or _("noch in keiner Gruppe"), initials_of(name), pill, tone)


def record_name(record: ParticipantRecord) -> str:
    """The name over a person's record."""
    values = record.values
    return display_name(str(values["given_names"]), str(values["family_name"]), str(values["own_number"]))


def enrolment_dates(summary: EnrolmentSummary) -> str:
    """From when to when an enrolment runs."""
    if summary.exit_on and summary.entry_on:
        return _("{entry} bis {exit}").format(entry=format_date(summary.entry_on), exit=format_date(summary.exit_on))
    if summary.exit_on:
        return _("beendet am {day}").format(day=format_date(summary.exit_on))
    if summary.entry_on:
        return _("seit {day}").format(day=format_date(summary.entry_on))
    return _("zugewiesen am {day}").format(day=format_date(summary.allocated_on))


def pin_text(pin: PinState) -> str:
    """Whether the person can sign in, and since when."""
    if pin.set_at is None:
        return _("Diese Person hat noch keine Geheimzahl.")
    if pin.blocked:
        return _("Gesperrt: Die Geheimzahl wurde fünfmal falsch eingegeben. Bitte setzen Sie eine neue.")
    return _("Eine Geheimzahl ist seit {day} gesetzt.").format(day=format_date(pin.set_at.date()))
