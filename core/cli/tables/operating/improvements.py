"""改善要望 for the command show: every improvement as of a day, who supports it, and what was answered and decided."""

from dataclasses import asdict
from datetime import date
from typing import Any

from core.calc.improvements import Backers, is_overdue, requests_by_improvement, summary_of, summary_pairs
from core.calc.linked import links_of
from core.calc.organisation import day_of
from core.cli.output import print_table
from core.documents.improvements.sheet import progress_text, received_by
from core.model.book import Book
from core.model.council import System
from core.model.operating.improvements import asked_by
from core.model.requests import Customization
from core.model.values.dates import show_date
from core.model.values.money import show_yen


def improvements_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the counts and the improvements; dates as they are stored, words as they are shown."""
    day = as_of or day_of(book) or date.today().isoformat()
    rows, backers, requests = received_by(book, as_of), Backers(book), requests_by_improvement(book)
    found = []
    for one in rows:
        system, said = book.all(System).get(one.system_id or 0), backers.said(one)
        found.append(
            {
                "id": one.id,
                "number": one.number,
                "title": one.title,
                "municipality": asked_by(book, one),
                "system": system.name if system is not None else None,
                "urgency": one.urgency.label,
                "raised_on": one.raised_on,
                "content": one.content,
                "backing": asdict(backers.backing(one)),
                "stances": {m.name: said[m.id].stance.label for m in backers.asked(one) if m.id in said},
                "vendor": one.vendor.label if one.vendor else None,
                "answered_on": one.answered_on,
                "answer": one.answer,
                "estimate_yen": one.estimate_yen,
                "verdict": one.verdict.label,
                "decided_on": one.decided_on,
                "requests": [book.all(Customization)[id].item for id in requests.get(one.id, ())],
                "release": one.release,
                "due_on": one.due_on,
                "done_on": one.done_on,
                "settled": one.is_settled,
                "overdue": is_overdue(one, day),
                "note": one.note,
                "links": [linked.text for linked in links_of(book, one)],
            }
        )
    summary = asdict(summary_of(rows, day))
    return {"as_of": day, "as_of_shown": show_date(day), "summary": summary, "improvements": found}


def improvements_text(book: Book, as_of: str | None) -> None:
    """Print the improvements and the counts."""
    day = as_of or day_of(book) or date.today().isoformat()
    rows, backers = received_by(book, as_of), Backers(book)
    lines = [
        (
            one.number,
            one.title,
            asked_by(book, one),
            backers.backing(one).text,
            one.vendor.label if one.vendor else "",
            show_yen(one.estimate_yen) if one.estimate_yen is not None else "",
            one.verdict.label,
            " ".join(progress_text(one, day).split()),
        )
        for one in rows
    ]
    headings = ["番号", "件名", "団体", "賛否", "事業者の回答", "見積(円)", "判断", "版・期限・完了"]
    print_table(headings, lines, [False] * 5 + [True, False, False])
    for name, value in summary_pairs(summary_of(rows, day)):
        print(f"{name}: {value}")
