"""Two sound ledgers may make one that is not: it is told before anything is written."""

from contextlib import closing
from pathlib import Path

import pytest

from core.model.answers import Answer
from core.model.book import Book
from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.requests import Customization, Disposition
from core.operations.editing.find import find
from core.operations.editing.rows import remove
from core.operations.merging.rules import broken_rules
from core.sample import sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile


@pytest.fixture
def ledger(tmp_path: Path) -> Book:
    with closing(LedgerFile.new(Home(tmp_path / "home"), sample())) as file:
        return file.store.book()


def request(book: Book, item: str) -> Customization:
    found = find(book, Customization, item, "item")
    assert isinstance(found, Customization)
    return found


def broken(book: Book, *changes: Change) -> list[tuple[str, str]]:
    return [(row, fault.rule) for row, fault in broken_rules(book, ChangeSet("統合", changes))]


def test_requests_merged_into_each_other_are_told(ledger: Book) -> None:
    one, two = request(ledger, "1"), request(ledger, "2")
    into = {"disposition": Disposition.MERGED.value}
    changes = [Update("customizations", a.id, {**into, "merged_into_id": b.id}) for a, b in ((one, two), (two, one))]
    assert ("項2", "merge_circle") in broken(ledger, *changes)
    assert broken(ledger, changes[0]) == []


def test_two_requests_of_one_number_are_told_by_name(ledger: Book) -> None:
    assert broken(ledger, Update("customizations", request(ledger, "1").id, {"item": "2"})) == [("項2", "duplicate")]


def test_a_removal_with_all_that_belongs_to_the_row_breaks_nothing(ledger: Book) -> None:
    gone = remove(ledger, [request(ledger, "16")])
    assert isinstance(gone, ChangeSet)
    assert broken(ledger, *gone.changes) == []
    (answer,) = [one for one in ledger.all(Answer).values() if one.id == 1]
    assert broken(ledger, Delete("answers", answer.id), Insert("answers", {**to_row(answer), "id": 9_999})) == []
