"""Words about the entries of a CV."""

from collections.abc import Sequence

from werkakademie.i18n import _
from werkakademie.records.resume import Course, Language, Month, Station
from werkakademie.ui.own.lines import in_line


def station_lines(stations: Sequence[Station]) -> list[tuple[str, str]]:
    return [
        (
            one.title or one.organisation,
            in_line(one.organisation if one.title else "", one.place, span(one.starts, one.ends)),
        )
        for one in stations
    ]


def course_lines(courses: Sequence[Course]) -> list[tuple[str, str]]:
    return [(one.title, in_line(one.issuer, str(one.when or ""))) for one in courses]


def language_lines(languages: Sequence[Language]) -> list[tuple[str, str]]:
    return [(one.name, one.level) for one in languages]


def span(starts: Month | None, ends: Month | None) -> str:
    """Months on the screen."""
    if starts is None:
        return _("bis {month}").format(month=ends) if ends is not None else ""
    if ends is None:
        return _("seit {month}").format(month=starts)
    return f"{starts} – {ends}"


def missing_words(hint: str) -> str:
    """What would make the CV better; none of it must be."""
    words = {
        "name": _("Ihr Name fehlt noch."),
        "contact": _("Telefon oder E-Mail fehlt noch. Sonst kann Sie niemand erreichen."),
        "work": _("Tragen Sie Ihre Arbeit ein. Auch Hilfe in der Familie oder ein Ehrenamt zählt."),
        "education": _("Tragen Sie Ihre Schule ein."),
        "languages": _("Tragen Sie Ihre Sprachen ein. Ihre Muttersprache zählt auch."),
        "skills": _("Schreiben Sie auf, was Sie gut können."),
        "months": _("Bei einer Arbeit oder Schule fehlt noch, wann das war."),
        "tasks": _("Schreiben Sie bei jeder Arbeit auf, was Sie gemacht haben."),
    }
    return words[hint]
