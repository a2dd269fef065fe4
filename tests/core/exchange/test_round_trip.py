"""What goes out comes back: the workbook and the CSV files through the same import as anybody's."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exchange.csv_files import csv_bytes, ledger_grids
from core.exchange.sources import read_csv, read_source
from core.exchange.workbook import workbook
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.grids import Grid, SourceFile
from core.model.requests import Customization, Option
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from core.sample import empty
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.version import ROOT
from tests.small_sample import small_sample

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30).map(
    str.strip
)


def new_book() -> Book:
    book = Book({})
    book.apply(empty("新しい協議会", "2026-11-23"))
    return book


def planned(book: Book, document_id: str, source: SourceFile, sheet: str | None = None) -> ImportPlan:
    plan = plan_file(book, document_id, source, sheet)
    assert isinstance(plan, ImportPlan), plan
    assert plan.refused == ()
    return plan


def out_and_in(book: Book, into: Book, document_id: str) -> ImportPlan:
    return planned(into, document_id, read_source(workbook(book, "甲", 5), "台帳.xlsx"))


def test_the_same_file_reports_no_change(book: Book) -> None:
    plan = out_and_in(book, book, "甲")
    assert (plan.change_set.changes, plan.lines, plan.absent) == ((), (), ())
    assert plan.unchanged > 400


def test_an_empty_file_becomes_the_same_cells(book: Book) -> None:
    other = new_book()
    other.apply(out_and_in(book, other, "乙").change_set)
    assert ledger_grids(other) == ledger_grids(book)
    assert workbook(other, "甲", 5) == workbook(book, "甲", 5)


def test_another_ledger_with_the_same_keys_reports_no_change(book: Book) -> None:
    assert out_and_in(book, book, "乙").change_set.changes == ()


def test_each_csv_reports_no_change_in_the_same_file(book: Book) -> None:
    for grid in ledger_grids(book):
        source = SourceFile((read_csv(csv_bytes(grid), grid.name),))
        if len(grid.rows) > 1:
            assert planned(book, "甲", source).change_set.changes == (), grid.name


def test_a_part_of_the_sheets_may_come_back(book: Book) -> None:
    source = read_source(workbook(book, "甲", 5), "台帳.xlsx")
    part = SourceFile(tuple(grid for grid in source.grids if grid.name in {"見積", "意向"}), source.document_id)
    assert planned(book, "甲", part).change_set.changes == ()


def edited(source: SourceFile, sheet: str, row: int, heading: str, cell: object) -> SourceFile:
    """Return the workbook with one cell typed over."""
    grids = []
    for grid in source.grids:
        if grid.name == sheet:
            column = grid.rows[0].index(heading)
            rows = [list(one) + [None] * (len(grid.rows[0]) - len(one)) for one in grid.rows]
            rows[row][column] = cell  # type: ignore[call-overload]
            grid = Grid(grid.name, tuple(map(tuple, rows)))
        grids.append(grid)
    return SourceFile(tuple(grids), source.document_id)


@pytest.mark.parametrize(
    ("sheet", "heading", "cell", "name", "value"),
    [
        ("カスタマイズ", "要望", "=1+1", "title", "=1+1"),
        ("カスタマイズ", "回避した見積", "１，２００千円", "avoided_yen", 1_200_000),
        ("カスタマイズ", "回答期限", "R8.11.23", "deadline", "2026-11-23"),
        ("カスタマイズ", "回答期限", date(2026, 11, 23), "deadline", "2026-11-23"),
        ("カスタマイズ", "項", 32.0, "item", "32"),
        ("カスタマイズ", "要確認", None, "doubtful", False),
    ],
)
def test_an_edited_cell_is_one_change(
    book: Book, sheet: str, heading: str, cell: object, name: str, value: object
) -> None:
    source = edited(read_source(workbook(book, "甲", 5), "台帳.xlsx"), sheet, 1, heading, cell)
    plan = planned(book, "甲", source)
    assert [(line.row, line.subject) for line in plan.changed] == [(2, "項32" if name == "item" else "項1")]
    book.apply(plan.change_set)
    assert getattr(book.all(Customization)[1], name) == value


def test_two_requests_may_change_their_numbers(book: Book) -> None:
    source = read_source(workbook(book, "甲", 5), "台帳.xlsx")
    swapped = edited(edited(source, "カスタマイズ", 1, "項", "2"), "カスタマイズ", 2, "項", "1")
    plan = planned(book, "甲", swapped)
    assert len(plan.changed) == 2
    book.apply(plan.change_set)
    assert {id: book.all(Customization)[id].item for id in (1, 2)} == {1: "2", 2: "1"}
    assert out_and_in(book, book, "甲").change_set.changes == ()


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_any_text_survives_both_ways(texts: list[tuple[str, str]]) -> None:
    book = Book({})
    book.apply(small_sample(6, ("consortium", "tax_rates", "scenarios", "systems", "customizations", "options")))
    ids = list(book.all(Customization))
    options = list(book.all(Option))
    changes = [Update("customizations", ids[at], {"note": note}) for at, (note, _) in enumerate(texts)]
    names = [Update("options", options[at], {"name": name}) for at, (_, name) in enumerate(texts)]
    book.apply(ChangeSet("文字", (*changes, *names)))
    other = new_book()
    other.apply(out_and_in(book, other, "乙").change_set)
    assert ledger_grids(other) == ledger_grids(book)
    assert out_and_in(book, book, "甲").change_set.changes == ()
    for grid in ledger_grids(book):
        again = read_csv(csv_bytes(grid), grid.name)
        assert [tuple(row) for row in again.rows] == [
            tuple(None if cell is None else _text(cell) for cell in row) for row in grid.rows
        ]


def _text(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def test_what_libreoffice_has_opened_and_saved_reports_no_change(tmp_path: Path) -> None:
    """tests/data/libreoffice.xlsx: schema_6.anbun as `main.py export` wrote it, opened and saved by LibreOffice 7.4."""
    data = ROOT / "tests" / "data"
    ledger = tmp_path / "台帳.anbun"
    ledger.write_bytes((data / "schema_6.anbun").read_bytes())
    file = LedgerFile.open(Home(tmp_path / "home"), ledger)
    try:
        book, document_id = file.store.book(), file.store.document_id
    finally:
        file.close()
    source = read_source((data / "libreoffice.xlsx").read_bytes(), "台帳.xlsx")
    assert (source.is_ours, source.document_id) == (True, document_id)
    plan = planned(book, document_id, source)
    assert (plan.change_set.changes, plan.lines, plan.absent, plan.left_out) == ((), (), (), ())
    assert plan.unchanged > 400
