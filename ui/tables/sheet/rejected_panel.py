"""The list of refused cells under a sheet; clicking one goes to its cell. The table has not changed."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.dataclass import dataclass
from ui.look import theme
from ui.tables.columns import Column, Rejected
from ui.tables.sheet.painter import cell_font
from ui.tables.table_model import TableModel
from ui.widgets.buttons import button


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused cell and the words for its row."""

    id: int
    row: str
    rejected: Rejected


COLUMNS = (
    Column("理由", lambda refusal: refusal.rejected.sentence, width=480, tooltip=lambda one: one.rejected.sentence),
    Column("行", lambda refusal: refusal.row, width=160),
    Column("列", lambda refusal: refusal.rejected.edit.column.label.replace("\n", ""), width=140),
    Column("入力値", lambda refusal: refusal.rejected.edit.text, width=160),
)


class RejectedPanel(QFrame):
    """Says why cells were refused, the reason first, and which; 閉じる takes it away."""

    chosen = Signal(object)
    """The user wants to see this Rejected's cell."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = QLabel(self)
        self.headline.setProperty("role", "error")
        self.headline.setWordWrap(True)
        self.model = TableModel(COLUMNS, parent=self)
        top = QHBoxLayout()
        top.addWidget(self.headline, 1)
        top.addWidget(button("閉じる", self.close_panel, parent=self))
        self._list: QTableView | None = None
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.addLayout(top)
        self.setObjectName("rejected")
        self.hide()

    def show_refusals(self, refusals: Sequence[Refusal]) -> None:
        """List the refused cells."""
        self.headline.setText(f"エラー: {_why(refusals)}")
        self.model.set_records(refusals)
        rows = min(len(refusals), 5)
        bar = self.list.horizontalScrollBar().sizeHint().height()
        heading = self.list.horizontalHeader().sizeHint().height()
        self.list.setFixedHeight(heading + rows * theme.row_height() + bar + 4)
        self.list.show()
        self._appear()

    def show_sentence(self, sentence: str) -> None:
        """Say why the whole range was refused."""
        self.headline.setText(f"エラー: {sentence}")
        if self._list is not None:
            self._list.hide()
        self.model.set_records(())
        self._appear()

    def _appear(self) -> None:
        """Show the panel, also where the table is only a part of a page that scrolls."""
        self.show()
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        above = self.parentWidget()
        while above is not None and self.isVisible():
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self, 0, theme.GAP)
            above = above.parentWidget()

    def close_panel(self) -> None:
        """Take the panel away."""
        self.hide()
        self.closed.emit()

    @property
    def list(self) -> QTableView:
        """The refused cells; made when there are some for the first time: every table of the program has this panel."""
        if self._list is None:
            self._list = self._make_list()
            self._layout.addWidget(self._list)
        return self._list

    def _make_list(self) -> QTableView:
        made = QTableView(self)
        made.setModel(self.model)
        made.setAccessibleName("受け付けられなかったセルの一覧")
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setTabKeyNavigation(False)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(theme.row_height())
        made.horizontalHeader().setFont(cell_font(False, True))
        made.horizontalHeader().setStretchLastSection(True)
        made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(COLUMNS):
            made.setColumnWidth(at, column.width)
        made.clicked.connect(self._choose)
        made.activated.connect(self._choose)
        return made

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.rows.shown[index.row()].rejected)


def _why(refusals: Sequence[Refusal]) -> str:
    """Return the first reason and that nothing was changed."""
    more = f"ほかに{len(refusals) - 1:,}個あります。" if len(refusals) > 1 else ""
    return f"{refusals[0].rejected.sentence}{more}何も変更していません。行を選ぶとそのセルに移ります。"
