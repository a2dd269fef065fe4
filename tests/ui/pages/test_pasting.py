"""Blocks with headings are read by the pages as files are; what does not fit goes to the column matching."""

from html import escape
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.jobs.importing import read_spreadsheet
from core.model.answers import Answer, AnswerState
from core.model.costs import CurrentCost, OutOfScopeCost, TaxRate
from core.model.council import Population
from core.model.machine.grids import Merged, csv_text
from core.model.requests import Customization, Option, Quote
from core.model.scenarios import Scenario
from core.version import ROOT
from tests.ui.desk import (
    Answers,
    OpenWindow,
    cell,
    go,
    headline,
    item,
    member,
    notice,
    paste,
    press_button,
    refusals,
)
from tests.ui.pages.paper import EMPTY
from tests.ui.tables.sheet.ledger import press, put_on_clipboard
from ui.pages.exchange.exchange_page import ExchangePage
from ui.shell.main_window import MainWindow
from ui.tables.tsv import write_tsv

CTRL = Qt.KeyboardModifier.ControlModifier


def page(window: MainWindow, key: str) -> Any:
    made = window.open_page(key)
    QApplication.processEvents()
    return made


def shown(window: MainWindow) -> str:
    return type(window._stack.currentWidget()).__name__


def test_a_block_with_headings_updates_by_number_and_adds_and_is_taken_back_at_once(open_window: OpenWindow) -> None:
    window = open_window()
    table = page(window, "customizations")
    paste(
        table.sheet,
        item(window.session, "5").id,
        "title",
        "要望\t項\t方針\r\n改めた名称\t1\t実施\r\n新\t40\t検討中\r\n",
    )
    assert refusals(table.sheet) == []
    assert (item(window.session, "1").title, item(window.session, "40").title) == ("改めた名称", "新")
    assert notice(table.sheet) == "1件を変更、1件を追加しました。"
    press_button(table.sheet._refusals.notice, "元に戻す")
    assert item(window.session, "1").title == "障害者 申請書類システム化要望"
    assert not window.session.undo_stack.canUndo()


def test_taking_back_from_the_notice_takes_back_nothing_else(open_window: OpenWindow) -> None:
    window = open_window()
    table = page(window, "customizations")
    paste(table.sheet, item(window.session, "5").id, "title", "項\t要望\r\n40\t新\r\n")
    window.session.undo()
    assert not any(one.item == "40" for one in window.session.book.all(Customization).values())
    assert notice(table.sheet)
    press_button(table.sheet._refusals.notice, "元に戻す")
    assert not window.session.undo_stack.canUndo()
    assert window.session.undo_stack.canRedo()


def test_a_unit_above_the_columns_is_applied(open_window: OpenWindow) -> None:
    window = open_window()
    table = page(window, "out_of_scope")
    put_on_clipboard("団体\t経費名\t金額(千円)\r\n射水市\tはがき印刷\t1,400\r\n合計\t\t1,400\r\n")
    table.sheet.focus_cells()
    press(Qt.Key.Key_V, CTRL)
    (cost,) = (one for one in window.session.book.all(OutOfScopeCost).values() if one.name == "はがき印刷")
    assert cost.yen == 1_400_000
    assert "合計の行です。" in notice(table.sheet)


def test_a_wrong_figure_is_said_with_its_reason_first_and_nothing_is_changed(open_window: OpenWindow) -> None:
    window = open_window()
    table = page(window, "out_of_scope")
    put_on_clipboard("団体\t経費名\t金額\r\n射水市\tはがき印刷\tたくさん\r\n")
    table.sheet.focus_cells()
    press(Qt.Key.Key_V, CTRL)
    assert headline(table.sheet).startswith("「たくさん」は数として読めません。")
    assert not window.session.undo_stack.canUndo()


def test_the_day_of_populations_is_asked_once(open_window: OpenWindow, answers: Answers) -> None:
    window = open_window()
    populations = page(window, "populations")
    answers.plan("R7.10.1")
    paste(populations.sheet, member(window.session, "A").id, "団体名", "団体名\t人口\r\n射水市\t92,000\r\n")
    assert cell(populations.sheet, member(window.session, "A").id, "2025-10-01") == "92,000"
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    answers.plan("いつか")
    paste(populations.sheet, member(window.session, "A").id, "団体名", "団体名\t人口\r\n射水市\t1\r\n")
    assert headline(populations.sheet).startswith("「いつか」は日付として読めません。")
    assert [one.population for one in window.session.book.all(Population).values()].count(1) == 0


def test_a_block_that_does_not_fit_opens_the_column_matching_with_the_clipboard(open_window: OpenWindow) -> None:
    window = open_window()
    table = page(window, "out_of_scope")
    cells = "\t".join(["射水市", "はがき印刷", "1,400", *"abcdefghij"])
    put_on_clipboard(f"{cells}\r\n")
    table.sheet.focus_cells()
    press(Qt.Key.Key_V, CTRL)
    assert shown(window) == "ExchangePage"
    exchange = page(window, "exchange")
    assert isinstance(exchange, ExchangePage)
    assert exchange.message.text.startswith("貼り付けた範囲は、まだ台帳に入っていません。")
    matching = exchange.importing.preview.matching
    for letter, meaning in ((0, "団体コード"), (1, "経費名"), (2, "年額または期間全体の金額")):
        offered = [one for one in matching.model.rows.all if one.id == letter]
        assert offered
        wanted = meaning if meaning in offered[0].offered else next(o for o in offered[0].offered if "金額" in o)
        paste(matching, letter, "台帳の項目", wanted)
    press_button(exchange, "すべて取り込む")
    assert [one.yen for one in window.session.book.all(OutOfScopeCost).values() if one.name == "はがき印刷"] == [1_400]


def test_the_clipboard_is_taken_in_from_the_exchange_page_too(open_window: OpenWindow) -> None:
    window = open_window()
    exchange = page(window, "exchange")
    put_on_clipboard("")
    press_button(exchange, "コピーした範囲を取り込む")
    assert exchange.message.text.startswith("クリップボードに文字がありません。")
    put_on_clipboard("項\t要望\r\n40\t新しい要望\r\n")
    press_button(exchange, "コピーした範囲を取り込む")
    press_button(exchange, "すべて取り込む")
    assert item(window.session, "40").title == "新しい要望"


def test_where_no_row_can_be_added_yet_the_button_says_why(open_window: OpenWindow) -> None:
    window = open_window(EMPTY)
    table = page(window, "out_of_scope")
    put_on_clipboard("射水市\tはがき印刷\t5\r\n")
    press_button(table, "Excelから貼り付け")
    assert headline(table.sheet).startswith("ここにはまだ行を追加できません。")


def test_space_and_figures_set_flags(open_window: OpenWindow) -> None:
    window = open_window()
    table = page(window, "customizations")
    first, second = item(window.session, "1").id, item(window.session, "2").id
    before = item(window.session, "2").doubtful
    go(table.sheet, first, "doubtful")
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Space)
    book = window.session.book.all(Customization)
    assert book[first].doubtful == book[second].doubtful == (not before)


def test_present_costs_by_years_go_to_the_category_that_is_shown(open_window: OpenWindow) -> None:
    window = open_window()
    costs = page(window, "current_costs")
    costs.category.setCurrentText("保守")
    block = "団体名\t平成27年度\t平成24年度\r\n射水市\t100\t7\r\n滑川市\t10\t8\r\n合計\t110\t15\r\n"
    paste(costs.costs, member(window.session, "A").id, "団体", block)
    assert cell(costs.costs, member(window.session, "A").id, "2015") == "100"
    found = {
        (one.fiscal_year, one.yen) for one in window.session.book.all(CurrentCost).values() if one.category == "保守"
    }
    assert found == {(2015, 100), (2012, 7), (2015, 10), (2012, 8)}
    assert "合計の行です。" in notice(costs.costs)


def test_requests_quotes_and_answers_come_with_an_allocation_table(open_window: OpenWindow) -> None:
    window = open_window()
    table = page(window, "customizations")
    block = "項\t要望\t総額\t射水市\t滑川市\r\n101\t様式\t200,000\t100,000\t100,000\r\n"
    paste(table.sheet, item(window.session, "5").id, "title", block)
    assert item(window.session, "101").title == "様式"
    assert headline(table.sheet) == ""
    window.session.undo()
    assert not window.session.undo_stack.canUndo()


def test_scenarios_and_rates_of_tax_are_pasted_below_the_last_row(open_window: OpenWindow) -> None:
    window = open_window()
    scenarios = page(window, "scenarios")
    before = len(window.session.book.all(Scenario))
    put_on_clipboard("試算名\t最低削減保障\r\n保障三割\t30%\r\n保障なし\t\r\n")
    scenarios.scenarios.focus_cells()
    press(Qt.Key.Key_V, CTRL)
    assert (len(window.session.book.all(Scenario)), headline(scenarios.scenarios)) == (before + 2, "")
    council = page(window, "consortium")
    sheet = council.tax_rates
    put_on_clipboard("R9.4.1\t12\r\n")
    sheet.focus_cells()
    sheet._cursor.go(len(sheet.model.rows.shown), 0)
    press(Qt.Key.Key_V, CTRL)
    assert [one.percent for one in window.session.book.all(TaxRate).values()][-1] == 12


def excel_table(cells: list[list[str]], merged: tuple[Merged, ...]) -> str:
    """Return the cells as Excel puts them on the clipboard beside the text: covered cells are left out."""
    covered = {
        (r, c) for top, left, bottom, right in merged for r in range(top, bottom + 1) for c in range(left, right + 1)
    }
    first = {one[:2]: f" rowspan={one[2] - one[0] + 1} colspan={one[3] - one[1] + 1}" for one in merged}

    def row(at: int, line: list[str]) -> str:
        shown = [(c, text) for c, text in enumerate(line) if (at, c) in first or (at, c) not in covered]
        return "".join(f"<td{first.get((at, c), '')}>{escape(text)}</td>" for c, text in shown)

    rows = "".join(f"<tr>{row(at, line)}</tr>" for at, line in enumerate(cells))
    return f"<html><body><table><!--StartFragment-->{rows}<!--EndFragment--></table></body></html>"


def test_an_allocation_table_with_joined_cells_is_pasted_as_its_file_is_imported(open_window: OpenWindow) -> None:
    window = open_window()
    table = page(window, "customizations")
    (grid,) = read_spreadsheet(ROOT / "tests" / "data" / "intake" / "cost_merged.xlsx").grids
    cells = [[csv_text(cell) for cell in row] for row in grid.rows]
    width = max(map(len, cells))
    cells = [[*line, *[""] * (width - len(line))] for line in cells]
    assert grid.merged
    data = QMimeData()
    data.setText(write_tsv(cells))
    data.setHtml(excel_table(cells, grid.merged))
    QGuiApplication.clipboard().setMimeData(data)
    table.sheet.focus_cells()
    press(Qt.Key.Key_V, CTRL)
    assert (refusals(table.sheet), headline(table.sheet)) == ([], "")
    book = window.session.book
    request = item(window.session, "101")
    (option,) = book.children(Option, request.id).values()
    prices = {one.implementers: one.one_off_yen for one in book.children(Quote, option.id).values()}
    assert prices == {6: 600_000, 5: 500_000, 4: 400_000}
    no = [one for one in book.children(Answer, request.id).values() if one.state is AnswerState.NO]
    assert len(no) == 2
    window.session.undo()
    assert not any(one.item == "101" for one in book.all(Customization).values())
    assert not window.session.undo_stack.canUndo(), "it was one action"
