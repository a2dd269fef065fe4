"""組織図 as a drawing: boxes and lines, laid out block by block from the leaves. Many leaves under one body hang in
columns; what stands aside hangs on a dashed line beside the line that leads down."""

from collections.abc import Iterator, Sequence

from core.dataclass import dataclass
from core.documents.organisation.outline import Outline, words_of
from core.documents.paper.drawing import Anchor, Dash, Drawing, Line, Rect, Shape, Text, length, moved

NAME, BODY = 10.0, 8.0
"""The sizes of names and of the lines under them, in points."""
_LINE = 11.0
_PAD = 5.0
_WIDE, _MIDDLE, _NARROW = 480.0, 330.0, 200.0
"""How wide a box may be: of a body over bodies that have others below, of one over leaves, of a leaf."""
_LEAST = 96.0
_BETWEEN = 16.0
"""Between neighbours."""
_DROP = 12.0
"""From a box down to the line that joins what is below, and from there on."""
_ROWS = 7.0
"""Between leaves of a column."""
_HANG = 10.0
"""From the line at the left of a column to its boxes."""
_SIDE = 22.0
"""From the line down to what stands aside."""
MOST_COLUMNS = 6
_USUAL_COLUMNS = 2
_READABLE = 0.8
"""Names of eight points."""
_NO_LINE_START = "、。，．・)）」』】]"
_SQUEEZE = 1.06
_NEAR = 8
_HEAVY = 0.9


@dataclass(frozen=True, slots=True)
class Block:
    """A body with all below. The line from above ends at (0, 0); it reaches `left` and `right` of that, and down."""

    left: float
    right: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    width: float
    height: float
    shapes: tuple[Shape, ...]


def organisation_chart(tops: Sequence[Outline], room: tuple[float, float], title: str) -> Drawing:
    """Return the chart for a page of this room: in the usual two columns while that can be read, else in as many as
    make it the largest. It is as large as it needs; the page makes it smaller."""
    usual = _chart(tops, _USUAL_COLUMNS, title)
    if _scale(usual, room) >= _READABLE:
        return usual
    drawings = (_chart(tops, columns, title) for columns in range(1, MOST_COLUMNS + 1))
    return max(drawings, key=lambda drawing: _scale(drawing, room))


def _scale(drawing: Drawing, room: tuple[float, float]) -> float:
    return min(1.0, room[0] / drawing.width, room[1] / drawing.height)


def _chart(tops: Sequence[Outline], columns: int, title: str) -> Drawing:
    x, height, shapes = 0.0, 0.0, list[Shape]()
    for one in tops:
        block = _block(one, columns)
        shapes += moved(block.shapes, x + block.left, 0)
        x += block.left + block.right + _BETWEEN
        height = max(height, block.height)
    return Drawing(max(1.0, x - _BETWEEN) + 2, height + 2, moved(shapes, 1, 1), title, words_of(tops))


def _block(one: Outline, columns: int) -> Block:
    is_over_leaves = bool(one.below) and all(_is_leaf(child) for child in one.below)
    box = _box(one, _MIDDLE if is_over_leaves else _WIDE if one.below else _NARROW)
    shapes = [*moved(box.shapes, -box.width / 2, 0)]
    left = right = box.width / 2
    y = box.height
    for child in one.aside:
        beside = _box(child, _MIDDLE)
        y += _DROP
        middle = y + beside.height / 2
        shapes.append(Line(0, middle, _SIDE, middle, _HEAVY, Dash.DASHED))
        shapes += moved(beside.shapes, _SIDE, y)
        right = max(right, _SIDE + beside.width)
        y += beside.height
    if not one.below:
        if one.aside:
            shapes.append(Line(0, box.height, 0, middle, _HEAVY))
        return Block(left, right, y, tuple(shapes))
    bus = y + _DROP
    shapes.append(Line(0, box.height, 0, bus, _HEAVY))
    below = _hung(one.below, columns) if is_over_leaves else _side_by_side(one.below, columns)
    shapes += moved(below.shapes, 0, bus)
    return Block(max(left, below.left), max(right, below.right), bus + below.height, tuple(shapes))


def _is_leaf(one: Outline) -> bool:
    return not one.below and not one.aside


def _side_by_side(ones: Sequence[Outline], columns: int) -> Block:
    """Return the blocks under a line that joins them, in its middle the line from above."""
    blocks = [_block(one, columns) for one in ones]
    stems, x = [], 0.0
    for block in blocks:
        stems.append(x + block.left)
        x += block.left + block.right + _BETWEEN
    width, centre = x - _BETWEEN, (stems[0] + stems[-1]) / 2
    shapes: list[Shape] = [Line(stems[0] - centre, 0, stems[-1] - centre, 0, _HEAVY)] if len(ones) > 1 else []
    for block, stem in zip(blocks, stems, strict=True):
        shapes.append(Line(stem - centre, 0, stem - centre, _DROP, _HEAVY))
        shapes += moved(block.shapes, stem - centre, _DROP)
    return Block(centre, width - centre, _DROP + max(block.height for block in blocks), tuple(shapes))


def _hung(leaves: Sequence[Outline], columns: int) -> Block:
    """Return leaves in columns, filled downwards, on a line at the left of each; up to three hang in one."""
    count = min(columns, len(leaves)) if len(leaves) > 3 else 1
    rows = -(-len(leaves) // count)
    boxes = [_box(leaf, _NARROW) for leaf in leaves]
    width = max(box.width for box in boxes)
    parts = [boxes[start : start + rows] for start in range(0, len(boxes), rows)]
    each = _HANG + width
    total = len(parts) * each + (len(parts) - 1) * _BETWEEN
    shapes: list[Shape] = []
    height = 0.0
    lines = [at * (each + _BETWEEN) - total / 2 for at in range(len(parts))]
    for x, part in zip(lines, parts, strict=True):
        y = _DROP
        for box in part:
            middle = y + box.height / 2
            shapes.append(Line(x, middle, x + _HANG, middle, _HEAVY))
            shapes += moved(_widened(box, width).shapes, x + _HANG, y)
            y += box.height + _ROWS
        shapes.append(Line(x, 0, x, middle, _HEAVY))
        height = max(height, y - _ROWS)
    shapes.append(Line(min(0.0, lines[0]), 0, max(0.0, lines[-1]), 0, _HEAVY))
    return Block(total / 2, total / 2, height, tuple(shapes))


def _widened(box: _Box, width: float) -> _Box:
    return _Box(width, box.height, tuple(_wider(shape, width) for shape in box.shapes))


def _wider(shape: Shape, width: float) -> Shape:
    match shape:
        case Rect():
            return Rect(0, 0, width, shape.height)
        case Text() if shape.anchor is Anchor.MIDDLE:
            return Text(width / 2, shape.y, shape.text, shape.size, shape.anchor, shape.bold, room=width - 2 * _PAD)
    return shape


def _box(one: Outline, most: float) -> _Box:
    """Return the frame with the name in its middle and the lines below, as wide as they need and `most` at most."""
    needed = max((length(one.title, NAME), *(length(line, BODY) for line in one.lines))) + 2 * _PAD
    width = max(_LEAST, min(most, needed))
    inside = width - 2 * _PAD
    lines = [part for line in one.lines for part in broken(line, inside)]
    y = _PAD + NAME
    shapes: list[Shape] = [Text(width / 2, y - 1, one.title, NAME, Anchor.MIDDLE, bold=True, room=inside)]
    for line in lines:
        y += _LINE
        shapes.append(Text(_PAD, y, line, BODY, room=inside))
    height = y + _PAD
    return _Box(width, height, (Rect(0, 0, width, height), *shapes))


def broken(text: str, room: float, size: float = BODY) -> Iterator[str]:
    """Yield a text in lines that fit, broken after a comma where one is near; what may not begin a line stays with the
    letter before it. A little that would be left over is taken along: the line is set smaller."""
    while text:
        if length(text, size) <= room * _SQUEEZE:
            yield text
            return
        end = 1
        while length(text[: end + 1], size) <= room:
            end += 1
        near = text.rfind("、", max(1, end - _NEAR), end) + 1
        end = near or end
        while end > 1 and text[end] in _NO_LINE_START:
            end -= 1
        yield text[:end]
        text = text[end:]
