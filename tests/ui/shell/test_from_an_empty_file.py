"""From an empty file to quotes: what a newcomer has in Excel gets in, each table by one click and one Ctrl+V.

The whole way, the start page included, takes 11 clicks and 5 times Ctrl+V.
"""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.calc.allocation.pricing import Money
from core.calc.allocation.quote_board import quote_board
from core.model.council import Municipality, Participation, Population, System
from core.model.requests import Customization, Option, Quote
from tests.ui.desk import OpenWindow, button, headline, notice, refusals
from tests.ui.pages.paper import EMPTY
from tests.ui.tables.sheet.ledger import press, put_on_clipboard, write
from ui.shell.main_window import MainWindow
from ui.tables.sheet.sheet import Sheet

MEMBERS = (("162116", "射水市", 92_000), ("162060", "滑川市", 33_000), ("163236", "立山町", 25_000),
           ("163228", "上市町", 19_000), ("163210", "舟橋村", 3_000))  # fmt: skip
SYSTEMS = ("住民基本台帳", "固定資産税", "国民健康保険", "介護保険")


def lines(*rows: tuple[object, ...]) -> str:
    return "".join("\t".join(map(str, row)) + "\r\n" for row in rows)


NAMES = tuple(name for _, name, _ in MEMBERS)


class Hands:
    """Opens pages, clicks into cells and pastes, and counts every click and every chord of keys."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.clicks = 0
        self.chords = 0

    def push(self, text: str) -> None:
        QTest.mouseClick(button(self.window, text), Qt.MouseButton.LeftButton)
        self.clicks += 1
        QApplication.processEvents()

    def open(self, key: str) -> Any:
        navigation = self.window._navigation
        item = navigation._pages[key]
        navigation.scrollToItem(item)
        QTest.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=navigation.visualItemRect(item).center())
        self.clicks += 1
        QApplication.processEvents()
        return self.window._pages[key]

    def paste(self, sheet: Sheet, row: int, column: str, text: str) -> None:
        """Click into a cell and press Ctrl+V."""
        put_on_clipboard(text)
        at = [one.name for one in sheet.model.columns].index(column)
        view = sheet._panes.view_of(at)
        rect = view.visualRect(sheet.model.index(row, at))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.clicks += 1
        self.chords += 1
        assert (refusals(sheet), headline(sheet)) == ([], "")


@pytest.fixture
def hands(open_window: OpenWindow) -> Hands:
    return Hands(open_window(EMPTY))


def test_five_members_their_populations_four_systems_fifteen_requests_and_75_quotes(hands: Hands) -> None:
    hands.push("新しく作る")
    book = hands.window.session.book

    sheet = hands.open("municipalities").sheet
    hands.paste(sheet, 0, "code", lines(*((name,) for name in NAMES)))
    assert [(one.code, one.name) for one in book.all(Municipality).values()] == [one[:2] for one in MEMBERS]
    assert [(one.kana, one.kind.label) for one in book.all(Municipality).values()] == [
        ("いみずし", "市"),
        ("なめりかわし", "市"),
        ("たてやままち", "町"),
        ("かみいちまち", "町"),
        ("ふなはしむら", "村"),
    ]

    sheet = hands.open("populations").sheet
    heading = ("団体名", "人口(令和7年10月1日現在)")
    total = ("合計", sum(people for _, _, people in MEMBERS))
    hands.paste(sheet, 0, "団体名", lines(heading, *((name, f"{n:,}") for _, name, n in MEMBERS), total))
    found = [(one.population, one.reference_date) for one in book.all(Population).values()]
    assert found == [(people, "2025-10-01") for _, _, people in MEMBERS]
    assert "合計の行です。" in notice(sheet)

    sheet = hands.open("systems").sheet
    names = ("業務", *(name for _, name, _ in MEMBERS))
    hands.paste(sheet, 0, "name", lines(names, *((name, *("○" * 5)) for name in SYSTEMS)))
    assert [one.name for one in book.all(System).values()] == list(SYSTEMS)
    assert len(book.all(Participation)) == 20

    sheet = hands.open("customizations").sheet
    requests = [(f"要望その{at}", SYSTEMS[at % 4], "検討中") for at in range(1, 16)]
    hands.paste(sheet, 0, "title", lines(("要望名", "業務", "方針"), *requests))
    assert [(one.item, one.title) for one in book.all(Customization).values()] == [
        (str(at), f"要望その{at}") for at in range(1, 16)
    ]

    sheet = hands.open("quote_matrix").sheet
    hands.paste(sheet, 0, "n1", lines(*(tuple(f"{at * n}0千円" for n in range(1, 6)) for at in range(1, 16))))
    assert (len(book.all(Quote)), len(book.all(Option))) == (75, 15)
    board = quote_board(book, Money.ONE_OFF)
    assert [line.price(5, 5).yen for line in board.lines] == [at * 50_000 for at in range(1, 16)]

    assert (hands.clicks, hands.chords) == (11, 5), "the start; for each page a click on it, one into a cell, Ctrl+V"
    assert hands.window.session.undo_stack.count() == 5, "each is one action"


def test_the_mouse_in_the_white_below_will_do_as_well(hands: Hands) -> None:
    sheet = hands.open("municipalities").sheet
    put_on_clipboard(lines(*((code, name) for code, name, _ in MEMBERS)))
    empty = sheet._empty
    QTest.mouseClick(empty, Qt.MouseButton.LeftButton, pos=QPoint(20, empty.height() - 10))
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(hands.window.session.book.all(Municipality)) == 5
    assert notice(sheet) == "5行を追加しました。"


@pytest.mark.parametrize("column", ["code", "name"])
@pytest.mark.parametrize(
    "names",
    [NAMES, [f"富山県{name}" for name in NAMES], ["射　水　市", "滑 川 市", "中新川郡立山町", "上市町", "舟橋村"]],
)
def test_names_alone_are_enough_in_either_column(hands: Hands, column: str, names: list[str]) -> None:
    sheet = hands.open("municipalities").sheet
    hands.paste(sheet, 0, column, lines(*((name,) for name in names)))
    assert [one.code for one in hands.window.session.book.all(Municipality).values()] == [code for code, *_ in MEMBERS]


def test_five_names_are_typed_with_as_many_enters(hands: Hands) -> None:
    """Typed into 新しい行, each name is one row once Enter is pressed: 5 names, 5 times Enter."""
    sheet = hands.open("municipalities").sheet
    for name in NAMES:
        row = len(sheet.model.rows.shown)
        at = [one.name for one in sheet.model.columns].index("name")
        view = sheet._panes.view_of(at)
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(sheet.model.index(row, at)).center()
        )
        write(name)
        press(Qt.Key.Key_Return)
        assert (refusals(sheet), headline(sheet)) == ([], "")
    found = hands.window.session.book.all(Municipality).values()
    assert [(one.code, one.name) for one in found] == [one[:2] for one in MEMBERS]


def test_a_word_that_is_no_place_stays_refused_in_the_column_of_codes(hands: Hands) -> None:
    sheet = hands.open("municipalities").sheet
    with pytest.raises(AssertionError, match="団体コードの形ではありません"):
        hands.paste(sheet, 0, "code", lines(("射水市",), ("ない名前",)))
    assert hands.window.session.book.all(Municipality) == {}
