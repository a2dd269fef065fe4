"""Answers of a survey counted: how many, in which shares, with which mean, which groups are too small to be shown."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from core.calc.splitting.apportion import apportion
from core.dataclass import dataclass
from core.model.operating.surveys import Scale, SharesAs, SurveyTally

SMALLEST_GROUP = 5
"""A group in which fewer people answered is not shown: one could tell who they are."""

WHOLE = 1_000
"""100 % in tenths."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gave each step of the scale, the best one first, how many わからない and how many nothing."""

    steps: tuple[int, ...]
    unknown: int = 0
    blank: int = 0

    @property
    def n(self) -> int:
        """Everybody who was counted, those without an answer included."""
        return sum(self.steps) + self.unknown + self.blank

    @property
    def rated(self) -> int:
        """Those who gave a step: the mean is theirs."""
        return sum(self.steps)

    @property
    def mean(self) -> Fraction | None:
        """The mean of the points, the best step counting as many as there are steps and the worst 1. わからない and
        無回答 do not count; None where nobody gave a step: there is no mean then, and it is not 0."""
        most = len(self.steps)
        points = sum((most - at) * count for at, count in enumerate(self.steps))
        return Fraction(points, self.rated) if self.rated else None

    @property
    def top_two(self) -> Fraction | None:
        """The part of all who gave one of the two best steps; None where there is nobody."""
        return Fraction(sum(self.steps[:2]), self.n) if self.n else None

    @property
    def bottom_two(self) -> Fraction | None:
        """The part of all who gave one of the two worst steps; None where there is nobody."""
        return Fraction(sum(self.steps[-2:]), self.n) if self.n else None

    def shares(self, way: SharesAs) -> tuple[int, ...]:
        """Return the shares in tenths of a percent: of the steps, of わからない and of 無回答; nothing where there is
        nobody. Rounded each for itself they may miss 1,000 by a few; with 合計を100% they add up to it, what is left
        over going to the largest remainders (最大剰余).

        Example: one of three each → 333, 333, 333, or 334, 333, 333.
        """
        counts = (*self.steps, self.unknown, self.blank)
        if not self.n:
            return ()
        if way is SharesAs.ROUNDED:
            return tuple((2 * count * WHOLE + self.n) // (2 * self.n) for count in counts)
        parts = apportion(WHOLE, {f"{at:02}": count for at, count in enumerate(counts)})
        return tuple(parts[f"{at:02}"] for at in range(len(counts)))

    def __add__(self, other: "Tally") -> "Tally":
        steps = tuple(one + two for one, two in zip(self.steps, other.steps, strict=True))
        return Tally(steps, self.unknown + other.unknown, self.blank + other.blank)


def tally_of(scale: Scale, rows: Iterable[SurveyTally]) -> Tally:
    """Return rows of the ledger added up, in the steps of the question's scale."""
    width = len(scale.steps)
    total = Tally((0,) * width)
    for row in rows:
        total += Tally(row.steps[:width], row.unknown, row.blank)
    return total


def hidden_among(sizes: Sequence[int]) -> frozenset[int]:
    """Return the places of the groups that are not shown: those of fewer than five; and so that none of them can be
    had by taking the others from the whole, the next larger ones until at least two are hidden and five people in them.
    A group of nobody hides nobody.
    """
    hidden = {at for at, n in enumerate(sizes) if 0 < n < SMALLEST_GROUP}
    rest = sorted((n, at) for at, n in enumerate(sizes) if n >= SMALLEST_GROUP)
    while hidden and rest and (len(hidden) < 2 or sum(sizes[at] for at in hidden) < SMALLEST_GROUP):
        hidden.add(rest.pop(0)[1])
    return frozenset(hidden)


def show_tenths(tenths: int) -> str:
    """Return 33.3%."""
    return f"{tenths // 10}.{tenths % 10}%"


def show_part(part: Fraction | None) -> str:
    """Return a part as a percentage with one decimal, rounded half up; － where there is none."""
    return "－" if part is None else show_tenths(int(part * 2 * WHOLE + 1) // 2)


def show_mean(mean: Fraction | None) -> str:
    """Return a mean with two decimals, rounded half up; where there is none it is said, never 0."""
    return NO_MEAN if mean is None else f"{rounded(mean)}"


def show_change(change: Fraction | None) -> str:
    """Return +0.25 or △0.10; ±0.00 where nothing changed, － where nothing can be compared."""
    if change is None:
        return "－"
    amount = rounded(abs(change))
    if not amount:
        return "±0.00"
    return f"{'+' if change > 0 else '△'}{amount}"


def rounded(value: Fraction) -> Decimal:
    """Return a value of zero or more with two decimals, rounded half up."""
    hundredths = int(value * 200 + 1) // 2
    return (Decimal(hundredths) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


NO_MEAN = "評価なし"
"""Stands where nobody gave a step of the scale."""

TERMS = (
    "nは無回答を含む回答の数です。構成比、上位2段、下位2段はnに対する割合です。",
    "平均は、わからないと無回答を除いた回答の平均点(5段では最もよい回答が5点、最も悪い回答が1点)です。"
    f"回答のないときは{NO_MEAN}とし、0点とはしません。",
    f"{SMALLEST_GROUP}人未満の区分は「x」とし、引き算で分からないように、次に少ない区分も「x」とすることがあります。",
)
