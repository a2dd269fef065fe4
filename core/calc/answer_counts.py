"""How many of the requests that a member was asked about it has answered, and how."""

from collections import Counter
from collections.abc import Iterable, Mapping
from operator import attrgetter

from core.calc.participation import absences
from core.model.answers import Answer, AnswerState
from core.model.council import Municipality
from core.model.machine.table import Look
from core.model.requests import Customization

Counts = Mapping[int, Mapping[AnswerState, int]]
"""By municipality, how many requests stand in each state; their sum is how many it was asked about."""


def answered(counts: Mapping[AnswerState, int]) -> int:
    """Return how many requests are 回答済."""
    return sum(count for state, count in counts.items() if state.is_answered)


def answer_counts(book: Look) -> Counts:
    """Count the answers of every municipality to the requests that cost something, as core/calc/answer_board does;
    whoever has no row has not answered."""
    everything, absent = book.all(Customization), absences(book)
    items = {id: one for id, one in everything.items() if one.disposition.costs}
    unasked = {one.id: who for one in items.values() if (who := absent.get(one.system_id or 0))}
    answers: Iterable[Answer] = book.all(Answer).values()
    if len(items) < len(everything):
        answers = [one for one in answers if one.customization_id in items]
    if unasked:
        answers = [one for one in answers if one.municipality_id not in unasked.get(one.customization_id, ())]
    said = Counter(map(attrgetter("municipality_id", "state"), answers))
    spared = Counter(who for some in unasked.values() for who in some)
    counted = {id: {state: said[id, state] for state in AnswerState} for id in book.all(Municipality)}
    for id, counts in counted.items():
        counts[AnswerState.UNANSWERED] += len(items) - spared[id] - sum(counts.values())
    return counted
