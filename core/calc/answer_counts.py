"""How many of the requests that a member was asked about it has answered, and how."""

from collections import Counter
from collections.abc import Mapping

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
    absent = absences(book)
    items = {id: one for id, one in book.all(Customization).items() if one.disposition.costs}
    unasked = {one.id: who for one in items.values() if (who := absent.get(one.system_id or 0))}
    counted = {id: dict.fromkeys(AnswerState, 0) for id in book.all(Municipality)}
    # Counted one by one: there are hundreds of thousands, and a pair of each would have to be made first.
    for id in items:
        own = counted
        if without := unasked.get(id):
            own = {one: counts for one, counts in counted.items() if one not in without}
        for answer in book.children(Answer, id).values():
            of_it = own.get(answer.municipality_id)
            if of_it is not None:
                of_it[answer.state] += 1
    spared = Counter(who for some in unasked.values() for who in some)
    for id, counts in counted.items():
        counts[AnswerState.UNANSWERED] += len(items) - spared[id] - sum(counts.values())
    return counted
