"""What a page of a table shows, as a value: nearly everything follows from the record and may be said otherwise."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from core.dataclass import dataclass
from core.model.machine.kinds import About, Code, Day, FiscalYear, Number, OneOf, PartialDate, Reference
from core.model.machine.naming import told_columns
from core.model.machine.records import Record, abouts
from core.model.machine.table import Look, Table
from core.model.registry import ANYWHERE, OWNERS, REFERENCES, TABLES, table_of
from core.operations.editing.adding import must_be_typed
from core.operations.editing.edit import is_editable
from ui.pages.page import Page
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, OnAppend, OnEdit
from ui.widgets.add_bar import Remark
from ui.widgets.offers import Ask

MakeColumn = Callable[[Session], Column]
MakeEdits = Callable[[Session], OnEdit]
MakeAppends = Callable[[Session], OnAppend]
MakeSide = Callable[[Session, Memory], Side]

Shown = str | tuple[str, int] | MakeColumn
"""A column of the table: a field, a field with its width in px, or what makes a column that is more than a field."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the line that adds a row; `label` and `width` stand for the field's own."""

    name: str
    width: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A button of the page, for what is more than adding, moving and removing rows. An empty table offers the first."""

    label: str
    help: str
    open: Callable[[Page], object]


@dataclass(frozen=True, slots=True)
class TableView:
    """`noun` is the word for one row (the table's label). `columns` are all columns of the record, those of its owners
    first; `frozen` of them stay at the left (those up to the row's name). `adding` are the fields of the line above,
    those that must be typed. `empty` says what to do while there is no row. `totals` are columns of figures that are
    added up.

    `form` are the fields that stand beside the table, or what makes another Side; it is `form_width` px wide.
    `printing` is the word of the button and the page that prints (この表を印刷, the list of the table). `needs` are
    tables that the columns read besides those that the record refers to; `edits` writes what is typed into columns that
    are more than fields, `appends` adds the rows that are pasted into them.

    `offers` are by field what the line above offers while somebody types, `remark` what it remarks; `tools` are more
    buttons, `said` is what stands above the table of all of its rows ("": nothing).
    """

    record: type[Record]
    noun: str = ""
    columns: tuple[Shown, ...] = ()
    frozen: int | None = None
    adding: tuple[str | Asked, ...] = ()
    empty: str = ""
    totals: tuple[str, ...] = ()
    form: tuple[str, ...] | MakeSide = ()
    form_width: int = 420
    printing: tuple[str, str] = ("この表を印刷", "")
    needs: tuple[str, ...] = ()
    edits: MakeEdits | None = None
    appends: MakeAppends | None = None
    offers: Mapping[str, Ask] = field(default_factory=dict)
    remark: Remark | None = None
    tools: tuple[Tool, ...] = ()
    said: Callable[[Look], str] | None = None

    @property
    def table(self) -> Table:
        """The table whose rows are shown."""
        return table_of(self.record)


def noun_of(view: TableView) -> str:
    """Return the word for one row."""
    return view.noun or view.table.label


def shown_columns(view: TableView) -> tuple[Shown, ...]:
    """Return the columns of the table."""
    return view.columns or told_columns(view.record)


def frozen_columns(view: TableView) -> int:
    """Return how many columns stay at the left: those of the owners, and the next one or all up to the title."""
    if view.frozen is not None:
        return view.frozen
    names = [one if isinstance(one, str) else one[0] if isinstance(one, tuple) else "" for one in shown_columns(view)]
    owners = sum(name in OWNERS[view.table.name] for name in names)
    titled = view.table.titled
    return names.index(titled) + 1 if titled in names[: owners + 2] else owners + 1


def asked_fields(view: TableView) -> list[tuple[str, str, int]]:
    """Return name, label and width of the fields of the line that adds a row; none where the program writes what must
    be there. Where nothing must be typed the first column is asked for."""
    cls = view.record
    required = must_be_typed(cls)
    if any(abouts(cls)[name].given for name in required):
        return []
    names = [name for name in told_columns(cls) if name in required]
    names = names or [name for name in told_columns(cls) if is_editable(cls, name)][:1]
    asked = [Asked(one) if isinstance(one, str) else one for one in view.adding or names]
    return [_asked(abouts(cls)[one.name], one) for one in asked]


def _asked(about: About, asked: Asked) -> tuple[str, str, int]:
    says_it = isinstance(about.kind, FiscalYear) or about.label.endswith(about.unit)
    unit = "" if says_it else f"({about.unit})"
    return asked.name, asked.label or f"{about.label}{unit}", asked.width or _asked_width(about)


def _asked_width(about: About) -> int:
    return 150 if isinstance(about.kind, Code | Day | Number | OneOf | PartialDate | Reference) else 200


def tables_shown(view: TableView) -> frozenset[str]:
    """Return the tables with which the page changes: its own and all that its rows refer to, directly or through
    those; the consortium, whose settings may stand in any column; and what the view names."""
    found = {view.table.name, "consortium", *view.needs}
    if view.table.name in ANYWHERE:
        return frozenset(TABLES)
    waiting = [view.table.name]
    while waiting:
        name = waiting.pop()
        new = {target for (table, _), target in REFERENCES.items() if table == name} - found
        found |= new
        waiting += new
    return frozenset(found)


def missing_owner(view: TableView, look: Look) -> Table | None:
    """Return the first table of owners that has no row yet: without it no row can be added."""
    for target in OWNERS[view.table.name].values():
        if not look.all(TABLES[target].record):
            return TABLES[target]
    return None


def empty_sentence(view: TableView) -> str:
    """Return what to do first while there is no row."""
    if view.empty:
        return view.empty
    noun = noun_of(view)
    required = must_be_typed(view.record)
    labels = [abouts(view.record)[name].label for name, _, _ in asked_fields(view) if name in required or not required]
    if not labels:
        return f"まだ{noun}がありません。"
    listed = ("と" if len(labels) == 2 else "、").join(labels)
    return f"まだ{noun}がありません。上の欄に{listed}を入れて「{noun}を追加」を押してください。"


def removal_help(view: TableView) -> str:
    """Return what removing a row does, with what goes along."""
    along = "・".join(dict.fromkeys(table.label for table in _belonging(view.table.name)))
    return f"選んだ{noun_of(view)}を{f'、その{along}とともに' if along else ''}削除します。元に戻せます。"


def _belonging(owner: str) -> Iterator[Table]:
    """Yield the tables whose rows go with a row of `owner`, in the order of the registry."""
    gone = {owner}
    for name, owners in OWNERS.items():
        if gone & set(owners.values()) and not TABLES[name].lazy:
            gone.add(name)
            yield TABLES[name]
