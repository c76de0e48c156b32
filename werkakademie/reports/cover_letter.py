"""A person's cover letter as PDF, always in German: a sheet after DIN 5008."""

from werkakademie.records.cover_letter import LetterSheet
from werkakademie.reports.din5008 import LetterPaper, letter_pdf


def cover_letter(sheet: LetterSheet, *, with_tags: bool = True) -> bytes:
    """The same letter gives the same bytes; without tags it is ready sooner."""
    sender = sheet.sender
    reached = (("Telefon", sender.phone), ("E-Mail", sender.email))
    return letter_pdf(
        LetterPaper(
            sender=[part for part in (sender.name, sender.street, sender.place) if part] or [""],
            recipient=sheet.recipient,
            place_and_day=sheet.place_and_day,
            subject=sheet.subject,
            paragraphs=(sheet.salutation, *sheet.paragraphs, sheet.closing),
            information=[f"{word}: {value}" for word, value in reached if value],
            enclosures=sheet.enclosures,
            footer=sheet.footer,
        ),
        with_tags=with_tags,
    )
