"""財源の控除: what is taken off before anything is split. Yen by year; what cannot be deducted is refused."""

from collections.abc import Callable, Mapping, Sequence
from math import floor

from core.calc.comparison.charges import CostPart, Deduction, LineYears
from core.calc.splitting.apportion import SplitRefused, apportion
from core.dataclass import dataclass
from core.model.costs import CostLine, Flow
from core.model.values.dates import show_fiscal_year
from core.model.values.ratios import part_of
from core.model.values.rules import Rule

Years = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pot:
    """Lines that are split alike: by one rule among those who take part in the system `among` (0: all), and, where a
    deduction names it, of the system `system` (0: any other)."""

    rule: Rule
    default: bool
    among: int
    system: int


Pots = Mapping[Pot, Years]


@dataclass(frozen=True, slots=True)
class Deducted:
    """What is left to be split, and what was taken off by whom; `lost` is by deduction what each pot lost of it."""

    pots: Pots
    deductions: tuple[Deduction, ...]
    lost: Mapping[int, Pots]


class CannotDeduct(SplitRefused):
    """More is to be deducted in a year than there is."""

    def __init__(self, rule: str, line: CostLine, fiscal_year: int, wanted: int, left: int) -> None:
        facts = {"name": line.name, "year": show_fiscal_year(fiscal_year)}
        super().__init__(rule, **facts, yen=f"{wanted:,}", left=f"{left:,}")


def added(one: Sequence[int], other: Sequence[int]) -> Years:
    """Return the sums year by year."""
    return tuple(a + b for a, b in zip(one, other, strict=True))


def deduct(
    pots: Pots, lines: Sequence[LineYears], entered: Callable[[CostLine], frozenset[int]], first: int
) -> Deducted:
    """Take every line off what is split: first money in and 控除・戻入, then the payers that are no members.

    A line that names a system is taken off the lines of that system. A share is one of what money in is deducted from,
    of an outside payer one of what money in leaves; below one yen it is cut, and the amount of a year (`entered` has
    the years with one) is the most. The rest is what is left above what the members bear. Where lines of several rules
    are left, each loses in proportion, by largest remainder. `first` is the fiscal year of the first.
    Raises CannotDeduct.
    """
    made: list[Deduction] = []
    lost: dict[int, Pots] = {}
    before = pots
    for flows in ((Flow.INCOME, Flow.RETURNED), (Flow.OUTSIDE,), (Flow.REST,)):
        base = before
        for line in (line for line in lines if line.line.flow in flows):
            chosen = [pot for pot in before if line.line.system_id in {None, pot.system}]
            whole = [sum(base[pot][at] for pot in chosen) for at in range(len(line.years))]
            left = [sum(before[pot][at] for pot in chosen) for at in range(len(line.years))]
            years = _wanted(line, whole, left, entered(line.line), first)
            for at, (wanted, there) in enumerate(zip(years, left, strict=True)):
                if wanted > there:
                    raise CannotDeduct("deduction_exceeds", line.line, first + at, wanted, there)
            after = _taken(before, chosen, years)
            lost[len(made)] = {pot: added(before[pot], [-yen for yen in after[pot]]) for pot in chosen}
            made.append(Deduction(line.line, years, _formula(line.line)))
            before = after
    return Deducted(before, tuple(made), lost)


def _wanted(line: LineYears, whole: Sequence[int], left: Sequence[int], entered: frozenset[int], first: int) -> Years:
    if line.line.flow is Flow.REST:
        for at, (members, there) in enumerate(zip(line.years, left, strict=True)):
            if members > there:
                raise CannotDeduct("rest_exceeds", line.line, first + at, members, there)
        return added(left, [-yen for yen in line.years])
    if line.line.portion is None:
        return line.years
    part = part_of(line.line.portion)
    shares = [floor(part * yen) for yen in whole]
    return tuple(min(share, line.years[at]) if first + at in entered else share for at, share in enumerate(shares))


def _taken(pots: Pots, chosen: Sequence[Pot], years: Sequence[int]) -> dict[Pot, Years]:
    """Return the pots without the yen of each year, which are taken in proportion to what is left in each of them."""
    left = {pot: list(pots[pot]) for pot in pots}
    for at, wanted in enumerate(years):
        if not wanted:
            continue
        if len(chosen) == 1:
            left[chosen[0]][at] -= wanted
            continue
        names = {f"{number:06}": pot for number, pot in enumerate(chosen)}
        weights = {name: left[pot][at] for name, pot in names.items()}
        for name, share in apportion(wanted, weights).items():
            left[names[name]][at] -= share
    return {pot: tuple(years) for pot, years in left.items()}


def _formula(line: CostLine) -> str:
    """Return in words where the amount of a deduction comes from."""
    if line.flow is Flow.REST:
        return "構成団体が負担する額(経費明細の金額)を超える額"
    if line.portion is None:
        return "経費明細の金額"
    base = "財源を控除した額" if line.flow.is_outside else "按分する経費"
    return f"{base} × {line.portion}(1円未満切捨て、金額を入力した年度はその額を限度)"


def cost_parts(before: Pots, after: Pots, name: Callable[[Pot], str]) -> tuple[CostPart, ...]:
    """Return what the fee consists of, pots of one name together, with what is left of them."""
    found: dict[str, CostPart] = {}
    for pot, gross in before.items():
        label, net = name(pot), after[pot]
        known = found.get(label)
        if known:
            gross, net = added(known.gross, gross), added(known.net, net)
        found[label] = CostPart(label, gross, net)
    return tuple(found.values())
