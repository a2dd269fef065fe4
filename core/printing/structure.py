"""What the texts of a page are: headings, cells, notes. A tagged PDF says it to those who do not see the page."""

from collections.abc import Sequence

PAGE_HEAD, PAGE_FOOT, ORNAMENT = -1, -2, -3
"""Owners of what belongs to the page and is not read: what is repeated above, what stands below, dots and the like."""

SHEET = "/S/Sect"
HEADINGS = ("/S/H1", "/S/H2")
PARAGRAPH = "/S/P"
LIST, ITEM, LABEL, ITEM_BODY = "/S/L", "/S/LI", "/S/Lbl", "/S/LBody"
TABLE, CAPTION, HEAD, BODY, ROW, CELL = "/S/Table", "/S/Caption", "/S/THead", "/S/TBody", "/S/TR", "/S/TD"
ROW_HEADING = "/S/TH/A<</O/Table/Scope/Row>>"
CONTENTS, ENTRY, REFERENCE, LINK = "/S/TOC", "/S/TOCI", "/S/Reference", "/S/Link"


def column_heading(columns: int = 1, rows: int = 1) -> str:
    """Return what a heading over so many columns, so many rows high, is."""
    spans = f"/ColSpan {columns}" * (columns > 1) + f"/RowSpan {rows}" * (rows > 1)
    return f"/S/TH/A<</O/Table/Scope/Column{spans}>>"


def figure(words: str) -> str:
    """Return what a picture is whose figures are said in words."""
    return f"/S/Figure/Alt<FEFF{words.encode('utf-16-be', 'replace').hex().upper()}>"


class Structure:
    """The elements of one sheet in the order in which they are read; the first one is the sheet.

    `kinds` say what each is, with its attributes as PDF writes them, and `parents` in which other one it stands.
    `families` are those that were added side by side: the first and how many.
    """

    def __init__(self) -> None:
        self.kinds = [SHEET]
        self.parents = [-1]
        self.families: list[tuple[int, int]] = []

    def add(self, kind: str, parent: int = 0) -> int:
        """Add one element and return its number."""
        return self.add_all((kind,), parent)

    def add_all(self, kinds: Sequence[str], parent: int, /) -> int:
        """Add elements that stand side by side and return the number of the first."""
        first = len(self.kinds)
        self.kinds += kinds
        self.parents += [parent] * len(kinds)
        self.families.append((first, len(kinds)))
        return first


class NoStructure(Structure):
    """That of a document which is not tagged: nothing is kept."""

    def add_all(self, _kinds: Sequence[str], _parent: int, /) -> int:
        return 0
