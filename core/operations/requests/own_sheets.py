"""Tables of requests in other people's shapes come to rows of our own: requests, options, quotes, answers."""

from collections.abc import Collection, Sequence
from dataclasses import field

from core.dataclass import dataclass
from core.model.machine.grids import Grid, GridCell
from core.model.machine.spreadsheet import SheetColumn, sheet_columns
from core.model.registry import TABLES
from core.operations.importing.columns import Matching
from core.operations.importing.plan import Remark

COLUMNS: dict[str, tuple[str, ...]] = {
    "customizations": ("項", "要望", "備考", "要確認", "原文"),
    "settled": ("項", "要望", "方針", "統合先の項", "回避した見積", "備考", "要確認", "原文"),
    "known": ("項", "要望"),
    "options": ("項", "案", "並び順"),
    "quotes": ("項", "案", "実施団体数", "初期費用(総額)", "枝番", "備考", "要確認", "原文", "推定される読み"),
    "prices": ("項", "案", "実施団体数", "初期費用(総額)"),
    "lines": ("項", "案", "実施団体数", "初期費用(総額)", "年額(総額)", "枝番", "備考"),
    "answers": ("項", "団体コード", "意向"),
}
_TABLES = {"settled": "customizations", "known": "customizations", "prices": "quotes", "lines": "quotes"}
"""What is known of a request already in the ledger stays as it is: 方針 and 備考 are the clerk's by then. So does what
a quote has besides its price, where a table says only that."""


@dataclass(slots=True)
class OwnSheets:
    """The rows of our own tables that the printed ones come to, each with the row it came from."""

    known: set[str]
    rows: dict[str, list[tuple[int, tuple[GridCell, ...]]]] = field(default_factory=lambda: {n: [] for n in COLUMNS})
    doubtful: list[Remark] = field(default_factory=list)
    decisions: list[Remark] = field(default_factory=list)

    def add(self, name: str, at: int, *cells: GridCell) -> None:
        self.rows[name].append((at, tuple(None if cell == "" else cell for cell in cells)))


def source_of(
    name: str, rows: Sequence[tuple[int, tuple[GridCell, ...]]], unread: Collection[str] = ()
) -> tuple[Grid, Matching]:
    """Return the rows as a sheet to be read, but for the columns of which they say nothing."""
    table = TABLES[_TABLES.get(name, name)]
    columns = tuple(None if heading in unread else _column(name, heading) for heading in COLUMNS[name])
    return Grid(name, (tuple(COLUMNS[name]), *(cells for _, cells in rows))), Matching(table.name, 0, columns)


def _column(name: str, heading: str) -> SheetColumn:
    table = TABLES[_TABLES.get(name, name)]
    return next(column for column in sheet_columns(table) if column.heading == heading)
