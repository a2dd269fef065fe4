"""Paints cells straight from records and columns: Qt's own delegate asks the model seven questions a cell."""

from functools import cache, lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.look import theme
from ui.look.colours import Colour, colour
from ui.tables.columns import Align, Column, Mark
from ui.tables.table_model import TableModel

PADDING = 2 * theme.STEP
CORNER = 2 * theme.STEP
SELECTED = QStyle.StateFlag.State_Selected
_VERTICAL = Qt.AlignmentFlag.AlignVCenter
FLAGS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | _VERTICAL,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter | _VERTICAL,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | _VERTICAL,
}
_QUIET = Mark(foreground=theme.SECONDARY)
_NEEDED = Mark(foreground=theme.ERROR, background=theme.LIGHT_ERROR)
SINGLE_LINE = Qt.TextFlag.TextSingleLine
WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


@cache
def cell_font(figure: bool, bold: bool) -> QFont:
    """Return the font of a cell."""
    return theme.table_figures(bold=bold) if figure else theme.table_font(bold=bold)


@lru_cache(maxsize=16384)
def fitted(text: str, figure: bool, bold: bool, width: int) -> str:
    """Return `text` on one line, cut with … where it is wider than `width` px; a cut figure becomes ###, as in Excel,
    since a shortened amount would be a wrong amount."""
    metrics = QFontMetrics(cell_font(figure, bold))
    text = text.replace("\n", " ")
    if metrics.horizontalAdvance(text) <= width:
        return text
    if figure:
        return "#" * max(1, width // metrics.horizontalAdvance("#"))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=16384)
def wrapped(text: str, bold: bool, width: int, height: int) -> str:
    """Return as much of `text` as fits into the rectangle when wrapped, ending with … where it was cut."""
    metrics = QFontMetrics(cell_font(False, bold))
    flags = int(WRAP)

    def fits(length: int) -> bool:
        shown = text if length == len(text) else text[:length] + "…"
        return metrics.boundingRect(QRect(0, 0, width, 10_000), flags, shown).height() <= height

    if fits(len(text)):
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return text[:low] + "…"


class CellPainter:
    """Paints the cells of one model."""

    def __init__(self, model: TableModel, lines: int = 1) -> None:
        self._model = model
        self._lines = lines

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell: background (selection, search hit, mark), then the text."""
        row, at = index.row(), index.column()
        model = self._model
        rows = model.rows
        column = rows.columns[at]
        record = model.record(row)
        text, mark = self._new(column) if record is None else (column.text(record), column.mark_of(record))
        rect: QRect = option.rect
        background: Colour | None = None
        if option.state & SELECTED:
            background = theme.SELECTION
        elif model.hits and (row, at) in model.hits:
            background = theme.HIT
        elif mark:
            background = mark.background
        if background is not None:
            painter.fillRect(rect, colour(background))
        if column.corner is not None and record is not None and column.corner(record):
            draw_corner(painter, rect)
        if text:
            foreground = mark.foreground if mark else None
            draw_text(
                painter, rect, text, column.alignment, column.figure, mark is not None and mark.bold, foreground,
                self._lines,
            )  # fmt: skip

    def _new(self, column: Column) -> tuple[str, Mark | None]:
        """Return what a cell of 新しい行 shows, and how: what was typed as in any row, the rest more quietly."""
        new = self._model.new_row
        if new is None or new.is_typed(column):
            return (new.text(column, ()) if new else ""), None
        return new.text(column, self._model.columns), _NEEDED if column.name in new.missing else _QUIET


def draw_text(
    painter: QPainter, rect: QRect, text: str, align: Align, figure: bool, bold: bool,
    foreground: Colour | None = None,
    lines: int = 1,
) -> None:  # fmt: skip
    """Write `text` into a cell's rectangle, PADDING px from its sides."""
    painter.setPen(colour(foreground or theme.TEXT))
    painter.setFont(cell_font(figure, bold))
    inside = rect.adjusted(PADDING, 0, -PADDING, 0)
    if lines > 1 and not figure:
        shown = wrapped(text, bold, inside.width(), inside.height())
        painter.drawText(inside, FLAGS[align] | WRAP, shown)
    else:
        painter.drawText(inside, FLAGS[align] | SINGLE_LINE, fitted(text, figure, bold, inside.width()))


def draw_corner(painter: QPainter, rect: QRect) -> None:
    """Fill the upper right corner of a cell: somebody has remarked something."""
    right, top = rect.right() + 1, rect.top()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(theme.ERROR))
    painter.drawPolygon([QPoint(right - CORNER, top), QPoint(right, top), QPoint(right, top + CORNER)])
    painter.restore()


def draw_focus(painter: QPainter, rect: QRect) -> None:
    """Frame the current cell: 2 px black with 2 px yellow outside, all inside the cell so that nothing is cut off."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, name in ((1, theme.FOCUS_OUTSIDE), (3, theme.FOCUS)):
        pen = QPen(colour(name), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))


def draw_triangle(painter: QPainter, centre: QPoint, size: QSize, shade: Colour, *, up: bool = False) -> None:
    """Draw a small filled triangle around `centre`."""
    half, height = size.width() // 2, size.height()
    top = centre.y() - height // 2
    tip, base = (top, top + height) if up else (top + height, top)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(shade))
    painter.drawPolygon([QPoint(centre.x() - half, base), QPoint(centre.x() + half, base), QPoint(centre.x(), tip)])
