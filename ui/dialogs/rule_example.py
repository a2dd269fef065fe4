"""What a rule would mean for everybody: an amount of the user's choice split by it, beside the editor of rules."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.rounding import Rounding
from core.calc.splitting.split import split
from core.dataclass import dataclass
from core.model.machine.faults import Refused
from core.model.values.money import parse_yen, show_yen
from core.model.values.rules import Rule
from core.words.sentences import sentence
from ui.look import theme
from ui.tables.columns import Column, Totals
from ui.tables.sheet.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Ground:
    """What the dialog needs of the ledger: who pays, how is rounded, which weights and fixed amounts there are, and an
    amount for the example. `blank` is what an empty rule means, "" where there must be one."""

    members: Sequence[Member]
    rounding: Rounding
    weights: Sequence[str]
    tables: Sequence[str]
    example: int
    blank: str = ""


class RuleExample(QWidget):
    """The amount, and each member's share of it."""

    def __init__(self, ground: Ground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self.yen = line_of("例の額(円)", "", 170)
        self.yen.setText(show_yen(ground.example))
        self.shares = Sheet((), name="この規則で按分した例", key=lambda one: one.code)
        line = QHBoxLayout()
        line.addWidget(label_of("例の額", self.yen))
        line.addWidget(self.yen)
        line.addWidget(QLabel("円"))
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(line)
        column.addWidget(self.shares, 1)

    def show_rule(self, rule: Rule | None) -> str:
        """Show the shares by the rule; return why there are none, "" where there are or where there is no rule."""
        rounding, wrong = self._ground.rounding, ""
        shares: dict[str, int] = {}
        kept = 0
        if rule is not None:
            try:
                done = split(
                    parse_yen(self.yen.text()),
                    rule,
                    self._ground.members,
                    unit=rounding.unit,
                    remainder=rounding.remainder,
                    representative=rounding.representative,
                )
            except SplitRefused as refused:
                wrong = sentence(refused.fault)
            except Refused as refused:
                wrong = sentence(refused.at("example"))
            else:
                shares, kept = dict(done.shares), done.secretariat
        self._fill(shares, kept)
        return wrong

    def _fill(self, shares: dict[str, int], kept: int) -> None:
        whole = sum(shares.values()) + kept
        columns = (
            Column("団体", lambda one: one.name, width=120, key="name"),
            Column("負担額(円)", lambda one: shares.get(one.code), show=show_yen, figure=True, width=140, key="share"),
            Column("割合", lambda one: show_percent(shares.get(one.code, 0), whole), figure=True, width=90, key="part"),
        )
        self.shares.set_columns(columns, self._ground.members if shares else ())
        rows = [Totals("合計", {"share": show_yen(whole)})] if shares else []
        if kept:
            rows.insert(0, Totals(self._ground.rounding.remainder.line_of_rest, {"share": show_yen(kept)}))
        self.shares.set_totals(rows)


def show_percent(part: int, whole: int) -> str:
    """Return a share in percent with one decimal, halves up; nothing of nothing."""
    if not whole:
        return ""
    tenths = (2_000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def line_of(name: str, hint: str, width: int = 0) -> QLineEdit:
    """Return a line to type into, for figures at the right where it has a width."""
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    if width:
        line.setFixedWidth(width)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
    return line


def label_of(text: str, buddy: QWidget) -> QLabel:
    """Return the label of a control."""
    label = QLabel(text)
    label.setProperty("role", "label")
    label.setBuddy(buddy)
    return label
