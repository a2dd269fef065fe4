"""Quotes in lists of others: a line for each number of implementers, and nothing of options."""

from core.model.book import Book
from core.model.machine.changes import Insert
from core.model.machine.faults import Faults
from core.model.machine.grids import Grid, SourceFile
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from core.words.sentences import sentence

HEADS = ("項", "要望", "実施団体数", "見積額（千円）", "年額", "備考")


def planned(book: Book, *rows: tuple[object, ...]) -> ImportPlan:
    grid = Grid("見積一覧", (HEADS, *rows))  # type: ignore[arg-type]
    plan = plan_file(book, "other", SourceFile((grid,)))
    assert not isinstance(plan, Faults), [sentence(one) for one in plan]
    return plan


def new(plan: ImportPlan, table: str, *columns: str) -> list[tuple[object, ...]]:
    rows = [one.values for one in plan.change_set.changes if isinstance(one, Insert) and one.table == table]
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_new_request_comes_with_its_option_and_a_quote_for_each_line(book: Book) -> None:
    plan = planned(book, ("301", "新しい様式", "1団体", 300, 10_000, "A社"), ("301", "新しい様式", 2, 200, None, None))
    assert plan.refused == ()
    assert new(plan, "customizations", "item", "title") == [("301", "新しい様式")]
    assert len(new(plan, "options", "id")) == 1
    quotes = new(plan, "quotes", "implementers", "one_off_yen", "yearly_yen", "note")
    assert quotes == [(1, 300_000, 10_000, "A社"), (2, 200_000, 0, "")]
    assert plan.left_out == ()


def test_a_request_with_one_option_needs_none_to_be_named_and_one_with_several_does(book: Book) -> None:
    assert new(planned(book, ("2", None, 9, 300)), "quotes", "implementers", "one_off_yen") == [(9, 300_000)]
    (line,) = planned(book, ("1", None, 9, 300)).refused
    assert (line.row, [sentence(one) for one in line.reasons]) == (2, ["案を入力してください。"])


def test_no_quote_is_made_of_a_line_without_a_price_and_a_wrong_number_is_told_by_its_cell(book: Book) -> None:
    plan = planned(book, ("301", "様式", 3, "見積なし"), ("302", "様式", "いくつか", 5), ("303", "様式", 2, "不明"))
    assert new(plan, "quotes", "id") == []
    assert [(line.row, line.reasons[0].facts["cell"]) for line in plan.refused] == [(3, "C3"), (4, "D4")]
