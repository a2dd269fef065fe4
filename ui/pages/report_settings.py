"""The settings of a printout: only those that the report offers are shown."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from core.calc.members import members_of
from core.calc.pricing import Money
from core.documents.document import Paper
from core.documents.registry import Report
from core.documents.settings import Settings, Totals
from core.model.customization import Disposition
from core.model.fixed_sheets import FixedSheet
from ui.session import Session

_NAMES = (("協議会の設定による", None), ("団体名", False), ("記号(A〜F)", True))


class ReportSettings(QWidget):
    """`changed` whenever something else is chosen."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._boxes: dict[str, QComboBox] = {}
        self._values: dict[str, list[Any]] = {}
        self._labels: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for row, (name, label) in enumerate(
            (
                ("municipality", "団体"),
                ("anonymous", "団体の表し方"),
                ("paper", "用紙"),
                ("money", "金額"),
                ("totals", "合計欄"),
                ("disposition", "方針"),
                ("previous", "前回との比較"),
            )
        ):
            box = QComboBox()
            box.setAccessibleName(label)
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            self._boxes[name] = box
            self._labels[name] = QLabel(label)
            grid.addWidget(self._labels[name], row, 0)
            grid.addWidget(box, row, 1)
        self._scenarios = QCheckBox("団体数ごとの行を加える")
        self._scenarios.toggled.connect(lambda _: self.changed.emit())
        grid.addWidget(self._scenarios, len(self._boxes), 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def reload(self, report: Report) -> None:
        """Offer what the report knows, with the members and fixed sheets of the ledger; keep what was chosen."""
        book = self._session.book
        fixed = [one for one in book.all(FixedSheet).values() if one.report == report.name]
        self._fill("municipality", [("すべての団体", None), *((one.name, one.code) for one in members_of(book))])
        self._fill("anonymous", list(_NAMES))
        self._fill("paper", [(paper.label, paper) for paper in Paper])
        self._fill("money", [(money.label, money) for money in Money])
        self._fill("totals", [(totals.label, totals) for totals in Totals])
        self._fill("disposition", [("すべて", None), *((one.label, one) for one in Disposition)])
        self._fill("previous", [("比較しない", None), *((one.name, one.id) for one in reversed(fixed))])
        for name, box in self._boxes.items():
            offered = name in report.options and not (name == "previous" and not fixed)
            box.setVisible(offered)
            self._labels[name].setVisible(offered)
        self._scenarios.setVisible("scenario_rows" in report.options)

    def settings(self) -> Settings:
        """Return what is chosen."""
        previous = self._session.book.all(FixedSheet).get(self._chosen("previous") or 0)
        return Settings(
            anonymous=self._chosen("anonymous"),
            paper=self._chosen("paper"),
            municipality=self._chosen("municipality"),
            totals=self._chosen("totals"),
            scenario_rows=self._scenarios.isChecked(),
            disposition=self._chosen("disposition"),
            money=self._chosen("money"),
            previous=previous.result if previous else None,
            previous_name=previous.name if previous else "",
        )

    def _chosen(self, name: str) -> Any:
        return self._values[name][self._boxes[name].currentIndex()]

    def _fill(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Offer choices; the words themselves are kept here, since Qt would hand them back as plain text."""
        box = self._boxes[name]
        chosen = self._chosen(name) if name in self._values else None
        self._values[name] = [value for _, value in choices]
        box.blockSignals(True)
        box.clear()
        box.addItems([label for label, _ in choices])
        box.setCurrentIndex(self._values[name].index(chosen) if chosen in self._values[name] else 0)
        box.blockSignals(False)
