"""Import of quotes as others write them: across (requests down, numbers of implementers across, the total price in each
cell), or a line for each number of implementers."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.machine.grids import Broken, Grid, GridCell, column_name, csv_text, is_blank, place_name
from core.model.machine.spreadsheet import sheet_columns
from core.model.registry import TABLES
from core.model.requests import Customization, Option
from core.operations.importing.date_codes import date_in_code
from core.operations.importing.headings import HEADING_WITHIN, heading, heading_key, word_of
from core.operations.importing.plan import ImportPlan, PlannedLine, Verb
from core.operations.importing.planning import plan_import
from core.operations.importing.row_kinds import is_dash, kind_of_row
from core.operations.importing.titles import titles
from core.operations.requests.own_sheets import COLUMNS, OwnSheets, source_of
from core.operations.requests.printed_layout import ITEM_WORDS, TITLE_WORDS
from core.operations.requests.printed_rows import item_number
from core.pattern import pattern

_OPTION_WORDS = {heading_key(word) for word in ("案", "案名")}
_NUMBERS = {heading_key(word) for word in ("実施団体数", "団体数", "参加団体数", "実施自治体数")}
_CORNERS = {"区分"} | _NUMBERS | ITEM_WORDS | TITLE_WORDS
"""What may stand in the corner between numbers of requests and of implementers."""
_BESIDE = pattern(r"[\\＼/／|・、,\s]+")
_LOOKED_AT = 200
"""In so many rows it is looked what a column holds."""
_NO_QUOTE = {"見積なし", "見積無し", "見積もりなし", "なし", "無し"}
_COUNT = pattern(
    r"(?:n=)?([0-9]{1,4})(?:団体|自治体|市町村)"
    r"(?:(?:で|が|に)?(?:実施|参加|利用|採用|導入|共同利用|共同調達|共同実施)(?:する|した)?)?(?:の?(?:場合|とき)|時)?"
    r"(?:の?(?:見積|見積額|見積金額|金額|費用|総額|価格))?"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Where what stands: columns from 0; `counts` gives the number of implementers of each column of prices. Where each
    line has its own number, `number` is its column, and `prices` gives by the column of ours those of its amounts and
    of what else it says."""

    heading_row: int
    item: int
    title: int | None
    option: int | None
    counts: Mapping[int, int]
    number: int | None = None
    prices: Mapping[str, int] = field(default_factory=dict)
    by_edges: bool = False
    """Whether no heading says that the numbers at the side are those of requests."""

    @property
    def places(self) -> frozenset[int]:
        """The columns that are read."""
        found = (self.item, self.title, self.option, self.number, *self.counts, *self.prices.values())
        return frozenset(one for one in found if one is not None)

    @property
    def amounts(self) -> dict[int, str]:
        """By the columns of amounts the columns of quotes that they are."""
        in_lines = {at: name for name, at in self.prices.items() if name in {"one_off_yen", "yearly_yen"}}
        return {**dict.fromkeys(self.counts, "one_off_yen"), **in_lines}


def find_counts(grid: Grid, is_turned: bool = False) -> Counts | None:
    """Return where the columns are if the sheet has 項 and numbers of implementers beside it; None otherwise.

    Numbers alone are taken for them where they count on: 1, 2, 3. Without the heading 項 the first column is that of
    the requests if it has nothing but their numbers, and the corner or the headings speak of numbers of implementers.
    A corner that speaks of nothing else says so of what stands at the left of the sheet as it was brought.
    """
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        words = [set(heading(word_of(cell)).keys) for cell in cells]
        item = _first(words, ITEM_WORDS)
        corner = _corner(grid, row) if item is None else item
        if corner is None:
            continue
        counts = {at: n for at, cell in enumerate(cells) if at > corner and (n := _count(word_of(cell)))}
        if not counts and (item is not None or _speaks_of_counts(grid, row, corner)):
            says_count = {*heading(word_of(cells[corner])).keys} & _NUMBERS
            counts = _counted_on(grid, row, corner) if is_turned or not says_count else {}
        others = sum(not is_blank(cell) for cell in cells[corner + 1 :])
        if counts and len(set(counts.values())) == len(counts) and (item is not None or 2 * len(counts) > others):
            title, option = _first(words, TITLE_WORDS), _first(words, _OPTION_WORDS)
            return Counts(row, corner, title, option, counts, by_edges=item is None)
    return None


def _counted_on(grid: Grid, row: int, corner: int) -> dict[int, int]:
    """Return by their columns numbers that count on, if the corner has at least one number of a request below it."""
    cells = enumerate(grid.rows[row])
    plain = {at: int(text) for at, cell in cells if at > corner and (text := word_of(cell)).isdecimal()}
    numbers, items = list(plain.values()), _items(grid, row, corner)
    follows = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return plain if follows and 0 < numbers[0] < 100 and (any(items) or not items) else {}


def _corner(grid: Grid, row: int) -> int | None:
    """Return the first column that holds anything below a row, if its heading is that of no other column and numbers of
    requests stand below it."""
    below = grid.rows[row + 1 : row + 1 + _LOOKED_AT]
    at = next((at for at in range(len(grid.rows[row])) if any(not is_blank(_at(cells, at)) for cells in below)), None)
    if at is None:
        return None
    parts = _BESIDE.split(unicodedata.normalize("NFKC", word_of(grid.rows[row][at])))
    if not all(not part or {*heading(part).keys} & _CORNERS for part in parts):
        return None
    items = _items(grid, row, at)
    return at if 2 * sum(items) > len(items) else None


def _items(grid: Grid, row: int, at: int) -> list[bool]:
    """Return of what stands below a heading whether it is the number of a request."""
    below = [cells for cells in grid.rows[row + 1 : row + 1 + _LOOKED_AT] if not is_blank(_at(cells, at))]
    return [item_number(csv_text(_at(cells, at))) is not None for cells in below if not kind_of_row(cells, (), ())]


def _speaks_of_counts(grid: Grid, row: int, at: int) -> bool:
    """Whether the corner or the title says that the numbers above are those of implementers, or that amounts are
    quotes."""
    texts = [*titles(grid, row), word_of(_at(grid.rows[row], at))]
    return any(word in heading_key(text) for text in texts for word in ("見積", "団体数"))


def find_lines(grid: Grid) -> Counts | None:
    """Return where the columns are if each line of the sheet has 項, a number of implementers and a price, and nothing
    of options: then a request has but one. None otherwise."""
    known = {column.name: column for column in sheet_columns(TABLES["quotes"])}
    keys = {name: {heading_key(word) for word in (known[name].heading, *known[name].also)} for name in _OF_LINES}
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        words = [set(heading(word_of(cell)).keys) for cell in cells]
        item, option = _first(words, ITEM_WORDS), _first(words, _OPTION_WORDS)
        found = {name: at for name in _OF_LINES if (at := _first(words, keys[name])) is not None}
        if item is not None and option is None and {"implementers", "one_off_yen"} <= found.keys():
            number = found.pop("implementers")
            return Counts(row, item, _first(words, TITLE_WORDS), None, {}, number, found)
    return None


_BESIDE_NUMBER = {"one_off_yen": "初期費用(総額)", "yearly_yen": "年額(総額)", "branch": "枝番", "note": "備考"}
_OF_LINES = ("implementers", *_BESIDE_NUMBER)


def _first(words: Sequence[set[str]], wanted: set[str]) -> int | None:
    return next((at for at, keys in enumerate(words) if keys & wanted), None)


def _count(text: str) -> int:
    match = _COUNT.fullmatch(re.sub(r"\(.*\)$|\s", "", unicodedata.normalize("NFKC", text)))
    return int(match[1]) if match else 0


def plan_counts(book: Book, grid: Grid, layout: Counts) -> ImportPlan:
    """Return what importing the quotes would do. A request that is not there is added if its title stands beside it; a
    request without an option gets one. An empty cell, a dash and 見積なし are no quote. What a quote has besides its
    price stays."""
    sheets = OwnSheets({one.item for one in book.all(Customization).values()})
    refused: list[PlannedLine] = []
    requests = {one.item: one.id for one in book.all(Customization).values()}
    with_option: set[tuple[str, str]] = set()
    for at, cells in _rows(grid, layout):
        number = item_number(csv_text(_at(cells, layout.item)))
        title = _text(cells, layout.title)
        if number is None or isinstance(_at(cells, layout.item), Broken):
            refused.append(_refusal(grid, at, title, _unreadable(_at(cells, layout.item), place_name(at, layout.item))))
            continue
        item, name = f"{number[0]}-{number[1]}" if number[1] else number[0], _text(cells, layout.option)
        if item not in requests:
            if (item, "") not in with_option:
                sheets.add("customizations", at, item, title, None, None, None)
                with_option.add((item, ""))
            has_option = (item, name) in with_option and name != ""
        else:
            options = book.children(Option, requests[item]).values()
            has_option = any(one.name == name for one in options) if name else bool(options)
        if not has_option and (item, f"案{name}") not in with_option:
            sheets.add("options", at, item, name, None)
            with_option.add((item, f"案{name}"))
        for place, n in layout.counts.items():
            if _is_price(cell := _at(cells, place)):
                sheets.add("prices", at, item, name, n, cell)
        if layout.number is not None:
            said = [_at(cells, layout.prices[one]) if one in layout.prices else None for one in _BESIDE_NUMBER]
            if any(map(_is_price, said[:2])):
                sheets.add("lines", at, item, name, _at(cells, layout.number), *said)
    unread = {heading for name, heading in _BESIDE_NUMBER.items() if name not in layout.prices}
    parts = [(name, part) for name, part in sheets.rows.items() if part]
    plan = plan_import(book, [source_of(name, part, unread if name == "lines" else ()) for name, part in parts])
    lines = [_at_source(line, sheets, grid, layout) for line in plan.lines]
    return replace(plan, lines=tuple(sorted([*refused, *lines], key=lambda line: line.row)))


def _rows(grid: Grid, layout: Counts) -> Iterator[tuple[int, Sequence[GridCell]]]:
    for at in range(layout.heading_row + 1, len(grid.rows)):
        cells = grid.rows[at]
        if any(not is_blank(_at(cells, place)) for place in (layout.item, *layout.amounts)):
            yield at, cells


def _refusal(grid: Grid, at: int, subject: str, fault: Fault) -> PlannedLine:
    return PlannedLine(grid.name, at + 1, "quotes", Verb.REFUSED, subject, (), (fault,))


def _unreadable(cell: GridCell, place: str) -> Fault:
    date = date_in_code(cell, "項")
    if date is not None:
        return Fault("", date.rule, {**date.facts, "cell": place})
    return Fault("", "item_unreadable", {"text": csv_text(cell), "cell": place})


def _at_source(line: PlannedLine, sheets: OwnSheets, grid: Grid, layout: Counts) -> PlannedLine:
    """Return a line of our own sheets as a row and a cell of the table across."""
    at, cells = sheets.rows[line.sheet][line.row - 2]
    by_count = {n: place for place, n in layout.counts.items()}

    def cell_of(fault: Fault) -> str:
        letters = str(fault.facts.get("cell", "")).rstrip("0123456789")
        column = next((place for place in range(len(cells)) if column_name(place) == letters), None)
        said = COLUMNS[line.sheet][column] if column is not None else ""
        n = cells[2] if line.sheet == "prices" else None
        price = by_count.get(n) if isinstance(n, int) else None
        places = {"要望": layout.title, "案": layout.option, "実施団体数": layout.number, "初期費用(総額)": price}
        places |= {_BESIDE_NUMBER[name]: place for name, place in layout.prices.items()}
        return place_name(at, next(one for one in (places.get(said), layout.item) if one is not None))

    reasons = tuple(replace(fault, facts={**fault.facts, "cell": cell_of(fault)}) for fault in line.reasons)
    return replace(line, sheet=grid.name, row=at + 1, reasons=reasons)


def _is_price(cell: GridCell) -> bool:
    return not is_blank(cell) and not is_dash(cell) and word_of(cell) not in _NO_QUOTE


def _text(cells: Sequence[GridCell], place: int | None) -> str:
    return "" if place is None else csv_text(_at(cells, place)).strip()


def _at(cells: Sequence[GridCell], place: int) -> GridCell:
    return cells[place] if place < len(cells) else None
