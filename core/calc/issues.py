"""Issues as of a day: which are open, overdue and for how long, how old they are, and how they became fewer."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from core.dataclass import dataclass
from core.model.issues import Issue
from core.model.machine.naming import in_order
from core.model.machine.table import Look

TERMS = (
    "期限超過の日数は、基準とする日−期限です(期限の日は超過に数えません)。"
    "滞留日数は、完了していない課題の基準とする日−起票日です。"
)
CURVE_TERMS = (
    "残りは、その日までに起票した課題の数−その日までに完了または取り下げた課題の数です。"
    "起票日のない課題と、完了しているのに完了日のない課題は、図に入りません。"
)
AGES = ((30, "30日以内"), (60, "31〜60日"), (90, "61〜90日"), (None, "91日以上"))
"""The groups by which age is told: the last day of each, and its name."""
NO_AGE = "起票日なし"


def issues_on(look: Look, day: str) -> list[Issue]:
    """Return the issues that had been raised by a day, those without a day of it included, in their order."""
    return in_order(look, _raised(look, day))


def _raised(look: Look, day: str) -> list[Issue]:
    return [one for one in look.all(Issue).values() if one.raised_on is None or one.raised_on <= day]


def is_open(issue: Issue, day: str) -> bool:
    """Whether an issue still had to be settled at the end of a day: it is not closed, or was closed later."""
    if issue.closed_on is not None:
        return issue.closed_on > day
    return not issue.state.is_closed


def days_between(first: str, last: str) -> int:
    """Return last − first in days."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def overdue_days(issue: Issue, day: str) -> int:
    """Return for how many days an open issue is overdue: TERMS; 0 where it is not, or has no due date."""
    if not is_open(issue, day) or not issue.due_on or issue.due_on >= day:
        return 0
    return days_between(issue.due_on, day)


def age_days(issue: Issue, day: str) -> int | None:
    """Return how old an open issue is: TERMS; None for a closed one and where nobody knows when it was raised."""
    if not is_open(issue, day) or issue.raised_on is None or issue.raised_on > day:
        return None
    return days_between(issue.raised_on, day)


def age_group(issue: Issue, day: str) -> str:
    """Return the name of the group of an open issue's age."""
    age = age_days(issue, day)
    if age is None:
        return NO_AGE
    return next(name for last, name in AGES if last is None or age <= last)


@dataclass(frozen=True, slots=True)
class Summary:
    """So many issues there are on a day; the mean age is of those whose age is known, to whole days, halves up."""

    raised: int
    open: int
    overdue: int
    undated: int
    escalated: int
    mean_age: int | None
    ages: tuple[tuple[str, int], ...]


def summary_on(look: Look, day: str) -> Summary:
    """Return the counts as of a day; `undated` are open issues without a due date."""
    raised = _raised(look, day)
    left = [one for one in raised if is_open(one, day)]
    ages = [age for one in left if (age := age_days(one, day)) is not None]
    groups = [age_group(one, day) for one in left]
    names = [name for _, name in AGES] + [NO_AGE]
    return Summary(
        len(raised),
        len(left),
        sum(overdue_days(one, day) > 0 for one in left),
        sum(one.due_on is None for one in left),
        sum(one.escalated_to_id is not None for one in left),
        (2 * sum(ages) + len(ages)) // (2 * len(ages)) if ages else None,
        tuple((name, groups.count(name)) for name in names if name != NO_AGE or NO_AGE in groups),
    )


@dataclass(frozen=True, slots=True)
class Point:
    """At the end of a day: how many had been raised and closed, and how many of them were left."""

    day: str
    raised: int
    closed: int

    @property
    def left(self) -> int:
        """How many were open."""
        return self.raised - self.closed


@dataclass(frozen=True, slots=True)
class Curve:
    """`points` from the first day on; `left_out` issues have no day by which they could be counted."""

    points: tuple[Point, ...]
    left_out: int


MOST_POINTS = 60


def curve_until(look: Look, day: str) -> Curve:
    """Return how many issues were left at the end of the days until `day`: the day before the first was raised, then
    every day, week, four weeks … as few as are MOST_POINTS at most, the last one `day` itself."""
    known = [one for one in look.all(Issue).values() if _can_be_counted(one)]
    left_out = len(look.all(Issue)) - len(known)
    raised = sorted(one.raised_on for one in known if one.raised_on is not None and one.raised_on <= day)
    if not raised:
        return Curve((), left_out)
    closed = sorted(max(one.closed_on, one.raised_on) for one in known if one.closed_on and one.raised_on)
    return Curve(tuple(Point(at, _until(raised, at), _until(closed, at)) for at in _days(raised[0], day)), left_out)


def _can_be_counted(one: Issue) -> bool:
    return one.raised_on is not None and not (one.state.is_closed and one.closed_on is None)


def _until(days: Sequence[str], last: str) -> int:
    return bisect_right(days, last)


def _days(first: str, last: str) -> Iterable[str]:
    start, end = date.fromisoformat(first) - timedelta(days=1), date.fromisoformat(last)
    span = (end - start).days
    pace = next(pace for pace in _paces() if span <= pace * (MOST_POINTS - 1))
    days = [end - timedelta(days=pace * back) for back in range(span // pace, -1, -1)]
    return [one.isoformat() for one in ([start, *days] if days[0] > start else days)]


def _paces() -> Iterable[int]:
    yield from (1, 7, 28)
    pace = 28
    while True:
        pace *= 2
        yield pace
