"""制度改正 for the command show: each change with its costs, its subsidy, and how far vendor and municipalities are."""

from typing import Any

from core.calc.law_changes import Board, board_of, cost_yen, progress_of, subsidy_of
from core.cli.output import print_table
from core.documents.law_changes.sheet import changes_of, day_shown, subsidy_text, systems_text
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.law_changes.records import LawChange
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.partial_dates import show_partial_date


def law_changes_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the changes as of a day; None is a figure that nobody knows, never 0."""
    board, day = board_of(book), day_shown(book, PrintSettings(as_of=as_of))
    return {"as_of": day, "law_changes": [_change(board, one, day) for one in changes_of(book)]}


def _change(board: Board, change: LawChange, day: str) -> dict[str, Any]:
    done, concerned = board.done(change, day)
    rows = board.rows(change)
    return {
        "id": change.id,
        "number": change.number,
        "name": change.name,
        "promulgated_on": change.promulgated_on,
        "effective_on": change.effective_on,
        "effective_on_shown": show_partial_date(change.effective_on),
        "systems": [one.name for one in board.systems(change)],
        "standard": change.standard,
        "conform_on": change.conform_on,
        "effect": change.effect,
        "payment": change.payment.label,
        "cost_year": change.cost_year,
        "one_off_yen": cost_yen(board, change),
        "yearly_yen": change.yearly_yen,
        "tax_mode": change.tax_mode.label,
        "subsidy": change.subsidy.label,
        "subsidy_part": change.subsidy_part,
        "subsidy_limit": change.subsidy_limit,
        "subsidy_yen": subsidy_of(change),
        "ordinance": change.ordinance.label if change.ordinance else None,
        "vendor_due_on": change.vendor_due_on,
        "vendor_done_on": change.vendor_done_on,
        "tested_on": change.tested_on,
        "applied_on": change.applied_on,
        "progress": progress_of(change, day).label,
        "done": done,
        "concerned": concerned,
        "members": [
            {
                "name": one.name,
                "done_on": rows[one.id].done_on if one.id in rows else None,
                "own_yen": rows[one.id].own_yen if one.id in rows else None,
                "session_on": rows[one.id].session_on if one.id in rows else None,
            }
            for one in board.concerned(change)
        ],
        "cost_lines": [one.name for one in board.made.get(change.id, ())],
        "note": change.note,
    }


def law_changes_text(book: Book, as_of: str | None) -> None:
    """Print a line for each change."""
    board, day = board_of(book), day_shown(book, PrintSettings(as_of=as_of))
    print(f"{show_date(day)}現在")
    rows = []
    for one in changes_of(book):
        done, concerned = board.done(one, day)
        rows.append(
            (
                one.number,
                one.name,
                show_partial_date(one.effective_on),
                systems_text(board, one),
                one.payment.label,
                show_yen(cost_yen(board, one)),
                subsidy_text(one),
                progress_of(one, day).label,
                f"{done}/{concerned}",
            )
        )
    headings = ["番号", "制度改正", "施行日", "業務", "費用の扱い", "初期費用(円)", "国庫補助", "状態", "団体確認"]
    print_table(headings, rows, [False, False, False, False, False, True, False, False, True])
