"""A line of fields with a button that adds a row; what is wrong stands under the field."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from core.model.machine.faults import Faults
from core.words.sentences import sentence
from ui.look import theme
from ui.widgets.buttons import button, mark_wrong
from ui.widgets.fields import TextInput
from ui.widgets.offers import Ask, Offer, Offers
from ui.widgets.tools.flow import Column, Flow

_LEAST = 72
_AROUND = 2 * theme.GAP + 8
"""What stands around the text of a field."""

Add = Callable[[dict[str, str]], Faults | None]
Remark = Callable[[dict[str, str]], str]


class _Field(TextInput):
    """A field of a wished width, or as wide as its own name; it gives way as far as that can be read in it."""

    def __init__(self, label: str, width: int) -> None:
        super().__init__()
        self.setPlaceholderText(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._named = QFontMetrics(QApplication.font()).horizontalAdvance(label) + _AROUND
        self._wished = max(width, self._named)
        self.setMaximumWidth(self._wished)

    def sizeHint(self) -> QSize:
        return QSize(self._wished, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._wished, max(_LEAST, self._named)), super().minimumSizeHint().height())


class AddBar(QWidget):
    """Fields are (name, label, width in pixels). `add` gets the texts by name and returns None when it is there.

    `offers` gives by field what is offered while somebody types; what is chosen fills the fields. `remark` says what is
    remarkable in the texts, though it is no fault.
    """

    def __init__(
        self,
        fields: Sequence[tuple[str, str, int]],
        text: str,
        add: Add,
        offers: Mapping[str, Ask] = {},
        remark: Remark | None = None,
    ) -> None:
        super().__init__()
        self._add = add
        self._remark = remark
        self._fields: dict[str, TextInput] = {}
        self._errors: dict[str, QLabel] = {}
        lines = Column(self)
        lines.setSpacing(0)
        self._line = Flow(shrinks=True)
        self._line.setSpacing(theme.GAP)
        lines.add_flow(self._line)
        for name, label, width in fields:
            edit = _Field(label, width)
            edit.setAccessibleName(label)
            if name in offers:
                Offers(edit, offers[name], first=True).chosen.connect(self._take)
            edit.textChanged.connect(self._show_remark)
            edit.returnPressed.connect(self.submit)
            error = QLabel()
            error.setProperty("role", "error")
            error.setWordWrap(True)
            error.hide()
            self._line.addWidget(edit)
            lines.addWidget(error)
            self._fields[name] = edit
            self._errors[name] = error
        self._remarked = QLabel()
        self._remarked.setProperty("role", "help")
        self._remarked.setWordWrap(True)
        self._remarked.hide()
        lines.addWidget(self._remarked)
        self._line.addWidget(button(text, self.submit))

    def least_line(self) -> int:
        """Return how wide it must be for its fields and the button to be one line."""
        return self._line.least_line()

    def set_texts(self, **texts: str) -> None:
        """Put texts into the fields."""
        for name, text in texts.items():
            self._fields[name].setText(text)

    def _take(self, offer: Offer) -> None:
        self.set_texts(**{name: text for name, text in offer.fields.items() if name in self._fields})

    def _show_remark(self) -> None:
        if self._remark is not None:
            text = self._remark({name: edit.text() for name, edit in self._fields.items()})
            self._remarked.setText(f"確認: {text}")
            self._remarked.setVisible(bool(text))

    def forget_refusal(self) -> None:
        """Say nothing of what was wrong any more: the ledger has changed, and it may be right by now."""
        for name, error in self._errors.items():
            error.hide()
            mark_wrong(self._fields[name], False)
            self._fields[name].setAccessibleDescription("")

    def submit(self) -> None:
        """Add the row, or say what is wrong and keep what was typed."""
        self.forget_refusal()
        faults = self._add({name: edit.text() for name, edit in self._fields.items()})
        if faults is None:
            for edit in self._fields.values():
                edit.show_text("")
            next(iter(self._fields.values())).setFocus()
            return
        for fault in reversed(tuple(faults)):
            name = fault.field if fault.field in self._errors else next(iter(self._errors))
            self._errors[name].setText(f"エラー: {sentence(fault)}")
            self._errors[name].show()
            mark_wrong(self._fields[name], True)
            self._fields[name].setAccessibleDescription(sentence(fault))
            self._fields[name].setFocus()
