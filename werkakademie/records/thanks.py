"""The words of a letter of thanks after an interview: German, whatever the window speaks."""

from datetime import date
from typing import Final

from werkakademie.records.care_letter import MONTHS
from werkakademie.records.own_log import UNKNOWN_POSITION

THANKS_SUBJECT: Final = "Vielen Dank für das Gespräch"


def talk_words(held_on: date) -> str:
    """„Gespräch am 23. November 2026“: how a letter names the interview that it thanks for."""
    return f"Gespräch am {held_on.day}. {MONTHS[held_on.month - 1]} {held_on.year}"


def thanks_text(held_on: date, position: str) -> str:
    """Three short paragraphs that follow the salutation, so the first begins small."""
    known = position and position != UNKNOWN_POSITION
    work = f"über die Stelle „{position}“" if known else "über die Arbeit bei Ihnen"
    return "\n\n".join(
        (
            f"vielen Dank für das freundliche {talk_words(held_on)}. Es war schön, Sie kennenzulernen und mehr {work} "
            "zu erfahren.",
            "Nach unserem Gespräch möchte ich diese Arbeit noch lieber haben. Was Sie mir über die Aufgaben und das "
            "Team erzählt haben, passt gut zu mir.",
            "Wenn Sie noch Unterlagen oder Angaben brauchen, melden Sie sich bitte. Ich freue mich auf Ihre Antwort.",
        )
    )
