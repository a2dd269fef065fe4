"""The change log as people ask for it: by record and by save."""

from contextlib import closing
from pathlib import Path

import pytest

from core.model.answers import Answer
from core.model.book import Book
from core.model.council import Population, System
from core.model.machine.history import LogEntry, LoggedChange
from core.model.machine.naming import describe
from core.model.machine.records import column_types, to_row
from core.model.registry import OWNERS, REFERENCES, TABLES
from core.model.requests import Customization, Option, Quote
from core.operations.editing.find import find
from core.operations.telling.history import SAVED_LONG_AGO, UNSAVED, Gone, belonging, by_save, saved_text
from core.operations.telling.past import Past
from core.operations.telling.values import row_name
from core.sample import sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.rows.database import open_working_copy
from core.storage.rows.writer import read_references
from core.storage.versions.migrations import migrate


def entry(
    id: int, label: str, saved_at: str | None, who: str = "髙木", pc: str = "PC-1", save: int | None = None
) -> LogEntry:
    changes = (LoggedChange("consortium", 1, {"note": str(id - 1)}, {"note": str(id)}),)
    save = None if saved_at is None else save or (int(saved_at[14:16]) if saved_at else 0)
    return LogEntry(id, f"2026-11-25T10:0{id}:00+09:00", who, pc, label, changes, save, saved_at)


def test_the_owners_of_a_row_are_what_its_table_refers_to(tmp_path: Path) -> None:
    with closing(open_working_copy(tmp_path / "new.db")) as db:
        migrate(db)
        references = read_references(db)
    assert references == REFERENCES
    owning = {(name, column) for name, owners in OWNERS.items() for column in owners}
    of_some = {("scores", "reviewer_id")}  # the sum of all reviewers belongs to none; a reviewer's score goes with him
    assert owning - of_some == {key for key in references if not column_types(TABLES[key[0]].record)[key[1]][1]}


def test_to_a_request_belong_its_options_quotes_and_answers(tmp_path: Path) -> None:
    with closing(LedgerFile.new(Home(tmp_path / "home"), sample())) as file:
        book = file.store.book()
    request = find(book, Customization, "16", "item")
    assert isinstance(request, Customization)
    options = book.children(Option, request.id)
    quotes = [id for option in options for id in book.children(Quote, option)]
    answers = book.children(Answer, request.id)
    assert belonging(book, "customizations", request.id) == {
        ("customizations", request.id),
        *(("options", id) for id in options),
        *(("quotes", id) for id in quotes),
        *(("answers", id) for id in answers),
    }
    town = belonging(book, "municipalities", 1)
    assert {name for name, _ in town} >= {"municipalities", "populations", "answers"}
    assert {id for name, id in town if name == "populations"} == set(book.children(Population, 1))
    assert {name for name, _ in belonging(book, "consortium", 1)} == {"consortium"}


def test_a_save_tells_of_everything_that_it_brought() -> None:
    entries = [
        entry(6, "まだ", None),
        entry(5, "統合", "2026-11-25T10:06:00", who="北川", pc="PC-2"),
        entry(4, "備考を変更", "2026-11-25T10:06:00"),
        entry(3, "備考を変更", "2026-11-25T10:06:00"),
        entry(2, "名前を変更", "2026-11-25T10:03:00"),
        entry(1, "作成", ""),
    ]
    unsaved, latest, earlier, old = by_save(entries)
    assert (latest.who, latest.pc, latest.label) == ("髙木、北川", "PC-1、PC-2", "3件の操作: 統合、備考を変更")
    assert [change.after for change in latest.changes] == [{"note": "3"}, {"note": "4"}, {"note": "5"}]
    assert (earlier.label, earlier.at) == ("1件の操作: 名前を変更", entries[4].at)
    assert [saved_text(one) for one in (unsaved, latest, old)] == [UNSAVED, "令和8年11月25日 10:06", SAVED_LONG_AGO]


def test_a_save_of_many_kinds_of_actions_names_the_newest() -> None:
    (save,) = by_save([entry(id, f"操作{id}", "2026-11-25T10:09:00") for id in range(8, 0, -1)])
    assert save.label == "8件の操作: 操作8、操作7、操作6 ほか5種類"
    assert len(save.changes) == 8


def test_two_saves_in_one_second_are_two() -> None:
    at = "2026-11-25T10:09:00"
    assert len(by_save([entry(2, "二", at, save=2), entry(1, "一", at, save=1)])) == 2


def test_a_row_that_is_gone_and_told_whole_is_named_without_looking_for_it() -> None:
    """Of an import of hundreds of thousands of rows that was taken back every line is such a row."""

    book = Book({})
    book.apply(sample())

    def search() -> Gone:
        raise AssertionError("all that ever went was gone through")

    gone = to_row(System(9_999, "廃止した業務"))
    assert row_name(Past(book, search), "systems", 9_999, gone) == describe(book, System(9_999, "廃止した業務"))
    kept = next(iter(book.all(System).values()))
    assert row_name(Past(book, search), "systems", kept.id, {**to_row(kept), "name": "前の名前"}) == describe(
        book, kept
    )
    with pytest.raises(AssertionError):
        row_name(Past(book, search), "systems", 9_999)
