"""Shows the pages of a PDF, one at a time: the very bytes that will be printed."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from core import heavy
from ui.widgets.buttons import button
from ui.widgets.tools.flow import Flow


class PdfPreview(QWidget):
    """The page fits the space, or is shown at twice that size to read small print."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._pages = 0
        self._page = 0
        self._magnified = False
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setObjectName("preview")
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._picture)
        self._area.viewport().installEventFilter(self)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._position = QLabel()
        self._back = button("前のページ", lambda: self.show_page(self._page - 1))
        self._next = button("次のページ", lambda: self.show_page(self._page + 1))
        self._zoom = button("拡大", self._toggle_zoom)
        self._line = line = Flow()
        line.setSpacing(8)
        for widget in (self._back, self._position, self._next):
            line.addWidget(widget)
        line.addStretch()
        line.addWidget(self._zoom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self._area, 1)
        self.show_pdf(b"")

    @property
    def pdf(self) -> bytes:
        """The bytes that are shown."""
        return self._pdf

    def least_line(self) -> int:
        """Return how wide it must be for its buttons to be one line."""
        return self._line.least_line()

    @property
    def pages(self) -> int:
        """The number of pages."""
        return self._pages

    def show_pdf(self, pdf: bytes) -> None:
        """Show another PDF, on the same page as before where it has one; what is no PDF is nothing to show."""
        self._pages = heavy.page_count(pdf) if pdf else 0
        self._pdf = pdf if self._pages else b""
        self.show_page(min(self._page, max(self._pages - 1, 0)))

    def show_page(self, page: int) -> None:
        """Show the page with this number (from 0)."""
        if self._pages:
            page = max(0, min(page, self._pages - 1))
        self._page = page
        self._position.setText(f"{page + 1} / {self._pages} ページ" if self._pages else "")
        self._position.setMinimumWidth(self._position.sizeHint().width())  # all digits are seen, however narrow
        self._back.setEnabled(page > 0)
        self._next.setEnabled(page + 1 < self._pages)
        self._zoom.setEnabled(bool(self._pages))
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self._magnified:
            self._draw()
        return super().eventFilter(watched, event)

    def _toggle_zoom(self) -> None:
        self._magnified = not self._magnified
        self._zoom.setText("縮小" if self._magnified else "拡大")
        self._draw()

    def _draw(self) -> None:
        if not self._pages:
            self._picture.clear()
            return
        (small,) = heavy.page_images(self._pdf, 0.1, range(self._page, self._page + 1))
        ratio = self.devicePixelRatioF()
        space = self._area.viewport().size() - QSize(16, 16)
        fit = min(space.width() / small.width, space.height() / small.height) / 10
        scale = max(fit * (2 if self._magnified else 1) * ratio, 0.05)
        (image,) = heavy.page_images(self._pdf, scale, range(self._page, self._page + 1))
        picture = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB888)
        pixmap = QPixmap.fromImage(picture.copy())
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)
        self._picture.setAccessibleName(f"印刷プレビュー {self._page + 1} / {self._pages} ページ")
