"""What all items of one allocation share: the members in order, the kind of money and the way of rounding."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TypeVar, cast

from core.calc.allocation.pricing import Money
from core.calc.members import Member, members_of, representative_of
from core.calc.participation import absences
from core.calc.splitting.bases import weight_of
from core.calc.splitting.rounding import Rounding, taker_key
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.values.rules import EQUAL_SPLIT, Basis, Remainder, Rule

T = TypeVar("T")

NO, YES, OPEN = 0, 1, 2
"""A member's stance on one item, one byte per member: pays nothing, implements, may still say either."""

STANCES = {AnswerState.YES: YES, AnswerState.NO: NO, AnswerState.UNDECIDED: OPEN, AnswerState.UNANSWERED: OPEN}


@dataclass(frozen=True, slots=True)
class Frame:
    """Changes only with the consortium, its municipalities, populations, weights and who takes part in what.

    `place` is where a member stands in shares, by municipality id; all others stand behind the last one. `takers` are
    places in the order in which the rest of equal shares is taken (empty: the secretariat keeps it), `in_order` if that
    is the order of members; `unknown` are those without the population that the rounding needs. `by_largest`: whether
    units go to the largest remainders, `to_the_yen` if these units are of one yen. `absent`: by system the places of
    those who do not take part in it, and so bear nothing of its requests. `quick`: whether everybody counts alike in
    均等割, and is rounded in a way for which equal shares are known from the number of implementers.
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
    by_largest: bool
    to_the_yen: bool
    absent: Mapping[int, tuple[int, ...]]
    quick: bool


def frame_of(book: Book, money: Money, among: tuple[Member, ...] | None = None) -> Frame:
    """Return the frame that the consortium's settings and members give; `among`: others than the members of today."""
    consortium, members = book.consortium, members_of(book) if among is None else among
    rounding = Rounding(consortium.unit, consortium.remainder, representative_of(book, members))
    places = range(len(members))
    keeps, by_largest = rounding.remainder.keeps, rounding.remainder is Remainder.LARGEST
    needs_population = rounding.remainder is Remainder.POPULOUS
    takers = () if keeps else tuple(sorted(places, key=lambda place: taker_key(members[place], rounding)))
    return Frame(
        members=members,
        money=money,
        estimate=consortium.estimate,
        rounding=rounding,
        place=_Places({member.id: place for place, member in enumerate(members)}),
        by_code=tuple(sorted(places, key=lambda place: members[place].code)),
        in_order=takers == tuple(places),
        takers=takers,
        unknown=frozenset(at for at in places if needs_population and members[at].population is None),
        by_largest=by_largest,
        to_the_yen=by_largest and rounding.unit == 1,
        absent=_absent(book, members),
        quick=rounding.remainder is not Remainder.NEAREST and len({member.equal for member in members}) < 2,
    )


def _absent(book: Book, members: Sequence[Member]) -> dict[int, tuple[int, ...]]:
    found = {}
    for system, who in absences(book).items():
        places = tuple(place for place, member in enumerate(members) if member.id in who)
        if places:
            found[system] = places
    return found


class _Places(dict[int, int]):
    def __missing__(self, municipality_id: int) -> int:
        return len(self)


def by_stance(stance: bytes) -> Callable[[Sequence[T]], tuple[T, ...]]:
    """Return what gives every member, of three values by stance, the one that is its own.

    It goes over hundreds of members in one call: such loops take most of the time of an allocation.
    """
    if len(stance) > 1:
        return cast("Callable[[Sequence[T]], tuple[T, ...]]", itemgetter(*stance))
    return lambda values: tuple([values[one] for one in stance])


def is_equal(frame: Frame, rule: Rule) -> bool:
    """Whether only the number of implementers matters."""
    if not frame.quick:
        return False
    return rule is EQUAL_SPLIT or (rule.is_plain and all(term.basis is Basis.EQUAL for term in rule.terms))


def unknown_in(frame: Frame, rule: Rule) -> frozenset[int]:
    """Return the places of those of whom a figure that the rule or the rounding needs is missing or below zero."""
    if is_equal(frame, rule):
        return frame.unknown
    weights = ((at, weight_of(term, one)) for at, one in enumerate(frame.members) for term in rule.terms)
    named = ((at, one.weights.get(name)) for at, one in enumerate(frame.members) for name in rule.names)
    unfixed = {at for at, one in enumerate(frame.members) if rule.fixed and one.fixed.get(rule.fixed) is None}
    return frame.unknown | unfixed | {at for at, weight in chain(weights, named) if weight is None or weight < 0}
