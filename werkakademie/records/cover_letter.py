"""A cover letter: its fields, how it is proposed for an application, and how sentences are put into it.

What stands in the letter is German whatever the window speaks.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from werkakademie.i18n import _
from werkakademie.records.care_letter import CLOSING, MONTHS, salutation
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import CoverLetterId, JobApplicationId, PaperCommentId
from werkakademie.records.letter_blocks import sentence_of

#: Fields that hold text, in the order of the letter.
TEXT_FIELDS = (
    "recipient", "letter_city", "subject", "reference", "salutation", "body", "closing", "enclosures",
    "occupation_group", "situation",
)  # fmt: skip
_ANY_GENDER = re.compile(r"\s*\((?:[mwdfx]\s*[/|,]\s*){1,3}[mwdfx]\)", re.IGNORECASE)
_DATE = re.compile(r"(?:ab(?: dem)? )?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})?")
_APPLIES_AS = "Bewerbung als "


@dataclass(frozen=True, slots=True)
class Sender:
    """The person as they stand in a letter; what is not known is empty."""

    name: str
    street: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class LetterFields:
    """What stands in a letter; lists are written one a line."""

    recipient: str = ""
    letter_city: str = ""
    letter_on: date | None = None
    subject: str = ""
    reference: str = ""
    salutation: str = ""
    body: str = ""
    closing: str = ""
    enclosures: str = ""
    occupation_group: str = ""
    situation: str = ""

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "LetterFields":
        """From the values of a form, where an empty field may be None."""
        texts = {name: str(values.get(name) or "") for name in TEXT_FIELDS}
        day = values.get("letter_on")
        return cls(letter_on=day if isinstance(day, date) else None, **texts)

    def values(self) -> dict[str, Any]:
        """By the names of the form."""
        return {**{name: getattr(self, name) for name in TEXT_FIELDS}, "letter_on": self.letter_on}


@dataclass(frozen=True, slots=True)
class LetterTarget:
    """An application that a letter can be written for."""

    application_id: JobApplicationId
    employer: str
    city: str
    position: str
    contact: str
    reference: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in the list."""

    id: CoverLetterId
    application_id: JobApplicationId | None
    subject: str
    employer: str
    changed_at: datetime
    open_comments: int


@dataclass(frozen=True, slots=True)
class CommentRecord:
    """What a coach said; times are local. `author` is only filled for staff."""

    id: PaperCommentId
    place: str
    text: str
    created_at: datetime
    ticked_at: datetime | None
    author: str = ""


@dataclass(frozen=True, slots=True)
class CoverLetterRecord:
    """A letter with all that its page shows."""

    id: CoverLetterId
    target: LetterTarget | None
    sender: Sender
    fields: LetterFields
    comments: tuple[CommentRecord, ...] = ()
    #: Printed small at the foot; empty on a real site.
    footer: str = ""


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A letter as it is printed."""

    sender: Sender
    recipient: tuple[str, ...]
    place_and_day: str
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    enclosures: tuple[str, ...]
    footer: str = ""
    language: str = field(default="de")


def proposed(target: LetterTarget | None, sender: Sender, today: date) -> LetterFields:
    """The letter with which somebody begins."""
    first = LetterFields(
        letter_city=sender.city, letter_on=today, salutation=salutation(""), closing=CLOSING, enclosures="Lebenslauf"
    )
    if target is None:
        return first
    lines = (target.employer, target.contact, "", target.city)
    return LetterFields(
        recipient="\n".join(line for line in lines if line),
        letter_city=sender.city,
        letter_on=today,
        subject=f"{_APPLIES_AS}{target.position}"[:200] if target.position else "Bewerbung",
        reference=target.reference,
        salutation=salutation(contact_in(target.contact)),
        closing=CLOSING,
        enclosures="Lebenslauf\nZeugnisse",
    )


def sheet_of(fields: LetterFields, sender: Sender, *, footer: str = "") -> LetterSheet:
    """The letter as it is printed."""
    day = f"{fields.letter_on:%d.%m.%Y}" if fields.letter_on else ""
    subject, reference = fields.subject.strip(), fields.reference.strip()
    if reference and reference not in subject:
        subject = ", ".join(part for part in (subject, f"Ref. {reference}") if part)
    return LetterSheet(
        sender=sender,
        recipient=lines_of(fields.recipient),
        place_and_day=", ".join(part for part in (fields.letter_city.strip(), day) if part),
        subject=subject,
        salutation=fields.salutation.strip(),
        paragraphs=tuple(part.strip() for part in re.split(r"\n\s*\n", fields.body) if part.strip()),
        closing=fields.closing.strip(),
        enclosures=lines_of(fields.enclosures),
        footer=footer,
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def position_of(fields: LetterFields, target: LetterTarget | None) -> str:
    """The job as it stands within a sentence, without „(m/w/d)“."""
    said = target.position if target is not None and target.position else ""
    if not said and fields.subject.startswith(_APPLIES_AS):
        said = fields.subject.removeprefix(_APPLIES_AS).split(",")[0]
    return _ANY_GENDER.sub("", said).strip()


def employer_of(fields: LetterFields, target: LetterTarget | None) -> str:
    """Whom the letter goes to, as it stands within a sentence."""
    lines = lines_of(fields.recipient)
    return lines[0] if lines else (target.employer if target is not None else "")


def contact_in(recipient: str) -> str:
    """The line of an address that names a person: „Frau Sabine Müller“ is greeted by the family name."""
    for line in lines_of(recipient):
        title, *names = line.split()
        if names and title in ("Frau", "Herr", "Herrn"):
            academic = [name for name in names[:-1] if name.rstrip(".") in ("Dr", "Prof")]
            return " ".join([title, *academic, names[-1]])
    return ""


def start_words(typed: str, today: date) -> str:
    """„sofort“ and „1.2.“ as they stand within a sentence: „ab sofort“, „ab dem 1. Februar 2027“."""
    text = typed.strip()
    if not text:
        return ""
    if found := _DATE.fullmatch(text):
        day, month, year = (int(part) if part else 0 for part in found.groups())
        if 1 <= day <= 31 and 1 <= month <= 12:
            year = year + 2000 if 0 < year < 100 else year or today.year + ((month, day) < (today.month, today.day))
            return f"ab dem {day}. {MONTHS[month - 1]} {year}"
    return text if text.split()[0] in ("ab", "am", "im", "zum", "nach") else f"ab {text}"


def with_block(text: str, place: int, block: str) -> tuple[str, int]:
    """What is to be written at `place` of a text so that the block stands there, and how much is to be replaced before.

    At the end, or between paragraphs, it becomes a paragraph of its own; within one it follows as a sentence. Only
    after the salutation it begins small: „Sehr geehrte Frau Müller, mit großem Interesse …“.
    """
    before, after = text[:place], text[place:]
    if not before.strip():
        return block + ("\n\n" if after.strip() else ""), len(before)
    sentence = sentence_of(block)
    if not after.strip() or before.endswith("\n") or after.startswith("\n"):
        blank = len(before) - len(before.rstrip())
        tail = "\n\n" if after.strip() and not after.startswith("\n") else ""
        return f"\n\n{sentence}{tail}", blank
    lead = "" if before.endswith(" ") else " "
    return f"{lead}{sentence}{'' if after.startswith(' ') else ' '}", 0


def comment_places(subject: CommentOn) -> Sequence[tuple[str, str]]:
    """What a comment can be about: the key that is stored, and its words."""
    if subject is CommentOn.LETTER:
        return (
            ("", _("Das ganze Anschreiben")),
            ("recipient", _("Anschrift")),
            ("subject", _("Überschrift")),
            ("salutation", _("Anrede")),
            ("body", _("Text")),
            ("closing", _("Gruß")),
            ("enclosures", _("Anlagen")),
        )
    return (
        ("", _("Der ganze Lebenslauf")),
        ("basics", _("Über mich")),
        ("work", _("Arbeit")),
        ("education", _("Schule und Ausbildung")),
        ("certificates", _("Kurse und Scheine")),
        ("skills", _("Das kann ich")),
        ("languages", _("Sprachen")),
    )


def place_words(subject: CommentOn, place: str) -> str:
    """What a comment is about; a place that is no longer known is the whole."""
    words = dict(comment_places(subject))
    return words.get(place, words[""])
