"""What a version of a charge rests on, and what came of it, as values and as the JSON that is kept with it for ever."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, field, replace
from fractions import Fraction
from typing import Any, TypeVar

from core.dataclass import dataclass
from core.model.machine.faults import Refused
from core.model.machine.stored_json import read_json
from core.model.values.ratios import YEN
from core.model.values.rules import Remainder, parse_rule
from core.model.values.words import Word

T = TypeVar("T")

FULL_YEAR = 12
"""Months of a fiscal year, counted from 0, its April."""


class ItemFlow(Word):
    """種別: what a cost item does to the amount that is split."""

    COST = "cost", "経費"
    INCOME = "income", "財源", "補助金 特定財源 収入"
    CARRIED = "carried", "繰越・精算の充当", "繰越金 充当 前年度精算"
    SETTLED = "settled", "精算の追加", "追加 追加負担"
    RETURNED = "returned", "控除・戻入", "控除戻入"

    @property
    def is_taken_off(self) -> bool:
        """Whether it is deducted before the rest is split, or from the share of its bearer."""
        return self in {ItemFlow.INCOME, ItemFlow.CARRIED, ItemFlow.RETURNED}

    @property
    def is_settlement(self) -> bool:
        """Whether it comes from the settlement of a year before."""
        return self in {ItemFlow.CARRIED, ItemFlow.SETTLED}


@dataclass(frozen=True, slots=True)
class Item:
    """One 費目: `amount` whole units of the currency and `cents` hundredths of one; `rate` yen for one unit.

    `system` is "" for all members, `bearer` the code of the one who bears it alone or is credited with it, "" for all;
    `rule` is "" for that of the charge. `source` says where the amount is from.
    """

    name: str
    flow: ItemFlow = ItemFlow.COST
    amount: int = 0
    cents: int = 0
    currency: str = YEN
    rate: str = ""
    customization: bool = False
    system: str = ""
    bearer: str = ""
    rule: str = ""
    source: str = ""

    @property
    def exact(self) -> Fraction:
        """The amount in its currency."""
        return self.amount + Fraction(self.cents, 100)

    @property
    def yen(self) -> int:
        """The amount in yen, cut below one. Raises ZeroDivisionError or ValueError for no rate."""
        return self.amount if self.currency == YEN else int(self.exact * Fraction(self.rate))


@dataclass(frozen=True, slots=True)
class Figures:
    """基礎数値 of one member: its population with day and source, its indexes, its share of 均等割 in percent and what
    it pays first by table (None: no row fits)."""

    population: int | None = None
    date: str = ""
    source: str = ""
    weights: Mapping[str, int] = field(default_factory=dict)
    equal: int = 100
    fixed: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Payer:
    """A member as it stood then; it is there from the month `start` until before `end`, 0 being April."""

    code: str
    name: str
    label: str
    position: int
    figures: Figures
    start: int = 0
    end: int = FULL_YEAR


@dataclass(frozen=True, slots=True)
class ChargePremises:
    """Everything that the charges of one project and fiscal year follow from; `taking` has by system the codes of those
    who take part in it, of the systems in which not all do. `tax` says of all amounts whether tax is in them.

    `adjusted` is by code what a scenario adds to the shares that follow from all this (below zero: takes from them) and
    `adjusted_by` how that is called, "" where it is nothing but fractions; what is told to the members has none.
    """

    project: str
    fiscal_year: int
    rule: str
    unit: int = 1
    remainder: Remainder = Remainder.LARGEST
    representative: str = ""
    tax: str = ""
    items: tuple[Item, ...] = ()
    payers: tuple[Payer, ...] = ()
    taking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjusted: Mapping[str, int] = field(default_factory=dict)
    adjusted_by: str = ""


@dataclass(frozen=True, slots=True)
class ChargeResult:
    """Shares by code in yen; `total` is what was split, `deducted` what was taken off before, `remainder` what rounding
    left with nobody: the shares and the remainder add up to the total."""

    shares: Mapping[str, int]
    total: int
    deducted: int
    remainder: int = 0


_NEVER_KEPT = {"adjusted", "adjusted_by"}


def premises_text(premises: ChargePremises) -> str:
    """Return the premises as they are kept; read_premises gives them back equal, those of a scenario without what
    adjusts them."""
    kept = {name: value for name, value in asdict(premises).items() if name not in _NEVER_KEPT}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def result_text(result: ChargeResult) -> str:
    """Return the result as it is kept."""
    return json.dumps(asdict(result), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_premises(text: str) -> ChargePremises:
    """Return what is kept as `text`. Raises ValueError for whatever this program would not have written."""
    return _read(text, _premises)


def read_result(text: str) -> ChargeResult:
    """Return what is kept as `text`. Raises ValueError for whatever this program would not have written."""
    return _read(text, _result)


def _read(text: str, form: Callable[[dict[str, Any]], T]) -> T:
    try:
        found = read_json(text)
        if not isinstance(found, dict):
            raise ValueError("no object")
        return form(found)
    except (KeyError, TypeError, AttributeError, ZeroDivisionError, Refused) as error:
        raise ValueError("not as it is written") from error


def _premises(found: dict[str, Any]) -> ChargePremises:
    if not _NEVER_KEPT.isdisjoint(found):
        raise ValueError("of a scenario")
    made = ChargePremises(**found)
    made = replace(
        made,
        remainder=Remainder(made.remainder),
        items=tuple(map(_item, _list(found["items"]))),
        payers=tuple(map(_payer, _list(found["payers"]))),
        taking={_text(system): tuple(map(_text, _list(codes))) for system, codes in found["taking"].items()},
    )
    parse_rule(_text(made.rule))
    for value in (made.project, made.representative, made.tax):
        _text(value)
    for number in (made.fiscal_year, made.unit):
        _number(number, least=1)
    codes = [one.code for one in made.payers]
    if len(set(codes)) < len(codes):
        raise ValueError("a member twice")
    return made


def _item(found: dict[str, Any]) -> Item:
    made = Item(**{**found, "flow": ItemFlow(found["flow"])})
    for value in (made.name, made.currency, made.rate, made.system, made.bearer, made.rule, made.source):
        _text(value)
    for number in (made.amount, made.cents):
        _number(number)
    if made.rule:
        parse_rule(made.rule)
    if type(made.customization) is not bool or (made.currency != YEN and Fraction(made.rate) <= 0):
        raise ValueError(found)
    return made


def _payer(found: dict[str, Any]) -> Payer:
    given = Figures(**found["figures"])
    for value in (given.date, given.source):
        _text(value)
    for number in (given.population, *given.fixed.values()):
        if number is not None:
            _number(number)
    for number in (given.equal, *given.weights.values()):
        _number(number)
    made = Payer(**{**found, "figures": given})
    for value in (made.code, made.name, made.label):
        _text(value)
    _number(made.position)
    if not 0 <= _number(made.start) < _number(made.end) <= FULL_YEAR:
        raise ValueError(found)
    return made


def _result(found: dict[str, Any]) -> ChargeResult:
    made = ChargeResult(**found)
    shares = {_text(code): _number(yen, least=-(2**63)) for code, yen in found["shares"].items()}
    sums = sum(shares.values()) + _number(made.remainder, least=-(2**63))
    if _number(made.total, least=-(2**63)) != sums or _number(made.deducted, least=-(2**63)) is None:
        raise ValueError(found)
    return made


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _number(value: Any, least: int = 0) -> int:
    if type(value) is not int or not least <= value < 2**63:
        raise ValueError(value)
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(value)
    return value
