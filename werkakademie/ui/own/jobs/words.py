"""A posting in words; what it does not say is left out."""

from decimal import Decimal

from werkakademie.i18n import _, format_count, format_date, format_decimal
from werkakademie.records.job_portal import JobPay, JobPlace, JobPosting, PayPer, WorkTime
from werkakademie.ui.own.lines import in_line


def employer_words(posting: JobPosting) -> str:
    """Whose posting it is."""
    return posting.employer or _("Arbeitgeber nicht genannt")


def posting_line(posting: JobPosting, note: str = "") -> str:
    """The line below the title in the list; a note stands first."""
    parts = [note, employer_words(posting), *(_town(place) for place in posting.places[:2])]
    if posting.distance_km is not None:
        parts.append(distance_words(posting.distance_km))
    parts += [work_time_words(time) for time in posting.work_times[:2]]
    return in_line(*parts)


def distance_words(kilometres: int) -> str:
    return _("{count} km").format(count=format_count(kilometres))


def posting_facts(posting: JobPosting) -> list[tuple[str, str]]:
    """Label and value of everything that the posting says, beside its text and its address in the net."""
    places = [", ".join(part for part in (place.street, _town(place)) if part) for place in posting.places]
    facts = [
        (_("Arbeitgeber"), employer_words(posting)),
        (_("Beruf"), posting.occupation),
        (_("Wo"), "\n".join(places)),
        (_("Beginn"), format_date(posting.starts_on) if posting.starts_on else ""),
        (_("Arbeitszeit"), ", ".join(work_time_words(time) for time in posting.work_times)),
        (_("Vertrag"), _term(posting.permanent)),
        (_("Lohn"), _pay(posting.pay)),
        (_("Arbeit zu Hause"), _("möglich") if posting.home_office else ""),
        (_("Zeitarbeit"), _("ja") if posting.temporary_agency else ""),
        (_("Steht im Internet seit"), format_date(posting.published_on) if posting.published_on else ""),
        (_("Nummer der Stelle"), posting.reference),
    ]
    return [(label, "\n".join(in_line(line) for line in value.split("\n"))) for label, value in facts if value]


def work_time_words(time: WorkTime) -> str:
    return {
        WorkTime.FULL_TIME: _("Vollzeit"),
        WorkTime.PART_TIME_MORNING: _("Teilzeit am Vormittag"),
        WorkTime.PART_TIME_AFTERNOON: _("Teilzeit am Nachmittag"),
        WorkTime.PART_TIME_EVENING: _("Teilzeit am Abend"),
        WorkTime.PART_TIME_FLEXIBLE: _("Teilzeit nach Absprache"),
        WorkTime.SHIFT_NIGHT_WEEKEND: _("Schicht, Nacht oder Wochenende"),
        WorkTime.MARGINAL: _("Minijob"),
    }[time]


def _town(place: JobPlace) -> str:
    return f"{place.postcode} {place.city}".strip()


def _term(permanent: bool | None) -> str:
    if permanent is None:
        return ""
    return _("ohne Enddatum") if permanent else _("mit Enddatum")


def _pay(pay: JobPay | None) -> str:
    if pay is None:
        return ""
    span = _euro(pay.least) if pay.least == pay.most else f"{_euro(pay.least)} – {_euro(pay.most)}"
    text = {
        PayPer.HOUR: _("{pay} Euro in der Stunde"),
        PayPer.MONTH: _("{pay} Euro im Monat"),
        PayPer.YEAR: _("{pay} Euro im Jahr"),
    }[pay.per]
    return text.format(pay=span)


def _euro(amount: Decimal) -> str:
    """Cents only where there are some."""
    return format_count(int(amount)) if amount == int(amount) else format_decimal(amount, 2)
