"""The rows of a printed cost table, understood: 項 with branches, totals, who shows an amount, how many implement."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.model.answers import AnswerState, read_state
from core.model.council import Municipality
from core.model.machine.faults import Faults, Refused
from core.model.machine.grids import Grid, GridCell, csv_text
from core.model.values.codes import search_key
from core.model.values.money import parse_yen
from core.operations.editing.draft import Ledger
from core.operations.editing.find import find

_ITEM = {search_key(word) for word in ("項", "項番", "項目番号", "No.", "No", "№", "番号")}
_TITLE = {search_key(word) for word in ("要望", "件名", "要望名", "要望事項", "カスタマイズ", "カスタマイズ名", "項目")}
_NOTE = {search_key(word) for word in ("備考", "摘要", "注記")}

_NUMBER = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_IMPLEMENTERS = re.compile(r"([0-9]+)\s*(?:自治体|団体|市町村)で実施(?:した場合)?")
_TARGET = re.compile(r"対象\s*[::]\s*(\S+)")
_MERGED = re.compile(r"(?:no\.?|№|項)\s*([0-9]+)\s*に統合", re.IGNORECASE)
_AVOIDED = re.compile(r"([0-9][0-9,]*)\s*円")
_HEADING_WITHIN = 20

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
    def unknown(self) -> tuple[str, ...]:
        """The headings of columns whose municipality is not in the ledger."""
        return tuple(code.removeprefix(UNKNOWN) for code in self.members.values() if code.startswith(UNKNOWN))


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One printed row. `shares` are the amounts by code, `undecided` who shows △; `at` is its place in the sheet."""

    at: int
    item: str
    branch: str
    title: str
    total_text: str
    total: int | None
    note: str
    shares: Mapping[str, int]
    undecided: frozenset[str]
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


def find_layout(ledger: Ledger, grid: Grid) -> Layout | None:
    """Return where the columns are if the sheet has 項, 要望 and a column per municipality; None otherwise.

    With a column of totals, columns whose municipality is unknown belong to the table as well.
    """
    for at, row in enumerate(grid.rows[:_HEADING_WITHIN]):
        words = [search_key(csv_text(cell)).strip() for cell in row]
        item = next((place for place, word in enumerate(words) if word in _ITEM), None)
        title = next((place for place, word in enumerate(words) if word in _TITLE), None)
        if item is None or title is None:
            continue
        total = next((place for place, word in enumerate(words) if word.startswith(("総額", "見積額"))), None)
        note = next((place for place, word in enumerate(words) if word in _NOTE), None)
        rest = [place for place in range(len(row)) if place not in {item, title, total, note} and words[place]]
        members = {place: code for place in rest if (code := _code(ledger, csv_text(row[place]), total is not None))}
        if members and len(set(members.values())) == len(members):
            return Layout(at, item, title, total, note, members)
    return None


def _code(ledger: Ledger, text: str, with_unknown: bool) -> str | None:
    found = find(ledger, Municipality, text, "municipality")
    if isinstance(found, Faults):
        return f"{UNKNOWN}{text}" if with_unknown else None
    return found.code


def source_rows(grid: Grid, layout: Layout) -> Iterator[SourceRow]:
    """Yield the rows of requests; sums, headings and blank rows have no number and are left out."""
    for at in range(layout.heading_row + 1, len(grid.rows)):
        cells = grid.rows[at]
        number = _NUMBER.fullmatch(unicodedata.normalize("NFKC", _text(cells, layout.item)).strip())
        if number:
            yield _row(at, cells, layout, number[1], number[0] if number[2] else "")


def sums_row(grid: Grid, layout: Layout) -> dict[str, int]:
    """Return the printed sums by code from the row that begins with 合計; nothing when there is none."""
    for cells in grid.rows[layout.heading_row + 1 :]:
        if _text(cells, layout.item).startswith("合計") or _text(cells, layout.title).startswith("合計"):
            texts = {code: _text(cells, place) for place, code in layout.members.items()}
            try:
                return {code: parse_yen(text) for code, text in texts.items() if text}
            except Refused:
                return {}
    return {}


def _row(at: int, cells: Sequence[GridCell], layout: Layout, item: str, branch: str) -> SourceRow:
    shares, undecided, faults = {}, set(), []
    for place, code in layout.members.items():
        try:
            state, yen = _share(_text(cells, place))
        except Refused as refused:
            faults.append((place, refused))
            continue
        if state is AnswerState.YES and yen:
            shares[code] = yen
        if state is AnswerState.UNDECIDED:
            undecided.add(code)
    total_text = "" if layout.total is None else _text(cells, layout.total).strip()
    total = None
    if total_text and re.search("[0-9]", unicodedata.normalize("NFKC", total_text)):
        try:
            total = parse_yen(total_text)
        except Refused as refused:
            faults.append((layout.total or 0, refused))
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
        faults=tuple(faults),
    )


def _share(text: str) -> tuple[AnswerState, int]:
    """Read a member's cell: an amount is 実施, a lone △ 未定, 0 or blank 実施しない; raises Refused for other words."""
    plain = text.strip()
    if not plain:
        return AnswerState.NO, 0
    try:
        yen = parse_yen(plain)
    except Refused:
        if re.search("[0-9]", unicodedata.normalize("NFKC", plain)):
            raise
        return read_state(plain), 0
    return (AnswerState.YES if yen else AnswerState.NO), yen


def _text(cells: Sequence[GridCell], place: int) -> str:
    return csv_text(cells[place]) if place < len(cells) else ""
