"""A line of fields with a button that adds a row; what is wrong stands under the field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.model.machine.faults import Faults
from core.words.sentences import sentence
from ui.widgets.buttons import button, mark_wrong
from ui.widgets.fields import TextInput

Add = Callable[[dict[str, str]], Faults | None]


class AddBar(QWidget):
    """Fields are (name, label, width in pixels). `add` gets the texts by name and returns None when it is there."""

    def __init__(self, fields: Sequence[tuple[str, str, int]], text: str, add: Add) -> None:
        super().__init__()
        self._add = add
        self._fields: dict[str, TextInput] = {}
        self._errors: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for at, (name, label, width) in enumerate(fields):
            edit = TextInput()
            edit.setFixedWidth(width)
            edit.setPlaceholderText(label)
            edit.setAccessibleName(label)
            edit.returnPressed.connect(self.submit)
            error = QLabel()
            error.setProperty("role", "error")
            error.setWordWrap(True)
            error.hide()
            grid.addWidget(edit, 0, at)
            grid.addWidget(error, 1 + at, 0, 1, len(fields) + 2)
            self._fields[name] = edit
            self._errors[name] = error
        grid.addWidget(button(text, self.submit), 0, len(fields))
        grid.setColumnStretch(len(fields) + 1, 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def set_texts(self, **texts: str) -> None:
        """Put texts into the fields."""
        for name, text in texts.items():
            self._fields[name].setText(text)

    def submit(self) -> None:
        """Add the row, or say what is wrong and keep what was typed."""
        for name, error in self._errors.items():
            error.hide()
            mark_wrong(self._fields[name], False)
            self._fields[name].setAccessibleDescription("")
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
