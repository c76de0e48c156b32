"""Makes the static Noto fonts in resources/fonts from the variable fonts of the fontpkg packages.

Run it by hand after an update of those packages: `python scripts/make_fonts.py`. The result is committed, so that
neither a build nor the program needs fontTools. The ranges hold every letter of DIN 91379.
"""

import shutil
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

LATIN_GREEK_CYRILLIC = (
    (0x20, 0x24F), (0x250, 0x2AF), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F),
    (0x1D00, 0x1D7F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2190, 0x2193), (0x2200, 0x22FF), (0x25CF, 0x25CF),
)  # fmt: skip
ARABIC = (
    (0x20, 0x7E), (0xA0, 0xBF), (0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF),
    (0xFB50, 0xFDFF), (0xFE70, 0xFEFF), (0x2000, 0x206F),
)  # fmt: skip

UPRIGHT = ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")
ITALIC = ("fontpkg_noto_sans", "NotoSans-Italic[wdth,wght].ttf")
ARABIC_UPRIGHT = ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf")

INSTANCES = (
    (UPRIGHT, 400, LATIN_GREEK_CYRILLIC, "NotoSans-Regular.ttf"),
    (UPRIGHT, 600, LATIN_GREEK_CYRILLIC, "NotoSans-SemiBold.ttf"),
    (UPRIGHT, 700, LATIN_GREEK_CYRILLIC, "NotoSans-Bold.ttf"),
    (ITALIC, 400, LATIN_GREEK_CYRILLIC, "NotoSans-Italic.ttf"),
    (ARABIC_UPRIGHT, 400, ARABIC, "NotoSansArabic-Regular.ttf"),
    (ARABIC_UPRIGHT, 700, ARABIC, "NotoSansArabic-Bold.ttf"),
)


def add_signs(font: TTFont) -> None:
    """Draw ≤, ≥ and ∞, which DIN 91379 lists and Noto Sans lacks, from its own <, >, − and o."""
    letters = font.getBestCmap()
    minus, letter_o = letters[0x2212], letters[ord("o")]
    raise_by = 90
    for code, name in ((0x2264, "lessequal"), (0x2265, "greaterequal")):
        relation = letters[ord("<" if code == 0x2264 else ">")]
        lowest = font["glyf"][relation].yMin + raise_by
        drop_by = font["glyf"][minus].yMax - lowest + 60
        pen = TTGlyphPen(None)
        _draw_moved(font, relation, pen, right=0, up=raise_by)
        _draw_moved(font, minus, pen, right=0, up=-drop_by)
        _add_glyph(font, code, name, pen, font["hmtx"][relation][0])
    ring = font["glyf"][letter_o]
    stroke = (ring.xMax - ring.xMin) // 6
    advance = ring.xMax - ring.xMin - stroke
    pen = TTGlyphPen(None)
    _draw_moved(font, letter_o, pen, right=0, up=0)
    _draw_moved(font, letter_o, pen, right=advance, up=0)
    _add_glyph(font, 0x221E, "infinity", pen, font["hmtx"][letter_o][0] + advance)


def _draw_moved(font: TTFont, name: str, pen: TTGlyphPen, *, right: int, up: int) -> None:
    """Draw the outlines of a glyph, also of one that only refers to another, moved by units of the font."""
    outlines = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(outlines)
    outlines.replay(TransformPen(pen, (1, 0, 0, 1, right, up)))


def _add_glyph(font: TTFont, code: int, name: str, pen: TTGlyphPen, width: int) -> None:
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (width, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def make_font(source: tuple[str, str], weight: int, ranges: tuple[tuple[int, int], ...], target: Path) -> None:
    """One static font of one weight with the letters of `ranges`; all features stay, marks need them."""
    package, name = source
    variable = TTFont(str(files(package) / "files" / name))
    font = instancer.instantiateVariableFont(variable, {"wght": weight, "wdth": 100}, updateFontNames=True)
    if ranges is LATIN_GREEK_CYRILLIC:
        add_signs(font)
    options = subset.Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.glyph_names = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[letter for first, last in ranges for letter in range(first, last + 1)])
    subsetter.subset(font)
    font.save(str(target))


def main() -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    for source, weight, ranges, name in INSTANCES:
        make_font(source, weight, ranges, FONTS / name)
        print(name, (FONTS / name).stat().st_size // 1024, "KiB")
    for package in (UPRIGHT[0], ARABIC_UPRIGHT[0]):
        licence = FONTS / f"OFL-{package.removeprefix('fontpkg_').replace('_', '-')}.txt"
        shutil.copyfile(str(files(package) / "LICENSE"), licence)


if __name__ == "__main__":
    main()
