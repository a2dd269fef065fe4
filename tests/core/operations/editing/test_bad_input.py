"""Bad input: a sentence beside the field that says what to do, and nothing changed."""

from collections.abc import Callable

import pytest

from core.model.answers import AnswerState
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.registry import TABLES
from core.model.requests import Customization, Option, Quote
from core.operations.answers.answering import answer
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.health.findings import findings
from core.operations.requests.adding import add_quote
from core.operations.requests.deciding import merge
from core.words.sentences import sentence

Wish = Callable[[Book], ChangeSet | Faults]


def a(book: Book) -> Municipality:
    return book.all(Municipality)[1]


def quote(book: Book) -> Quote:
    return next(quote for quote in book.all(Quote).values() if quote.branch == "20-1")


def item(book: Book, number: str) -> Customization:
    return next(one for one in book.all(Customization).values() if one.item == number)


def outsider(book: Book) -> ChangeSet | Faults:
    toyama = Municipality(7, "162019", "富山市", joined_on="2015-04-01")
    later = Book(
        {name: book.all(table.record).values() for name, table in TABLES.items() if name != "municipalities"}
        | {"municipalities": [*book.all(Municipality).values(), toyama]}
    )
    return answer(later, item(later, "25"), toyama, AnswerState.YES)


CASES: dict[str, tuple[Wish, str, str]] = {
    "text in a yen field": (
        lambda book: edit(book, quote(book), "one_off_yen", "標準仕様"),
        "one_off_yen",
        "「標準仕様」は数として読めません。数字で入力してください。",
    ),
    "nothing in a yen field": (
        lambda book: edit(book, quote(book), "one_off_yen", " "),
        "one_off_yen",
        "初期費用(総額)を入力してください。",
    ),
    "negative yen": (
        lambda book: edit(book, quote(book), "one_off_yen", "△1,400,000"),
        "one_off_yen",
        "「△1,400,000」は負の数です。0以上で入力してください。",
    ),
    "overflowing yen": (
        lambda book: edit(book, quote(book), "yearly_yen", "1,000,000,000,000,000"),
        "yearly_yen",
        "「1,000,000,000,000,000」は大きすぎます。1,000,000,000,000,000円未満で入力してください。",
    ),
    "duplicate code": (
        lambda book: edit(book, a(book), "code", "162060"),
        "code",
        "団体コード「162060」はすでに使われています。別の団体コードにしてください。",
    ),
    "duplicate code of a new row": (
        lambda book: add_row(book, Municipality, {"code": "162116", "name": "射水市"}),
        "code",
        "団体コード「162116」はすでに使われています。別の団体コードにしてください。",
    ),
    "wrong check digit": (
        lambda book: edit(book, a(book), "code", "162117"),
        "code",
        "団体コード「162117」の検査数字(6桁目)が合いません。正しくは6です。",
    ),
    "an answer for a non-member": (
        outsider,
        "state",
        "富山市は基準日(平成26年8月6日)に加入していないため、回答を記録できません。"
        "加入日・離脱日か基準日を確かめてください。",
    ),
    "a quote for nobody": (
        lambda book: add_quote(book, next(iter(book.all(Option).values())), "0", "100"),
        "implementers",
        "実施団体数は1以上で入力してください(0団体の見積は記録できません)。",
    ),
    "a second quote for the same number": (
        lambda book: edit(book, quote(book), "implementers", "5"),
        "implementers",
        "実施団体数「5」はすでに使われています。別の実施団体数にしてください。",
    ),
    "merging into itself": (
        lambda book: merge(book, item(book, "25"), item(book, "25")),
        "merged_into_id",
        "項25をその項自身に統合することはできません。別の項を指定してください。",
    ),
    "merging in a circle": (
        lambda book: merge(book, item(book, "22"), item(book, "23")),
        "merged_into_id",
        "統合が一巡してしまいます(項22→項23→項22)。別の項を指定してください。",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_told_in_a_sentence_beside_the_field_and_changes_nothing(book: Book, case: str) -> None:
    wish, field, told = CASES[case]
    before: dict[str, dict[int, object]] = {name: dict(book.all(table.record)) for name, table in TABLES.items()}
    result = wish(book)
    assert isinstance(result, Faults)
    assert [(fault.field, sentence(fault)) for fault in result] == [(field, told)]
    assert {name: dict(book.all(table.record)) for name, table in TABLES.items()} == before


def test_a_quote_for_more_than_there_are_members_is_kept_and_found(book: Book) -> None:
    wish = add_quote(book, book.all(Option)[quote(book).option_id], "7", "1,460,000")
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    found = [finding for finding in findings(book) if finding.rule == "quote_beyond_members"]
    assert [(one.table, sentence(one)) for one in found] == [
        ("quotes", "項20の7団体の見積がありますが、基準日の構成団体は6団体です。実施団体数を確かめてください。")
    ]
