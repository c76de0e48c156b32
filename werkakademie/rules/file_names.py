"""Names for files that every computer and every upload form takes: Latin letters, digits, underscores."""

import re
import unicodedata
from typing import Final

#: German first: ä is ae and ß is ss in names of files here, unlike in a search.
_GERMAN: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"}
_LATIN: Final = {
    "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ĸ": "k",
    "ł": "l", "ŋ": "n", "ŧ": "t", "ə": "a", "ʒ": "z",
}  # fmt: skip
#: Cyrillic as the passports of Ukraine write it, with the letters of its neighbours.
_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia", "ъ": "", "ы": "y", "э": "e", "ё": "e", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "ў": "u",
}  # fmt: skip
_GREEK: Final = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
#: Arabic and Persian write few vowels, so this only keeps names apart; the document itself has the right one.
_ARABIC: Final = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ک": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "w", "ي": "y", "ی": "y", "ى": "a", "ئ": "y", "ء": "",
}  # fmt: skip
_LETTERS: Final = _LATIN | _CYRILLIC | _GREEK | _ARABIC
#: Windows stops at 260 signs with the folder, and upload forms earlier.
_LONGEST_PART: Final = 40


def plain_letters(text: str) -> str:
    """The text in the letters a to z: „Großmüller“ becomes „Grossmueller“, „Коваленко“ becomes „Kovalenko“.

    Letters of scripts that are not known here fall away.
    """
    # Ґ and й would lose their strokes if they were taken apart first.
    text = unicodedata.normalize("NFC", text)
    found = "".join(_GERMAN.get(letter) or _transcribed(letter) for letter in text)
    return found.encode("ascii", "ignore").decode("ascii")


def name_part(text: str) -> str:
    """One part of a file name: words joined by underscores; empty if nothing of the text can be written so."""
    found = re.findall(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", plain_letters(text))
    words = [word[0].upper() + word[1:] for word in found]
    part = ""
    for word in words:
        longer = f"{part}_{word}" if part else word[:_LONGEST_PART]
        if len(longer) > _LONGEST_PART:
            break
        part = longer
    return part


def folder_file_name(*, family_name: str, given_names: str, employer: str) -> str:
    """„Bewerbung_Kovalenko_Olena_Logistik_Nord_GmbH.pdf“; what is not known is left out."""
    parts = [name_part(text) for text in (family_name, given_names, employer)]
    return "_".join(["Bewerbung", *(part for part in parts if part)]) + ".pdf"


def _transcribed(letter: str) -> str:
    known = _LETTERS.get(letter)
    if known is None and letter.lower() != letter:
        small = _LETTERS.get(letter.lower())
        known = None if small is None else small.capitalize()
    if known is not None:
        return known
    apart = unicodedata.normalize("NFKD", letter)
    if apart == letter:
        return letter
    return "".join(_transcribed(part) for part in apart if not unicodedata.combining(part))
