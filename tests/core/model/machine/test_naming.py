"""By which columns and names rows are told."""

from core.model.answers import Answer
from core.model.book import Book
from core.model.costs import CostLine
from core.model.machine.kinds import Content, Kept, Place
from core.model.machine.naming import reference_name, told_columns
from core.model.machine.records import abouts, column_names
from core.model.registry import OWNERS, TABLES
from core.model.requests import Customization, Option, Quote
from core.model.sheets import SheetFile
from core.sample import sample


def test_owners_are_told_first_and_neither_ids_places_nor_bytes() -> None:
    assert told_columns(Answer)[:2] == ("customization_id", "municipality_id")
    assert "position" not in told_columns(CostLine)
    assert told_columns(SheetFile) == ()
    for name, table in TABLES.items():
        told = told_columns(table.record)
        owners = [column for column in OWNERS[name] if column != "id"]
        assert list(told[: len(owners)]) == owners
        untold = set(column_names(table.record)) - set(told) - {"id"}
        assert all(isinstance(abouts(table.record)[one].kind, Content | Kept | Place) for one in untold)


def test_a_row_that_is_told_apart_within_its_owner_is_named_with_it_elsewhere() -> None:
    book = Book({})
    book.apply(sample())
    option = next(one for one in book.all(Option).values() if one.name == "10様式")
    assert reference_name(book, Quote, option) == "項1の案「10様式」"
    assert reference_name(book, Customization, option) == "10様式"
