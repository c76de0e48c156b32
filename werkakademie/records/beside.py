"""What a coach sees who sits down beside somebody."""

from dataclasses import dataclass

from werkakademie.records.cover_letter import LetterRow


@dataclass(frozen=True, slots=True)
class PapersBeside:
    """The papers that a person writes at their place, the letter that was changed last first."""

    letters: tuple[LetterRow, ...]
    has_resume: bool
