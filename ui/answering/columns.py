"""The list of requests in the answer window, as columns."""

from core.dataclass import dataclass
from core.model.answer_file import Given, Request
from core.model.answers import AnswerState
from core.model.values.dates import show_date
from ui.answering.details import KEYS, shown_cost
from ui.look import theme
from ui.tables.columns import CENTER, Column, Mark

_NEXT = {
    AnswerState.UNANSWERED: AnswerState.YES,
    AnswerState.YES: AnswerState.NO,
    AnswerState.NO: AnswerState.UNDECIDED,
    AnswerState.UNDECIDED: AnswerState.UNANSWERED,
}
_MARKS = {
    AnswerState.YES: Mark(foreground=theme.PRIMARY, bold=True),
    AnswerState.NO: Mark(foreground=theme.SECONDARY),
    AnswerState.UNDECIDED: Mark(foreground=theme.WARNING, background=theme.LIGHT_WARNING, bold=True),
    AnswerState.UNANSWERED: Mark(background=theme.LIGHT_ERROR),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One request with its answer."""

    id: int
    request: Request
    given: Given


def answer_columns() -> tuple[Column, ...]:
    """Return the columns; "state" and "comment" take text, the rest is only read."""
    return (
        Column("項", lambda line: line.request.item, width=46, align=CENTER, tells_rows=True),
        Column("要望", _title, width=230, tooltip=_title, tells_rows=True),
        Column(
            "意向",
            lambda line: line.given.state,
            show=lambda state: f"{state.mark} {state.label}".strip(),
            plain=lambda state: state.label,
            width=110,
            align=CENTER,
            edit="state",
            key="state",
            key_values=_key,
            choices=tuple(state.label for state in KEYS.values()),
            mark=lambda line: _MARKS[line.given.state],
            spoken=lambda line: line.given.state.label,
            help="1=実施 2=実施しない 3=未定 0=未回答。スペースで切り替えます。",
        ),
        Column(
            "今のまま加わると",
            lambda line: shown_cost(line.request.now.one_off, line.request.now.status),
            width=160,
            figure=True,
            help="実施と答えた団体と実施するときの負担額(円)",
        ),
        Column(
            "未定も加わると",
            lambda line: shown_cost(line.request.every.one_off, line.request.every.status),
            width=150,
            figure=True,
            help="未定の団体も実施するときの負担額(円)",
        ),
        Column(
            "コメント",
            lambda line: line.given.comment,
            width=200,
            edit="comment",
            key="comment",
            multiline=True,
            tooltip=lambda line: line.given.comment,
        ),
        Column("回答期限", lambda line: line.request.deadline, show=show_date, width=140),
        Column("業務", lambda line: line.request.system, width=120),
    )


def _key(line: Line, typed: str) -> str | None:
    state = _NEXT[line.given.state] if typed == " " else KEYS.get(typed)
    return state.label if state else None


def _title(line: Line) -> str:
    option = line.request.option
    return f"{line.request.title}({option})" if option else line.request.title
