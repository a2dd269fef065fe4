"""Changes of laws: how far they are, their subsidy, and whom they concern; the changes are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.law_changes import Progress, board_of, cost_yen, progress_of, subsidy_of
from core.model.book import Book
from core.model.council import Municipality, Participation
from core.model.law_changes.records import LawChange, LawChangeMember, LawChangeSystem, Payment, Subsidy
from core.model.machine.changes import ChangeSet, Delete, Insert
from core.model.machine.records import Record, to_row
from core.model.registry import table_of
from core.sample import sample


def with_rows(book: Book, *rows: Record) -> Book:
    book.apply(ChangeSet("追加", tuple(Insert(table_of(type(one)).name, to_row(one)) for one in rows)))
    return book


@pytest.mark.parametrize(
    ("values", "progress"),
    [
        ({}, Progress.OPEN),
        ({"effective_on": "2026-03"}, Progress.LATE),
        ({"effective_on": "2026-04"}, Progress.OPEN),
        ({"effective_on": "2026-03-31", "applied_on": "2026-04-10"}, Progress.APPLIED),
        ({"effective_on": "2026-03-31", "applied_on": "2026-04-11"}, Progress.LATE),
        ({"vendor_due_on": "2026-04-09"}, Progress.VENDOR_LATE),
        ({"vendor_due_on": "2026-04-09", "vendor_done_on": "2026-04-09"}, Progress.VENDOR_DONE),
        ({"vendor_done_on": "2026-04-01", "tested_on": "2026-04-02"}, Progress.TESTED),
    ],
)
def test_a_change_is_late_only_after_its_day_or_its_month(values: dict[str, str], progress: Progress) -> None:
    change = LawChange(1, "1", "改正", **values)  # type: ignore[arg-type]
    assert progress_of(change, "2026-04-10") is progress


def test_a_subsidy_is_the_part_of_the_cost_up_to_its_limit_and_unknown_where_the_part_is() -> None:
    def change(**values: object) -> LawChange:
        return LawChange(1, "1", "改正", one_off_yen=1_000_001, **values)  # type: ignore[arg-type]

    assert subsidy_of(change(subsidy=Subsidy.SOME, subsidy_part="1/2")) == 500_000
    assert subsidy_of(change(subsidy=Subsidy.SOME, subsidy_part="100%", subsidy_limit=300_000)) == 300_000
    assert subsidy_of(change(subsidy=Subsidy.SOME)) is None
    assert subsidy_of(change(subsidy=Subsidy.OPEN, subsidy_part="1/2")) is None
    assert subsidy_of(change(subsidy=Subsidy.NONE)) == 0


@given(st.integers(0, 10**9), st.integers(1, 20), st.integers(1, 20), st.integers(0, 10**9))
def test_a_subsidy_never_exceeds_the_cost_or_the_limit(yen: int, above: int, below: int, limit: int) -> None:
    part = f"{min(above, below)}/{max(above, below)}" if above != below else "100%"
    found = subsidy_of(
        LawChange(1, "1", "改正", one_off_yen=yen, subsidy=Subsidy.SOME, subsidy_part=part, subsidy_limit=limit)
    )
    assert found is not None
    assert 0 <= found <= min(yen, limit)


def test_who_takes_no_part_in_its_systems_is_not_concerned_and_own_costs_are_summed_once_all_are_known() -> None:
    book = Book({})
    book.apply(sample())
    members = list(book.all(Municipality))
    last = next(
        one.id for one in book.all(Participation).values() if (one.municipality_id, one.system_id) == (members[-1], 1)
    )
    book.apply(ChangeSet("不参加", (Delete("participations", last),)))
    change = LawChange(90, "90", "改正", payment=Payment.OWN)
    with_rows(book, change, LawChangeSystem(90, 90, 1))
    board = board_of(book)
    assert [one.id for one in board.concerned(change)] == members[:-1]
    assert cost_yen(board, change) is None
    with_rows(book, *(LawChangeMember(90 + n, 90, id, "2016-04-01", 10) for n, id in enumerate(members[:-1])))
    assert cost_yen(board_of(book), change) == 50
    assert board_of(book).done(change, "2016-03-31") == (0, 5)
    assert board_of(book).done(change) == (5, 5)
