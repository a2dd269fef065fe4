"""約22億円⇒約14億円【約8億円(3割強)の削減】: the five-year comparison in one line."""

from fractions import Fraction

_OKU = 100_000_000
_MAN = 10_000


def headline(current: int, paid: int) -> str:
    """Return both amounts in round figures, the difference and its share in tenths, from exact yen.

    The difference is rounded by itself, as the source does it (21.6 - 13.9 = 7.7: 約8億円).
    """
    saved = current - paid
    word = "削減" if saved >= 0 else "増加"
    share = f"({tenths(Fraction(abs(saved), current))})" if current else ""
    return f"{about(current)}⇒{about(paid)}【{about(abs(saved))}{share}の{word}】"


def about(yen: int) -> str:
    """Return 約22億円, or 約5万円 below half of a 億: rounded half up, never to nothing."""
    for unit, name in ((_OKU, "億円"), (_MAN, "万円")):
        rounded = (2 * yen + unit) // (2 * unit)
        if rounded:
            return f"約{rounded:,}{name}"
    return f"{yen:,}円"


def tenths(share: Fraction) -> str:
    """Return 3割, 3割強 or 4割弱: the source calls 36% 3割強, so what is seven hundredths further is the next, 弱."""
    whole, rest = divmod(share * 100, 10)
    if rest == 0:
        return f"{whole}割"
    if rest < 7:
        return f"{whole}割強" if whole else "1割未満"
    return f"{whole + 1}割弱"
