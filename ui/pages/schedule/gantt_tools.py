"""What is chosen for the chart of the schedule: how much time is seen, the reference day, what is drawn over bars."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.calc.schedule.scale import Unit
from core.model.schedule import Baseline
from ui.look import theme
from ui.shell.memory import Memory
from ui.widgets.buttons import button
from ui.widgets.days.day_field import DayField
from ui.widgets.fields import ChoiceInput
from ui.widgets.gantt.chart import GanttChart
from ui.widgets.tools.tool_line import ToolLine

_UNIT, _TIES, _PROGRESS = "gantt/unit", "gantt/ties", "gantt/progress"
_OFF = "off"
_NO_BASELINE = "比較しない"


class GanttTools(QWidget):
    """`changed` when the chart has to be computed anew: another reference day, another baseline."""

    changed = Signal()

    def __init__(self, chart: GanttChart, memory: Memory) -> None:
        super().__init__()
        self._chart = chart
        self._memory = memory
        self._baselines: dict[str, int] = {}
        self.day = DayField("基準日")
        self.day.changed.connect(self._day_given)
        self.baseline = ChoiceInput(())
        self.baseline.setMinimumWidth(theme.STEP * 36)
        self.baseline.setAccessibleName("比較する基準計画")
        self.baseline.done.connect(self.changed)
        self.units = {unit: self._unit_button(unit) for unit in Unit}
        together = QButtonGroup(self)
        for made in self.units.values():
            together.addButton(made)
        flags = self._flag("先行線", _TIES, self._show_ties), self._flag("イナズマ線", _PROGRESS, self._show_progress)
        see = button("基準日を見る", self.show_reference, help="基準日を図の中央に出します。")
        self._drawn = _in_a_row(QLabel("縮尺"), *self.units.values(), *flags)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.GAP)
        self._layout.addWidget(_in_a_row(self.day, see, self.baseline))
        chart.unit_changed.connect(self._unit_shown)
        self._unit_shown(chart.axis.unit)

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put the buttons of the page into the first line, at its right."""
        self._layout.insertWidget(0, ToolLine(self._drawn, buttons))

    @property
    def baseline_id(self) -> int | None:
        """The baseline with which the plan is compared."""
        return self._baselines.get(self.baseline.currentText())

    def offer(self, baselines: Iterable[Baseline]) -> None:
        """Offer these baselines; the one that is chosen stays so while it is there."""
        chosen = self.baseline_id
        self._baselines = {f"比較: {one.name}": one.id for one in baselines}
        words = {id: word for word, id in self._baselines.items()}
        self.baseline.set_choices([_NO_BASELINE, *self._baselines])
        self.baseline.show_text(words.get(chosen or 0, _NO_BASELINE))
        self.baseline.setVisible(bool(self._baselines))

    def begin(self) -> None:
        """Show the scale that was chosen last, else one that shows nearly all; the reference day in the middle."""
        remembered = next((unit for unit in Unit if unit.value == self._memory.text(_UNIT)), None)
        self._chart.set_unit(remembered or self._chart.fitting_unit())
        self.show_reference()

    def show_reference(self) -> None:
        """Bring the reference day to the middle, or what is nearest to it where there is nothing then."""
        reference = self._chart.chart.reference
        if reference is not None:
            self._chart.show_day(reference)

    def _day_given(self) -> None:
        self.changed.emit()
        self.show_reference()

    def _unit_button(self, unit: Unit) -> QPushButton:
        made = button(unit.label, lambda: self._choose(unit), help=f"目盛りを{unit.label}にします。")
        made.setCheckable(True)
        made.setAccessibleName(f"縮尺 {unit.label}")
        return made

    def _choose(self, unit: Unit) -> None:
        self._chart.set_unit(unit)
        self._memory.set_text(_UNIT, unit.value)

    def _unit_shown(self, unit: Unit) -> None:
        self.units[unit].setChecked(True)

    def _flag(self, label: str, key: str, show: Callable[[bool], None]) -> QCheckBox:
        box = QCheckBox(label)
        box.setChecked(self._memory.text(key) != _OFF)
        box.toggled.connect(show)
        box.toggled.connect(lambda on: self._memory.set_text(key, "" if on else _OFF))
        show(box.isChecked())
        return box

    def _show_ties(self, on: bool) -> None:
        self._chart.picture.shows_ties = on
        self._chart.viewport().update()

    def _show_progress(self, on: bool) -> None:
        self._chart.picture.shows_progress = on
        self._chart.viewport().update()


def _in_a_row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP)
    for one in widgets:
        row.addWidget(one)
    row.addStretch(1)
    return made
