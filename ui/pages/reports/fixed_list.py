"""The list of what was fixed, the newest first; each row knows the sheet of which it is."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from core.documents.registry import report_title
from core.model.sheets import FixedSheet


class FixedList(QListWidget):
    """Hidden while there is nothing in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("list")
        self.setAccessibleName("確定版の一覧")
        self.setMaximumHeight(110)

    @property
    def title(self) -> str:
        """What stands above it."""
        return f"確定版({self.count()}件)" if self.count() else "確定版(まだありません)"

    def reload(self, kept: Iterable[FixedSheet]) -> None:
        """List what is kept."""
        self.clear()
        for sheet in sorted(kept, key=lambda one: (one.fixed_on, one.id), reverse=True):
            item = QListWidgetItem(f"{sheet.name}({report_title(sheet.report)})")
            item.setData(Qt.ItemDataRole.UserRole, sheet.id)
            item.setToolTip("押すと、確定したときのPDFをそのまま表示します。")
            self.addItem(item)
        self.setVisible(bool(self.count()))

    def id_of(self, item: QListWidgetItem) -> int:
        """Return the id of the sheet of which a row is."""
        id = item.data(Qt.ItemDataRole.UserRole)
        assert isinstance(id, int)
        return id
