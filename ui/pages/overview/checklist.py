"""What is still to be done until a ledger is whole: one line a step, each leading to its page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.operations.health.steps import Step
from ui.look import theme
from ui.pages.page import small_title


class Checklist(QWidget):
    """The open steps below a line that counts all; hidden when none is open. `chosen` names the page of a step."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = small_title("")
        self.list = QListWidget()
        self.list.setObjectName("list")
        self.list.setAccessibleName("台帳ができるまで")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addWidget(self.title)
        layout.addWidget(self.list)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show those of the steps that are not done."""
        left = [step for step in steps if not step.is_done]
        self.title.setText(f"台帳ができるまで({len(steps) - len(left)}/{len(steps)})")
        self.list.clear()
        for step in left:
            item = QListWidgetItem(f"□ {step.title}({step.progress})")
            item.setData(Qt.ItemDataRole.UserRole, step.page)
            item.setToolTip("押すと、そのページを開きます。")
            self.list.addItem(item)
        self.list.setFixedHeight(theme.TARGET * len(left) + theme.STEP)
        self.setVisible(bool(left))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
