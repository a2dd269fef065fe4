"""Makes AnbunchoNoto-Regular.ttf and -Bold.ttf: what Noto Sans JP has beyond the bundled BIZ fonts (𠮷, 𣟱 …).

python resources/fonts/make_noto.py NotoSansJP_400Regular.ttf NotoSansJP_600SemiBold.ttf

Needs fonttools and two files of Noto Sans JP 2.004 as static TrueType (package @expo-google-fonts/noto-sans-jp; the
same from Noto's own variable font with `fonttools varLib.instancer NotoSansJP[wght].ttf wght=400`, and 600). The bold
one is the semibold, which is as black as BIZ UDPGothic's bold. The Open Font License permits the change and asks that
the name Source is not used; the subset has a name of its own.

Nine characters that Noto Sans JP lacks are put together from its own: they were printed with another font before.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent
FAMILY = "Anbuncho Noto"
WEIGHTS = {"Regular": 400, "Bold": 700}
TABLES_TO_DROP = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "gasp", "prep"]

MADE = {
    0x02BC: (500, (("\u2019", 111, 0, 1, 1),)),
    0x0305: (500, (("\u00af", -53, 16, 1, 1),)),
    0x0327: (500, (("\u00b8", -51, 0, 1, 1),)),
    0x0332: (500, (("_", -13, 0, 0.94, 1),)),
    0x0336: (960, (("\u2014", 13, 99, 1, 1),)),
    0x205A: (1000, ((".", 361, 20, 1, 1), (".", 361, 566, 1, 1))),
    0x205D: (1000, ((".", 361, -40, 1, 1), (".", 361, 293, 1, 1), (".", 361, 626, 1, 1))),
    0x2219: (265, (("\u00b7", -148, -58, 1, 1),)),
    0x223C: (500, (("~", 11, 270, 0.86, 0.8),)),
}
"""Character: its width, and the characters it is put together from, each with how far it is moved right and up, and how
many times as wide and as high it is drawn."""


def main(*sources: str) -> None:
    """Write the two subsets beside this file."""
    covered = set(TTFont(FOLDER / "BIZUDPGothic-Regular.ttf").getBestCmap())
    for style, source in zip(WEIGHTS, sources, strict=True):
        font = TTFont(source)
        put_together(font)
        options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, drop_tables=TABLES_TO_DROP)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[code for code in font.getBestCmap() if code not in covered])
        subsetter.subset(font)
        name_it(font, style)
        font.save(FOLDER / f"AnbunchoNoto-{style}.ttf")


def put_together(font: TTFont) -> None:
    """Add the characters of MADE."""
    cmap, glyphs, order = font.getBestCmap(), font["glyf"], font.getGlyphOrder()
    for code, (width, parts) in MADE.items():
        name, pen = f"made{code:04X}", TTGlyphPen(font.getGlyphSet())
        for char, right, up, wider, higher in parts:
            pen.addComponent(cmap[ord(char)], (wider, 0, 0, higher, right, up))
        glyph = pen.glyph()
        glyphs[name] = glyph
        glyph.recalcBounds(glyphs)
        font["hmtx"][name] = (width, glyph.xMin)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format in {4, 12}:
                table.cmap[code] = name
    assert len(font.getGlyphOrder()) == len(set(order) | {f"made{code:04X}" for code in MADE})


def name_it(font: TTFont, style: str) -> None:
    """Give the font its own name, and the weight by which the bold one is chosen."""
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    texts = {1: FAMILY, 2: style, 3: full, 4: full, 6: f"{FAMILY.replace(' ', '')}-{style}"}
    names = font["name"]
    names.names = [one for one in names.names if one.nameID in {0, *texts, 5, 13, 14} and one.platformID == 3]
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    bold = style == "Bold"
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)


if __name__ == "__main__":
    main(*sys.argv[1:])
