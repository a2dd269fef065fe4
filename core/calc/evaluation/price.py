"""価格点: what each price is worth by the formula, exactly, and rounded only where the rule says so."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from core.dataclass import dataclass
from core.model.values.evaluation_rules import How, Place, PriceFormula, PriceWay, Roundings, show


@dataclass(frozen=True, slots=True)
class PricePoints:
    """`coefficient` is the share of the full points, where the formula has one; `words` say how it came about."""

    points: Fraction
    words: str
    coefficient: Fraction | None = None

    def plus(self, other: "PricePoints") -> "PricePoints":
        """Return the points of two stages together."""
        return PricePoints(self.points + other.points, f"{self.words} + {other.words}")


def rounded(number: Fraction, roundings: Roundings, *places: Place) -> Fraction:
    """Return the number as the first rounding that holds at one of the places leaves it; unchanged without one."""
    step = next((one for place in places for one in roundings.steps if one.place is place), None)
    if step is None:
        return number
    scaled = number * 10**step.digits
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    up = {How.DOWN: False, How.UP: rest > 0, How.HALF_UP: rest >= Fraction(1, 2)}[step.how]
    return Fraction(whole + up, 10**step.digits)


NEEDS_LIMIT = frozenset({PriceWay.LIMIT, PriceWay.SLOPE, PriceWay.BANDS})


def lacks_limit(formula: PriceFormula, limit: int | None) -> bool:
    """Whether the formula cannot be used for want of a limit."""
    is_needed = formula.way in NEEDS_LIMIT or formula.floor is not None or formula.way is PriceWay.TAPER
    return is_needed and not limit


def price_points(
    formula: PriceFormula, full: int, prices: Mapping[int, int], limit: int | None, roundings: Roundings
) -> dict[int, PricePoints]:
    """Return the points of each bidder by its price. Only prices of those that are in may be given: whoever is
    disqualified does not lower the lowest price.

    Example: 40 points, lowest ratio, 3,750 and 4,100 → 40 and 36.585…, by two decimals 36.59.
    """
    return {
        bidder: _points(formula, full, bidder, prices, limit, roundings)
        for bidder, price in prices.items()
        if price > 0
    }


def _points(
    formula: PriceFormula, full: int, bidder: int, prices: Mapping[int, int], limit: int | None, roundings: Roundings
) -> PricePoints:
    def worth(coefficient: Fraction, words: str) -> PricePoints:
        share = rounded(coefficient, roundings, Place.COEFFICIENT)
        points = rounded(full * share, roundings, Place.PRICE, Place.POINTS)
        return PricePoints(points, f"{full}点×{words}", share)

    def given(points: Fraction, words: str) -> PricePoints:
        return PricePoints(rounded(points, roundings, Place.PRICE, Place.POINTS), words)

    least = min(price for price in prices.values() if price > 0)
    price, lowest = Fraction(prices[bidder]), Fraction(least)
    if formula.floor is not None and limit:
        price, lowest = max(price, formula.floor * limit), max(lowest, formula.floor * limit)
    shown, ceiling = f"{_yen(price)}円", Fraction(limit or 1)
    match formula.way:
        case PriceWay.LOWEST:
            return worth(lowest / price, f"最低{_yen(lowest)}円÷{shown}")
        case PriceWay.LIMIT:
            return worth(max(1 - price / ceiling, Fraction(0)), f"(1−{shown}÷限度額{_yen(ceiling)}円)")
        case PriceWay.SLOPE:
            factor = formula.factor if formula.factor is not None else Fraction(full)
            cap = formula.cap if formula.cap is not None else Fraction(full)
            points = min(max(factor * (1 - price / ceiling), Fraction(0)), cap)
            return given(points, f"{show(factor)}×(限度額−{shown})÷限度額、0〜{show(cap)}点")
        case PriceWay.TAPER:
            assert formula.base is not None
            base = formula.base * ceiling if formula.base_is_share else formula.base
            if price >= base:
                return worth(max(1 - price / ceiling, Fraction(0)), f"(1−{shown}÷限度額{_yen(ceiling)}円)")
            share = (1 - base / ceiling) + (base - price) / ceiling / 2
            return worth(max(share, Fraction(0)), f"{{(1−基準{_yen(base)}円÷限度額)+0.5×(基準−{shown})÷限度額}}")
        case PriceWay.INCOME:
            most = max(prices.values())
            return worth(price / most, f"{shown}÷最高{_yen(Fraction(most))}円")
        case PriceWay.PLACES:
            at = 1 + sum(other < prices[bidder] for other in prices.values())
            points = next((points for place, points in formula.steps if place == at), Fraction(0))
            return given(points, f"提案額の低い順で{at}位")
        case PriceWay.BANDS:
            points = next((points for bound, points in formula.steps if price / ceiling <= bound), Fraction(0))
            return given(points, f"提案額は限度額の{show_points(price / ceiling * 100, 1)}%")
        case _:
            return given(Fraction(0), "")


def _yen(amount: Fraction) -> str:
    return f"{int(amount):,}" if amount.denominator == 1 else f"{float(amount):,.2f}"


def show_points(points: Fraction | int | None, most: int = 4, least: int = 0) -> str:
    """Return points for people: as many decimals as they have, at most `most` (then rounded half up) and at least
    `least`; "" for None."""
    if points is None:
        return ""
    number = Fraction(points)
    sign, number = ("△" if number < 0 else ""), abs(number)
    scaled = (2 * number * 10**most + 1) // 2
    whole, rest = divmod(scaled, 10**most)
    decimals = f"{rest:0{most}d}".rstrip("0").ljust(least, "0") if most else ""
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")


def evenly(points: Iterable[Fraction | int | None], most: int = 4) -> list[str]:
    """Return what stands below each other in a column, all with as many decimals as the one that has most."""
    found = list(points)
    least = max((len(show_points(one, most).partition(".")[2]) for one in found), default=0)
    return [show_points(one, most, least) for one in found]
