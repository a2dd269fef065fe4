"""メリット・リスク for the command show: merits, then risks, the gravest first."""

from typing import Any

from core.calc.foundation.risks import SCORE_TERMS, grid_of, is_late, merits_of, risks_of
from core.calc.organisation import day_of
from core.cli.output import print_table
from core.model.book import Book
from core.model.foundation.risks import Risk, risk_owner
from core.model.values.dates import show_date
from core.model.values.money import show_yen


def risks_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return merits and risks as of a day, and the 5×5 table by 影響×可能性."""
    day = as_of or day_of(book)
    risks = risks_of(book)
    return {
        "as_of": day,
        "terms": SCORE_TERMS,
        "merits": [_told(book, one, day) for one in merits_of(book)],
        "risks": [_told(book, one, day) for one in risks],
        "grid": {
            f"{impact}×{likely}": [one.number for one in found] for (impact, likely), found in grid_of(risks).items()
        },
    }


def _told(book: Book, one: Risk, day: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "kind": one.kind.label,
        "subject": one.subject.label,
        "heading": one.heading,
        "content": one.content,
        "impact": one.impact,
        "likelihood": one.likelihood,
        "score": one.score,
        "measure": one.measure,
        "remaining": one.remaining,
        "state": one.state.label,
        "owner": risk_owner(book, one),
        "review_on": one.review_on,
        "review_late": is_late(one, day),
        "note": one.note,
    }


def risks_text(book: Book, as_of: str | None) -> None:
    """Print the same as a table."""
    day = as_of or day_of(book)
    rows = [
        (
            one.number,
            one.kind.label,
            one.subject.label,
            one.content,
            show_yen(one.impact),
            show_yen(one.likelihood),
            show_yen(one.score),
            one.state.label if one.kind.is_risk else "",
            f"{show_date(one.review_on)}{'(超過)' if is_late(one, day) else ''}",
        )
        for one in (*merits_of(book), *risks_of(book))
    ]
    headings = ["番号", "区分", "対象", "内容", "影響", "可能性", "大きさ", "状態", "見直し日"]
    print_table(headings, rows, [False] * 4 + [True] * 3 + [False] * 2)
    print(SCORE_TERMS)
