"""回答の状況: who has answered, who is late, whom to remind."""

from core.calc.allocation.allocate import in_order
from core.calc.members import members_of
from core.calc.participation import absences, takes_part
from core.dataclass import dataclass
from core.model.answers import Answer, AnswerState, Distribution
from core.model.book import Book
from core.model.requests import Customization
from core.model.values.words import Word


class BoardState(Word):
    NOT_ASKED = "not_asked", "対象なし"
    NOT_ISSUED = "not_issued", "未配布"
    WAITING = "waiting", "回答待ち"
    PARTLY = "partly", "一部回答"
    DONE = "done", "回答済み"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one member stands. `asked` counts the requests that cost something and concern it, `answered` those with
    an answer (未定 is one), `undecided` those with 未定. `last` is what was issued to it last, None when nothing was.

    `is_late`: the deadline of a request without an answer has passed; `open_items` are the ids of the requests without
    an answer or with 未定.
    """

    code: str
    name: str
    asked: int
    answered: int
    undecided: int
    state: BoardState
    is_late: bool
    deadline: str | None
    open_items: tuple[int, ...]
    last: Distribution | None

    @property
    def needs_reminder(self) -> bool:
        """Whether an answer is overdue."""
        return self.is_late


def answer_board(book: Book, today: str) -> tuple[Standing, ...]:
    """Return the standing of each member, in their order, on `today` (ISO; "" takes nobody as late)."""
    asked = [one for one in in_order(book.all(Customization).values()) if one.disposition.costs]
    said = {one.id: {row.municipality_id: row.state for row in book.children(Answer, one.id).values()} for one in asked}
    issued: dict[str, Distribution] = {}
    for distribution in book.all(Distribution).values():
        if distribution.code not in issued or distribution.id > issued[distribution.code].id:
            issued[distribution.code] = distribution
    standings, absent = [], absences(book)
    for member in members_of(book):
        own = [one for one in asked if takes_part(absent, one, member.id)]
        states = {one.id: said[one.id].get(member.id, AnswerState.UNANSWERED) for one in own}
        last = issued.get(member.code)
        late = [
            one
            for one in own
            if states[one.id] is AnswerState.UNANSWERED and today and "" < (_deadline(book, one) or "") < today
        ]
        missing = sum(not state.is_answered for state in states.values())
        standings.append(
            Standing(
                code=member.code,
                name=member.name,
                asked=len(own),
                answered=len(own) - missing,
                undecided=sum(state is AnswerState.UNDECIDED for state in states.values()),
                state=_state(len(own), missing, last),
                is_late=bool(late),
                deadline=book.consortium.answer_deadline,
                open_items=tuple(id for id, state in states.items() if state.is_open),
                last=last,
            )
        )
    return tuple(standings)


def _deadline(book: Book, customization: Customization) -> str | None:
    return customization.deadline or book.consortium.answer_deadline


def _state(asked: int, missing: int, last: Distribution | None) -> BoardState:
    if not asked:
        return BoardState.NOT_ASKED
    if not missing:
        return BoardState.DONE
    if missing < asked:
        return BoardState.PARTLY
    return BoardState.WAITING if last else BoardState.NOT_ISSUED
