"""The settings of a printout: only those that the report offers are shown."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from core.calc.allocation.pricing import Money
from core.calc.comparison.gathering import first_shown, scenarios_of
from core.calc.evaluation.frame import procurements_of
from core.calc.members import members_of
from core.calc.sla.known_months import known_months
from core.documents.evaluation.choosing import bidders_of, reviewers_of
from core.documents.letters.numbering import next_number, number_fault
from core.documents.paper.settings import PrintSettings, Totals
from core.documents.registry import Report
from core.model.charges.charging import Assessment
from core.model.council import Addressing, System
from core.model.machine.faults import Refused
from core.model.machine.naming import in_order, told_tables
from core.model.meetings import Meeting, meeting_name
from core.model.organisation import Body
from core.model.papers.handouts import Handout, Template
from core.model.requests import Disposition
from core.model.scenarios import MoneyUnit, Scenario
from core.model.sheets import FixedSheet
from core.model.sla.records import Outage, outage_name
from core.model.values.dates import parse_date, show_date, show_fiscal_year
from core.model.values.paper import Paper
from core.model.values.partial_dates import show_partial_date
from core.words.sentences import sentence
from ui.pages.comparison.scenario_choice import UNITS, scenario_heading
from ui.session import Session
from ui.widgets.buttons import mark_wrong
from ui.widgets.choice_box import ChoiceBox

_FLAGS = (
    ("scenario_rows", "団体数ごとの行を加える"),
    ("yearly", "年度別の額を加える"),
    ("open_only", "未定・未回答だけを尋ねる"),
    ("together", "全提案者を1枚に並べる"),
    ("without_letter", "依頼文を付けない"),
    ("by_criterion", "評価項目ごとの点を加える"),
    ("both_sides", "両面印刷で表の面から始める"),
)
_TEXTS = (
    ("number", "文書番号", "推第12号"),
    ("as_of", "日付", "令和8年11月29日"),
    ("deadline", "新しい期限", "令和8年12月18日"),
    ("chased", "前の文書", ""),
    ("material", "資料番号", "資料1-2"),
    ("meeting_name", "会議名", ""),
)
_DAYS = ("as_of", "deadline")
_MARKS = (("なし", ""), *((word, word) for word in ("案", "取扱注意", "非公開")))
_UNITS: tuple[tuple[str, tuple[MoneyUnit | None, int | None]], ...] = (
    ("試算の設定による", (None, None)),
    *((label, (unit, digits)) for label, unit, digits in UNITS),
)
_NAMES = (("協議会の設定", None), ("団体名", False), ("記号(A〜F)", True))
_REVIEWERS = (("団体の表し方と同じ", None), ("出す", False), ("伏せる(審査員1、2)", True))


def _day(text: str) -> str | None:
    """Return a typed day, None where nothing that can be read was typed."""
    try:
        return parse_date(text) if text else None
    except Refused:
        return None


class ReportSettings(QWidget):
    """`changed` whenever something else is chosen."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._boxes: dict[str, QComboBox] = {}
        self._values: dict[str, list[Any]] = {}
        self._labels: dict[str, QLabel] = {}
        self._picked: set[str] = set()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for row, (name, label) in enumerate(
            (
                ("table", "表"),
                ("handout", "資料"),
                ("template", "ひな形"),
                ("procurement", "案件"),
                ("reviewer", "審査員"),
                ("bidder", "提案者"),
                ("scenario", "試算"),
                ("municipality", "団体"),
                ("body", "会議体"),
                ("meeting", "会議"),
                ("system", "業務"),
                ("month", "月"),
                ("outage", "障害"),
                ("fiscal_year", "年度"),
                ("unit", "表示単位"),
                ("anonymous", "団体の表し方"),
                ("hide_reviewers", "審査員の名前"),
                ("paper", "用紙"),
                ("money", "金額"),
                ("totals", "合計欄"),
                ("disposition", "方針"),
                ("previous", "前回との比較"),
                ("addressing", "宛名"),
                ("mark", "表示"),
            )
        ):
            box = ChoiceBox()
            box.setAccessibleName(label)
            # A long name of a case or a reviewer must not push the arrow of every box out of sight.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.activated.connect(lambda _, name=name: self._picked.add(name))
            if name == "procurement":
                box.currentIndexChanged.connect(lambda _: self._offer_people())
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            self._boxes[name] = box
            self._labels[name] = QLabel(label)
            grid.addWidget(self._labels[name], row, 0)
            grid.addWidget(box, row, 1)
        self._typed: dict[str, QLineEdit] = {}
        for row, (name, label, example) in enumerate(_TEXTS, len(self._boxes)):
            line = QLineEdit()
            line.setAccessibleName(label)
            line.setPlaceholderText(example and f"例: {example}")
            line.editingFinished.connect(self._tell_typed)
            self._typed[name] = line
            self._labels[name] = QLabel(label)
            grid.addWidget(self._labels[name], row, 0)
            grid.addWidget(line, row, 1)
        self._told = dict.fromkeys(self._typed, "")
        self._proposed = ""
        self._flags: dict[str, QCheckBox] = {}
        for row, (name, label) in enumerate(_FLAGS, len(self._boxes) + len(self._typed)):
            flag = QCheckBox(label)
            flag.toggled.connect(lambda _: self.changed.emit())
            grid.addWidget(flag, row, 0, 1, 2)
            self._flags[name] = flag
        grid.setColumnStretch(1, 1)

    def reload(self, report: Report) -> None:
        """Offer what the report knows, with the members and fixed sheets of the ledger; keep what was chosen."""
        book = self._session.book
        fixed = [one for one in book.all(FixedSheet).values() if one.report == report.name]
        self._fill("table", [(table.label, table.name) for table in told_tables()])
        self._fill("municipality", [("すべての団体", None), *((one.name, one.code) for one in members_of(book))])
        self._fill(
            "procurement", [("提案者のある先頭の案件", None), *((one.name, one.id) for one in procurements_of(book))]
        )
        self._offer_people()
        bodies = in_order(book, book.all(Body).values())
        self._fill("body", [("すべての会議体", None), *((one.name, one.id) for one in bodies)])
        meetings = sorted(book.all(Meeting).values(), key=lambda one: (one.held_on, one.id), reverse=True)
        held = [(f"{meeting_name(book, one)}({show_date(one.held_on)})", one.id) for one in meetings]
        self._fill("meeting", held or [("会議がありません", None)])
        systems = in_order(book, book.all(System).values())
        self._fill("system", [("すべての業務", None), *((one.name, one.id) for one in systems)])
        months = [(show_partial_date(month), month) for month in reversed(known_months(book))]
        self._fill("month", [("記録のある最後の月", None), *months])
        outages = sorted(book.all(Outage).values(), key=lambda one: (one.began_at, one.id), reverse=True)
        self._fill("outage", [("その月のすべて", None), *((outage_name(book, one), one.id) for one in outages)])
        charged = sorted({one.fiscal_year for one in book.all(Assessment).values()}, reverse=True)
        years = [(show_fiscal_year(year), year) for year in charged]
        self._fill("fiscal_year", [("最も新しい年度", None), *years])
        handouts = in_order(book, book.all(Handout).values())
        self._fill(
            "handout",
            [("ひな形から" if handouts else "(まだありません)", None), *((one.name, one.id) for one in handouts)],
        )
        self._fill("template", [("先頭の資料", None), *((one.label, one) for one in Template)])
        first = first_shown(book)
        scenarios = sorted(scenarios_of(book), key=lambda one: one.id != first.id)
        named = [(f"{one.name}(採用)" if one.adopted else one.name, one.id) for one in scenarios]
        self._fill("scenario", named or [("現在の前提", None)])
        if "scenario" not in self._picked:
            self._show_first("scenario")
        self._fill("unit", list(_UNITS))
        self._fill("anonymous", list(_NAMES))
        self._fill("hide_reviewers", list(_REVIEWERS))
        self._fill("paper", [(paper.label, paper) for paper in Paper])
        self._fill("money", [(money.label, money) for money in Money])
        self._fill("totals", [(totals.label, totals) for totals in Totals])
        self._fill("disposition", [("すべて", None), *((one.label, one) for one in Disposition)])
        self._fill("previous", [("比較しない", None), *((one.name, one.id) for one in reversed(fixed))])
        self._fill("addressing", [("協議会の設定", None), *((one.label, one) for one in Addressing)])
        self._fill("mark", list(_MARKS))
        for name, line in self._typed.items():
            line.setVisible(name in report.options)
            self._labels[name].setVisible(name in report.options)
        for name, box in self._boxes.items():
            offered = name in report.options and not (name == "previous" and not fixed)
            box.setVisible(offered)
            self._labels[name].setVisible(offered)
        for name, flag in self._flags.items():
            flag.setVisible(name in report.options)

    def _offer_people(self) -> None:
        """Offer the reviewers and bidders of the procurement that is chosen."""
        book, settings = self._session.book, PrintSettings(procurement=self._chosen("procurement"))
        seats, bidders = reviewers_of(book, settings), bidders_of(book, settings)
        self._fill("reviewer", [("すべての審査員", None), *((one.name, one.id) for one in seats)])
        self._fill("bidder", [("すべての提案者", None), *((one.name, one.id) for one in bidders)])

    def propose_number(self, report: Report) -> None:
        """Write the number that follows the last one where letters are to be printed and nobody has written another."""
        line, proposed = self._typed["number"], next_number(self._session.book) if report.is_counted else ""
        if line.text() == self._proposed != proposed:
            line.setText(proposed)
            self._told["number"] = self._proposed = proposed
        fault = number_fault(self._session.book) if report.is_counted else None
        line.setPlaceholderText(sentence(fault) if fault is not None else "")
        line.setToolTip(line.placeholderText())

    def prefer(self, paper: Paper, anonymous: bool | None) -> None:
        """Choose what the user prefers; whoever prints may choose otherwise."""
        self.choose("paper", paper)
        self.choose("anonymous", anonymous)

    def type_text(self, name: str, text: str) -> None:
        """Write into one of the lines, as if it had been typed."""
        self._typed[name].setText(text)
        self._tell_typed()

    def _tell_typed(self) -> None:
        """Say that something was typed, once; a day that cannot be read is marked and taken as none."""
        typed = {name: line.text().strip() for name, line in self._typed.items()}
        for name in _DAYS:
            mark_wrong(self._typed[name], bool(typed[name]) and _day(typed[name]) is None)
        if typed != self._told:
            self._told = typed
            self.changed.emit()

    def choose(self, name: str, value: Any) -> None:
        """Choose one of the values that a setting offers."""
        self._boxes[name].setCurrentIndex(self._values[name].index(value))

    def settings(self) -> PrintSettings:
        """Return what is chosen."""
        previous = self._session.book.all(FixedSheet).get(self._chosen("previous") or 0)
        unit, digits = self._chosen("unit")
        values: dict[str, Any] = {name: self._chosen(name) for name in self._boxes if name not in {"previous", "unit"}}
        values |= {name: flag.isChecked() for name, flag in self._flags.items()}
        values |= {name: _day(text) if name in _DAYS else text for name, text in self._told.items()}
        values |= {"unit": unit, "digits": digits, "previous": previous.result if previous else None}
        return PrintSettings(**values, previous_name=previous.name if previous else "")

    def heading(self, report: Report) -> str:
        """Return which scenario a printout of scenarios shows, and whether it is adopted; "" of any other."""
        book = self._session.book
        chosen = book.all(Scenario).get(self._chosen("scenario") or 0) or first_shown(book)
        return scenario_heading(chosen) if "scenario" in report.options else ""

    def _chosen(self, name: str) -> Any:
        return self._values[name][self._boxes[name].currentIndex()]

    def _show_first(self, name: str) -> None:
        """Choose the first of what is offered; nobody is told, since nobody chose."""
        self._boxes[name].blockSignals(True)
        self._boxes[name].setCurrentIndex(0)
        self._boxes[name].blockSignals(False)

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
