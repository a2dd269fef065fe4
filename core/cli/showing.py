"""The command show: the ledger's tables as text or JSON."""

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from core.calc.allocation.allocate import Allocation, allocate, in_order
from core.calc.allocation.item import View
from core.calc.allocation.pricing import option_in_force
from core.calc.members import Member, members_of
from core.cli.comparing import (
    comparison_json,
    comparison_text,
    scenarios_json,
    scenarios_text,
    totals_json,
    totals_text,
)
from core.cli.output import opened, print_json, print_table
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import System
from core.model.requests import Customization, Option
from core.model.values.money import show_yen

Rows = list[dict[str, Any]]


def show(options: Namespace) -> int:
    """Print one table of the ledger."""
    with opened(options.file) as file:
        book = file.store.book()
    as_json, as_text = TABLES_TO_SHOW[options.table]
    if options.json:
        print_json(as_json(book))
    else:
        as_text(book)
    return 0


def _municipalities(book: Book) -> Rows:
    return [
        {
            "code": member.code,
            "name": member.name,
            "label": member.label,
            "population": member.population,
            "weights": dict(member.weights),
        }
        for member in members_of(book)
    ]


def _municipalities_text(book: Book) -> None:
    rows = [
        (member.code, member.name, member.label, "" if member.population is None else f"{member.population:,}")
        for member in members_of(book)
    ]
    print_table(("団体コード", "団体名", "記号", "人口"), rows, (False, False, False, True))


def _customizations(book: Book) -> Rows:
    systems, all_items = book.all(System), book.all(Customization)
    return [
        {
            "item": item.item,
            "title": item.title,
            "system": systems[item.system_id].name if item.system_id else None,
            "disposition": item.disposition.label,
            "adopted": book.all(Option)[item.adopted_option_id].name if item.adopted_option_id else None,
            "merged_into": all_items[item.merged_into_id].item if item.merged_into_id else None,
            "deadline": item.deadline or book.consortium.answer_deadline,
            "note": item.note,
            "doubtful": item.doubtful,
        }
        for item in in_order(book.all(Customization).values())
    ]


def _customizations_text(book: Book) -> None:
    rows = [(row["item"], row["title"], row["disposition"], row["note"]) for row in _customizations(book)]
    print_table(("項", "要望", "方針", "備考"), rows, (False, False, False, False))


def _states(book: Book, item: Customization, members: tuple[Member, ...]) -> dict[str, AnswerState]:
    answers = {answer.municipality_id: answer.state for answer in book.children(Answer, item.id).values()}
    return {member.code: answers.get(member.id, AnswerState.UNANSWERED) for member in members}


def _answers(book: Book) -> Rows:
    members = members_of(book)
    return [
        {
            "item": item.item,
            "title": item.title,
            "answers": {code: state.label for code, state in _states(book, item, members).items()},
        }
        for item in in_order(book.all(Customization).values())
    ]


def _answers_text(book: Book) -> None:
    members = members_of(book)
    headings = ("項", "要望", *(member.label or member.name for member in members))
    rows = [
        (item.item, item.title, *(state.label for state in _states(book, item, members).values()))
        for item in in_order(book.all(Customization).values())
    ]
    print_table(headings, rows, [False] * len(headings))


def _allocation(book: Book) -> dict[str, Any]:
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
    return {**allocation.by_code(view), **named, "total": totals.total}


def _allocation_text(book: Book) -> None:
    shown = _allocation(book)
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


TABLES_TO_SHOW: dict[str, tuple[Callable[[Book], Any], Callable[[Book], None]]] = {
    "municipalities": (_municipalities, _municipalities_text),
    "customizations": (_customizations, _customizations_text),
    "answers": (_answers, _answers_text),
    "allocation": (_allocation, _allocation_text),
    "comparison": (comparison_json, comparison_text),
    "scenarios": (scenarios_json, scenarios_text),
    "totals": (totals_json, totals_text),
}
