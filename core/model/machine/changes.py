"""What a user's action does to the ledger, as values: rows inserted, updated and deleted together."""

from collections.abc import Mapping
from dataclasses import field

from core.dataclass import dataclass

Value = str | int | bytes | None
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row; `values` names every column, the id included, so that undo and redo keep it."""

    table: str
    values: Row

    @property
    def id(self) -> int:
        id = self.values["id"]
        assert isinstance(id, int)
        return id


@dataclass(frozen=True, slots=True)
class Update:
    """New values for some columns of the row `id`."""

    table: str
    id: int
    values: Row


@dataclass(frozen=True, slots=True)
class Delete:
    """The row `id` goes; rows that refer to it must go before it in the same change set."""

    table: str
    id: int


Change = Insert | Update | Delete


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One user action: a Japanese label for the undo menu and the changes that happen together.

    `of` is the entry of the change log whose changes these take back, or are again; 0 where there is none.
    """

    label: str
    changes: tuple[Change, ...]
    of: int = field(default=0, compare=False)

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(change.table for change in self.changes)

    def __bool__(self) -> bool:
        """An action that changes nothing need not be applied."""
        return bool(self.changes)
