"""Which columns of a table are shown and in which order, as the user has chosen and as it is remembered on this PC."""

import json
from collections.abc import Callable, Mapping, Sequence

from core.dataclass import dataclass
from ui.tables.columns import Column
from ui.tables.sheet.widths import Store


@dataclass(frozen=True, slots=True)
class Chosen:
    """Names in the order that was chosen, and which of them are shown; columns that came later stand where they are
    described and are shown unless they are optional."""

    order: tuple[str, ...] = ()
    shown: frozenset[str] = frozenset()


def load_chosen(store: Store | None, name: str) -> Chosen:
    """Return what was chosen for a table; nothing where there is nothing or it cannot be read."""
    try:
        kept = json.loads((store.text(f"columns/{name}") if store else "") or "{}")
        return Chosen(tuple(map(str, kept["order"])), frozenset(map(str, kept["shown"])))
    except (ValueError, TypeError, KeyError):
        return Chosen()


def save_chosen(store: Store | None, name: str, chosen: Chosen) -> None:
    """Remember what was chosen."""
    if store:
        kept = {"order": list(chosen.order), "shown": sorted(chosen.shown)} if chosen.order else {}
        store.set_text(f"columns/{name}", json.dumps(kept, ensure_ascii=False))


def in_chosen_order(columns: Sequence[Column], chosen: Chosen) -> list[Column]:
    """Return all columns, those that were chosen among first in their order, each new one after the one before it."""
    known = {column.name: column for column in columns}
    if not chosen.order:
        return list(known.values())
    order = [name for name in chosen.order if name in known]
    for at, column in enumerate(columns):
        if column.name not in order:
            before = columns[at - 1].name if at else ""
            order.insert(order.index(before) + 1 if before in order else 0, column.name)
    return [known[name] for name in order]


def is_shown(column: Column, chosen: Chosen) -> bool:
    """Whether a column is shown: one that a new row needs always is."""
    if column.fixed:
        return True
    return column.name in chosen.shown if column.name in chosen.order else not column.optional


def shown_columns(columns: Sequence[Column], chosen: Chosen) -> tuple[Column, ...]:
    """Return the columns that are shown, in their order; all of them where none would be left."""
    if not columns:
        return ()
    return tuple(one for one in in_chosen_order(columns, chosen) if is_shown(one, chosen)) or tuple(columns)


class ColumnChoice:
    """The columns that a table has and the choice among them; `changed` shows what was chosen."""

    def __init__(self, store: Store | None, name: str, frozen: int, changed: Callable[[], object]) -> None:
        self._store, self._name, self._frozen, self._changed = store, name, frozen, changed
        self.columns: tuple[Column, ...] = ()
        self.chosen = load_chosen(store, name)

    def of(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Take these columns and return those that are shown."""
        self.columns = tuple(columns)
        return self.shown

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that are shown."""
        return shown_columns(self.columns, self.chosen)

    @property
    def frozen(self) -> int:
        """How many columns stay at the left: as many as are shown of those that are meant to."""
        meant = {column.name for column in self.columns[: self._frozen]}
        return sum(column.name in meant for column in self.shown)

    @property
    def folds_totals(self) -> bool | None:
        """Whether the user wants the totals folded; None where he has said nothing."""
        return {"yes": True, "no": False}.get(self._store.text(f"totals/{self._name}") if self._store else "")

    def fold_totals(self, folds: bool) -> None:
        """Remember that the totals are folded, or that all are seen."""
        if self._store:
            self._store.set_text(f"totals/{self._name}", "yes" if folds else "no")

    @property
    def lines(self) -> int:
        """How many lines high the user wants the rows; 0 where he has said nothing."""
        return {"1": 1, "2": 2}.get(self._store.text(f"lines/{self._name}") if self._store else "", 0)

    def keep_lines(self, lines: int) -> None:
        """Remember how many lines high the rows are wanted, 1 or 2."""
        if self._store:
            self._store.set_text(f"lines/{self._name}", str(lines))

    def choose(self, shown: Mapping[str, bool]) -> None:
        """Show these columns, by name in their order, from now on; nothing returns to all as described."""
        self.chosen = Chosen(tuple(shown), frozenset(name for name, is_on in shown.items() if is_on))
        save_chosen(self._store, self._name, self.chosen)
        self._changed()
