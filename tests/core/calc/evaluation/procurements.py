"""Procurements made up for tests: written as few words as a test needs, and put into a book."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import Frame, frame_of
from core.calc.evaluation.results import BidderResult, Evaluation
from core.model.book import Book
from core.model.council import Consortium
from core.model.evaluation import Bidder, Criterion, Panel, Procurement, Reviewer, Score
from core.model.selection.evaluation_reading import READERS
from core.model.values.evaluation_rules import Part

Scores = Mapping[tuple[str, str, str], Any]
"""By reviewer ("" for the sum of all), criterion and bidder what was given."""


def book_of(
    criteria: Sequence[Criterion],
    bidders: Sequence[Bidder],
    scores: Scores,
    reviewers: Sequence[Reviewer] = (),
    **rule: Any,
) -> Book:
    """Return a book with one procurement; parts of its rule are given as people write them."""
    read = {name: READERS[name](text).text if name in READERS else text for name, text in rule.items()}
    names = dict.fromkeys(who for who, _, _ in scores if who and who not in {one.name for one in reviewers})
    seats = [*reviewers, *(Reviewer(100 + at, 1, name) for at, name in enumerate(names))]
    ids = {one.name: one.id for one in criteria} | {one.name: one.id for one in bidders}
    ids |= {one.name: one.id for one in seats}
    rows = [
        Score(at, ids[criterion], ids[bidder], ids[who] if who else None, str(value))
        for at, ((who, criterion, bidder), value) in enumerate(scores.items(), 1)
    ]
    return Book(
        {
            "consortium": [Consortium(1, "試しの協議会")],
            "procurements": [Procurement(1, "試しの案件", **read)],
            "criteria": criteria,
            "bidders": bidders,
            "reviewers": seats,
            "scores": rows,
        }
    )


def frame(book: Book) -> Frame:
    return frame_of(book, book.all(Procurement)[1])


def result(book: Book) -> Evaluation:
    return evaluate(frame(book))


def by_name(evaluation: Evaluation) -> dict[str, BidderResult]:
    return {one.bidder.name: one for one in evaluation.results}


def criterion(id: int, name: str, points: int, part: Part = Part.PROPOSAL, **more: Any) -> Criterion:
    more.setdefault("panel", Panel.SECRETARIAT if part in {Part.PRICE, Part.BONUS} else Panel.FIRST)
    return Criterion(id, 1, name, points, part, **more)


def bidder(id: int, name: str, price: int | None = None, **more: Any) -> Bidder:
    return Bidder(id, 1, name, price, **more)
