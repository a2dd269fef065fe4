"""意向: what the members answer to the requests, and the 配布 by which they were asked."""

from dataclasses import dataclass

from core.model.records import Word, column


class AnswerState(Word):
    """意向: a municipality's word on a request; no row means UNANSWERED."""

    YES = "yes", "実施"
    NO = "no", "実施しない"
    UNDECIDED = "undecided", "未定"
    UNANSWERED = "unanswered", "未回答"

    @property
    def is_open(self) -> bool:
        """Whether the municipality may still say yes or no."""
        return self is AnswerState.UNDECIDED or self is AnswerState.UNANSWERED

    @property
    def mark(self) -> str:
        """Return the sign of the answer matrix: ● × ？ or nothing."""
        return _MARKS[self]


_MARKS = {AnswerState.YES: "●", AnswerState.NO: "×", AnswerState.UNDECIDED: "？", AnswerState.UNANSWERED: ""}


@dataclass(frozen=True, slots=True)
class Answer:
    id: int
    customization_id: int = column("要望")
    municipality_id: int = column("団体")
    state: AnswerState = column("意向", AnswerState.UNANSWERED)
    answered_by: str = column("回答者", "")
    answered_at: str = column("回答日時", "")
    comment: str = column("コメント", "")


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
    number: str = column("配布番号")
    code: str = column("団体コード")
    name: str = column("団体名")
    medium: Medium = column("形式", Medium.ANSWER_FILE)
    issued_at: str = column("配布日時", "")
    issued_by: str = column("配布者", "")
    deadline: str | None = column("回答期限", None)
    base_revision: int = column("台帳の版", 0)
    with_others: bool = column("他団体の回答", False, help="他の団体の回答も見えるようにして配布しました。")
    sha256: str = column("配布内容のハッシュ値", "")
    sent: str = column("配布した項目", "{}")
    taken_at: str | None = column("取込日時", None)
    taken_by: str = column("取込者", "")
    answered_by: str = column("回答者", "")
    answered_at: str = column("回答日時", "")
    taken: str = column("取り込んだ回答", "")
    history: str = column("回答の履歴", "")
