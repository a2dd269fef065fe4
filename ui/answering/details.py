"""Beside the list of the answer window: one request with what it costs, and the answer to it in large."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.dataclass import dataclass
from core.model.answer_file import AskedQuote, Cost, Given, Issue, OtherAnswer, Request
from core.model.answers import AnswerState
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from ui.look import theme
from ui.tables.columns import CENTER, Column, yen_column
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button
from ui.widgets.fields import LongInput

KEYS = {"1": AnswerState.YES, "2": AnswerState.NO, "3": AnswerState.UNDECIDED, "0": AnswerState.UNANSWERED}
_MOST_ROWS = 8

Give = Callable[[int, AnswerState, str | None], str | None]
"""(request, answer, comment or None) → the sentence of refusal, or None when it is noted."""


@dataclass(frozen=True, slots=True)
class _Case:
    label: str
    implementers: int | None
    one_off: str
    yearly: str


class AnswerDetails(QScrollArea):
    """Shows one request of the file; the four buttons and the comment answer it."""

    def __init__(self, issue: Issue, give: Give) -> None:
        super().__init__()
        self._give = give
        self._request: Request | None = None
        self._refused: dict[int, tuple[str, str]] = {}
        self.setObjectName("form")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title = _text("heading")
        self._facts = _text("help")
        self._description = _text("")
        self.buttons = {state: self._state_button(key, state) for key, state in KEYS.items()}
        self.comment = LongInput()
        self.comment.setAccessibleName("コメント")
        self.comment.setFixedHeight(84)
        self.comment.done.connect(self.commit)
        self._error = _text("error")
        self.costs = Sheet(
            (
                Column("場合", lambda one: one.label, width=190, filter=False),
                Column("団体数", lambda one: one.implementers, width=60, figure=True, filter=False),
                Column("初期費用", lambda one: one.one_off, width=100, figure=True, filter=False),
                Column("年額", lambda one: one.yearly, width=84, figure=True, filter=False),
            ),
            name="費用",
            key=lambda one: one.label,
        )
        self.quotes = Sheet(
            (
                Column("案", lambda one: one.option, width=130, filter=False),
                Column("団体数", lambda one: one.implementers, width=60, figure=True, filter=False),
                yen_column("総額", lambda one: one.one_off, width=100, filter=False),
                yen_column("1団体", lambda one: one.one_off // one.implementers, width=84, filter=False),
                yen_column("年額", lambda one: one.yearly, width=84, filter=False),
            ),
            name="見積",
            key=lambda one: (one.option, one.implementers),
        )
        self.others = Sheet(
            (
                Column("団体", lambda one: one.name, width=190, filter=False),
                Column("意向", lambda one: one.state, width=110, align=CENTER, filter=False),
            ),
            name="ほかの団体の回答",
            key=lambda one: one.code,
        )
        self._lay_out(issue)

    def show_request(self, request: Request | None, given: Given | None) -> None:
        """Show one request with its answer; nothing for None.

        What was typed about another one is noted first; what was refused stands there again, with its sentence.
        """
        if self._request is not None and (request is None or request.id != self._request.id):
            self.commit()
        self._request = request
        self._content.setVisible(request is not None)
        if request is None or given is None:
            return
        option = f"({request.option})" if request.option else ""
        self._title.setText(f"項{request.item}　{request.title}{option}")
        self._facts.setText("　".join(_facts(request)))
        self._facts.setVisible(bool(self._facts.text()))
        self._description.setText(request.description)
        self._description.setVisible(bool(request.description))
        for state, pressed in self.buttons.items():
            pressed.setChecked(state is given.state)
        typed, told = self._refused.get(request.id, (given.comment, None))
        self.comment.show_text(given.comment)
        if told is not None:
            self.comment.setPlainText(typed)
        self._show_error(told)
        self._fill(self.costs, list(_cases(request)))
        self._fill(self.quotes, list(_quotes(request)))
        self._fill(self.others, list(request.others))

    def commit(self) -> None:
        """Note the comment as far as it was typed."""
        if self._request is not None and self.comment.typed() is not None:
            self._note(next(state for state, pressed in self.buttons.items() if pressed.isChecked()))

    def _state_button(self, key: str, state: AnswerState) -> QPushButton:
        made = button(f"{key} {state.label}", lambda: self._press(state))
        made.setCheckable(True)
        made.setMinimumHeight(40)
        return made

    def _press(self, state: AnswerState) -> None:
        for other, pressed in self.buttons.items():
            pressed.setChecked(other is state)
        if self._request is not None:
            self._note(state)

    def _note(self, state: AnswerState) -> None:
        """Hand on the answer with what was typed; while that is done, the window may show the request anew."""
        request, self._request = self._request, None
        assert request is not None
        typed = self.comment.typed()
        self._refused.pop(request.id, None)
        told = self._give(request.id, state, typed)
        if told is not None and typed is not None:
            self._refused[request.id] = typed, told
        if self._request is None:
            self._request = request
            self._show_error(told)

    def _show_error(self, told: str | None) -> None:
        self._error.setText(f"エラー: {told}" if told else "")
        self._error.setVisible(told is not None)

    def _fill(self, sheet: Sheet, records: list[_Case] | list[AskedQuote] | list[OtherAnswer]) -> None:
        sheet.set_records(records)
        sheet.fit_rows(_MOST_ROWS)
        for part in (sheet, self._headings[sheet]):
            part.setVisible(bool(records))

    def _lay_out(self, issue: Issue) -> None:
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(8)
        choice = QGridLayout()
        choice.setSpacing(8)
        for at, pressed in enumerate(self.buttons.values()):
            choice.addWidget(pressed, at // 2, at % 2)
        self._headings = {
            self.costs: _text("label", f"{issue.name}の負担額(円・{issue.tax})"),
            self.quotes: _text("label", f"見積の総額(円・{issue.tax})"),
            self.others: _text("label", "ほかの団体の回答(発行したとき)"),
        }
        for widget in (self._title, self._facts, self._description):
            column.addWidget(widget)
        column.addLayout(choice)
        comment = _text("label", "コメント")
        comment.setBuddy(self.comment)
        for part in (comment, self.comment, self._error):
            column.addWidget(part)
        for sheet, heading in self._headings.items():
            column.addWidget(heading)
            column.addWidget(sheet)
        column.addStretch(1)
        self.setWidget(self._content)
        self.setMinimumWidth(460)
        self._error.hide()


def shown_cost(yen: int | None, status: str) -> str:
    """Return an amount as people read it; the reason where there is none, 概算 where it is one."""
    if yen is None:
        return status
    return f"概算 {show_yen(yen)}" if status == "概算" else show_yen(yen)


def _cases(request: Request) -> Iterator[_Case]:
    for label, cost in (("実施(今の回答のまま)", request.now), ("実施(未定の団体も加わる)", request.every)):
        yield _Case(label, cost.implementers, shown_cost(cost.one_off, cost.status), _yearly(cost))
    yield _Case("実施しない", None, "0", "0")


def _yearly(cost: Cost) -> str:
    return shown_cost(cost.yearly, cost.status)


def _quotes(request: Request) -> Iterator[AskedQuote]:
    """Yield the quotes that can be shown; the file comes from outside and may say anything."""
    yield from (quote for quote in request.quotes if quote.implementers > 0)


def _facts(request: Request) -> Iterator[str]:
    for label, text in (
        ("業務", request.system),
        ("回答期限", show_date(request.deadline)),
        ("", request.remarks),
    ):
        if text:
            yield f"{label}: {text}" if label else text


def _text(role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setMinimumWidth(theme.TARGET)
    return label
