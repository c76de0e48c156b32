"""Finds people by the beginnings of words: a condition for every query of participants."""

import unicodedata
from typing import Final

import sqlalchemy as sa

from werkakademie.storage.folding_sql import fold_stored

#: Columns that only the database knows (see migrations/0001_schema.sql); `folded` is the order of every list.
NUMBER: Final[sa.ColumnElement[int]] = sa.literal_column("participant.number", sa.Integer)
FOLDED: Final[sa.ColumnElement[str]] = sa.literal_column("participant.folded", sa.Text)

#: What the tokenizer of the index takes as part of a word: letters, digits, private use, marks, symbols.
_WORD_CATEGORIES: Final = ("L", "N", "Co", "M", "S")


def found_by(typed: str) -> sa.ColumnElement[bool]:
    """The condition that a participant's names, own number and city hold every typed word, or its beginning.

    Capital letters and diacritics do not matter. Without anything typed everybody is found; signs that are no words
    are looked for as they stand.
    """
    expression = match_expression(typed)
    if expression:
        return NUMBER.in_(
            sa.text("SELECT rowid FROM participant_fts WHERE participant_fts MATCH :typed").bindparams(
                sa.bindparam("typed", expression, unique=True)
            )
        )
    signs = fold_stored(_storable(typed)).strip()
    return sa.func.instr(FOLDED, signs) > 0 if signs else sa.true()


def match_expression(typed: str) -> str:
    """The index's query for what was typed; empty when there is no word in it."""
    words = [word for word in fold_stored(_storable(typed)).split() if _holds_word(word)]
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words)


def _storable(typed: str) -> str:
    """Without what the database can't take: the end sign of C strings and halves of characters."""
    return typed.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")


def _holds_word(word: str) -> bool:
    return any(unicodedata.category(sign).startswith(_WORD_CATEGORIES) for sign in word)
