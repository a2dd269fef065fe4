"""定額: which amount of a table is a municipality's."""

from collections.abc import Mapping

from core.model.council import Municipality
from core.model.fixed_amounts import FixedAmount
from core.model.machine.table import Look


def fixed_of(book: Look, one: Municipality, population: int | None) -> Mapping[str, int | None]:
    """Return by table what the municipality pays first: its own amount, else that of the one class it is in.

    None where no class, or more than one, is its own. A table without any class leaves out whom it does not name: 0.
    """
    tables: dict[str, list[FixedAmount]] = {}
    for row in book.all(FixedAmount).values():
        tables.setdefault(row.name, []).append(row)
    return {name: _amount(rows, one, population) for name, rows in tables.items()}


def _amount(rows: list[FixedAmount], one: Municipality, population: int | None) -> int | None:
    own = [row.yen for row in rows if row.municipality_id == one.id]
    classes = [row for row in rows if row.is_class]
    found = own or [row.yen for row in classes if row.covers(one.kind, population)]
    if not found and not classes:
        return 0
    return found[0] if len(found) == 1 else None
