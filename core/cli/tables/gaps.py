"""フィット&ギャップ for the command show: the items with what was said and concluded, the rates of the business areas,
and the way of each request."""

from typing import Any

from core.calc.allocation.allocate import allocate
from core.calc.gaps.fits import DEFINITION, FitCount, Needs, counts_by_system, show_rate
from core.calc.gaps.known import gaps_on
from core.calc.gaps.origins import Origin, origins, requests_by_gap
from core.cli.output import print_table, told_day
from core.documents.gaps.wording import (
    answers_text,
    conclusion_text,
    decision_text,
    option_text,
    quote_text,
    raised_text,
    session_text,
    traced_text,
)
from core.model.book import Book
from core.model.gaps import Fit, Gap, system_name
from core.model.requests import Customization
from core.model.values.dates import show_date


def gaps_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return items, rates and ways as they were known on the day; dates as they are stored and as they are shown."""
    gaps, needs, requests = gaps_on(book, as_of), Needs(book), requests_by_gap(book)
    return {
        **told_day(as_of),
        "definition": list(DEFINITION),
        "rates": [_rate(book, one) for one in counts_by_system(book, gaps)],
        "items": [_item(book, needs, requests, gap) for gap in gaps],
        "origins": [_origin(book, one) for one in origins(book, allocate(book), as_of)],
    }


def _rate(book: Book, one: FitCount) -> dict[str, Any]:
    return {
        "system": system_name(book, one.system_id) if one.system_id is not None else None,
        "total": one.total,
        **{fit.value: one.by_fit[fit] for fit in Fit},
        "rate": show_rate(one.rate) if one.rate is not None else None,
        "rate_with_halves": show_rate(one.rate_with_halves) if one.rate_with_halves is not None else None,
        "requests": one.requests,
        "sessions": one.sessions,
    }


def _item(book: Book, needs: Needs, requests: dict[int, list[int]], gap: Gap) -> dict[str, Any]:
    said = needs.said(gap)
    return {
        "id": gap.id,
        "number": gap.number,
        "system": system_name(book, gap.system_id) if gap.system_id is not None else None,
        "reference": gap.reference,
        "function": gap.function,
        "present": gap.present,
        "standard": gap.standard,
        "fit": gap.fit.label,
        "kind": gap.kind.label if gap.kind else None,
        "importance": gap.importance.label if gap.importance else None,
        "proposal": gap.proposal.label if gap.proposal else None,
        "proposed": gap.proposed,
        "needs": {one.name: said[one.id].need.label if one.id in said else None for one in needs.members},
        "raised_at": raised_text(book, gap) or None,
        "conclusion": gap.conclusion.label if gap.conclusion else None,
        "decided_on": gap.decided_on,
        "decided_on_shown": show_date(gap.decided_on),
        "concluded": conclusion_text(book, gap),
        "due_on": gap.due_on,
        "due_on_shown": show_date(gap.due_on),
        "requests": [book.all(Customization)[id].item for id in requests.get(gap.id, ())],
        "note": gap.note,
    }


def _origin(book: Book, one: Origin) -> dict[str, Any]:
    return {
        "item": one.request.item,
        "title": one.request.title,
        "sessions": [session_text(book, session) for session in one.sessions],
        "gaps": [gap.number for gap in one.gaps],
        "option": option_text(book, one),
        "quote": quote_text(book, one),
        "answers": {state.label: number for state, number in one.answers.items() if number},
        "decision": decision_text(book, one),
        "disposition": one.request.disposition.label,
    }


def gaps_text(book: Book, as_of: str | None) -> None:
    """Print the items, the rates with their definition, and the way of each request."""
    gaps, needs, requests = gaps_on(book, as_of), Needs(book), requests_by_gap(book)
    rows = [
        (
            str(gap.number),
            system_name(book, gap.system_id),
            gap.function,
            gap.fit.label,
            needs.count(gap).text,
            conclusion_text(book, gap),
            "、".join(f"項{book.all(Customization)[id].item}" for id in requests.get(gap.id, ())),
        )
        for gap in gaps
    ]
    print_table(["F&G", "業務", "機能", "判定", "要否", "結論", "要望"], rows, [True, *[False] * 6])
    print()
    counts = [
        (
            system_name(book, one.system_id),
            *(f"{number:,}" for number in (one.total, *(one.by_fit[fit] for fit in Fit))),
            show_rate(one.rate),
            show_rate(one.rate_with_halves),
        )
        for one in counts_by_system(book, gaps)
    ]
    headings = ["業務", "総数", *(fit.label for fit in Fit), "適合率", "一部を半分とした率"]
    print_table(headings, counts, [False, *[True] * 8])
    print("\n".join(DEFINITION))
    print()
    found = origins(book, allocate(book), as_of)
    ways = [
        (
            one.request.item,
            "、".join(session_text(book, session) for session in one.sessions),
            "、".join(f"F&G{gap.number}" for gap in one.gaps),
            option_text(book, one),
            quote_text(book, one),
            answers_text(one),
            decision_text(book, one).replace("\n", "、"),
            one.request.disposition.label,
        )
        for one in found
    ]
    print_table(["項", "会議", "差", "案", "見積", "意向", "決定", "方針"], ways, [True, *[False] * 7])
    if found:
        print(traced_text(found))
