import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from core.calc.allocation.item import View
from core.model.answers import Answer, AnswerState
from core.model.costs import CostLine
from core.model.values.money import show_yen
from core.operations.answers.answering import answer
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from tests.ui.desk import OpenWindow, cell, item, member, named, press_button, totals
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press
from ui.pages.overview.overview_page import OverviewPage


@pytest.fixture
def page(open_page: OpenPage) -> OverviewPage:
    made = open_page("overview")
    assert isinstance(made, OverviewPage)
    return made


def figure(page: OverviewPage, name: str) -> tuple[str, str]:
    return page._figures[name]._figure.text(), page._figures[name]._line.plain


def findings(page: OverviewPage) -> list[str]:
    return [page.findings.item(row).text() for row in range(page.findings.count())]


def test_the_figures_are_those_of_the_sample(page: OverviewPage) -> None:
    assert figure(page, "構成団体") == ("6 団体", "富山県情報システム共同利用推進協議会")
    assert figure(page, "カスタマイズ要望") == ("31 件", "費用計上 19 件、実施しない 8 件")
    assert figure(page, "回答期限") == ("平成26年7月31日", "基準日 平成26年8月6日")
    total, line = figure(page, "今の回答による額")
    assert total == "19,620,000 円"
    totals_of = page.session.allocation().totals
    assert line == (
        f"未定も実施した場合 {show_yen(totals_of[View.ALL].total)} 円、"
        f"あり得る幅 {show_yen(totals_of[View.LOW].total)}〜{show_yen(totals_of[View.HIGH].total)} 円"
    )


def test_each_member_has_its_answers_and_amounts(page: OverviewPage) -> None:
    book, allocation = page.session.book, page.session.allocation()
    for place, one in enumerate(allocation.members):
        said = [row.state for row in book.all(Answer).values() if row.municipality_id == one.id]
        answered = sum(not state.is_open for state in said)
        assert cell(page.members, one.id, "answered") == f"{answered}/31"
        assert cell(page.members, one.id, "undecided") == str(said.count(AnswerState.UNDECIDED))
        assert cell(page.members, one.id, "unanswered") == str(31 - len(said))
        for view in View:
            assert cell(page.members, one.id, view.value) == show_yen(allocation.totals[view].shares[place])


def test_the_totals_count_every_answer(page: OverviewPage) -> None:
    row = totals(page.members, 0)
    assert (row[""], row["answered"], row["undecided"], row["unanswered"]) == ("合計", "176/186", "10", "0")
    assert row["max"] == "19,620,000"


def test_an_answer_counts_at_once(page: OverviewPage) -> None:
    session = page.session
    session.run(answer(session.book, item(session, "25"), member(session, "B"), AnswerState.YES))
    assert figure(page, "今の回答による額")[0] == "19,660,000 円"
    assert cell(page.members, member(session, "B").id, "answered") == "30/31"
    assert totals(page.members, 0)["answered"] == "177/186"
    session.run(answer(session.book, item(session, "25"), member(session, "B"), AnswerState.UNANSWERED))
    assert cell(page.members, member(session, "B").id, "unanswered") == "1"
    assert totals(page.members, 0)["unanswered"] == "1"


def test_an_item_without_an_amount_is_said_beside_the_total(page: OverviewPage) -> None:
    session = page.session
    session.run(answer(session.book, item(session, "26"), member(session, "B"), AnswerState.YES))
    assert figure(page, "今の回答による額")[0] == "19,020,000 円 一部未算定"
    assert any("項26は2団体で実施した場合の見積がありません" in one for one in findings(page))


def test_what_needs_attention_opens_the_page_where_it_is_mended(page: OverviewPage) -> None:
    asked: list[str] = []
    page.open_page.connect(asked.append)
    listed = named(page, QListWidget, "気をつけること")
    assert page._findings_title.text() == f"気をつけること({listed.count()}件)"
    doubtful = next(row for row in range(listed.count()) if "要確認の箇所" in listed.item(row).text())
    place = listed.visualItemRect(listed.item(doubtful)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == ["customizations"]
    listed.setFocus()
    listed.setCurrentRow(doubtful)
    press(Qt.Key.Key_Return)
    assert asked == ["customizations"] * 2


def test_a_finding_about_a_table_of_another_page_leads_to_it(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("overview")
    assert isinstance(page, OverviewPage)
    wish = add_row(page.session.book, CostLine, {"name": "保守", "scope": "調達外③共同利用が困難"})
    assert page.session.run(wish) is None
    listed = named(page, QListWidget, "気をつけること")
    (row,) = [row for row in range(listed.count()) if "「保守」" in listed.item(row).text()]
    listed.setFocus()
    listed.setCurrentRow(row)
    press(Qt.Key.Key_Return)
    assert window._stack.currentWidget() is window.page("cost_lines")


def test_a_deadline_that_passed_is_told(page: OverviewPage) -> None:
    assert any("項25は回答期限(平成26年7月31日)を過ぎましたが、未定の団体があります" in one for one in findings(page))
    session = page.session
    session.run(edit(session.book, session.book.consortium, "answer_deadline", ""))
    assert figure(page, "回答期限")[0] == "未定"
    assert not any("回答期限" in one for one in findings(page))


def test_an_empty_ledger_leads_to_the_municipalities(open_page: OpenPage) -> None:
    page = open_page("overview", EMPTY)
    assert figure(page, "構成団体")[0] == "0 団体"
    assert figure(page, "今の回答による額")[0] == "0 円"
    asked: list[str] = []
    page.open_page.connect(asked.append)
    press_button(page, "団体を登録する")
    assert asked == ["municipalities"]


def test_whoever_goes_on_to_another_page_does_not_wait_for_the_rest_of_this_one(page: OverviewPage) -> None:
    page.hide()
    page.session.load(page.session.file)
    page.findings.clear()
    page.show()
    page.hide()
    QApplication.processEvents()
    assert findings(page) == []
    page.show()
    QApplication.processEvents()
    assert findings(page) != []
