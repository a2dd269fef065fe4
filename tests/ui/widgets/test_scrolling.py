"""Pages keep to the window where they can, and are scrolled where they cannot."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.scrolling import Scrolling


def page(least: QSize) -> QWidget:
    made = QWidget()
    text = QLabel("長い説明です。" * 40)
    text.setWordWrap(True)
    block = QWidget()
    block.setMinimumSize(least)
    column = QVBoxLayout(made)
    column.addWidget(text)
    column.addWidget(block)
    return made


def shown(app: QApplication, *pages: QWidget) -> tuple[Scrolling, QStackedWidget]:
    stack = QStackedWidget()
    for one in pages:
        stack.addWidget(one)
    area = Scrolling(stack)
    area.resize(800, 500)
    area.show()
    app.processEvents()
    return area, stack


def is_scrolled(area: Scrolling) -> tuple[bool, bool]:
    return area.horizontalScrollBar().isVisible(), area.verticalScrollBar().isVisible()


def test_a_page_that_has_room_fills_it_without_scroll_bars(app: QApplication) -> None:
    area, stack = shown(app, page(QSize(300, 200)))
    assert is_scrolled(area) == (False, False)
    assert stack.size() == area.size()


def test_a_page_that_needs_more_is_scrolled_and_not_cut(app: QApplication) -> None:
    area, stack = shown(app, page(QSize(1200, 900)))
    assert is_scrolled(area) == (True, True)
    assert stack.width() >= 1200
    assert stack.height() >= 900


def test_only_the_page_in_front_counts(app: QApplication) -> None:
    area, stack = shown(app, page(QSize(300, 200)), page(QSize(1200, 900)))
    assert is_scrolled(area) == (False, False)
    stack.setCurrentIndex(1)
    app.processEvents()
    assert is_scrolled(area) == (True, True)
    stack.setCurrentIndex(0)
    app.processEvents()
    assert is_scrolled(area) == (False, False)
