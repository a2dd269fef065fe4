"""What holds for all of a sheet that is to be imported and does not say so itself: day, unit, tax, hidden rows."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.model.machine.faults import Fault, Refused
from core.model.values.money import UNITS
from core.model.values.partial_dates import show_partial_date
from core.operations.importing.understood import Wishes, said_day
from core.words.sentences import sentence
from ui.pages.exchange.import_reading import Reading
from ui.widgets.choice_box import ChoiceBox

_BY_SHEET = "表のとおり"
_UNITS = [_BY_SHEET, *dict.fromkeys(word for scales in UNITS.values() for word in scales)]
_TAXES = [_BY_SHEET, "税抜", "税込"]
_HIDDEN = {"(選んでください)": None, "取り込む": True, "除く": False}
_PARTS = {"(選んでください)": None, **{f"左から{number}番目": number for number in range(1, 5)}}
_ASKED_BY = {
    "ask_day": "日付",
    "ask_unit": "単位",
    "ask_word": "消費税",
    "ask_tax": "消費税",
    "ask_hidden_rows": "隠れた行",
    "ask_part": "並んだ表",
}
_HINTS = {
    "nothing_of_ours": "上の「取り込み先」で選ぶこともできます。",
    "ask_columns": "「列の対応」の「台帳の項目」で選んでください。",
    "ask_table": "上の「取り込み先」で選んでください。",
    "ask_this_table": "上の「取り込み先」で選んでください。",
    "ask_narrowed": "上の「取り込み先」で選んでください。",
    "ask_digits": "上の「取り込み先」で選んでください。",
}
_NEW_LINE = {"隠れた行"}
"""Before which input a second line begins, so that all of them fit into a small window."""
_SAID_BY = {"day_said": "日付", "unit_said": "単位"}


def asked(fault: Fault) -> str:
    """Return what has to be answered, and where on the page."""
    name = _ASKED_BY.get(fault.rule)
    hint = _HINTS.get(fault.rule, "") if name is None else f"上の「{name}」で答えてください。"
    return f"{sentence(fault)} {hint}".strip()


class ImportWords(QWidget):
    """Two lines of inputs, each shown only where the sheet needs it or was read with it; `said` is called when one of
    them was changed."""

    def __init__(self, said: Callable[[], object]) -> None:
        super().__init__()
        self.day = QLineEdit()
        self.day.setPlaceholderText("例 R7.10.1")
        self.day.setMaximumWidth(160)
        self.day.editingFinished.connect(said)
        self.unit, self.tax, self.hidden = (_words_box(words, said) for words in (_UNITS, _TAXES, list(_HIDDEN)))
        self.part = _words_box(list(_PARTS), said)
        self._parts: dict[str, tuple[QLabel, QWidget]] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        inputs = {"日付": self.day, "単位": self.unit, "消費税": self.tax, "隠れた行": self.hidden}
        inputs["並んだ表"] = self.part
        line = QHBoxLayout()
        for name, part in inputs.items():
            if name in _NEW_LINE:
                line.addStretch(1)
                lines.addLayout(line)
                line = QHBoxLayout()
            line.setSpacing(8)
            part.setAccessibleName(name)
            self._parts[name] = QLabel(name), part
            for widget in self._parts[name]:
                line.addWidget(widget)
        line.addStretch(1)
        lines.addLayout(line)

    def reset(self) -> None:
        """Say nothing of the sheet."""
        self.day.clear()
        for box in (self.unit, self.tax, self.hidden, self.part):
            box.setCurrentIndex(0)

    def wishes(self, before: Wishes) -> Wishes:
        """Return what was said before with what the inputs say; a day that is none is not said."""
        try:
            day = said_day(self.day.text()) if self.day.text().strip() else None
        except Refused:
            day = None
        unit, tax = (None if box.currentText() == _BY_SHEET else box.currentText() for box in (self.unit, self.tax))
        hidden, part = _HIDDEN[self.hidden.currentText()], _PARTS[self.part.currentText()]
        return replace(before, day=day, unit=unit, tax=tax, hidden_rows=hidden, part=part)

    def show_for(self, reading: Reading | None) -> None:
        """Show the inputs that the sheet needs, and those by which it was read."""
        needed = set()
        if reading is not None:
            needed = {_ASKED_BY[fault.rule] for fault in reading.asks if fault.rule in _ASKED_BY}
            needed |= {_SAID_BY[fault.rule] for fault in reading.found.block.said if fault.rule in _SAID_BY}
            wishes = reading.wishes
            spoken: dict[str, object] = {
                "日付": wishes.day,
                "単位": wishes.unit,
                "消費税": wishes.tax,
                "隠れた行": wishes.hidden_rows,
            }
            spoken["並んだ表"] = wishes.part
            needed |= {name for name, value in spoken.items() if value is not None}
            if wishes.day:
                self.day.setText(show_partial_date(wishes.day))
        for name, widgets in self._parts.items():
            for widget in widgets:
                widget.setVisible(name in needed)
        self.setVisible(bool(needed))


def _words_box(words: list[str], said: Callable[[], object]) -> QComboBox:
    box = choice_box("", said)
    box.addItems(words)
    return box


def choice_box(name: str, chosen: Callable[[], object]) -> QComboBox:
    """Return an empty box; `chosen` is called when somebody chooses."""
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setMinimumWidth(96)
    box.setMaximumWidth(290)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.activated.connect(lambda _at: chosen())
    return box


def fill(box: QComboBox, words: list[str]) -> None:
    """Offer other words."""
    box.clear()
    box.addItems(words)
