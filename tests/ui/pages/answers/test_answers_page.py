import pytest
from PySide6.QtCore import Qt

from core.calc.allocation.item import View
from core.model.answers import Answer, AnswerState
from core.model.council import Municipality
from core.model.requests import Customization
from core.model.values.money import show_yen
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from tests.ui.desk import (
    cell,
    column_of,
    go,
    headline,
    item,
    member,
    paste,
    press_button,
    refusals,
    totals,
)
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import clipboard, press, write
from ui.pages.answers.answers_page import AnswersPage

CODES = ("162116", "162060", "163422", "163228", "163431", "163210")


@pytest.fixture
def page(open_page: OpenPage) -> AnswersPage:
    made = open_page("answers")
    assert isinstance(made, AnswersPage)
    return made


def row(page: AnswersPage, number: str) -> list[str]:
    return [cell(page.sheet, item(page.session, number).id, code) for code in CODES]


def answer_of(page: AnswersPage, number: str, who: str) -> Answer | None:
    rows = page.session.book.children(Answer, item(page.session, number).id).values()
    return next((one for one in rows if one.municipality_id == member(page.session, who).id), None)


def test_the_matrix_shows_words_as_signs(page: AnswersPage) -> None:
    assert row(page, "25") == ["●", "？", "？", "？", "？", "？"]
    assert row(page, "16") == ["●", "×", "●", "×", "×", "×"]
    column = page.sheet.model.columns[2]
    assert column.spoken is not None
    assert column.spoken(item(page.session, "25")) == "実施"


def test_the_keys_1_2_3_0_and_space_answer(page: AnswersPage) -> None:
    id = item(page.session, "25").id
    for key, sign in (("1", "●"), ("2", "×"), ("3", "？"), ("0", ""), (" ", "●"), (" ", "×"), (" ", "？"), (" ", "")):
        go(page.sheet, id, "162060")
        write(key)
        assert cell(page.sheet, id, "162060") == sign
    assert answer_of(page, "25", "B") is None
    assert page.session.undo_stack.count() == 8


def test_an_answer_says_who_gave_it_and_when(page: AnswersPage) -> None:
    go(page.sheet, item(page.session, "25").id, "162060")
    write("1")
    written = answer_of(page, "25", "B")
    assert written is not None
    assert (written.state, written.answered_by) == (AnswerState.YES, "髙木")
    assert written.answered_at[:2] == "20"


def test_the_answers_to_a_whole_range_are_one_step(page: AnswersPage) -> None:
    go(page.sheet, item(page.session, "25").id, "162060")
    for _ in range(4):
        press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    write("1")
    assert row(page, "25") == ["●"] * 6
    assert page.session.undo_stack.undoText() == "回答を変更(5件)"
    page.session.undo()
    assert row(page, "25") == ["●", "？", "？", "？", "？", "？"]


def test_words_and_signs_are_pasted_alike(page: AnswersPage) -> None:
    paste(page.sheet, item(page.session, "25").id, "162116", "○\t実施しない\t△\t\t×\t１\r\n未定\t●\tする\t?\tno\t0\r\n")
    assert row(page, "25") == ["●", "×", "？", "", "×", "●"]
    assert row(page, "26") == ["？", "●", "●", "？", "×", ""]
    page.session.undo()
    assert row(page, "25") == ["●", "？", "？", "？", "？", "？"]


def test_a_copied_row_is_pasted_over_another(page: AnswersPage) -> None:
    go(page.sheet, item(page.session, "16").id, "162116")
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = clipboard()
    assert copied == "実施\t実施しない\t実施\t実施しない\t実施しない\t実施しない\r\n"
    paste(page.sheet, item(page.session, "25").id, "162116", copied)
    assert row(page, "25") == row(page, "16")


def test_a_word_that_is_no_answer_is_listed_and_nothing_is_pasted(page: AnswersPage) -> None:
    paste(page.sheet, item(page.session, "25").id, "162116", "実施\tたぶん\t実施\r\n")
    assert refusals(page.sheet) == [
        (
            "たぶん",
            "「たぶん」は意向として読めません。"
            "実施(●)・実施しない(×)・未定(？)・未回答(空欄)のいずれかを入力してください。",
        )
    ]
    assert row(page, "25") == ["●", "？", "？", "？", "？", "？"]
    assert not page.session.undo_stack.canUndo()


def test_a_request_itself_cannot_be_typed_over_here(page: AnswersPage) -> None:
    paste(page.sheet, item(page.session, "25").id, "要望", "別の題\r\n")
    assert refusals(page.sheet) == [("別の題", "この欄は入力できません。")]
    assert headline(page.sheet).startswith("この欄は入力できません。何も変更していません。")


def test_who_is_no_member_has_no_column(page: AnswersPage) -> None:
    page.session.run(edit(page.session.book, member(page.session, "F"), "left_on", "2014-04-01"))
    assert "163210" not in [column.name for column in page.sheet.model.columns]
    assert [column.label for column in page.sheet.model.columns][-2:] == ["朝日町", "方針"]


def test_answers_that_a_member_left_behind_stay_and_count_again_when_it_is_back(page: AnswersPage) -> None:
    before = page.session.allocation()
    page.session.run(edit(page.session.book, member(page.session, "A"), "left_on", "2014-04-01"))
    assert page.session.allocation().totals[View.MAX].total < before.totals[View.MAX].total
    page.session.undo()
    assert page.session.allocation() == before
    assert row(page, "25")[0] == "●"


def test_the_panel_shows_quotes_and_shares_of_the_request(page: AnswersPage) -> None:
    go(page.sheet, item(page.session, "25").id, "162060")
    panel = page.panel
    assert panel._title.text() == "項25　健康管理_骨粗鬆症検診_前立腺がん検診4in1はがき化"
    assert [quote.implementers for quote in panel.quotes.model.rows.shown] == [6, 5, 4, 3, 2, 1]
    assert cell(panel.quotes, panel.quotes.model.rows.shown[4].id, "1団体(円)") == "170,000"
    shown = [column.text(panel.shares.model.rows.shown[0]) for column in panel.shares.model.columns]
    assert shown[:3] == ["射水市", "300,000", "150,000"]
    write("1")
    shown = [column.text(panel.shares.model.rows.shown[1]) for column in panel.shares.model.columns]
    assert shown[:3] == ["滑川市", "170,000", "150,000"]


def test_the_panel_follows_the_cursor(page: AnswersPage) -> None:
    go(page.sheet, item(page.session, "25").id, "162060")
    press(Qt.Key.Key_Down)
    assert page.panel._title.text().startswith("項26")
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert page.panel._title.text().startswith("項1　")


def test_the_totals_below_are_those_of_the_allocation(page: AnswersPage) -> None:
    allocation = page.session.allocation()
    for at, view in enumerate((View.MAX, View.ALL)):
        shown = totals(page.sheet, at)
        assert [shown[code] for code in CODES] == [show_yen(yen) for yen in allocation.totals[view].shares]
    assert [totals(page.sheet, at)[""] for at in range(2)] == ["今の回答による額(円)", "未定も実施した場合(円)"]
    low, high = (show_yen(allocation.totals[view].total) for view in (View.LOW, View.HIGH))
    assert "今の回答による額 19,620,000円、未定も実施した場合 " in page.whole.plain
    assert f"あり得る幅 {low}〜{high}円" in page.whole.plain


def test_a_missing_quote_is_said_in_the_totals(page: AnswersPage) -> None:
    go(page.sheet, item(page.session, "26").id, "162060")
    write("1")
    assert "19,020,000円" in page.whole.plain
    assert "一部未算定" in page.whole.plain
    assert "見積なし" in page.panel._state.text()


def test_many_members_have_narrow_columns_with_totals_in_thousands(open_page: OpenPage) -> None:
    page = open_page("answers")
    for at in range(5):
        code = ("162019", "162027", "162043", "162051", "162078")[at]
        assert page.session.run(add_row(page.session.book, Municipality, {"code": code, "name": f"第{at}市"})) is None
    shown = totals(page.sheet, 0)
    assert "19,620,000円" in page.whole.plain
    assert shown[""] == "今の回答による額(千円)"
    assert shown["162116"] == "9,400"


def test_an_empty_ledger_leads_to_the_members_and_then_to_the_requests(open_page: OpenPage) -> None:
    page = open_page("answers", EMPTY)
    asked: list[str] = []
    page.open_page.connect(asked.append)
    press_button(page, "団体のページを開く")
    first = add_row(page.session.book, Municipality, {"code": "162116", "name": "射水市"})
    assert page.session.run(first) is None
    press_button(page, "カスタマイズのページを開く")
    assert asked == ["municipalities", "customizations"]
    assert not page.panel._content.isVisible()
    page.session.run(add_row(page.session.book, Customization, {"title": "最初の要望"}))
    assert page.sheet.model.rowCount() == 1
    assert page.panel.isVisible()


def test_a_comment_is_seen_at_its_answer_and_beside_the_table(page: AnswersPage) -> None:
    session = page.session
    request, who = item(session, "25"), member(session, "B")
    column = column_of(page.sheet, who.code)
    assert column.corner is not None
    assert not column.corner(request)
    go(page.sheet, request.id, who.code)
    assert page.panel.comments.isHidden()
    before = page.sheet.grab().toImage()
    (row,) = [one for one in session.book.children(Answer, request.id).values() if one.municipality_id == who.id]
    session.run(edit(session.book, row, "comment", "窓口の<b>事情</b>による"))
    assert column_of(page.sheet, who.code).corner(request)  # type: ignore[misc]
    assert page.panel.comments.toPlainText() == f"{who.name}: 窓口の<b>事情</b>による"
    assert "コメント: 窓口の<b>事情</b>による" in column_of(page.sheet, who.code).tooltip(request)  # type: ignore[misc]
    assert page.sheet.grab().toImage() != before
    session.undo()
    assert page.panel.comments.isHidden()
