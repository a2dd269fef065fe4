from typing import Any

import pytest

from core.model.book import Book
from core.model.council import Municipality, System
from core.model.machine.faults import Faults
from core.model.requests import Customization, Option
from core.operations.editing.adding import add_row
from core.operations.editing.find import find
from core.operations.requests.finding import find_option
from core.words.sentences import sentence


def told(result: Any) -> str:
    assert isinstance(result, Faults)
    (fault,) = result
    return sentence(fault)


@pytest.mark.parametrize(
    "text", ["163210", "１６３２１０", "16321", "F", "f", "Ｆ", "舟橋村", "舟橋", "ふなはしむら", "フナハシムラ"]
)
def test_a_municipality_is_found_by_code_label_name_or_reading(book: Book, text: str) -> None:
    found = find(book, Municipality, text, "municipality")
    assert isinstance(found, Municipality)
    assert found.name == "舟橋村"


def test_who_is_not_found_is_named_together_with_who_is_there(book: Book) -> None:
    assert told(find(book, Municipality, "富山市", "municipality")) == (
        "「富山市」という団体はありません。次のいずれかを指定してください: "
        "射水市(162116)、滑川市(162060)、入善町(163422)、上市町(163228)、朝日町(163431)、舟橋村(163210)。"
    )


def test_candidates_are_those_whose_name_holds_the_text(book: Book) -> None:
    assert told(find(book, Municipality, "日町", "municipality")).endswith(": 朝日町(163431)。")
    assert told(find(book, Municipality, "", "municipality")).count("、") == 5


def test_two_with_one_name_are_ambiguous_and_the_code_tells_them_apart() -> None:
    book = Book({"municipalities": [Municipality(1, "134015", "朝日町"), Municipality(2, "163431", "朝日町")]})
    assert "複数あります" in told(find(book, Municipality, "朝日町", "municipality"))
    assert "朝日町(134015)、朝日町(163431)" in told(find(book, Municipality, "朝日町", "municipality"))
    found = find(book, Municipality, "163431", "municipality")
    assert isinstance(found, Municipality)
    assert found.id == 2


@pytest.mark.parametrize("text", ["25", "２５", "項25", " 25 "])
def test_a_request_is_found_by_its_number(book: Book, text: str) -> None:
    found = find(book, Customization, text, "item")
    assert isinstance(found, Customization)
    assert found.item == "25"


def test_a_branch_number_is_no_item_but_leads_to_it(book: Book) -> None:
    assert told(find(book, Customization, "25-6", "item")).endswith("指定してください: 25。")
    assert told(find(book, Customization, "給付通知書", "item")).count("、") == 9
    assert told(find(book, Customization, "給付通知書", "item")).endswith("ほか。")


def test_a_title_that_two_requests_share_is_ambiguous(book: Book) -> None:
    assert told(find(book, Customization, "個人住民税 給付通知書の未実行", "item")).endswith(": 13、14。")


def test_a_system_is_found_by_its_name_or_subcommittee(book: Book) -> None:
    for text in ("健康管理", "健康管理部会"):
        found = find(book, System, text, "system")
        assert isinstance(found, System)
        assert found.name == "健康管理"


def test_an_option_is_found_by_name_branch_or_place(book: Book) -> None:
    item = find(book, Customization, "1", "item")
    assert isinstance(item, Customization)
    for text in ("4様式", "1-5", "案3", "案「4様式」"):
        found = find_option(book, item, text)
        assert isinstance(found, Option)
        assert found.name == "4様式"


def test_an_empty_book_says_that_there_is_nothing_yet() -> None:
    assert (
        told(find(Book({}), Municipality, "射水市", "municipality"))
        == "「射水市」という団体はありません。まだ団体が登録されていません。"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("射　水　市", "射水市"),
        ("滑 川 市", "滑川市"),
        ("富山県入善町", "入善町"),
        ("下新川郡朝日町", "朝日町"),
        ("富山県下新川郡朝日町", "朝日町"),
        ("上\U000e0100市町", "上市町"),
    ],
)
def test_a_municipality_is_found_as_people_write_its_name(book: Book, text: str, name: str) -> None:
    found = find(book, Municipality, text, "municipality")
    assert isinstance(found, Municipality)
    assert found.name == name


def test_a_place_of_another_prefecture_is_not_the_member_of_that_name(book: Book) -> None:
    assert isinstance(find(book, Municipality, "山形県朝日町", "municipality"), Faults)


def test_a_code_that_lost_its_zero_finds_its_member(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Municipality, {"code": "011002", "name": "札幌市"}))
    found = find(ledger.book, Municipality, "11002", "municipality")
    assert isinstance(found, Municipality)
    assert found.name == "札幌市"
