"""The letters that the database folds to base letters, and the SQL expression of the column `folded`.

A generated column may call built-in functions only, and SQLite's `lower` knows ASCII alone; so the expression is a
chain of `replace` calls. `fold_stored` does the same to what somebody types.
"""

import unicodedata
from functools import cache

from werkakademie.rules.folding import SIGNS, fold

#: The letters of DIN 91379 and their neighbours: Latin, Greek and Cyrillic.
#: Others, which German authorities do not see, are left to the tokenizer of the search index.
_RANGES = (
    (0x00C0, 0x017F), (0x0187, 0x0188), (0x018F, 0x018F), (0x0192, 0x0192), (0x0197, 0x0197), (0x01A0, 0x01A1),
    (0x01AF, 0x01B0), (0x01B7, 0x01B7), (0x01CD, 0x01DC), (0x01DE, 0x01DF), (0x01E2, 0x01F0), (0x01F4, 0x01F5),
    (0x01F8, 0x021B), (0x021E, 0x021F), (0x0226, 0x0233), (0x0259, 0x0259), (0x0268, 0x0268),
    (0x0292, 0x0292), (0x0386, 0x03CE), (0x0400, 0x045F), (0x0490, 0x0491), (0x1E02, 0x1E03),
    (0x1E06, 0x1E07), (0x1E0A, 0x1E3B), (0x1E40, 0x1E49), (0x1E52, 0x1E63),
    (0x1E6A, 0x1E6F), (0x1E80, 0x1E87), (0x1E8C, 0x1E97), (0x1E9E, 0x1EF9),
)  # fmt: skip

#: Signs that stand on their own behind a letter: accents of decomposed text, Arabic vowel signs and the stretch sign.
_SIGNS = (*range(0x0300, 0x0316), 0x031B, *range(0x0323, 0x0332), 0x035F, 0x0640, *range(0x064B, 0x0656), 0x0670)

#: Alef, waw and yeh with their signs; fold() keeps these apart, a search should not.
_ARABIC = {"آ": "ا", "أ": "ا", "ؤ": "و", "إ": "ا", "ئ": "ي"}

#: Where the chain is cut: most names need no step or the shortest chain.
_TIERS = (0x00FF, 0x017F)

_JOINED = "family_name || char(9) || given_names || char(9) || own_number || char(9) || city"


@cache
def folded_letters() -> dict[str, str]:
    """Each letter that is not its own base letter, with that base letter in lower case; signs fold to nothing."""
    letters = (chr(point) for first, last in _RANGES for point in range(first, last + 1))
    folded = {letter: fold(letter) for letter in letters if unicodedata.category(letter).startswith("L")}
    folded |= {letter: fold(letter) for letter in SIGNS}
    folded |= {chr(point): "" for point in _SIGNS}
    folded |= _ARABIC
    return {letter: base for letter, base in folded.items() if letter != base}


def fold_stored(text: str) -> str:
    """What the column `folded` makes of `text`: base letters, ASCII and the letters above in lower case."""
    folded = text.translate({ord(letter): base for letter, base in folded_letters().items()})
    return "".join(chr(ord(sign) + 32) if "A" <= sign <= "Z" else sign for sign in folded)


def folded_expression() -> str:
    """The generated column's SQL. Tab comes before blank, so that it sorts by family name, then given names."""
    letters = folded_letters()
    whole = _chain(letters)
    arms = [f"WHEN {_JOINED} GLOB '*[^' || char(1) || '-{chr(_TIERS[-1])}]*'\n        THEN {whole}"]
    for upper, lower in ((_TIERS[1], _TIERS[0]), (_TIERS[0], 0x7E)):
        part = {letter: base for letter, base in letters.items() if ord(letter) <= upper}
        arms.append(f"WHEN {_JOINED} GLOB '*[^' || char(1) || '-{chr(lower)}]*'\n        THEN {_chain(part)}")
    return "\n        ".join(["CASE", *arms, f"ELSE lower({_JOINED}) END"])


def _chain(letters: dict[str, str]) -> str:
    expression = f"lower({_JOINED})"
    for letter, base in letters.items():
        expression = f"replace({expression}, '{letter}', {_quoted(base)})"
    return expression


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
