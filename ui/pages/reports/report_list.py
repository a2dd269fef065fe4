"""The list of printouts, and the line that narrows it: there are many more than can be seen at once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from core.documents.registry import REPORTS
from core.model.values.codes import search_key

_LEAST_HEIGHT = 110


def report_list() -> QListWidget:
    """Return the list of all printouts in the order of the registry."""
    reports = QListWidget()
    reports.setObjectName("list")
    reports.setAccessibleName("帳票の一覧")
    for report in REPORTS.values():
        item = QListWidgetItem(report.title)
        item.setToolTip(report.about)
        reports.addItem(item)
    reports.setMinimumHeight(_LEAST_HEIGHT)
    return reports


class ReportSearch(QLineEdit):
    """Leaves the printouts whose names or descriptions hold every word that is typed, in whatever width, case or kana.

    The one that is chosen stays so until another is: ↓ or Enter chooses the first that is left.
    """

    def __init__(self, reports: QListWidget) -> None:
        super().__init__()
        self._reports = reports
        self.setPlaceholderText("帳票を探す")
        self.setAccessibleName("帳票を探す")
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        left = [row for row in range(self._reports.count()) if not self._reports.item(row).isHidden()]
        if left and self._reports.currentRow() not in left:
            self._reports.setCurrentRow(left[0])
        if left:
            self._reports.setFocus()

    def _narrow(self, text: str) -> None:
        words = search_key(text).split()
        for row in range(self._reports.count()):
            item = self._reports.item(row)
            told = search_key(f"{item.text()} {item.toolTip()}")
            item.setHidden(not all(word in told for word in words))
        self._reports.scrollToItem(self._reports.currentItem())
