"""What all items of one allocation share: the members in order, the kind of money and the way of rounding."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.calc.allocation.pricing import Money
from core.calc.members import Member, members_of, representative_of
from core.calc.splitting.split import Rounding, taker_key
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.values.rules import Remainder

NO, YES, OPEN = 0, 1, 2
"""A member's stance on one item, one byte per member: pays nothing, implements, may still say either."""

STANCES = {AnswerState.YES: YES, AnswerState.NO: NO, AnswerState.UNDECIDED: OPEN, AnswerState.UNANSWERED: OPEN}


@dataclass(frozen=True, slots=True)
class Frame:
    """Changes only with the consortium, its municipalities, populations and weights.

    `place` is where a member stands in shares, by municipality id. `takers` are places in the order in which the rest
    of equal shares is taken (empty: the secretariat keeps it), `in_order` if that is the order of members; `unknown`
    are those without the population that the rounding needs.
    """

    members: tuple[Member, ...]
    money: Money
    estimate: bool
    rounding: Rounding
    place: Mapping[int, int]
    by_code: tuple[int, ...]
    in_order: bool
    takers: tuple[int, ...]
    unknown: frozenset[int]


def frame_of(book: Book, money: Money) -> Frame:
    """Return the frame that the consortium's settings and members give."""
    consortium, members = book.consortium, members_of(book)
    rounding = Rounding(consortium.unit, consortium.remainder, representative_of(book, members))
    places = range(len(members))
    keeps = rounding.remainder is Remainder.SECRETARIAT
    needs_population = rounding.remainder is Remainder.POPULOUS
    takers = () if keeps else tuple(sorted(places, key=lambda place: taker_key(members[place], rounding)))
    return Frame(
        members=members,
        money=money,
        estimate=consortium.estimate,
        rounding=rounding,
        place={member.id: place for place, member in enumerate(members)},
        by_code=tuple(sorted(places, key=lambda place: members[place].code)),
        in_order=takers == tuple(places),
        takers=takers,
        unknown=frozenset(at for at in places if needs_population and members[at].population is None),
    )
