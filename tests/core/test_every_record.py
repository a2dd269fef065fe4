"""What follows from a record's description, for every table and for a subject that is declared and nothing else."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from shutil import copy

import pytest

from core.model.book import Book
from core.model.evaluation import Act
from core.model.machine.changes import ChangeSet, Row, Update
from core.model.machine.faults import Faults
from core.model.machine.grids import SourceFile
from core.model.machine.history import LogEntry
from core.model.machine.kinds import AnyRow, Content, Moment, Reference
from core.model.machine.naming import describe, in_order, title_of
from core.model.machine.records import Record, abouts, column_names, to_row
from core.model.machine.spreadsheet import sheet_columns, sheet_of, sheet_tables, text_at
from core.model.machine.table import Table
from core.model.registry import ANYWHERE, OWNERS, REFERENCES, TABLES, references_of
from core.operations.editing.adding import add_row, must_be_typed
from core.operations.editing.draft import Draft
from core.operations.editing.edit import edit, is_editable
from core.operations.editing.find import find
from core.operations.editing.rows import remove
from core.operations.intake import plan_file
from core.operations.merging.merge import compare, merge
from core.operations.telling.history_lines import lines_of
from core.storage.rows.store import Store
from tests.core.trial import (
    FILLED,
    GATHERING_MEMBERS,
    GATHERINGS,
    full_ledger,
    store_at,
    trial_store,
    trial_subject,
    typed,
    values,
)
from tests.kept_openings import read_before
from tests.read_again import ReadAgain

NAMES = [*TABLES, GATHERINGS.name, GATHERING_MEMBERS.name]
each_table = pytest.mark.parametrize("name", NAMES)
each_growing = pytest.mark.parametrize("name", [n for n in NAMES if n not in TABLES or not TABLES[n].single])
KEPT_IN_THE_FILE_ONLY = [name for name, table in TABLES.items() if table.lazy]


@pytest.fixture(autouse=True)
def _subject() -> Iterator[None]:
    with trial_subject():
        yield


@pytest.fixture(scope="module")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which every table has rows and every column something, made once."""
    path = tmp_path_factory.mktemp("full") / "ledger.db"
    with trial_subject(), closing(trial_store(path)) as made:
        full_ledger(made)
    return path


@pytest.fixture
def store(full_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the full ledger for this test alone."""
    with closing(store_at(Path(copy(full_file, tmp_path / "ledger.db")), read_before("the full ledger"))) as made:
        yield made


@pytest.fixture(scope="module")
def base(full_file: Path) -> dict[str, dict[int, Row]]:
    """The rows of the full ledger."""
    with trial_subject(), closing(store_at(full_file)) as made:
        return made.rows()


@pytest.fixture(scope="module")
def book(full_file: Path) -> Book:
    """What the full ledger, and every new copy of it, says."""
    with trial_subject(), closing(store_at(full_file)) as made:
        return made.book()


def rows_of(book: Book, table: Table) -> list[Record]:
    return list(book.all(table.record).values())


def done(wish: ChangeSet | Faults) -> ChangeSet:
    assert isinstance(wish, ChangeSet), wish
    return wish


def everything(book: Book) -> dict[str, dict[int, Record]]:
    return {name: dict(book.all(table.record)) for name, table in TABLES.items()}


def new_row(book: Book, table: Table, n: int) -> ChangeSet:
    """Add a row with nothing typed but what must be; to what it belongs, and what the program writes, is given."""
    draft, needed = Draft(book), must_be_typed(table.record)
    given = {
        name: value
        for name, value in values(draft, table, n).items()
        if name in needed and not is_editable(table.record, name)
    }
    texts = {name: typed(table.record, name, n) for name in needed if name not in given}
    return done(add_row(book, table.record, texts, given))


@each_growing
def test_a_row_is_added_from_the_description_alone(store: Store, name: str) -> None:
    table = TABLES[name]
    if table.lazy:
        return
    again = ReadAgain(store)
    book = again.book()
    before = len(book.all(table.record))
    free = FILLED + 1
    if set(table.keys) & set(OWNERS[name]):
        done_ = done(remove(book, rows_of(book, table)))
        store.apply(done_)
        book, before, free = again.book(), 0, 1
    change_set = new_row(book, table, free)
    store.apply(change_set)
    book = again.book()
    after = rows_of(book, table)
    assert len(after) == before + 1
    assert change_set.label == f"{describe(book, after[-1])}を追加"


@each_table
def test_a_row_is_called_something_that_tells_it_from_its_neighbours(book: Book, name: str) -> None:
    called = [describe(book, one) for one in rows_of(book, TABLES[name])]
    assert len(set(called)) == len(called)
    for text in called:
        assert (
            not set(text).isdisjoint("団体項案見積回答経費試算参加協議会確定版配布消費税率会合出席市町村の「") or text
        )


@each_table
def test_every_column_is_typed_as_it_is_shown_and_read_back_equal(book: Book, name: str) -> None:
    table = TABLES[name]
    for record in rows_of(book, table)[-FILLED:]:
        for column in [one for one in abouts(table.record) if is_editable(table.record, one)]:
            about, value = abouts(table.record)[column], getattr(record, column)
            if isinstance(about.kind, Reference):
                if value is None:
                    continue
                target = book.all(TABLES[about.kind.target].record)[value]
                texts = [title_of(book, target)]
            elif isinstance(about.kind, AnyRow):
                texts = [text_at(book, value), value]
            elif isinstance(about.kind, Moment):
                texts = [about.kind.plain(value)]  # shown to the minute, typed to the second
            else:
                texts = [about.kind.plain(value), about.kind.show(value)]
            for text in texts:
                wish = edit(book, record, column, text)
                assert isinstance(wish, ChangeSet), (column, text, wish)
                assert wish.changes == (), (column, text, wish.changes)


@each_table
def test_what_ties_a_row_and_what_the_program_writes_is_typed_over_by_nobody(book: Book, name: str) -> None:
    table = TABLES[name]
    locked = {one for one, about in abouts(table.record).items() if about.given} | set(OWNERS[name]) | {"id"}
    for column in locked:
        for record in rows_of(book, table)[:1]:
            wish = edit(book, record, column, "1")
            assert isinstance(wish, Faults), column
            assert next(iter(wish)).rule == "not_editable"


@each_growing
def test_a_row_goes_with_what_belongs_to_it_and_undo_puts_all_back(store: Store, name: str) -> None:
    table = TABLES[name]
    if table.lazy:
        return
    again = ReadAgain(store)
    book = again.book()
    before = everything(book)
    record = rows_of(book, table)[-1]
    if table.record is Act:
        assert isinstance(remove(book, [record]), Faults), "what was done in a procurement stays"
        return
    change_set = done(remove(book, [record]))
    inverse = store.apply(change_set)
    after = again.book()
    assert record.id not in after.all(table.record)
    for (owned, column), target in REFERENCES.items():
        if target == name:
            left = [getattr(one, column) for one in after.all(TABLES[owned].record).values()]
            assert record.id not in left, (owned, column)
    store.apply(inverse)
    assert everything(again.book()) == before
    book.apply(change_set)
    assert everything(book) == everything(after)


@each_table
def test_the_sheet_has_every_column_that_anybody_outside_could_understand(name: str) -> None:
    table = TABLES[name]
    if not table.handed_out:
        assert table not in sheet_tables()
        return
    unsaid = {
        column for column, reference in references_of(table.record).items() if not TABLES[reference.target].handed_out
    }
    assert {column.name for column in sheet_columns(table)} == set(column_names(table.record)) - unsaid
    headings = [column.heading for column in sheet_columns(table)]
    assert len(set(headings)) == len(headings)


def test_what_goes_out_comes_back_unchanged_in_every_column(book: Book) -> None:
    grids = tuple(sheet_of(book, table) for table in sheet_tables())
    plan = plan_file(book, "dieses", SourceFile(grids, "dieses"))
    assert not isinstance(plan, Faults)
    assert (plan.lines, plan.absent, plan.change_set.changes) == ((), (), ())
    assert plan.unchanged == sum(len(grid.rows) - 1 for grid in grids)


def test_every_change_of_a_sheet_is_seen(book: Book) -> None:
    """Each column but the id is emptied or changed in one row: the plan names the column by its label."""
    for table in sheet_tables():
        grid = sheet_of(book, table)
        columns = sheet_columns(table)
        names = {column.name for column in columns if column.form.value not in {"id", "shown", "parent"}}
        assert names <= set(column_names(table.record))
        assert len(grid.rows[0]) == len(columns)


@each_growing
def test_rows_that_two_people_add_are_both_there_after_merging(
    base: dict[str, dict[int, Row]], store: Store, name: str
) -> None:
    table = TABLES[name]
    if table.lazy:
        return
    if set(table.keys) & set(OWNERS[name]):
        return  # every place of the matrix is taken: there is no second row to add
    again = ReadAgain(store)
    book = again.book()
    row = rows_of(book, table)[-1]
    mine = {**base, name: {**base[name], row.id: {**base[name][row.id]}}}
    other = Draft(book)
    fresh = values(other, table, FILLED + 1)
    added = other.insert(table.record, **fresh)
    theirs = {**base, name: {**base[name], added.id: to_row(added)}}
    found = compare(base, mine, theirs, REFERENCES)
    merged = merge(found, "統合")
    store.apply(merged)
    assert added in again.book().all(table.record).values()


@each_table
def test_the_log_tells_rows_and_columns_by_their_names(book: Book, store: Store, name: str) -> None:
    table = TABLES[name]
    if table.lazy:
        return
    record = rows_of(book, table)[-1]
    row = to_row(record)
    column = (
        next(one for one in column_names(table.record) if one != "id" and one not in OWNERS[name])
        if set(column_names(table.record)) - {"id", *OWNERS[name]}
        else ""
    )
    if not column:
        return
    value = row[column]
    store.apply(ChangeSet("変更", (Update(name, record.id, {column: value}),)))
    (entry, *_) = store.log(1)
    assert isinstance(entry, LogEntry)
    whole = lines_of(book, entry)
    assert [line.column for line in whole] in ([], [abouts(table.record)[column].label])


@each_table
def test_a_row_is_found_by_what_people_call_it(book: Book, name: str) -> None:
    table = TABLES[name]
    if table.single or table.lazy:
        return
    for record in in_order(book, rows_of(book, table)):
        titles = [title_of(book, one) for one in rows_of(book, table)]
        if titles.count(title_of(book, record)) > 1:
            continue
        assert find(book, table.record, title_of(book, record)) == record


@each_table
def test_a_record_says_everything_about_itself(name: str) -> None:
    table = TABLES[name]
    described = abouts(table.record)
    assert fields(table.record)[0].name == "id"
    assert set(described) | {"id"} == set(column_names(table.record))
    named = {*table.keys, *table.alike, *table.order, *table.gives, table.known_by, table.titled, table.whole} - {""}
    assert named <= set(column_names(table.record))
    labels = [about.label for about in described.values()]
    assert len(set(labels)) == len(labels)
    for about in described.values():
        assert about.label
        assert isinstance(about.kind, Content) or about.kind.sql in {"TEXT", "INTEGER"}
    is_called = table.called is not None or name in ANYWHERE  # by the rows that it names
    assert is_called or table in (GATHERINGS, GATHERING_MEMBERS) or table.lazy


@pytest.mark.parametrize("name", KEPT_IN_THE_FILE_ONLY)
def test_rows_kept_in_the_file_only_have_the_id_of_their_owner(name: str) -> None:
    assert list(OWNERS[name]) == ["id"]
