"""A laid-out page: texts, lines and shades at their places, in points from the top left corner."""

from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path

from reportlab.lib.pagesizes import A3, A4

from core.dataclass import dataclass
from core.documents.paper.document import Anchor
from core.documents.paper.drawing import Drawing
from core.model.values.paper import Orientation, Paper
from core.printing.fonts import Face
from core.printing.structure import Structure
from core.printing.text import Line

BINDING = 57.0
"""At the left, 20 mm: there is room to punch it."""
MARGIN = 34.0
"""At the right, 12 mm."""
TOP = 30.0
BOTTOM = 38.0
"""The foot with the page number stands inside it."""

THIN = 0.35
HEAVY = 1.1

_SIZES: dict[Paper, tuple[float, float]] = {Paper.A4: A4, Paper.A3: A3}


@dataclass(slots=True)
class Texts:
    """Lines in the order in which they are read, with faces, left ends and baselines, kept side by side: a large
    table has hundreds of thousands. `owners` are the elements of the page's structure to which they belong; what is
    put from now on belongs to `owner`."""

    faces: list[Face] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    baselines: list[float] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    owner: int = 0

    def add(self, face: Face, x: float, baseline: float, line: Line) -> None:
        """Put one more line."""
        self.faces.append(face)
        self.xs.append(x)
        self.baselines.append(baseline)
        self.lines.append(line)
        self.owners.append(self.owner)

    def __iter__(self) -> Iterator[tuple[Face, float, float, Line]]:
        return zip(self.faces, self.xs, self.baselines, self.lines, strict=True)


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing with its upper left corner on the page, how many times its own size it is, and its element."""

    drawing: Drawing
    x: float
    y: float
    scale: float
    owner: int = 0


@dataclass(slots=True)
class Page:
    """`texts` are the lines, row by row, `rules` (x0, y0, x1, y1, thickness), `shades` (x, y, width, height); of
    `headings` are the texts of those that begin here. Of
    `drawings` the texts stand in `texts`, `pictures` (file, x, y, width, height, element), `links` (the anchor, x, y,
    width, height, element). `structure` has the elements of its sheet, the `sheet`th of the document; a page that is
    left empty has none."""

    width: float
    height: float
    texts: Texts = field(default_factory=Texts)
    rules: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    shades: list[tuple[float, float, float, float]] = field(default_factory=list)
    drawings: list[Placed] = field(default_factory=list)
    pictures: list[tuple[Path | bytes, float, float, float, float, int]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    links: list[tuple[Anchor, float, float, float, float, int]] = field(default_factory=list)
    structure: Structure | None = None
    sheet: int = 0

    def write(self, face: Face, x: float, baseline: float, line: Line) -> None:
        """Put `line` with its left end at `x`."""
        self.texts.add(face, x, baseline, line)

    def rule(self, x0: float, y0: float, x1: float, y1: float, thickness: float = THIN) -> None:
        """Draw a line."""
        self.rules.append((x0, y0, x1, y1, thickness))

    def move(self, across: float) -> None:
        """Put everything so much further to the right."""
        self.texts.xs = [x + across for x in self.texts.xs]
        self.rules = [(x0 + across, y0, x1 + across, y1, thick) for x0, y0, x1, y1, thick in self.rules]
        self.shades = [(x + across, y, width, height) for x, y, width, height in self.shades]
        self.drawings = [replace(one, x=one.x + across) for one in self.drawings]
        self.pictures = [(one[0], one[1] + across, *one[2:]) for one in self.pictures]
        self.links = [(one[0], one[1] + across, *one[2:]) for one in self.links]


def png_size(path: Path) -> tuple[int, int]:
    """Return width and height of a PNG file in pixels, read from its head. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(24)
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def page_size(paper: Paper, orientation: Orientation) -> tuple[float, float]:
    """Return width and height in points."""
    short, long = _SIZES[paper]
    return (long, short) if orientation is Orientation.LANDSCAPE else (short, long)
