"""救出: the rows of a damaged ledger that can still be read, and an account of what is missing."""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from core.dataclass import dataclass
from core.model.council import Consortium
from core.model.machine.changes import ChangeSet, Insert, Row
from core.model.machine.kinds import place_of_any
from core.model.machine.records import column_types, to_row
from core.model.machine.tree import circle_tops
from core.model.registry import ABOVE, ANYWHERE, TABLES
from core.storage.disk.errors import CannotOpen, CannotSave, ChangeRefused, told_as
from core.storage.disk.places import Home
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.document.opening import open_prepared
from core.storage.document.recognition import is_document_id, may_be_salvaged
from core.storage.document.working_copy import scratch_folder
from core.storage.rescue.layouts import Layout, layouts_of
from core.storage.rescue.sqlite_pages import Pages, RawRow, Tree, free_pages, read_leaf, read_tree
from core.storage.rows.change_log import RawEntry, readable_entry
from core.storage.rows.repeats import joined_again
from core.storage.rows.stored_values import checked
from core.storage.rows.writer import insertion, read_references

_SCHEMA_COLUMNS = 5
LOG = "change_log"
_Read = tuple[dict[int, dict[str, Any]], int, int]
"""Rows by id, how many were no rows, and how many values were emptied."""
UNKNOWN = "(協議会の設定を読み取れませんでした)"


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one table: rows brought over, rows that were read but cannot stand (they break a rule of the
    tables or refer to a row that is gone), references and impossible
    values that were emptied, and whether a part could not be read."""

    table: str
    label: str
    saved: int
    dropped: int
    emptied: int
    is_broken: bool

    @property
    def is_whole(self) -> bool:
        return not (self.dropped or self.emptied or self.is_broken)


@dataclass(frozen=True, slots=True)
class Salvage:
    """`content` makes the new ledger; `document_id` is empty when it could not be read; `spoilt_sheets` are the ids of
    fixed sheets whose PDF is not the one that was kept. The last of `accounts` is that of the change log, whose entries
    are no rows of `content`."""

    content: ChangeSet
    document_id: str
    accounts: tuple[Account, ...]
    spoilt_sheets: tuple[int, ...]
    history: tuple[RawEntry, ...]

    @property
    def saved(self) -> int:
        """The number of rows brought over; the consortium that had to be invented does not count, nor does the log."""
        return sum(account.saved for account in self.accounts if account.table != LOG)


def salvage_file(home: Home, path: Path, target: Path) -> Salvage:
    """Bring what can be read of the file at `path` into a new file at `target`, and return what came of it.

    Raises CannotOpen for what is no ledger, is empty or newer, or holds nothing that can be read; CannotSave when
    `target` is there already or cannot be written.
    """
    if target.exists():
        raise CannotSave("already_there", path=str(target))
    with told_as(CannotOpen, path):
        if not may_be_salvaged(path):
            # Files of other kinds and newer ledgers are refused in the words of opening.
            LedgerFile.open(home, path, Access.READ).close()
        content = path.read_bytes()
    with scratch_folder(home) as scratch:
        found = salvage(content, scratch)
    if not found.saved:
        raise CannotOpen("nothing_salvaged", path=str(path))
    with closing(LedgerFile.new(home, found.content, found.document_id, found.history)) as file:
        file.save_as(target)
    return found


def salvage(content: bytes, scratch: Path) -> Salvage:
    """Read what can be read of a damaged ledger; `scratch` is a private folder for a moment."""
    pages = Pages(content)
    scratch.mkdir(parents=True, exist_ok=True)
    fresh = scratch / "fresh.db"
    fresh.unlink(missing_ok=True)
    try:
        with closing(open_prepared(fresh)) as db:
            return _salvaged(pages, db)
    finally:
        fresh.unlink(missing_ok=True)


def _salvaged(pages: Pages, db: sqlite3.Connection) -> Salvage:
    roots, references = _roots(pages, db), read_references(db)
    trees = {name: read_tree(pages, root) for name, root in roots.items()}
    layouts = layouts_of(pages, db)
    read = {name: _rows(layouts[name], trees.get(name, Tree(is_broken=True))) for name in TABLES}
    _adopt_orphans(pages, layouts, trees, read)
    found = {name: good for name, (good, _, _) in read.items()}
    before = {name: len(rows) for name, rows in found.items()}
    emptied = _mend_references(found, references)
    _keep_acceptable(found, db)
    emptied_after = _mend_references(found, references)
    accounts = tuple(
        Account(
            name,
            table.label,
            len(found[name]),
            read[name][1] + before[name] - len(found[name]),
            read[name][2] + emptied.get(name, 0) + emptied_after.get(name, 0),
            name not in trees or trees[name].is_broken,
        )
        for name, table in TABLES.items()
    )
    inserts = [Insert(name, row) for name in TABLES for row in found[name].values()]
    if not found["consortium"]:
        inserts.append(Insert("consortium", to_row(Consortium(1, UNKNOWN))))
    spoilt = tuple(
        id for id, sheet in found["fixed_sheets"].items() if _sha256(found["sheet_files"].get(id)) != sheet["sha256"]
    )
    log = trees.get(LOG, Tree(is_broken=True))
    history = _history(log)
    account = Account(LOG, "変更履歴", len(history), len(log.rows) - len(history), 0, log.is_broken)
    content = ChangeSet("壊れたファイルから救出", tuple(inserts))
    return Salvage(content, _document_id(trees), (*accounts, account), spoilt, history)


def _roots(pages: Pages, db: sqlite3.Connection) -> dict[str, int]:
    """Return the root page of each table: by the file's own definitions, else as in a new file, whose tables were made
    in the same order."""
    query = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"
    roots: dict[str, int] = dict(db.execute(query).fetchall())
    for row in read_tree(pages, 1).rows.values():
        if len(row) == _SCHEMA_COLUMNS and row[0] == "table" and isinstance(row[3], int):
            roots[str(row[1])] = row[3]
    return roots


def _rows(layout: Layout, tree: Tree) -> _Read:
    """Return the rows that are what the table's record says, how many are not, and how many values were emptied."""
    good, emptied = {}, 0
    for id, raw in tree.rows.items():
        row, impossible = _row(layout, id, raw)
        if row is not None:
            good[id] = row
            emptied += impossible
    return good, len(tree.rows) - len(good), emptied


def _row(layout: Layout, id: int, raw: RawRow) -> tuple[dict[str, Any] | None, int]:
    """Return the row, without what is impossible where it may be empty, and how many values that were."""
    values = layout.values(id, raw)
    if values is None:
        return None, 0
    emptied = 0
    while True:
        try:
            return checked(layout.table, values), emptied
        except ChangeRefused as error:
            name = error.fault.field
            if values.get(name) is None or not column_types(layout.table.record)[name][1]:
                return None, 0
            values, emptied = {**values, name: None}, emptied + 1


def _adopt_orphans(
    pages: Pages,
    layouts: Mapping[str, Layout],
    trees: Mapping[str, Tree],
    read: Mapping[str, _Read],
) -> None:
    """Give pages full of rows that no table leads to any more to the one broken table whose rows they can be."""
    broken = [name for name in TABLES if name not in trees or trees[name].is_broken]
    used = free_pages(pages).union(*(tree.pages for tree in trees.values()))
    if not broken:
        return
    for number in range(2, pages.count + 1):
        if number in used:
            continue
        leaf = read_leaf(pages, number)
        if not leaf.rows:
            continue
        fitting = [name for name in broken if all(_row(layouts[name], id, raw)[0] for id, raw in leaf.rows.items())]
        if len(fitting) == 1:
            good, _, _ = read[fitting[0]]
            for id, raw in leaf.rows.items():
                row, _ = _row(layouts[fitting[0]], id, raw)
                if row is not None:
                    good.setdefault(id, row)


def _mend_references(found: dict[str, dict[int, Any]], references: Mapping[tuple[str, str], str]) -> dict[str, int]:
    """Empty references to rows that are gone where that is allowed, drop the row where it is not; until all hold. Rows
    that stand under themselves are put at the top."""
    emptied: dict[str, int] = {}
    went = True
    while went:
        went = False
        for (name, column), target in references.items():
            optional = column != "id" and column_types(TABLES[name].record)[column][1]
            for id, row in list(found[name].items()):
                if row[column] is None or row[column] in found[target]:
                    continue
                went = True
                if optional:
                    row[column] = None
                    emptied[name] = emptied.get(name, 0) + 1
                else:
                    del found[name][id]
        went |= _drop_pointing(found)
    for name, column in ABOVE.items():
        for id in circle_tops({id: row[column] for id, row in found[name].items()}):
            found[name][id][column] = None
            emptied[name] = emptied.get(name, 0) + 1
    return emptied


def _drop_pointing(found: dict[str, dict[int, Any]]) -> bool:
    """Drop the rows that name a row of any table which is gone; return whether there were any."""
    went = False
    for name, columns in ANYWHERE.items():
        for id, row in list(found[name].items()):
            places = [place_of_any(str(row[column])) for column in columns]
            if not all(place and place[1] in found.get(place[0], {}) for place in places):
                del found[name][id]
                went = True
    return went


def _keep_acceptable(found: dict[str, dict[int, Any]], db: sqlite3.Connection) -> None:
    """Drop the rows that break a rule of their table or have the key of another row; references are not asked here."""
    db.execute("PRAGMA foreign_keys = OFF")
    for name, rows in found.items():
        statement = insertion(name)
        for id, row in list(rows.items()):
            try:
                db.execute(statement, tuple(row.values()))
            except sqlite3.IntegrityError:
                del rows[id]


def _document_id(trees: Mapping[str, Tree]) -> str:
    for row in trees["meta"].rows.values() if "meta" in trees else ():
        if len(row) > 1 and is_document_id(row[1]):
            return str(row[1])
    return ""


def _history(log: Tree) -> tuple[RawEntry, ...]:
    """Return the entries of the change log that can still be understood, the oldest first."""
    read = {id: entry for id, raw in log.rows.items() if (entry := readable_entry(raw[1:])) is not None}
    changes = joined_again({id: entry[-1] for id, entry in read.items()})
    return tuple((*read[id][:-1], changes[id]) for id in sorted(read))


def _sha256(row: Row | None) -> str:
    content = row and row["content"]
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else ""
