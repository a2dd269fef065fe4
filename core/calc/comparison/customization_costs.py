"""カスタマイズ費用 over the term of a scenario: in each stretch borne by those who are there, and never gone."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from core.calc.allocation.allocate import Allocation
from core.calc.allocation.frame import NO, OPEN, YES, frame_of
from core.calc.allocation.item import ItemResult, Outcome, View, case_of, outcome_of
from core.calc.comparison.charges import Ways, whole_numbers
from core.calc.comparison.contract_term import MONTHS, Presence, segments
from core.calc.comparison.premises import Premises
from core.calc.comparison.taxes import exactly_taxed, taxed
from core.calc.members import Member
from core.calc.splitting.apportion import apportion
from core.dataclass import dataclass
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.costs import Taxation
from core.model.requests import Customization, Disposition
from core.model.scenarios import Scenario, Unborne, UndecidedAs

_NOBODY, _SECRETARIAT = "unborne", "secretariat"
"""Beside the codes of municipalities, which are six digits."""


@dataclass(frozen=True, slots=True)
class Borne:
    """Yen of the comparison's tax mode by code, of nobody (負担者なし), and what stays with the secretariat."""

    shares: Mapping[str, int]
    unborne: int
    secretariat: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time in which nobody joins or leaves and the tax stays; `share`: how much of the yearly or one-off amount."""

    share: Fraction
    rate: Fraction
    present: frozenset[str]


def one_off_borne(book: Book, scenario: Scenario, premises: Premises, allocation: Allocation, ways: Ways) -> Borne:
    """Return who bears the one-off costs: due on the first day of the term, by all who are there within it."""
    rate = ways.taxes.on(f"{ways.term.first}-04-01")
    stretch = _Stretch(Fraction(1), rate, frozenset(payer.code for payer in premises.payers))
    return _borne(book, scenario, premises, allocation, ways, [stretch])


def yearly_borne(book: Book, scenario: Scenario, premises: Premises, allocation: Allocation, ways: Ways) -> Borne:
    """Return who bears the yearly costs of the whole term, month by month."""
    return _borne(book, scenario, premises, allocation, ways, list(_stretches(premises, ways)))


def _stretches(premises: Premises, ways: Ways) -> Iterator[_Stretch]:
    presences = premises.presences
    for segment in segments((presences[payer.code] for payer in premises.payers), ways.term):
        there = frozenset(payer.code for payer in premises.payers if _is_there(presences[payer.code], segment))
        months = ways.taxes.by_month(ways.term.first, segment.start, segment.end)
        for percent, run in groupby(months, key=lambda pair: pair[1]):
            yield _Stretch(Fraction(len(list(run)), MONTHS), Fraction(percent, 100), there)


def _is_there(presence: Presence, segment: Presence) -> bool:
    return presence.start <= segment.start and segment.end <= presence.end


def _borne(
    book: Book, scenario: Scenario, premises: Premises, allocation: Allocation, ways: Ways, stretches: list[_Stretch]
) -> Borne:
    """Add up the stretches, convert the sum of all parties with one cut below the yen, and split it among them."""
    asking = _Asking(book, scenario, premises, allocation)
    stated = Taxation(book.consortium.tax_mode.value)
    known: dict[frozenset[str], Mapping[str, int]] = {}
    exact: dict[str, Fraction] = {}
    parts = []
    for one in stretches:
        if one.present not in known:
            known[one.present] = asking.shares_among(one.present)
        amounts = {who: yen * one.share for who, yen in known[one.present].items() if yen}
        parts.append((sum(amounts.values(), Fraction(0)), one.rate))
        for who, net in amounts.items():
            (converted,) = exactly_taxed([(net, one.rate)], stated, ways.tax_mode)
            exact[who] = exact.get(who, Fraction(0)) + converted
    whole = taxed(parts, stated, ways.tax_mode)
    if not any(exact.values()):
        return Borne({}, 0, 0)
    shares = apportion(whole, dict(zip(exact, whole_numbers(list(exact.values())), strict=True)))
    unborne, secretariat = shares.pop(_NOBODY, 0), shares.pop(_SECRETARIAT, 0)
    return Borne(shares, unborne, secretariat)


class _Asking:
    """The items of an allocation, asked again for those who are there."""

    def __init__(self, book: Book, scenario: Scenario, premises: Premises, allocation: Allocation) -> None:
        self._book = book
        self._taken_over = scenario.unborne is Unborne.TAKEN_OVER
        self._view = View.ALL if scenario.undecided_as is UndecidedAs.YES else View.MAX
        self._allocation = allocation
        known = {member.code for member in allocation.members}
        later = tuple(payer for payer in premises.payers if payer.code not in known)
        self._members: tuple[Member, ...] = (*allocation.members, *later)
        self._frame = frame_of(book, allocation.money, self._members)
        self._later = {member.id: member.code for member in later}

    def shares_among(self, present: frozenset[str]) -> Mapping[str, int]:
        """Return by code what each of those present bears of a full amount, beside what nobody and the secretariat do.

        Whoever joins later counts as an implementer where it has said yes to an item that is still open.
        """
        sums: dict[str, int] = {}
        all_there = all(member.code in present for member in self._allocation.members)
        if all_there and not self._later:
            totals = self._allocation.totals[self._view]
            return {**self._allocation.by_code(self._view), _SECRETARIAT: totals.secretariat}
        for item in self._allocation.items:
            if item.counted:
                for who, yen in self._of_item(item, present).items():
                    sums[who] = sums.get(who, 0) + yen
        return sums

    def _of_item(self, item: ItemResult, present: frozenset[str]) -> dict[str, int]:
        customization = self._book.all(Customization)[item.customization_id]
        case = case_of(self._book, self._frame, customization)
        yes = (YES, OPEN) if self._view is View.ALL else (YES,)
        of_base = len(self._allocation.members)
        wanted = {
            member.code
            for at, (member, stance) in enumerate(zip(self._members, case.stance, strict=True))
            if at < of_base and stance in yes
        }
        joining = self._joining(customization) & present
        paying = (wanted & present if self._taken_over else wanted) | joining
        outcome: Outcome | None = None
        if paying and paying != wanted:
            bytes_ = bytes(YES if member.code in paying else NO for member in self._members)
            outcome = outcome_of(self._frame, case, bytes_)
        if outcome is None or outcome.total is None:
            # Nobody is left, or there is no quote for so few: what the others do not bear stands as nobody's.
            outcome = item.max if self._view is View.MAX else item.all
        found = {_SECRETARIAT: outcome.secretariat}
        for member, share in zip(self._members, outcome.shares, strict=False):
            who = member.code if member.code in present else _NOBODY
            found[who] = found.get(who, 0) + (share or 0)
        return found

    def _joining(self, customization: Customization) -> set[str]:
        if not self._later or customization.disposition is not Disposition.UNDER_REVIEW:
            return set()
        answers = self._book.children(Answer, customization.id).values()
        said = {answer.municipality_id for answer in answers if answer.state is AnswerState.YES}
        return {code for id, code in self._later.items() if id in said}
