"""What all items of one allocation share: the members in order, the kind of money and the way of rounding."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from itertools import chain
from operator import itemgetter
from typing import TypeVar, cast

from core.calc.allocation.pricing import Money
from core.calc.members import Member, members_of, representative_of
from core.calc.participation import absences
from core.calc.splitting.bases import weight_of
from core.calc.splitting.rounding import Rounding, taker_key
from core.dataclass import dataclass
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.machine.faults import Fault, Refused
from core.model.requests import Customization
from core.model.values.rules import EQUAL_SPLIT, Basis, Remainder, Rule, Term, parse_rule

T = TypeVar("T")

NO, YES, OPEN = 0, 1, 2
"""A member's stance on one item, one byte per member: pays nothing, implements, may still say either."""

STANCES = {AnswerState.YES: YES, AnswerState.NO: NO, AnswerState.UNDECIDED: OPEN, AnswerState.UNANSWERED: OPEN}

_PLAIN = frozenset({Remainder.LARGEST, Remainder.REPRESENTATIVE, Remainder.POPULOUS, Remainder.SECRETARIAT})
"""Shares cut down to the unit, and the rest to the largest remainders, to one payer, or to nobody."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Changes only with the consortium, its municipalities, populations, weights and who takes part in what.

    `place` is where a member stands in shares, by municipality id; all others stand behind the last one. `takers` are
    places in the order in which the rest of equal shares is taken (empty: the secretariat keeps it), `in_order` if that
    is the order of members; `unknown` are those without the population that the rounding needs. `by_largest`: whether
    units go to the largest remainders, `to_the_yen` if these units are of one yen. `plain`: whether the way of rounding
    is one of those that equal shares and ranges have a closed form for; any other is asked of the one function that
    rounds. `quick`: whether everybody counts alike in 均等割 too, so that equal shares are known from the number of
    implementers. `absent`: by system the places of those who do not take part in it, and so bear nothing of its
    requests. By `request_rule` those requests are split that name no rule of their own.
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
    plain: bool
    absent: Mapping[int, tuple[int, ...]]
    request_rule: str
    quick: bool
    _weights: dict[Term, tuple[int | None, ...]] = field(default_factory=dict, compare=False, repr=False)

    def weights(self, basis: Term) -> tuple[int | None, ...]:
        """Return what each member weighs by a basis; it is asked for each of thousands of items."""
        known = self._weights.get(basis)
        if known is None:
            known = self._weights[basis] = tuple([weight_of(basis, member) for member in self.members])
        return known


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
        plain=rounding.remainder in _PLAIN,
        absent=_absent(book, members),
        request_rule=consortium.request_rule,
        quick=rounding.remainder in _PLAIN and len({member.equal for member in members}) < 2,
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
    return frame.quick and names_only_equal(rule)


def names_only_equal(rule: Rule) -> bool:
    """Whether the rule is nothing but 均等割: equal shares where everybody counts alike in it."""
    return rule is EQUAL_SPLIT or (rule.is_plain and all(term.basis is Basis.EQUAL for term in rule.terms))


def rule_of(customization: Customization, default: str) -> Rule | Fault:
    """Return the rule by which a request is split: its own, else the consortium's `default` for requests."""
    try:
        return parse_rule(customization.rule or default)
    except Refused as refused:
        return refused.at("rule")


def unknown_in(frame: Frame, rule: Rule) -> frozenset[int]:
    """Return the places of those of whom a figure that the rule or the rounding needs is missing or below zero."""
    if is_equal(frame, rule):
        return frame.unknown
    found = set(frame.unknown)
    named = (tuple([one.weights.get(name) for one in frame.members]) for name in rule.names)
    for weights in chain(map(frame.weights, rule.terms), named):
        if None in weights or min(filter(None, weights), default=0) < 0:
            found |= {at for at, weight in enumerate(weights) if weight is None or weight < 0}
    if rule.fixed:
        found |= {at for at, one in enumerate(frame.members) if one.fixed.get(rule.fixed) is None}
    return frozenset(found)
