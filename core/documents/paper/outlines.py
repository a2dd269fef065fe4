"""What stands on a page of a PDF, as it was read back: texts, lines and pictures, for a printer to draw."""

from typing import Any

from core.dataclass import dataclass

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of PDF: where a point of the object stands on the page, in points from its lower left corner."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one font, `size` points high before the matrix; `font` is the name of its file."""

    font: str
    size: float
    text: str
    colour: Colour
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: `steps` are ("m" | "l", x, y), ("c", six numbers) and ("h",); without `fill` or `stroke` it has none."""

    steps: tuple[tuple[Any, ...], ...]
    fill: Colour | None
    stroke: Colour | None
    width: float
    dashes: tuple[float, ...]
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, which fills the unit square before the matrix."""

    width: int
    height: int
    pixels: bytes
    """Rows of red, green, blue bytes, without a gap."""
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class PageOutlines:
    """One page, `width` × `height` points, its parts in the order in which they are drawn."""

    width: float
    height: float
    parts: tuple[Words | Shape | Picture, ...]
