"""Folds text to a form in which two ways of writing the same name are equal."""

import unicodedata

#: Letters that no Unicode decomposition brings to a base letter (all of DIN 91379, and f with hook).
BASE_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "ɨ": "i",
    "ĸ": "k",
    "ł": "l",
    "ŋ": "n",
    "ŧ": "t",
    "ƈ": "c",
    "ə": "e",
    "ʒ": "z",
    "ǥ": "g",
    "ƒ": "f",
}
#: Signs of transcriptions, which people leave out; and the apostrophe in the ways it is typed.
SIGNS = {
    "·": "",
    "ʹ": "",
    "ʺ": "",
    "ʾ": "",
    "ʿ": "",
    "ˈ": "",
    "ˌ": "",
    "‡": "",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "ʻ": "'",
    "ŉ": "n",
}
# Only the general blocks: Arabic vowel signs or Indian matras are not decoration, and stay.
_MARKS = (
    (0x0300, 0x036F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
_BEFORE = str.maketrans({letter: replacement for letter, replacement in SIGNS.items() if letter == "ŉ"})
_AFTER: dict[int, str | None] = {
    **{mark: None for first, last in _MARKS for mark in range(first, last + 1)},
    **{ord(letter): base for letter, base in (BASE_LETTERS | SIGNS).items()},
}


def fold(text: str) -> str:
    """Small letters without diacritics: „Große-Øłün" and „grosse-olun" fold to the same text.

    Scripts other than Latin keep their letters. Spaces are left as they are. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.translate(_BEFORE).casefold())
    # A second casefold: compatibility letters (Ⅷ, ᴬ, full width) show their capitals only once taken apart.
    plain = unicodedata.normalize("NFKD", letters.casefold()).translate(_AFTER)
    return unicodedata.normalize("NFC", plain)
