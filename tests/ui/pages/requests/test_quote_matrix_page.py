import pytest
from PySide6.QtCore import Qt

from core.model.requests import Customization, Option, Quote
from core.operations.editing.adding import add_row
from tests.ui.desk import (
    cell,
    choose,
    go,
    headline,
    item,
    notice,
    paste,
    press_button,
    refusal,
    refusals,
    type_into,
)
from tests.ui.pages.paper import BAD_YEN, EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import clipboard, press
from ui.pages.requests.quote_matrix_page import QuoteMatrixPage

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(open_page: OpenPage) -> QuoteMatrixPage:
    made = open_page("quote_matrix")
    assert isinstance(made, QuoteMatrixPage)
    return made


def key(page: QuoteMatrixPage, number: str, place: int = 0) -> tuple[int, int]:
    return item(page.session, number).id, place


def amounts(page: QuoteMatrixPage, number: str) -> list[str]:
    return [cell(page.sheet, key(page, number), f"n{count}") for count in range(1, 7)]


def test_every_option_of_every_request_has_a_line(page: QuoteMatrixPage) -> None:
    assert amounts(page, "20") == ["1,100,000", "1,160,000", "1,220,000", "1,280,000", "1,340,000", "1,400,000"]
    assert amounts(page, "3") == ["120,000", *["見積なし"] * 5]
    assert [cell(page.sheet, key(page, "16", at), "案") for at in range(3)] == [
        "資格情報表示および帳票出力",
        "異動履歴票に資格情報印字",
        "資格情報表示",
    ]


def test_a_quote_is_typed_and_counts_at_once(page: QuoteMatrixPage) -> None:
    type_into(page.sheet, key(page, "3"), "n2", "２００千円")
    assert amounts(page, "3")[:3] == ["120,000", "200,000", "見積なし"]
    page.session.undo()
    assert amounts(page, "3")[:2] == ["120,000", "見積なし"]


def test_what_is_no_amount_is_refused_beside_the_cell(page: QuoteMatrixPage) -> None:
    for text, sentence in BAD_YEN:
        type_into(page.sheet, key(page, "3"), "n2", text)
        assert refusal(page.sheet) == sentence.format(text)
        press(Key.Key_Escape)
    assert not page.session.undo_stack.canUndo()


def test_a_block_goes_to_its_requests_by_headings_and_numbers_whatever_the_order(page: QuoteMatrixPage) -> None:
    block = "項番\t要望名\t2団体の場合\t１団体\r\n6\t住民票 行政区域変更届書\t7\t8\r\n3\t\t9\t10\r\n"
    paste(page.sheet, key(page, "20"), "項", block)
    assert refusals(page.sheet) == []
    assert (amounts(page, "6")[:2], amounts(page, "3")[:2]) == (["8", "7"], ["10", "9"])
    assert amounts(page, "20")[0] == "1,100,000"
    page.session.undo()
    assert not page.session.undo_stack.canUndo()


def test_a_block_with_a_request_of_another_name_is_refused(page: QuoteMatrixPage) -> None:
    paste(page.sheet, key(page, "3"), "項", "3\t別の要望\t\t5\r\n")
    assert headline(page.sheet).startswith("「3　別の要望」という項の行がこの表に見つかりません。")
    assert not page.session.undo_stack.canUndo()


def test_the_copied_matrix_comes_back_as_it_was(page: QuoteMatrixPage) -> None:
    go(page.sheet, key(page, "1"), "項")
    press(Key.Key_A, Modifier.ControlModifier)
    press(Key.Key_C, Modifier.ControlModifier, Modifier.ShiftModifier)
    before = dict(page.session.book.all(Quote))
    copied = clipboard()
    press(Key.Key_Delete)
    assert not page.session.book.all(Quote)
    paste(page.sheet, key(page, "1"), "項", copied)
    assert refusals(page.sheet) == []
    after = page.session.book.all(Quote).values()
    assert sorted((one.option_id, one.implementers, one.one_off_yen) for one in after) == sorted(
        (one.option_id, one.implementers, one.one_off_yen) for one in before.values()
    )
    assert notice(page.sheet) == ""


def test_yearly_amounts_are_typed_beside_the_one_off_ones(page: QuoteMatrixPage) -> None:
    choose(page.money, "年額(総額・円)")
    assert amounts(page, "20")[0] == "0"
    type_into(page.sheet, key(page, "20"), "n1", "12,000")
    assert amounts(page, "20")[0] == "12,000"
    type_into(page.sheet, key(page, "3"), "n4", "5")
    assert refusal(page.sheet).startswith("項3の4団体の初期費用がまだありません。")
    press(Key.Key_Escape)
    choose(page.money, "初期費用(総額・円)")
    assert amounts(page, "20")[0] == "1,100,000"


def test_more_implementers_than_members_have_a_column_when_asked_for(page: QuoteMatrixPage) -> None:
    press_button(page, "団体数の列を増やす")
    type_into(page.sheet, key(page, "25"), "n7", "540,000")
    assert cell(page.sheet, key(page, "25"), "n7") == "540,000"
    assert cell(page.sheet, key(page, "3"), "n7") == "", "so many can never be"


def test_an_empty_ledger_says_what_to_do_first(open_page: OpenPage) -> None:
    page = open_page("quote_matrix", EMPTY)
    asked: list[str] = []
    page.open_page.connect(asked.append)
    press_button(page, "カスタマイズのページを開く")
    assert asked == ["customizations"]


def test_the_first_quotes_of_a_request_make_its_option(page: QuoteMatrixPage) -> None:
    assert page.session.run(add_row(page.session.book, Customization, {"title": "最初の要望"})) is None
    paste(page.sheet, key(page, "32"), "n1", "5\t6\t7\t8\t9\r\n")
    assert amounts(page, "32") == ["5", "6", "7", "8", "9", "見積なし"]
    current = page.sheet.current
    assert current is not None
    assert current[0].key == key(page, "32"), "the cursor has stayed"
    page.session.undo()
    assert not page.session.book.children(Option, item(page.session, "32").id)


def test_a_block_with_its_unit_in_a_title_is_read_as_a_file_is(page: QuoteMatrixPage) -> None:
    title, heading = "見積一覧\t\t\t(単位:千円)\r\n", "項\t要望\t1団体\t2団体\r\n"
    block = f"{title}{heading}3\t軽度請求書町条例対応\t130\t200\r\n"
    paste(page.sheet, key(page, "20"), "項", block)
    assert (refusals(page.sheet), headline(page.sheet)) == ([], "")
    assert amounts(page, "3")[:3] == ["130,000", "200,000", "見積なし"]
    page.session.undo()
    assert not page.session.undo_stack.canUndo()


def test_a_unit_in_the_headings_is_applied(page: QuoteMatrixPage) -> None:
    paste(page.sheet, key(page, "20"), "項", "項\t1団体(千円)\t2団体（百万円）\r\n3\t130\t2\r\n")
    assert amounts(page, "3")[:2] == ["130,000", "2,000,000"]


def test_the_page_is_no_wider_than_a_small_screen_at_150_percent(page: QuoteMatrixPage) -> None:
    assert page.minimumSizeHint().width() <= 734
