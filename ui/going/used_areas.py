"""The dialog in which is chosen what areas of the navigation a ledger uses."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.buttons import button


class UsedAreas(QDialog):
    """A tick is an area that is shown; `used` is what was chosen."""

    def __init__(self, areas: Mapping[str, Sequence[str]], hidden: frozenset[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("使う領域")
        about = QLabel(
            "この台帳で使う領域を選びます。チェックを外した領域はページの一覧に出ません。入力した内容は消えず、"
            "一覧の下の「隠した領域」からいつでも戻せます。"
        )
        about.setProperty("role", "help")
        about.setWordWrap(True)
        self.boxes = {name: QCheckBox(name) for name in areas}
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(0)
        for name, box in self.boxes.items():
            box.setChecked(name not in hidden)
            pages = QLabel("、".join(areas[name]))
            pages.setProperty("role", "help")
            pages.setWordWrap(True)
            pages.setIndent(28)
            box.setAccessibleDescription(pages.text())
            column.addWidget(box)
            column.addWidget(pages)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("form")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(content)
        accept = button("設定する", self.accept, "primary")
        accept.setDefault(True)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(button("キャンセル", self.reject))
        ends.addWidget(accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addWidget(area, 1)
        layout.addLayout(ends)
        self.resize(min(480, parent.width()), min(560, parent.height()))

    @property
    def used(self) -> frozenset[str]:
        """The areas that are ticked."""
        return frozenset(name for name, box in self.boxes.items() if box.isChecked())
