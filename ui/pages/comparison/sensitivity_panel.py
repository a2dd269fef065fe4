"""What each member pays as the equal share of a rule moves: the chart of the paper, and a slider to try it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSlider, QVBoxLayout, QWidget

from core.calc.comparison.compare import compare
from core.calc.comparison.premises import Impossible, Premises
from core.calc.comparison.what_if import equal_percent, sensitivity, with_equal_share
from core.documents.charts.lines import line_chart
from core.documents.comparison.scenarios import sensitivity_lines
from core.documents.comparison.view import Compared, compared
from core.documents.paper.settings import PrintSettings
from core.model.scenarios import Scenario
from core.model.values.money import show_yen
from core.words.sentences import sentence
from ui.pages.page import small_title
from ui.session import Session
from ui.widgets.drawing_view import DrawingView
from ui.widgets.spaced_label import SpacedLabel

CHART_HEIGHT = 150.0
NAMED = 12
"""So many members' amounts are written out under the slider."""


class SensitivityPanel(QScrollArea):
    """Shows one scenario; nothing where it cannot be calculated."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._premises: Premises | None = None
        self.chart = DrawingView()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName("均等割の割合")
        self.slider.valueChanged.connect(self._moved)
        self.told = SpacedLabel()
        self.told.setProperty("role", "help")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (small_title("均等割の割合を変えると"), self.chart, self.slider, self.told):
            column.addWidget(part)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(inside)

    def show_scenario(self, scenario: Scenario | None) -> None:
        """Show the chart of a scenario and put the slider on its rule."""
        settings = PrintSettings(anonymous=False, scenario=scenario.id) if scenario else None
        view = compared(self._session.book, settings) if settings else None
        self._premises = view.premises if isinstance(view, Compared) and view.premises.payers else None
        for widget in (self.chart, self.slider, self.told):
            widget.setVisible(self._premises is not None)
        if self._premises is None or not isinstance(view, Compared):
            return
        lines = sensitivity_lines(view, sensitivity(self._premises))
        self.chart.show_chart(lambda width: line_chart(lines, width, CHART_HEIGHT))
        self.slider.blockSignals(True)
        self.slider.setValue(round(equal_percent(self._premises.rule)))
        self.slider.blockSignals(False)
        self._moved(self.slider.value())

    def _moved(self, percent: int) -> None:
        """Say what each member would pay with so much of the fee split equally."""
        if self._premises is None:
            return
        result = compare(with_equal_share(self._premises, percent))
        if isinstance(result, Impossible):
            self.told.setText(f"均等割 {percent}%: {sentence(result.fault)}")
            return
        names = {payer.code: payer.name for payer in self._premises.payers}
        shares = [f"{names[code]} {show_yen(row.cloud)}" for code, row in list(result.rows.items())[:NAMED]]
        more = f" ほか{len(result.rows) - NAMED}団体" if len(result.rows) > NAMED else ""
        self.told.setText(f"均等割 {percent}%のとき(円): " + "　".join(shares) + more)
