"""The choice of a scenario above a table, and how its amounts are shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.calc.comparison.gathering import NO_SCENARIO, first_shown, scenarios_of
from core.calc.comparison.reduction import percent_in_unit, reduction_percent, show_in_unit, show_percent
from core.dataclass import dataclass
from core.model.scenarios import MoneyUnit, RateFrom, Scenario
from core.model.values.money import show_yen
from ui.session import Session
from ui.widgets.choice_box import ChoiceBox

UNITS: tuple[tuple[str, MoneyUnit, int], ...] = (
    ("円", MoneyUnit.YEN, 0),
    ("千円", MoneyUnit.THOUSAND, 0),
    ("百万円", MoneyUnit.MILLION, 1),
    ("億円", MoneyUnit.OKU, 1),
)


_LONGEST = 30
"""Letters of a scenario's name in a heading."""


@dataclass(frozen=True, slots=True)
class Display:
    """In which unit amounts are shown, with how many decimals, and from what rates are calculated."""

    unit: MoneyUnit
    digits: int
    rate_from: RateFrom

    def amount(self, yen: int | None) -> str:
        """Return an amount as the sheets print it: 0.0 where it is less than the unit, a dash for exactly nothing; ""
        where it is missing."""
        if yen == 0:
            return "－"
        return show_yen(yen) if self.unit is MoneyUnit.YEN else show_in_unit(yen, self.unit, self.digits)

    def known(self, yen: int | None) -> str:
        """Return an amount that there should be: a dash where it is missing."""
        return self.amount(yen) or "－"

    def rate(self, current: int | None, cloud: int | None) -> str:
        """Return the reduction rate as it is shown: from displayed amounts in whole percents, as sheets print them."""
        if self.rate_from is RateFrom.UNIT:
            return show_percent(percent_in_unit(current, cloud, self.unit, self.digits, 0))
        return show_percent(reduction_percent(current, cloud))


def scenario_heading(scenario: Scenario) -> str:
    """Return what the heading of a page says of the scenario that it shows, and whether that is adopted."""
    name = scenario.name if len(scenario.name) <= _LONGEST else f"{scenario.name[:_LONGEST]}…"
    return f"試算「{name}」{'(採用)' if scenario.adopted else ''}"


class ScenarioChoice(QWidget):
    """`changed` when another scenario or unit is chosen. The unit is the scenario's until another is chosen."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._scenarios: list[Scenario] = []
        self._is_chosen = False
        self._box = ChoiceBox()
        self._box.setAccessibleName("試算")
        self._unit = ChoiceBox()
        self._unit.setAccessibleName("表示単位")
        self._unit.addItems(["試算の表示単位", *(label for label, _, _ in UNITS)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (QLabel("試算"), self._box, QLabel("表示単位"), self._unit):
            row.addWidget(widget)
        self._box.activated.connect(self._note_choice)
        self._box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._unit.currentIndexChanged.connect(lambda _: self.changed.emit())

    def forget(self) -> None:
        """Begin with the adopted scenario again: another ledger is shown."""
        self._is_chosen = False

    @property
    def heading(self) -> str:
        """What the heading of the page says: the scenario, whether it is adopted, the unit of the amounts."""
        return f"{scenario_heading(self.scenario)} 単位: {self.display.unit.label}"

    def _note_choice(self) -> None:
        self._is_chosen = True

    @property
    def scenario(self) -> Scenario:
        """The scenario that is chosen; the consortium's settings where the file has none."""
        at = self._box.currentIndex()
        return self._scenarios[at] if 0 <= at < len(self._scenarios) else NO_SCENARIO

    @property
    def display(self) -> Display:
        """How amounts are to be shown."""
        scenario, at = self.scenario, self._unit.currentIndex()
        if at <= 0:
            return Display(scenario.display_unit, scenario.display_digits, scenario.rate_from)
        _, unit, digits = UNITS[at - 1]
        return Display(unit, digits, RateFrom.YEN)

    def reload(self) -> None:
        """List the scenarios of the file; keep the one that somebody chose, else show the adopted one."""
        chosen = self.scenario.id if self._is_chosen else first_shown(self._session.book).id
        self._scenarios = scenarios_of(self._session.book)
        self._box.blockSignals(True)
        self._box.clear()
        self._box.addItems(
            [f"{one.name}(採用)" if one.adopted else one.name for one in self._scenarios] or [NO_SCENARIO.name]
        )
        ids = [one.id for one in self._scenarios]
        self._box.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self._box.blockSignals(False)
