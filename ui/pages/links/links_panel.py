"""The records that a row is tied to, as a list that can be added to: choose a table, then one of its rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.calc.linked import links_of
from core.model.links import Link, LinkKind
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.kinds import place_of_any
from core.model.machine.naming import describe, in_order, told_tables
from core.model.machine.records import Record
from core.model.registry import ANYWHERE, TABLES
from core.operations.editing.find import find
from core.operations.editing.rows import remove
from core.operations.links.linking import tie
from core.words.sentences import sentence
from ui.look import theme
from ui.pages.page import small_title
from ui.session import Session
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox

_FIRST = "customizations"


class LinksPanel(QWidget):
    """`kind` is what the row is to those that it is tied to."""

    def __init__(self, session: Session, kind: LinkKind) -> None:
        super().__init__()
        self._session, self._kind = session, kind
        self._record: Record | None = None
        self.list = QListWidget()
        self.list.setObjectName("list")
        self.list.setAccessibleName("関係する記録")
        self.list.setFixedHeight(112)
        self.tables = ChoiceBox()
        self.tables.setAccessibleName("記録の表")
        for table in told_tables():
            if table.name not in ANYWHERE and not table.single:
                self.tables.addItem(table.label, table.name)
        self.tables.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.tables.setMinimumContentsLength(8)
        self.tables.view().setMinimumWidth(self.tables.view().sizeHintForColumn(0))
        self.tables.setCurrentIndex(max(0, self.tables.findData(_FIRST)))
        self.tables.currentIndexChanged.connect(lambda _: self._offer())
        self.rows = ChoiceBox()
        self.rows.setEditable(True)
        self.rows.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.rows.setAccessibleName("結び付ける記録")
        line_edit = self.rows.lineEdit()
        if line_edit is not None:
            line_edit.setAccessibleName("結び付ける記録")
            line_edit.textEdited.connect(self._dress_offers)
        self.rows.setMinimumContentsLength(12)
        self.rows.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = self.rows.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.message = Banner()
        self._add_button = button("結び付ける", self._tie)
        self._remove_button = button("外す", self._untie, help="選んだ記録との結び付きを外します。記録は残ります。")
        line = QHBoxLayout()
        line.addWidget(self.tables)
        line.addWidget(self.rows, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add_button)
        buttons.addWidget(self._remove_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(small_title("関係する記録"))
        column.addWidget(self.list)
        column.addLayout(line)
        column.addLayout(buttons)
        column.addWidget(self.message)

    def show_record(self, record: Record | None) -> None:
        """Show what a row is tied to; the rows that may be added are those of the ledger now."""
        if record is None or self._record is None or record.id != self._record.id:
            self.message.hide()
        self._record = record
        self.setEnabled(record is not None)
        self.list.clear()
        for one in links_of(self._session.book, record) if record is not None else []:
            item = QListWidgetItem(self._told(one.text, one.value) if one.forth else one.text)
            item.setData(Qt.ItemDataRole.UserRole, one.link.id)
            self.list.addItem(item)
        self._offer()

    def _told(self, text: str, value: str) -> str:
        place = place_of_any(value)
        table = TABLES[place[0]] if place else None
        row = self._session.book.all(table.record).get(place[1]) if table and place else None
        titled = getattr(row, table.titled, "") if table and row is not None and table.titled else ""
        return f"{text} {titled}" if titled and titled not in text else text

    def _dress_offers(self) -> None:
        """The list of what may be meant is a window by itself, made when somebody types."""
        completer = self.rows.completer()
        offers = completer.popup() if completer is not None else None
        if offers is not None:
            theme.dress(offers)

    def _offer(self) -> None:
        book = self._session.book
        cls = TABLES[self.tables.currentData()].record
        typed = self.rows.currentText()
        names = [describe(book, one) for one in in_order(book, book.all(cls).values())]
        if names != [self.rows.itemText(at) for at in range(self.rows.count())]:
            self.rows.clear()
            self.rows.addItems(names)
        self.rows.setCurrentText(typed if typed in names else "")

    def _tie(self) -> None:
        assert self._record is not None
        cls = TABLES[self.tables.currentData()].record
        found = find(self._session.book, cls, self.rows.currentText())
        wish = found if isinstance(found, Faults) else tie(self._session.book, self._record, found, self._kind)
        self._run(wish)

    def _untie(self) -> None:
        item = self.list.currentItem()
        link = self._session.book.all(Link).get(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None
        if link is not None:
            self._run(remove(self._session.book, [link]))

    def _run(self, wish: ChangeSet | Faults) -> None:
        self.message.hide()
        faults = self._session.run(wish)
        if faults is not None:
            self.message.show_message("error", " ".join(sentence(fault) for fault in faults))
        elif self._record is not None:
            self.show_record(self._session.book.all(type(self._record)).get(self._record.id))
