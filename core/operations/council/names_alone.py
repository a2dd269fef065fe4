"""A list of names alone, or of codes: most cells of a column are called as municipalities of the country are, or are
their codes, and nothing else is said of them. Then it is a list of members, whose codes, names, kana and kinds the list
of the country has."""

from collections import Counter
from collections.abc import Mapping, Sequence

from core.dataclass import dataclass
from core.gazetteer.places import Place, meant, place_of
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Fault
from core.model.machine.grids import Broken, Grid, GridCell, column_name, csv_text, is_blank
from core.model.machine.spreadsheet import SheetColumn, sheet_columns
from core.model.registry import TABLES
from core.model.values.place_names import prefecture_of, split_prefecture
from core.operations.importing.columns import Matching
from core.operations.importing.crossing import Unfolded
from core.operations.importing.plan import LeftOut
from core.operations.importing.row_kinds import is_total_heading
from core.operations.importing.understood import Understood

_COLUMNS = ("code", "name", "kana", "kind")


@dataclass(frozen=True, slots=True)
class _Names:
    """Where the names stand, by row what each may mean, and the row above which nothing is a name."""

    column: int
    places: dict[int, tuple[Place, ...]]

    @property
    def first(self) -> int:
        return min(self.places)


def names_alone(book: Book, grid: Grid) -> Understood | None:
    """Return a sheet of names as lines of members; None where it is no such sheet.

    Beside the names only running numbers and prefectures may stand: a list that says more of them is another list. A
    name of several places is the one in the prefecture of the other names and of the ledger's members, or is refused.
    """
    names = _found(grid)
    if names is None:
        return None
    columns = _columns()
    lines: list[tuple[GridCell, ...]] = [tuple(column.heading for column in columns)]
    rows, left_out = [names.first], []
    near, ours = _prefectures(book, names), {one.code: one for one in book.all(Municipality).values()}
    for row, cells in enumerate(grid.rows):
        text = csv_text(cells[names.column]).strip() if names.column < len(cells) else ""
        whole = " ".join(csv_text(cell) for cell in cells if not is_blank(cell))
        rule = _left_out_as(row, text, names)
        if rule and whole and row != names.first - 1:
            left_out.append(LeftOut(grid.name, row + 1, "", whole[:200], Fault("", rule, {})))
        elif not rule:
            lines.append(_line(text, names.places.get(row, ()), near, ours))
            rows.append(row)
    matching = Matching("municipalities", 0, columns)
    places = tuple((names.column,) * len(columns) for _ in rows)
    made = Grid(grid.name, tuple(lines), grid.is_text)
    shown = Matching("municipalities", max(0, names.first - 1), (*[None] * names.column, columns[1]))
    said = Fault("", "names_alone_said", {"columns": column_name(names.column)})
    unfolded = Unfolded(made, matching, tuple(rows), places)
    return Understood(grid, shown, None, made, matching, unfolded, left_out=tuple(left_out), said=(said,))


def _columns() -> tuple[SheetColumn, ...]:
    known = {column.name: column for column in sheet_columns(TABLES["municipalities"])}
    return tuple(known[name] for name in _COLUMNS)


def _found(grid: Grid) -> _Names | None:
    """Return the one column in which most cells are names of municipalities, if beside it nothing else is told."""
    width = max(map(len, grid.rows), default=0)
    found = [names for at in range(width) if (names := _names(grid, at)) is not None]
    if len(found) != 1:
        return None
    (names,) = found
    beside = [at for at in range(width) if at != names.column]
    below = [grid.rows[row] for row in range(names.first, len(grid.rows))]
    told = ([csv_text(row[at]).strip() for row in below if at < len(row) and not is_blank(row[at])] for at in beside)
    return names if all(map(_tells_nothing, told)) else None


def _names(grid: Grid, at: int) -> _Names | None:
    texts = {row: csv_text(cells[at]).strip() for row, cells in enumerate(grid.rows) if at < len(cells)}
    places = {
        row: found
        for row, text in texts.items()
        if text and (found := _meant(text, grid.rows[row])) and not found[0].is_prefecture
    }
    others = [text for row, text in texts.items() if text and places and row > min(places) and row not in places]
    others = [text for text in others if not is_total_heading(text)]
    return _Names(at, places) if len(places) > max(1, len(others)) else None


def _meant(text: str, cells: Sequence[GridCell]) -> tuple[Place, ...]:
    """Return what a name or a whole code of six digits means."""
    by_code = place_of(text)
    return (by_code,) if by_code is not None else meant(text, _prefecture(cells))


def _prefecture(cells: Sequence[GridCell]) -> str:
    """Return the prefecture that stands in a cell of its own, "" without one."""
    texts = (csv_text(cell).strip() for cell in cells if not is_blank(cell))
    return next((text for text in texts if split_prefecture(text)[0] and not split_prefecture(text)[1]), "")


def _tells_nothing(texts: Sequence[str]) -> bool:
    """Whether a column beside the names has nothing but running numbers, or prefectures."""
    if all(text.rstrip(".．").isdecimal() for text in texts):
        return [int(text.rstrip(".．")) for text in texts] == list(range(1, len(texts) + 1))
    return all(before and not rest for before, rest in map(split_prefecture, texts))


def _left_out_as(row: int, text: str, names: _Names) -> str:
    """Return why a row is no line of the list, "" where it is one."""
    if row in names.places:
        return ""
    if row < names.first or not text:
        return "title_row"
    if is_total_heading(text):
        return "total_row"
    found = meant(text)
    return "prefecture_row" if found and found[0].is_prefecture else ""


def _prefectures(book: Book, names: _Names) -> frozenset[str]:
    """Return the prefecture in which most of the names lie of which there is but one, else that of all members."""
    clear = Counter(found[0].prefecture for found in names.places.values() if len(found) == 1)
    members = {prefecture_of(one.code) for one in book.all(Municipality).values()}
    return frozenset([clear.most_common(1)[0][0]] if clear else members if len(members) == 1 else ())


def _line(
    text: str, found: Sequence[Place], near: frozenset[str], ours: Mapping[str, Municipality]
) -> tuple[GridCell, ...]:
    """Return code, name, kana and kind; of a member as the ledger has them."""
    within = [one for one in found if one.prefecture in near] if len(found) > 1 else list(found)
    if len(within) == 1:
        (one,) = within
        if one.code in ours:
            member = ours[one.code]
            return member.code, member.name, member.kana, member.kind.label
        return one.code, one.name, one.kana, one.kind.label
    if found:
        told = "、".join(f"{one.prefecture} {one.code}" for one in found)
        return Broken(text, "name_of_several", told), text, None, None
    return None, text, None, None
