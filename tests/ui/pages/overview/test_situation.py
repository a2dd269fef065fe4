import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton

from core.model.answers import AnswerState
from core.operations.answers.answering import answer
from tests.bench.big_book import big_change_set
from tests.ui.desk import item, member, press_button
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.pages.overview.overview_page import OverviewPage


@pytest.fixture
def page(open_page: OpenPage) -> OverviewPage:
    made = open_page("overview")
    assert isinstance(made, OverviewPage)
    return made


@pytest.fixture
def large(open_page: OpenPage) -> OverviewPage:
    made = open_page("overview", big_change_set(179, 5))
    assert isinstance(made, OverviewPage)
    return made


def below(page: OverviewPage) -> list[bool]:
    return [card.isVisible() for card in page.situation.below]


def offered(page: OverviewPage) -> list[str]:
    buttons = page.situation.findChildren(QPushButton)
    return [button.text() for button in buttons if button.isVisible() and button.isCheckable()]


def test_six_members_have_their_charts_below_the_table(page: OverviewPage) -> None:
    assert below(page) == [True, True]
    assert offered(page) == []
    assert page.members.isVisible()
    ranges, progress = (card.view for card in page.situation.below)
    assert "射水市: あり得る幅 9,196,000〜9,400,000" in ranges.accessibleDescription()
    assert "滑川市: 実施 1、実施しない 28、未定 2、未回答 0" in progress.accessibleDescription()
    for card in page.situation.below:
        assert card.view.height() >= card.view.heightForWidth(card.view.width())
        assert page.situation.rect().contains(QRect(card.mapTo(page.situation, QPoint(0, 0)), card.size()))


def test_an_answer_moves_the_charts(page: OverviewPage) -> None:
    page.session.run(
        answer(page.session.book, item(page.session, "25"), member(page.session, "B"), AnswerState.YES, "髙木", "")
    )
    ranges, progress = (card.view.accessibleDescription() for card in page.situation.below)
    assert "滑川市: 実施 2、実施しない 28、未定 1、未回答 0" in progress
    assert "滑川市: あり得る幅 0〜" not in ranges


def test_179_members_keep_the_table_and_choose_a_chart_by_its_name(large: OverviewPage) -> None:
    assert below(large) == [False, False]
    assert offered(large) == ["表", "負担額の幅", "回答の集まり具合"]
    assert large.members.isVisible()
    for place, name in enumerate(offered(large)[1:]):
        press_button(large, name)
        assert [card.isVisible() for card in large.situation.instead] == [place == 0, place == 1]
        assert not large.members.isVisible()
    press_button(large, "表")
    assert large.members.isVisible()


def test_a_window_too_low_for_both_offers_the_choice_and_takes_it_back(page: OverviewPage) -> None:
    page.resize(1366, 560)
    QApplication.processEvents()
    assert below(page) == [False, False]
    press_button(page, "負担額の幅")
    assert page.situation.instead[0].isVisible()
    page.resize(1366, 900)
    QApplication.processEvents()
    assert below(page) == [True, True]
    assert offered(page) == []
    assert page.members.isVisible()


def test_searching_shows_the_table(large: OverviewPage) -> None:
    press_button(large, "負担額の幅")
    large.open_search()
    assert large.members.isVisible()


def test_without_members_there_are_no_charts(open_page: OpenPage) -> None:
    page = open_page("overview", EMPTY)
    assert isinstance(page, OverviewPage)
    assert below(page) == [False, False]
    assert offered(page) == []
