"""How places, hours and gaps are written."""

from collections.abc import Iterator, Sequence

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.care_search import Agreement, CareReminder, CareSearchRow, DayHours, MatchGap
from werkakademie.records.enums import CareAnswer
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.ui.groups.texts import short_weekday, time_span
from werkakademie.ui.widgets.figures import initials_of
from werkakademie.ui.widgets.record_list import RowText
from werkakademie.ui.widgets.styling import Tone

_TONES = {
    CareAnswer.OPEN: Tone.INFO,
    CareAnswer.WAITING_LIST: Tone.WARN,
    CareAnswer.ACCEPTED: Tone.GOOD,
    CareAnswer.REFUSED: Tone.NEUTRAL,
    CareAnswer.WITHDRAWN: Tone.NEUTRAL,
}


def answer_text(row: CareSearchRow) -> str:
    """The word on a place's pill."""
    if row.answer is CareAnswer.OPEN and row.applied_on is None:
        return _("noch nicht gefragt")
    if row.answer is CareAnswer.WAITING_LIST and row.waiting_number is not None:
        return _("Warteliste, Nummer {number}").format(number=row.waiting_number)
    return label(row.answer)


def answer_tone(answer: CareAnswer) -> Tone:
    return _TONES[answer]


def search_line(row: CareSearchRow) -> str:
    """What kind of place, and the days that are known."""
    parts = [label(row.kind)]
    if row.applied_on is not None:
        parts.append(_("gefragt am {day}").format(day=format_date(row.applied_on)))
    if row.answered_on is not None:
        parts.append(_("Antwort am {day}").format(day=format_date(row.answered_on)))
    if row.answer is CareAnswer.ACCEPTED:
        if row.starts_on is not None:
            parts.append(_("ab {day}").format(day=format_date(row.starts_on)))
        if row.ends_on is not None:
            parts.append(_("bis {day}").format(day=format_date(row.ends_on)))
    elif row.wanted_from is not None:
        parts.append(_("gewünscht ab {day}").format(day=format_date(row.wanted_from)))
    return " · ".join(parts)


def week_words(hours: Sequence[DayHours]) -> str:
    """Mo–Do 08:00–16:00 · Fr 08:00–14:00."""
    return " · ".join(f"{days_words([one.weekday for one in run])} {hours_words(run[0])}" for run in _runs(hours))


def days_words(days: Sequence[int]) -> str:
    """Mo–Do for days in a row, Mo, Mi for others."""
    in_a_row = len(days) > 2 and list(days) == list(range(days[0], days[0] + len(days)))
    if in_a_row:
        return f"{short_weekday(days[0])}–{short_weekday(days[-1])}"
    return ", ".join(short_weekday(day) for day in days)


def hours_words(hours: DayHours | MatchGap | Agreement) -> str:
    """08:00–16:00; hours that end on the next day say so."""
    span = time_span(hours.starts, hours.ends)
    return span if hours.ends > hours.starts else _("{span} (bis zum nächsten Tag)").format(span=span)


def minutes_words(minutes: int) -> str:
    """30 Minuten; 1 Stunde 30 Minuten."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("{count} Stunde", "{count} Stunden", hours).format(count=hours))
    if rest or not hours:
        parts.append(ngettext("{count} Minute", "{count} Minuten", rest).format(count=rest))
    return " ".join(parts)


def short_minutes(minutes: int) -> str:
    """0:30, as it stands in the picture of the week."""
    return f"{minutes // 60}:{minutes % 60:02}"


def reminder_row(reminder: CareReminder) -> RowText:
    """A place to ask again, on the first page."""
    name = display_name(reminder.given_names, reminder.family_name, reminder.own_number)
    since = _("seit {day}").format(day=format_date(reminder.ask_on))
    subtitle = _("{place} für {child}").format(place=reminder.provider_name, child=reminder.child_name)
    return RowText(name, f"{subtitle} · {since}", initials_of(name), label(reminder.answer), _TONES[reminder.answer])


def _runs(hours: Sequence[DayHours]) -> Iterator[list[DayHours]]:
    """Days in a row with the same hours."""
    run: list[DayHours] = []
    for one in sorted(hours, key=lambda day: (day.weekday, day.starts)):
        follows = run and one.weekday == run[-1].weekday + 1
        if run and not (follows and (one.starts, one.ends) == (run[0].starts, run[0].ends)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run
