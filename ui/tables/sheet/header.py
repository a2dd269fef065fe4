"""Column headings: a click sorts, the box at the right (or a right click) opens the filter; both show when on."""

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from core.pattern import pattern
from ui.look import theme
from ui.look.colours import colour
from ui.tables.columns import Align
from ui.tables.sheet.painter import FLAGS, PADDING, WRAP, cell_font, draw_triangle
from ui.tables.table_model import TableModel

BOX = 18
FILTERED = "絞込"
LEAST_WIDTH_WITH_BOX = 96
"""Narrower headings need their width for the words; their filter opens by right click or Alt+↓."""


class SheetHeader(QHeaderView):
    """The headings of one view of a sheet."""

    filter_asked = Signal(int)
    sort_asked = Signal(int)

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = model
        self._pressed_at = QPoint()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.TARGET)
        self.setMouseTracking(True)
        self.setAccessibleName("列見出し")
        self.sectionClicked.connect(self._clicked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def box(self, section: int) -> QRect:
        """Return where the filter box of a section is; empty when the column has none or is too narrow."""
        width = self.sectionSize(section)
        filtered = self._is_filtered(section)
        if not filtered and (not self._table.columns[section].filter or width < LEAST_WIDTH_WITH_BOX):
            return QRect()
        wide = self._label_width() if filtered else BOX
        right = self.sectionViewportPosition(section) + width
        return QRect(right - wide - theme.STEP, self.height() - BOX - theme.STEP, wide, BOX)

    def sizeHint(self) -> QSize:
        """Its height is set by whoever shows it (`needed_height`); Qt's own answer asks for a hundred headings, again
        after every change of a width."""
        return QSize(0, self.minimumHeight())

    def needed_height(self) -> int:
        """Return the height at which every heading can be read: one to three lines."""
        lines = 1
        for section, column in enumerate(self._table.columns):
            room = self._text_width(section) if self.sectionSize(section) else 0
            if room > 0:
                under = 2 if self._is_filtered(section) and self._is_narrow(section) else 0
                lines = max(lines, min(3, _lines(column.label, room)) + under)
        spacing = QFontMetrics(cell_font(False, True)).lineSpacing()
        return max(theme.TARGET + theme.STEP, spacing * lines + 3 * theme.STEP)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = self._table.columns[section]
        sorting = self._table.rows.sorting
        is_sorted = sorting is not None and sorting.column == column.name
        filtered = self._is_filtered(section)
        painter.save()
        painter.fillRect(rect, colour(theme.LIGHT_PRIMARY if filtered or is_sorted else theme.PAGE))
        painter.setPen(QPen(colour(theme.GRID), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QPen(colour(theme.LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text_rect = rect.adjusted(PADDING, theme.STEP, -PADDING, -theme.STEP)
        box = self.box(section)
        if not box.isEmpty():
            self._paint_box(painter, box, filtered)
            if self._is_narrow(section):
                text_rect.setBottom(box.top())
            else:
                text_rect.setRight(box.left() - theme.STEP)
        if is_sorted and sorting is not None:
            centre = QPoint(text_rect.right() - 4, rect.center().y())
            draw_triangle(painter, centre, QSize(10, 7), theme.PRIMARY, up=not sorting.descending)
            text_rect.setRight(text_rect.right() - 12)
        painter.setPen(colour(theme.TEXT))
        painter.setFont(cell_font(False, True))
        align = Align.CENTER if column.alignment is Align.CENTER else Align.LEFT
        room = even_room(column.label, text_rect.width())
        if align is Align.CENTER:
            text_rect.setLeft(text_rect.left() + (text_rect.width() - room) // 2)
        text_rect.setWidth(room)
        painter.drawText(text_rect, FLAGS[align] | WRAP, column.label)
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRect, filtered: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(theme.PRIMARY if filtered else theme.GRID), 1))
        painter.setBrush(colour(theme.PRIMARY if filtered else theme.SURFACE))
        painter.drawRoundedRect(box, 3, 3)
        if filtered:
            font = cell_font(False, False)
            painter.setFont(font)
            painter.setPen(colour(theme.SURFACE))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, FILTERED)
        else:
            draw_triangle(painter, box.center() + QPoint(1, 1), QSize(8, 5), theme.SECONDARY)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _clicked(self, section: int) -> None:
        if self.box(section).contains(self._pressed_at):
            self.filter_asked.emit(section)
        else:
            self.sort_asked.emit(section)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.logicalIndexAt(event.pos())
        if section >= 0 and self._table.columns[section].filter:
            self.filter_asked.emit(section)

    def _text_width(self, section: int) -> int:
        """Return the width left for the words of a heading; 0 when it stands in the other view."""
        box = self.box(section).width() + theme.STEP if not self._is_narrow(section) else 0
        return max(0, self.sectionSize(section) - 2 * PADDING - box)

    def _is_narrow(self, section: int) -> bool:
        return self.sectionSize(section) < LEAST_WIDTH_WITH_BOX

    def _is_filtered(self, section: int) -> bool:
        return self._table.columns[section].name in self._table.rows.filters

    def _label_width(self) -> int:
        return QFontMetrics(cell_font(False, False)).horizontalAdvance(FILTERED) + 2 * theme.STEP


_LATIN = pattern("[A-Za-z0-9&]+")


@lru_cache(maxsize=4_096)
def even_room(label: str, room: int) -> int:
    """Return the least of the `room` in which a heading has no more lines than it has in all of it, so that they are
    about as long as one another: 課題 over 番号, not 課題番 over 号. No Latin word is torn for that."""
    lines = _lines(label, room)
    if lines < 2 or lines > 3:
        return room
    metrics = QFontMetrics(cell_font(False, True))
    low = max((metrics.horizontalAdvance(word) for word in _LATIN.findall(label)), default=0)
    high = room
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _lines(label, middle) <= lines else (middle, high)
    return high


@lru_cache(maxsize=4_096)
def _lines(label: str, room: int) -> int:
    """Return in how many lines a heading stands; the headings of a table are asked again with each that changes."""
    metrics = QFontMetrics(cell_font(False, True))
    return round(metrics.boundingRect(QRect(0, 0, room, 10_000), int(WRAP), label).height() / metrics.lineSpacing())
