"""A CV: its order, its gaps, and what would make it better."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from werkakademie.records.resume import Gap, Month, ResumeDocument, Station

#: A shorter time between two stations needs no word.
SHORTEST_GAP_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A time without a station and without a name; both months lie inside it."""

    starts: Month
    ends: Month


class Hint(Enum):
    """What a CV still lacks; each may stay as it is."""

    NAME = "name"
    CONTACT = "contact"
    WORK = "work"
    EDUCATION = "education"
    LANGUAGES = "languages"
    SKILLS = "skills"
    MONTHS = "months"
    TASKS = "tasks"


def newest_first(stations: Sequence[Station]) -> tuple[Station, ...]:
    """What goes on first, then by the end, then by the beginning; without a month last, in the order given."""

    def key(station: Station) -> tuple[int, int]:
        if station.starts is None and station.ends is None:
            return (0, 0)
        ends = station.ends.index(end=True) if station.ends is not None else 1_000_000
        return (-ends, -(station.starts.index() if station.starts is not None else 0))

    return tuple(sorted(stations, key=key))


def open_gaps(resume: ResumeDocument, today: Month) -> tuple[OpenGap, ...]:
    """Times of at least three months between the first station and today that nothing covers, the oldest first."""
    covered: set[int] = set()
    last = today.index()
    spans = [*_spans(resume.work, last), *_spans(resume.education, last), *_gap_spans(resume.gaps, last)]
    for first, end in spans:
        covered.update(range(first, end + 1))
    if not covered:
        return ()
    found: list[OpenGap] = []
    begin: int | None = None
    for month in range(min(covered), last + 2):
        free = month not in covered and month <= last
        if free and begin is None:
            begin = month
        elif not free and begin is not None:
            if month - begin >= SHORTEST_GAP_MONTHS:
                found.append(OpenGap(_month(begin), _month(month - 1)))
            begin = None
    return tuple(found)


def hints(resume: ResumeDocument) -> tuple[Hint, ...]:
    """What an employer would look for and not find, the most important first."""
    stations = (*resume.work, *resume.education)
    missing = {
        Hint.NAME: not resume.name,
        Hint.CONTACT: not (resume.phone or resume.email),
        Hint.WORK: not resume.work,
        Hint.EDUCATION: not resume.education,
        Hint.MONTHS: any(one.starts is None for one in stations),
        Hint.TASKS: any(not one.tasks for one in resume.work),
        Hint.LANGUAGES: not resume.languages,
        Hint.SKILLS: not resume.skills,
    }
    return tuple(hint for hint, lacks in missing.items() if lacks)


def completeness(resume: ResumeDocument) -> int:
    """Per cent of what an employer looks for; nothing voluntary counts."""
    return 100 - 100 * len(hints(resume)) // len(Hint)


def _spans(stations: Sequence[Station], last: int) -> list[tuple[int, int]]:
    return [
        (one.starts.index(), min(last, one.ends.index(end=True) if one.ends is not None else last))
        for one in stations
        if one.starts is not None
    ]


def _gap_spans(gaps: Sequence[Gap], last: int) -> list[tuple[int, int]]:
    return [(one.starts.index(), min(last, one.ends.index(end=True) if one.ends is not None else last)) for one in gaps]


def _month(index: int) -> Month:
    return Month(index // 12, index % 12 + 1)
