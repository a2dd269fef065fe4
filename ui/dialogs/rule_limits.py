"""Lines of a rule of evaluation in which limits are chosen, and those which say how two stages hang together."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from core.calc.evaluation.frame import EvaluationRule
from core.model.evaluation import Carried, PriceBasis
from core.model.values.evaluation_rules import Threshold, show
from ui.dialogs.rule_example import line_of
from ui.widgets.choice_box import ChoiceBox

NONE = "(なし)"
ONE, TWO = "1段(絞らない)", "2段(一次審査で絞る)"
DECIDE, ALL = "決めるまで待つ", "全員が進む"

Rows = list[tuple[str, list[list[QWidget]]]]
"""What stands at the left of some lines, and the widgets of each line."""


class LimitLines:
    """As many lines as there are limits, at least `count`: of what, how much, in which unit."""

    def __init__(self, before: str, leasts: Sequence[str], steps: Sequence[Threshold], count: int) -> None:
        lines = range(1, max(count, len(steps)) + 1)
        self.leasts = [choice(f"{before}{at}つ目の下限", [NONE, *leasts]) for at in lines]
        self.amounts = [line_of(f"{before}{at}つ目の下限の値", "60", 80) for at in lines]
        self.units = [choice(f"{before}{at}つ目の下限の単位", ["%(満点に対する)", "点"]) for at in lines]
        for at, least in enumerate(steps):
            self.leasts[at].setCurrentText(least.subject)
            self.amounts[at].setText(show(least.amount * (100 if least.is_share else 1)))
            self.units[at].setCurrentIndex(0 if least.is_share else 1)

    @property
    def lines(self) -> list[list[QWidget]]:
        return [[*some, QLabel("以上")] for some in self._parts]

    @property
    def texts(self) -> list[str]:
        """The limits that are chosen, in words."""
        return [
            f"{least.currentText()}が{'満点の' if not unit.currentIndex() else ''}{amount.text().strip()}"
            f"{'点' if unit.currentIndex() else '%'}以上"
            for least, amount, unit in self._parts
            if least.currentText() != NONE
        ]

    def show(self) -> None:
        """Let only the figures of a limit that is chosen be typed."""
        for least, amount, unit in self._parts:
            amount.setEnabled(least.currentText() != NONE)
            unit.setEnabled(least.currentText() != NONE)

    @property
    def _parts(self) -> list[tuple[QComboBox, QLineEdit, QComboBox]]:
        return list(zip(self.leasts, self.amounts, self.units, strict=True))


class StageLines:
    """One stage or two; of two who goes on, what of the first counts in the end, and among whose prices is compared."""

    def __init__(self, leasts: Sequence[str], rule: EvaluationRule) -> None:
        passing = rule.passing
        self.stages = choice("審査の段階", [ONE, TWO])
        self.best = line_of("二次審査に進む者の数", "3", 60)
        self.equals = choice("境で同点のとき", [DECIDE, ALL])
        self.limits = LimitLines("一次審査の", leasts, passing.least.steps, 1)
        self.carried = choice("一次審査の点", [one.label for one in Carried])
        self.price_basis = choice("価格点の基準", [one.label for one in PriceBasis])
        self.stages.setCurrentText(TWO if passing.is_asked else ONE)
        self.best.setText(str(passing.places or ("" if passing.is_asked else 3)))
        self.equals.setCurrentText(ALL if passing.equals else DECIDE)
        self.carried.setCurrentText(rule.carried.label)
        self.price_basis.setCurrentText(rule.price_basis.label)
        self.counted: list[QWidget] = [
            QLabel("上位"),
            self.best,
            QLabel("者まで(空欄は人数で絞らない)　境で同点のとき"),
            self.equals,
        ]
        self.rows_of_two: Rows = [
            ("一次審査の下限", self.limits.lines),
            ("一次審査の点", [[self.carried, QLabel("　二次審査の価格点の基準"), self.price_basis]]),
        ]

    @property
    def is_staged(self) -> bool:
        return self.stages.currentText() == TWO

    @property
    def texts(self) -> dict[str, str]:
        """The texts of the rule's columns."""
        carried, basis = self.carried.currentText(), self.price_basis.currentText()
        return {"passing": self._passing if self.is_staged else "なし", "carried": carried, "price_basis": basis}

    @property
    def _passing(self) -> str:
        """Who goes on, in words; two stages that ask for nothing are refused when this is read."""
        equals = "(同点は全員)" if self.equals.currentText() == ALL else ""
        count = self.best.text().strip()
        best = [f"上位{count}者{equals}"] if count else []
        return "、".join((*best, *self.limits.texts)) or "上位(空欄)者"

    def show(self) -> None:
        self.limits.show()
        self.equals.setEnabled(bool(self.best.text().strip()))


def choice(name: str, texts: Sequence[str]) -> QComboBox:
    """Return a box to choose from, by the name that is read out."""
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.addItems(list(texts))
    return box
