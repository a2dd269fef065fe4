"""工程表 as a plain description that screen and paper draw alike.

A chart has rows (one for each task, in the order of the tree) and links between rows. Everything on it stands on days:
what is drawn from day `first` to day `last` (both included, ISO) covers the places from `place(first)` to
`place(last) + 1`, where `place` counts days from the chart's first day; a drawing multiplies by its points per day. The
lines of the head are `scale.heads(unit, date, date)`, the days that are off `calendar.why_off(date)`. Nothing here
knows of points, colours or paper; `folded_rows` says which rows are to be seen when some are folded up.
"""

from collections.abc import Collection

from core.calc.schedule.standing import Span, Standing, State, days_between, outline, standings
from core.calc.schedule.workdays import WorkCalendar, calendar_of
from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.table import Look
from core.model.schedule import BaselineTask, Certainty, Party, Precedence, Task, TaskMember
from core.model.values.words import Word


class Mark(Word):
    """What stands for a row that is one day: ▲ a milestone, ◆ a meeting, ▼ a deadline. Hollow as planned, filled when
    done."""

    UP = "up", "▲"
    DIAMOND = "diamond", "◆"
    DOWN = "down", "▼"


_MARKS = {"milestone": Mark.UP, "meeting": Mark.DIAMOND, "deadline": Mark.DOWN}


@dataclass(frozen=True, slots=True)
class Row:
    """One task. `above` is the place of the row above it in the tree, None at the top.

    A row with a `mark` has that at `planned.last` (and filled at `actual.last` when done) instead of bars. `planned` is
    a hollow bar, `actual` a solid one below it, `baseline` what was planned in the baseline that is compared with.
    `progress_at` is where the イナズマ線 passes the row, in days from the chart's first day; None where it passes
    straight down the reference line.
    """

    task: Task
    level: int
    above: int | None
    is_summary: bool
    mark: Mark | None
    planned: Span | None
    actual: Span | None
    baseline: Span | None
    progress: int
    state: State
    late_days: int
    slip_days: int
    progress_at: float | None
    who: str

    @property
    def label(self) -> str:
        """The name, with what is not certain: データ移行(推定)."""
        certainty = self.task.certainty
        return self.task.name if certainty is Certainty.FIRM else f"{self.task.name}({certainty.label})"

    @property
    def delay(self) -> str:
        """What is said of a delay: 遅れ12日, 3日遅れて完了, 着手遅れ; "" for none."""
        if self.state is State.LATE:
            return f"遅れ{self.late_days:,}日"
        if self.slip_days:
            return f"{self.slip_days:,}日遅れて完了"
        return self.state.label if self.state is State.NOT_BEGUN else ""


@dataclass(frozen=True, slots=True)
class Link:
    """The row `before` should have ended before the row `after` begins; `is_broken` where as planned it does not."""

    before: int
    after: int
    is_broken: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """`first` and `last` hold everything that is drawn and the reference day; `reference` is "" for none. A chart
    without dates has the reference day alone, or is `is_empty`."""

    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    first: str
    last: str
    reference: str
    calendar: WorkCalendar

    @property
    def is_empty(self) -> bool:
        return not self.first

    def place(self, day: str) -> int:
        """Return how many days after the chart's first day a day begins."""
        return days_between(self.first, day)

    @property
    def reference_at(self) -> float | None:
        """The place of the reference line: the end of the reference day."""
        return self.place(self.reference) + 1 if self.reference and self.first else None


def chart_of(look: Look, reference: str, baseline_id: int | None = None, only: Collection[int] | None = None) -> Chart:
    """Return the chart of a ledger at the end of the reference day ("" for none), compared with a baseline; of all
    tasks, or of those with the ids `only` and all above them."""
    found = standings(look, reference)
    shown = _with_those_above(look, only)
    lines = [(task, level) for task, level in outline(look) if shown is None or task.id in shown]
    places = {task.id: at for at, (task, _) in enumerate(lines)}
    before = {one.task_id: one for one in look.children(BaselineTask, baseline_id).values()} if baseline_id else {}
    spans = [span for task, _ in lines for span in (found[task.id].planned, found[task.id].actual) if span is not None]
    spans += [span for task, _ in lines if (span := _baseline_span(before.get(task.id))) is not None]
    days = [*(one.first for one in spans), *(one.last for one in spans), *((reference,) if reference else ())]
    first, last = (min(days), max(days)) if days else ("", "")
    who = for_whom_of(look)
    rows = tuple(
        _row(task, level, places, found[task.id], _baseline_span(before.get(task.id)), first, reference, who)
        for task, level in lines
    )
    links = tuple(
        Link(places[one.before_id], places[one.task_id], is_broken(look, found, one))
        for one in look.all(Precedence).values()
        if one.before_id in places and one.task_id in places
    )
    return Chart(rows, links, first, last, reference, calendar_of(look))


def folded_rows(chart: Chart, folded: Collection[int]) -> list[int]:
    """Return the places of the rows that are seen when the tasks with these ids are folded up."""
    hidden = set[int]()
    for at, row in enumerate(chart.rows):
        if row.above is not None and (row.above in hidden or chart.rows[row.above].task.id in folded):
            hidden.add(at)
    return [at for at in range(len(chart.rows)) if at not in hidden]


def is_broken(look: Look, found: dict[int, Standing], one: Precedence) -> bool:
    """Whether the earlier task ends, or as planned will end, on or after the day on which the later one begins; what
    stands on one day may be on the day on which the earlier one ends."""
    before, after = found[one.before_id], found[one.task_id]
    ends = before.actual.last if before.is_done and before.actual else before.planned.last if before.planned else None
    begins = after.actual.first if after.actual else after.planned.first if after.planned else None
    same_day = look.all(Task)[one.task_id].kind.is_moment and not after.is_summary
    return bool(ends and begins and (ends > begins or (ends == begins and not same_day)))


def _with_those_above(look: Look, only: Collection[int] | None) -> set[int] | None:
    if only is None:
        return None
    tasks, shown = look.all(Task), set[int]()
    for id in only:
        above: int | None = id
        while above is not None and above in tasks and above not in shown:
            shown.add(above)
            above = tasks[above].parent_id
    return shown


def _row(
    task: Task,
    level: int,
    places: dict[int, int],
    one: Standing,
    baseline: Span | None,
    first: str,
    reference: str,
    who: dict[int, str],
) -> Row:
    return Row(
        task=task,
        level=level,
        above=places.get(task.parent_id or 0),
        is_summary=one.is_summary,
        mark=None if one.is_summary else _MARKS.get(task.kind),
        planned=one.planned,
        actual=one.actual,
        baseline=baseline,
        progress=one.progress,
        state=one.state,
        late_days=one.late_days,
        slip_days=one.slip_days,
        progress_at=_progress_at(one, first, reference),
        who=doer(task, who.get(task.id, "")),
    )


def doer(task: Task, for_whom: str) -> str:
    """Return who does a task, and for which municipalities where some are named."""
    return " ".join(filter(None, (_party(task), task.who, for_whom)))


def _party(task: Task) -> str:
    if task.party is None or (task.party is Party.OTHER and task.who):
        return ""
    return task.party.label


def _progress_at(one: Standing, first: str, reference: str) -> float | None:
    """Return where the progress of a task stands: at its part of the plan. A task that is done before the reference
    day, or that need not have begun and has not, is on the line."""
    if not reference or one.planned is None or one.is_summary:
        return None
    begins = days_between(first, one.planned.first)
    now = days_between(first, reference) + 1
    if one.progress == 0 and begins >= now:
        return None
    at = begins + one.planned.days * one.progress / 100
    return None if one.is_done and at <= now else at


def _baseline_span(one: BaselineTask | None) -> Span | None:
    if one is None:
        return None
    first, last = one.planned_start or one.planned_end, one.planned_end or one.planned_start
    return Span(first, last) if first and last else None


def for_whom_of(look: Look) -> dict[int, str]:
    """Return by task the municipalities for which it is done."""
    found: dict[int, list[str]] = {}
    for one in look.all(TaskMember).values():
        found.setdefault(one.task_id, []).append(municipality_name(look, one.municipality_id))
    return {id: "、".join(names) for id, names in found.items()}
