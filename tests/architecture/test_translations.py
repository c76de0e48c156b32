"""Each catalogue holds every text that its readers can see, finished and with the same gaps to fill in.

English holds the whole program; the other languages what participants see at their own place.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from werkakademie.i18n import LANGUAGES, OWN_LANGUAGES, is_right_to_left

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUES = sorted((ROOT / "resources" / "translations").glob("*/LC_MESSAGES/*.po"))
#: Where the texts of the participant's place are written; what other modules lend it is translated too, as far as seen.
OF_PARTICIPANTS = ("ui/own/", "services/own/", "storage/own/", "records/own_", "app/room.py")

GLOSSARY = ROOT / "docs" / "uebersetzung.md"
#: Gaps that numbers are filled into: they keep their order in every line.
OF_NUMBERS = frozenset(
    {"count", "number", "all", "done", "total", "page", "pages", "percent", "pay", "size", "least", "most"}
    | {"limit", "seconds", "starts", "ends", "time"}
)
#: What a language never writes: signs of another one.
FOREIGN_SIGNS = {"en": "[„'\"]", "tr": "['\"„]", "uk": "['\"„“]", "ar": '[„“"]|[ء-ي] ?[,?]|اً'}

pytestmark = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Singular and plural, or the one text."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def gaps(text: str) -> set[str]:
    return set(re.findall(r"\{\w*[^}]*\}", text))


def messages(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=path.parent.parent.name) if message.id]


def test_every_text_of_the_program_is_translated(path: Path) -> None:
    source = Catalog()
    whole = path.parent.parent.name in LANGUAGES
    for file, _, text, _, context in extract_from_dir(ROOT / "werkakademie"):
        if whole or file.startswith(OF_PARTICIPANTS):
            source.add(text, context=context)
    wanted = {(message.context, forms(message.id)[0]) for message in source if message.id}
    done = {
        (message.context, forms(message.id)[0])
        for message in messages(path)
        if all(forms(message.string)) and not message.fuzzy
    }
    assert sorted(text for _, text in wanted - done) == [], "see CONTRIBUTING.md, „Übersetzen“"


def test_translations_fill_in_the_same_gaps(path: Path) -> None:
    """A singular may leave out the number; nothing may name what the program doesn't fill in."""
    different = [
        message.string
        for message in messages(path)
        if gaps(forms(message.string)[-1]) != gaps(forms(message.id)[-1])
        or not gaps(" ".join(forms(message.string))) <= gaps(" ".join(forms(message.id)))
    ]
    assert different == []


def translated(path: Path) -> Iterator[tuple[str, str]]:
    """Each German text that participants see, with each form of what is said for it; English holds more."""
    of_place = {
        forms(message.id)[0] for message in messages(ROOT / "resources/translations/uk/LC_MESSAGES" / path.name)
    }
    for message in messages(path):
        for form in forms(message.string):
            if forms(message.id)[0] in of_place:
                yield forms(message.id)[0], form


def table_of_words(number: int) -> tuple[list[str], list[list[str]]]:
    """The heads and the rows of a table of the glossary."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"(?:^\|.*\n)+", GLOSSARY.read_text("utf-8"), re.MULTILINE)[number].splitlines()
    ]
    return rows[0], rows[2:]


def words_of(path: Path, number: int) -> list[tuple[str, str]]:
    """German and the word for it in the language of a catalogue."""
    _heads, rows = table_of_words(number)
    column = list(OWN_LANGUAGES).index(path.parent.parent.name)
    return [(row[0], row[column]) for row in rows]


def folded(text: str) -> str:
    """For comparing words: the Turkish İ is an i, and marks of direction are no letters."""
    plain = text.replace("İ", "i").casefold()
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")


def test_the_fixed_words_of_the_glossary_are_used(path: Path) -> None:
    fixed = words_of(path, 0)
    assert len(fixed) > 40
    said = {(german, folded(form)) for german, form in translated(path)}
    known = {german for german, _form in said}
    assert [german for german, _word in fixed if german not in known] == []
    assert [(german, word) for german, word in fixed if (german, folded(word)) not in said] == []


def test_the_words_of_the_glossary_stand_in_sentences(path: Path) -> None:
    missing = [
        (german, form)
        for german, parts in words_of(path, 1)
        for text, form in translated(path)
        if re.search(rf"\b{german}\b", text)
        if not any(folded(part) in folded(form) for part in parts.split(" / "))
    ]
    assert missing == []


def test_each_language_uses_its_own_signs(path: Path) -> None:
    """Quotation marks, apostrophes and the like: see docs/uebersetzung.md."""
    forbidden = FOREIGN_SIGNS[path.parent.parent.name]
    assert [form for _german, form in translated(path) if re.search(forbidden, form)] == []


def test_names_keep_their_order_where_lines_begin_on_the_right(path: Path) -> None:
    """See docs/uebersetzung.md: names stand apart, and a line of names alone begins on the right."""
    if not is_right_to_left(path.parent.parent.name):
        assert [form for _german, form in translated(path) if re.search("[\u200e\u200f\u2066-\u2069]", form)] == []
        return
    wrong = []
    for _german, form in translated(path):
        loose = [gap for gap in re.findall(r"(?<!\u2068)\{(\w+)\}", form) if gap not in OF_NUMBERS]
        outside = re.sub(r"[\u2066-\u2068][^\u2069]*\u2069", "", form)
        strong = [unicodedata.bidirectional(letter) for letter in re.sub(r"\{\w+\}", "", outside)]
        begins = next((kind for kind in strong if kind in ("L", "R", "AL")), "")
        if loose or (gaps(form) and begins == "L") or (not begins and "\u2068" in form):
            wrong.append(form)
    assert wrong == []
