"""The fonts of the documents: one font for all scripts, to which glyphs for whole clusters of letters can be added."""

from collections.abc import Sequence
from dataclasses import dataclass
from struct import pack, unpack

import uharfbuzz
from reportlab.pdfbase import pdfmetrics, ttfonts

from werkakademie.resources import resource_path

REGULAR = "Documents"
BOLD = "Documents-Bold"
_FILES = {REGULAR: "Documents-Regular.ttf", BOLD: "Documents-Bold.ttf"}
#: Stand-ins for clusters come from the last two private planes, where no letter of a name can be.
_FIRST_STAND_IN = 0xF0000

_ARGUMENTS_ARE_WORDS = 0x0001
_ARGUMENTS_ARE_OFFSETS = 0x0002
_MORE_COMPONENTS = 0x0020


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A glyph at its place within a cluster, in font units."""

    glyph: int
    x: int = 0
    y: int = 0


class DocumentFace(ttfonts.TTFontFace):
    """A font face that takes further glyphs, put together from its own."""

    #: The bytes of the font file; reportlab reads outlines from them by position.
    _ttf_data: bytes

    def __init__(self, filename: str) -> None:
        super().__init__(filename)
        # The outlines move to the end of the data, so that new ones can follow them.
        start, length = self.get_table_pos("glyf")
        self.table["glyf"]["offset"] = len(self._ttf_data)
        self._ttf_data += self._ttf_data[start : start + length]
        #: What a stand-in means; everything else means itself.
        self.meanings: dict[int, str] = {}

    def glyph_of(self, letter: str) -> int | None:
        """The glyph of a letter; None where the font lacks it."""
        glyph: int | None = self.charToGlyph.get(ord(letter))
        return glyph

    def add_stand_in(self, meaning: str, glyphs: Sequence[PlacedGlyph], width: float) -> str:
        """A private letter that draws `glyphs`, moves on by `width` font units, and reads as `meaning`."""
        letter = _FIRST_STAND_IN + len(self.meanings)
        self.charToGlyph[letter] = self._composed(glyphs, width)
        self.charWidths[letter] = width * 1000 / self.unitsPerEm
        self.meanings[letter] = meaning
        return chr(letter)

    def _composed(self, glyphs: Sequence[PlacedGlyph], width: float) -> int:
        """The number of a new glyph that shows `glyphs`; without any it is blank."""
        boxes = [(placed, self._box(placed.glyph)) for placed in glyphs]
        visible = [(placed, box) for placed, box in boxes if box is not None]
        outline = b""
        left = 0
        if visible:
            left = min(box[0] + placed.x for placed, box in visible)
            bottom = min(box[1] + placed.y for placed, box in visible)
            right = max(box[2] + placed.x for placed, box in visible)
            top = max(box[3] + placed.y for placed, box in visible)
            outline = pack(">5h", -1, left, bottom, right, top)
            for number, (placed, _box) in enumerate(visible, start=1):
                flags = _ARGUMENTS_ARE_WORDS | _ARGUMENTS_ARE_OFFSETS
                flags |= _MORE_COMPONENTS if number < len(visible) else 0
                outline += pack(">2H2h", flags, placed.glyph, placed.x, placed.y)
        self._ttf_data += outline
        self.table["glyf"]["length"] += len(outline)
        self.glyphPos.append(self.glyphPos[-1] + len(outline))
        self.hmetrics.append((round(width), left & 0xFFFF))
        return len(self.glyphPos) - 2

    def _box(self, glyph: int) -> tuple[int, int, int, int] | None:
        """Left, bottom, right and top of a glyph; None when it is blank."""
        if self.glyphPos[glyph] == self.glyphPos[glyph + 1]:
            return None
        start = self.table["glyf"]["offset"] + self.glyphPos[glyph]
        _contours, left, bottom, right, top = unpack(">5h", self._ttf_data[start : start + 10])
        return left, bottom, right, top


class DocumentFont(ttfonts.TTFont):
    """A font whose text can be copied and searched: each code is mapped to the letters that it means."""

    face: DocumentFace

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename, shapable=False)
        self.face = DocumentFace(filename)
        self.shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(filename)))

    def addObjects(self, doc: object) -> None:  # noqa: N802  (reportlab's name)
        """Write the font into a document; the maps to letters are corrected after reportlab made its own."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict  # type: ignore[attr-defined]
        for name, subset in zip(names, subsets, strict=True):
            reference = fonts[name].ToUnicode
            doc.idToObject[reference.name].content = self._letters_of_codes(subset)  # type: ignore[attr-defined]

    def _letters_of_codes(self, subset: Sequence[int]) -> str:
        """A ToUnicode map (PDF 32000-1, 9.10.3), in blocks of at most 100 lines."""
        lines = [
            f"<{code:02X}> <{self._meaning(letter).encode('utf-16-be').hex().upper()}>"
            for code, letter in enumerate(subset)
            if letter
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
                "1 begincodespacerange <00> <FF> endcodespacerange",
                *("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks),
                "endcmap CMapName currentdict /CMap defineresource pop end end",
            ]
        )

    def _meaning(self, letter: int) -> str:
        return self.face.meanings.get(letter, chr(letter))


def document_font(name: str) -> DocumentFont:
    """The font of that name; it is read from its file when it is first asked for."""
    if name not in pdfmetrics.getRegisteredFontNames():
        font = DocumentFont(name, str(resource_path("fonts", _FILES[name])))
        pdfmetrics.registerFont(font)
    found = pdfmetrics.getFont(name)
    assert isinstance(found, DocumentFont)
    return found


def register() -> None:
    """Make the fonts known to reportlab, with <b> in paragraphs; calling it again does nothing."""
    document_font(REGULAR)
    document_font(BOLD)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
