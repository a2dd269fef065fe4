"""Items of a list whose text wraps with room between its lines and is never cut short."""

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look import theme
from ui.widgets.spaced_label import spaced

Index = QModelIndex | QPersistentModelIndex


class SpacedItems(QStyledItemDelegate):
    """For a list that lays itself out anew when its width changes (ResizeMode.Adjust)."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width() - 2 * self._view.spacing()
        height = self._text(index, width).size().height()
        return QSize(width, max(theme.TARGET, ceil(height) + 2 * theme.STEP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        self._view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        painter.save()
        painter.translate(option.rect.left() + theme.GAP, option.rect.top() + theme.STEP)
        self._text(index, option.rect.width()).drawContents(painter)
        painter.restore()

    def _text(self, index: Index, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(theme.table_font())
        document.setHtml(spaced(str(index.data())))
        document.setTextWidth(width - 2 * theme.GAP)
        return document
