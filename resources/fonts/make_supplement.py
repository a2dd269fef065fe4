"""Makes AnbunchoSupplement.ttf: the ideographs of personal names that the other bundled fonts lack (𠂇, 𠅞 …).

python resources/fonts/make_supplement.py HanaMinA.ttf

Needs fonttools, and HanaMinA.ttf of the Hanazono font (Debian: fonts-hanazono). Its licence permits every change; the
subset has a name of its own all the same.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent
NAME = "Anbuncho Supplement"
BEFORE = ("BIZUDPGothic-Regular", "AnbunchoNoto-Regular")
"""The fonts that are asked before: make_noto.py makes the second."""
TABLES_TO_DROP = ["FFTM", "GSUB", "GPOS", "GDEF", "vhea", "vmtx", "DSIG"]


def main(source: str) -> None:
    """Write the subset beside this file."""
    covered = set().union(*(TTFont(FOLDER / f"{name}.ttf").getBestCmap() for name in BEFORE))
    font = TTFont(source)
    wanted = [code for code in font.getBestCmap() if code >= 0x20000 or 0xF900 <= code < 0xFB00]
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, drop_tables=TABLES_TO_DROP)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for code in wanted if code not in covered])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6, 16}:
            record.string = NAME.replace(" ", "") if record.nameID == 6 else NAME
    font.save(FOLDER / "AnbunchoSupplement.ttf")


if __name__ == "__main__":
    main(sys.argv[1])
