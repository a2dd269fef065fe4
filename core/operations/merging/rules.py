"""Rules that two people's changes break only together: 項1 merged into 項2 here, 項2 into 項1 there."""

from collections.abc import Iterator

from core.model.book import Book
from core.model.machine.changes import ChangeSet, Delete, Insert
from core.model.machine.faults import Fault
from core.model.machine.naming import describe
from core.model.machine.records import from_row, to_row
from core.model.registry import TABLES
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft


def broken_rules(book: Book, change_set: ChangeSet) -> Iterator[tuple[str, Fault]]:
    """Yield each rule that a row would break once the change set is applied, with what people call the row."""
    draft = Draft(book)
    for change in sorted(change_set.changes, key=_order):
        table = TABLES[change.table]
        if table.lazy:
            continue
        if isinstance(change, Insert):
            draft.add(from_row(table.record, change.values))
            continue
        record = draft.get(table.record, change.id)
        if isinstance(change, Delete):
            if record is not None:  # else it went with a row that it named
                draft.delete(record)
            continue
        assert record is not None
        new = from_row(table.record, {**to_row(record), **change.values})
        draft.update(record, **{name: getattr(new, name) for name in change.values})
    for record, fault in check(draft):
        yield describe(draft, record), fault


def _order(change: object) -> int:
    """Rows go last: what refers to them has been changed by then."""
    return 1 if isinstance(change, Delete) else 0
