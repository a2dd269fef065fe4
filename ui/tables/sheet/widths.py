"""Column widths: remembered from one start to the next, and wide enough for the figures."""

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
    """Return by name how wide each column of figures must be to show them whole: a cut figure is a wrong figure."""
    figures = [column for column in columns if column.figure]
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
