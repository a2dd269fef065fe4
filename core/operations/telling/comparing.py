"""見比べる: how one state of a ledger differs from another, row by row and column by column, as people read it."""

from collections.abc import Hashable, Iterator, Mapping
from itertools import islice

from core.dataclass import dataclass
from core.model.machine.changes import Row
from core.model.machine.kinds import Flag, Kept, place_of_any
from core.model.machine.naming import in_order, told_columns
from core.model.machine.places import moved_in, place_of
from core.model.machine.records import abouts, column_names, defaults, from_row, plain
from core.model.machine.sealing import SEALED, was_sealed
from core.model.machine.table import Table
from core.model.registry import ABOVE, ANYWHERE, OWNERS, PARENTS, TABLES
from core.operations.merging.ids import References, Rows, in_our_ids
from core.operations.merging.likeness import same_rows
from core.operations.merging.numbers import RowsLook
from core.operations.telling.values import column_name, row_name, value_text

ADDED, REMOVED, CHANGED, MOVED = "追加", "削除", "変更", "移動"
CONTENT = "中身"
"""What stands in place of a column for a row whose picture or file is another: it is not told what is in it."""
ORDER = "順"
"""What stands in place of a column for a row that was moved among its siblings."""
LONGEST = 12
"""Most columns of a row that came or went which are told."""


@dataclass(frozen=True, slots=True)
class State:
    """What a ledger holds at one time, and what that state is called: 台帳.anbun, 確定版「第3回」."""

    title: str
    document_id: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Told:
    """One difference: of a row that came or went `column` is empty, and it tells what is in the row."""

    table: str
    what: str
    kind: str
    column: str
    before: str
    after: str


def differences(before: State, after: State, references: References) -> Iterator[Told]:
    """Yield what is otherwise in `after`, table by table in the order of the ledger, the rows as people expect them.

    Only tables that both states tell of are compared, and columns that both have. What belongs to a row that came or
    went is counted there. What is sealed in one of them is told as 封印; what the program keeps for itself is not told,
    but of a row with a picture or a file that this is another. A row that stands elsewhere among its siblings is told
    as moved.
    """
    is_one = before.document_id == after.document_id
    names = [name for name, table in TABLES.items() if not table.lazy and name in before.rows and name in after.rows]
    old: Rows = {name: _whole(TABLES[name], before.rows[name]) for name in names}
    ids = same_rows(old, after.rows, references, is_one_document=is_one)
    mapped = in_our_ids(after.rows, ids, references)
    new: Rows = {name: _whole(TABLES[name], mapped[name]) for name in names}
    known = {name: _known(before.rows[name], after.rows[name]) for name in names}
    sides = _Sides(RowsLook(old), RowsLook(new), old, new, known)
    gone = dict(_owned(old, new))
    for name in names:
        told = (*told_columns(TABLES[name].record), *_hashes(name))
        columns = tuple(one for one in told if one in known[name])
        yield from _of_table(sides, name, columns, gone)


def not_compared(before: State, after: State) -> list[str]:
    """Return what the tables are called that cannot be compared, in the order of the ledger: a 確定版 keeps only those
    that amounts depend on. A table that is empty where it is known says nothing and is not named."""
    found = []
    for name, table in TABLES.items():
        known = [state.rows[name] for state in (before, after) if name in state.rows]
        if not table.lazy and len(known) < len((before, after)) and (not known or known[0]):
            found.append(table.label)
    return found


_Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Sides:
    before: RowsLook
    after: RowsLook
    old: Rows
    new: Rows
    known: Mapping[str, frozenset[str]]

    def knows_places(self, name: str) -> bool:
        """Whether both states say where the rows of a table stand."""
        return place_of(TABLES[name].record) in self.known[name]


def _whole(table: Table, rows: Mapping[int, Row]) -> dict[int, Row]:
    """Return rows that name every column, with what a new row has where an older state does not know a column."""
    known = column_names(table.record)
    given = {name: plain(value) for name, value in defaults(table.record).items()}
    found: dict[int, Row] = {}
    for id, row in rows.items():
        whole = {**given, **row}
        found[id] = {name: whole[name] for name in known}
    return found


def _hashes(name: str) -> tuple[str, ...]:
    """Return the columns that say which picture or file a row has, whose bytes stand in a table of their own."""
    if not any(TABLES[lazy].lazy and owners.get("id") == name for lazy, owners in OWNERS.items()):
        return ()
    abouts_of = abouts(TABLES[name].record).items()
    return tuple(column for column, about in abouts_of if isinstance(about.kind, Kept))


def _known(before: Mapping[int, Row], after: Mapping[int, Row]) -> frozenset[str]:
    """Return the columns that both states know; those of one of them where the other has no row."""
    known = [frozenset(next(iter(rows.values()))) for rows in (before, after) if rows]
    return frozenset.intersection(*known) if known else frozenset()


def _owned(old: Rows, new: Rows) -> Iterator[tuple[_Place, _Place]]:
    """Yield each row that came or went together with a row to which it belongs, or which it names, and the topmost such
    row."""
    tops: dict[_Place, _Place] = {}
    for name in TABLES:
        mine, theirs = old.get(name, {}), new.get(name, {})
        for id in mine.keys() ^ theirs.keys():
            row = mine.get(id) or theirs[id]
            for owner, value in _above(name, row):
                if (value in old.get(owner, {})) != (value in new.get(owner, {})):
                    tops[name, id] = tops.get((owner, value), (owner, value))
                    yield (name, id), tops[name, id]
                    break


def _above(name: str, row: Row) -> Iterator[_Place]:
    """Yield the rows to which a row belongs, and of one that names any rows these."""
    for column, owner in OWNERS[name].items():
        value = row.get(column)
        if isinstance(value, int):
            yield owner, value
    for column in ANYWHERE.get(name, ()):
        place = place_of_any(str(row.get(column)))
        if place is not None:
            yield place


def _of_table(sides: _Sides, name: str, columns: tuple[str, ...], gone: Mapping[_Place, _Place]) -> Iterator[Told]:
    old, new = sides.old[name], sides.new.get(name, {})
    differing = [
        id
        for id in {**old, **new}
        if id not in old or id not in new or any(old[id][one] != new[id][one] for one in columns)
    ]
    with_it: dict[_Place, int] = {}
    for top in gone.values():
        if top[0] == name:
            with_it[top] = with_it.get(top, 0) + 1
    record = TABLES[name].record
    there = [from_row(record, new[id]) for id in differing if id in new]
    missing = [from_row(record, old[id]) for id in differing if id not in new]
    for look, some in ((sides.after, there), (sides.before, missing)):
        for one in in_order(look, some):
            if (name, one.id) not in gone:
                yield from _of_row(sides, name, one.id, columns, with_it.get((name, one.id), 0))
    yield from _moved(sides, name)


def _moved(sides: _Sides, name: str) -> Iterator[Told]:
    """Yield the rows that were moved among those under the same row, where both states know the places."""
    place, owner = place_of(TABLES[name].record), ABOVE.get(name) or PARENTS.get(name)
    old, new = sides.old[name], sides.new.get(name, {})
    if place is None or not sides.knows_places(name):
        return

    def places(rows: Mapping[int, Row]) -> dict[int, tuple[Hashable, tuple[int, int]]]:
        return {id: (row[owner] if owner else None, (number(row[place]), id)) for id, row in rows.items()}

    def number(value: object) -> int:
        return value if isinstance(value, int) else 0

    for id, (was, stands) in moved_in(places(old), places(new)).items():
        what = row_name(sides.after, name, id, new[id])
        yield Told(TABLES[name].label, what, MOVED, ORDER, f"{was:,}番目", f"{stands:,}番目")


def _of_row(sides: _Sides, name: str, id: int, columns: tuple[str, ...], owned: int) -> Iterator[Told]:
    label, old, new = TABLES[name].label, sides.old[name].get(id), sides.new[name].get(id)
    look = sides.after if new is not None else sides.before
    what = row_name(look, name, id, new or old)
    if old is None or new is None:
        kind = ADDED if old is None else REMOVED
        text = _row_text(sides, name, id, columns)
        with_it = f"(属する{owned:,}行も)" if owned else ""
        yield Told(label, f"{what}{with_it}", kind, "", *(("", text) if old is None else (text, "")))
        return
    for column in columns:
        if old[column] != new[column] and isinstance(abouts(TABLES[name].record)[column].kind, Kept):
            yield Told(label, what, CHANGED, CONTENT, "(前のもの)", "(後のもの)")
        elif old[column] != new[column]:
            then, now = _texts(sides, name, id, column)
            yield Told(label, what, CHANGED, column_name(name, column), then, now)


def _row_text(sides: _Sides, name: str, id: int, columns: tuple[str, ...]) -> str:
    """Return what is in a row that one state has alone: its filled columns."""
    row = sides.new[name].get(id) or sides.old[name][id]
    hidden = _hashes(name)
    filled = [
        one for one in columns if row[one] not in (None, "") and one not in hidden and not _is_no(name, one, row[one])
    ]
    told = [f"{column_name(name, one)}: {''.join(_texts(sides, name, id, one))}" for one in islice(filled, LONGEST)]
    return "、".join(told) + ("…" if len(filled) > LONGEST else "")


def _is_no(name: str, column: str, value: object) -> bool:
    """Whether it is the No of a question of yes or no, which most rows have."""
    return value == 0 and isinstance(abouts(TABLES[name].record)[column].kind, Flag)


def _texts(sides: _Sides, name: str, id: int, column: str) -> tuple[str, str]:
    """Return both values; "" of a side that does not have the row."""
    told = []
    sealed = any(
        was_sealed(look, name, id, column, rows[name][id])
        for look, rows in ((sides.before, sides.old), (sides.after, sides.new))
        if id in rows[name] and rows[name][id][column] not in (None, "")
    )
    for look, rows in ((sides.before, sides.old), (sides.after, sides.new)):
        row = rows[name].get(id)
        if row is None:
            told.append("")
        elif sealed and row[column] not in (None, ""):
            told.append(SEALED)
        else:
            told.append(_with_unit(name, column, value_text(look, name, id, column, row[column], row)))
    return told[0], told[1]


def _with_unit(name: str, column: str, text: str) -> str:
    """Return a figure with its unit: a list of every table has no heading that would say it."""
    unit = abouts(TABLES[name].record)[column].unit
    return f"{text}{unit}" if unit and text[-1:].isdigit() else text
