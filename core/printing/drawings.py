"""Drawings on paper: their texts become lines of the page, their shapes operators of the PDF, all in greys."""

from collections.abc import Iterable, Iterator, Sequence

from core.documents.paper.drawing import (
    Anchor,
    Dash,
    Drawing,
    Fill,
    Ink,
    Line,
    Marker,
    Point,
    Polyline,
    Rect,
    Text,
    corners,
    pattern,
)
from core.printing.fonts import Face
from core.printing.page import Page, Placed
from core.printing.text import Measure

_INKS = {Ink.DARK: 0.1, Ink.QUIET: 0.72}
_GROUNDS = {Fill.SOLID: 0.3, Fill.LIGHT: 0.88}
"""Greys: far enough apart for a copier."""
_EDGE = 0.5
_LINES_OF_PATTERN = 0.45
_FACES = {
    (False, False): Face.TEXT,
    (False, True): Face.TEXT_BOLD,
    (True, False): Face.FIGURE,
    (True, True): Face.FIGURE_BOLD,
}


def place_drawing(page: Page, placed: Placed, measure: Measure) -> None:
    """Put a drawing on the page."""
    page.drawings.append(placed)
    for shape in placed.drawing.shapes:
        if isinstance(shape, Text) and shape.text:
            _write(page, placed, shape, measure)


def _write(page: Page, placed: Placed, text: Text, measure: Measure) -> None:
    face = _FACES[text.figures, text.bold]
    room, size = text.room * placed.scale, text.size * placed.scale
    line = measure.line(text.text, face, round(size, 2))
    if line.width > room:
        line = measure.line(text.text, face, int(size * room / line.width * 100) / 100)
    before = {Anchor.START: 0.0, Anchor.MIDDLE: line.width / 2, Anchor.END: line.width}[text.anchor]
    page.write(face, placed.x + text.x * placed.scale - before, placed.y + text.y * placed.scale, line)


def operators(placed: Placed, page_height: float) -> list[str]:
    """Return what draws the shapes; the graphics state is left as it was."""
    scale = placed.scale
    matrix = f"{scale:.4f} 0 0 {-scale:.4f} {placed.x:.2f} {page_height - placed.y:.2f} cm"
    return ["q", matrix, *_shapes(placed.drawing), "Q"]


def _shapes(drawing: Drawing) -> Iterator[str]:
    for shape in drawing.shapes:
        match shape:
            case Line():
                yield _pen(shape.weight, shape.dash, shape.ink)
                yield _path([(shape.x0, shape.y0), (shape.x1, shape.y1)])
                yield "S"
            case Rect():
                yield from _rect(shape)
            case Polyline():
                yield from _polyline(shape)


def _rect(rect: Rect) -> Iterator[str]:
    box = f"{rect.x:.2f} {rect.y:.2f} {rect.width:.2f} {rect.height:.2f} re"
    if rect.fill is Fill.SOLID:
        yield f"{_GROUNDS[Fill.SOLID]} g {box} f"
        return
    yield f"{_GROUNDS.get(rect.fill, 1)} g {box} f"
    yield _pen(_LINES_OF_PATTERN, Dash.SOLID, Ink.DARK)
    lines = [_path([(x0, y0), (x1, y1)]) for x0, y0, x1, y1 in pattern(rect)]
    if lines:
        yield from (*lines, "S")
    yield _pen(_EDGE, Dash.SOLID, Ink.DARK)
    yield f"{box} S"


def _polyline(line: Polyline) -> Iterator[str]:
    if len(line.points) > 1:
        yield _pen(line.weight, line.dash, line.ink)
        yield _path(line.points)
        yield "S"
    if line.marker is not Marker.NONE:
        yield _pen(0.9, Dash.SOLID, line.ink)
        yield f"{_INKS[line.ink] if line.marker.filled else 1} g"
        for point in line.points:
            yield _path(corners(line.marker, point))
            yield "b"


def _pen(weight: float, dash: Dash, ink: Ink) -> str:
    return f"{weight:g} w [{_numbers(dash.lengths)}] 0 d {_INKS[ink]} G"


def _path(points: Sequence[Point]) -> str:
    (x, y), *others = points
    return " ".join([f"{x:.2f} {y:.2f} m", *(f"{x:.2f} {y:.2f} l" for x, y in others)])


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:g}" for value in values)
