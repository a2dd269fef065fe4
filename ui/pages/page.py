"""What every page has: a title, one sentence of what it is for, its tools, and its body."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.words.sentences import sentence
from ui.pages.beside import LEAST_COLUMNS, beside
from ui.pages.links.links_line import LinksLine
from ui.pages.row_changes import moving, placing, removal, why_kept_words
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.row_ways import RowWays
from ui.tables.sheet.sheet import Sheet
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonStyle, button
from ui.widgets.scrolling import Down
from ui.widgets.side_panel import SidePanel
from ui.widgets.tools.flow import Column, Flow

LOW = 540
"""A page that is lower than this says what it is in the line of its tools, and its rows stand closer."""


class Page(QWidget):
    """Reads again only what changed, and only while it is looked at.

    A page overrides `reload`; `changed` is None when everything has to be read (first show, another file).
    """

    open_page = Signal(str)

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__()
        self.session = session
        self.memory = memory
        self._stale: Changed | None = None
        self._never_read = True
        self._wanted = 0
        self._is_low = False
        self._least_columns = LEAST_COLUMNS
        self._heading = QLabel(title)
        self._heading.setProperty("role", "title")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._title = title
        self._purpose = QLabel(about)
        self._purpose.setProperty("role", "help")
        self._purpose.setWordWrap(True)
        self.setAccessibleName(title)
        self.tools = Flow(shrinks=True)
        self.tools.setSpacing(8)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.message = Banner()
        top = QWidget()
        self._top = Column(top)
        self._top.setSpacing(8)
        self._top.addWidget(self._heading)
        self._top.addWidget(self._purpose)
        self._top.add_flow(self.tools)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 16, 24, 16)
        self._layout.setSpacing(8)
        self._layout.addWidget(top)
        self._layout.addWidget(self.message)
        self._layout.addLayout(self.body, 1)
        session.changed.connect(self._on_changed)
        session.loaded.connect(self._on_loaded)

    def reload(self, changed: Changed | None) -> None:
        """Show what the session holds now."""
        raise AssertionError(f"{type(self).__name__} shows nothing")

    def name_in_heading(self, what: str) -> None:
        """Say behind the title what the page shows at the moment."""
        self._heading.setText(f"{self._title} {what}".strip())

    def open_search(self) -> None:
        """Open the search of the page's table; pages without a table have none."""

    @property
    def main_sheet(self) -> Sheet | None:
        """The table on which the work of the page is done; pages without one have none."""
        found = getattr(self, "sheet", None)
        return found if isinstance(found, Sheet) else None

    def show_part(self, name: str) -> None:
        """Show a part of the page that another page has named; most pages have none."""

    def want_row(self, sheet: Sheet, name: str) -> None:
        """Go to the row whose id another page has named: at once, or with `go_where_wanted` when it has been read."""
        self._wanted = int(name) if name.isdecimal() else 0
        if sheet.select(self._wanted) and not self._never_read:
            self._wanted = 0

    def go_where_wanted(self, sheet: Sheet) -> None:
        """Go to the row that another page has named before the rows were read."""
        if self._wanted:
            sheet.select(self._wanted)
            self._wanted = 0

    def add_tool(
        self, text: str, do: Callable[[], object], kind: ButtonStyle = "secondary", help: str = ""
    ) -> QPushButton:
        """Put a button into the row of tools."""
        made = button(text, do, kind, help=help)
        self.tools.addWidget(made)
        return made

    def show_beside(
        self,
        part: QWidget,
        panel: QWidget,
        name: str,
        width: int,
        *,
        columns: int = LEAST_COLUMNS,
        table: Sheet | None = None,
    ) -> SidePanel:
        """Show `panel`, which needs `width` px, beside `part` as long as `columns` columns of its table are seen; the
        table is `part` itself unless it is named."""
        sheet = table or part
        assert isinstance(sheet, Sheet)
        self._least_columns = columns
        side = beside(sheet, panel, width, name, self.memory, columns=columns, part=part)
        self.body.addWidget(side, 1)
        return side

    def show_links_below(self, sheet: Sheet) -> LinksLine:
        """Tell below a table what its current row is tied to: 決定: 第3回協議会."""
        self.body.setStretch(self.body.count() - 1, 1)  # the table: the line below takes no more than its text
        line = LinksLine(self.session, sheet, self.open_page.emit)
        if self.body.count() == 1:
            self.body.setStretch(0, 1)  # the line takes no more height than its text
        self.body.addWidget(line)
        return line

    def run(self, wish: ChangeSet | Faults, told: str = "") -> bool:
        """Do what a button asks for and say what was done, if it is worth it; a refusal is said at the top of
        the page. Returns whether it was done."""
        self.message.hide()
        faults = self.session.run(wish)
        if faults is None:
            if told:
                self.message.show_message("info", told, "元に戻す", self.session.undo)
            return True
        self.message.show_message("error", " ".join(sentence(fault) for fault in faults))
        return False

    def remove_selected(self, sheet: Sheet) -> None:
        """Remove the selected rows with everything that belongs to them."""
        if not sheet.selected_records:
            return
        wish = removal(self.session.book, sheet.selected_records)
        if self.run(wish) and isinstance(wish, ChangeSet) and wish:
            self.message.show_message("info", f"{wish.label}しました。", "元に戻す", self.session.undo)

    def offer_rows(self, sheet: Sheet, *, is_ordered: bool = False) -> None:
        """Let rows be inserted, removed and, where they have an order, moved by keys and menus."""
        move = partial(self.move_current, sheet) if is_ordered else None

        def place(above: Collection[int]) -> None:
            """Let the current row stand behind those of its like that are among these; it stays the current one."""
            if sheet.current:
                record, _ = sheet.current
                self.run(placing(self.session.book, record, above))
                sheet.select(record.id)

        remove = partial(self.remove_selected, sheet)

        def kept() -> str:
            return why_kept_words(self.session.book, sheet.current[0] if sheet.current else None)

        sheet.row_ways = RowWays(sheet.go_below, remove, move, place if is_ordered else None, kept)

    def move_current(self, sheet: Sheet, places: int) -> None:
        """Move the current row up or down among its like; it stays the current one."""
        if sheet.current:
            record, _ = sheet.current
            self.run(moving(self.session.book, record, places))
            sheet.select(record.id)

    @property
    def least_width(self) -> int:
        """How wide the page must be to be seen whole with its panels folded, four columns of its table
        among it, and its tools in one line."""
        table = self.main_sheet
        edges = self._layout.contentsMargins()
        columns = table.width_for(self._least_columns) if table is not None and table.isVisibleTo(self) else 0
        return max(max(columns, self.tools.least_line()) + edges.left() + edges.right(), self.minimumSizeHint().width())

    def minimumSizeHint(self) -> QSize:
        """As high as the page must be in its present width, in which the tools may take more lines than one."""
        least, edges = super().minimumSizeHint(), self._layout.contentsMargins()
        tools = self.tools.heightForWidth(max(0, self.width() - edges.left() - edges.right()))
        height = least.height() + max(0, tools - self.tools.minimumSize().height())
        return QSize(least.width(), max(height, self._layout.totalMinimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self._seen_height() < LOW
        if is_low != self._is_low:
            self._is_low = is_low
            self._stand_low()

    def _seen_height(self) -> int:
        """Return how much of its height is seen: it may be higher than the screen only because it is not yet low."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return self.height() if around is None else min(self.height(), around.viewport().height())

    def _stand_low(self) -> None:
        """Give the room to the table: a smaller heading in the line of the tools, no sentence, closer rows."""
        low = self._is_low
        self._heading.setProperty("role", "heading" if low else "title")
        self._heading.style().unpolish(self._heading)
        self._heading.style().polish(self._heading)
        self._heading.setToolTip(self._purpose.text() if low else "")
        self._purpose.setHidden(low)
        edges = (8, 4, 8, 4) if low else (24, 16, 24, 16)
        self._layout.setContentsMargins(*edges)
        self._layout.setSpacing(4 if low else 8)
        if low:
            self._top.removeWidget(self._heading)
            self.tools.put_first(self._heading)
        else:
            self.tools.removeWidget(self._heading)
            self._top.insertWidget(0, self._heading)
        if self.main_sheet is not None:
            self.main_sheet.set_dense(low)
        for line in self.findChildren(LinksLine):
            line.set_short(low)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_if_needed()

    def _on_changed(self, changed: Changed) -> None:
        self._stale = changed if self._stale is None else self._stale | changed
        if self.isVisible():
            self._read_if_needed()

    def _on_loaded(self) -> None:
        self._never_read = True
        self.message.hide()
        if self.isVisible():
            self._read_if_needed()

    def _read_if_needed(self) -> None:
        changed, self._stale = self._stale, None
        if self._never_read:
            self._never_read = False
            self.reload(None)
        elif changed is not None:
            self.reload(changed)


def panel() -> QFrame:
    """Return a white surface with a thin line around it."""
    frame = QFrame()
    frame.setProperty("surface", True)
    return frame


def scrolled(content: QWidget) -> QScrollArea:
    """Return a place as high as there is room, in which `content` scrolls down but never across."""
    area = Down()
    area.setWidget(content)
    return area


def only_with(sheet: Sheet, *parts: QWidget) -> None:
    """Show what belongs to the rows of a table only where it has some: no heading stands over nothing."""

    def show() -> None:
        for part in parts:
            part.setVisible(bool(sheet.model.rows.all))

    sheet.filled.connect(show)
    show()


def small_title(text: str) -> QLabel:
    """Return the heading of a part of a page."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
