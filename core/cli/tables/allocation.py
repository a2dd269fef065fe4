"""The table allocation of the command show."""

from typing import Any

from core.calc.allocation.allocate import Allocation, allocate, in_order
from core.calc.allocation.item import View
from core.calc.allocation.pricing import option_in_force
from core.calc.allocation.ranges import MOST_EXACT
from core.calc.members import members_of
from core.cli.output import print_table
from core.model.book import Book
from core.model.requests import Customization
from core.model.values.money import show_yen
from core.words.requests import too_wide


def allocation_json(book: Book) -> dict[str, Any]:
    """Return what every request costs every member, and the totals of each view.

    `slack`, beside the least and the most: by how many yen at most these may be too wide for a member; it is left out
    where they are exact.
    """
    allocation = allocate(book)
    codes = [member.code for member in allocation.members]
    return {
        "columns": codes,
        "rows": [_allocation_row(book, allocation, item, codes) for item in in_order(book.all(Customization).values())],
        "totals": {view.value: _totals(allocation, view) for view in View},
        "incomplete": [book.all(Customization)[id].item for id in allocation.incomplete()],
    }


def _allocation_row(book: Book, allocation: Allocation, item: Customization, codes: list[str]) -> dict[str, Any]:
    result = allocation.item(item.id)
    option = option_in_force(book, item)
    return {
        "item": item.item,
        "option": option.name if option else "",
        "branch": result.max.branch,
        "title": item.title,
        "disposition": item.disposition.label,
        "status": result.max.status.label,
        "total": result.max.total,
        "shares": dict(zip(codes, result.max.shares, strict=True)) if result.max.total is not None else {},
    }


def _totals(allocation: Allocation, view: View) -> dict[str, int]:
    totals = allocation.totals[view]
    named = {"secretariat": totals.secretariat} if totals.secretariat else {}
    wide = {"slack": totals.slack} if totals.slack else {}
    return {**allocation.by_code(view), **named, **wide, "total": totals.total}


def allocation_text(book: Book) -> None:
    """Print it as the table of the meeting."""
    shown = allocation_json(book)
    labels = {member.code: member.label or member.name for member in members_of(book)}
    rows = [
        (
            row["branch"] or row["item"],
            row["title"],
            row["status"] if row["total"] is None else show_yen(row["total"]),
            *(show_yen(row["shares"].get(code)) for code in shown["columns"]),
        )
        for row in shown["rows"]
    ]
    partial = "(一部未算定)" if shown["incomplete"] else ""
    for view, name in (("max", "合計(最大)"), ("all", "全員実施"), ("low", "最小"), ("high", "最大")):
        total = shown["totals"][view]
        cells = (show_yen(total[code]) for code in shown["columns"])
        rows.append(("", name + partial, show_yen(total["total"]), *cells))
    headings = ("項", "要望", "総額", *labels.values())
    print_table(headings, rows, [False, False, *[True] * (len(headings) - 2)])
    print(f"合計(最大)は、未定・未回答の団体を「実施しない」とみなした額({View.MAX.said})です。")
    if slack := shown["totals"]["high"].get("slack"):
        print(f"{too_wide(slack)}です。未定・未回答が{MOST_EXACT}団体を超える項は、外側から限る額で示します。")
