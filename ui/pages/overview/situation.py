"""The middle of the overview: members and findings, with two charts below where there is room, else at the press of a
button in the table's place."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.look import theme
from ui.pages.page import small_title
from ui.widgets.buttons import button
from ui.widgets.drawing_view import Draw, DrawingView

_TITLED = 700
"""Where it is narrower, the buttons alone say what stands below them."""
_LEAST_HEIGHT = 240
_BELOW_TITLE = 2
_AROUND_ROWS = 2
"""The heading and the totals of the table, in rows."""


class Card(QFrame):
    """A chart below its title on a white surface."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("surface", True)
        self.view = DrawingView()
        self._title = QLabel(title)
        self._title.setProperty("role", "label")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        layout.setSpacing(_BELOW_TITLE)
        layout.addWidget(self._title)
        layout.addWidget(self.view)
        layout.addStretch(1)

    def height_at(self, width: int) -> int:
        """Return the height that the card needs; layouts that were never shown do not know it."""
        around = 2 * theme.GAP + self._title.sizeHint().height() + _BELOW_TITLE
        return around + self.view.heightForWidth(width - 2 * theme.MARGIN)


class Situation(QWidget):
    """Puts `members` and `findings` side by side; its height decides where the charts are."""

    def __init__(self, members: QWidget, findings: QWidget, titles: tuple[str, str]) -> None:
        super().__init__()
        self._rows = 0
        self.below = tuple(map(Card, titles))
        self.instead: tuple[Card, ...] = ()
        self._titles = titles
        self._charts: tuple[Draw, ...] = ()
        self._place = QStackedWidget()
        self._place.addWidget(members)
        self._choice = QButtonGroup(self)
        self._choices = self._offer(("表", *titles))
        self._title = small_title("団体別の状況")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._choices)
        left = QVBoxLayout()
        left.setSpacing(theme.GAP)
        left.addLayout(head)
        left.addWidget(self._place, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        row.addLayout(left, 5)
        row.addWidget(findings, 3)
        self._strip = QWidget()
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(0, 0, 0, 0)
        strip.setSpacing(theme.MARGIN)
        for card in self.below:
            strip.addWidget(card, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addLayout(row, 1)
        self._layout.addWidget(self._strip)
        # A small window must stay possible: the charts then give way instead of holding it open.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._arrange()

    def show_charts(self, charts: tuple[Draw, Draw], rows: int) -> None:
        """Show the charts of `rows` members; without members there are none."""
        self._rows = rows
        self._charts = charts
        for card, draw in zip((*self.below, *self.instead), charts * 2, strict=False):
            card.view.show_chart(draw)
        self._arrange()

    def show_table(self) -> None:
        """Put the table in its place again."""
        self._choice.button(0).setChecked(True)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build_instead(self) -> None:
        """Put charts behind the table: only where there is no room below it."""
        self.instead = tuple(map(Card, self._titles))
        for card, title, draw in zip(self.instead, self._titles, self._charts, strict=True):
            self._place.addWidget(_scrolled(card, title))
            card.view.show_chart(draw)

    def _offer(self, names: tuple[str, ...]) -> QWidget:
        """Return the buttons that choose between the table and its charts."""
        choices = QWidget()
        layout = QHBoxLayout(choices)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP)
        for place, name in enumerate(names):
            made = button(name, self._arrange, help=f"{name}を表示します。")
            made.setCheckable(True)
            made.setChecked(place == 0)
            self._choice.addButton(made, place)
            layout.addWidget(made)
        return choices

    def _arrange(self) -> None:
        table = (self._rows + _AROUND_ROWS) * theme.row_height() + 3 * theme.STEP
        head = self._title.sizeHint().height() + theme.GAP
        each = (self.width() - theme.MARGIN) // 2
        charts = self._layout.spacing() + max(card.height_at(each) for card in self.below)
        fits = head + table + charts <= self.height()
        self._strip.setVisible(fits and self._rows > 0)
        offered = not fits and self._rows > 0
        if offered and not self.instead:
            self._build_instead()
        self._choices.setVisible(offered)
        self._title.setVisible(not offered or self.width() >= _TITLED)
        self._place.setCurrentIndex(self._choice.checkedId() if offered else 0)


def _scrolled(card: Card, title: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(f"{title}の図")
    area.setWidget(card)
    return area
