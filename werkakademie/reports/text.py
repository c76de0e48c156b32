"""Turns text into what reportlab can draw letter by letter, in any script, so that a reader gets the same text back.

Reportlab draws one glyph per letter from left to right. Arabic letters join and run from right to left, accents may
be letters of their own, and a letter may be missing from the font. Whatever is no plain letter becomes a *stand-in*:
a private letter of the document font with the right glyph, width and meaning.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from xml.sax.saxutils import escape

import uharfbuzz
from bidi import get_display

from werkakademie.reports.fonts import REGULAR, DocumentFont, PlacedGlyph, document_font

_RIGHT_TO_LEFT = ("R", "AL")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


@lru_cache(maxsize=20_000)
def drawable(text: str, font_name: str = REGULAR, *, sentence: bool = False) -> str:
    """The text as reportlab's strings, tables and `stringWidth` need it. Meant for one line that does not wrap
    where it holds Arabic or Hebrew; such words are kept together. A name stands in a German line; a `sentence` begins
    where its own letters begin, and so its full stop is at the left end of an Arabic one."""
    if text.isascii() and text.isprintable():
        return text
    font = document_font(font_name)
    visual = get_display(_composed(text), base_dir=None if sentence else "L")
    runs = groupby(_marked(visual), key=lambda marked: marked[1])
    parts = (("".join(letter for letter, _ in run), leftward) for leftward, run in runs)
    return "".join(_leftward(part, font) if leftward else _rightward(part, font) for part, leftward in parts)


def markup(text: str, font_name: str = REGULAR, *, sentence: bool = False) -> str:
    """The text for a reportlab Paragraph: drawable, with &, < and > escaped."""
    return escape(drawable(text, font_name, sentence=sentence))


def missing_letters(texts: Iterable[str], font_name: str = REGULAR) -> str:
    """The letters of `texts` that the fonts lack, each once and in order; they print as a visible box."""
    font = document_font(font_name)
    return "".join(sorted({letter for text in texts for letter in _composed(text) if not _can_draw(letter, font)}))


def _composed(text: str) -> str:
    """NFC, blanks as spaces, without control letters and marks of direction (joiners stay, they shape Arabic)."""
    letters = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    return "".join(
        letter for letter in letters if letter in _JOINERS or unicodedata.category(letter) not in ("Cc", "Cf")
    )


def _can_draw(letter: str, font: DocumentFont) -> bool:
    return (
        letter in _JOINERS
        or all(font.face.glyph_of(part) is not None for part in unicodedata.normalize("NFD", letter))
        or font.face.glyph_of(letter) is not None
    )


def _marked(visual: str) -> Iterator[tuple[str, bool]]:
    """Each letter of a line in visual order, with whether it belongs to a run that reads to the left."""
    strong = [_direction(letter) for letter in visual]
    for place, letter in enumerate(visual):
        before = next((sign for sign in reversed(strong[:place]) if sign is not None), None)
        after = next((sign for sign in strong[place + 1 :] if sign is not None), None)
        own = strong[place]
        yield letter, own if own is not None else bool(_neutral_leftward(letter, before, after))


def _direction(letter: str) -> bool | None:
    """True for letters that read to the left, False to the right; None for blanks, signs and accents."""
    kind = unicodedata.bidirectional(letter)
    if kind in _RIGHT_TO_LEFT:
        return True
    return False if kind in ("L", "EN", "AN") else None


def _neutral_leftward(letter: str, before: bool | None, after: bool | None) -> bool:
    """In visual order an accent of an Arabic letter stands before it; other signs must have Arabic on both sides."""
    if unicodedata.combining(letter) or letter in _JOINERS:
        return bool(after)
    return before is not False and after is not False and (before or after) is True


def _leftward(visual: str, font: DocumentFont) -> str:
    """A run that reads to the left, joined and in visual order; its words are kept together."""
    logical = visual[::-1].replace(" ", _NO_BREAK_SPACE)
    # HarfBuzz mirrors the brackets of such a run itself.
    clusters = _shaped(logical, font, direction="rtl")
    return "".join(_stand_in_leftward(letters, glyphs, width, font) for letters, glyphs, width in clusters)


def _stand_in_leftward(letters: str, glyphs: tuple[PlacedGlyph, ...], width: int, font: DocumentFont) -> str:
    """One stand-in per letter, the last letter first: readers put letters back in order by their place on the line."""
    if letters == _NO_BREAK_SPACE:
        return letters
    meanings = [letter for letter in reversed(letters) if letter not in _JOINERS]
    share = width / max(len(meanings), 1)
    return "".join(
        _stand_in(font.fontName, meaning, glyphs if place == 0 else (), share) for place, meaning in enumerate(meanings)
    )


def _rightward(text: str, font: DocumentFont) -> str:
    """A run that reads to the right; only what the font has no single glyph for is put together."""
    return "".join(_cluster(cluster, font) for cluster in _clusters(text) if cluster not in _JOINERS)


def _clusters(text: str) -> Iterator[str]:
    """Letters together with the accents that follow them."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            yield text[start:place]
            start = place


def _cluster(cluster: str, font: DocumentFont) -> str:
    if len(cluster) == 1 and font.face.glyph_of(cluster) is not None:
        return cluster
    if not all(_can_draw(letter, font) for letter in cluster):
        return "".join(_plain_or_box(letter, font) for letter in cluster)
    glyphs: list[PlacedGlyph] = []
    pen = 0
    for _letters, placed, width in _shaped(cluster, font, direction="ltr"):
        glyphs += [PlacedGlyph(one.glyph, one.x + pen, one.y) for one in placed]
        pen += width
    return _stand_in(font.fontName, cluster, tuple(glyphs), pen)


def _plain_or_box(letter: str, font: DocumentFont) -> str:
    """The letter, or the font's box for missing letters, which still reads as the letter."""
    if font.face.glyph_of(letter) is not None:
        return letter
    return _stand_in(font.fontName, letter, (PlacedGlyph(0),), font.face.hmetrics[0][0])


def _shaped(logical: str, font: DocumentFont, *, direction: str) -> list[tuple[str, tuple[PlacedGlyph, ...], int]]:
    """The clusters of a run in visual order: their letters, their glyphs, their width in font units."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(logical)
    buffer.guess_segment_properties()
    buffer.direction = direction
    uharfbuzz.shape(font.shaper, buffer, {"kern": False, "liga": direction == "rtl", "dlig": False})
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(logical)], strict=True))
    found = []
    for start, group in groupby(glyphs, key=lambda glyph: glyph[0].cluster):
        pen = 0
        placed = []
        for info, position in group:
            placed.append(PlacedGlyph(info.codepoint, pen + position.x_offset, position.y_offset))
            pen += position.x_advance
        found.append((logical[start : ends[start]], tuple(placed), pen))
    return found


@lru_cache(maxsize=20_000)
def _stand_in(font_name: str, meaning: str, glyphs: tuple[PlacedGlyph, ...], width: float) -> str:
    return document_font(font_name).face.add_stand_in(meaning, glyphs, width)
