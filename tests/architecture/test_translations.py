"""Each catalogue holds every text that its readers can see, finished and with the same gaps to fill in.

English holds the whole program; the other languages what participants see at their own place.
"""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from werkakademie.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUES = sorted((ROOT / "resources" / "translations").glob("*/LC_MESSAGES/*.po"))
#: Where the texts of the participant's place are written; what other modules lend it is translated too, as far as seen.
OF_PARTICIPANTS = ("ui/own/", "services/own/", "storage/own/", "records/own_", "app/room.py")

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
