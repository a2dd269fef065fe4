"""What came of an evaluation: of every bidder its points, rank and what was decided, and of the whole what holds."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from functools import cached_property

from core.calc.evaluation.frame import Frame
from core.calc.evaluation.price import PricePoints
from core.calc.evaluation.technical import Technical
from core.dataclass import dataclass
from core.model.evaluation import Bidder, FirstStage
from core.model.machine.faults import Fault
from core.model.values.evaluation_rules import Part, PriceWay
from core.model.values.words import Word


def once(faults: Iterable[Fault]) -> list[Fault]:
    """Return each fault once, in the order of the last of its like."""
    return list({(one.rule, str(one.facts)): one for one in faults}.values())


class Verdict(Word):
    FIRST = "first", "最優秀"
    NEXT = "next", "次点以下"
    TIED = "tied", "同点"
    BELOW = "below", "下限未満"
    NOBODY = "nobody", "該当なし"
    OUT = "out", "失格"
    DROPPED = "dropped", "一次審査で次点以下"
    OPEN = "open", "未確定"
    SEALED = "sealed", "価格開封前"


@dataclass(frozen=True, slots=True)
class BidderResult:
    """`parts` are its points by part, `technical` their sum without price and bonus. `total` is None while anything is
    missing. `rank` is shared by equals; `mean_rank` and `votes` (first places, second places…) are those of the
    seats, where the rule asks for them.
    `why_out` says why it is disqualified, `short` which thresholds it does not reach, `missing` what is not known.
    Of two stages `first` are its points of the first, `first_rank` its rank there, and `behind` says why it did not go
    on; one that did not has no total."""

    bidder: Bidder
    price: PricePoints | None
    parts: Mapping[Part, Fraction | None]
    technical: Fraction | None
    bonus: Fraction
    total: Fraction | None
    rank: int | None = None
    verdict: Verdict = Verdict.OPEN
    mean_rank: Fraction | None = None
    votes: tuple[Fraction, ...] = ()
    why_out: tuple[Fault, ...] = ()
    short: tuple[str, ...] = ()
    missing: tuple[Fault, ...] = ()
    first: Fraction | None = None
    first_rank: int | None = None
    behind: tuple[Fault, ...] = ()

    @property
    def remarks(self) -> tuple[Fault, ...]:
        """What there is to say of it beside its points and the limits that it does not reach."""
        return (*self.why_out, *self.behind, *self.missing)

    @property
    def is_in(self) -> bool:
        return not self.why_out


@dataclass(frozen=True)
class Evaluation:
    """`full` are the full points of the whole, `price_full` those of the price. `notes` are warnings. `early` is what
    came of the first of two stages, where all were judged; `reach` says of each bidder what became of it there, None
    while nobody can say."""

    frame: Frame
    results: tuple[BidderResult, ...]
    technical: Technical
    price_full: int
    notes: tuple[Fault, ...]
    early: "Evaluation | None" = None
    reach: Mapping[int, FirstStage | None] = field(default_factory=dict)

    @property
    def reached(self) -> tuple[BidderResult, ...]:
        """The bidders that are judged to the end: with one stage all of them."""
        if self.early is None:
            return self.results
        return tuple(one for one in self.results if self.reach.get(one.bidder.id) is FirstStage.PASSED)

    @property
    def is_narrowed(self) -> bool:
        """Whether it is known of every bidder that is in whether it goes on to the second stage."""
        return self.early is not None and all(
            self.reach.get(one.bidder.id) is not None for one in self.results if one.is_in
        )

    @property
    def technical_full(self) -> Fraction:
        return sum((one for part, one in self.technical.full.items() if part is not Part.BONUS), Fraction(0))

    @property
    def full(self) -> Fraction:
        if self.frame.rule.price.way is PriceWay.DIVISION:
            return self.technical_full + self.frame.rule.price.standard
        return self.technical_full + self.price_full

    @cached_property
    def ranked(self) -> list[BidderResult]:
        """The bidders, the best one first, those without a rank last: of these the best of the first stage first."""
        return sorted(
            self.results, key=lambda one: (one.rank is None, one.rank or 0, one.first_rank or len(self.results))
        )

    @property
    def first(self) -> tuple[str, ...]:
        """Who is first: one name, several that are equal, or none."""
        return tuple(one.bidder.name for one in self.ranked if one.verdict in {Verdict.FIRST, Verdict.TIED})
