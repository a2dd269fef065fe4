"""The form of one record: each field with its label above, its help and its unit, and what is wrong with it below."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.dataclass import dataclass
from core.model.machine.kinds import AnyRow, FiscalYear, Input, OneOf, Reference, Text
from core.model.machine.records import Record, abouts, column_types
from core.model.machine.sealing import SEALED, may_be_sealed, told
from core.model.machine.spreadsheet import text_at
from core.model.machine.table import Look
from ui.look import theme
from ui.tables.columns import show_value
from ui.tables.references import offered_names, shown_name
from ui.widgets.buttons import button, mark_wrong
from ui.widgets.fields import ChoiceInput, DateInput, FigureInput, FlagInput, InputWidget, LongInput, TextInput

Commit = Callable[[str, str], str | None]
"""(name of the field, typed text) → the sentence of refusal, or None when accepted."""


@dataclass(frozen=True, slots=True)
class Assist:
    """A button beside a field, which asks for its text elsewhere: `ask` is given the text that stands there and returns
    another, or None where nobody wished one."""

    word: str
    ask: Callable[[QWidget, str], str | None]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `show` gives the text of the record's value, `choices` what a CHOICE offers. `get` gives the
    value of a record where it is more than its column."""

    name: str
    label: str
    input: Input = Input.TEXT
    unit: str = ""
    help: str = ""
    show: Callable[[Any], str] = show_value
    choices: Sequence[str] | Callable[[Any], Sequence[str]] = ()
    assist: Assist | None = None
    get: Callable[[Any], Any] | None = None

    def value(self, record: Any) -> Any:
        """Return the value that is shown of this record."""
        return getattr(record, self.name) if self.get is None else self.get(record)

    def offered(self, record: Any) -> Sequence[str]:
        """Return the words that may be chosen for this record."""
        return self.choices(record) if callable(self.choices) else self.choices


def field_of(cls: type[Record], name: str, look: Look | None = None, **options: Any) -> Field:
    """Return the field for a column of a record: label, unit and help from the record, the input from its kind.

    Figures are shown with commas, years as 令和8年度 (which says their unit), dates as 令和8年11月23日, words by their
    labels, rows of other tables by their names in `look`; `options` override any of it.
    """
    about = abouts(cls)[name]
    kind = about.kind
    made: dict[str, Any] = {"unit": about.unit, "help": about.help, "input": kind.input, "show": kind.show}
    if isinstance(kind, OneOf):
        labels = [word.label for word in kind.words]
        made["choices"] = ["", *labels] if column_types(cls)[name][1] else labels
    elif isinstance(kind, FiscalYear):
        made |= {"show": kind.plain, "unit": ""}
    elif isinstance(kind, Text) and kind.is_long:
        made["input"] = Input.LONG
    elif isinstance(kind, Reference) and look is not None:
        made |= {"show": shown_name(cls, name, look), "choices": offered_names(cls, name, look)}
    elif isinstance(kind, AnyRow) and look is not None:
        made["show"] = lambda value: text_at(look, value)
    if may_be_sealed(cls, name):
        assert look is not None, f"{name} of {cls.__name__} is told by some rows only"
        show, there = made["show"], look
        made |= {
            "get": lambda record: told(there, record, name),
            "show": lambda value: value if value == SEALED else show(value),
        }
    if "choices" in options:
        made["input"] = Input.CHOICE
    return Field(name, about.label, **(made | options))


class FieldBox(QWidget):
    """One field with everything that belongs to it."""

    def __init__(self, field: Field, commit: Commit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._commit = commit
        self.input = _input(field, self)
        self.input.setAccessibleName(field.label)
        self.input.setAccessibleDescription(field.help)
        self.error = QLabel(self)
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP + 2)
        if field.input is not Input.FLAG:
            layout.addWidget(_label(field.label, "label", self, self.input))
        if field.help:
            layout.addWidget(_label(field.help, "help", self))
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(self.input)
        if field.unit:
            line.addWidget(_label(field.unit, "unit", self))
        if field.assist is not None:
            asking = button(field.assist.word, self._ask, parent=self)
            asking.setAccessibleName(f"{field.label}を{field.assist.word}")
            line.addWidget(asking)
        if field.input not in (Input.TEXT, Input.LONG):
            line.addStretch(1)
        layout.addLayout(line)
        layout.addWidget(self.error)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.input.done.connect(self._done)

    def show_record(self, record: Any, *, keep_typed: bool) -> None:
        """Show the record's value; with `keep_typed` a text that was refused stays, with its sentence."""
        if keep_typed and not self.error.isHidden() and self.input.typed() is not None:
            return
        self.show_error(None)
        if isinstance(self.input, ChoiceInput):
            self.input.set_choices(self.field.offered(record))
        value = None if record is None else self.field.value(record)
        self.input.show_text("" if value is None else self.field.show(value))

    def show_error(self, sentence: str | None) -> None:
        """Say what is wrong under the field, or take it away."""
        self.error.setText(f"エラー: {sentence}" if sentence else "")
        self.error.setVisible(sentence is not None)
        self.input.setAccessibleDescription(sentence or self.field.help)
        mark_wrong(self.input.line if isinstance(self.input, DateInput) else self.input, sentence is not None)

    def _ask(self) -> None:
        """Let the text be made elsewhere, and take it as if it had been typed."""
        assert self.field.assist is not None
        assert isinstance(self.input, TextInput)
        text = self.field.assist.ask(self, self.input.text())
        if text is not None:
            self.input.setText(text)
            self._done()

    def _done(self) -> None:
        typed = self.input.typed()
        self.show_error(None if typed is None else self._commit(self.field.name, typed))


class RecordForm(QWidget):
    """The fields of one record, in one or more columns; each field is committed by itself, on Enter or leaving it."""

    def __init__(
        self, fields: Sequence[Field], commit: Commit, *, columns: int = 1, parent: QWidget | None = None
    ) -> None:
        """`commit(name, text)` writes through the session and returns the sentence of refusal, or None; the page then
        shows the record as it has become."""
        super().__init__(parent)
        self._key: Any = None
        self._boxes: dict[str, FieldBox] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * theme.GAP)
        layout.setVerticalSpacing(theme.MARGIN)
        at = 0
        for field in fields:
            box = FieldBox(field, commit, self)
            span = columns if field.input is Input.LONG else 1
            if at % columns + span > columns:
                at += columns - at % columns
            layout.addWidget(box, at // columns, at % columns, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
            self._boxes[field.name] = box
        for column in range(columns):
            layout.setColumnStretch(column, 1)
        layout.setRowStretch(at // columns + 1, 1)
        self.setEnabled(False)

    @property
    def boxes(self) -> Mapping[str, FieldBox]:
        """Return the fields by name."""
        return self._boxes

    def show_record(self, record: Any) -> None:
        """Show a record, or nothing for None. A refused text stays while it is the same record that is shown again."""
        key = getattr(record, "id", None)
        same = record is not None and key == self._key
        self._key = key
        self.setEnabled(record is not None)
        for box in self._boxes.values():
            box.show_record(record, keep_typed=same)

    def focus_field(self, name: str) -> None:
        """Give the keyboard to a field."""
        self._boxes[name].input.setFocus(Qt.FocusReason.OtherFocusReason)


def _input(field: Field, parent: QWidget) -> InputWidget:
    match field.input:
        case Input.LONG:
            return LongInput(parent)
        case Input.FIGURE:
            return FigureInput(parent)
        case Input.DATE:
            return DateInput(parent)
        case Input.CHOICE:
            return ChoiceInput(field.offered(None) if not callable(field.choices) else (), parent)
        case Input.FLAG:
            return FlagInput(field.label, parent)
    return TextInput(parent)


def _label(text: str, role: str, parent: QWidget, buddy: QWidget | None = None) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", role)
    label.setWordWrap(role == "help")
    if buddy is not None:
        label.setBuddy(buddy)
    return label
