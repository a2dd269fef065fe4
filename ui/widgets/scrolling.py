"""Room for pages on a screen that is small for the size of the text: they are moved about instead of running off it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class Scrolling(QScrollArea):
    """Shows `pages` in all the room there is, and with scroll bars only where the page in front needs more."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(_Room(pages))


class _Room(QWidget):
    """A widget without a layout: Qt would give one with wrapped texts its favourite height, not its least."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self._pages = pages
        pages.setParent(self)
        pages.currentChanged.connect(lambda _: self.updateGeometry())
        pages.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page in front needs another room than before: nothing else would tell the scroll bars."""
        if watched is self._pages and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return False

    def minimumSizeHint(self) -> QSize:
        page = self._pages.currentWidget()
        return page.minimumSizeHint() if page else QSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._pages.resize(event.size())


class Down(QScrollArea):
    """Never narrower than what stands in it with the scroll bar beside it: nothing could move it across."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("form")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        least, content = super().minimumSizeHint(), self.widget()
        needed = content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width() if content else 0
        return QSize(max(least.width(), needed), least.height())
