"""住民サービス for the command show: services × members, and what each costs and how much it is used."""

from typing import Any

from core.calc.foundation.services import (
    BREAK_EVEN_TERMS,
    COST_TERMS,
    LOSS_TERMS,
    SHARE_TERMS,
    Board,
    Fee,
    board_of,
    fee_on,
    show_share,
    use_of,
)
from core.calc.organisation import day_of
from core.cli.output import print_table
from core.documents.foundation.neighbours import running
from core.documents.foundation.services import fee_text, use_texts
from core.documents.foundation.wording import STATES, status_text
from core.model.book import Book
from core.model.foundation.services import NOT_HEARD, Channel, Service, ServiceState
from core.model.values.partial_dates import show_partial_date


def services_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the services with what each member says; the fees are those of the day, the figures those of the last year
    that was counted, costs and shares exact fractions."""
    board, day = board_of(book), as_of or day_of(book)
    return {
        "as_of": day,
        "terms": [COST_TERMS, BREAK_EVEN_TERMS, SHARE_TERMS, LOSS_TERMS],
        "services": [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind.label if one.kind else None,
                "covers": one.covers,
                "basis": one.basis,
                "counts": {state.label: board.count(one, state) for state in ServiceState},
                "members": {member.name: _member(board, one, member.id, day) for member in board.members},
                "note": one.note,
            }
            for one in board.services
        ],
    }


def _member(board: Board, service: Service, id: int, day: str) -> dict[str, Any]:
    row, use = board.rows(service).get(id), use_of(board.look, service.id, id)
    count = use.count
    return {
        "state": row.state.label if row and row.state else NOT_HEARD,
        "since": row.since if row else None,
        "since_shown": show_partial_date(row.since) if row else "",
        "ended_on": row.ended_on if row else None,
        "covers": row.covers if row else "",
        "fees": {one.label: _fee(fee_on(board.look, service.id, id, one, day)) for one in Channel},
        "fixed_yen": row.fixed_yen if row else None,
        "case_yen": row.case_yen if row else None,
        "counter_case_yen": row.counter_case_yen if row else None,
        "fiscal_year": count.fiscal_year if count else None,
        "counter": count.counter if count else None,
        "elsewhere": count.elsewhere if count else None,
        "share": str(use.share) if use.share is not None else None,
        "share_shown": show_share(use.share),
        "case_cost": str(use.case_cost) if use.case_cost is not None else None,
        "break_even": use.break_even,
        "never_pays": use.never_pays,
        "pays": use.pays,
        "loss_yen": use.loss,
        "note": row.note if row else "",
    }


def _fee(fee: Fee | None) -> dict[str, Any] | None:
    if fee is None:
        return None
    return {
        "yen": fee.yen,
        "ordinary": fee.ordinary,
        "reduction": fee.reduction,
        "reduction_ends_on": fee.ends_on or None,
    }


def services_text(book: Book, as_of: str | None) -> None:
    """Print the matrix, and below it what is paid on the day and the figures of the last year, where there are any."""
    board, day = board_of(book), as_of or day_of(book)
    rows = [
        (one.name, *(status_text(board.rows(one).get(member.id)).replace("\n", " ") for member in board.members), count)
        for one, count in zip(board.services, running(board), strict=True)
    ]
    headings = ["住民サービス", *(one.name for one in board.members), "実施中"]
    print_table(headings, rows, [False] * len(headings))
    print(STATES)
    for one in board.services:
        if one.note:
            print(f"{one.name}: {one.note}")
    figures = [
        (service.name, member.name, *told)
        for service in board.services
        for member in board.members
        if any(told := _figures(board, service, member.id, day))
    ]
    if figures:
        names = [
            "住民サービス",
            "団体",
            "手数料(窓口)",
            "手数料(コンビニ等)",
            "年度",
            "窓口(件)",
            "コンビニ等(件)",
            "利用率",
        ]
        names += ["1件の経費(円)", "損益分岐(件/年)", "減収(円)"]
        print_table(names, figures, [False, False, True, True, False, *[True] * 6])


def _figures(board: Board, service: Service, id: int, day: str) -> tuple[str, ...]:
    fees = (fee_text(fee_on(board.look, service.id, id, one, day)).replace("\n", " ") for one in Channel)
    return (*fees, *use_texts(use_of(board.look, service.id, id)))
