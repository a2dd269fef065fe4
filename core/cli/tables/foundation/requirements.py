"""データセンターの要件 for the command show: each requirement with what every site shows for it, and the rates."""

from typing import Any

from core.calc.foundation.requirements import MET_TERMS, Board, Share, board_of, met_by, shortfalls
from core.calc.organisation import day_of
from core.cli.output import print_table
from core.documents.foundation.wording import SIGNS, check_mark, threshold_text
from core.model.book import Book
from core.model.foundation.requirements import NOT_CHECKED, Need, Requirement


def _board(book: Book, as_of: str | None) -> Board:
    return board_of(book, as_of or day_of(book))


def requirements_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return requirements, rates by site, and what is not met; days are ISO."""
    board = _board(book, as_of)
    return {
        "as_of": board.day,
        "terms": MET_TERMS,
        "sites": [
            {
                "name": site.name,
                "provider": site.provider,
                "location": site.location,
                "met": {need.label: _share(met_by(board, site, need)) for need in Need}
                | {"全体": _share(met_by(board, site))},
            }
            for site in board.sites
        ],
        "requirements": [_requirement(board, one) for one in board.requirements],
        "shortfalls": [
            {
                "number": one.requirement.number,
                "site": one.site.name,
                "need": one.requirement.need.label,
                "why": one.why,
                "substitute": one.row.substitute if one.row else "",
            }
            for one in shortfalls(board)
        ],
    }


def _share(share: Share) -> dict[str, Any]:
    return {"met": share.met, "of": share.of, "text": share.text}


def _requirement(board: Board, one: Requirement) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "kind": one.kind.label if one.kind else None,
        "content": one.content,
        "threshold": one.threshold,
        "unit": one.unit,
        "need": one.need.label,
        "basis": one.basis,
        "sites": {site.name: _check(board, one, site.id) for site in board.sites},
        "note": one.note,
    }


def _check(board: Board, one: Requirement, site_id: int) -> dict[str, Any]:
    row = board.rows(one).get(site_id)
    if row is None:
        return {"result": NOT_CHECKED, "met": False}
    return {
        "result": row.result.label if row.result else NOT_CHECKED,
        "met": board.is_met(one, site_id),
        "expired": board.is_expired(one, site_id),
        "value": row.value,
        "evidence": row.evidence,
        "method": row.method.label if row.method else None,
        "checked_on": row.checked_on,
        "checked_by": row.checked_by,
        "valid_until": row.valid_until,
        "substitute": row.substitute,
        "note": row.note,
    }


def requirements_text(book: Book, as_of: str | None) -> None:
    """Print the matrix with the rates below it."""
    board = _board(book, as_of)
    rows = [
        (
            one.number,
            one.kind.label if one.kind else "",
            one.content,
            threshold_text(one),
            one.need.label,
            *(check_mark(board.rows(one).get(site.id), board.is_expired(one, site.id)) for site in board.sites),
        )
        for one in board.requirements
    ]
    lines: list[tuple[str, Need | None]] = [(f"充足率({need.label})", need) for need in Need]
    for name, need in (*lines, ("充足率(全体)", None)):
        rows.append(("", "", name, "", "", *(met_by(board, site, need).text for site in board.sites)))
    headings = ["番号", "分類", "要件", "基準値", "必須・加点", *(site.name for site in board.sites)]
    print_table(headings, rows, [False] * len(headings))
    print(SIGNS)
    print(MET_TERMS)
