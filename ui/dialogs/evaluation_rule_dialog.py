"""評価規則 put together from choices and figures, with what it makes of the bids at once."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.example import with_example
from core.calc.evaluation.frame import Frame, rule_of
from core.calc.evaluation.price import show_points
from core.model.evaluation import Absence, Procurement, SystemWeight
from core.model.machine.faults import Fault, Refused
from core.model.machine.records import abouts
from core.model.selection.evaluation_reading import READERS
from core.model.values.evaluation_rules import (
    MOST_DECIMALS,
    How,
    Least,
    Means,
    Part,
    Place,
    PriceWay,
    TieBreak,
    show,
)
from core.words.sentences import sentence
from ui.dialogs.rule_example import label_of, line_of
from ui.dialogs.rule_limits import NONE, LimitLines, Rows, StageLines, choice
from ui.look import theme
from ui.tables.columns import CENTER, Column
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button

_HINTS = {
    PriceWay.LOWEST: ("75%未満は75%とみなす(なければ空欄)", "提案額が最も低い者を満点とし、最低額÷提案額を掛けます。"),
    PriceWay.LIMIT: ("75%未満は75%とみなす(なければ空欄)", "1−提案額÷限度額 を配点に掛けます。"),
    PriceWay.SLOPE: ("100倍、上限20点", "限度額より安い割合に倍率を掛け、上限で止めます。"),
    PriceWay.TAPER: ("基準80%", "調査基準より安い部分の点の伸びを半分にします。"),
    PriceWay.INCOME: ("", "収入の提案で、最も高い者を満点とします。"),
    PriceWay.PLACES: ("1位1000点、2位800点", "提案額の低い順の順位で決めます。"),
    PriceWay.BANDS: ("80%以下1000点、90%以下800点", "限度額に対する割合の区間で決めます。"),
    PriceWay.DIVISION: ("1,000,000円あたり、標準点100点", "(技術点+標準点)÷提案額 を評価値とします。"),
    PriceWay.SCORED: ("", "価格の項目も審査員などが採点します。"),
}
_LEASTS = (Least.TOTAL, Least.TECHNICAL, Least.EACH_PART, Least.EACH_CRITERION, Least.MEAN, Least.MAJORITY, Least.HALF)
_TIES = tuple(one for one in TieBreak if one is not TieBreak.NAMED)


class EvaluationRuleDialog(QDialog):
    """`chosen` are the texts of the rule's columns; the example shows the bids of the procurement by this rule."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("評価規則を組み立てる")
        self._is_made_up = not frame.bidders
        self._frame = frame = with_example(frame)
        self._is_filling = True
        rule, criteria = rule_of(frame.procurement), frame.criteria
        names = [one.part.label for one in criteria if one.part is not Part.PRICE]
        names += [name for one in criteria for name in (one.heading, *one.levels)] + [one.name for one in criteria]
        names += [one.name for one in rule.thresholds.steps] + [one.name for one in rule.ties.steps]
        self._named = [name for name in dict.fromkeys(names) if name]
        # A rule of many steps has a line for each: what is not shown would be lost when it is accepted.
        lines = range(1, max(2, len(rule.roundings.steps)) + 1)
        self.way = choice("価格点の式", [one.label for one in PriceWay])
        self.figures = line_of("価格点の式の数", "")
        self.hint = _note()
        self.places = [choice(f"端数の{at}つ目の場所", [NONE, *(one.label for one in Place)]) for at in lines]
        self.hows = [choice(f"端数の{at}つ目の丸め方", [one.label for one in How]) for at in lines]
        digits = ["整数にする", *(f"小数第{at}位まで残す" for at in range(1, MOST_DECIMALS + 1))]
        self.digits = [choice(f"端数の{at}つ目の桁", digits) for at in lines]
        self.means = choice("集計", [one.label for one in Means])
        self.to = line_of("圧縮する点", "", 90)
        self.people = line_of("審査員数(合計点だけのとき)", "", 90)
        self.absence = choice("欠席の扱い", [one.label for one in Absence])
        self.system_weight = choice("業務の重み", [one.label for one in SystemWeight])
        leasts = [*(one.label for one in _LEASTS), *(f"「{name}」" for name in self._named)]
        self.limits = LimitLines("", leasts, rule.thresholds.steps, 3)
        self.stages = StageLines(leasts, rule)
        ties = [NONE, *(one.label for one in _TIES), *(f"「{name}」の点が高い" for name in self._named)]
        self.ties = [choice(f"{at}つ目の同点の決め方", ties) for at in range(1, max(4, len(rule.ties.steps)) + 1)]
        self.error = _note("error")
        self.example = Sheet((), name="この規則での結果", key=lambda one: one.bidder.id)
        self.accept_button = button("この規則にする", self.accept, "primary")
        self._lay_out()
        self._fill(frame.procurement)
        self._is_filling = False
        for box in self.findChildren(QComboBox):
            box.currentIndexChanged.connect(lambda _: self._show())
        for line in self.findChildren(QLineEdit):
            line.textEdited.connect(lambda _: self._show())
        self._show()

    @property
    def chosen(self) -> dict[str, str]:
        """The texts of the rule's columns, as people read them."""
        figures = self.figures.text().strip()
        roundings = [
            f"{place.currentText()}の小数第{digits.currentIndex() + 1}位を{how.currentText()}"
            for place, how, digits in zip(self.places, self.hows, self.digits, strict=True)
            if place.currentText() != NONE
        ]
        inside = [f"{self.to.text().strip()}点に"] if self.to.isEnabled() and self.to.text().strip() else []
        inside += [f"{self.people.text().strip()}名"] if self.people.text().strip() else []
        ties = [box.currentText() for box in self.ties if box.currentText() != NONE]
        return {
            "price_formula": f"{self.way.currentText()}({figures})" if figures else self.way.currentText(),
            "rounding": "、".join(roundings) or "しない",
            "aggregation": self.means.currentText() + (f"({'、'.join(inside)})" if inside else ""),
            "absence": self.absence.currentText(),
            "system_weight": self.system_weight.currentText(),
            "thresholds": "、".join(self.limits.texts) or "なし",
            "ties": "、".join(ties) or "なし",
            **self.stages.texts,
        }

    def _fill(self, procurement: Procurement) -> None:
        rule = rule_of(procurement)
        self.way.setCurrentText(rule.price.way.label)
        self.figures.setText(rule.price.text.removeprefix(rule.price.way.label).strip("()"))
        for at, one in enumerate(rule.roundings.steps):
            self.places[at].setCurrentText(one.place.label)
            self.hows[at].setCurrentText(one.how.label)
            self.digits[at].setCurrentIndex(one.digits)
        if not rule.roundings.steps:
            self.hows[0].setCurrentText(How.HALF_UP.label)
        self.means.setCurrentText(rule.aggregation.means.label)
        self.to.setText(show(rule.aggregation.to))
        self.people.setText(str(rule.aggregation.people or ""))
        self.absence.setCurrentText(rule.absence.label)
        self.system_weight.setCurrentText(rule.system_weight.label)
        for at, tie in enumerate(rule.ties.steps):
            self.ties[at].setCurrentText(tie.text)

    def _show(self) -> None:
        if self._is_filling:
            return
        way = next(one for one in PriceWay if one.label == self.way.currentText())
        example, words = _HINTS[way]
        self.figures.setPlaceholderText(f"例 {example}" if example else "")
        self.figures.setEnabled(bool(example))
        self.hint.setText(words)
        self.to.setEnabled(self.means.currentText() == Means.COMPRESSED.label)
        self.limits.show()
        self.stages.show()
        for widget in self._of_two:
            widget.setVisible(self.stages.is_staged)
        for place, how, digits in zip(self.places, self.hows, self.digits, strict=True):
            how.setEnabled(place.currentText() != NONE)
            digits.setEnabled(place.currentText() != NONE)
        procurement = self._read()
        self.accept_button.setEnabled(procurement is not None)
        if procurement is not None:
            self._show_example(procurement)

    def _read(self) -> Procurement | None:
        """Return the procurement with the rule that is chosen; say what cannot be read."""
        texts: Mapping[str, str] = self.chosen
        try:
            read = {name: READERS[name](text).text for name, text in texts.items() if name in READERS}
        except Refused as refused:
            self.error.setText(sentence(Fault("", refused.rule, refused.facts)))
            return None
        self.error.setText("")
        described = abouts(Procurement)
        words = {name: described[name].kind.read(text) for name, text in texts.items() if name not in READERS}
        return replace(self._frame.procurement, **{**read, **words})

    def _show_example(self, procurement: Procurement) -> None:
        made = evaluate(self._frame.with_rule(procurement))
        columns = (
            Column("順位", lambda one: one.rank, width=56, align=CENTER),
            Column("提案者", lambda one: one.bidder.name, width=180),
            *([Column("一次審査", lambda one: show_points(one.first), figure=True, width=90)] if made.early else []),
            Column("価格点", lambda one: show_points(one.price.points) if one.price else "", figure=True, width=110),
            Column("技術点", lambda one: show_points(one.technical), figure=True, width=110),
            Column("合計", lambda one: show_points(one.total), figure=True, width=110),
            Column("判定", lambda one: one.verdict.label, width=160 if made.early else 100),
            Column(
                "注",
                lambda one: " ".join((*map(sentence, one.remarks), *one.short)),
                width=280,
            ),
        )
        self.example.set_columns(columns, made.ranked)

    def _lay_out(self) -> None:
        self._of_two: list[QWidget] = [*self.stages.counted]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP)
        rows: Rows = [
            ("価格点の式", [[self.way, self.figures]]),
            ("端数", [[*some] for some in zip(self.places, self.hows, self.digits, strict=True)]),
            ("集計", [[self.means, QLabel("圧縮"), self.to, QLabel("点に 審査員数"), self.people, QLabel("名")]]),
            ("欠席・業務の重み", [[self.absence, self.system_weight]]),
            ("審査の段階", [[self.stages.stages, *self.stages.counted]]),
            *self.stages.rows_of_two,
            ("下限", self.limits.lines),
            ("同点(順に)", [list(self.ties)]),
        ]
        at = 0
        for words, lines in rows:
            label = label_of(words, lines[0][0])
            grid.addWidget(label, at, 0)
            if (words, lines) in self.stages.rows_of_two:
                self._of_two += [label, *(widget for widgets in lines for widget in widgets)]
            for widgets in lines:
                line = QHBoxLayout()
                for widget in widgets:
                    line.addWidget(widget, 1 if widget is self.figures else 0)
                if self.figures not in widgets:
                    line.addStretch(1)
                grid.addLayout(line, at, 1)
                at += 1
            if words == "価格点の式":
                grid.addWidget(self.hint, at, 1)
                at += 1
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addWidget(self.error)
        title = QLabel(
            "この規則での例(提案者がまだないため、作りものの3者と点によります)"
            if self._is_made_up
            else "この規則での結果(いま入っている提案額と採点によります)"
        )
        title.setProperty("role", "label")
        column.addWidget(title)
        column.addWidget(self.example, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("やめる", self.reject))
        buttons.addWidget(self.accept_button)
        column.addLayout(buttons)
        self.resize(900, 700)


def _note(role: str = "help") -> QLabel:
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(True)
    return made
