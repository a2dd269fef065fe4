"""協定書: the articles as they read on a day, what they say of the settings, and the amendments side by side."""

from collections.abc import Iterator
from typing import Any

from core.calc.agreements import amendments_of, held_against, is_in_force, wording_on
from core.calc.linked import links_of
from core.calc.organisation import day_of
from core.documents.meetings.wording import document
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    KeyValues,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Size,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.machine.naming import in_order
from core.model.operating.agreements import Agreement, Article
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["agreement"].title
EMPTY = "協定はまだ登録されていません。"
NO_ARTICLES = "条文はまだ登録されていません。"


def agreements_of(book: Book) -> list[Agreement]:
    """Return the agreements in their order."""
    return in_order(book, book.all(Agreement).values())


def articles_of(book: Book, agreement: Agreement) -> list[Article]:
    """Return the articles of an agreement in their order."""
    return in_order(book, book.children(Article, agreement.id).values())


def day_shown(book: Book, settings: PrintSettings) -> str:
    """Return the day as of which the agreements are told."""
    return settings.as_of or day_of(book)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each agreement, as it reads on the day."""
    rows = agreements_of(book)
    if not rows:
        return document(book, settings, TITLE, (Paragraph(EMPTY),))
    sheets = tuple(
        Sheet(
            one.name,
            tuple(_blocks(book, one, day_shown(book, settings))),
            sheet_date(book, settings),
            settings.number,
            sender=book.consortium.name,
        )
        for one in rows
    )
    portrait = Orientation.PORTRAIT
    return Document(TITLE, sheets, book.consortium.name, footer(settings), settings.paper, orientation=portrait)


def _blocks(book: Book, one: Agreement, day: str) -> Iterator[Block]:
    yield KeyValues(facts_of(one, day))
    articles = articles_of(book, one)
    if not articles:
        yield Paragraph(NO_ARTICLES)
    later = []
    for article in articles:
        wording = wording_on(book, article, day)
        if not wording.is_there:
            later.append(article)
            continue
        heading = f"({wording.heading})" if wording.heading else ""
        yield Paragraph(f"{article.number}　{heading}".rstrip("　"), bold=True)
        if wording.body:
            yield Paragraph(wording.body)
        if wording.since is not None:
            yield Paragraph(f"{show_date(wording.since.effective_on)}改正", size=Size.SMALL)
    yield from _settings(book, articles, day)
    yield from _amendments(book, articles)
    notes = [f"{show_date(article.added_on)}から加わる{article.number}は載せていません。" for article in later]
    notes += [f"{article.number}: {article.note}" for article in articles if article.note]
    if notes:
        yield Notes(tuple(notes))


def facts_of(one: Agreement, day: str) -> tuple[tuple[str, str], ...]:
    """Return parties and days of an agreement, as far as they are known."""
    standing = "" if not day else "効力がある" if is_in_force(one, day) else "効力がない"
    pairs = (
        ("当事者", one.parties),
        ("締結日", show_date(one.signed_on)),
        ("効力発生日", show_date(one.effective_on)),
        ("終了日", show_date(one.ends_on)),
        ("更新", one.renewal),
        (f"{show_date(day)}現在" if day else "現在", standing),
        ("備考", one.note),
    )
    return tuple(pair for pair in pairs if pair[1])


def _settings(book: Book, articles: list[Article], day: str) -> Iterator[Block]:
    rows = []
    for article in articles:
        for held in held_against(book, article, day):
            told = "一致" if held.agrees else "食い違い" if held.agrees is False else "読めない"
            emphasis = Emphasis.PLAIN if held.agrees else Emphasis.STRONG
            rows.append(Row((article.number, held.where, held.agreed, held.present, told), emphasis))
    if rows:
        yield Heading("条が定める設定")
        names = (("条", 5), ("設定", 10), ("条の定め", 8), ("台帳の設定", 8), ("結果", 4))
        yield Table(tuple(Column(name, width=width, weight=width > 5) for name, width in names), tuple(rows))


def _amendments(book: Book, articles: list[Article]) -> Iterator[Block]:
    rows = []
    for article in articles:
        before = article.body
        for one in amendments_of(book, article):
            after = one.body or before
            agreed = f"定めた値: {one.agreed}" if one.agreed else ""
            cells = (article.number, show_date(one.effective_on), before, "\n".join(filter(None, (after, agreed))))
            rows.append(Row((*cells, one.reason)))
            before = after
    if rows:
        yield Heading("改正対照")
        names = (("条", 5, 0), ("効力の生じる日", 6, 0), ("改正前", 8, 3), ("改正後", 8, 3), ("理由", 5, 1))
        yield Table(tuple(Column(name, width=width, weight=weight) for name, width, weight in names), tuple(rows))


def values_of(book: Book, day: str) -> list[dict[str, Any]]:
    """Return the agreements with their articles as they read on a day, and what they say of the settings."""
    return [
        {
            "name": one.name,
            "parties": one.parties,
            "signed_on": one.signed_on,
            "effective_on": one.effective_on,
            "ends_on": one.ends_on,
            "renewal": one.renewal,
            "in_force": is_in_force(one, day),
            "note": one.note,
            "links": [linked.text for linked in links_of(book, one)],
            "articles": [_article(book, article, day) for article in articles_of(book, one)],
        }
        for one in agreements_of(book)
    ]


def _article(book: Book, article: Article, day: str) -> dict[str, Any]:
    wording = wording_on(book, article, day)
    return {
        "number": article.number,
        "heading": wording.heading,
        "body": wording.body,
        "in_force": wording.is_there and not wording.is_struck,
        "since": wording.since.effective_on if wording.since is not None else None,
        "setting": article.setting.label if article.setting is not None else None,
        "agreed": wording.agreed or None,
        "held": [
            {"where": one.where, "present": one.present, "agrees": one.agrees, "text": one.text}
            for one in held_against(book, article, day)
        ],
        "amendments": [
            {"effective_on": one.effective_on, "body": one.body, "agreed": one.agreed, "reason": one.reason}
            for one in amendments_of(book, article)
        ],
        "links": [linked.text for linked in links_of(book, article)],
        "note": article.note,
    }


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    day = day_shown(book, settings)
    return canonical({"report": "agreement", "as_of": day, "agreements": values_of(book, day)})
