"""Where what stands in a printed cost table: 項, 要望, the totals, and a column for each municipality."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from core.dataclass import dataclass
from core.model.council import Municipality
from core.model.machine.faults import Faults, Refused
from core.model.machine.grids import Broken, Grid, GridCell, csv_text, is_blank
from core.model.registry import table_of
from core.model.requests import Customization
from core.model.values.money import parse_yen
from core.operations.editing.draft import Ledger
from core.operations.editing.find import find
from core.operations.importing.columns import choices
from core.operations.importing.headings import HEADING_WITHIN, heading, heading_key, word_of
from core.operations.importing.row_kinds import is_total_heading
from core.pattern import pattern

ITEM_WORDS = {
    heading_key(word)
    for word in ("項", "項番", "項番号", "項目番号", "要望番号", "No.", "No", "№", "番号", "通番", "連番", "整理番号")
}
TITLE_WORDS = {
    heading_key(word)
    for word in (
        [
            "要望",
            "件名",
            "要望名",
            "要望の名称",
            "要望件名",
            "要望事項",
            "要望内容",
            "カスタマイズ",
            "カスタマイズ名",
            "カスタマイズ要望",
            "項目",
            "項目名",
        ]
    )
}
_NOTE = {heading_key(word) for word in ("備考", "摘要", "注記")}

_COUNT_HEADING = pattern(r"n?=?[0-9]+(?:団体|自治体|市町村).*")

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands in the sheet: columns from 0; `members` gives the municipality's code of each column, or the
    heading behind UNKNOWN where no municipality is called so."""

    heading_row: int
    item: int
    title: int
    total: int | None
    note: int | None
    members: Mapping[int, str]

    @property
    def amounts(self) -> tuple[int, ...]:
        """The columns in which amounts may stand."""
        return (*([] if self.total is None else [self.total]), *self.members)

    @property
    def places(self) -> frozenset[int]:
        """The columns that are read."""
        return frozenset({self.item, self.title, *self.amounts, *([] if self.note is None else [self.note])})

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings of columns whose municipality is not in the ledger."""
        return tuple(code.removeprefix(UNKNOWN) for code in self.members.values() if code.startswith(UNKNOWN))


def find_layout(ledger: Ledger, grid: Grid) -> Layout | None:
    """Return where the columns are if the sheet has 項, 要望 and a column per municipality; None otherwise.

    With a column of totals, columns whose municipality is unknown belong to the table as well.
    """
    for at, row in enumerate(grid.rows[:HEADING_WITHIN]):
        words = [set(heading(word_of(cell)).keys) for cell in row]
        item = next((place for place, keys in enumerate(words) if keys & ITEM_WORDS), None)
        title = next((place for place, keys in enumerate(words) if keys & TITLE_WORDS), None)
        if item is None or title is None:
            continue
        total = next((place for place, keys in enumerate(words) if any(map(_is_total, keys))), None)
        note = next((place for place, keys in enumerate(words) if keys & _NOTE), None)
        rest = [place for place in range(len(row)) if place not in {item, title, total, note} and words[place]]
        members = {place: code for place in rest if (code := _code(ledger, word_of(row[place]), total is not None))}
        if members and len(set(members.values())) == len(members):
            total = _sums_column(grid, at, members) if total is None else total
            return Layout(at, item, title, total, note, members)
    return None


def _sums_column(grid: Grid, heading_row: int, members: Mapping[int, str]) -> int | None:
    """Return the column headed 計 in which the amounts of the members are added up; sums of marks (1, ○) are none."""
    for at, cell in enumerate(grid.rows[heading_row]):
        if at not in members and is_total_heading(word_of(cell)):
            for cells in grid.rows[heading_row + 1 :]:
                parts = [number for place in members if (number := _figure(_at(cells, place)))]
                if max(parts, default=0) > 1 and sum(parts) == _figure(_at(cells, at)):
                    return at
    return None


def _figure(cell: GridCell) -> int:
    """Return the amount in a cell, 0 where there is none."""
    try:
        return 0 if is_blank(cell) or isinstance(cell, Broken) else parse_yen(csv_text(cell))
    except Refused:
        return 0


def _is_total(key: str) -> bool:
    return key.startswith(("総額", "見積額"))


def _code(ledger: Ledger, text: str, with_unknown: bool) -> str | None:
    found = find(ledger, Municipality, text, "municipality")
    if not isinstance(found, Faults):
        return found.code
    plain = unicodedata.normalize("NFKC", text)
    is_other = is_total_heading(text) or _COUNT_HEADING.fullmatch(plain) or set(heading(text).keys) & _request_words()
    return f"{UNKNOWN}{text}" if with_unknown and not is_other else None


@cache
def _request_words() -> frozenset[str]:
    """Return the headings under which other things of a request stand."""
    columns = choices(table_of(Customization))
    return frozenset(heading_key(word) for column in columns for word in (column.heading, *column.also))


def _at(cells: Sequence[GridCell], place: int) -> GridCell:
    return cells[place] if place < len(cells) else None
