"""What the page of the CV reads."""

from dataclasses import dataclass

from werkakademie.records.cover_letter import CommentRecord
from werkakademie.records.enums import ResumeLayout
from werkakademie.records.resume import Month, ResumeDocument


@dataclass(frozen=True, slots=True)
class ResumeRecord:
    """A person's CV as it is stored, or as it would begin from what the house knows already."""

    document: ResumeDocument
    layout: ResumeLayout
    with_photo: bool
    has_photo: bool
    comments: tuple[CommentRecord, ...]
    #: Nothing was stored yet.
    is_new: bool


@dataclass(frozen=True, slots=True)
class ResumeReview:
    """What could be better: months without a station, words of the rule for what is missing, per cent."""

    gaps: tuple[tuple[Month, Month], ...]
    missing: tuple[str, ...]
    percent: int
