"""The list of pages at the left: groups that open and close, as many open at once as stand without a scroll bar; where
one group and all headings are too much, the group that was opened stands in sight as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem

from ui.look import theme
from ui.look.assets import text_font
from ui.look.colours import colour
from ui.shell.memory import Memory
from ui.shell.page_list import FOLDED_AT_FIRST, PageEntry, alone_in_group

WIDTH = 176
INDENT = 4 * theme.STEP
ARROW = 4
"""Half of the length of the arrow before a group."""
NEEDED = frozenset({"台帳"})
"""Without these groups no ledger can be kept: they are never hidden."""
_MEMORY = "navigation"
_KEY = Qt.ItemDataRole.UserRole
_Select = QItemSelectionModel.SelectionFlag


class Navigation(QTreeWidget):
    """Says which page is wanted (`chosen`, its key), by a click or as the keyboard moves over the pages.

    When more is opened than fits, the groups used longest ago fold. The page that is shown is always in sight: its
    group does not fold, but for want of room, or when the user closes it, shows only that page.
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._pages: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._shown: QTreeWidgetItem | None = None
        self._open: frozenset[str] = frozenset()
        self._hidden: frozenset[str] = frozenset()
        self._is_arranging = False
        self._look_calm()
        self._fill(entries)
        # The names of the opened groups, the one used last at the end. In the beginning the upper ones go first.
        begin = [name for name in reversed(self._groups) if name not in FOLDED_AT_FIRST]
        remembered = memory.text(_MEMORY, "\n".join(begin)).split("\n")
        self._used = [name for name in dict.fromkeys(remembered) if name in self._groups]
        self.currentItemChanged.connect(self._moved)
        self.itemClicked.connect(self._clicked)
        self.itemExpanded.connect(self._expanded)
        self.itemCollapsed.connect(self._collapsed)

    def show_page(self, key: str) -> None:
        """Mark the page that is shown and open its group; `chosen` is not emitted."""
        page = self._pages[key]
        self._arrive(page)
        if self.currentItem() is not page:
            self._is_arranging = True
            self.setCurrentItem(page, 0, _Select.ClearAndSelect)
            self._is_arranging = False

    @property
    def areas(self) -> dict[str, list[str]]:
        """The groups that may be hidden, with the titles of their pages: a consortium has no use for every one."""
        return {
            name: [page.text(0) for page in _pages_of(group)]
            for name, group in self._groups.items()
            if name not in NEEDED
        }

    def hide_areas(self, names: frozenset[str]) -> None:
        """Leave these groups out, but for the one in which the page that is shown stands."""
        self._hidden = names
        self._arrange()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, _event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """The mark stays with the page that is shown while the keyboard is on a group."""
        item = self.itemFromIndex(index) if index.isValid() else None
        return _Select.NoUpdate if item is None or item.childCount() else _Select.ClearAndSelect

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if item is not None and item.childCount():
            if event.key() in keys:
                self._toggle(item.text(0))
                return
            if event.key() == Qt.Key.Key_Right and item.text(0) not in self._open:
                self._unfold(item.text(0))
                return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second of two clicks on a group would meet whatever moved there when others folded.
        if self.itemAt(event.position().toPoint()) is self.currentItem():
            super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._shown is not None and (group := self._shown.parent()) is not None:
            self._bring_into_sight(group)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        item = self.itemFromIndex(index)
        if item.isSelected():
            # Not by colour alone.
            painter.fillRect(rect.left(), rect.top(), theme.STEP, rect.height(), colour(theme.PRIMARY))
        if item.childCount():
            self._draw_arrow(painter, rect, item.text(0) in self._open)

    def _draw_arrow(self, painter: QPainter, rect: QRect, is_open: bool) -> None:
        half = ARROW / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.SECONDARY))
        painter.translate(rect.right() - INDENT / 2 + 1, rect.center().y() + 1)
        painter.rotate(90 if is_open else 0)
        painter.drawPolygon(QPolygonF([QPointF(-half, -ARROW), QPointF(half, 0), QPointF(-half, ARROW)]))
        painter.restore()

    def _look_calm(self) -> None:
        self.setObjectName("navigation")
        self.setAccessibleName("ページの一覧")
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A screen reader tells the heading though it is hidden.
        self.headerItem().setText(0, "ページ")
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _fill(self, entries: Sequence[PageEntry]) -> None:
        alone = alone_in_group(entries)
        for entry in entries:
            page = QTreeWidgetItem([entry.title])
            page.setData(0, _KEY, entry.key)
            page.setToolTip(0, entry.about)
            page.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, entry.about)
            if entry.key in alone:
                self.addTopLevelItem(page)
            else:
                self._group(entry.group).addChild(page)
            self._pages[entry.key] = page

    def _group(self, name: str) -> QTreeWidgetItem:
        if name not in self._groups:
            group = QTreeWidgetItem(self, [name])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFont(0, text_font(theme.TABLE_PX, bold=True))
            self._groups[name] = group
        return self._groups[name]

    def _moved(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not item.childCount() and not self._is_arranging:
            self._arrive(item)
            self.chosen.emit(item.data(0, _KEY))

    def _clicked(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            self._toggle(item.text(0))

    def _expanded(self, group: QTreeWidgetItem) -> None:
        if not self._is_arranging:
            self._unfold(group.text(0))

    def _collapsed(self, group: QTreeWidgetItem) -> None:
        if not self._is_arranging:
            self._fold(group.text(0))

    def _arrive(self, page: QTreeWidgetItem) -> None:
        self._shown = page
        group = page.parent()
        if group is None:
            self._arrange()
        else:
            self._unfold(group.text(0))

    def _toggle(self, name: str) -> None:
        if name in self._open:
            self._fold(name)
        else:
            self._unfold(name)

    def _unfold(self, name: str) -> None:
        self._used = [*(other for other in self._used if other != name), name]
        self._arrange()
        self._settle()
        self._bring_into_sight(self._groups[name])

    def _bring_into_sight(self, group: QTreeWidgetItem) -> None:
        """Scroll as far as all pages of a group and its heading are seen, the heading and the page that is shown where
        there is no room for all."""
        if self._shown is None or self.verticalScrollBar().maximum() == 0:
            return
        self.scrollToItem(_pages_of(group)[-1])
        self.scrollToItem(group)
        if self._shown.parent() is group:
            self.scrollToItem(self._shown)

    def _fold(self, name: str) -> None:
        self._settle()
        self._used = [other for other in self._used if other != name]
        self._arrange()
        self._remember()

    def _settle(self) -> None:
        """What the user's own hand has pushed out stays folded until it is opened again; what a small window folds
        comes back with the room."""
        if self.isVisible():
            self._used = [name for name in self._used if name in self._open]
        self._remember()

    def _remember(self) -> None:
        self._memory.set_text(_MEMORY, "\n".join(self._used))

    def _arrange(self) -> None:
        self._open = frozenset(self._fitting())
        here = self._shown.parent() if self._shown else None
        self._is_arranging = True
        # What closes goes first: it must not scroll in between.
        for name, group in sorted(self._groups.items(), key=lambda pair: pair[0] in self._open):
            is_open = name in self._open
            group.setHidden(name in self._hidden and group is not here)
            group.setExpanded(is_open or group is here)
            for page in _pages_of(group):
                page.setHidden(group is here and not is_open and page is not self._shown)
        self._is_arranging = False
        self.updateGeometries()
        self.viewport().update()

    def _fitting(self) -> list[str]:
        """Return the groups that stand open: from the one used last, which does in any case, as many as there is room
        for."""
        here = self._shown.parent() if self._shown else None
        free = self.viewport().height() // theme.TARGET - self._headings() - (here is not None)
        fitting: list[str] = []
        for name in reversed(self._used):
            if name in self._hidden and self._groups[name] is not here:
                continue
            group = self._groups[name]
            free -= group.childCount() - (group is here)
            if free < 0 and fitting:
                break
            fitting.append(name)
        return fitting

    def _headings(self) -> int:
        """Return how many lines stand there when every group is folded."""
        here = self._shown.parent() if self._shown else None
        gone = sum(self._groups[name] is not here for name in self._hidden)
        return self.topLevelItemCount() - gone


def _pages_of(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [page for page in map(group.child, range(group.childCount())) if page is not None]
