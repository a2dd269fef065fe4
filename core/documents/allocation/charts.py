"""The charts of the allocation: between what each municipality's total may end, and how far the answers are."""

from collections.abc import Mapping, Sequence

from core.calc.allocation.allocate import Allocation
from core.calc.allocation.item import View
from core.documents.charts.bars import Answers, Progress, Span, Spans
from core.documents.charts.scale import Figures
from core.model.answers import AnswerState
from core.model.book import Book


def spans_of(book: Book, allocation: Allocation, names: Sequence[str]) -> Spans:
    """Return the totals of the members, called by `names` in their order."""
    columns = (allocation.totals[view].shares for view in (View.LOW, View.HIGH, View.MAX, View.ALL))
    return Spans(
        "負担額の幅",
        tuple(Span(name, *totals) for name, *totals in zip(names, *columns, strict=True)),
        Figures(about=book.consortium.tax_mode.label),
        "一部未算定" if any(totals.incomplete for totals in allocation.totals.values()) else "",
    )


def progress_of(names: Sequence[str], counts: Sequence[Mapping[AnswerState, int]]) -> Progress:
    """Return how often each member gave each answer; the counts stand in the order of the names."""
    return Progress(
        "回答の集まり具合",
        tuple(
            Answers(name, tuple(count.get(state, 0) for state in AnswerState))
            for name, count in zip(names, counts, strict=True)
        ),
    )
