"""意向: what the members answer to the requests, and the 配布 by which they were asked."""

import json
from typing import Any

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.kinds import (
    LONGEST_KEPT,
    Kept,
    OneOf,
    code,
    count,
    day,
    declared,
    flag,
    kept,
    moment,
    owner,
    text,
    word,
)
from core.model.machine.table import Look, Table
from core.model.requests import item_name
from core.model.values.words import Word


class AnswerState(Word):
    """意向: a municipality's word on a request; no row means UNANSWERED. Among what else is written for it are the keys
    of the answer matrix and the signs of the source's table."""

    YES = "yes", "実施", "実施する する ● ○ ◯ 〇 ◎ y 1"
    NO = "no", "実施しない", "しない × ✕ ✖ ╳ x n 2"
    UNDECIDED = "undecided", "未定", "検討中 ? △ ▲ 3"
    UNANSWERED = "unanswered", "未回答", "0"

    @property
    def is_open(self) -> bool:
        """Whether the municipality may still say yes or no."""
        return self is AnswerState.UNDECIDED or self is AnswerState.UNANSWERED

    @property
    def is_answered(self) -> bool:
        """回答済: whether the municipality has said anything; 未定 is an answer, which stays open."""
        return self is not AnswerState.UNANSWERED

    @property
    def mark(self) -> str:
        """Return the sign of the answer matrix: ● × ？ or nothing."""
        return _MARKS[self]


_MARKS = {AnswerState.YES: "●", AnswerState.NO: "×", AnswerState.UNDECIDED: "？", AnswerState.UNANSWERED: ""}


STATE = OneOf(AnswerState, "not_a_state", by_beginning=False)


def read_state(typed: str) -> AnswerState:
    """Return the answer written as a word, a sign or a key (1 2 3 0); blank is 未回答.

    Raises Refused "not_a_state".
    """
    return AnswerState(str(STATE.read(typed))) if typed.strip() else AnswerState.UNANSWERED


@dataclass(frozen=True, slots=True)
class Answer:
    id: int
    customization_id: int = owner("customizations", "要望")
    municipality_id: int = owner("municipalities", "団体")
    state: AnswerState = declared(
        STATE, "意向", AnswerState.UNANSWERED, also="回答 意向区分 意向確認 実施の有無", dash="実施しない"
    )
    answered_by: str = text("回答者", "", also="記入者 担当者 回答者名")
    answered_at: str = moment("回答日時")
    comment: str = text("コメント", "", also="意見 ご意見 回答コメント 備考")


@dataclass(frozen=True, slots=True)
class KeptAnswers(Kept):
    """JSON: by the id of a request what was answered to it, the state and a comment."""

    def is_possible(self, value: Any) -> bool:
        if len(value) > LONGEST_KEPT:
            return False
        try:
            kept = json.loads(value or "{}")
        except (ValueError, RecursionError):
            return False
        return isinstance(kept, dict) and all(id.isdecimal() and _is_answer(one) for id, one in kept.items())

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "{}"


def _is_answer(kept: object) -> bool:
    return isinstance(kept, list) and len(kept) == 2 and kept[0] in _STATES and isinstance(kept[1], str)


_STATES = [state.value for state in AnswerState]


class Medium(Word):
    """In which form the questions went out."""

    ANSWER_FILE = "answer_file", "回答ファイル"
    EXCEL = "excel", "Excel"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One answer file or Excel book issued to one municipality. It stays when the municipality or a request goes.

    `sent` and `taken` are JSON: what each request's answer was when it went out, and in the file that was taken last
    (empty: none was): {"25": ["undecided", "comment"]}. `history` lists the hashes of the states of the file that lead
    to the one taken, oldest first, separated by blanks: by it an older copy is known.
    """

    id: int
    number: str = code("配布番号", given=True)
    code: str = code("団体コード", given=True)
    name: str = text("団体名", given=True)
    medium: Medium = word(Medium, "形式", Medium.ANSWER_FILE, given=True)
    issued_at: str = moment("配布日時", given=True)
    issued_by: str = text("配布者", "", given=True)
    deadline: str | None = day("回答期限", None, given=True)
    base_revision: int = count("台帳の版", 0, given=True)
    with_others: bool = flag("他団体の回答", help="他の団体の回答も見えるようにして配布しました。", given=True)
    sha256: str = kept("配布内容のハッシュ値")
    sent: str = declared(KeptAnswers(), "配布した項目", "{}", given=True)
    taken_at: str | None = moment("取込日時", None, given=True)
    taken_by: str = text("取込者", "", given=True)
    answered_by: str = text("回答者", "", given=True)
    answered_at: str = moment("回答日時", given=True)
    taken: str = declared(KeptAnswers(), "取り込んだ回答", "", given=True)
    history: str = kept("回答の履歴")


def _called(look: Look, one: Answer) -> str:
    item = item_name(look, one.customization_id)
    return f"{municipality_name(look, one.municipality_id)}の回答({item})"


def _edited(look: Look, one: Answer, label: str) -> str:
    """Return 射水市の回答を変更(項25), or which part of the answer it was."""
    part = f"の{label}" if label else ""
    item = item_name(look, one.customization_id)
    return f"{municipality_name(look, one.municipality_id)}の回答{part}を変更({item})"


TABLES = (
    Table(
        "answers",
        Answer,
        "意向",
        keys=("customization_id", "municipality_id"),
        called=_called,
        edited=_edited,
        whole="state",
        crossed=(("municipality_id", "state"),),
    ),
    Table(
        "distributions",
        Distribution,
        "配布",
        keys=("number",),
        order=("issued_at", "number"),
        called=lambda _, one: f"{one.name}への配布({one.number[:8]})",
        handed_out=False,
    ),
)
