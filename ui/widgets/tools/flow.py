"""Widgets side by side; what has no room there goes into further lines, so that no page is wider than its screen."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeGuard

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget, QWidgetItem

from core.dataclass import dataclass

_LINE = tuple[Sequence[QLayoutItem], Sequence[int], int, int]
"""What stands in a line, how wide each is, where it begins, and how high it is."""


class Lined(Protocol):
    """What stands in one line as long as it can, though it could break into several."""

    def least_line(self) -> int:
        """Return how wide it must be to be one line, everything as narrow as may be."""
        ...


def is_lined(widget: QWidget | None) -> TypeGuard[Lined]:
    """Whether a widget is `Lined`; asked thousands of times, so that isinstance would take too long."""
    return hasattr(type(widget), "least_line")


@dataclass(frozen=True, slots=True)
class _Room:
    """How wide an item must be, and would be, and how wide it must be to be one line."""

    item: QLayoutItem
    least: int
    wished: int
    line: int


class Flow(QLayout):
    """As long as there is room it is one line, in which stretches push what follows to the right. Else what stands
    before a stretch and what follows it have lines of their own, the latter at the right. Where it `shrinks`, what can
    be narrower gives way before there is another line."""

    def __init__(self, parent: QWidget | None = None, *, shrinks: bool = False) -> None:
        super().__init__(*((parent,) if parent is not None else ()))
        self._items: list[QLayoutItem] = []
        self._stretches: dict[int, int] = {}
        self._shrinks = shrinks
        self._known: list[_Room] | None = None
        self._laid: dict[int, list[_LINE]] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget; with a stretch it takes the width that is left."""
        self.addChildWidget(widget)
        self._stretches[len(self._items)] = stretch
        self.addItem(QWidgetItem(widget))

    def put_first(self, widget: QWidget) -> None:
        """Put a widget before all others."""
        self.addChildWidget(widget)
        self._stretches = {at + 1: stretch for at, stretch in self._stretches.items()}
        self._items.insert(0, QWidgetItem(widget))
        self.invalidate()

    def addStretch(self, stretch: int = 1) -> None:
        """Push what follows to the right end of its line."""
        self._stretches[len(self._items)] = stretch
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        if not 0 <= index < len(self._items):
            return None  # type: ignore[return-value]
        self._stretches = {at - (at > index): stretch for at, stretch in self._stretches.items() if at != index}
        self.invalidate()
        return self._items.pop(index)

    def invalidate(self) -> None:
        """What was worked out holds until Qt says that a part has changed: it asks for it again and again."""
        self.forget()
        super().invalidate()

    def forget(self) -> None:
        """Work everything out anew when it is asked for."""
        self._known, self._laid = None, {}

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [height for *_, height in self._lines(width)]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        rooms = self._rooms()
        width = sum(room.wished for room in rooms) + self._gaps([room.item for room in rooms])
        return QSize(width, max((room.item.sizeHint().height() for room in rooms), default=0))

    def minimumSize(self) -> QSize:
        rooms = self._rooms()
        return QSize(
            max((room.least for room in rooms), default=0),
            max((room.item.minimumSize().height() for room in rooms), default=0),
        )

    def least_line(self) -> int:
        """Return how wide it must be to be one line, everything as narrow as may be."""
        rooms = self._rooms()
        return sum(room.line for room in rooms) + self._gaps([room.item for room in rooms])

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for items, widths, begin, height in self._lines(rect.width()):
            left = rect.left() + begin
            for item, width in zip(items, widths, strict=True):
                item.setGeometry(QRect(left, top, width, height))
                left += width + (0 if item.spacerItem() else self.spacing())
            top += height + self.spacing()

    def _rooms(self) -> list[_Room]:
        """Return the rooms of what is seen. They are asked for many times while a page is laid out, and remembered
        where they may be: a widget's own layout is told at once when one of its widgets changes, a layout in another
        one is not, unless that is a `Column`."""
        within = self.parent()
        if self._known is None or (isinstance(within, QLayout) and not isinstance(within, Column)):
            self._known = [_room(item) for item in self._items if item.spacerItem() is not None or not item.isEmpty()]
            self._laid = {}
        return self._known

    def _gaps(self, items: Sequence[QLayoutItem]) -> int:
        """Return how much stands between items; a stretch needs nothing beside it."""
        return self.spacing() * max(0, sum(item.spacerItem() is None for item in items) - 1)

    def _lines(self, width: int) -> list[_LINE]:
        rooms = self._rooms()
        if width not in self._laid:
            if (self.least_line() if self._shrinks else self.sizeHint().width()) <= width:
                lines = [self._line(rooms, width)]
            else:
                lines = [self._line(line, width, at_right) for line, at_right in self._broken(rooms, width)]
            self._laid[width] = lines
        return self._laid[width]

    def _broken(self, rooms: Sequence[_Room], width: int) -> list[tuple[list[_Room], bool]]:
        """Return the lines, and whether each stands at the right; what follows a stretch goes on in the last line
        before it where it finds room there as a whole."""
        lines: list[tuple[list[_Room], bool]] = []
        stretch: list[_Room] = []
        for group in _groups(rooms):
            if group[0].item.spacerItem() is not None:
                stretch = group
                continue
            joined = [*lines[-1][0], *stretch, *group] if lines and stretch else []
            if joined and sum(room.wished for room in joined) + self._gaps([one.item for one in joined]) <= width:
                lines[-1] = joined, False
            else:
                lines += ((line, bool(stretch)) for line in self._wrapped(group, width))
        return lines

    def _wrapped(self, rooms: Sequence[_Room], width: int) -> Iterator[list[_Room]]:
        while rooms:
            taken, used = 1, rooms[0].wished
            while taken < len(rooms) and used + self.spacing() + rooms[taken].wished <= width:
                used += self.spacing() + rooms[taken].wished
                taken += 1
            yield list(rooms[:taken])
            rooms = rooms[taken:]

    def _line(self, rooms: Sequence[_Room], width: int, at_right: bool = False) -> _LINE:
        items = [room.item for room in rooms]
        free = width - self._gaps(items)
        widths: list[int] = _shrunk([room.least for room in rooms], [room.wished for room in rooms], free)
        left = max(0, free - sum(widths))
        shares = [self._stretches.get(self._items.index(item), 0) for item in items]
        if not sum(shares):
            shares = [int(bool(item.expandingDirections() & Qt.Orientation.Horizontal)) for item in items]
        if sum(shares):
            widths = [wide + left * share // sum(shares) for wide, share in zip(widths, shares, strict=True)]
            left = 0
        heights = (_height(item, wide) for item, wide in zip(items, widths, strict=True) if not item.spacerItem())
        return items, widths, left if at_right else 0, max(heights, default=0)


class Column(QVBoxLayout):
    """The layout of a widget, one below the other; its flows hear at once, as it does, that a part has changed."""

    _flows: tuple[Flow, ...] = ()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)

    def add_flow(self, flow: Flow) -> None:
        """Add widgets that stand side by side."""
        self._flows = (*self._flows, flow)
        self.addLayout(flow)

    def invalidate(self) -> None:
        for flow in self._flows:
            flow.forget()
        super().invalidate()


def _room(item: QLayoutItem) -> _Room:
    least, widget = item.minimumSize().width(), item.widget()
    wished = max(least, min(item.sizeHint().width(), item.maximumSize().width()))
    return _Room(item, least, wished, widget.least_line() if is_lined(widget) else least)


def _groups(rooms: Sequence[_Room]) -> Iterator[list[_Room]]:
    """Yield what stands together between stretches, and each stretch by itself."""
    group: list[_Room] = []
    for room in rooms:
        if room.item.spacerItem() is None:
            group.append(room)
            continue
        if group:
            yield group
        yield [room]
        group = []
    if group:
        yield group


def _shrunk(least: Sequence[int], wished: Sequence[int], free: int) -> list[int]:
    """Return widths between the least and the wished ones that have room together, as far as they can."""
    over, room = sum(wished) - free, sum(wished) - sum(least)
    if over <= 0:
        return list(wished)
    share = min(1.0, over / room) if room else 0
    return [min(wide - int((wide - narrow) * share + 0.999), free) for narrow, wide in zip(least, wished, strict=True)]


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
