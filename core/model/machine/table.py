"""What a table of the ledger is: its record, and everything that cannot be said field by field."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from core.dataclass import dataclass
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record

R = TypeVar("R")


class Look(Protocol):
    """What is needed of the ledger to read it: the book, or a draft of it."""

    def all(self, cls: type[R]) -> Mapping[int, R]: ...

    def children(self, cls: type[R], parent_id: int) -> Mapping[int, R]: ...


Called = Callable[[Look, Any], str]
"""What people call a row: 射水市, 項25, 項20の6団体の見積."""

Ways = tuple[Callable[[Look, Any], Iterable[str]], ...]
"""By what typed text finds a row: the first way by which anything is found decides."""

Keys = Callable[[str], tuple[str, ...]]
"""The keys that a text may stand for where it is written in another way than the ledger has it, the likeliest first."""

Given = Callable[[Look, Mapping[str, FieldValue]], Mapping[str, FieldValue]]
"""What the program gives to a new row, from what was typed."""

Sealed = Callable[[Look, Any], bool]
"""Whether a row keeps its secret columns to itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """`keys`: what no two rows may share. `alike`: by what two lines of a sheet are one row where there are no keys, or
    the sheet does not have them. `order`: the columns by which rows are sorted, after those of their owners.

    `called` and `edited` name a row and an edit of one of its columns; `whole` is the column that the row is about, an
    edit of which is called as the row. `noun` is the word for a row that is looked for, `ways` by what, `listed` how
    candidates are told (None: as called); `keyed` finds a row by what is not found as written: its words by their first
    key. `known_by` is the column by which sheets refer to a row, `titled` the one that stands beside it to help the
    reader; `also` are other people's headings for the row. `linked` is how a row is told at the other end of a link
    (None: as called).

    `given` gives a new row the columns `gives` where nothing was typed; its place is given to every row.

    `crossed` are the shapes in which people write it across: (column whose values are the headings, column whose values
    stand below them; the same one where nothing stands below but marks of what belongs together).

    `tiers`: of a tree other people's headings for the columns of its levels, the topmost first; `number_under` gives
    the next free number (`known_by`) under a number, from all that are taken.

    `path`: a column that holds the levels above a row, which people write in columns of their own: (that column, their
    headings for the levels, the topmost first). Where a sheet has no name of the row the lowest level is its name.

    `in_cell`: rows of another table, which belong to its rows, that people list in one cell: (that table, its column
    that is named, other people's headings). `as_listed`: what a row of that table says besides, where it was listed so:
    (column, what people would type there).

    `parted`: the ways in which other people give the figure `whole` in parts only, and for each part their headings:
    the parts of one way, or of all of them together, add up to it.

    `grows`: a sheet of other rows that names one which is not there yet adds it, to the owner that stands beside.

    The columns `secret` of a row that is `sealed` may be written, but are told to nobody (core/model/machine/sealing).

    A `single` table has one row, which stays. The rows of a `lazy` table are read one by one and never kept in memory.
    What is not `handed_out` is no table for a spreadsheet.
    """

    name: str
    record: type[Record]
    label: str
    keys: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    called: Called | None = None
    edited: Callable[[Look, Any, str], str] | None = None
    whole: str = ""
    noun: str = ""
    ways: Ways = ()
    keyed: Keys | None = None
    listed: Called | None = None
    known_by: str = ""
    titled: str = ""
    also: str = ""
    linked: Called | None = None
    gives: tuple[str, ...] = ()
    given: Given | None = None
    crossed: tuple[tuple[str, str], ...] = ()
    tiers: tuple[tuple[str, ...], ...] = ()
    number_under: Callable[[str, Iterable[str]], str] | None = None
    path: tuple[str, tuple[str, ...]] | None = None
    in_cell: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    as_listed: tuple[tuple[str, str], ...] = ()
    parted: tuple[tuple[tuple[str, ...], ...], ...] = ()
    grows: bool = False
    secret: tuple[str, ...] = ()
    sealed: Sealed | None = None
    single: bool = False
    lazy: bool = False
    handed_out: bool = True

    @property
    def gives_keys(self) -> bool:
        """Whether it is the program that numbers the rows: two people's new rows then bear the same number."""
        return not set(self.keys).isdisjoint(self.gives)
