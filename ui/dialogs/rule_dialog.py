"""按分規則 put together: what is taken off first, how the rest is split, within what limits; and a live example."""

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.model.machine.faults import Refused
from core.model.values.money import show_yen
from core.model.values.rule_words import read_rule
from core.model.values.rules import Basis, Limit, Rule, Term
from core.words.sentences import sentence
from ui.dialogs.rule_example import Ground, RuleExample, label_of, line_of, show_percent
from ui.look import theme
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox

_NONE = "(なし)"
_YEN, _OF_TOTAL = "円", "総額の%"
_TERMS = 4
"""So many bases a rule is put together of; more may be typed."""


class RuleDialog(QDialog):
    """Shows a rule in words and in parts, each of which follows the other; `chosen` is the rule in words."""

    def __init__(self, ground: Ground, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("按分規則を組み立てる")
        self._ground = ground
        self._is_filling = False
        self.words = line_of("按分規則", "例 3:7、均等割:人口割 = 3:7、均等30%・人口70%")
        self.words.textEdited.connect(lambda _: self._from_words())
        self.bases = [_choice(f"{at}つ目の基準", [_NONE, *self._bases()]) for at in range(1, _TERMS + 1)]
        self.parts = [line_of(f"{at}つ目の割合", "割合", 90) for at in range(1, _TERMS + 1)]
        self.factors = [line_of(f"{at}つ目の逓減の倍率", "倍率 1.5", 90) for at in range(1, _TERMS + 1)]
        self.percents = [_note() for _ in range(_TERMS)]
        self.sum = _note()
        self.fixed = _choice("定額表", [_NONE, *ground.tables])
        kinds = [_NONE, _YEN, _OF_TOTAL, *(f"指標({name})の%" for name in ground.weights)]
        self.kinds = [_choice(label, kinds) for label in ("下限の種類", "上限の種類")]
        self.limits = [line_of(label, "", 150) for label in ("下限", "上限")]
        self.error = QLabel()
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.example = RuleExample(ground)
        self.example.yen.textEdited.connect(lambda _: self._show())
        self.accept_button = button("この規則にする", self.accept, "primary")
        self.accept_button.setDefault(True)
        self._follow_parts()
        self._lay_out()
        self.words.setText(text)
        self._from_words()

    @property
    def chosen(self) -> str:
        """The rule as it is shown, "" for none."""
        return self.words.text().strip()

    def _bases(self) -> list[str]:
        plain = [basis.label for basis in (Basis.EQUAL, Basis.POPULATION, Basis.DECREASING)]
        return [*plain, *(f"{Basis.WEIGHT.label}({name})" for name in self._ground.weights)]

    def _follow_parts(self) -> None:
        for box in (*self.bases, self.fixed, *self.kinds):
            box.currentIndexChanged.connect(lambda _: self._from_parts())
        for line in (*self.parts, *self.factors, *self.limits):
            line.textEdited.connect(lambda _: self._from_parts())

    def _from_words(self) -> None:
        """Let the parts be what the words say; words that cannot be read leave them as they are."""
        try:
            rule = read_rule(self.chosen) if self.chosen else None
        except Refused:
            self._show()
            return
        self._is_filling = True
        terms = rule.terms if rule else ()
        for at in range(_TERMS):
            term = terms[at] if at < len(terms) else None
            _choose(self.bases[at], _basis_word(term))
            self.parts[at].setText(rule.show_parts(term.parts) if rule and term else "")
            self.factors[at].setText(str(term.factor) if term and term.basis is Basis.DECREASING else "")
        _choose(self.fixed, rule.fixed if rule and rule.fixed else _NONE)
        for at, limit in enumerate((rule.least, rule.most) if rule else (None, None)):
            kind, number = _limit_words(limit)
            _choose(self.kinds[at], kind)
            self.limits[at].setText(number)
        self._is_filling = False
        self._show()

    def _from_parts(self) -> None:
        """Write the rule that the parts make."""
        if self._is_filling:
            return
        text = self._composed()
        with suppress(Refused):  # else it stands there as it was put together, with what is wrong below
            text = read_rule(text).label if text else ""
        self.words.setText(text)
        self._show()

    def _composed(self) -> str:
        used = [at for at in range(_TERMS) if self.bases[at].currentText() != _NONE]
        heads, parts = [], []
        for at in used:
            word = self.bases[at].currentText()
            if word == Basis.DECREASING.label:
                word += f"({self.factors[at].text().strip() or '1.5'}倍)"
            heads.append(word)
            parts.append(self.parts[at].text().strip() or "1")
        pieces = [f"定額({self.fixed.currentText()})"] if self.fixed.currentText() != _NONE else []
        if heads:
            pieces.append(":".join(heads) + (" = " + ":".join(parts) if len(heads) > 1 else ""))
        for label, box, line in zip(("下限", "上限"), self.kinds, self.limits, strict=True):
            kind, number = box.currentText(), line.text().strip()
            if kind != _NONE and number:
                amount = number if kind == _YEN else kind.removesuffix("%") + number.rstrip("%％") + "%"
                pieces.append(f"{label} {amount}")
        return "、".join(pieces)

    def _show(self) -> None:
        """Show the sum, what is wrong, and the example."""
        rule, wrong = self._rule()
        for at in range(_TERMS):
            word = self.bases[at].currentText()
            self.parts[at].setEnabled(word != _NONE)
            self.factors[at].setVisible(word == Basis.DECREASING.label)
            term = rule.terms[at] if rule and at < len(rule.terms) else None
            self.percents[at].setText(show_percent(term.parts, rule.whole) if rule and term and word != _NONE else "")
        for box, line in zip(self.kinds, self.limits, strict=True):
            line.setEnabled(box.currentText() != _NONE)
        self.sum.setText(f"割合の合計 {rule.show_parts(rule.whole)}" if rule and rule.terms else "")
        wrong = self.example.show_rule(rule) or wrong
        self.error.setText(f"エラー: {wrong}" if wrong else "")
        self.error.setVisible(bool(wrong))
        self.accept_button.setEnabled(rule is not None or (not self.chosen and bool(self._ground.blank)))

    def _rule(self) -> tuple[Rule | None, str]:
        if not self.chosen:
            blank = self._ground.blank
            return None, "" if blank else "按分規則を書くか、基準を選んでください。"
        try:
            return read_rule(self.chosen), ""
        except Refused as refused:
            return None, sentence(refused.at("rule"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP)
        grid.addWidget(label_of("先に引く定額", self.fixed), 0, 0)
        grid.addWidget(self.fixed, 0, 1)
        for at in range(_TERMS):
            grid.addWidget(label_of("分ける基準と割合" if not at else "", self.bases[at]), at + 1, 0)
            for column, widget in enumerate((self.bases[at], self.parts[at], self.percents[at], self.factors[at]), 1):
                grid.addWidget(widget, at + 1, column)
        grid.addWidget(self.sum, _TERMS + 1, 2, 1, 3)
        for at, label in enumerate(("下限", "上限")):
            row = _TERMS + 2 + at
            grid.addWidget(label_of(label, self.kinds[at]), row, 0)
            grid.addWidget(self.kinds[at], row, 1)
            grid.addWidget(self.limits[at], row, 2, 1, 3)
        grid.setColumnStretch(4, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.GAP)
        left.addWidget(label_of("按分規則(ここに書いても、下で選んでもかまいません)", self.words))
        left.addWidget(self.words)
        left.addLayout(grid)
        left.addWidget(_help(_HELP + (f"空欄のときは{self._ground.blank}。" if self._ground.blank else "")))
        left.addWidget(self.error)
        left.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(theme.MARGIN)
        body.addLayout(left, 3)
        body.addWidget(self.example, 2)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("キャンセル", self.reject))
        buttons.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(theme.MARGIN)
        layout.addLayout(body, 1)
        layout.addLayout(buttons)
        self.resize(1080, 560)


_HELP = (
    "割合には9.5のような小数も使えます。定額は先に引き、残りを割合で分けます。"
    "下限・上限で動いた額は、ほかの団体が重みの比で負担します。"
)


def _basis_word(term: Term | None) -> str:
    if term is None:
        return _NONE
    return f"{term.basis.label}({term.name})" if term.basis is Basis.WEIGHT else term.basis.label


def _limit_words(limit: Limit | None) -> tuple[str, str]:
    if limit is None:
        return _NONE, ""
    if limit.percent is None:
        return _YEN, show_yen(limit.yen)
    return f"指標({limit.name})の%" if limit.name else _OF_TOTAL, str(limit.percent)


def _choose(box: QComboBox, word: str) -> None:
    """Choose a word, which is offered besides the others if it is none of them."""
    if box.findText(word) < 0:
        box.addItem(word)
    box.setCurrentIndex(box.findText(word))


def _choice(name: str, words: Sequence[str]) -> QComboBox:
    box = ChoiceBox()
    box.addItems(list(words))
    box.setAccessibleName(name)
    box.setMinimumWidth(200)
    return box


def _note() -> QLabel:
    label = QLabel()
    label.setProperty("role", "unit")
    label.setMinimumWidth(64)
    return label


def _help(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "help")
    label.setWordWrap(True)
    return label
