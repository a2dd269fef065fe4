"""期限 for the command show: what is late, and what is due this month and next."""

from datetime import date
from typing import Any

from core.calc.dues.due import Due
from core.calc.dues.sources import dues_on
from core.calc.organisation import day_of
from core.cli.output import print_table, told_day
from core.documents.dues.sheet import parts
from core.model.book import Book
from core.model.values.partial_dates import show_partial_date


def dues_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the three parts as of a day; dates as they are stored and as they are shown."""
    day = as_of or day_of(book) or date.today().isoformat()
    found = dues_on(book, day)
    return {
        **told_day(day),
        "late": [_due(one) for one in found.late],
        "this_month": [_due(one) for one in found.this_month],
        "next_month": [_due(one) for one in found.next_month],
    }


def _due(one: Due) -> dict[str, str]:
    return {"on": one.on, "on_shown": show_partial_date(one.on), "kind": one.kind, "title": one.title, "who": one.who}


def dues_text(book: Book, as_of: str | None) -> None:
    """Print the three parts, one below the other."""
    rows = []
    for name, dues in parts(book, as_of or day_of(book) or date.today().isoformat()):
        rows.append((name, "", "", ""))
        rows += [(f"　{show_partial_date(one.on)}", one.kind, one.title, one.who) for one in dues]
    print_table(["期限", "種類", "件名", "担当・対象"], rows, [False] * 4)
