"""適合率: how many items of each business area the package fits, and of how many that is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from core.calc.gaps.origins import requests_by_gap
from core.calc.members import Member, members_of
from core.calc.participation import Absences, absences, takes_part
from core.dataclass import dataclass
from core.model.council import System
from core.model.gaps import Fit, Gap, GapNeed, Need
from core.model.machine.naming import in_order
from core.model.machine.table import Look

DEFINITION = (
    "適合率 = 適合 ÷ (総数 − 対象外 − 未判定)。一部適合は適合に数えません。",
    "一部を半分とした率 = (適合 + 一部適合 ÷ 2) ÷ (総数 − 対象外 − 未判定)。",
    "適合も一部適合もない業務は、差だけを挙げた一覧とみて率を出しません(－)。率は小数第2位を四捨五入しています。",
)
"""What the two rates mean, as it is printed."""


@dataclass(frozen=True, slots=True)
class FitCount:
    """The items of one business area (None: of no area, or of all) by their judgement; `requests` how many of them have
    become requests, `sessions` at how many sessions they came up."""

    system_id: int | None
    by_fit: Counter[Fit]
    requests: int
    sessions: int

    @property
    def total(self) -> int:
        """How many items there are."""
        return self.by_fit.total()

    @property
    def judged(self) -> int:
        """How many of them the rates are formed of."""
        return sum(number for fit, number in self.by_fit.items() if fit.is_judged)

    @property
    def rate(self) -> Fraction | None:
        """The part that fits; None where nothing is judged, or nothing but gaps was listed."""
        return self._rate(Fraction(0))

    @property
    def rate_with_halves(self) -> Fraction | None:
        """The same with 一部適合 as a half."""
        return self._rate(Fraction(1, 2))

    def _rate(self, partly: Fraction) -> Fraction | None:
        fits, halves = self.by_fit[Fit.FITS], self.by_fit[Fit.PARTLY]
        if not fits and not halves:
            return None
        return (fits + partly * halves) / self.judged


def count_of(gaps: Iterable[Gap], requests: Iterable[int], system_id: int | None = None) -> FitCount:
    """Return the count of items; `requests` are the ids of those that have become requests."""
    found, asked = list(gaps), set(requests)
    return FitCount(
        system_id,
        Counter(gap.fit for gap in found),
        sum(gap.id in asked for gap in found),
        len({gap.meeting_id for gap in found if gap.meeting_id is not None}),
    )


def counts_by_system(look: Look, gaps: Sequence[Gap] | None = None) -> list[FitCount]:
    """Return the counts of the business areas that have items, in their order, those of no area last; of all items, or
    of those given."""
    found = list(look.all(Gap).values()) if gaps is None else gaps
    groups: dict[int | None, list[Gap]] = {}
    for gap in found:
        groups.setdefault(gap.system_id, []).append(gap)
    requests = requests_by_gap(look)
    order = [*(one.id for one in in_order(look, look.all(System).values())), None]
    return [count_of(groups[id], requests, id) for id in order if id in groups]


def show_rate(rate: Fraction | None) -> str:
    """Return 83.3%, halves of a tenth up; － where there is none."""
    if rate is None:
        return "－"
    whole, tenth = divmod(int(rate * 1000 + Fraction(1, 2)), 10)
    return f"{whole}.{tenth}%"


@dataclass(frozen=True, slots=True)
class NeedCount:
    """What the members say of one item: those that are not asked, because they do not take part, are not counted."""

    needed: int
    not_needed: int
    silent: int

    @property
    def text(self) -> str:
        """Return 要3 不要2 未1; nothing while nobody has said anything."""
        if not self.needed and not self.not_needed:
            return ""
        parts = (("要", self.needed), ("不要", self.not_needed), ("未", self.silent))
        return " ".join(f"{word}{number}" for word, number in parts if number)


class Needs:
    """Who is asked about an item and what was said: read once for many items."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.members: tuple[Member, ...] = members_of(look)
        self._absent: Absences = absences(look)

    def concerns(self, gap: Gap, municipality_id: int) -> bool:
        """Whether the municipality takes part in the item's system."""
        return takes_part(self._absent, gap, municipality_id)

    def said(self, gap: Gap) -> dict[int, GapNeed]:
        """Return by municipality what was said."""
        return {one.municipality_id: one for one in self._look.children(GapNeed, gap.id).values()}

    def count(self, gap: Gap) -> NeedCount:
        """Return how many of the members need it."""
        said = self.said(gap)
        if not said:
            return NeedCount(0, 0, len(self.members))
        asked = [one.id for one in self.members if self.concerns(gap, one.id)]
        needs = Counter(said[id].need for id in asked if id in said)
        return NeedCount(needs[Need.NEEDED], needs[Need.NOT_NEEDED], len(asked) - needs.total())
