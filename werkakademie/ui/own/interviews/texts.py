"""An interview in words."""

from werkakademie.i18n import _, format_date, format_time
from werkakademie.records.enums import NextStep
from werkakademie.records.interviews import InterviewRecord
from werkakademie.records.labels import label
from werkakademie.records.own_log import employer_words
from werkakademie.ui.own.lines import said_of


def interview_title(one: InterviewRecord) -> str:
    """„24.11.2026 um 10:00 Uhr: Nord GmbH“."""
    employer = employer_words(one.employer_name)
    return said_of(when_words(one), employer)


def when_words(one: InterviewRecord) -> str:
    """The day, and the time where it is known."""
    day = format_date(one.held_on)
    if one.starts_at is None:
        return day
    return _("{day} um {time} Uhr").format(day=day, time=format_time(one.starts_at))


def step_words(one: InterviewRecord) -> str:
    """What comes next, with its day; empty where nothing was noted."""
    step = next((step for step in NextStep if step.value == one.next_step), None)
    if step is None:
        return ""
    words = label(step)
    return f"{words} ({format_date(one.next_on)})" if one.next_on is not None else words
