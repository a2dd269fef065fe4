"""Scores typed into a grid: one cell is what one seat gives one bidder for one criterion, all cells or none."""

from collections.abc import Sequence

from core.model.book import Book
from core.model.evaluation import Bidder, Criterion, Reviewer, Score
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.editing.draft import Draft
from core.operations.editing.matrix import write_all, write_cell
from core.operations.editing.reading import read_text
from core.operations.evaluation.conduct import CONDUCT

ScoreCell = tuple[Reviewer | None, Criterion, str]
"""Who scores (None: the sum of all), what, and the text that was typed."""


def set_scores(book: Book, bidder: Bidder, cells: Sequence[ScoreCell]) -> ChangeSet | Faults:
    """Write scores of one bidder. A blank takes a score back: it is no zero."""

    def write(draft: Draft, reviewer: Reviewer | None, criterion: Criterion, text: str) -> Score | None:
        value = read_text(draft, Score, "value", text)
        place = {"bidder_id": bidder.id, "reviewer_id": None if reviewer is None else reviewer.id}
        row = write_cell(
            draft, Score, criterion.id, place, {"value": value} if value else None, {"criterion_id": criterion.id}
        )
        return row if value else None

    for reviewer, criterion, _ in cells[:1]:
        probe = Score(0, criterion.id, bidder.id, None if reviewer is None else reviewer.id)
        locked = CONDUCT[Score].why_locked(book, probe, "value")
        if locked is not None:
            return Faults((locked,))
    return write_all(book, cells, write, "value", f"{bidder.name}の採点")
