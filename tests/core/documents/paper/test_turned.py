from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.paper.document import Column, Emphasis, Kind, Row, Table
from core.documents.paper.settings import PrintSettings
from core.documents.paper.turned import MANY, turned
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.sample import sample
from tests.core.documents.sheets import tables


@cache
def forty() -> Book:
    """The sample among forty members more."""
    book = Book({})
    book.apply(sample())
    others = (Municipality(at, f"{at:06}", f"第{at}市", position=at) for at in range(100, 140))
    book.apply(ChangeSet("団体", tuple(Insert("municipalities", to_row(one)) for one in others)))
    return book


@pytest.mark.parametrize("name", ["allocation", "quotes", "answers", "participation", "local-rules", "law-changes"])
def test_of_very_many_members_every_table_is_turned(name: str) -> None:
    found = tables(REPORTS[name].build(forty(), PrintSettings(anonymous=False)))
    headings = {column.heading for one in found for column in one.columns}
    assert not {"第120市", "30団体"} & headings
    (turned_one,) = (one for one in found if {"第120市", "30団体"} & {row.cells[0] for row in one.rows})
    assert len({row.cells[0] for row in turned_one.rows}) == len(turned_one.rows) == 46


def table(members: int, amounts: list[int]) -> Table:
    columns = (
        Column("項", repeat=True),
        Column("要望", repeat=True),
        *(Column(f"第{n}市", Kind.FIGURE, groups=("対象団体",)) for n in range(members)),
        Column("備考"),
    )
    rows = [
        Row((f"{at}", f"要望{at}", *(f"{amount}-{at}-{n}" if amount else "" for n in range(members)), f"備考{at}"))
        for at, amount in enumerate(amounts)
    ]
    total = Row(("", "合計", *(f"計{n}" for n in range(members)), ""), Emphasis.TOTAL)
    return Table(columns, tuple(rows), (total,), "単位:円")


def test_a_table_of_thirty_members_stays_as_it_is() -> None:
    given = table(MANY, [1, 0])
    assert turned(given, "対象団体", "団体", "項") == (given,)


def test_beyond_that_each_member_has_a_row_and_each_request_a_column() -> None:
    first, second = turned(table(MANY + 1, [1, 0, 2]), "対象団体", "団体", "項")
    assert [column.heading for column in first.columns] == ["項", "要望", "備考"]
    assert first.totals[0].cells == ("", "合計", "")
    assert [column.heading for column in second.columns] == ["団体", "合計", "0", "2"]
    assert second.rows[3].cells == ("第3市", "計3", "1-0-3", "2-2-3")
    assert not second.totals


@settings(max_examples=30)
@given(st.integers(MANY + 1, 60), st.lists(st.integers(0, 3), max_size=8))
def test_no_cell_is_lost_or_repeated(members: int, amounts: list[int]) -> None:
    given = table(members, amounts)

    def cells(*tables: Table) -> Counter[str]:
        return Counter(cell for one in tables for row in (*one.rows, *one.totals) for cell in row.cells if cell)

    names = Counter(column.heading for column in given.columns if column.groups)
    assert cells(*turned(given, "対象団体", "団体", "項")) == cells(given) + names
