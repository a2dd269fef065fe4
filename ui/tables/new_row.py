"""新しい行 at the end of a table: what was typed there so far. It is no record; the page decides when it is one."""

from collections.abc import Collection

from ui.tables.columns import Column

WORDS = "新しい行"
MISSING = "入力が必要"
_LEAST_WIDTH = 90
"""In a narrower column the words would be cut."""


class NewRow:
    """The texts by the names of their columns, and the names of the columns that must still be typed."""

    def __init__(self) -> None:
        self.typed: dict[str, str] = {}
        self.missing: frozenset[str] = frozenset()

    def text(self, column: Column, columns: Collection[Column]) -> str:
        """Return what a cell shows: what was typed, else that it is needed, else in one cell what this row is for."""
        typed = self.typed.get(column.name)
        if typed is not None:
            return typed
        if column.name in self.missing:
            return MISSING
        return WORDS if not self.typed and column is _place_of_words(columns) else ""

    def is_typed(self, column: Column) -> bool:
        """Whether the cell shows what was typed."""
        return column.name in self.typed

    def spoken(self, column: Column) -> str:
        """Return what a screen reader says of a cell."""
        said = self.typed.get(column.name) or (MISSING if column.name in self.missing else "空欄")
        return f"{WORDS} {column.label} {said}"


def _place_of_words(columns: Collection[Column]) -> Column | None:
    """Return the first column that can be typed into and is wide enough, else the first one that is wide enough."""
    wide = [column for column in columns if column.width >= _LEAST_WIDTH]
    return next((column for column in wide if column.edit is not None), wide[0] if wide else None)
