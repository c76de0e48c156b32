"""Joins Noto Sans and Noto Sans Arabic in resources/fonts into the two fonts of the documents.

A paragraph or a table cell of a PDF has one font; with all scripts in one font a name needs no switching inside it.
Run it by hand after `make_fonts.py`: `python scripts/merge_document_fonts.py`. The result is committed.
"""

import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
#: Tables of variable fonts and of screens, which a PDF has no use for.
DROPPED = ["STAT", "meta", "vmtx", "vhea"]
#: Letters that both fonts have stay those of Noto Sans, whose accents fit them.
ARABIC_ONLY = ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


def arabic_only(weight: str, target: Path) -> None:
    """Noto Sans Arabic without its Latin letters."""
    font = TTFont(str(FONTS / f"NotoSansArabic-{weight}.ttf"))
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[letter for first, last in ARABIC_ONLY for letter in range(first, last + 1)])
    subsetter.subset(font)
    font.save(str(target))


def merge(weight: str) -> TTFont:
    """One font with the letters of both, leaving room for glyphs that are put together while drawing."""
    with tempfile.TemporaryDirectory() as folder:
        arabic = Path(folder) / "arabic.ttf"
        arabic_only(weight, arabic)
        font = Merger(options=Options(drop_tables=DROPPED)).merge([str(FONTS / f"NotoSans-{weight}.ttf"), str(arabic)])
    limits = font["maxp"]
    limits.maxComponentElements = max(limits.maxComponentElements, 8)
    limits.maxComponentDepth = max(limits.maxComponentDepth, 3)
    limits.maxCompositePoints = max(limits.maxCompositePoints, 1000)
    limits.maxCompositeContours = max(limits.maxCompositeContours, 100)
    limits.recalc = lambda _font: None
    return font


def main() -> None:
    for weight in ("Regular", "Bold"):
        target = FONTS / f"Documents-{weight}.ttf"
        merge(weight).save(str(target))
        print(target.name, target.stat().st_size // 1024, "KiB")


if __name__ == "__main__":
    main()
