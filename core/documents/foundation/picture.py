"""The network as a picture: places as boxes, from the municipalities at the left to the data centre at the right, main
lines solid and heavy, spare lines dashed."""

from collections.abc import Mapping, Sequence

from core.calc.foundation.lines import Section
from core.dataclass import dataclass
from core.documents.paper.drawing import Anchor, Dash, Drawing, Rect, Shape, Text, length
from core.documents.paper.drawing import Line as Stroke
from core.model.foundation.lines import EVERYBODY, Line, Role
from core.model.papers.printouts import report_title

_SIZE = 9.0
_SMALL = 7.5
_STEP = 11.0
_BETWEEN = 26.0
"""Between two lines of one section."""
_PAD = 8.0
_GAP = 14.0
"""Between two boxes one below the other."""
_LEAST_BOX = 72.0
_MOST_BOX = 150.0


@dataclass(frozen=True, slots=True)
class _Box:
    """A place: its texts, its column from the right, and from where to where it reaches down."""

    texts: tuple[str, ...]
    column: int
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def network_picture(sections: Sequence[Section], members: Sequence[str], width: float) -> Drawing:
    """Return the picture of sections; a box that stands for everybody names the members, where they have room."""
    boxes = _boxes(sections, members)
    columns = max(one.column for one in boxes.values()) + 1
    wide = min(_MOST_BOX, max(_LEAST_BOX, width / (2 * columns)))
    step = (width - wide - 1) / max(1, columns - 1)
    shapes: list[Shape] = []

    def left(box: _Box) -> float:
        return 0.5 + (columns - 1 - box.column) * step

    for section in sections:
        start, end = boxes[section.from_end], boxes[section.to_end]
        x0, x1 = left(start) + wide, left(end)
        for at, line in enumerate(section.lines):
            y0 = start.middle + (at - (len(section.lines) - 1) / 2) * _BETWEEN
            y1 = min(max(y0, end.top + _PAD), end.bottom - _PAD)
            shapes += _stroke(line, (x0, y0), (x1, y1))
    for box in boxes.values():
        shapes.append(Rect(left(box), box.top, wide, box.bottom - box.top))
        first = box.middle - (len(box.texts) - 1) * _STEP / 2 + 3
        for at, text in enumerate(box.texts):
            size = _SIZE if at == 0 else _SMALL
            middle = left(box) + wide / 2
            shapes.append(Text(middle, first + at * _STEP, text, size, Anchor.MIDDLE, bold=at == 0, room=wide - 6))
    height = max(one.bottom for one in boxes.values()) + 1
    return Drawing(width, height, tuple(shapes), report_title("network"), words_of(sections))


def _stroke(line: Line, start: tuple[float, float], end: tuple[float, float]) -> list[Shape]:
    is_main = line.role is Role.MAIN
    dash, weight = (Dash.SOLID, 2.0) if is_main else (Dash.DASHED, 1.2)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    room = end[0] - start[0] - 8
    return [
        Stroke(*start, *end, weight, dash),
        Text(middle[0], middle[1] - 4, _label(line, room), _SMALL, Anchor.MIDDLE, room=room),
    ]


def _label(line: Line, room: float) -> str:
    """Return as much of what is said of a line as there is room for, its place at least."""
    parts = label_of_line(line).split(" ")
    texts = [" ".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return next((text for text in texts if length(text, _SMALL) <= room), texts[-1])


def label_of_line(line: Line) -> str:
    """Return what stands above a line: 主 専用線 100Mbps 試験通信."""
    kind = line.kind.label if line.kind else ""
    speed = f"{line.bandwidth:,}Mbps" if line.bandwidth is not None else ""
    return " ".join(part for part in (line.role.label, kind, speed, line.provider) if part)


def _boxes(sections: Sequence[Section], members: Sequence[str]) -> Mapping[str, _Box]:
    """Return the boxes by place: what leads to a place stands left of it, as high as the place."""
    leading: dict[str, list[str]] = {}
    count: dict[str, int] = {}
    for one in sections:
        leading.setdefault(one.to_end, []).append(one.from_end)
        leading.setdefault(one.from_end, [])
        count[one.from_end] = count.get(one.from_end, 0) + len(one.lines)
    starts = {one.from_end for one in sections}
    boxes: dict[str, _Box] = {}
    seen: set[str] = set()

    def put(place: str, column: int, top: float) -> float:
        """Put a place, and before it what leads to it; return where the next may begin."""
        seen.add(place)
        before = [one for one in dict.fromkeys(leading[place]) if one not in seen]
        texts = _texts(place, members)
        needed = max(len(texts) * _STEP + 2 * _PAD, count.get(place, 1) * _BETWEEN + _PAD)
        bottom = top
        for one in before:
            if one not in seen:
                bottom = put(one, column + 1, bottom if bottom == top else bottom + _GAP)
        boxes[place] = _Box(texts, column, top, max(bottom, top + needed))
        return boxes[place].bottom

    down = 0.5
    for place in [*(one for one in leading if one not in starts), *leading]:
        if place not in seen:
            down = put(place, 0, down) + _GAP
    return boxes


_NAMED = 12
"""So many members have room in a box."""


def _texts(place: str, members: Sequence[str]) -> tuple[str, ...]:
    if place != EVERYBODY or not members:
        return (place,)
    if len(members) > _NAMED:
        return (f"{EVERYBODY}({len(members):,}団体)",)
    return (EVERYBODY, *members)


def words_of(sections: Sequence[Section]) -> str:
    """Return the same for those who do not see it."""
    return "。".join(
        f"{one.from_end}から{one.to_end}まで: {'、'.join(label_of_line(line) for line in one.lines)}"
        for one in sections
    )


LEGEND = "太い実線 主回線　破線 副回線"
