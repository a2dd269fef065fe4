"""What is offered while somebody types: a list below the line, which never takes the keyboard from it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.dataclass import dataclass
from ui.look import theme

SHOWN = 8
"""Rows that are seen at a time."""
MOST = 60
"""Rows that can be scrolled to; who needs more types on."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`text` stands in the list. `cell` is what choosing it types into a cell, `fields` what it types into the fields
    of a line, by their names."""

    text: str
    cell: str
    fields: Mapping[str, str]


Ask = Callable[[str], Sequence[Offer]]
"""What to offer for the text of the line, the likeliest first."""


class OfferList(QListWidget):
    """The arrows move in the list, Enter and Tab choose its current row, Esc closes it, a click chooses. The keyboard
    stays in `line`, below which it stands."""

    chosen = Signal(object)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._line = line
        self._offers: Sequence[Offer] = ()
        self.setObjectName("offers")
        self.setAccessibleName("候補")
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(lambda item: self._choose(self.row(item)))
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._line:
            return super().eventFilter(watched, event)  # the list looks at its own scroll bars in the same way
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move}:
            self.hide()
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.takes(event)

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a key means while the list is shown; return whether it means anything."""
        if not self.isVisible() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        last = self.count() - 1
        match event.key():
            case Qt.Key.Key_Down:
                self.setCurrentRow(min(self.currentRow() + 1, last))
            case Qt.Key.Key_Up:
                self.setCurrentRow(max(self.currentRow() - 1, 0))
            case Qt.Key.Key_PageDown:
                self.setCurrentRow(min(self.currentRow() + SHOWN, last))
            case Qt.Key.Key_PageUp:
                self.setCurrentRow(max(self.currentRow() - SHOWN, 0))
            case Qt.Key.Key_Escape:
                self.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if self.currentRow() >= 0:
                self._choose(self.currentRow())
            case _:
                return False
        return True

    def offer(self, offers: Sequence[Offer], current: int) -> None:
        """Show what may be chosen, with one row current; nothing where nothing is offered."""
        self._offers = offers[:MOST]
        self.clear()
        for offer in self._offers:
            self.addItem(QListWidgetItem(offer.text))
        if not self._offers:
            self.hide()
            return
        self.setCurrentRow(current)
        self._place(*self.beside())
        self.show()

    def beside(self) -> tuple[QPoint, QPoint, int]:
        """Return where the list stands below what is typed, where above it, and how wide it is at least."""
        line = self._line
        return line.mapToGlobal(QPoint(0, line.height())), line.mapToGlobal(QPoint(0, 0)), line.width()

    def _place(self, below: QPoint, above: QPoint, least: int) -> None:
        """Stand below what is typed, as wide as the longest row, within the screen."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(offer.text) for offer in self._offers)
        height = min(len(self._offers), SHOWN) * theme.row_height() + 2 * theme.STEP
        self.resize(max(least, longest + 16 * theme.STEP), height)
        screen = self._line.screen().availableGeometry()
        if below.y() + height > screen.bottom():
            below = above - QPoint(0, height)
        self.move(max(screen.left(), min(below.x(), screen.right() - self.width())), below.y())

    def _choose(self, row: int) -> None:
        offer = self._offers[row]
        self.hide()
        self.chosen.emit(offer)


class Offers(OfferList):
    """With `first` the first row is current at once, so that Enter takes it, unless what was typed is whole already;
    else Enter means what was typed until an arrow was pressed."""

    def __init__(self, line: QLineEdit, ask: Ask, first: bool) -> None:
        super().__init__(line)
        self._ask = ask
        self._first = first
        line.textEdited.connect(self._typed)

    def _typed(self, text: str) -> None:
        offers = self._ask(text)[:MOST]
        is_whole = any(text.strip() in offer.fields.values() for offer in offers)
        self.offer(offers, 0 if self._first and not is_whole else -1)
