"""What lies where in a drawing, for tests that measure."""

from core.documents.paper.drawing import MARK, Anchor, Drawing, Line, Marker, Polyline, Rect, Shape, Text, length

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def box(shape: Shape) -> Box:
    """Return the least box around a shape; a text is as long as it may be at most."""
    match shape:
        case Line():
            xs, ys = (shape.x0, shape.x1), (shape.y0, shape.y1)
            return min(xs), min(ys), max(xs), max(ys)
        case Rect():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Polyline():
            around = 0.0 if shape.marker is Marker.NONE else MARK
            columns = [x for x, _ in shape.points]
            rows = [y for _, y in shape.points]
            return min(columns) - around, min(rows) - around, max(columns) + around, max(rows) + around
    width = min(shape.room, length(shape.text, shape.size, figures=shape.figures))
    left = shape.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
    return left, shape.y - 0.86 * shape.size, left + width, shape.y + 0.14 * shape.size


def outside(drawing: Drawing) -> list[Shape]:
    """Return the shapes that leave the drawing."""
    found = []
    for shape in drawing.shapes:
        left, top, right, bottom = box(shape)
        if left < -0.01 or top < -0.01 or right > drawing.width + 0.01 or bottom > drawing.height + 0.01:
            found.append(shape)
    return found


def texts_of(drawing: Drawing) -> list[str]:
    """Return the texts of a drawing in their order."""
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def rects_of(drawing: Drawing) -> list[Rect]:
    """Return the rectangles of a drawing in their order, those of the legend included."""
    return [shape for shape in drawing.shapes if isinstance(shape, Rect)]
