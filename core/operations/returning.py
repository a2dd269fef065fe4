"""What comes back of what was sent: what was sent, what the ledger says now and what was returned, compared one by one.
Answers and scores are taken alike: each file whole or not at all, all files as one action."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum

from core.dataclass import dataclass
from core.model.answer_file import AnswerFile, Given
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault
from core.model.selection.score_file import Scored, ScoreFile
from core.model.values.words import Word
from core.operations.editing.draft import Draft

Said = Given | Scored
"""What was said to one thing that was asked."""


class TakeStatus(Word):
    NEW = "new", "新規"
    SAME = "same", "変更なし"
    CHANGED = "changed", "変更あり"
    CONFLICT = "conflict", "食い違い"
    REFUSED = "refused", "取り込めない"


class Prefer(Word):
    """Which side wins where both have changed an answer."""

    RETURNED = "returned", "回答ファイル"
    MASTER = "master", "台帳"


class Merge(Enum):
    """TAKEN: only the municipality changed it. KEPT: only the ledger did, or both say the same. CONFLICT: both did."""

    TAKEN = "taken"
    KEPT = "kept"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: its name, and what it says or why it could not be read."""

    name: str
    file: AnswerFile | ScoreFile | None
    refusal: Fault | None = None


@dataclass(frozen=True, slots=True)
class MergedAnswer:
    """What was asked, by its id: `sent` is what both sides started from, `master` None when it is gone from the ledger;
    `choice` is how a conflict was decided, None while it is open."""

    asked_id: int
    item: str
    title: str
    sent: Said
    master: Said | None
    returned: Said
    merge: Merge
    choice: Prefer | None = None


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What taking one file would do. `sender` is who was asked, `code` by what it is known; `answers` has whatever
    differs somewhere; `progress` is answered and asked; `is_late` says that the deadline had passed by then."""

    name: str
    status: TakeStatus
    code: str = ""
    sender: str = ""
    answered_by: str = ""
    answered_at: str = ""
    finished: bool = False
    progress: tuple[int, int] = (0, 0)
    is_late: bool = False
    answers: tuple[MergedAnswer, ...] = ()
    reason: Fault | None = None

    @property
    def conflicts(self) -> tuple[MergedAnswer, ...]:
        return tuple(one for one in self.answers if one.merge is Merge.CONFLICT)

    @property
    def taken(self) -> tuple[MergedAnswer, ...]:
        return tuple(one for one in self.answers if one.merge is Merge.TAKEN)


@dataclass(frozen=True, slots=True)
class TakePlan:
    """`change_set` takes every file that is neither refused nor in open conflict, as one action."""

    change_set: ChangeSet
    files: tuple[TakenFile, ...]

    @property
    def is_clean(self) -> bool:
        """Whether every file is taken or was taken before."""
        return not any(file.status in {TakeStatus.CONFLICT, TakeStatus.REFUSED} for file in self.files)


Choices = Mapping[tuple[int, int], Prefer]
"""How conflicts are decided one by one: by the file's place and the id of what was asked."""

Compared = tuple[int, str, str, Said, Said | None, Said]
"""One thing that was asked: id, item, title, what was sent, what the ledger says (None: gone), what came back."""


def compared(
    asked: Iterable[Compared], prefer: Prefer | None, decided: Mapping[int, Prefer]
) -> tuple[MergedAnswer, ...]:
    """Return whatever differs somewhere; `prefer` decides every conflict that `decided` does not."""
    answers = []
    for id, item, title, sent, master, came in asked:
        if came == sent and master in {sent, None}:
            continue
        merge = _merge(sent, master, came)
        choice = decided.get(id, prefer) if merge is Merge.CONFLICT else None
        answers.append(MergedAnswer(id, item, title, sent, master, came, merge, choice))
    return tuple(answers)


def _merge(sent: Said, master: Said | None, came: Said) -> Merge:
    if came in {sent, master}:
        return Merge.KEPT
    return Merge.TAKEN if master == sent else Merge.CONFLICT


def plan_of(
    book: Book,
    returned: Sequence[Returned],
    choices: Choices | None,
    take: Callable[[Draft, Returned, Mapping[int, Prefer]], TakenFile],
    what: str,
    counter: str,
) -> TakePlan:
    """Return what taking the files would do, each whole or not at all, one after the other: `take` does one, and is
    told how its conflicts were decided. `what` is taken, and those who sent it are counted with `counter`."""
    draft = Draft(book)
    files = []
    for place, one in enumerate(returned):
        decided = {id: choice for (at, id), choice in (choices or {}).items() if at == place}
        files.append(take(draft, one, decided))
    return TakePlan(draft.finish(_label(what, files, counter)), tuple(files))


def _label(what: str, files: Iterable[TakenFile], counter: str) -> str:
    """Return 回答を取り込み(射水市、滑川市、入善町ほか2団体)."""
    names = list(dict.fromkeys(f.sender for f in files if f.status in {TakeStatus.NEW, TakeStatus.CHANGED}))
    return f"{what}を取り込み({'、'.join(names[:3])}{f'ほか{len(names) - 3}{counter}' if len(names) > 3 else ''})"
