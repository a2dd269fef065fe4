import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTableView

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import RANGE, View
from core.calc.allocation.pricing import Money
from core.model.answers import AnswerState
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.registry import TABLES
from core.model.requests import Customization
from core.model.values.money import show_yen
from core.operations.answers.answering import answer
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from tests.core.calc.ledger import customization, ledger
from tests.ui.desk import cell, choose, go, item, member, named, press_button, totals
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.pages.allocation.allocation_page import AllocationPage

CODES = ("162116", "162060", "163422", "163228", "163431", "163210")


@pytest.fixture
def page(open_page: OpenPage) -> AllocationPage:
    made = open_page("allocation")
    assert isinstance(made, AllocationPage)
    return made


def show(page: AllocationPage, name: str, choice: str) -> None:
    choose(named(page, QComboBox, name), choice)


def shown(page: AllocationPage, id: int) -> dict[str, str]:
    record = page.sheet.model.rows.shown[page.sheet.model.rows.row_of(id) or 0]
    return {column.name: column.text(record) for column in page.sheet.model.columns}


def amount(text: str) -> int | None:
    """Return the yen that a cell shows, 0 where a word or nothing stands for nothing to pay."""
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else 0


@pytest.mark.parametrize("view", [View.MAX, View.ALL])
@pytest.mark.parametrize("money", Money)
def test_every_amount_is_that_of_the_calculation(page: AllocationPage, view: View, money: Money) -> None:
    show(page, "表示", view.said)
    show(page, "金額", money.label)
    allocation = allocate(page.session.file.store.book(), money)
    for result in allocation.items:
        row = shown(page, result.customization_id)
        expected = result.total(view) if result.counted else None
        if expected is not None:
            assert row["total"] == show_yen(expected)
            assert [amount(row[code]) for code in CODES] == list(result.shares(view))
        else:
            assert amount(row["total"]) == 0
            assert [amount(row[code]) for code in CODES] == [0] * 6
    for at, one in enumerate(View):
        line = totals(page.sheet, at)
        assert [line[code] for code in CODES] == [show_yen(yen) for yen in allocation.totals[one].shares]
        assert line["total"] == show_yen(allocation.totals[one].total)


def test_the_range_shows_the_least_and_the_most(page: AllocationPage) -> None:
    show(page, "表示", "あり得る幅")
    allocation = allocate(page.session.file.store.book())
    for result in allocation.items:
        row = shown(page, result.customization_id)
        for code, low, high in zip(CODES, result.low, result.high, strict=True):
            assert row[code] == (show_yen(low) if low == high else f"{show_yen(low)}〜{show_yen(high)}")
    assert shown(page, item(page.session, "25").id)["162060"] == "0〜170,000"
    assert shown(page, item(page.session, "25").id)["total"] == "300,000〜900,000"


def test_the_rows_of_totals_are_named(page: AllocationPage) -> None:
    assert [totals(page.sheet, at)[""] for at in range(4)] == [
        "今の回答による額",
        "未定も実施した場合",
        "あり得る幅の最小",
        "あり得る幅の最大",
    ]


def test_words_stand_where_there_is_no_amount(page: AllocationPage) -> None:
    assert [shown(page, item(page.session, "25").id)[code] for code in CODES[:3]] == ["300,000", "未定", "未定"]
    assert shown(page, item(page.session, "25").id)["item"] == "25-6"
    assert shown(page, item(page.session, "9").id)["total"] == "標準仕様で対応"
    assert "22" in shown(page, item(page.session, "23").id)["total"]
    assert shown(page, item(page.session, "1").id)["total"] == "実施しない"


def test_an_item_without_a_quote_is_left_out_and_the_totals_say_so(page: AllocationPage) -> None:
    session = page.session
    session.run(answer(session.book, item(session, "26"), member(session, "B"), AnswerState.YES))
    row = shown(page, item(session, "26").id)
    assert (row["total"], row["162116"], row["状態"]) == ("見積なし", "見積なし", "見積なし")
    assert totals(page.sheet, 0)[""] == "今の回答による額(一部未算定)"
    assert totals(page.sheet, 0)["total"] == "19,020,000"


def test_an_estimate_is_marked_wherever_it_shows(page: AllocationPage) -> None:
    session = page.session
    session.run(edit(session.book, session.book.consortium, "estimate", "はい"))
    one = item(session, "2")
    session.run(edit(session.book, one, "disposition", "実施"))
    for who in "BC":
        session.run(answer(session.book, one, member(session, who), AnswerState.YES))
    row = shown(page, one.id)
    assert "概算" in row["total"]
    assert "900,000" in row["total"]
    assert "概算" in row["162060"]
    assert totals(page.sheet, 0)[""] == "今の回答による額(概算を含む)"


def test_names_or_letters_are_chosen(page: AllocationPage) -> None:
    assert named(page, QComboBox, "団体名").currentText() == "記号(A〜F)で"
    assert [column.label for column in page.sheet.model.columns[3:9]] == list("ABCDEF")
    go(page.sheet, item(page.session, "25").id, "162116")
    show(page, "団体名", "団体名で")
    assert [column.label for column in page.sheet.model.columns[3:5]] == ["射水市", "滑川市"]
    assert page.derivation.toPlainText().startswith("項25")
    assert "射水市" in page.derivation.toPlainText().splitlines()[0]


def test_the_remainder_of_the_secretariat_has_a_column_of_its_own(page: AllocationPage) -> None:
    session = page.session
    assert "事務局(端数)" not in [column.label for column in page.sheet.model.columns]
    session.run(edit(session.book, session.book.consortium, "unit", "1,000"))
    session.run(edit(session.book, session.book.consortium, "remainder", "事務局"))
    session.run(edit(session.book, item(session, "16"), "rule", "人口割"))
    result = session.allocation().item(item(session, "16").id)
    assert result.max.secretariat == 1_000
    assert cell(page.sheet, result.customization_id, "事務局(端数)") == "1,000"
    assert totals(page.sheet, 0)["secretariat"] == "1,000"
    assert totals(page.sheet, 0)["total"] == "19,620,000"


def test_the_derivation_follows_the_edit(page: AllocationPage) -> None:
    session = page.session
    go(page.sheet, item(session, "25").id, "162116")
    assert "25-6" in page.derivation.toPlainText()
    session.run(answer(session.book, item(session, "25"), member(session, "B"), AnswerState.YES))
    assert "25-5" in page.derivation.toPlainText()
    assert "170,000円" in page.derivation.toPlainText()
    session.undo()
    assert "25-6" in page.derivation.toPlainText()


@pytest.mark.parametrize("choice", [View.MAX.said, View.ALL.said, "あり得る幅"])
def test_every_cell_of_every_view_has_a_derivation(page: AllocationPage, choice: str) -> None:
    show(page, "表示", choice)
    told: set[str] = set()
    for record in page.sheet.model.rows.shown:
        for name in ("total", *CODES):
            page.sheet.select(record.id, name)
            text = page.derivation.toPlainText()
            assert text.startswith(f"項{record.item} {record.title}"[:10])
            assert "1. 方針" in text
            told.add(text)
    assert len(told) == 31 * 7


def test_searching_sorting_and_filtering_leave_the_totals_alone(page: AllocationPage) -> None:
    before = totals(page.sheet, 0)
    page.sheet.model.sort_by("total", descending=True)
    assert totals(page.sheet, 0) == before
    assert page.sheet.model.rowCount() == 31


def test_a_removed_request_leaves_table_and_derivation(page: AllocationPage) -> None:
    session = page.session
    go(page.sheet, item(session, "31").id, "162116")
    session.run(remove(session.book, [item(session, "31")]))
    assert page.sheet.model.rowCount() == 30
    assert not page.derivation.toPlainText().startswith("項31")
    session.undo()
    assert page.sheet.model.rowCount() == 31


def test_an_empty_ledger_leads_to_the_requests(open_page: OpenPage) -> None:
    page = open_page("allocation", EMPTY)
    asked: list[str] = []
    page.open_page.connect(asked.append)
    press_button(page, "カスタマイズのページを開く")
    press_button(page, "この表を印刷")
    assert asked == ["customizations", "reports/allocation"]
    assert not page.session.book.all(Customization)
    assert "金額を選ぶと" in page.derivation.toPlainText()


def test_the_cell_that_was_current_all_the_time_brings_its_derivation_back(page: AllocationPage) -> None:
    def click(view: QTableView, row: int, column: int) -> None:
        at = view.visualRect(view.model().index(row, column)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    panes = page.sheet._panes
    last = page.sheet.model.columnCount() - 1
    column = next(at for at in range(last) if panes.main.visualRect(page.sheet.model.index(0, at)).isValid())
    click(panes.main, 1, column)
    of_the_cell = page.derivation.toPlainText()
    assert of_the_cell.startswith("項2")
    click(panes.main_totals, 0, column)
    of_the_total = page.derivation.toPlainText()
    assert not of_the_total.startswith("項")
    click(panes.main, 1, column)
    assert page.derivation.toPlainText() == of_the_cell
    click(panes.main_totals, 0, column)
    assert page.derivation.toPlainText() == of_the_total


def council(open_: int) -> ChangeSet:
    """One that has said yes and so many undecided, by population in units of 1,000 yen."""
    yen = {n: 1_040_000 + 60_500 * n for n in range(1, open_ + 2)}
    people = [1_000 + 37 * at * at for at in range(1, open_ + 2)]
    one = customization(rule="equal=3,population=7")
    book = ledger("Y" + "?" * open_, yen, populations=people, customizations=[one], unit=1_000)
    rows = [Insert(name, to_row(row)) for name, table in TABLES.items() for row in book.all(table.record).values()]
    return ChangeSet("大きな協議会", tuple(rows))


def test_where_too_many_are_undecided_the_range_says_how_wide_it_may_be(open_page: OpenPage) -> None:
    page = open_page("allocation", council(16))
    assert isinstance(page, AllocationPage)
    show(page, "表示", RANGE)
    (record,) = page.sheet.model.rows.shown
    texts = [column.text(record) for column in page.sheet.model.columns]
    assert any("各団体の範囲は最大1,500円広め" in text for text in texts)
