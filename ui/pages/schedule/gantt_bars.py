"""The chart of the schedule as bars beside a table: days as numbers, and every row in words."""

from datetime import date
from functools import partial

from core.calc.schedule.chart import Chart, Link, Mark, Row
from core.calc.schedule.standing import Span, State
from core.model.machine.table import Look
from core.model.schedule import task_name
from core.model.values.dates import show_date
from ui.widgets.gantt import bars
from ui.widgets.gantt.bars import Bar, Shape, Tie

SHAPES = {Mark.UP: Shape.UP, Mark.DIAMOND: Shape.DIAMOND, Mark.DOWN: Shape.DOWN}
FOLLOWS = "「{name}」の期間は下の作業で決まります。下の作業を動かすか、予定開始と予定終了を入力してください。"
FOLLOWS_DONE = "「{name}」の実績は下の作業で決まります。下の作業の実績の棒を動かしてください。"
_LABEL_DAYS = "{0.month}/{0.day}"


def bars_of(look: Look, chart: Chart) -> bars.Chart:
    """Return what the widget shows; a tie that is not kept says so in words."""
    ties = tuple(_tie(look, chart, link) for link in chart.links)
    return bars.Chart(
        {row.task.id: _bar(look, chart, row) for row in chart.rows},
        ties,
        _number(chart.reference) if chart.reference else None,
        lambda day: chart.calendar.is_off(date.fromordinal(day)),
    )


def _bar(look: Look, chart: Chart, row: Row) -> Bar:
    task = row.task
    return Bar(
        task.id,
        row.label,
        partial(_words, look, chart, row),
        SHAPES[row.mark] if row.mark is not None else Shape.GROUP if row.is_summary else Shape.TASK,
        plan=_days(row.planned),
        actual=_days(row.actual) if row.mark is None or row.state is State.DONE else None,
        before=_days(row.baseline),
        label=_label(row),
        reached=None if row.progress_at is None else _number(chart.first) + row.progress_at,
        fixed=FOLLOWS.format(name=task.name) if task.planned_start is None and task.planned_end is None else "",
        fixed_done=FOLLOWS_DONE.format(name=task.name)
        if row.is_summary or (task.actual_start is None and task.actual_end is None)
        else "",
        goes_on=row.state is not State.DONE,
    )


def _label(row: Row) -> str:
    """Return what stands beside the bar: the name and day of a mark, who does a task, and how late it is."""
    if row.mark is not None and row.planned is not None:
        told = f"{row.label} {_LABEL_DAYS.format(date.fromisoformat(row.planned.last))}"
    else:
        told = "" if row.is_summary else row.who
    return " ".join(part for part in (told, row.delay) if part)


def _words(look: Look, chart: Chart, row: Row) -> str:
    """Return all that is known of a row, a line for each."""
    task = row.task
    lines = [f"{task_name(look, task)}{f'({task.certainty.label})' if row.label != task.name else ''}"]
    if row.planned is not None:
        days = chart.calendar.working_days(row.planned.first, row.planned.last)
        lines.append(f"予定 {_told(row.planned)}({row.planned.days:,}日間、うち開庁日{days:,}日)")
    else:
        lines.append("予定の日付はありません")
    if row.baseline is not None:
        lines.append(f"基準計画 {_told(row.baseline)}")
    if row.actual is not None:
        done = row.state is State.DONE
        lines.append(f"実績 {_told(row.actual) if done else f'{show_date(row.actual.first)}～(終わっていません)'}")
    lines.append(f"進捗 {row.progress}% {row.delay or row.state.label}")
    if row.who:
        lines.append(f"担当 {row.who}")
    if task.delay_reason:
        lines.append(f"遅れの理由 {task.delay_reason}")
    return "\n".join(lines)


def _tie(look: Look, chart: Chart, link: Link) -> Tie:
    before, after = chart.rows[link.before], chart.rows[link.after]
    ends = before.actual if before.state is State.DONE and before.actual is not None else before.planned
    warning = ""
    if link.is_broken and ends is not None:
        warning = f"先行の{task_name(look, before.task)}が{show_date(ends.last)}に終わる前に始まります。"
    return Tie(before.task.id, after.task.id, warning)


def _told(span: Span) -> str:
    return show_date(span.first) if span.first == span.last else f"{show_date(span.first)}～{show_date(span.last)}"


def _days(span: Span | None) -> bars.Span | None:
    return (_number(span.first), _number(span.last)) if span is not None else None


def _number(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()
