"""Issues taken further on a day: what is closed or brought before a body in the list gets that day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model.book import Book
from core.model.issues import Issue, IssueState
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults, Refused
from core.model.machine.records import abouts
from core.operations.editing.edit import Cell, edit_cells

_DAYS = {"state": "closed_on", "escalated_to_id": "escalated_on"}
"""By column the day that goes with it."""


def edit_issues(book: Book, cells: Sequence[Cell], day: str) -> ChangeSet | Faults:
    """Edit cells of the list; an issue that is closed by it without a day of closing was closed on `day`, one that is
    brought before a body without a day was brought there then. A day before it was raised is none: it is the day on
    which it was raised."""
    typed = {(record.id, name) for record, name, _ in cells}
    more: list[tuple[int, Cell]] = []
    for at, (record, name, text) in enumerate(cells):
        if isinstance(record, Issue) and (record.id, _DAYS.get(name, "")) not in typed:
            more += [(at, cell) for cell in _dated(book, record, name, text, day)]
    wish = edit_cells(book, [*cells, *(cell for _, cell in more)])
    if isinstance(wish, ChangeSet):
        return wish if not more else replace(wish, label=_label(book, cells) or wish.label)
    causes = [*range(len(cells)), *(at for at, _ in more)]
    return Faults(
        tuple(replace(one, facts={**one.facts, "cell": causes[_number(one.facts.get("cell"))]}) for one in wish)
    )


def _label(book: Book, cells: Sequence[Cell]) -> str:
    """Return what the edit is called without the day that goes with it."""
    alone = edit_cells(book, cells)
    return alone.label if isinstance(alone, ChangeSet) else ""


def _number(place: object) -> int:
    return place if isinstance(place, int) else 0


def _dated(book: Book, issue: Issue, name: str, text: str, day: str) -> Iterator[Cell]:
    now = book.all(Issue).get(issue.id, issue)
    on = max(day, now.raised_on or day)
    if name == "state" and now.closed_on is None and _closes(text):
        yield (issue, "closed_on", on)
    if name == "escalated_to_id" and now.escalated_on is None and text.strip():
        yield (issue, "escalated_on", on)


def _closes(text: str) -> bool:
    try:
        return bool(text.strip()) and IssueState(str(abouts(Issue)["state"].kind.read(text))).is_closed
    except Refused:
        return False
