"""The structure of a tagged PDF (ISO 32000-1, 14.7): which marks on which page belong to which element."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from core.printing.page import Page, Placed
from core.printing.structure import ORNAMENT, PAGE_FOOT, PAGE_HEAD, Structure

ARTIFACT = "/Artifact BMC"
"""What is not read: lines, grounds."""
END = "EMC"
_ARTIFACTS = {
    PAGE_HEAD: "/Artifact<</Type/Pagination/Subtype/Header>>BDC",
    PAGE_FOOT: "/Artifact<</Type/Pagination/Subtype/Footer>>BDC",
    ORNAMENT: ARTIFACT,
}
_LINKS_FROM = 10_000_000
"""The keys of links in the tree of parents: behind those of all pages."""


def _tag(kind: str) -> str:
    """Return the name of an element's type: /TH of /S/TH/A<<…."""
    return "/" + kind.removeprefix("/S/").partition("/")[0]


class Openings(dict[str, list[str]]):
    """The operators before the marks of a page, by the kind of the element and the number of the mark."""

    def __missing__(self, kind: str) -> list[str]:
        tag = _tag(kind)
        self[kind] = made = [f"{tag}<</MCID {number}>>BDC" for number in range(_MOST_MARKS)]
        return made


_MOST_MARKS = 512
"""So many openings are made at once; a page with more marks makes its own."""


class Tagging:
    """The elements of a document so far, and the marks of each page: `pages` has the element of each mark by its
    number on the page."""

    def __init__(self, canvas: Canvas) -> None:
        self.kinds: list[str] = []
        self.parents: list[int] = []
        self.families: list[tuple[int, int]] = []
        self.pages: list[list[int]] = []
        self.links: list[tuple[int, int, str]] = []
        self._document = canvas._doc
        self._structure: Structure | None = None
        self._base = 0
        self._openings = Openings()
        self.root = pdfdoc.PDFDictionary({})
        catalog = self._document.Catalog
        catalog.StructTreeRoot = self.root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})

    def begin_page(self, page: Page) -> None:
        """Take note of a page that is about to be written."""
        self.pages.append([])
        structure = page.structure
        if structure is None or structure is self._structure:
            return
        self._structure, self._base = structure, len(self.kinds)
        self.kinds += structure.kinds
        self.parents += [-1, *[parent + self._base for parent in structure.parents[1:]]]
        self.families += [(first + self._base, count) for first, count in structure.families]

    def end_page(self) -> None:
        """Say on the page that was just shown where its marks are looked up, and that links go in reading order."""
        page = self._document.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self.pages) - 1, pdfdoc.PDFName("S")

    @property
    def begin(self) -> Callable[[int], str]:
        """What returns the operator before what belongs to an element of the page's structure; for this page only."""
        marks, base, kinds, openings = self.pages[-1], self._base, self.kinds, self._openings

        def begin(owner: int) -> str:
            if owner < 0:
                return _ARTIFACTS[owner]
            owner += base
            number, kind = len(marks), kinds[owner]
            marks.append(owner)
            return openings[kind][number] if number < _MOST_MARKS else f"{_tag(kind)}<</MCID {number}>>BDC"

        return begin

    def place(self, owner: int, x: float, y: float, width: float, height: float) -> None:
        """Say where on the page a figure stands, from its lower left corner."""
        box = f"{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}"
        self.kinds[owner + self._base] += f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"

    def drawing(self, placed: Placed, page_height: float) -> str:
        """Return the operator before a drawing, which is a figure."""
        drawing, scale = placed.drawing, placed.scale
        height = drawing.height * scale
        begin = self.begin(placed.owner)
        self.place(placed.owner, placed.x, page_height - placed.y - height, drawing.width * scale, height)
        return begin

    def link(self, owner: int, annotation: str) -> int:
        """Take note of a link and return its key."""
        self.links.append((owner + self._base, len(self.pages) - 1, annotation))
        return _LINKS_FROM + len(self.links) - 1

    def objects(self, root: int, first: int) -> list[str]:
        """Return the objects of the structure: its root, which has the number `root`, and the others, numbered from
        `first` on."""
        numbers = self._document.idToObjectNumberAndVersion
        pages = [f"{numbers[f'Page{at}'][0]} 0 R" for at in range(1, len(self.pages) + 1)]
        behind = first + 1 + len(self.kinds)
        refs = [f"{number} 0 R" for number in range(first + 1, behind)]
        tops = " ".join([ref for ref, parent in zip(refs, self.parents, strict=True) if parent < 0])
        tree = [f"{page} {number} 0 R" for page, number in enumerate(range(behind, behind + len(pages)))]
        tree += [f"{key} {refs[owner]}" for key, (owner, _, _) in enumerate(self.links, _LINKS_FROM)]
        parents = f"/ParentTree<</Nums[{' '.join(tree)}]>>/ParentTreeNextKey {_LINKS_FROM + len(self.links)}"
        return [
            f"<</Type/StructTreeRoot/K {first} 0 R{parents}>>",
            f"<</S/Document/P {root} 0 R/K[{tops}]>>",
            *self._elements(refs, f"/P {first} 0 R", pages, numbers),
            *[f"[{' '.join([refs[owner] for owner in marks])}]" for marks in self.pages],
        ]

    def _elements(self, refs: Sequence[str], top: str, pages: Sequence[str], numbers: Any) -> list[str]:
        """Return every element: most have one mark, or none, which is said on the spot."""
        page_of, mark_of, further = self._marks()
        above = {parent: f"/P {refs[parent]}" for parent in set(self.parents)} | {-1: top}
        on = [*[f"/Pg {page}/K " for page in pages], ""]
        written = [
            f"<<{kind}{above[parent]}{on[page]}{mark}>>"
            for kind, parent, page, mark in zip(self.kinds, self.parents, page_of, mark_of, strict=True)
        ]
        inside: dict[int, list[str]] = {}

        def kids(owner: int) -> list[str]:
            if owner not in inside:
                marks = [(page_of[owner], mark_of[owner]), *further.get(owner, ())]
                inside[owner] = [f"<</Type/MCR/Pg {pages[page]}/MCID {mark}>>" for page, mark in marks if mark != ""]
            return inside[owner]

        for owner in further:
            kids(owner)
        for first, count in self.families:
            kids(self.parents[first]).extend(refs[first : first + count])
        for owner, page, name in self.links:
            kids(owner).append(f"<</Type/OBJR/Pg {pages[page]}/Obj {numbers[name][0]} 0 R>>")
        for owner, all_of_it in inside.items():
            written[owner] = f"<<{self.kinds[owner]}{above[self.parents[owner]]}/K[{' '.join(all_of_it)}]>>"
        return written

    def _marks(self) -> tuple[list[int], list[int | str], dict[int, list[tuple[int, int]]]]:
        """Return page and number of the first mark of each element ("" for none), and those of further ones."""
        page_of, mark_of = [len(self.pages)] * len(self.kinds), cast(list[int | str], [""] * len(self.kinds))
        further: dict[int, list[tuple[int, int]]] = {}
        for page, marks in enumerate(self.pages):
            for mark, owner in enumerate(marks):
                if mark_of[owner] == "":
                    page_of[owner], mark_of[owner] = page, mark
                else:
                    further.setdefault(owner, []).append((page, mark))
        return page_of, mark_of, further
