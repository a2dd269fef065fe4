"""Text with room between its lines: whatever stands in it, and however narrow its place, all of it is seen."""

from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QListWidget

from tests.ui.desk import put_away
from ui.widgets.spaced_items import SpacedItems
from ui.widgets.spaced_label import SpacedLabel

TEXT = "【確認】<b>髙木</b> & 𠮷田\n  2行目は期限を過ぎましたが、未定: 滑川市、入善町、上市町、朝日町、舟橋村。"


def test_a_label_shows_the_letters_that_it_was_given(app: QApplication) -> None:
    label = SpacedLabel(TEXT)
    assert label.plain == TEXT
    assert QTextDocumentFragment.fromHtml(label.text()).toPlainText().split() == TEXT.split()
    assert label.heightForWidth(200) > label.heightForWidth(800)


def test_an_item_is_as_high_as_its_text_at_any_width(app: QApplication) -> None:
    view = QListWidget()
    view.setResizeMode(QListWidget.ResizeMode.Adjust)
    view.setSpacing(4)
    items = SpacedItems(view)
    view.setItemDelegate(items)
    view.addItem(TEXT)
    view.show()
    heights = []
    for width in range(160, 900, 37):
        view.resize(width, 300)
        app.processEvents()
        index = view.model().index(0, 0)
        rect = view.visualRect(index)
        assert rect.width() <= view.viewport().width()
        assert rect.height() >= items._text(index, rect.width()).size().height()
        heights.append(rect.height())
    assert heights[0] > heights[-1]
    put_away(view)
