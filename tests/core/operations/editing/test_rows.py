"""New rows, rows that go with all that hangs on them, rows in another order."""

from typing import Any

import pytest

from core.model.answers import Answer
from core.model.book import Book
from core.model.council import Municipality, MunicipalityKind, Participation, Population, System, next_label
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization, Disposition, Option, Quote, next_item
from core.model.sheets import FixedSheet, SheetFile
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import move, remove, reorder
from core.operations.requests.adding import add_option, add_quote
from core.operations.sheets.fixing import fix_sheet
from core.words.sentences import sentence


def test_a_new_municipality_has_the_next_label_and_place(ledger: Any) -> None:
    ledger.do(
        add_row(
            ledger.book,
            Municipality,
            {"code": "１６２０１９", "name": "富山市", "kana": "とやまし", "joined_on": "H27.4.1"},
        )
    )
    new = ledger.find(Municipality, code="162019")
    assert (new.label, new.position, new.kind, new.joined_on) == ("G", 7, MunicipalityKind.CITY, "2015-04-01")


def test_labels_go_on_after_z() -> None:
    assert next_label([]) == "A"
    assert next_label(["A", "C", "東部"]) == "D"
    assert next_label(["Y", "Z"]) == "AA"
    assert next_label(["Z", "AZ"]) == "BA"
    assert next_label(["ZZ"]) == "AAA"


def test_a_new_request_has_the_next_number(ledger: Any) -> None:
    assert next_item(Book({})) == "1"
    ledger.do(add_row(ledger.book, Customization, {"title": "窓口支援の改善", "system_id": "住基情報"}))
    assert ledger.find(Customization, title="窓口支援の改善").item == "32"


def test_several_faults_of_a_new_row_are_told_at_once(book: Book) -> None:
    wish = add_row(book, Municipality, {"code": "162117", "name": " ", "joined_on": "きのう"})
    assert isinstance(wish, Faults)
    assert [(fault.field, fault.rule) for fault in wish] == [
        ("code", "check_digit"),
        ("name", "blank"),
        ("joined_on", "not_a_date"),
    ]


def test_options_and_quotes_are_added_to_a_request(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Customization, {"title": "新規"}))
    item = ledger.find(Customization, title="新規")
    first = ledger.do(add_option(ledger.book, item, "甲案"))
    assert first.label == "項32の案「甲案」を追加"
    option = ledger.find(Option, name="甲案")
    added = ledger.do(add_quote(ledger.book, option, "3", "120万円", yearly_yen="6,000", branch="32-1"))
    assert added.label == "項32の3団体の見積を追加"
    quote = ledger.find(Quote, branch="32-1")
    assert (quote.implementers, quote.one_off_yen, quote.yearly_yen) == (3, 1_200_000, 6_000)


def test_a_second_option_leaves_the_one_in_force_in_force(ledger: Any) -> None:
    item = ledger.find(Customization, item="26")
    only = ledger.find(Option, customization_id=item.id)
    ledger.do(add_option(ledger.book, item, "別案"))
    assert ledger.book.all(Customization)[item.id].adopted_option_id == only.id
    assert ledger.find(Option, name="別案").position == 2


def test_removing_a_municipality_takes_all_that_belongs_to_it(ledger: Any) -> None:
    a = ledger.find(Municipality, label="A")
    ledger.do(edit(ledger.book, ledger.book.consortium, "representative_id", "A"))
    inverse = ledger.do(remove(ledger.book, [a]))
    assert inverse.label == (
        "射水市を削除(人口4件、参加16件、意向31件、現行経費1件、独自ルールの団体別状況16件、"
        "住民サービスの団体別状況1件、改善要望への賛否2件も削除)"
    )
    assert ledger.book.consortium.representative_id is None
    for cls in (Population, Participation, Answer):
        assert all(row.municipality_id != a.id for row in ledger.book.all(cls).values())


def test_removing_a_request_takes_its_options_quotes_and_answers(ledger: Any) -> None:
    inverse = ledger.do(remove(ledger.book, [ledger.find(Customization, item="16")]))
    assert inverse.label == "項16を削除(見積3件、案3件、意向6件、関連2件も削除)"


def test_what_was_merged_into_a_removed_request_is_under_review_again(ledger: Any) -> None:
    inverse = ledger.do(remove(ledger.book, [ledger.find(Customization, item="22")]))
    merged = ledger.find(Customization, item="23")
    assert (merged.merged_into_id, merged.disposition) == (None, Disposition.UNDER_REVIEW)
    assert "項23は検討中に戻す" in inverse.label


def test_removing_an_adopted_option_leaves_the_request_without_one(ledger: Any) -> None:
    ledger.do(remove(ledger.book, [ledger.find(Option, name="資格情報表示および帳票出力")]))
    assert ledger.find(Customization, item="16").adopted_option_id is None


def test_removing_a_system_leaves_its_requests(ledger: Any) -> None:
    ledger.do(remove(ledger.book, [ledger.find(System, name="健康管理")]))
    assert ledger.find(Customization, item="17").system_id is None


def test_several_rows_go_in_one_action(ledger: Any) -> None:
    rows = [ledger.find(Customization, item=item) for item in ("22", "23")]
    inverse = ledger.do(remove(ledger.book, rows))
    assert inverse.label == "カスタマイズ2件を削除(見積1件、案1件、意向12件、関連3件も削除)"


def test_the_consortium_itself_is_not_removed(book: Book) -> None:
    wish = remove(book, [book.consortium])
    assert isinstance(wish, Faults)
    assert [sentence(fault) for fault in wish] == ["協議会の設定は削除できません。内容を書き換えてください。"]


def test_rows_are_put_in_another_order(ledger: Any) -> None:
    rows = sorted(ledger.book.all(Municipality).values(), key=lambda one: one.position, reverse=True)
    ledger.do(reorder(ledger.book, rows))
    assert ledger.find(Municipality, label="F").position == 1
    moved = ledger.do(move(ledger.book, ledger.find(Municipality, label="A"), -2))
    assert moved.label == "射水市を移動"
    assert ledger.find(Municipality, label="A").position == 4
    ledger.do(move(ledger.book, ledger.find(Option, name="資格情報表示"), -9))
    assert ledger.find(Option, name="資格情報表示").position == 1


def test_requests_stand_by_their_numbers_and_are_not_moved(book: Book) -> None:
    wish = move(book, book.all(Customization)[1], 1)
    assert isinstance(wish, Faults)
    assert next(iter(wish)).rule == "no_order"


def test_a_sheet_is_fixed_with_its_pdf_and_removed_with_it(ledger: Any) -> None:
    ledger.do(
        fix_sheet(ledger.book, "allocation", "第3回資料", "H26.8.6", "事務局", b"%PDF-1.4 x", result='{"total":1}')
    )
    sheet = ledger.find(FixedSheet, name="第3回資料")
    assert sheet.fixed_on == "2014-08-06"
    assert ledger.store.lazy(SheetFile, sheet.id).content == b"%PDF-1.4 x"
    assert len(sheet.sha256) == 64
    ledger.do(edit(ledger.book, sheet, "name", "第3回協議会資料"))
    ledger.do(remove(ledger.book, [ledger.find(FixedSheet, name="第3回協議会資料")]))


def test_what_a_fixed_sheet_was_computed_from_is_not_written_over(book: Book) -> None:
    wish = fix_sheet(book, "allocation", "第3回資料", "2014-08-06", "", b"%PDF")
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    sheet = next(iter(book.all(FixedSheet).values()))
    refused = edit(book, sheet, "result", "{}")
    assert isinstance(refused, Faults)
    again = fix_sheet(book, "allocation", "第3回資料", "8月", "", b"%PDF")
    assert isinstance(again, Faults)
    assert [(fault.field, fault.rule) for fault in again] == [("fixed_on", "not_a_date"), ("name", "duplicate")]


@pytest.mark.parametrize("name", ["", "住民税"])
def test_a_system_needs_a_name_of_its_own(book: Book, name: str) -> None:
    assert isinstance(add_row(book, System, {"name": name}), Faults)
