"""What a coach sees who sits down beside somebody."""

from dataclasses import dataclass
from datetime import datetime

from werkakademie.records.cover_letter import LetterRow


@dataclass(frozen=True, slots=True)
class PapersBeside:
    """The papers that a person writes at their place, the letter that was changed last first."""

    letters: tuple[LetterRow, ...]
    #: None where the person has not begun a CV.
    resume_changed_at: datetime | None = None
