"""The ledger with the rows that are gone, as they were last: so that the history names what it speaks of."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from core.dataclass import dataclass
from core.model.machine.records import R, column_names, from_row
from core.model.machine.table import Look
from core.model.registry import table_of
from core.operations.telling.history import Gone


class Past:
    """Looks like the ledger; a row that is not there is looked for among those that were deleted. `gone` is asked when
    the first such row is wanted."""

    def __init__(self, ledger: Look, gone: Callable[[], Gone]) -> None:
        self._ledger = ledger
        self._gone = gone

    def all(self, cls: type[R]) -> Mapping[int, R]:
        """Return the records of a kind by id; those that are gone are found by their ids alone."""
        return _Rows(cls, table_of(cls).name, self._ledger.all(cls), self._gone)

    def children(self, cls: type[R], parent_id: int) -> Mapping[int, R]:
        """Return the records of a kind that belong to one parent."""
        return self._ledger.children(cls, parent_id)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows(Mapping[int, R]):
    cls: type[R]
    table: str
    there: Mapping[int, R]
    gone: Callable[[], Gone]

    def __getitem__(self, id: int) -> R:
        found = self.there.get(id)
        if found is None:
            found = _as_it_was(self.cls, self.gone().get(self.table, {}).get(id))
        if found is None:
            raise KeyError(id)
        return found

    def __contains__(self, id: object) -> bool:
        """Whether it is there: nothing is looked for among what is gone."""
        return id in self.there

    def get(self, id: int, default: Any = None) -> Any:
        """Return the record, gone or not; `default` where it never was."""
        try:
            return self[id]
        except KeyError:
            return default

    def __iter__(self) -> Iterator[int]:
        return iter(self.there)

    def __len__(self) -> int:
        return len(self.there)


def _as_it_was(cls: type[R], values: Mapping[str, object] | None) -> R | None:
    """Return the record of a row that the log told whole."""
    if values is None or not set(column_names(cast("type", cls))) <= set(values):
        return None
    try:
        return from_row(cls, values)
    except (KeyError, ValueError, TypeError):
        return None
