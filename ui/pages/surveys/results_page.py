"""満足度の結果: one survey at a time, question by question, as bars and as a table, as a whole or by groups."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from core.calc.surveys.results import Group, Result, results_of, surveys_of
from core.calc.surveys.tally import TERMS
from core.dataclass import dataclass
from core.documents.paper.drawing import Drawing
from core.documents.surveys.chart import bars_of, charts_of
from core.documents.surveys.sheet import cells_of, facts_of
from core.model.operating.surveys import BLANK, UNKNOWN, Survey
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.drawing_view import DrawingView
from ui.widgets.spaced_label import SpacedLabel

_TABLES = {
    "surveys", "survey_questions", "survey_tallies", "municipalities", "systems", "tenures", "reviewers", "consortium",
}  # fmt: skip
_WAYS = ("全体", "業務別", "団体別", "業務×団体")


@dataclass(frozen=True, slots=True)
class Line:
    """One question as a whole, or one group of it; `cells` are n, the shares, mean, change, top and bottom."""

    id: str
    result: Result
    group: Group
    cells: tuple[str, ...]


class ResultsPage(Page):
    """The latest survey comes first."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._surveys: list[Survey] = []
        self.survey, self.way = ChoiceBox(), ChoiceBox()
        self.survey.setAccessibleName("調査")
        self.survey.setMinimumWidth(320)
        self.way.setAccessibleName("分け方")
        self.way.addItems(_WAYS)
        self.survey.currentIndexChanged.connect(self._show)
        self.way.currentIndexChanged.connect(self._show)
        for word, box in (("調査", self.survey), ("分け方", self.way)):
            label = QLabel(word)
            label.setProperty("role", "label")
            label.setBuddy(box)
            self.tools.addWidget(label)
            self.tools.addWidget(box)
        self.tools.addStretch(1)
        self.add_tool("結果を印刷", lambda: self.open_page.emit("reports/survey"))
        self.facts = SpacedLabel()
        self.facts.setProperty("role", "help")
        self.sheet = Sheet(
            (),
            name="満足度の結果",
            frozen=2,
            key=lambda one: one.id,
            store=memory,
            empty=EmptyState(
                "この調査の回答はまだありません。「満足度調査」から調査票を取り込むか、「回答数」に人数を入れてください。",
                "満足度調査のページを開く",
                lambda: self.open_page.emit("surveys"),
            ),
        )
        self.charts = QWidget()
        self._charts = QVBoxLayout(self.charts)
        self._charts.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setObjectName("form")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.charts)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.sheet)
        splitter.addWidget(area)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([300, 220])
        terms = SpacedLabel("\n".join(TERMS))
        terms.setProperty("role", "help")
        line = QHBoxLayout()
        line.addWidget(self.facts, 1)
        self.body.addLayout(line)
        self.body.addWidget(splitter, 1)
        self.body.addWidget(terms)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        book = self.session.book
        known = self.survey.currentData()
        self._surveys = surveys_of(book)
        self.survey.blockSignals(True)
        self.survey.clear()
        for one in self._surveys:
            self.survey.addItem(one.name, one.id)
        self.survey.setCurrentIndex(max(0, self.survey.findData(known)))
        self.survey.blockSignals(False)
        self._show()

    def open_search(self) -> None:
        self.sheet.open_search()

    def _show(self) -> None:
        book, at = self.session.book, self.survey.currentIndex()
        survey = self._surveys[at] if 0 <= at < len(self._surveys) else None
        results = results_of(book, survey) if survey is not None else []
        answered = [one for one in results if one.total.tally.n]
        told = facts_of(book, survey, results) if survey is not None else ()
        self.facts.setText("　".join(f"{name} {value}" for name, value in told))
        self.sheet.set_columns(self._columns(answered))
        self.sheet.set_records(self._lines(survey, answered) if survey is not None else [])
        self._draw(answered)

    def _lines(self, survey: Survey, results: list[Result]) -> list[Line]:
        found = []
        for one in results:
            groups = _groups(one, self.way.currentIndex())
            found += [
                Line(f"{one.question.id}/{group.name}", one, group, cells_of(survey, one, group)) for group in groups
            ]
        return found

    def _columns(self, results: list[Result]) -> tuple[Column, ...]:
        """Return the columns; the shares bear the words of the scale where all questions have one."""
        scales = {one.question.scale for one in results}
        most = max((len(scale.steps) for scale in scales), default=0)
        words = next(iter(scales)).steps if len(scales) == 1 else tuple(f"{at}番目" for at in range(1, most + 1))
        shares = (*words, UNKNOWN, BLANK)

        def share(at: int) -> Column:
            def text(line: Line) -> str:
                width = len(line.group.tally.steps)
                if at >= most:  # わからない and 無回答 stand at the end, however many steps there are
                    return line.cells[1 + width + at - most]
                return line.cells[1 + at] if at < width else ""

            return Column(shares[at], text, figure=True, width=92, key=f"share{at}")

        return (
            Column("設問", lambda line: f"問{line.result.question.number}", width=60, align=CENTER, key="number"),
            Column("設問の文", _text, width=240, tooltip=_text, key="text"),
            Column("区分", lambda line: line.group.name, width=120, key="group"),
            Column("n", lambda line: line.cells[0], figure=True, width=64, key="n"),
            Column("平均", lambda line: line.cells[-4], figure=True, width=88, key="mean"),
            Column("前回差", lambda line: line.cells[-3], figure=True, width=80, key="change"),
            Column("上位2段", lambda line: line.cells[-2], figure=True, width=84, key="top"),
            Column("下位2段", lambda line: line.cells[-1], figure=True, width=84, key="bottom"),
            *(share(at) for at in range(len(shares) if most else 0)),
        )

    def _draw(self, results: list[Result]) -> None:
        """Draw the questions as a whole, or of each question its groups."""
        while self._charts.count():
            item = self._charts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        way = self.way.currentIndex()
        for place in range(len(_drawings(results, way, 600))):
            view = DrawingView()

            def draw(width: float, at: int = place) -> Drawing:
                return _drawings(results, way, width)[at]

            view.show_chart(draw)
            self._charts.addWidget(view)
        self._charts.addStretch(1)


def _groups(one: Result, way: int) -> tuple[Group, ...]:
    """Return what a question is parted into, by the place of the way in the list."""
    return ((one.total,), one.by_system, one.by_municipality, one.crossing.groups)[way]


def _drawings(results: list[Result], way: int, width: float) -> list[Drawing]:
    if way == 0:
        return charts_of(results, width) if results else []
    found = []
    for one in results:
        groups = _groups(one, way)
        if groups:
            rows = [(f"問{one.question.number} {group.name}", group) for group in groups]
            found.append(bars_of(f"問{one.question.number}", rows, one.question.scale.steps, width))
    return found


def _text(line: Line) -> str:
    return line.result.question.text
