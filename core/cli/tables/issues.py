"""課題 for the command show: every issue as of a day, how late and how old it is, and how many are left."""

from dataclasses import asdict
from datetime import date
from typing import Any

from core.calc.issues import CURVE_TERMS, TERMS, age_days, curve_until, is_open, issues_on, overdue_days, summary_on
from core.calc.linked import links_of
from core.calc.organisation import day_of
from core.cli.output import print_table, told_day
from core.documents.issues.sheet import escalated_text, notes_of, state_text, summary_pairs
from core.model.book import Book
from core.model.issues import Issue, in_charge_of
from core.model.organisation import body_name
from core.model.values.dates import show_date


def issues_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the counts, the points of the curve, and the issues; dates as they are stored and as they are shown."""
    day = as_of or day_of(book) or date.today().isoformat()
    summary, curve = summary_on(book, day), curve_until(book, day)
    return {
        **told_day(day),
        "terms": [TERMS, CURVE_TERMS],
        "summary": {**asdict(summary), "ages": dict(summary.ages)},
        "curve": [
            {"day": one.day, "raised": one.raised, "closed": one.closed, "left": one.left} for one in curve.points
        ],
        "not_in_curve": curve.left_out,
        "issues": [_issue(book, one, day) for one in issues_on(book, day)],
    }


def _issue(book: Book, one: Issue, day: str) -> dict[str, Any]:
    dates = {name: getattr(one, name) for name in ("raised_on", "due_on", "closed_on", "escalated_on")}
    return {
        "id": one.id,
        "number": one.number,
        "title": one.title,
        "kind": one.kind.label if one.kind else None,
        "priority": one.priority.label,
        "in_charge": in_charge_of(book, one),
        **dates,
        **{f"{name}_shown": show_date(value) for name, value in dates.items()},
        "state": one.state.label,
        "open": is_open(one, day),
        "overdue_days": overdue_days(one, day),
        "age_days": age_days(one, day),
        "escalated_to": body_name(book, one.escalated_to_id) or None,
        "content": one.content,
        "answer": one.answer,
        "notes": [
            {
                "noted_on": row.noted_on,
                "noted_on_shown": show_date(row.noted_on),
                "content": row.content,
                "who": row.who,
            }
            for row in notes_of(book, one)
            if row.noted_on <= day
        ],
        "links": [linked.text for linked in links_of(book, one, day)],
    }


def issues_text(book: Book, as_of: str | None) -> None:
    """Print the issues and the counts."""
    day = as_of or day_of(book) or date.today().isoformat()
    rows = []
    for one in issues_on(book, day):
        over, age = overdue_days(one, day), age_days(one, day)
        late = f"{over:,}" if over else ""
        told = (in_charge_of(book, one), show_date(one.due_on), " ".join(state_text(one, day).split()))
        rows.append((one.number, one.title, *told, late, "" if age is None else f"{age:,}", escalated_text(book, one)))
    headings = ["番号", "件名", "担当", "期限", "状態", "超過(日)", "滞留(日)", "上申先"]
    print_table(headings, rows, [False] * 5 + [True, True, False])
    for name, value in summary_pairs(summary_on(book, day), day):
        print(f"{name}: {value}")
    print(TERMS)
