"""What a page can do with whole rows of its table: asked for by keys, the menu of the cells and the menu 編集."""

from collections.abc import Callable, Collection

from core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class RowWays:
    """None is what cannot be done in this table. `move` takes −1 for up and 1 for down; `place` the ids of the rows
    over which the current one is to stand behind; `kept` says why the current row may not be removed, "" where it
    may."""

    insert: Callable[[], object] | None = None
    remove: Callable[[], object] | None = None
    move: Callable[[int], object] | None = None
    place: Callable[[Collection[int]], object] | None = None
    kept: Callable[[], str] = str

    @property
    def entries(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """What can be done, in words with its key, as a menu offers it."""
        insert, remove, move = self.insert, self.remove, self.move
        made: list[tuple[str, Callable[[], object]]] = []
        if insert is not None:
            made.append(("行を挿入\tCtrl++", insert))
        if remove is not None and not self.kept():
            made.append(("行を削除\tCtrl+-", remove))
        if move is not None:
            made.append(("1つ上へ\tAlt+Shift+↑", lambda: move(-1)))
            made.append(("1つ下へ\tAlt+Shift+↓", lambda: move(1)))
        return tuple(made)
