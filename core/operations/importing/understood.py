"""What the clerk says of a block of cells, and what is known of it once it is understood."""

from dataclasses import field

from core.dataclass import dataclass
from core.model.machine.faults import Fault
from core.model.machine.grids import Grid
from core.model.values.dates import parse_date
from core.model.values.partial_dates import parse_partial_date
from core.operations.importing.columns import Matching, Meant
from core.operations.importing.crossing import Crossing, Unfolded
from core.operations.importing.plan import LeftOut


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the clerk has said of a block, where it does not say it itself: the table's name, which heading means which
    column, the day (ISO, or the month: 2026-04) and the unit that hold for all of it, a word such as 税込, whether
    hidden rows are read, and which of several tables beside one another is meant (from the left, from 1)."""

    table: str | None = None
    meant: Meant = field(default_factory=dict)
    day: str | None = None
    unit: str | None = None
    tax: str | None = None
    hidden_rows: bool | None = None
    part: int | None = None


def said_day(text: str) -> str:
    """Return the day that a clerk says of a whole block, or the month, where months stand in it: 2026-04.

    Raises Refused "not_a_partial_date", and "not_a_date" for a year alone, of which nothing is.
    """
    said = parse_partial_date(text)
    return said if len(said) > 4 else parse_date(text)


@dataclass(frozen=True, slots=True)
class Understood:
    """`shown` is the block as it stands, joined cells and headings filled in; `matching` what its columns mean there
    (None: it is nothing of ours). `grid` and `read_as` are the lines to be read and what their columns mean, `lines`
    says from where they come when the block is a cross table or a tree. `more` are lines of other tables that its cells
    list.

    With `asks` nothing may be taken in before they are answered. `said` tells what holds for all of it; `words` are
    those of its title that no column of the table takes (税込).
    """

    shown: Grid
    matching: Matching | None = None
    crossing: Crossing | None = None
    grid: Grid | None = None
    read_as: Matching | None = None
    lines: Unfolded | None = None
    more: tuple[Unfolded, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    said: tuple[Fault, ...] = ()
    words: tuple[str, ...] = ()
    asks: tuple[Fault, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether it can be read without a further word of the clerk."""
        return self.read_as is not None and not self.asks
