"""What a table shows, as values: columns, totals rows, and what a user's action asks to change."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from core.dataclass import dataclass
from core.model.machine.grids import Copied
from core.model.values.codes import natural_key
from core.model.values.money import show_yen
from ui.look.colours import Colour
from ui.widgets.offers import Ask

T = TypeVar("T")


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


LEFT, CENTER, RIGHT = Align.LEFT, Align.CENTER, Align.RIGHT


@dataclass(frozen=True, slots=True)
class Mark:
    """How a cell stands out besides its words: colours of the theme, bold. Never the only bearer of a meaning."""

    foreground: Colour | None = None
    background: Colour | None = None
    bold: bool = False


UNSHOWN = "(表示できません)"
"""Stands in a cell whose value cannot be told."""


def show_value(value: Any) -> str:
    """Return a value as people read it: nothing for None, the label of a word, はい/いいえ, else its text."""
    if value is None:
        return ""
    if value is True:
        return "はい"
    if value is False:
        return "いいえ"
    return getattr(value, "label", None) or str(value)


def show_figure(value: Any) -> str:
    """Return what a figure column shows: a whole number with commas, anything else as any value."""
    return f"{value:,}" if type(value) is int else show_value(value)


def sort_value(value: Any) -> Any:
    """Return a sort key: numbers by size, words of the ledger in their declared order, text naturally: 9, 10."""
    if isinstance(value, StrEnum):
        return (0, list(type(value)).index(value), "")
    if isinstance(value, str):
        return (1, 0, natural_key(value))
    return (0, value, "")


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of a table.

    `get(record)` gives the value and `show(value)` its text on the screen; `plain(value)` its text in the editor and
    on the clipboard (default: digits without commas for whole numbers, else what `show` says). `figure` columns use
    digits of one width and stand at the right; they are as wide as their longest text needs, as are those that are seen
    `whole`. What is left of the width goes to the `wide` column. One that is `optional` is hidden until somebody asks
    for it, one that is `fixed` cannot be hidden. `edit` names what typed text is for (a field, an id; the page
    decides) and None makes the column read-only; `editable(record)` may forbid single cells; `locked` is the sentence
    that says why. `tells_rows` is for a column that cannot be edited and by which people know the row: a pasted block
    that has it finds its rows by it. `also` are other people's headings for the column. `choices` are the texts offered
    by the editor, and no others; `offers` gives what is offered while somebody types whatever he likes.
    `corner(record)` marks the upper right corner of cells to which there is a remark, as Excel does.
    `is_day`: a day is typed, which the editor also offers from a calendar.
    `key_values(record, typed)` turns a pressed key into the text to set ("1" → 実施, " " → the next state), or None;
    where it is given the input method is off.
    """

    label: str
    get: Callable[[Any], Any]
    _: KW_ONLY
    show: Callable[[Any], str] = show_value
    plain: Callable[[Any], str] | None = None
    align: Align | None = None
    width: int = 120
    figure: bool = False
    whole: bool = False
    wide: bool = False
    optional: bool = False
    fixed: bool = False
    edit: Any = None
    editable: Callable[[Any], bool] | None = None
    locked: str = ""
    tells_rows: bool = False
    also: Sequence[str] = ()
    multiline: bool = False
    is_day: bool = False
    choices: Sequence[str] | Callable[[Any], Sequence[str]] | None = None
    offers: Ask | None = None
    key_values: Callable[[Any, str], str | None] | None = None
    mark: Callable[[Any], Mark | None] | None = None
    corner: Callable[[Any], bool] | None = None
    tooltip: Callable[[Any], str] | None = None
    spoken: Callable[[Any], str] | None = None
    sort: Callable[[Any], Any] = sort_value
    filter: bool = True
    help: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if self.figure and self.show is show_value:
            object.__setattr__(self, "show", show_figure)

    @property
    def name(self) -> str:
        """Return what identifies the column in a table: `key`, or the label."""
        return self.key or self.label

    @property
    def alignment(self) -> Align:
        """Return where the text stands: figures at the right unless told otherwise."""
        return self.align or (RIGHT if self.figure else LEFT)

    def text(self, record: Any) -> str:
        """Return what the cell shows."""
        return _told(self._text, record, UNSHOWN)

    def texts(self, records: Sequence[Any]) -> list[str]:
        """Return what the cells of many records show."""
        get, show = self.get, self.show
        return _told(lambda some: [show(get(one)) for one in some], records, None) or list(map(self.text, records))

    def plain_text(self, record: Any) -> str:
        """Return what the cell gives to the editor and the clipboard: −1234, not △1,234."""
        return _told(self._plain_text, record, UNSHOWN)

    def mark_of(self, record: Any) -> Mark | None:
        """Return how the cell stands out."""
        return _told(self.mark, record, None) if self.mark else None

    def tooltip_text(self, record: Any) -> str:
        """Return what the cell says when the mouse rests on it: its own hook, else its whole text."""
        return _told(self.tooltip or self._text, record, UNSHOWN)

    def spoken_text(self, record: Any) -> str:
        """Return what a screen reader says of the cell: a word for signs, マイナス for △, 空欄 for nothing."""
        text = _told(self.spoken or self._text, record, UNSHOWN)
        return (text.replace("△", "マイナス") if self.figure else text) or "空欄"

    def _text(self, record: Any) -> str:
        return self.show(self.get(record))

    def _plain_text(self, record: Any) -> str:
        value = self.get(record)
        if self.plain is not None:
            return self.plain(value)
        return str(value) if type(value) is int else self.show(value)

    def can_edit(self, record: Any) -> bool:
        """Return whether this cell takes text."""
        return self.edit is not None and (self.editable is None or self.editable(record))

    def offered(self, record: Any) -> tuple[str, ...] | None:
        """Return the texts that the editor offers, or None where any text may be typed."""
        return tuple(self.choices(record) if callable(self.choices) else self.choices or ()) or None


def _told(tell: Callable[[Any], T], record: Any, otherwise: T) -> T:
    """Return what is told of a record. Whatever goes wrong is logged, once: Qt asks while it paints, and an exception
    that comes back into its painting ends the program."""
    try:
        return tell(record)
    except Exception as error:  # noqa: BLE001
        _log_once(f"{type(error).__name__} {_place(error.__traceback__)}")
        return otherwise


def _place(trace: TracebackType | None) -> str:
    """Return the source line in which it went wrong. Messages may quote the ledger: they are not logged."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""


@cache
def _log_once(where: str) -> None:
    logging.getLogger("anbuncho").error("表示できないセル: %s", where)


def yen_column(label: str, get: Callable[[Any], int | None], *, width: int = 120, **options: Any) -> Column:
    """Return a column of yen: 1,234 or △1,234 at the right, nothing for None."""
    return Column(label, get, show=show_yen, figure=True, width=width, **options)


@dataclass(frozen=True, slots=True)
class Totals:
    """A row that stays at the bottom: `values` by column name, shown by the columns' own `show`.

    A str is shown as it is, so a total may say 一部未算定.
    """

    label: str
    values: Mapping[str, Any] = field(default_factory=dict)
    tooltips: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellEdit:
    """The user wants `text` in one cell; `record` is None in a row that is to be added."""

    record: Any
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A wish that was refused, and the sentence that says why. If one is, nothing has changed. `missing` is the key of
    the column that a new row needs and that was not typed."""

    edit: CellEdit
    sentence: str
    missing: str = ""


OnEdit = Callable[[list[CellEdit]], Sequence[Rejected]]
OnAppend = Callable[[list[CellEdit], list[list[CellEdit]]], Sequence[Rejected]]
"""Edits of existing rows and the rows to add, as one action."""

UndoPoint = Callable[[], Callable[[], object]]
"""Asked after an action: what takes just this action back."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a block: what was done, or why it was refused; neither where the page goes on with it itself."""

    told: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a page does with a pasted block that has headings. `take` reads it by its headings, None where they are none
    of its own; `match` lets the user say what the columns mean, for a block that does not fit. With `first` the page
    is asked of every block, else only where the table does not know all headings itself; a block without headings that
    is too wide is then refused."""

    take: Callable[[Copied], Taken | None]
    match: Callable[[Copied], object]
    first: bool = True
