"""The rows of a printed cost table, understood: 項 with branches, totals, who shows an amount, how many implement."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from core.dataclass import dataclass
from core.model.answers import AnswerState, read_state
from core.model.machine.faults import Refused
from core.model.machine.grids import Broken, Grid, GridCell, csv_text, is_blank
from core.model.values.money import parse_yen
from core.operations.importing.date_codes import date_in_code
from core.operations.importing.row_kinds import is_dash, is_total_heading
from core.operations.requests.printed_layout import Layout
from core.pattern import pattern

_NUMBER = pattern(
    r"(?:no\.?|項番?|第)?\s*[(\[]?([0-9]{1,9})(?:-([0-9]{1,9}))?[)\]]?(?:項|号|番)?[.。、]?", re.IGNORECASE
)
"""A 項 as people write it: 104., No.106, (107), ⑫, 20-1."""
_IMPLEMENTERS = pattern(r"([0-9]+)\s*(?:自治体|団体|市町村)で実施(?:した場合)?")
_TARGET = pattern(r"対象\s*[::]\s*(\S+)")
_MERGED = pattern(r"(?:no\.?|№|項)\s*([0-9]+)\s*に統合", re.IGNORECASE)
_AVOIDED = pattern(r"([0-9][0-9,]*)\s*円")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One printed row. `shares` are the amounts by code, `undecided` who shows △, `agreed` who shows ○ instead of an
    amount; `at` is its place in the sheet. A row whose 項 cannot be read has none, and a fault that says so."""

    at: int
    item: str
    branch: str
    title: str
    total_text: str
    total: int | None
    note: str
    shares: Mapping[str, int]
    undecided: frozenset[str]
    agreed: frozenset[str] = frozenset()
    faults: tuple[tuple[int, Refused], ...] = field(default=())

    @property
    def implementers(self) -> int:
        """How many implement: as the note says, else as many as show an amount."""
        said = _IMPLEMENTERS.search(unicodedata.normalize("NFKC", self.note))
        return int(said[1]) if said else len(self.shares)

    @property
    def is_standard(self) -> bool:
        return "標準仕様" in self.total_text

    @property
    def merged_into(self) -> str | None:
        match = _MERGED.search(unicodedata.normalize("NFKC", f"{self.total_text} {self.note}"))
        return match[1] if match else None

    @property
    def target(self) -> str:
        """The variant that the note names (対象: 4様式), "" if none."""
        match = _TARGET.search(self.note)
        return match[1] if match else ""

    @property
    def avoided(self) -> int | None:
        """The amount that the note of a 標準仕様 row mentions."""
        match = _AVOIDED.search(unicodedata.normalize("NFKC", self.note)) if self.is_standard else None
        return int(match[1].replace(",", "")) if match else None

    @property
    def is_checked(self) -> bool:
        """Whether the printed shares add up to the printed total."""
        return self.total is not None and bool(self.shares) and sum(self.shares.values()) == self.total


def source_rows(grid: Grid, layout: Layout) -> Iterator[SourceRow]:
    """Yield the rows of requests, and those with figures whose 項 cannot be read, which have a fault. Sums, headings
    and rows without figures are none."""
    for at in range(layout.heading_row + 1, len(grid.rows)):
        cells = grid.rows[at]
        text = _text(cells, layout.item)
        number = None if isinstance(_cell(cells, layout.item), date) else item_number(text)
        if number is not None:
            yield _row(at, cells, layout, number[0], f"{number[0]}-{number[1]}" if number[1] else "")
        elif has_figures(cells, layout) and not is_sums(cells, layout):
            yield replace(_row(at, cells, layout, "", ""), faults=((layout.item, _unreadable(cells, layout)),))


def item_number(text: str) -> tuple[str, str] | None:
    """Return the number and the branch, "" for none, of a 項 as people write it; None where it is none."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return (str(int(match[1])), str(int(match[2])) if match[2] else "") if match else None


def has_figures(cells: Sequence[GridCell], layout: Layout) -> bool:
    """Whether a row says anything in the columns of amounts."""
    return any(not is_blank(_cell(cells, place)) for place in layout.amounts)


def is_sums(cells: Sequence[GridCell], layout: Layout) -> bool:
    """Whether a row holds the printed sums."""
    return any(is_total_heading(_text(cells, place)) for place in (layout.item, layout.title) if _text(cells, place))


def _unreadable(cells: Sequence[GridCell], layout: Layout) -> Refused:
    cell = _cell(cells, layout.item)
    if refused := date_in_code(cell, "項"):
        return refused
    if isinstance(cell, Broken):
        return Refused(cell.rule, text=cell.shown, label="項")
    return Refused("item_unreadable", text=_text(cells, layout.item).strip(), title=_text(cells, layout.title).strip())


def sums_row(grid: Grid, layout: Layout) -> dict[str, int]:
    """Return the printed sums by code from the row that begins with 合計; nothing when there is none."""
    for cells in grid.rows[layout.heading_row + 1 :]:
        if is_sums(cells, layout):
            texts = {code: _text(cells, place) for place, code in layout.members.items()}
            try:
                return {code: parse_yen(text) for code, text in texts.items() if text}
            except Refused:
                return {}
    return {}


def _row(at: int, cells: Sequence[GridCell], layout: Layout, item: str, branch: str) -> SourceRow:
    shares, undecided, agreed, faults = {}, set(), set(), []
    for place in (layout.title, layout.note):
        broken = None if place is None else _cell(cells, place)
        if place is not None and isinstance(broken, Broken):
            faults.append((place, Refused(broken.rule, text=broken.shown, label="")))
    for place, code in layout.members.items():
        try:
            state, yen = _share(_cell(cells, place))
        except Refused as refused:
            faults.append((place, refused))
            continue
        if state is AnswerState.YES and yen:
            shares[code] = yen
        if state is AnswerState.YES and not yen:
            agreed.add(code)
        if state is AnswerState.UNDECIDED:
            undecided.add(code)
    total_text = "" if layout.total is None else _text(cells, layout.total).strip()
    total = None
    of_total = None if layout.total is None else _cell(cells, layout.total)
    if isinstance(of_total, Broken):
        faults.append((layout.total or 0, Refused(of_total.rule, text=of_total.shown, label="総額")))
    elif total_text and re.search("[0-9]", unicodedata.normalize("NFKC", total_text)):
        try:
            total = parse_yen(total_text)
        except Refused as refused:
            faults.append((layout.total or 0, refused))
    elif layout.total is None and max(shares.values(), default=0) > 1:
        total = sum(shares.values())
    return SourceRow(
        at=at,
        item=item,
        branch=branch,
        title=_text(cells, layout.title).strip(),
        total_text=total_text,
        total=total,
        note="" if layout.note is None else _text(cells, layout.note).strip(),
        shares=shares,
        undecided=frozenset(undecided),
        agreed=frozenset(agreed),
        faults=tuple(faults),
    )


def _share(cell: GridCell) -> tuple[AnswerState, int]:
    """Read a member's cell: an amount is 実施, a lone △ 未定, 0, a dash or blank 実施しない; raises Refused for other
    words."""
    if isinstance(cell, Broken):
        raise Refused(cell.rule, text=cell.shown, label="")
    plain = csv_text(cell).strip()
    if not plain or is_dash(plain):
        return AnswerState.NO, 0
    try:
        yen = parse_yen(plain)
    except Refused:
        if re.search("[0-9]", unicodedata.normalize("NFKC", plain)):
            raise
        return read_state(plain), 0
    return (AnswerState.YES if yen else AnswerState.NO), yen


def _cell(cells: Sequence[GridCell], place: int) -> GridCell:
    return cells[place] if place < len(cells) else None


def _text(cells: Sequence[GridCell], place: int) -> str:
    return csv_text(_cell(cells, place))
