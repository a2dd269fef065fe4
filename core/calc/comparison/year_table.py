"""年度別の負担額: every year's bill split among those who are there then, made when somebody asks for it.

Without joins and leaves the shares of the term do not depend on it, and no chart or slider has to wait for it.
"""

from collections.abc import Mapping, Sequence

from core.calc.comparison.capped_years import CappedYears, cap_years, plain_years
from core.calc.comparison.controlled_rounding import SCALE, SECRETARIAT, round_table
from core.calc.comparison.exact_shares import ExactYears
from core.calc.comparison.premises import Premises
from core.calc.splitting.rounding import taker_key
from core.model.scenarios import Instalment
from core.model.values.rules import Remainder


class WholeYears:
    """The years of the row of totals: each year's bill."""

    def __init__(self, years: tuple[int, ...]) -> None:
        self._years = years

    def of(self, _: str) -> tuple[int, ...]:
        """Return the years."""
        return self._years


class YearTable:
    """What each member pays in each year: a year's shares are its bill, a member's years its share of the term."""

    def __init__(
        self,
        premises: Premises,
        base: ExactYears,
        caps: Mapping[str, int] | None,
        keys: Mapping[str, int],
        cloud: Mapping[str, int],
        secretariat: int,
        capped: CappedYears | None,
    ) -> None:
        self._premises = premises
        self._base = base
        self._caps = caps
        self._keys = keys
        self._cloud = cloud
        self._secretariat = secretariat
        self._capped = capped
        self._made: Mapping[str, tuple[int, ...]] | None = None

    def of(self, code: str) -> tuple[int, ...]:
        """Return what the member pays in each year; of SECRETARIAT what rounding leaves with it."""
        return self._table()[code]

    def rows(self) -> tuple[dict[str, int], int]:
        """Return the shares of the term as the years allow them, and what stays with the secretariat."""
        sums = {code: sum(years) for code, years in self._table().items()}
        return sums, sums.pop(SECRETARIAT, 0)

    def _table(self) -> Mapping[str, tuple[int, ...]]:
        if self._made is None:
            self._made = self._round()
        return self._made

    def _round(self) -> Mapping[str, tuple[int, ...]]:
        premises = self._premises
        exact: dict[str, Sequence[int]] = dict(self.exact().shares)
        rows, there = dict(self._cloud), dict[str, Sequence[bool]](premises.there)
        rooms = None if self._caps is None else {code: self._caps[code] - yen for code, yen in rows.items()}
        takers = self._takers(exact)
        if premises.rounding.remainder.keeps:
            exact[SECRETARIAT] = [0] * premises.term.years
            rows[SECRETARIAT] = self._secretariat
            there[SECRETARIAT] = [True] * premises.term.years
            if rooms is not None:
                rooms[SECRETARIAT] = premises.total
            takers.insert(0, SECRETARIAT)
        order = list(range(premises.term.years))
        if premises.instalment is Instalment.LAST:
            order.reverse()
        return round_table(exact, rows, premises.years, there, order, takers, premises.rounding.unit, rooms)

    def exact(self) -> CappedYears:
        """Return the shares by year before they are rounded."""
        if self._capped is not None:
            return self._capped
        if self._caps is None:
            return plain_years(self._base)
        premises = self._premises
        return cap_years(self._base, self._caps, self._keys, premises.months, premises.key)

    def _takers(self, exact: Mapping[str, Sequence[int]]) -> list[str]:
        """Return who takes what the years leave over where the shares of the term cannot stand as they are."""
        rounding = self._premises.rounding
        if rounding.remainder is Remainder.LARGEST or rounding.remainder.keeps:
            step = SCALE * rounding.unit
            return sorted(exact, key=lambda code: (-(sum(exact[code]) % step), code))
        return [payer.code for payer in sorted(self._premises.payers, key=lambda payer: taker_key(payer, rounding))]
