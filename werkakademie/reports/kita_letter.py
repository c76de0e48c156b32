"""The letter with which a parent asks for a lasting place: a sheet after DIN 5008."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkakademie.reports.din5008 import LetterPaper, letter_pdf


@dataclass(frozen=True, slots=True)
class Letter:
    """Who writes to whom about what; paragraphs of `text` are parted by an empty line."""

    sender: Sequence[str]
    recipient: Sequence[str]
    place_and_day: str
    subject: str
    text: str
    #: Printed small at the foot; empty on a real site.
    footer: str = ""


def kita_letter(letter: Letter) -> bytes:
    """The letter as PDF in German; the same letter gives the same bytes."""
    paragraphs = [part.strip() for part in letter.text.split("\n\n")]
    return letter_pdf(
        LetterPaper(
            sender=letter.sender,
            recipient=letter.recipient,
            place_and_day=letter.place_and_day,
            subject=letter.subject,
            paragraphs=[part for part in paragraphs if part],
            footer=letter.footer,
        )
    )
