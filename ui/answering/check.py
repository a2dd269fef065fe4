"""Before the answers are declared complete: what is missing first, then what was answered."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.dataclass import dataclass
from core.model.answer_file import AnswerFile, Given, Request
from core.model.answers import AnswerState
from ui.answering.details import shown_cost
from ui.look import theme
from ui.pages.page import small_title
from ui.tables.columns import CENTER, Column, Mark
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button

_ORDER = (AnswerState.UNANSWERED, AnswerState.UNDECIDED, AnswerState.YES, AnswerState.NO)
_MISSING = Mark(foreground=theme.ERROR, background=theme.LIGHT_ERROR, bold=True)
_OPEN = Mark(foreground=theme.WARNING, background=theme.LIGHT_WARNING, bold=True)


@dataclass(frozen=True, slots=True)
class _Line:
    id: int
    request: Request
    given: Given


class AnswerCheck(QWidget):
    """`finish` is what the button does, `back` returns to the answers, `go_to` to one of them."""

    def __init__(
        self, finish: Callable[[], object], back: Callable[[], object], go_to: Callable[[int], object]
    ) -> None:
        super().__init__()
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self.sheet = Sheet(
            (
                Column(
                    "意向",
                    lambda line: line.given.state,
                    width=110,
                    align=CENTER,
                    mark=lambda line: {AnswerState.UNANSWERED: _MISSING, AnswerState.UNDECIDED: _OPEN}.get(
                        line.given.state
                    ),
                ),
                Column("項", lambda line: line.request.item, width=56, align=CENTER),
                Column("要望", lambda line: line.request.title, width=380),
                Column("実施する場合の負担額(円)", _cost, width=220, figure=True),
                Column("コメント", lambda line: line.given.comment, width=380),
            ),
            name="回答の確認",
        )
        self.sheet.activated.connect(lambda line, _column: go_to(line.id))
        self.finish = button("この内容で完了する", finish, "primary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(small_title("回答の確認"))
        head.addStretch(1)
        head.addWidget(button("回答に戻る", back))
        head.addWidget(self.finish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._summary)
        layout.addWidget(self.sheet, 1)

    def show_file(self, file: AnswerFile) -> None:
        """List every request, those without an answer first."""
        given = file.given
        lines = [_Line(request.id, request, given[request.id]) for request in file.requests]
        self.sheet.set_records(sorted(lines, key=lambda line: _ORDER.index(line.given.state)))
        counts = {state: sum(line.given.state is state for line in lines) for state in _ORDER}
        told = "、".join(f"{state.label}{count}件" for state, count in counts.items() if count)
        missing = counts[AnswerState.UNANSWERED]
        advice = (
            f"まだ回答していない要望が{missing}件あります。行でEnterを押すと、その要望に戻ります。"
            "未回答のまま完了することもできます。"
            if missing
            else "すべての要望に回答しています。"
        )
        self._summary.setText(f"{told}。{advice}")


def _cost(line: _Line) -> str:
    if line.given.state is AnswerState.NO:
        return "0"
    return shown_cost(line.request.now.one_off, line.request.now.status)
