from collections.abc import Callable

import pytest

from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.requests import Customization, Option, Quote
from core.sample import sample

Change = Callable[..., None]


@pytest.fixture
def book() -> Book:
    """The sample: six municipalities and 31 requests."""
    ledger = Book({})
    ledger.apply(sample())
    return ledger


@pytest.fixture
def answer(book: Book) -> Change:
    """Change what a municipality (by sign) says to an item."""

    def change(item: str, label: str, state: AnswerState) -> None:
        parent = next(one.id for one in book.all(Customization).values() if one.item == item)
        member = next(one.id for one in book.all(Municipality).values() if one.label == label)
        row = next(one for one in book.children(Answer, parent).values() if one.municipality_id == member)
        book.apply(ChangeSet("回答", (Update("answers", row.id, {"state": state.value}),)))

    return change


@pytest.fixture
def consortium(book: Book) -> Change:
    """Change the consortium's settings."""

    def change(**values: str | int | None) -> None:
        book.apply(ChangeSet("設定", (Update("consortium", 1, values),)))

    return change


@pytest.fixture
def request_without_quote(book: Book) -> str:
    """A request that A implements and nobody has priced; returns its item number."""
    ids = {cls: book.last_id(cls) + 1 for cls in (Customization, Option, Quote, Answer)}
    member = next(one.id for one in book.all(Municipality).values() if one.label == "A")
    rows = (
        Insert("customizations", to_row(Customization(ids[Customization], "32", '見積のない<b>&"要望 髙﨑'))),
        Insert("options", to_row(Option(ids[Option], ids[Customization]))),
        Insert("answers", to_row(Answer(ids[Answer], ids[Customization], member, AnswerState.YES))),
    )
    book.apply(ChangeSet("追加", rows))
    return "32"
