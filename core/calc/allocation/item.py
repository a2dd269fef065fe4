"""What one customization costs each member: as answered, if all the undecided join, and between what it may end.

Its values are tuples with names: some ten of them are made for each of thousands of items, and a frozen dataclass takes
twice as long to make.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple, cast

from core.calc.allocation.exact_ranges import exact_spread
from core.calc.allocation.frame import NO, OPEN, STANCES, YES, Frame, by_stance, is_equal, rule_of, unknown_in
from core.calc.allocation.pricing import ESTIMATED, NO_PRICES, NOT_COUNTED, Price, PriceList, PriceStatus, price_list
from core.calc.allocation.ranges import MOST_EXACT, Cells, Spread, equal_spread
from core.calc.allocation.tried_ranges import tried_spread
from core.calc.allocation.weighted_ranges import weighted_spread
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.bases import MissingBasis
from core.calc.splitting.split import share_out
from core.model.answers import Answer
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.requests import Customization
from core.model.values.rules import Remainder, Rule
from core.model.values.words import Word


class View(Word):
    """The totals that stand side by side while answers are open."""

    MAX = "max", "合計(最大)"
    ALL = "all", "全員実施"
    LOW = "low", "最小"
    HIGH = "high", "最大"

    @property
    def said(self) -> str:
        """What the total is called on screen; the papers keep the source's words, which are the labels."""
        return _SAID[list(View).index(self)]


RANGE = "あり得る幅"
_SAID = ("今の回答による額", "未定も実施した場合", f"{RANGE}の最小", f"{RANGE}の最大")


class Outcome(NamedTuple):
    """One way the answers may end. `shares` are aligned with the members; shares and `secretariat` add up to `total`.

    Without an amount `total` and the implementers' shares are None, `status` says why, and `fault` has the reason of
    按分不能; who does not implement pays 0 all the same. `price` is that of the quote, known even where the rule fails.
    """

    total: int | None
    shares: Cells
    implementers: int
    price: Price
    status: PriceStatus
    secretariat: int = 0
    fault: Fault | None = None

    @property
    def branch(self) -> str | None:
        """Return the branch number of the quote in force, None without one."""
        quote = self.price.quote
        return quote.branch or None if quote else None


class ItemResult(NamedTuple):
    """The amounts of one customization; `counted` says whether its disposition costs anything."""

    customization_id: int
    counted: bool
    max: Outcome
    all: Outcome
    spread: Spread
    spread_estimated: bool

    @property
    def low(self) -> Cells:
        """The least that each member may come to pay."""
        return self.spread.low

    @property
    def high(self) -> Cells:
        """The most that each member may come to pay."""
        return self.spread.high

    @property
    def total_low(self) -> int | None:
        return self.spread.total_low

    @property
    def total_high(self) -> int | None:
        return self.spread.total_high

    def shares(self, view: View) -> Cells:
        """Return the amounts of a view, aligned with the members; None: no amount."""
        return cast(Cells, SHARES[view](self))

    def total(self, view: View) -> int | None:
        """Return the whole amount of a view, None without one."""
        return cast("int | None", TOTAL[view](self))

    def secretariat(self, view: View) -> int:
        """Return what stays with the secretariat in a view."""
        return cast(int, SECRETARIAT[view](self))

    def incomplete(self, view: View) -> bool:
        """Whether an amount that the view needs is missing: its totals are 一部未算定."""
        return INCOMPLETE[view](self)

    def estimated(self, view: View) -> bool:
        """Whether the view rests on a 概算, which is marked wherever it shows."""
        return RESTS_ON_ESTIMATE[view](self)


def _of_each_view(*paths: str) -> Mapping[View, Callable[[ItemResult], Any]]:
    return {view: attrgetter(path) for view, path in zip(View, paths, strict=True)}


SHARES = _of_each_view("max.shares", "all.shares", "spread.low", "spread.high")
TOTAL = _of_each_view("max.total", "all.total", "spread.total_low", "spread.total_high")
SECRETARIAT = _of_each_view("max.secretariat", "all.secretariat", "spread.secretariat_low", "spread.secretariat_high")
INCOMPLETE: Mapping[View, Callable[[ItemResult], bool]] = {
    View.MAX: lambda item: item.max.total is None,
    View.ALL: lambda item: item.all.total is None,
    View.LOW: lambda item: item.spread.incomplete,
    View.HIGH: lambda item: item.spread.incomplete,
}
RESTS_ON_ESTIMATE: Mapping[View, Callable[[ItemResult], bool]] = {
    View.MAX: lambda item: item.max.status is ESTIMATED,
    View.ALL: lambda item: item.all.status is ESTIMATED,
    View.LOW: lambda item: item.spread_estimated,
    View.HIGH: lambda item: item.spread_estimated,
}
"""Where each view is found in an ItemResult: for sums over thousands of items."""
SLACK: Callable[[ItemResult], int] = attrgetter("spread.slack")
KEPT_SLACK: Callable[[ItemResult], int] = attrgetter("spread.kept_slack")
"""By how much the ranges may be too wide."""


class Case(NamedTuple):
    """The inputs of one item: prices, every member's stance, and the rule, or why it cannot be read."""

    customization: Customization
    prices: PriceList
    stance: bytes
    rule: Rule | Fault
    yes: int
    """How many implement it for certain."""
    most: int
    """How many would implement it if all the undecided did."""


_ONE, _TWO = bytes([1]), bytes([2])
_REST = bytes(range(3, 256))
_AS_NO = bytes([NO, YES, NO]) + _REST
_AS_YES = bytes([NO, YES, YES]) + _REST
"""Translation tables: the undecided taken as 実施しない, and as 実施."""


def case_of(book: Book, frame: Frame, customization: Customization) -> Case:
    """Collect what the item's amounts depend on. A member without an answer is undecided (未回答); whoever does not
    take part in the item's system bears nothing of it."""
    members, place, stance_of = len(frame.members), frame.place, STANCES
    # One place more than members: there go the answers of those who are not, or no longer, members.
    stances = bytearray([OPEN]) * (members + 1)
    for answer in book.children(Answer, customization.id).values():
        stances[place[answer.municipality_id]] = stance_of[answer.state]
    for at in frame.absent.get(customization.system_id or 0, ()):
        stances[at] = NO
    stance = bytes(stances[:members])
    prices = price_list(book, customization, frame.money, frame.estimate)
    most = members - stance.count(NO)
    return Case(customization, prices, stance, rule_of(customization, frame.request_rule), stance.count(YES), most)


def result_of(frame: Frame, case: Case) -> ItemResult:
    """Return the amounts of one item. A rule that cannot be applied is a status of its outcome, never an exception."""
    id, stance = case.customization.id, case.stance
    if not case.customization.disposition.costs:
        none = Outcome(0, (0,) * len(stance), case.yes, NOT_COUNTED, PriceStatus.NOT_COUNTED)
        return ItemResult(id, False, none, none, Spread(none.shares, none.shares, 0, 0), False)
    least = outcome_of(frame, case, stance.translate(_AS_NO))
    yes, most = case.yes, case.most
    if yes == most:
        only = Spread(
            least.shares,
            least.shares,
            least.total,
            least.total,
            least.secretariat,
            least.secretariat,
            least.total is None,
        )
        return ItemResult(id, True, least, least, only, least.status is ESTIMATED)
    spread, estimated = spread_of(frame, case, yes, most)
    return ItemResult(id, True, least, outcome_of(frame, case, stance.translate(_AS_YES)), spread, estimated)


def outcome_of(frame: Frame, case: Case, paying: bytes) -> Outcome:
    """Return what it costs when exactly the members marked 1 in `paying` implement it."""
    implementers = paying.count(YES)
    price = case.prices.at(implementers)
    if price.yen is None or not implementers:
        return Outcome(price.yen, _unpaid(paying), implementers, price, price.status)
    if isinstance(case.rule, Fault):
        return _failed(paying, price, case.rule)
    try:
        divided, kept = _shares(frame, case.rule, paying, implementers, price.yen)
    except SplitRefused as refused:
        return _failed(paying, price, refused.fault)
    return Outcome(price.yen, divided, implementers, price, price.status, kept)


def if_joins(frame: Frame, case: Case, place: int, joining: set[int]) -> Outcome:
    """Return what it costs when the member at `place` joins those whose stance is in `joining`."""
    paying = bytes(YES if at == place or one in joining else NO for at, one in enumerate(case.stance))
    return outcome_of(frame, case, paying)


def spread_of(frame: Frame, case: Case, first: int, last: int) -> tuple[Spread, bool]:
    """Return the range over `first` to `last` implementers, and whether a 概算 was needed.

    A member whose population or weight is missing or negative cannot be reckoned with: if it said yes there is no
    amount at all, if it is undecided the ways in which it joins are left out.
    """
    if isinstance(case.rule, Fault):
        return equal_spread(frame, case.stance, NO_PRICES), False
    unknown = unknown_in(frame, case.rule)
    stance = case.stance
    if unknown:
        stance = bytes(NO if at in unknown and one == OPEN else one for at, one in enumerate(stance))
        last = min(last, len(stance) - stance.count(NO))
    rule, few = case.rule, stance.count(OPEN) <= MOST_EXACT
    equal = is_equal(frame, rule)
    corners = equal and frame.to_the_yen and not few
    prices = (case.prices.corners if corners else case.prices.within)(max(first, 1), last)
    if unknown and any(stance[at] == YES for at in unknown):
        prices = NO_PRICES
    if equal:
        spread = equal_spread(frame, stance, prices)
    elif rule.is_plain:
        spread = (exact_spread if few else weighted_spread)(frame, stance, rule, prices)
    else:
        spread = tried_spread(frame, stance, rule, prices, lambda paying, yen: _shares(frame, rule, paying, 0, yen))
    if stance != case.stance:
        open_ = [one != new for one, new in zip(case.stance, stance, strict=True)]
        high = tuple(None if left_out else amount for left_out, amount in zip(open_, spread.high, strict=True))
        spread = spread._replace(high=high, incomplete=True)
    return spread, prices.estimated


def _unpaid(paying: bytes) -> Cells:
    return by_stance(paying)((0, None))


def _failed(paying: bytes, price: Price, fault: Fault) -> Outcome:
    return Outcome(None, _unpaid(paying), paying.count(YES), price, PriceStatus.RULE_FAILS, fault=fault)


def _shares(frame: Frame, rule: Rule, paying: bytes, count: int, total: int) -> tuple[tuple[int, ...], int]:
    if is_equal(frame, rule):
        return _equal_shares(frame, paying, count, total)
    payers = [member for member, pays in zip(frame.members, paying, strict=True) if pays]
    shares, kept = share_out(total, rule, payers, frame.rounding)
    return tuple(shares.get(member.code, 0) for member in frame.members), kept


def _equal_shares(frame: Frame, paying: bytes, count: int, total: int) -> tuple[tuple[int, ...], int]:
    """Return what splitting.divide gives for equal weights, from two values instead of a division per member."""
    unit = frame.rounding.unit
    if frame.unknown and any(paying[at] for at in frame.unknown):
        at = next(at for at in sorted(frame.unknown) if paying[at])
        raise MissingBasis(Remainder.POPULOUS.label, frame.members[at], "人口")
    base = total // (count * unit) * unit
    rest = total - count * base
    units = rest // unit if frame.by_largest else 0
    if not frame.in_order:
        return _patched_shares(frame, paying, base, rest, units)
    shares = by_stance(paying.replace(_ONE, _TWO, units))((0, base, base + unit))
    below = rest - units * unit
    if below:
        first = paying.index(YES)
        shares = (*shares[:first], shares[first] + below, *shares[first + 1 :])
    return shares, 0


def _patched_shares(frame: Frame, paying: bytes, base: int, rest: int, units: int) -> tuple[tuple[int, ...], int]:
    shares = [base if pays else 0 for pays in paying]
    if not frame.takers:
        return tuple(shares), rest
    takers = [at for at in frame.takers if paying[at]]
    for at in takers[:units]:
        shares[at] += frame.rounding.unit
    shares[takers[0]] += rest - units * frame.rounding.unit
    return tuple(shares), 0
