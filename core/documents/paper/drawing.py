"""A drawing as values: lines, rectangles, marks and texts in points from the upper left corner.

Paper and screen show the same drawing. Nothing in it is told apart by colour alone: rectangles have patterns, lines
have dashes and marks.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum

from core.dataclass import dataclass

Point = tuple[float, float]
Segment = tuple[float, float, float, float]
"""x0, y0, x1, y1."""


class Fill(Enum):
    """Patterns that stay apart on a black and white copier; all but SOLID are outlined."""

    SOLID = "solid"
    LIGHT = "light"
    HATCH = "hatch"
    CROSS = "cross"
    NONE = "none"


class Dash(Enum):
    """How a line is interrupted. Names, since Python 3.11.2 takes an empty tuple for no value at all."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DASH_DOT = "dash-dot"

    @property
    def lengths(self) -> tuple[float, ...]:
        """The lengths of strokes and gaps in points; none for a solid line."""
        return _DASHES[self]


_DASHES: dict[Dash, tuple[float, ...]] = {
    Dash.SOLID: (),
    Dash.DASHED: (5.0, 2.5),
    Dash.DOTTED: (1.2, 2.0),
    Dash.DASH_DOT: (6.0, 2.0, 1.2, 2.0),
}


class Marker(Enum):
    """What stands at the points of a line."""

    NONE = "none"
    DISC = "disc"
    BOX = "box"
    TRIANGLE = "triangle"
    DOWN = "down"
    DIAMOND = "diamond"
    SQUARE = "square"
    RING = "ring"

    @property
    def filled(self) -> bool:
        """Whether the inside has the colour of the line; else it has that of the ground."""
        return self in {Marker.DISC, Marker.TRIANGLE, Marker.SQUARE}


class Anchor(Enum):
    """Which point of a text stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Ink(Enum):
    """QUIET is for what helps the eye and carries no figure: grids and leaders."""

    DARK = "dark"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Line:
    x0: float
    y0: float
    x1: float
    y1: float
    weight: float = 0.5
    dash: Dash = Dash.SOLID
    ink: Ink = Ink.DARK


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: Fill = Fill.NONE


@dataclass(frozen=True, slots=True)
class Polyline:
    """Points joined by a line and marked; a single point is a mark alone."""

    points: tuple[Point, ...]
    dash: Dash = Dash.SOLID
    marker: Marker = Marker.NONE
    weight: float = 1.2
    ink: Ink = Ink.DARK


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on the baseline `y`; what is longer than `room` points is set smaller, until it fits."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = Anchor.START
    bold: bool = False
    figures: bool = False
    room: float = math.inf


Shape = Line | Rect | Polyline | Text


def moved(shapes: Iterable[Shape], dx: float, dy: float) -> tuple[Shape, ...]:
    """Return the shapes so much further to the right and down."""
    return tuple(_moved(shape, dx, dy) for shape in shapes)


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    match shape:
        case Line():
            return replace(shape, x0=shape.x0 + dx, x1=shape.x1 + dx, y0=shape.y0 + dy, y1=shape.y1 + dy)
        case Polyline():
            return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they are painted; `words` says the figures for those who do not see them."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str = ""
    words: str = ""


MARK = 3.0
"""The radius of a mark in points."""
_CORNERS = {
    Marker.TRIANGLE: (3, -90),
    Marker.DOWN: (3, 90),
    Marker.DIAMOND: (4, 0),
    Marker.BOX: (4, 45),
    Marker.SQUARE: (4, 45),
}
"""How many corners, and where the first one is in degrees; the others are round."""
_ROUND = (16, 0)
_GAP = 3.0
"""Between the lines of a pattern."""


def corners(marker: Marker, at: Point) -> tuple[Point, ...]:
    """Return the corners of a mark around `at`; a round one has enough of them to look round."""
    x, y = at
    count, turned = _CORNERS.get(marker, _ROUND)
    angles = (math.radians(turned + 360 * corner / count) for corner in range(count))
    return tuple((x + MARK * math.cos(angle), y + MARK * math.sin(angle)) for angle in angles)


def pattern(rect: Rect) -> Iterator[Segment]:
    """Yield the lines of a rectangle's pattern, cut off at its edges; neighbours' lines continue each other."""
    if rect.fill not in {Fill.HATCH, Fill.CROSS}:
        return
    left, top, right, bottom = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
    for at in _steps(left + top, right + bottom):
        x0, x1 = max(left, at - bottom), min(right, at - top)
        if x1 > x0:
            yield x0, at - x0, x1, at - x1
    if rect.fill is Fill.CROSS:
        for at in _steps(left - bottom, right - top):
            x0, x1 = max(left, at + top), min(right, at + bottom)
            if x1 > x0:
                yield x0, x0 - at, x1, x1 - at


def _steps(low: float, high: float) -> Iterator[float]:
    step = _GAP * math.sqrt(2)
    for number in range(math.ceil(low / step), math.floor(high / step) + 1):
        yield number * step


def length(text: str, size: float, *, figures: bool = False) -> float:
    """Return how long a text is at most, in points.

    Exact for figures: their face has half an em for every character of ASCII and one em for the others. The text
    face has no character wider than an em; its Latin letters are taken as four fifths of one.
    """
    narrow = 0.5 if figures else 0.8
    return sum(narrow if char < "\x7f" else 1.0 for char in text) * size
