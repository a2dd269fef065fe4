from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from tests.ui.desk import put_away
from tests.ui.tables.sheet.ledger import Ledger, at, columns, items, press, show, the, write
from ui.tables.columns import Totals
from ui.tables.record_list import Filter
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.filter_line import FilterLine
from ui.tables.sheet.filter_popup import FilterPopup
from ui.tables.sheet.panes import Panes
from ui.tables.sheet.search_bar import SearchBar
from ui.tables.sheet.sheet import Sheet
from ui.tables.table_model import ACCESSIBLE

Key = Qt.Key


def panes(sheet: Sheet) -> Panes:
    return the(Panes, sheet)


def click_heading(sheet: Sheet, column: int, at: QPoint | None = None) -> None:
    heading = panes(sheet).view_of(column).heading
    place = at or QPoint(heading.sectionViewportPosition(column) + 10, heading.height() // 2)
    QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def order(ledger: Ledger) -> list[int]:
    return [item.id for item in ledger.sheet.model.rows.shown]


def test_a_click_on_a_heading_sorts_up_then_down_then_not_at_all(ledger: Ledger) -> None:
    ledger.sheet.set_records([ledger.records[id] for id in (2, 3, 1)])
    click_heading(ledger.sheet, 2)
    assert order(ledger) == [1, 2, 3]
    click_heading(ledger.sheet, 2)
    assert order(ledger) == [3, 2, 1]
    click_heading(ledger.sheet, 2)
    assert order(ledger) == [2, 3, 1]


def test_the_current_record_stays_current_when_the_table_is_sorted_or_read_again(ledger: Ledger) -> None:
    at(ledger, 2, "総額")
    ledger.sheet.model.sort_by("総額", descending=True)
    ledger.sheet.set_records(reversed(ledger.records.values()))
    current = ledger.sheet.current
    assert current is not None
    assert (current[0].id, current[1].name) == (2, "総額")


def test_the_filter_of_a_column_opens_from_its_heading_and_says_how_many_rows_are_shown(ledger: Ledger) -> None:
    heading = panes(ledger.sheet).view_of(2).heading
    click_heading(ledger.sheet, 2, heading.box(2).center())
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FilterPopup)
    assert popup.values.item(0).text() == "1,000　1件"
    popup.text.setText("4")
    assert popup.values.count() == 1
    popup.apply()
    line = the(FilterLine, ledger.sheet)
    assert order(ledger) == [4]
    assert line.isVisible()
    assert line.count.text() == "6件中1件を表示"
    the(QPushButton, line).click()
    assert order(ledger) == [1, 2, 3, 4, 5, 6]
    assert not line.isVisible()


def test_values_are_chosen_in_the_filter_and_stay_chosen(ledger: Ledger) -> None:
    at(ledger, 1, "要望")
    press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FilterPopup)
    for row in (0, 1):
        popup.values.item(row).setCheckState(Qt.CheckState.Unchecked)
    popup.apply()
    assert order(ledger) == [3, 4, 5, 6]
    press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    again = QApplication.activePopupWidget()
    assert isinstance(again, FilterPopup)
    assert again.values.item(0).checkState() == Qt.CheckState.Unchecked
    assert again.values.item(2).checkState() == Qt.CheckState.Checked
    again.close()


def test_search_counts_the_hits_goes_round_and_closes_with_escape(ledger: Ledger) -> None:
    at(ledger, 1, "備考")
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = the(SearchBar, ledger.sheet)
    assert bar.isVisible()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    write("ヨウボウ")
    press(Key.Key_Return)
    assert bar.count.text() == "見つかりません"
    bar.field.setText("要望")
    press(Key.Key_Return)
    assert bar.count.text() == "1 / 6件"
    press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "6 / 6件"
    current = ledger.sheet.current
    assert current is not None
    assert (current[0].id, current[1].name) == (6, "要望")
    press(Key.Key_Escape)
    assert not bar.isVisible()
    assert ledger.sheet.model.hits == frozenset()


def test_frozen_columns_scroll_down_with_the_others_and_the_totals_across(app: QApplication) -> None:
    ledger = Ledger(300)
    show(ledger.sheet)
    ledger.sheet.resize(500, 300)
    QApplication.processEvents()
    views = panes(ledger.sheet)
    at(ledger, 200, "意向")
    QApplication.processEvents()
    assert views.main.verticalScrollBar().value() == views.frozen.verticalScrollBar().value() > 0
    assert views.main.horizontalScrollBar().value() == views.main_totals.horizontalScrollBar().value() > 0
    frozen_row = views.frozen.rowViewportPosition(199) + views.frozen.viewport().mapTo(ledger.sheet, QPoint()).y()
    main_row = views.main.rowViewportPosition(199) + views.main.viewport().mapTo(ledger.sheet, QPoint()).y()
    assert frozen_row == main_row
    totals_column = views.main_totals.columnViewportPosition(4)
    assert totals_column == views.main.columnViewportPosition(4)


def test_arrows_cross_from_the_frozen_columns_to_the_others(ledger: Ledger) -> None:
    at(ledger, 1, "要望")
    assert QApplication.focusWidget() is panes(ledger.sheet).frozen
    press(Key.Key_Right)
    assert QApplication.focusWidget() is panes(ledger.sheet).main
    press(Key.Key_Left)
    assert QApplication.focusWidget() is panes(ledger.sheet).frozen


def test_in_a_narrow_window_fewer_columns_are_frozen(ledger: Ledger) -> None:
    ledger.sheet.resize(320, 300)
    QApplication.processEvents()
    assert [panes(ledger.sheet).frozen.isColumnHidden(at) for at in range(3)] == [False, True, True]


def test_tab_leaves_a_table_without_edits(app: QApplication) -> None:
    window = QWidget()
    ledger = Ledger(read_only=True)
    after = QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(ledger.sheet)
    layout.addWidget(after)
    show(window)
    at(ledger, 1, "項")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_widths_are_remembered_under_the_name_of_the_table(app: QApplication) -> None:
    class Store:
        def __init__(self) -> None:
            self.kept: dict[str, str] = {}

        def text(self, key: str, default: str = "") -> str:
            return self.kept.get(key, default)

        def set_text(self, key: str, value: str) -> None:
            self.kept[key] = value

    store = Store()
    first = Sheet(columns(), name="表", frozen=1, store=store)
    show(first)
    panes(first).main.setColumnWidth(2, 211)
    panes(first).frozen.setColumnWidth(0, 99)
    QTest.qWait(500)
    second = Sheet(columns(), name="表", frozen=1, store=store)
    second.set_records(Ledger(1).records.values())
    show(second)
    assert panes(second).main.columnWidth(2) == panes(second).main_totals.columnWidth(2) == 211
    assert panes(second).frozen.width() == 99


def test_widths_that_cannot_be_read_are_forgotten(app: QApplication) -> None:
    class Broken:
        def text(self, key: str, default: str = "") -> str:
            return '{"要望": "wide"' if default == "" else default

        def set_text(self, key: str, value: str) -> None:
            raise AssertionError(key, value)

    show(Sheet(columns(), name="表", store=Broken()))


def test_an_empty_table_says_what_to_do_first(app: QApplication) -> None:
    pressed: list[bool] = []
    empty = EmptyState("まだ団体がありません。", "団体を追加", lambda: pressed.append(True))
    sheet = Sheet(columns(), name="表", empty=empty)
    show(sheet)
    assert empty.isVisible()
    assert "まだ団体がありません。" in [label.accessibleName() for label in empty.findChildren(QLabel)]
    the(QPushButton, empty).click()
    assert pressed == [True]
    sheet.set_records(Ledger(1).records.values())
    assert not empty.isVisible()


def test_a_filter_that_lets_nothing_through_is_not_an_empty_table(ledger: Ledger) -> None:
    ledger.sheet.model.filter_by("要望", Filter(text="ない"))
    assert the(FilterLine, ledger.sheet).count.text() == "6件中0件を表示"
    assert ledger.sheet.current is None
    ledger.sheet.model.clear_filters()
    assert ledger.sheet.current is not None


def test_a_changed_record_is_painted_in_its_row_only(ledger: Ledger) -> None:
    rows: list[tuple[int, int]] = []
    ledger.sheet.model.dataChanged.connect(lambda top, bottom, _roles: rows.append((top.row(), bottom.row())))
    ledger.sheet.refresh([replace(ledger.records[id], title="x") for id in (2, 3, 5)])
    assert rows == [(1, 2), (4, 4)]


def test_totals_stay_while_rows_are_filtered_and_tell_the_page_when_chosen(ledger: Ledger) -> None:
    told: list[object] = []
    ledger.sheet.current_changed.connect(lambda record, _column: told.append(record))
    ledger.sheet.set_totals(
        [Totals("合計(最大)", {"総額": 19_620_000}), Totals("合計(全員実施)", {"総額": "一部未算定"})]
    )
    views = panes(ledger.sheet)
    model = views.main_totals.model()
    assert [model.index(row, 2).data() for row in (0, 1)] == ["19,620,000", "一部未算定"]
    assert model.index(0, 0).data() == "合計(最大)"
    ledger.sheet.model.filter_by("要望", Filter(text="ない"))
    assert model.index(0, 2).data() == "19,620,000"
    views.main_totals.setCurrentIndex(model.index(1, 2))
    assert isinstance(told[-1], Totals)
    assert told[-1].label == "合計(全員実施)"


def test_screen_readers_hear_words_for_signs_and_for_nothing(ledger: Ledger) -> None:
    model = ledger.sheet.model
    ledger.sheet.refresh([replace(ledger.records[1], total=-5)])
    assert model.index(0, 2).data(ACCESSIBLE) == "マイナス5"
    assert model.index(0, 3).data(ACCESSIBLE) == "空欄"
    assert model.index(0, 4).data(ACCESSIBLE) == "未回答"


def test_every_part_that_takes_the_focus_has_an_accessible_name(ledger: Ledger) -> None:
    ledger.sheet.open_search()
    for widget in ledger.sheet.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_dragging_selects_across_the_frozen_columns(ledger: Ledger) -> None:
    views = panes(ledger.sheet)
    start = views.frozen.visualRect(ledger.sheet.model.index(0, 1)).center()
    end = views.main.visualRect(ledger.sheet.model.index(2, 3)).center()
    QTest.mousePress(views.frozen.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    local = views.frozen.viewport().mapFromGlobal(views.main.viewport().mapToGlobal(end))
    QTest.mouseMove(views.frozen.viewport(), local)
    QTest.mouseRelease(views.frozen.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, local)
    assert [record.id for record in ledger.sheet.selected_records] == [1, 2, 3]


def test_other_columns_take_the_place_of_the_old_ones(ledger: Ledger) -> None:
    ledger.sheet.set_columns(columns()[:3])
    QApplication.processEvents()
    assert ledger.sheet.model.columnCount() == 3
    assert ledger.sheet.select(1, "総額")


def test_the_context_menu_says_in_words_what_keys_do(ledger: Ledger) -> None:
    at(ledger, 1, "備考")
    seen: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.extend(action.text().split("\t")[0] for action in menu.actions() if action.text())
        next(action for action in menu.actions() if action.text().startswith("下方向")).trigger()
        menu.close()

    ledger.sheet.add_menu_action(QAction("この要望を開く", ledger.sheet))
    ledger.sheet.select(3, "要望")
    QTimer.singleShot(0, look)
    views = panes(ledger.sheet)
    views.frozen.menu_asked.emit(views.frozen.viewport().mapToGlobal(QPoint(100, 20)))
    assert {"コピー", "貼り付け", "下方向へコピー", "消去", "この要望を開く"} <= set(seen)
    assert ledger.records[3].title == "要望2"


def test_a_short_table_without_rows_says_whole_what_is_to_be_done(app: QApplication) -> None:
    empty = EmptyState("まだ要望がありません。上の欄で追加してください。", "要望を開く", lambda: None)
    sheet = Sheet(columns(), name="短い表", empty=empty)
    sheet.set_records([])
    sheet.fit_rows(4)
    show(sheet)
    (said,), (way,) = empty.findChildren(QLabel), empty.findChildren(QPushButton)
    assert said.height() >= said.heightForWidth(said.width())
    assert way.height() >= way.sizeHint().height()
    assert empty.rect().contains(said.geometry())
    assert empty.rect().contains(way.geometry())
    sheet.set_records(items(3))
    sheet.fit_rows(4)
    assert sheet.height() < 200
    put_away(sheet)
