"""The bundled fonts draw every letter of the languages that participants read."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from werkakademie.i18n import OWN_LANGUAGES, SOURCE_LANGUAGE
from werkakademie.resources import resource_path

#: Drawn by nothing: joiners, marks of direction, line feeds.
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2066-\u2069]")
#: Signs as they stand on keys, and the tick of the coach's window: every platform brings them in a font of symbols.
_OF_THE_PLATFORM = frozenset("⇧←↵✓")
REGULAR = ("NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf")
BOLD = ("NotoSans-Bold.ttf", "NotoSansArabic-Bold.ttf")


def letters_of(language: str) -> set[str]:
    path = Path(resource_path("translations", language, "LC_MESSAGES", "werkakademie.po"))
    with path.open("rb") as file:
        texts = [
            form
            for message in read_po(file, locale=language)
            if message.id
            for form in ([message.string] if isinstance(message.string, str) else message.string or ())
        ]
    return set(_UNSEEN.sub("", "".join((*texts, *OWN_LANGUAGES.values()))))


@pytest.mark.parametrize("files", [REGULAR, BOLD], ids=["regular", "bold"])
@pytest.mark.parametrize("language", [code for code in OWN_LANGUAGES if code != SOURCE_LANGUAGE])
def test_every_letter_of_the_catalogue_is_in_a_bundled_font(language: str, files: tuple[str, ...]) -> None:
    drawn = {code for name in files for code in TTFont(str(resource_path("fonts", name))).getBestCmap()}
    assert {sign for sign in letters_of(language) - _OF_THE_PLATFORM if ord(sign) not in drawn} == set()
