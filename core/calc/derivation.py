"""How an amount came about, in words and figures. Made when somebody asks, never while calculating."""

from collections.abc import Iterable

from core.dataclass import dataclass
from core.model.values.money import show_yen


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation; `inputs` are (name, value) pairs as people read them."""

    label: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    result: str


class Names(str):
    """Names of members one after the other; the screen folds many of them to 32団体."""

    __slots__ = ()

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.split(BETWEEN))


BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class Derivation:
    """The steps that lead to one amount, in their order."""

    title: str
    steps: tuple[Step, ...]


def step(label: str, formula: str, inputs: Iterable[tuple[str, str]] = (), result: str = "") -> Step:
    """Return a step; shorthand for writing derivations."""
    return Step(label, formula, tuple(inputs), result)


def yen(amount: int | None, missing: str = "見積なし") -> str:
    """Return 1,234円, or `missing` where there is no amount."""
    return missing if amount is None else f"{show_yen(amount)}円"


def quotient(dividend: int, divisor: int) -> str:
    """Return the exact quotient as 1,234, or cut after two decimals as 1,234.56…; divisor > 0."""
    sign = "△" if dividend < 0 else ""
    whole, rest = divmod(abs(dividend), divisor)
    if not rest:
        return f"{sign}{whole:,}"
    hundredths, beyond = divmod(rest * 100, divisor)
    return f"{sign}{whole:,}.{hundredths:02d}{'…' if beyond else ''}"
