"""SLA for the command show: the results of a fiscal year or of some months, each with the minutes it comes from."""

from datetime import date
from typing import Any

from core.calc.members import members_of
from core.calc.participation import absences, takes_part
from core.calc.sla.clock import Hit
from core.calc.sla.known_months import latest_month
from core.calc.sla.periods import Period, fiscal_place, months_between, year_months
from core.calc.sla.refunds import Evaluation, evaluate
from core.calc.sla.reports import compared
from core.calc.sla.results import Board, Result, board_of, items_of, show_result, target_text
from core.cli.output import print_table
from core.documents.sla.wording import members_text, minutes_text, systems_text, time_text
from core.documents.sla.yearly import refund_text
from core.model.book import Book
from core.model.machine.faults import Refused
from core.model.machine.naming import in_order
from core.model.sla.records import Measure, SlaContract, SlaItem
from core.model.values.dates import show_date

Span = tuple[str | None, str | None]
"""From which ISO day to which, None where nobody says."""


def _months(book: Book, span: Span) -> tuple[str, ...]:
    """Return the months that are asked for, else the fiscal year of the last month of which something is known."""
    first, last = span
    if first is None and last is None:
        return year_months(fiscal_place(latest_month(book, date.today().isoformat()))[0])
    begin = first or f"{(last or '')[:7]}-01"
    end = last or Period((begin[:7],)).last_on
    if end < begin:
        raise Refused("sla_range_order")
    if not begin.endswith("-01") or Period((end[:7],)).last_on != end:
        raise Refused("sla_range")
    return months_between(begin[:7], end[:7])


def _board(book: Book, months: tuple[str, ...], as_of: str | None) -> Board:
    """Return the results as of a day: nothing is known of what lies ahead of today."""
    return board_of(book, as_of or min(Period(months).last_on, date.today().isoformat()))


def sla_json(book: Book, as_of: str | None, span: Span = (None, None)) -> dict[str, Any]:
    """Return by item the minutes of the whole time, the exact rate as a fraction and as it is printed, and the same by
    month and by member; the outages of the time, the refund of its fiscal years, and what the vendor says otherwise."""
    months = _months(book, span)
    board, whole = _board(book, months, as_of), Period(months)
    years = list(dict.fromkeys(fiscal_place(month)[0] for month in months))
    hits = [hit for hit in board.clock.hits if hit.begin < whole.end and hit.end >= whole.begin]
    return {
        "from": f"{months[0]}-01",
        "to": whole.last_on,
        "as_of": board.clock.as_of,
        "items": [_item(book, board, item, whole) for item in items_of(book)],
        "outages": [_outage(book, hit) for hit in hits],
        "evaluations": [
            _evaluation(evaluate(board, contract, year))
            for contract in in_order(book, book.all(SlaContract).values())
            for year in years
        ],
        "vendor": [
            {"number": one.item.number, "month": one.report.month, "told": one.told, "differences": one.differences}
            for one in compared(board)
            if one.report.month in months
        ],
    }


def _item(book: Book, board: Board, item: SlaItem, whole: Period) -> dict[str, Any]:
    contract = book.all(SlaContract)[item.sla_contract_id]
    said: dict[str, Any] = {
        "number": item.number,
        "name": item.name,
        "contract": contract.name,
        "measure": item.measure.label,
        "target": item.target,
        "direction": item.direction.label,
        "unit": item.unit.label,
        "interval": item.interval.label,
        **_result(board.result(item, whole)),
        "months": [{"month": month, **_result(board.result(item, Period((month,))))} for month in whole.months],
    }
    if item.measure is Measure.AVAILABILITY:
        absent = absences(book)
        said["members"] = [
            {"name": one.name, **_result(board.result(item, whole, one.id))}
            for one in members_of(book)
            if takes_part(absent, item, one.id)
        ]
    return said


def _result(result: Result) -> dict[str, Any]:
    """Return a result; an availability has its minutes always, null where nothing was promised."""
    minutes = result.minutes
    said: dict[str, Any] = {
        "value": str(result.value) if result.value is not None else None,
        "value_shown": show_result(result),
        "verdict": result.verdict.label,
        "so_far": result.so_far.label,
        "missing": result.missing,
    }
    if result.item.measure is Measure.AVAILABILITY:
        said |= {
            "planned_minutes": minutes.planned if minutes else None,
            "stopped_minutes": minutes.stopped if minutes else None,
            "available_minutes": minutes.available if minutes else None,
            "rate": f"{minutes.available}/{minutes.planned}" if minutes and minutes.planned else None,
            "rate_shown": show_result(result) or None,
            "allowed_minutes": result.allowed,
            "minutes_left": result.left,
        }
    return said


def _outage(book: Book, hit: Hit) -> dict[str, Any]:
    outage = hit.outage
    return {
        "number": outage.number,
        "title": outage.title,
        "kind": outage.kind.label,
        "began_at": outage.began_at,
        "ended_at": outage.ended_at,
        "shown": time_text(outage),
        "minutes": hit.end - hit.begin,
        "systems": systems_text(book, hit),
        "members": members_text(book, hit),
        "exempt": outage.exempt,
        "cause": outage.cause,
    }


def _evaluation(made: Evaluation) -> dict[str, Any]:
    return {
        "contract": made.contract.name,
        "fiscal_year": made.fiscal_year,
        "refund": made.contract.refund.label,
        "reached_points": made.reached,
        "points": made.full,
        "achievement": str(made.achievement) if made.achievement is not None else None,
        "percent": str(made.percent) if made.percent is not None else None,
        "exact_yen": str(made.exact) if made.exact is not None else None,
        "yen": made.yen,
        "is_final": made.is_final,
        "missing": made.missing,
    }


def sla_text(book: Book, as_of: str | None, span: Span = (None, None)) -> None:
    """Print a line for each item with its minutes, and the refunds below."""
    months = _months(book, span)
    board, whole = _board(book, months, as_of), Period(months)
    print(f"{whole.label}({show_date(board.clock.as_of)}現在)")
    rows = []
    for item in items_of(book):
        result = board.result(item, whole)
        minutes = result.minutes
        rows.append(
            (
                item.number,
                item.name,
                target_text(item),
                minutes_text(minutes.planned if minutes else None),
                minutes_text(minutes.stopped if minutes else None),
                minutes_text(minutes.available if minutes else None),
                show_result(result) or result.missing,
                result.so_far.label,
                minutes_text(result.left),
            )
        )
    headings = ["番号", "SLA項目", "目標", "計画(分)", "停止(分)", "稼働(分)", "結果", "達否", "残り(分)"]
    print_table(headings, rows, [False, False, False, True, True, True, True, False, True])
    for contract in in_order(book, book.all(SlaContract).values()):
        for year in dict.fromkeys(fiscal_place(month)[0] for month in months):
            made = evaluate(board, contract, year)
            state = "確定" if made.is_final else "未確定"
            print(f"{contract.name} {Period(year_months(year)).label}の返金: {refund_text(made)}({state})")
    differing = [one for one in compared(board) if one.report.month in months and one.differences]
    for one in differing:
        print(f"事業者の月報との違い: {one.item.number} {one.item.name} {Period((one.report.month,)).label} {one.told}")
