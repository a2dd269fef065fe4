"""削減率 and amounts in larger units: for display, never back into an amount. Halves go away from zero (四捨五入)."""

from decimal import Decimal

from core.model.scenarios import MoneyUnit


def reduction_percent(current: int | None, cloud: int | None, digits: int = 1) -> Decimal | None:
    """Return (current − cloud) ÷ current in percent with so many decimals; None where one of them is not known.

    Example: 920 and 570 → 38.0.
    """
    if not current or cloud is None:
        return None
    return Decimal(_rounded((current - cloud) * 100 * 10**digits, current)).scaleb(-digits)


def percent_in_unit(
    current: int | None, cloud: int | None, unit: MoneyUnit, decimals: int, digits: int = 1
) -> Decimal | None:
    """Return the reduction rate of the two amounts as they are displayed, in `unit` with `decimals` decimals.

    Example: 240,000,000 and 168,000,000 yen in 億円 with one decimal are 2.4 and 1.7: 29.2, not 30.0.
    """
    if current is None or cloud is None:
        return None
    return reduction_percent(_steps(current, unit, decimals), _steps(cloud, unit, decimals), digits)


def in_unit(yen: int, unit: MoneyUnit, decimals: int) -> Decimal:
    """Return the amount in `unit` with so many decimals. Example: 167,999,999 yen in 億円, one decimal → 1.7."""
    return Decimal(_steps(yen, unit, decimals)).scaleb(-decimals)


def show_in_unit(yen: int | None, unit: MoneyUnit, decimals: int) -> str:
    """Return the amount for screen and paper: 1,234.5, △1.2, 0.0 for less than half a step; nothing for None."""
    if yen is None:
        return ""
    amount = in_unit(yen, unit, decimals)
    return f"{'△' if amount < 0 else ''}{abs(amount):,.{decimals}f}"


def show_percent(percent: Decimal | None) -> str:
    """Return 38.0% or △1.5%, a dash where there is no rate."""
    if percent is None:
        return "－"
    return f"△{-percent}%" if percent < 0 else f"{abs(percent)}%"


def _steps(yen: int, unit: MoneyUnit, decimals: int) -> int:
    """Return how many of the smallest displayed steps the amount has."""
    return _rounded(yen * 10**decimals, unit.yen)


def _rounded(dividend: int, divisor: int) -> int:
    magnitude = (2 * abs(dividend) + divisor) // (2 * divisor)
    return -magnitude if dividend < 0 else magnitude
