"""The source's own table, as a spreadsheet would have it."""

import csv

import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.model.answers import Answer
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.grids import Grid
from core.model.registry import TABLES
from core.model.requests import Customization, Disposition, Option, Quote
from core.operations.importing.plan import ImportPlan
from core.operations.requests.deciding import adopt, decide
from core.operations.requests.printed_table import find_layout, plan_source_table
from core.sample import empty
from core.version import ROOT

TABLE = ROOT / "tests" / "data" / "toyama_2014_customizations.csv"
TOTALS = {"A": 9_400_000, "B": 0, "C": 8_500_000, "D": 400_000, "E": 1_320_000, "F": 0}


@pytest.fixture
def grid() -> Grid:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return Grid("要望一覧", tuple(tuple(cell or None for cell in row) for row in csv.reader(file)), is_text=True)


@pytest.fixture
def members_only(book: Book) -> Book:
    """The consortium and its members, before any request is known."""
    kept = {"municipalities", "consortium", "populations"}
    return Book({name: book.all(table.record).values() for name, table in TABLES.items() if name in kept})


def planned(book: Book, grid: Grid) -> ImportPlan:
    layout = find_layout(book, grid)
    assert layout is not None
    plan = plan_source_table(book, grid, layout)
    assert plan.refused == ()
    return plan


def item(book: Book, number: str) -> Customization:
    return next(one for one in book.all(Customization).values() if one.item == number)


def said(book: Book) -> dict[tuple[str, str], str]:
    labels = {one.id: one.label for one in book.all(Municipality).values()}
    rows = book.all(Answer).values()
    items = book.all(Customization)
    return {(items[row.customization_id].item, labels[row.municipality_id]): row.state.value for row in rows}


def test_one_import_gives_requests_options_quotes_and_answers(book: Book, members_only: Book, grid: Grid) -> None:
    members_only.apply(planned(members_only, grid).change_set)
    assert sorted(one.item for one in members_only.all(Customization).values()) == sorted(
        one.item for one in book.all(Customization).values()
    )
    assert said(members_only) == said(book)

    def quotes(ledger: Book) -> set[tuple[str, str, int, int]]:
        found = set()
        for quote in ledger.all(Quote).values():
            option = ledger.all(Option)[quote.option_id]
            number = ledger.all(Customization)[option.customization_id].item
            found.add((number, quote.branch.replace("31-2", "31-1"), quote.implementers, quote.one_off_yen))
        return found

    assert quotes(members_only) == quotes(book)
    assert [one.name for one in members_only.children(Option, item(members_only, "16").id).values()] == [
        "資格情報表示および帳票出力",
        "異動履歴票に資格情報印字",
        "資格情報表示",
    ]


def test_standard_and_merged_requests_are_understood(members_only: Book, grid: Grid) -> None:
    members_only.apply(planned(members_only, grid).change_set)
    assert item(members_only, "23").disposition is Disposition.MERGED
    assert item(members_only, "23").merged_into_id == item(members_only, "22").id
    found = {number: item(members_only, number) for number in ("9", "20", "30")}
    assert {one.disposition for one in found.values()} == {Disposition.STANDARD}
    assert {number: one.avoided_yen for number, one in found.items()} == {"9": 1_000_000, "20": 1_280_000, "30": None}


def test_after_the_clerks_decisions_the_totals_are_those_printed(members_only: Book, grid: Grid) -> None:
    plan = planned(members_only, grid)
    members_only.apply(plan.change_set)
    assert [one.subject for one in plan.decisions][:4] == ["項1", "項2", "項16", "全体"]
    assert "13,700,000円" in next(one.text for one in plan.decisions if one.subject == "射水市")
    for number in ("1", "2", "4", "6", "12", "13", "14", "31"):
        declined = decide(members_only, item(members_only, number), Disposition.DECLINE)
        assert isinstance(declined, ChangeSet)
        members_only.apply(declined)
    option = next(iter(members_only.children(Option, item(members_only, "16").id).values()))
    adopted = adopt(members_only, item(members_only, "16"), option)
    assert isinstance(adopted, ChangeSet)
    members_only.apply(adopted)
    labels = {one.code: one.label for one in members_only.all(Municipality).values()}
    shares = allocate(members_only).by_code(View.MAX)
    assert {labels[code]: yen for code, yen in shares.items()} == TOTALS
    assert [one.subject for one in planned(members_only, grid).decisions] == ["全体"]


def test_doubtful_rows_are_flagged_with_what_was_printed(members_only: Book, grid: Grid) -> None:
    plan = planned(members_only, grid)
    members_only.apply(plan.change_set)
    doubtful = {one.branch: one for one in members_only.all(Quote).values() if one.doubtful}
    assert sorted(doubtful) == ["1-1", "1-2", "25-1", "25-2", "25-4", "31-1"]
    assert (doubtful["25-4"].one_off_yen, doubtful["25-4"].likely_reading) == (360_000, "総額380,000")
    assert (doubtful["1-1"].original_text, doubtful["1-1"].likely_reading) == (
        "総額3,300,000、各団体330,000",
        "各団体550,000",
    )
    assert item(members_only, "31").doubtful
    assert [one.subject for one in plan.doubtful].count("項31-1") == 2


def test_importing_again_changes_nothing(members_only: Book, grid: Grid) -> None:
    members_only.apply(planned(members_only, grid).change_set)
    assert planned(members_only, grid).change_set.changes == ()


def test_what_the_clerk_has_decided_since_stays(members_only: Book, grid: Grid) -> None:
    members_only.apply(planned(members_only, grid).change_set)
    declined = decide(members_only, item(members_only, "9"), Disposition.DECLINE)
    assert isinstance(declined, ChangeSet)
    members_only.apply(declined)
    assert planned(members_only, grid).change_set.changes == ()


def test_members_that_are_not_in_the_ledger_are_named(grid: Grid) -> None:
    book = Book({})
    book.apply(empty("新しい協議会", "2014-08-06"))
    plan = planned(book, grid)
    assert [one.subject for one in plan.decisions][:6] == [f"列「{label}」" for label in "ABCDEF"]
    book.apply(plan.change_set)
    assert len(book.all(Customization)) == 31
    assert len(book.all(Answer)) == 0


def test_a_cell_that_is_neither_amount_nor_sign_refuses_its_row(book: Book, grid: Grid) -> None:
    rows = list(grid.rows)
    rows[10] = (*rows[10][:3], "たぶん", *rows[10][4:])
    layout = find_layout(book, grid)
    assert layout is not None
    plan = plan_source_table(book, Grid("x", tuple(rows), is_text=True), layout)
    assert [(line.row, line.reasons[0].facts["cell"]) for line in plan.refused] == [(11, "D11")]
