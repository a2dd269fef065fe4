"""The dates of tasks as entries of a calendar: each task without others under it that is planned."""

from core.calc.schedule.chart import chart_of
from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.kinds import any_place


@dataclass(frozen=True, slots=True)
class Entry:
    """Something from an ISO day to another, both included. `key` stays the same, so that a calendar that took the file
    in once changes its entry."""

    key: str
    title: str
    first: str
    last: str
    detail: str = ""
    category: str = ""


def entries_of(book: Book, document_id: str) -> list[Entry]:
    """Return the entries in the order of the tree."""
    return [
        Entry(
            f"{any_place('tasks', row.task.id)}@{document_id}",
            f"{row.task.number} {row.label}",
            row.planned.first,
            row.planned.last,
            "\n".join(part for part in (row.who, row.task.note) if part),
            row.task.kind.label,
        )
        for row in chart_of(book, "").rows
        if row.planned is not None and not row.is_summary
    ]
