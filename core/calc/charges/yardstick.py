"""3割減の物差し: the cost of a year against that of 2018, by the same cost items; the target is seven tenths of it."""

from collections.abc import Mapping

from core.calc.charges.assess import item_yen
from core.dataclass import dataclass
from core.model.book import Book
from core.model.charges.charging import Apart, YearItem
from core.model.values.charge_premises import Item, ItemFlow

BASE_YEAR = 2018
"""平成30年度: against which the national target (3割減) is measured."""


@dataclass(frozen=True, slots=True)
class YardYear:
    """The costs of a year in yen by item name, without those set apart, which are by their reason; `base` is what 2018
    came to, None where nothing is known of it or its items are other ones. `unknown` are the names of items of which no
    amount is known, of the year or of 2018: what is compared is not the whole then."""

    fiscal_year: int
    costs: Mapping[str, int]
    apart: Mapping[Apart, int]
    base: int | None
    same_scope: bool
    unknown: tuple[str, ...] = ()

    @property
    def compared(self) -> int:
        return sum(self.costs.values())

    @property
    def whole(self) -> int:
        return self.compared + sum(self.apart.values())

    @property
    def tenths(self) -> int | None:
        """Return the change against 2018 in tenths of a percent, halves away from zero; None without a rate."""
        if not self.base or not self.same_scope or self.unknown:
            return None
        difference = self.compared - self.base
        size = (abs(difference) * 2_000 + self.base) // (2 * self.base)
        return size if difference >= 0 else -size

    @property
    def rate_words(self) -> str:
        """Return △30.0, or why there is no rate."""
        tenths = self.tenths
        if tenths is None:
            return ("未入力あり" if self.unknown else "範囲が違う") if self.base else "基準なし"
        return f"{'△' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The years that have costs; `target` is seven tenths of 2018, cut below one yen, None without that year."""

    years: tuple[YardYear, ...]
    target: int | None


def yardstick(book: Book) -> Yardstick:
    """Return the costs of all projects by year: what was spent, or where that is not known yet what was planned."""
    costs: dict[int, dict[str, int]] = {}
    apart: dict[int, dict[Apart, int]] = {}
    unknown: dict[int, list[str]] = {}
    for one in book.all(YearItem).values():
        yen = _yen(one)
        if one.flow is not ItemFlow.COST:
            continue
        if yen is None:
            unknown.setdefault(one.fiscal_year, []).append(one.name)
        elif one.apart is not None:
            reasons = apart.setdefault(one.fiscal_year, {})
            reasons[one.apart] = reasons.get(one.apart, 0) + yen
        else:
            names = costs.setdefault(one.fiscal_year, {})
            names[one.name] = names.get(one.name, 0) + yen
    base = costs.get(BASE_YEAR, {})
    whole = sum(base.values()) or None
    of_base = unknown.get(BASE_YEAR, [])
    years = tuple(
        YardYear(
            year,
            costs.get(year, {}),
            apart.get(year, {}),
            whole,
            set(costs.get(year, {})) == set(base),
            tuple(dict.fromkeys([*unknown.get(year, []), *of_base])),
        )
        for year in sorted({*costs, *apart})
    )
    return Yardstick(years, None if whole is None or of_base else whole * 7 // 10)


def _yen(one: YearItem) -> int | None:
    if one.result_yen is not None:
        return one.result_yen
    if one.amount is None or ((one.cents or one.currency != "JPY") and not one.exchange_rate):
        return None
    return item_yen(Item(one.name, one.flow, one.amount, one.cents, one.currency, one.exchange_rate or ""))
