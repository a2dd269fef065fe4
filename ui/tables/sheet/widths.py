"""Column widths: remembered from one start to the next, wide enough for the figures, and sharing the room."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any, Protocol

from PySide6.QtGui import QFontMetrics

from ui.look import theme
from ui.tables.columns import Column, Totals, show_value

PADDING = 18
"""Pixels beside a figure in its cell, on both sides together."""
ASKED = 10_000
"""So many cells are asked for their figures at the most; totals are always asked, and are the longest as a rule."""
LEAST, MOST = 16, 4_000


class Store(Protocol):
    """Keeps small texts on this PC; ui.shell.memory.Memory is one."""

    def text(self, key: str, default: str = "") -> str:
        """Return the text kept under `key`."""

    def set_text(self, key: str, value: str) -> None:
        """Keep a text under `key`."""


def load_widths(store: Store | None, name: str) -> dict[str, int]:
    """Return the remembered widths in px by column name; nothing when there are none or they cannot be read."""
    text = store.text(f"widths/{name}") if store else ""
    try:
        widths = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(widths, dict):
        return {}
    return {name: width for name, width in widths.items() if isinstance(width, int) and LEAST <= width <= MOST}


def save_widths(store: Store | None, name: str, widths: Mapping[str, int]) -> None:
    """Remember the widths."""
    if store:
        store.set_text(f"widths/{name}", json.dumps(dict(widths), ensure_ascii=False))


def figure_widths(columns: Sequence[Column], records: Sequence[Any], totals: Sequence[Totals]) -> dict[str, int]:
    """Return by name how wide each column of figures and codes must be to show them whole: a cut figure is a wrong
    one."""
    figures = [column for column in columns if column.figure or column.whole]
    metrics = QFontMetrics(theme.table_figures(bold=True))
    some = list(islice(records, ASKED // max(len(figures), 1)))
    widths = {}
    for column in figures:
        texts: Iterable[str] = chain(
            column.texts(some),
            (_shown(column, row.values[column.name]) for row in totals if column.name in row.values),
        )
        longest = sorted(texts, key=len)[-3:]
        widths[column.name] = max((metrics.horizontalAdvance(text) for text in longest), default=0) + PADDING
    return widths


def _shown(column: Column, value: Any) -> str:
    return value if isinstance(value, str) else show_value(column.show(value))


class ColumnWidths:
    """How wide the columns of a table stand: as the user has drawn them, else as wide as their figures need and at
    least as described; what is left over goes to the column that takes it (`Column.wide`)."""

    def __init__(self) -> None:
        self._columns: Sequence[Column] = ()
        self._widths: dict[str, int] = {}
        self._chosen: set[str] = set()
        self._over: dict[str, int] = {}

    @property
    def chosen(self) -> dict[str, int]:
        """The widths in px that the user has drawn, by the columns' names."""
        return {name: width for name, width in self._widths.items() if name in self._chosen}

    def begin(self, columns: Sequence[Column], chosen: Mapping[str, int]) -> None:
        """Speak of these columns from now on."""
        self._columns = columns
        self._chosen = set(chosen)
        self._widths = {column.name: chosen.get(column.name, column.width) for column in columns}
        self._over = {}

    def widen(self, needed: Mapping[str, int]) -> bool:
        """Make the columns wider that are narrower than `needed`, but for those that the user has drawn; return whether
        one was."""
        wider = {
            name: width
            for name, width in needed.items()
            if name not in self._chosen and width > self._widths.get(name, width)
        }
        self._widths.update(wider)
        return bool(wider)

    def choose(self, name: str, width: int) -> None:
        """The user has drawn a column to this width."""
        self._widths[name] = width
        self._over.pop(name, None)
        self._chosen.add(name)

    def share(self, room: int) -> bool:
        """Give what is left of `room` to the column that takes it; return whether that has changed anything."""
        taking = next((one.name for one in self._columns if one.wide and one.name not in self._chosen), None)
        left = room - sum(self.least(column) for column in self._columns)
        before, self._over = self._over, {taking: left} if taking is not None and left > 0 else {}
        return before != self._over

    def least(self, column: Column) -> int:
        """Return the width of a column without what is left over; its own while the columns are being exchanged."""
        return self._widths.get(column.name, column.width)

    def of(self, column: Column) -> int:
        """Return the width of a column."""
        return self.least(column) + self._over.get(column.name, 0)
