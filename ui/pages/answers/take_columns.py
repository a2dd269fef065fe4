"""What stands in the tables of what came back: a line for each file, and one for each answer that differs."""

from collections.abc import Callable

from core.dataclass import dataclass
from core.model.machine.kinds import Moment
from core.operations.returning import Merge, MergedAnswer, Prefer, Said, TakenFile, TakeStatus
from core.words.sentences import sentence
from ui.look import theme
from ui.tables.columns import CENTER, Column, Mark

CHOICES = {"台帳のまま": Prefer.MASTER, "戻った値": Prefer.RETURNED}
_WORDS = {choice: word for word, choice in CHOICES.items()}
_OPEN = "選んでください"
_BAD = Mark(foreground=theme.ERROR, bold=True)
_OPEN_MARK = Mark(foreground=theme.WARNING, background=theme.LIGHT_WARNING, bold=True)
_STATUS_MARKS = {
    TakeStatus.NEW: Mark(foreground=theme.PRIMARY, bold=True),
    TakeStatus.CHANGED: Mark(foreground=theme.PRIMARY, bold=True),
    TakeStatus.SAME: Mark(foreground=theme.SECONDARY),
    TakeStatus.CONFLICT: _OPEN_MARK,
    TakeStatus.REFUSED: _BAD,
}


@dataclass(frozen=True, slots=True)
class TakeWords:
    """How people call what is taken: who sent it, what it is, its two headings, how wide they are; `gone` is told of
    what is not asked any more."""

    sender: str
    what: str
    item: str
    title: str
    widths: tuple[int, int]
    gone: str


ANSWERS = TakeWords("団体", "回答", "項", "要望", (46, 190), "(要望が削除済み)")


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file by its place among those that came back."""

    id: int
    file: TakenFile
    words: TakeWords = ANSWERS

    @property
    def told(self) -> str:
        """Why it is refused, or what is still to be decided."""
        if self.file.reason is not None:
            return sentence(self.file.reason)
        open_ = sum(answer.choice is None for answer in self.file.conflicts)
        if self.file.status is TakeStatus.CONFLICT:
            words = self.words
            return f"台帳と{words.what}の両方が変わった{words.title}が{open_}件あります。下の表で決めてください。"
        if self.file.status is TakeStatus.SAME:
            return "すでに取り込んでいます。"
        return "" if self.file.finished else f"{self.words.what}の途中のファイルです(「完了」が押されていません)。"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer that differs somewhere; `id` is the place of its file and its request."""

    id: tuple[int, int]
    sender: str
    answer: MergedAnswer

    @property
    def decided(self) -> str:
        """Which side stands after taking."""
        if self.answer.merge is Merge.CONFLICT:
            return _WORDS[self.answer.choice] if self.answer.choice else _OPEN
        return "戻った値" if self.answer.merge is Merge.TAKEN else "台帳のまま"


def file_columns(words: TakeWords) -> tuple[Column, ...]:
    return (
        Column(
            "状態",
            lambda line: line.file.status,
            width=100,
            align=CENTER,
            mark=lambda line: _STATUS_MARKS[line.file.status],
        ),
        Column(words.sender, lambda line: line.file.sender, width=110),
        Column(f"{words.what}者", lambda line: line.file.answered_by, width=130),
        Column(f"{words.what}日時", lambda line: line.file.answered_at, show=Moment().show, width=190),
        Column(f"{words.what}数", _progress, width=84, figure=True),
        Column("期限", lambda line: "期限後" if line.file.is_late else "", width=72, align=CENTER),
        Column(
            "取り込む",
            lambda line: len(line.file.taken),
            width=80,
            figure=True,
            help=f"戻ったファイルだけが変えた{words.what}",
        ),
        Column("食い違い", lambda line: len(line.file.conflicts), width=80, figure=True),
        Column("理由", lambda line: line.told, width=420, tooltip=lambda line: line.told),
        Column("ファイル", lambda line: line.file.name, width=220),
    )


def _progress(line: FileLine) -> str:
    answered, asked = line.file.progress
    return f"{answered}/{asked}" if asked else ""


def answer_columns(words: TakeWords) -> tuple[Column, ...]:
    return (
        Column(words.sender, lambda line: line.sender, width=100, tells_rows=True),
        Column(words.item, lambda line: line.answer.item, width=words.widths[0], align=CENTER, tells_rows=True),
        Column(
            words.title,
            lambda line: line.answer.title,
            width=words.widths[1],
            tooltip=lambda line: line.answer.title,
        ),
        Column(
            "決め方",
            lambda line: line.decided,
            width=120,
            align=CENTER,
            edit="choice",
            editable=lambda line: line.answer.merge is Merge.CONFLICT,
            locked="食い違いではないため、選ぶ必要はありません。",
            choices=tuple(CHOICES),
            key_values=lambda _line, typed: {"1": "台帳のまま", "2": "戻った値"}.get(typed),
            mark=lambda line: _OPEN_MARK if line.decided == _OPEN else None,
        ),
        _given("送った値", lambda answer: answer.sent, words),
        _given("台帳の値", lambda answer: answer.master, words),
        _given("戻った値", lambda answer: answer.returned, words),
        Column("違い", lambda line: _difference(line, words), width=220),
    )


def _given(label: str, get: Callable[[MergedAnswer], Said | None], words: TakeWords) -> Column:
    def text(line: AnswerLine) -> str:
        given = get(line.answer)
        return words.gone if given is None else given.told

    return Column(label, text, width=190, tooltip=text)


def _difference(line: AnswerLine, words: TakeWords) -> str:
    if line.answer.merge is Merge.TAKEN:
        return f"{words.what}だけが変わった"
    if line.answer.merge is Merge.CONFLICT:
        return "両方が変わった"
    return "両方が同じに変わった" if line.answer.master == line.answer.returned else "台帳だけが変わった"
