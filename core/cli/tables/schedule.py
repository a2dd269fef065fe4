"""日程 for the command show: the tasks in their tree and how each stands on a day."""

from datetime import date
from typing import Any

from core.calc.schedule.beside import names_of_members, numbers_before
from core.calc.schedule.chart import Chart, Row, chart_of
from core.calc.schedule.standing import Span, reference_day
from core.cli.output import print_table, told_day
from core.model.book import Book
from core.model.council import System
from core.model.values.dates import show_date


def _chart(book: Book, as_of: str | None) -> Chart:
    return chart_of(book, as_of or reference_day(book) or date.today().isoformat())


def schedule_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the tasks in the order of the tree; dates as they are stored and as they are shown. A task that has no
    dates of its own has those of the tasks below it."""
    chart = _chart(book, as_of)
    broken: dict[int, list[str]] = {}
    for link in chart.links:
        if link.is_broken:
            broken.setdefault(link.after, []).append(chart.rows[link.before].task.number)
    return {
        **told_day(chart.reference),
        "tasks": [_task(book, chart, row, broken.get(at, [])) for at, row in enumerate(chart.rows)],
    }


def _task(book: Book, chart: Chart, row: Row, broken: list[str]) -> dict[str, Any]:
    task = row.task
    system = book.all(System).get(task.system_id or 0)
    days = chart.calendar.working_days(row.planned.first, row.planned.last) if row.planned else None
    return {
        "id": task.id,
        "number": task.number,
        "name": task.name,
        "depth": row.level,
        "kind": task.kind.label,
        **_dates("planned", row.planned),
        **_dates("actual", row.actual),
        "working_days": days,
        "progress": row.progress,
        "state": row.state.label,
        "late_days": row.late_days,
        "slip_days": row.slip_days,
        "delay_reason": task.delay_reason,
        "party": task.party.label if task.party else None,
        "who": task.who,
        "municipalities": [name for name in names_of_members(book, task).split("、") if name],
        "system": system.name if system else None,
        "certainty": task.certainty.label,
        "before": [number for number in numbers_before(book, task).split("、") if number],
        "before_not_done": broken,
        "note": task.note,
    }


def _dates(name: str, span: Span | None) -> dict[str, str | None]:
    first, last = (span.first, span.last) if span else (None, None)
    return {
        f"{name}_start": first,
        f"{name}_start_shown": show_date(first),
        f"{name}_end": last,
        f"{name}_end_shown": show_date(last),
    }


def schedule_text(book: Book, as_of: str | None) -> None:
    """Print the same: a line for each task, indented."""
    chart = _chart(book, as_of)
    rows = [
        (
            f"{'　' * row.level}{row.task.number} {row.label}",
            show_date(row.planned.first) if row.planned else "",
            show_date(row.planned.last) if row.planned else "",
            f"{row.progress}%",
            row.delay or row.state.label,
            row.who,
        )
        for row in chart.rows
    ]
    headings = [f"作業({show_date(chart.reference)}現在)", "予定開始", "予定終了", "進捗", "状態", "担当"]
    print_table(headings, rows, [False, False, False, True, False, False])
