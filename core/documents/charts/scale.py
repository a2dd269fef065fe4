"""Axes: round values that the eye can read off, and where an amount stands between them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from core.calc.comparison.reduction import show_in_unit
from core.dataclass import dataclass
from core.documents.paper.drawing import length
from core.model.scenarios import MoneyUnit
from core.model.values.money import show_yen

Number = int | Fraction
Show = Callable[[Sequence[int]], Sequence[str]]
"""From the values of an axis to what is written at them."""
AXIS = 8.0
"""The size of the figures along an axis, in points."""
MOST_STEPS = 10
_APART = 10.0
"""What lies at least between two figures along an axis."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How amounts are written in a chart: in `unit` with `digits` decimals; `about` is said of them in brackets."""

    unit: MoneyUnit = MoneyUnit.YEN
    digits: int = 0
    about: str = ""

    @property
    def caption(self) -> str:
        """Return 単位:億円(税抜)."""
        return f"単位:{self.unit.label}({self.about})" if self.about else f"単位:{self.unit.label}"

    def show(self, yen: int | None) -> str:
        """Return the amount, or a dash where there is none."""
        if yen is None:
            return "－"
        return show_yen(yen) if self.unit is MoneyUnit.YEN else show_in_unit(yen, self.unit, self.digits)

    def show_ticks(self, ticks: Sequence[int]) -> list[str]:
        """Return the values of an axis, all with as many decimals as they need."""
        enough = (digits for digits in range(9) if not any(yen * 10**digits % self.unit.yen for yen in ticks))
        digits = next(enough)
        return [show_in_unit(yen, self.unit, digits) for yen in ticks]


@dataclass(frozen=True, slots=True)
class Scale:
    """`ticks` are round and evenly spaced, `texts` what is written at them; the first stands at `start`, the last
    `span` points further."""

    ticks: tuple[int, ...]
    texts: tuple[str, ...]
    start: float
    span: float

    def at(self, value: Number) -> float:
        """Return where a value stands."""
        first, last = self.ticks[0], self.ticks[-1]
        return self.start + self.span * ((value - first) / (last - first))

    @property
    def zero(self) -> float:
        """Where nothing stands: from here bars begin."""
        return self.at(0)


def round_ticks(low: int, high: int, most: int) -> tuple[int, ...]:
    """Return values from 0 or below `low` to `high` or above it, in steps of 1, 2 or 5 times a power of ten.

    At most `most` steps, but one on either side of zero where both are needed. Example: 0, 920, 5 →
    (0, 200, 400, 600, 800, 1000).
    """
    low, high = min(low, 0), max(high, 0)
    high = high if high > low else 1
    for step in _round_steps():
        first, last = low // step, -(-high // step)
        if last - first <= max(most, 2 if first < 0 < last else 1):
            return tuple(range(first * step, last * step + 1, step))
    raise AssertionError("steps grow without end")


def _round_steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def scale(low: int, high: int, start: float, span: float, show: Show) -> Scale:
    """Return the scale with as many ticks as there is room for their texts side by side."""
    most = MOST_STEPS
    while True:
        ticks = round_ticks(low, high, most)
        texts = show(ticks)
        if most <= 1 or widest(texts) + _APART <= span / (len(ticks) - 1):
            return Scale(ticks, tuple(texts), start, span)
        most -= 1


def widest(figures: Iterable[str]) -> float:
    """Return the length of the longest figure along an axis."""
    return max((length(text, AXIS, figures=True) for text in figures), default=0.0)
