"""The list of pages at the left: thirty pages in ten groups on a small screen, by mouse, keyboard and screen reader."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QTextEdit, QTreeWidgetItem, QWidget

from core.version import ROOT
from tests.ui.desk import OpenWindow, current_line, named, put_away, show
from tests.ui.tables.sheet.ledger import press
from ui.look import theme
from ui.look.window_style import window_style
from ui.shell.memory import Memory
from ui.shell.navigation import Navigation
from ui.shell.page_list import PAGES, PageEntry

Key = Qt.Key
GROUPS = ("概要", "要望", "台帳", "意向", "費用", "負担金", "選定", "推進", "基盤", "運用")
THIRTY = tuple(
    PageEntry(group, f"{group}{number}", f"{group}の{number}頁", f"{group}の{number}頁です。", PAGES[0].load)
    for group in GROUPS
    for number in (1, 2, 3)
)
SMALL_SCREEN, AT_150_PERCENT = (1366, 768), (911, 512)
"""The second is what a screen of 1366×768 has to give at 150 %."""
Open = Callable[..., Navigation]


@pytest.fixture
def open_navigation(app: QApplication, tmp_path: Path) -> Iterator[Open]:
    """Show the navigation beside a page, as the window has it."""
    theme.apply(app, window_style)
    windows: list[QMainWindow] = []

    def open_one(
        size: tuple[int, int] = SMALL_SCREEN, entries: tuple[PageEntry, ...] = THIRTY, first: str = ""
    ) -> Navigation:
        window, centre = QMainWindow(), QWidget()
        windows.append(window)
        window.menuBar().addMenu("ファイル")
        navigation = Navigation(entries, Memory(tmp_path / "settings.ini"))
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(navigation)
        row.addWidget(QTextEdit(), 1)
        window.setCentralWidget(centre)
        navigation.show_page(first or entries[0].key)
        show(window)
        window.resize(*size)
        QApplication.processEvents()
        navigation.setFocus()
        return navigation

    yield open_one
    for window in windows:
        put_away(window)
    theme.apply(app)


def lines(navigation: Navigation) -> list[QTreeWidgetItem]:
    """Return what stands in the list from above, as it can be seen."""
    found, item = [], navigation.topLevelItem(0)
    while item is not None:
        found.append(item)
        item = navigation.itemBelow(item)
    return found


def texts(navigation: Navigation) -> list[str]:
    return [item.text(0) for item in lines(navigation)]


def opened(navigation: Navigation) -> list[str]:
    """Return the groups of which all pages are seen."""
    seen = lines(navigation)
    groups = [item for item in seen if item.childCount()]
    return [one.text(0) for one in groups if all(one.child(at) in seen for at in range(one.childCount()))]


def heading(navigation: Navigation, group: str) -> QTreeWidgetItem:
    (found,) = (item for item in lines(navigation) if item.text(0) == group and item.childCount())
    return found


def click(navigation: Navigation, item: QTreeWidgetItem) -> None:
    place = navigation.visualItemRect(item).center()
    assert navigation.viewport().rect().contains(place), f"{item.text(0)} is out of sight"
    QTest.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=place)


def has_no_scroll_bar(navigation: Navigation) -> bool:
    return navigation.verticalScrollBar().maximum() == 0 and navigation.horizontalScrollBar().maximum() == 0


def chosen_by(navigation: Navigation) -> list[str]:
    keys: list[str] = []
    navigation.chosen.connect(keys.append)
    return keys


# --- thirty pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL_SCREEN, AT_150_PERCENT])
def test_thirty_pages_are_reached_by_clicks_and_nothing_ever_scrolls(
    open_navigation: Open, size: tuple[int, int]
) -> None:
    navigation = open_navigation(size)
    keys = chosen_by(navigation)
    for entry in THIRTY[::-1]:
        if entry.title not in texts(navigation):
            click(navigation, heading(navigation, entry.group))
            assert has_no_scroll_bar(navigation), entry.title
        click(navigation, lines(navigation)[texts(navigation).index(entry.title)])
        assert has_no_scroll_bar(navigation), entry.title
    assert keys == [entry.key for entry in THIRTY[::-1]]


@pytest.mark.parametrize("size", [SMALL_SCREEN, AT_150_PERCENT])
def test_thirty_pages_are_reached_by_the_keyboard_and_nothing_ever_scrolls(
    open_navigation: Open, size: tuple[int, int]
) -> None:
    navigation = open_navigation(size, first=THIRTY[-1].key)
    keys = chosen_by(navigation)
    press(Key.Key_Home)
    while len(keys) < len(THIRTY):
        press(Key.Key_Right if current_line(navigation).childCount() else Key.Key_Down)
        assert has_no_scroll_bar(navigation), keys
    assert keys == [entry.key for entry in THIRTY]


def test_at_768_lines_four_groups_of_three_stand_open_among_ten(open_navigation: Open) -> None:
    navigation = open_navigation()
    assert opened(navigation) == list(GROUPS[:4])
    assert len(texts(navigation)) == 22


def test_every_line_is_high_enough_to_be_pressed(open_navigation: Open) -> None:
    navigation = open_navigation()
    assert {navigation.visualItemRect(item).height() for item in lines(navigation)} == {theme.TARGET}
    press(Key.Key_Down)
    assert {navigation.visualItemRect(item).height() for item in lines(navigation)} == {theme.TARGET}


def test_the_pages_of_today_fill_the_navigation_at_768_lines_and_every_heading_is_seen(open_navigation: Open) -> None:
    navigation = open_navigation(entries=PAGES)
    assert set(texts(navigation)) >= {entry.group for entry in PAGES}
    assert {entry.title for entry in PAGES if entry.group == PAGES[0].group} <= set(texts(navigation))
    assert has_no_scroll_bar(navigation)


# --- folding --------------------------------------------------------------------------------------------------------


def test_one_click_opens_a_group_and_one_click_closes_it(open_navigation: Open) -> None:
    navigation = open_navigation()
    click(navigation, heading(navigation, "台帳"))
    assert "台帳" not in opened(navigation)
    click(navigation, heading(navigation, "台帳"))
    assert "台帳" in opened(navigation)


def test_two_clicks_in_a_row_open_a_group_too(open_navigation: Open) -> None:
    navigation = open_navigation()
    place = navigation.visualItemRect(heading(navigation, "運用")).center()
    click(navigation, heading(navigation, "運用"))
    QTest.mouseDClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(navigation.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "運用" in opened(navigation)
    assert navigation.selectedItems()[0].text(0) == "概要の1頁"


def test_the_arrow_before_a_group_opens_and_closes_it(open_navigation: Open) -> None:
    navigation = open_navigation()
    for expected in (False, True):
        place = QPoint(theme.GAP, navigation.visualItemRect(heading(navigation, "台帳")).center().y())
        QTest.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.qWait(QApplication.doubleClickInterval() + 20)
        assert ("台帳" in opened(navigation)) is expected


def test_enter_space_and_the_arrow_keys_open_and_close_a_group(open_navigation: Open) -> None:
    navigation = open_navigation()
    while current_line(navigation).text(0) != "要望":
        press(Key.Key_Down)
    for key, expected in (
        (Key.Key_Return, False),
        (Key.Key_Space, True),
        (Key.Key_Left, False),
        (Key.Key_Right, True),
        (Key.Key_Enter, False),
    ):
        press(key)
        assert ("要望" in opened(navigation)) is expected, key


def test_the_group_used_longest_ago_folds_for_the_one_that_opens(open_navigation: Open) -> None:
    navigation = open_navigation()
    navigation.show_page("意向1")
    navigation.show_page("要望2")
    click(navigation, heading(navigation, "運用"))
    assert opened(navigation) == ["概要", "要望", "意向", "運用"], "台帳 was not used yet"
    click(navigation, heading(navigation, "選定"))
    assert opened(navigation) == ["要望", "意向", "選定", "運用"]


def test_a_group_that_was_pushed_out_does_not_come_back_by_itself_when_another_closes(open_navigation: Open) -> None:
    navigation = open_navigation()
    click(navigation, heading(navigation, "運用"))
    before = opened(navigation)
    click(navigation, heading(navigation, "運用"))
    assert opened(navigation) == [group for group in before if group != "運用"]


def test_what_a_small_window_folds_comes_back_with_the_room(open_navigation: Open) -> None:
    navigation = open_navigation()
    before = opened(navigation)
    navigation.window().resize(*AT_150_PERCENT)
    QApplication.processEvents()
    assert has_no_scroll_bar(navigation)
    assert opened(navigation) == ["概要"]
    navigation.window().resize(*SMALL_SCREEN)
    QApplication.processEvents()
    assert opened(navigation) == before


def test_the_page_that_is_shown_stays_in_sight_whatever_is_opened_or_closed(open_navigation: Open) -> None:
    navigation = open_navigation(AT_150_PERCENT, first="費用2")
    for group in (*GROUPS, "費用", "費用"):
        click(navigation, heading(navigation, group))
        assert "費用の2頁" in texts(navigation), group
        assert [item.text(0) for item in navigation.selectedItems()] == ["費用の2頁"], group
        assert has_no_scroll_bar(navigation), group


def test_a_group_that_shows_only_the_present_page_shows_all_again_when_it_is_pressed(open_navigation: Open) -> None:
    navigation = open_navigation(AT_150_PERCENT, first="費用2")
    click(navigation, heading(navigation, "台帳"))
    assert opened(navigation) == ["台帳"]
    assert "費用の1頁" not in texts(navigation)
    click(navigation, heading(navigation, "費用"))
    assert opened(navigation) == ["費用"]
    click(navigation, heading(navigation, "費用"))
    assert opened(navigation) == []
    assert "費用の2頁" in texts(navigation)
    press(Key.Key_Right)
    assert opened(navigation) == ["費用"]


def test_a_page_that_is_opened_from_elsewhere_opens_its_group(open_navigation: Open) -> None:
    navigation = open_navigation()
    keys = chosen_by(navigation)
    navigation.show_page("運用3")
    assert "運用" in opened(navigation)
    assert current_line(navigation).text(0) == "運用の3頁"
    assert [item.text(0) for item in navigation.selectedItems()] == ["運用の3頁"]
    assert keys == []


def test_more_than_fits_in_one_group_scrolls_instead_of_being_out_of_reach(open_navigation: Open) -> None:
    many = tuple(PageEntry("費用", f"k{at}", f"頁{at}", "", PAGES[0].load) for at in range(40))
    navigation = open_navigation(entries=(THIRTY[0], *many), first="k39")
    assert not has_no_scroll_bar(navigation)
    assert navigation.viewport().rect().contains(navigation.visualItemRect(current_line(navigation)))


FULL = tuple(
    PageEntry(group, f"{group}{number}", f"{group}の{number}頁", "", PAGES[0].load)
    for group, count in (
        *((group, 3) for group in GROUPS[:6]),
        ("推進", 14),
        *((group, 7) for group in ("選定", "基盤", "運用", "帳票", "保守")),
    )
    for number in range(1, count + 1)
)
"""A group of fourteen pages among twelve: more than there is room for, even when all others are folded."""


def group_in_sight(navigation: Navigation, group: str) -> list[str]:
    """Return the lines of a group, its heading included, that are seen whole."""
    item = heading(navigation, group)
    seen = navigation.viewport().rect()
    every = [item, *(item.child(at) for at in range(item.childCount()))]
    return [one.text(0) for one in every if one is not None and seen.contains(navigation.visualItemRect(one))]


@pytest.mark.parametrize("group", ["選定", "保守"])
@pytest.mark.parametrize("size", [SMALL_SCREEN, AT_150_PERCENT])
def test_a_group_that_is_opened_stands_in_sight_as_a_whole_however_many_there_are(
    open_navigation: Open, size: tuple[int, int], group: str
) -> None:
    navigation = open_navigation(size, entries=FULL)
    navigation.setCurrentItem(heading(navigation, group))
    press(Key.Key_Right)
    assert len(group_in_sight(navigation, group)) == 8
    press(Key.Key_Left)
    assert group not in opened(navigation)
    click(navigation, heading(navigation, group))
    assert len(group_in_sight(navigation, group)) == 8


@pytest.mark.parametrize("size", [SMALL_SCREEN, AT_150_PERCENT])
def test_of_a_group_of_fourteen_the_page_that_is_shown_is_in_sight_and_no_name_is_cut_off(
    open_navigation: Open, size: tuple[int, int]
) -> None:
    navigation = open_navigation(size, entries=FULL, first="推進14")
    assert "推進の14頁" in group_in_sight(navigation, "推進")
    if size == SMALL_SCREEN:
        assert len(group_in_sight(navigation, "推進")) == 15
    fonts = navigation.fontMetrics()
    longest = max((entry.title for entry in PAGES), key=fonts.horizontalAdvance)
    room = navigation.visualItemRect(current_line(navigation)).width()
    assert fonts.horizontalAdvance(longest) + 2 * theme.STEP <= room
    assert navigation.horizontalScrollBar().maximum() == 0


def test_every_page_is_reached_by_the_keyboard_where_the_list_scrolls(open_navigation: Open) -> None:
    navigation = open_navigation(AT_150_PERCENT, entries=FULL, first=FULL[-1].key)
    keys = chosen_by(navigation)
    press(Key.Key_Home)
    while len(keys) < len(FULL):
        press(Key.Key_Right if current_line(navigation).childCount() else Key.Key_Down)
        assert navigation.viewport().rect().contains(navigation.visualItemRect(current_line(navigation)))
    assert keys == [entry.key for entry in FULL]


def test_the_menu_of_pages_has_the_groups_of_the_navigation_and_keeps_the_keys(open_window: OpenWindow) -> None:
    window = open_window()
    (pages,) = [one.menu() for one in window.menuBar().actions() if one.text().startswith("ページ")]
    assert isinstance(pages, QMenu)
    going = [one.text() for one in pages.actions()].index("")  # first the ways to go on, then the pages
    entries = pages.actions()[going + 1 :]
    told = [one.text() for one in entries]
    assert told == list(dict.fromkeys(entry.group for entry in PAGES))
    leaves: list[QAction] = []
    for one in entries:
        menu = one.menu()
        leaves += menu.actions() if isinstance(menu, QMenu) else [one]
    assert [one.text().replace("&&", "&") for one in leaves] == [entry.title for entry in PAGES]
    assert [one.shortcut().toString() for one in leaves[:10]] == [*(f"Alt+{at}" for at in range(1, 10)), ""]
    leaves[-2].trigger()
    assert window._stack.currentWidget() is window.page(PAGES[-2].key)


# --- remembered and told --------------------------------------------------------------------------------------------


def test_what_was_open_is_open_on_the_next_start(open_navigation: Open) -> None:
    first = open_navigation()
    for group in ("運用", "基盤", "選定"):
        click(first, heading(first, group))
    assert opened(first) == ["概要", "選定", "基盤", "運用"]
    assert opened(open_navigation(first="概要1")) == opened(first)


def test_all_that_was_closed_stays_closed_but_for_the_page_that_is_shown(open_navigation: Open) -> None:
    first = open_navigation()
    for group in opened(first):
        click(first, heading(first, group))
    assert opened(first) == []
    again = open_navigation(first="概要1")
    assert opened(again) == ["概要"]


def test_remembered_groups_that_are_gone_are_forgotten(open_navigation: Open, tmp_path: Path) -> None:
    Memory(tmp_path / "settings.ini").set_text("navigation", "昔の組\n\n台帳\n台帳")
    assert opened(open_navigation()) == ["概要", "台帳"]


def test_a_group_of_one_page_that_is_called_like_it_is_one_line(open_navigation: Open) -> None:
    alone = PageEntry("帳票", "reports", "帳票", "印刷します。", PAGES[0].load)
    navigation = open_navigation(entries=(*THIRTY[:3], alone), first="概要1")
    keys = chosen_by(navigation)
    assert texts(navigation).count("帳票") == 1
    click(navigation, lines(navigation)[-1])
    assert keys == ["reports"]


@pytest.fixture
def screen_reader() -> Iterator[Callable[[Navigation], dict[str, tuple[QAccessible.Role, bool, bool]]]]:
    """Hear the lines: what each is called, what it is, whether it can open, whether it is open."""

    def listen(navigation: Navigation) -> dict[str, tuple[QAccessible.Role, bool, bool]]:
        QApplication.processEvents()
        tree = QAccessible.queryAccessibleInterface(navigation)
        assert tree.text(QAccessible.Text.Name) == "ページの一覧"
        heard = {}
        for at in range(tree.childCount()):
            line = tree.child(at)
            state = line.state()
            heard[line.text(QAccessible.Text.Name)] = (line.role(), bool(state.expandable), bool(state.expanded))
        return heard

    QAccessible.setActive(True)
    yield listen
    QAccessible.setActive(False)


def test_a_screen_reader_hears_what_opens_and_what_is_open(
    open_navigation: Open, screen_reader: Callable[[Navigation], dict[str, tuple[QAccessible.Role, bool, bool]]]
) -> None:
    navigation = open_navigation(entries=THIRTY[:9])
    role = QAccessible.Role
    heard = screen_reader(navigation)
    assert heard["ページ"] == (role.ColumnHeader, False, False), "the hidden heading has a word"
    assert heard["要望"] == (role.TreeItem, True, True)
    assert heard["要望の1頁"] == (role.TreeItem, False, False)
    click(navigation, heading(navigation, "要望"))
    click(navigation, heading(navigation, "概要"))
    heard = screen_reader(navigation)
    assert heard["要望"] == (role.TreeItem, True, False)
    assert list(heard) == ["ページ", *texts(navigation)]
    assert "要望の1頁" not in heard


def test_each_page_says_in_a_sentence_what_it_is_for(open_navigation: Open) -> None:
    page = current_line(open_navigation())
    assert page.data(0, Qt.ItemDataRole.AccessibleDescriptionRole) == page.toolTip(0) == "概要の1頁です。"


# --- in the window --------------------------------------------------------------------------------------------------


def test_a_page_opened_by_its_shortcut_opens_its_group(open_window: OpenWindow) -> None:
    window = open_window()
    navigation = named(window, Navigation, "ページの一覧")
    click(navigation, heading(navigation, "台帳"))
    assert "台帳" not in opened(navigation)
    press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert "台帳" in opened(navigation)
    assert current_line(navigation).text(0) == "団体"


AT_150 = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtWidgets import QApplication
from core.sample import sample
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
from ui.session import Session
from ui.shell.app import application
from ui.shell.main_window import MainWindow
from ui.shell.memory import Memory
from ui.shell.navigation import Navigation
from ui.shell.page_list import PAGES
from tests.ui.desk import is_in_sight
app = application()
assert app.devicePixelRatio() == 1.5
file = LedgerFile.new(default_home(), sample())
window = MainWindow(Session(file), Memory(default_home().settings))
window.resize(911, 512)
window.show()
navigation = window.findChild(Navigation)
for entry in PAGES[::30]:
    window.open_page(entry.key)
    app.processEvents()
    print(entry.key, window.width() <= 911, is_in_sight(navigation))
file.close()
"""


def test_at_150_percent_the_window_shows_a_page_with_its_group_in_sight(tmp_path: Path) -> None:
    """A few pages at the scale itself; in units of the text every page is looked at in test_every_action.py."""
    environment = {**os.environ, "QT_SCALE_FACTOR": "1.5", "ANBUNCHO_HOME": str(tmp_path)}
    command = [sys.executable, "-c", textwrap.dedent(AT_150)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.splitlines() == [f"{entry.key} True True" for entry in PAGES[::30]]
