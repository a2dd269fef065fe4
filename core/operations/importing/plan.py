"""What an import would do, line by line, before anything is done."""

from core.dataclass import dataclass
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.values.words import Word


class Verb(Word):
    ADDED = "added", "追加"
    CHANGED = "changed", "変更"
    REFUSED = "refused", "取り込めない"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One column of a row that changes, as people read it."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line of a sheet: `row` counts from 1 as the spreadsheet does; `subject` is what people call the record.

    `column` has the letters of the column in which its figure stands, where a row of the sheet holds several lines.
    `reasons` say why a line is refused; the fact `cell` of a reason names the cell (C5), "" for the line as a whole.
    """

    sheet: str
    row: int
    table: str
    verb: Verb
    subject: str
    cells: tuple[CellChange, ...] = ()
    reasons: tuple[Fault, ...] = ()
    column: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What was understood but wants a look (要確認), or what only a clerk can decide."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row (counted from 1), a column (its letters), a cell or a whole sheet that is not taken in: what stands there,
    and why."""

    sheet: str
    row: int | None
    column: str
    text: str
    why: Fault

    @property
    def place(self) -> str:
        """Where it is, as a spreadsheet names it: 5行, 列 B, セル B5; "" for a whole sheet."""
        if self.row is None:
            return f"列 {self.column}" if self.column else ""
        return f"セル {self.column}{self.row}" if self.column else f"{self.row}行"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """`change_set` makes every line that is not refused happen, as one action; it is empty when nothing would change.

    `unchanged` counts lines that say what the ledger says; `absent` names rows of the ledger that a complete sheet of
    this ledger does not have: nothing happens to them. `doubtful` and `decisions` are for a person to read.

    `left_out` names everything of the source that is neither taken in nor refused; `said` is how the source was
    understood where it does not say so cell by cell: its unit, its date.
    """

    change_set: ChangeSet
    lines: tuple[PlannedLine, ...]
    unchanged: int = 0
    absent: tuple[str, ...] = ()
    doubtful: tuple[Remark, ...] = ()
    decisions: tuple[Remark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    said: tuple[Fault, ...] = ()

    @property
    def added(self) -> tuple[PlannedLine, ...]:
        return tuple(line for line in self.lines if line.verb is Verb.ADDED)

    @property
    def changed(self) -> tuple[PlannedLine, ...]:
        return tuple(line for line in self.lines if line.verb is Verb.CHANGED)

    @property
    def refused(self) -> tuple[PlannedLine, ...]:
        return tuple(line for line in self.lines if line.verb is Verb.REFUSED)


LineKey = tuple[int, int]
"""A sheet and a row of it, by their places from 0."""


class OfLine(str):
    """What a row is called that a line of the first sheet is about, with the row of that line: two may be called alike,
    and of neither the ledger's number is known yet."""

    __slots__ = ("row",)

    def __new__(cls, called: str, row: int) -> "OfLine":
        made = super().__new__(cls, called)
        made.row = row
        return made

    row: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OfLine) and self.row == other.row and str(self) == str(other)

    def __hash__(self) -> int:
        return hash((self.row, str(self)))


@dataclass(slots=True)
class Written:
    """A line that was written into the draft: the record as it was (None: new) and as it is."""

    key: LineKey
    old: Record | None
    new: Record
