"""組織図: the bodies as of a day as they are printed, with the seats that are vacant and the terms that end."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from core.calc.organisation import day_of, ending, vacancies
from core.documents.organisation.chart import organisation_chart
from core.documents.organisation.outline import outlines
from core.documents.organisation.sheet import EMPTY, chart_title
from core.documents.paper.drawing import Drawing, moved
from core.model.machine.naming import describe
from core.model.papers.printouts import report_title
from core.model.values.dates import show_date
from ui.pages.page import Page, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.sheet.empty_state import EmptyState
from ui.widgets.days.day_field import DayField
from ui.widgets.drawing_view import DrawingView
from ui.widgets.side_panel import SidePanel
from ui.widgets.spaced_items import SpacedItems

_TABLES = {"bodies", "seats", "tenures", "municipalities", "consortium"}
_PANEL = 330
_SHAPE = 0.55
"""The height of the room for the chart by its width."""
AHEAD_DAYS = 365


class OrganisationPage(Page):
    """The chart at the left, what needs attention at the right; a click there leads to the roster."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.day = DayField("現在の日付")
        self.day.changed.connect(self._show)
        self.chart = DrawingView()
        self._scroll = _ChartArea(self.chart)
        self.vacant = _list("空席(後任未定)")
        self.ending = _list("1年以内に任期が満了する席")
        for one in (self.vacant, self.ending):
            one.itemActivated.connect(self._open_seat)
            one.itemClicked.connect(self._open_seat)
        self._vacant_title, self._ending_title = small_title(""), small_title("")
        side = QWidget()
        lists = QVBoxLayout(side)
        lists.setContentsMargins(12, 0, 0, 0)
        lists.setSpacing(8)
        for heading, shown in ((self._vacant_title, self.vacant), (self._ending_title, self.ending)):
            lists.addWidget(heading)
            lists.addWidget(shown, 1)
        self.side = SidePanel(self._scroll, side, lambda: 560, _PANEL, "organisation", memory)
        self._empty = EmptyState(EMPTY, "会議体を登録する", lambda: self.open_page.emit("bodies"))
        self.tools.addWidget(self.day, 1)
        self.tools.addWidget(self.side.button)
        self.add_tool("組織図を印刷", lambda: self.open_page.emit("reports/organisation"))
        self.body.addWidget(self._empty)
        self.body.addWidget(self.side, 1)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.day.set_day(day_of(self.session.book) or date.today().isoformat())
        if changed is None or changed.tables & _TABLES:
            self._show()

    def _show(self) -> None:
        look, day = self.session.book, self.day.day
        tops = outlines(look, day)
        self._empty.setVisible(not tops)
        self.side.setVisible(bool(tops))
        title = chart_title(tops)

        def draw(width: float) -> Drawing:
            drawing = organisation_chart(tops, (width, width * _SHAPE), title)
            if drawing.width >= width:
                return drawing
            shapes = moved(drawing.shapes, (width - drawing.width) / 2, 0)
            return Drawing(width, drawing.height, shapes, drawing.title, drawing.words)

        self.chart.show_chart(draw)
        self._scroll.fit()
        vacant = vacancies(look, day)
        last = (date.fromisoformat(day) + timedelta(days=AHEAD_DAYS)).isoformat()
        soon = ending(look, day, last)
        self._vacant_title.setText(f"空席(後任未定) {len(vacant):,}件")
        self._ending_title.setText(f"1年以内に任期が満了する席 {len(soon):,}件")
        _fill(self.vacant, [(describe(look, seat), seat.id) for seat in vacant], "空席はありません。")
        told = [(f"{show_date(one.until_on)} {describe(look, seat)} {one.name}", seat.id) for seat, one in soon]
        _fill(self.ending, told, "後任の決まっていない任期満了はありません。")

    def _open_seat(self, item: QListWidgetItem) -> None:
        id = item.data(Qt.ItemDataRole.UserRole)
        if id is not None:
            self.open_page.emit(f"seats/{id}")


class _ChartArea(QScrollArea):
    """Shows the chart as wide as there is room, and scrolls down where it is higher."""

    def __init__(self, chart: DrawingView) -> None:
        super().__init__()
        self._chart = chart
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(report_title("organisation"))
        self.setWidget(chart)

    def fit(self) -> None:
        """Give the chart the height that it needs at this width."""
        width = self.viewport().width()
        self._chart.resize(width, self._chart.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName("list")
    made.setAccessibleName(name)
    made.setItemDelegate(SpacedItems(made))
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _fill(shown: QListWidget, rows: list[tuple[str, int]], nothing: str) -> None:
    shown.clear()
    for text, id in rows:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, id)
        shown.addItem(item)
    if not rows:
        item = QListWidgetItem(nothing)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        shown.addItem(item)
