"""改善要望 as figures: who supports which, which became requests, and how many are still open."""

from collections.abc import Iterable, Mapping, Sequence

from core.calc.members import Member, members_of
from core.calc.participation import Absences, absences, takes_part
from core.dataclass import dataclass
from core.model.links import Link, LinkKind
from core.model.machine.kinds import place_of_any
from core.model.machine.table import Look
from core.model.operating.improvements import Improvement, ImprovementSupport, Stance, Verdict


def requests_by_improvement(look: Look) -> dict[int, list[int]]:
    """Return by id of the improvements the ids of the requests that were made of them."""
    found: dict[int, list[int]] = {}
    for link in look.all(Link).values():
        if link.kind is LinkKind.ORIGIN:
            begin, end = place_of_any(link.source), place_of_any(link.target)
            if begin and end and begin[0] == "improvements" and end[0] == "customizations":
                found.setdefault(begin[1], []).append(end[1])
    return found


@dataclass(frozen=True, slots=True)
class Backing:
    """What the other members say of an improvement; `silent` have said nothing."""

    supports: int
    neutral: int
    opposed: int
    silent: int

    @property
    def text(self) -> str:
        """Return 賛同2 どちらでも0 反対1 未回答3, without what is nobody's."""
        parts = (("賛同", self.supports), ("どちらでも", self.neutral), ("反対", self.opposed), ("未回答", self.silent))
        return " ".join(f"{word}{count}" for word, count in parts if count)


class Backers:
    """The members that are asked: all but the one that asks, as far as they take part in the system."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.members: Sequence[Member] = members_of(look)
        self._absent: Absences = absences(look)

    def asked(self, one: Improvement) -> list[Member]:
        """Return whom it concerns besides the one that asks."""
        return [m for m in self.members if m.id != one.municipality_id and takes_part(self._absent, one, m.id)]

    def said(self, one: Improvement) -> Mapping[int, ImprovementSupport]:
        """Return by municipality what was said."""
        return {row.municipality_id: row for row in self._look.children(ImprovementSupport, one.id).values()}

    def backing(self, one: Improvement) -> Backing:
        """Return how many of the members that are asked say what."""
        said = self.said(one)
        stances = [said[m.id].stance if m.id in said else None for m in self.asked(one)]
        counted = {stance: stances.count(stance) for stance in Stance}
        return Backing(counted[Stance.SUPPORTS], counted[Stance.NEUTRAL], counted[Stance.OPPOSED], stances.count(None))


@dataclass(frozen=True, slots=True)
class Summary:
    """Of all improvements: without the vendor's word, without a decision, adopted and not done, past the day."""

    total: int
    unanswered: int
    undecided: int
    waiting: int
    overdue: int
    done: int
    requested: int


def is_overdue(one: Improvement, day: str) -> bool:
    """Whether it was to be done before an ISO day and is not."""
    return not one.is_settled and one.due_on is not None and one.due_on < day


def summary_of(rows: Iterable[Improvement], day: str) -> Summary:
    """Return the counts as of an ISO day."""
    all_rows = list(rows)
    return Summary(
        total=len(all_rows),
        unanswered=sum(one.vendor is None and not one.is_settled for one in all_rows),
        undecided=sum(not one.verdict.is_made for one in all_rows),
        waiting=sum(one.verdict is Verdict.ADOPTED and one.done_on is None for one in all_rows),
        overdue=sum(is_overdue(one, day) for one in all_rows),
        done=sum(one.done_on is not None for one in all_rows),
        requested=sum(one.verdict is Verdict.REQUESTED for one in all_rows),
    )


def summary_pairs(summary: Summary) -> tuple[tuple[str, str], ...]:
    """Return the counts in words."""
    return (
        ("改善要望", f"{summary.total:,}件"),
        ("事業者の回答待ち", f"{summary.unanswered:,}件"),
        ("協議会の判断待ち", f"{summary.undecided:,}件"),
        ("実施と決めて未完了", f"{summary.waiting:,}件"),
        ("期限超過", f"{summary.overdue:,}件"),
        ("完了", f"{summary.done:,}件"),
        ("カスタマイズ要望にした", f"{summary.requested:,}件"),
    )
