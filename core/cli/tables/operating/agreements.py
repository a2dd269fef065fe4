"""協定 for the command show: the articles as they read on a day, and whether the settings are what they say."""

from datetime import date
from typing import Any

from core.calc.agreements import held_against, wording_on
from core.calc.organisation import day_of
from core.cli.output import print_table
from core.documents.agreements.sheet import EMPTY, agreements_of, articles_of, facts_of, values_of
from core.model.book import Book
from core.model.values.dates import show_date


def agreement_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the agreements; `agrees` is null where what an article says of its setting cannot be read."""
    day = as_of or day_of(book) or date.today().isoformat()
    return {"as_of": day, "as_of_shown": show_date(day), "agreements": values_of(book, day)}


def agreement_text(book: Book, as_of: str | None) -> None:
    """Print the agreements with their articles."""
    day = as_of or day_of(book) or date.today().isoformat()
    rows = agreements_of(book)
    if not rows:
        print(EMPTY)
    for one in rows:
        print(f"■{one.name}")
        for name, value in facts_of(one, day):
            print(f"{name}: {' '.join(value.split())}")
        lines = []
        for article in articles_of(book, one):
            wording = wording_on(book, article, day)
            held = "、".join(found.text for found in held_against(book, article, day))
            body = " ".join(wording.body.split()) if wording.is_there else "(まだ効力がありません)"
            lines.append((article.number, wording.heading, body, held))
        if lines:
            print_table(["条", "見出し", "本文", "設定との比較"], lines, [False] * 4)
