"""Cross tables turned by a quarter, and corners that say nothing: what the edges hold says what the table is, and every
place that is told is one of the sheet as it was brought."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.book import Book
from core.model.machine.changes import Insert, Update
from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import Grid, SourceFile, csv_text, place_of_name
from core.operations.importing.plan import ImportPlan
from core.operations.importing.tidying.turned import turn
from core.operations.importing.understood import Wishes
from core.operations.intake import look_at, plan_file
from core.words.sentences import sentence
from tests.core.operations.importing.tidying.conftest import Bring

Rows = Sequence[Sequence[Any]]


def turned(rows: Rows) -> list[list[Any]]:
    width = max(map(len, rows))
    return [[row[at] if at < len(row) else None for row in rows] for at in range(width)]


def plan_of(book: Book, rows: Rows, wishes: Wishes | None = None, **more: Any) -> ImportPlan:
    plan = plan_file(book, "other", SourceFile((Grid("Sheet1", tuple(map(tuple, rows)), **more),)), wishes=wishes)
    assert isinstance(plan, ImportPlan), [sentence(fault) for fault in plan]
    return plan


def asks_of(book: Book, rows: Rows) -> list[str]:
    plan = plan_file(book, "other", SourceFile((Grid("Sheet1", tuple(map(tuple, rows))),)))
    assert isinstance(plan, Faults)
    return [fault.rule for fault in plan]


def changes(plan: ImportPlan) -> set[tuple[Any, ...]]:
    """What the plan would write, in any order; the numbers of new rows follow from the order."""
    return {
        (type(one).__name__, one.table, *sorted((name, value) for name, value in one.values.items() if name != "id"))
        for one in plan.change_set.changes
        if isinstance(one, Insert | Update)
    }


# --- what is read ---------------------------------------------------------------------------------------------------

PEOPLE = [
    ("射水市", "2025-10-01", 5),
    ("滑川市", "2025-10-01", 6),
    ("射水市", "2026-10-01", 7),
    ("滑川市", "2026-10-01", 8),
]


@pytest.mark.parametrize("corner", ["年月日", "基準日", None, "年月日＼団体", "団体名/年月日", "区分"])
@pytest.mark.parametrize("is_turned", [False, True])
def test_populations_stand_with_days_down_or_across_whatever_the_corner_says(
    bring: Bring, corner: str | None, is_turned: bool
) -> None:
    rows: list[list[Any]] = [[corner, "射水市", "滑川市"], ["R7.10.1", 5, 6], ["令和8年10月1日", 7, 8]]
    brought = bring(("人口の推移",), *(turned(rows) if is_turned else rows))
    assert sorted(brought.people) == sorted(PEOPLE)
    assert brought.left_out == [("1行", "人口の推移", "見出しより上の行(表題や注記)です。")]


@pytest.mark.parametrize("corner", ["年度", None, "年度・団体"])
@pytest.mark.parametrize("is_turned", [False, True])
def test_costs_stand_with_years_down_or_across_with_units_and_totals(
    bring: Bring, corner: str | None, is_turned: bool
) -> None:
    rows: list[list[Any]] = [
        [corner, "射水市", "滑川市", "計"],
        ["令和6年度", 1, 2, 3],
        ["R7", 3, 4, 7],
        ["合計", 4, 6, 10],
    ]
    brought = bring(("現行経費(単位：千円)",), *(turned(rows) if is_turned else rows))
    found = brought.figures("current_costs", "fiscal_year", "yen")
    assert sorted(found) == [
        ("射水市", 2024, 1_000),
        ("射水市", 2025, 3_000),
        ("滑川市", 2024, 2_000),
        ("滑川市", 2025, 4_000),
    ]
    assert [place for place, _, _ in brought.left_out] == ["1行", "5行", "列 D"]


ANSWERS = [["1", "2", "3"], ["射水市", "×", "未定", "未回答"], ["滑川市", "実施", "？", "×"]]


@pytest.mark.parametrize("corner", ["団体", "市町村名", None, "項＼団体", "団体／項番"])
def test_answers_stand_with_members_down_and_requests_across(sample_book: Book, corner: str | None) -> None:
    upright: list[list[Any]] = [[corner or "項", *ANSWERS[0]], *ANSWERS[1:]]
    if corner in {None, "団体", "市町村名"}:
        upright[0][0] = corner
    across = turned([["項", *ANSWERS[0]], *ANSWERS[1:]])
    assert changes(plan_of(sample_book, upright)) == changes(plan_of(sample_book, across)) != set()


@pytest.mark.parametrize("corner", ["実施団体数", "団体数", None, "項＼団体数", "項"])
def test_quotes_stand_with_numbers_of_implementers_down_and_requests_across(
    sample_book: Book, corner: str | None
) -> None:
    rows: list[list[Any]] = [
        [corner, "11", "12", "13"],
        ["1団体", 1, 2, 3],
        ["２団体", 4, "見積なし", 6],
        ["3自治体", 7, "-", 9],
    ]
    across: list[list[Any]] = [
        ["項", "1団体", "2団体", "3団体"],
        ["11", 1, 4, 7],
        ["12", 2, None, None],
        ["13", 3, 6, 9],
    ]
    assert changes(plan_of(sample_book, rows)) == changes(plan_of(sample_book, across)) != set()


def test_numbers_alone_are_those_of_implementers_where_the_corner_says_so(sample_book: Book) -> None:
    rows: list[list[Any]] = [["見積"], ["実施団体数", "11", "12"], [1, 100, 200], [2, 90, 180]]
    across: list[list[Any]] = [["見積"], ["項", 1, 2], ["11", 100, 90], ["12", 200, 180]]
    assert changes(plan_of(sample_book, rows)) == changes(plan_of(sample_book, across)) != set()


def test_where_both_ways_can_be_read_it_is_asked_what_stands_in_the_corner(sample_book: Book) -> None:
    rows: list[list[Any]] = [["見積"], [None, "1", "2"], ["1", 100, 200], ["2", 90, 180]]
    assert asks_of(sample_book, rows) == ["ask_corner"]
    found = look_at(sample_book, Grid("見積", tuple(map(tuple, rows[1:]))))
    assert "左上のセル(A1)" in sentence(found.asks[0])


def test_a_printed_cost_table_and_participation_may_be_turned(sample_book: Book) -> None:
    heads, first = ("項", "要望", "総額(千円)", "射水市", "滑川市"), ("101", "様式", 30, "15,000円", "15,000円")
    rows = [heads, first, ("102", "別の様式", 8, "8,000円", "-")]
    assert changes(plan_of(sample_book, turned(rows))) == changes(plan_of(sample_book, rows)) != set()
    pairs = [("業務", "射水市", "舟橋村"), ("住宅管理", "○", "○"), ("医療費助成", "○", "○")]
    assert changes(plan_of(sample_book, turned(pairs))) == changes(plan_of(sample_book, pairs))


def test_marks_that_fit_several_tables_are_asked_and_the_title_tells(sample_book: Book) -> None:
    rows: list[list[Any]] = [[None, "1", "2"], ["射水市", "×", "×"], ["滑川市", "○", "×"]]
    assert asks_of(sample_book, rows) == ["ask_table"]
    assert plan_of(sample_book, [["意向の一覧"], *rows]).changed
    assert plan_of(sample_book, rows, Wishes(table="answers")).changed


@pytest.mark.parametrize(
    "rows",
    [
        [["財政力指数"], [None, "R6", "R7"], ["射水市", 0.6, 0.7], ["滑川市", 0.5, 0.5]],
        [["職員数（単位：人）"], [None, "射水市", "滑川市"], ["R6", 1, 2], ["R7", 3, 4]],
        [[None, "R6", "R7"], ["人件費", 1, 2], ["物件費", 3, 4]],
        [["負担者別の内訳", "R6", "R7"], ["射水市", 1, 2]],
        [["射水市", "R7.10.1", 5], ["滑川市", "R7.10.1", 6]],
        [["射水市", 5], ["滑川市", 6]],
        [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        [["担当", "射水市", "滑川市"], ["氏名", "甲", "乙"], ["電話", "1", "2"]],
    ],
)
def test_what_is_no_cross_table_of_ours_is_none_when_it_is_turned(sample_book: Book, rows: Rows) -> None:
    assert asks_of(sample_book, rows) == ["nothing_of_ours"]
    assert asks_of(sample_book, turned(rows)) == ["nothing_of_ours"]


# --- what is told ---------------------------------------------------------------------------------------------------


def test_what_is_told_of_a_turned_table_names_its_own_rows_columns_and_cells(bring: Bring) -> None:
    rows = (
        ("団体数ごとの見積(単位：千円)",),
        (None, "項", "11", "12", "13", "計"),
        (None, "1団体", 1, "たぶん", "9※1", 3),
        (None, "所要日数", 5, 5, 5, 5),
        ("※税抜",),
    )
    brought = bring(*rows)
    assert brought.refused == [(3, "D3", "「たぶん」は数として読めません。数字で入力してください。")]
    assert brought.said == [
        "行 3 の値に付いた注記の印(E3など1か所)を除いて読みました。",
        "表題から、行 3 の単位を千円として読みました。",
    ]
    assert brought.left_out == [
        ("1行", "団体数ごとの見積(単位：千円)", "見出しより上の行(表題や注記)です。"),
        ("4行", "所要日数", "台帳のどの項目か分からない行です。"),
        ("5行", "※税抜", "注記の行です。"),
        ("列 F", "計 3 5", "合計の列です。"),
    ]


def test_an_amount_in_joined_cells_of_a_turned_table_is_refused_by_its_cell(bring: Bring) -> None:
    rows = (("項", "11", "12"), ("1団体", 700, 700), ("2団体", 5, 6))
    brought = bring(*rows, merged=((1, 1, 1, 2),))
    assert [cell for _, cell, _ in brought.refused] == ["B2", "C2"]
    assert "どの列の金額か分かりません。結合を解き、列ごとに" in brought.refused[0][2]


def test_hidden_rows_of_a_turned_table_are_asked_and_hidden_columns_said(bring: Bring) -> None:
    rows, hidden = (("項", "11", "12"), ("1団体", 1, 2), ("2団体", 3, 4)), {"hidden_rows": (2,), "hidden_columns": (2,)}
    assert bring(*rows, **hidden).asks == [
        "シート「Sheet1」に隠れた行が1行あります(3行)。取り込むか除くかを指定してください。"
    ]
    taken = bring(*rows, wishes=Wishes(hidden_rows=True), **hidden)
    assert taken.said == ["隠れた列 C も読みました。"]
    assert len(taken.new["quotes"]) == 1
    left = bring(*rows, wishes=Wishes(hidden_rows=False), **hidden)
    assert left.left_out == [("3行", "2団体 3 4", "隠れた行です。")]


MEMBERS = ("射水市", "滑川市", "入善町", "上市町")
BAD = "なぞの値"


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[Any]]]:
    """A cross table as it mostly stands, with what else there is in such tables, and what its corner is called."""
    members = draw(st.lists(st.sampled_from(MEMBERS), min_size=2, max_size=4, unique=True))
    kind = draw(st.sampled_from(["人口", "現行経費", "意向", "見積"]))
    number = st.integers(1, 10**6) | st.sampled_from([BAD, "1,200", None])
    if kind == "人口":
        corner, down, over, value = "団体名", members, ["R7.10.1", "2026-10-01"], number
    elif kind == "現行経費":
        corner, down, over, value = "年度", ["令和6年度", "R7", "2026年度"], members, number
    elif kind == "意向":
        corner, down, over = "項", ["1", "2", "3"], members
        value = st.sampled_from(["○", "×", "未定", BAD, None])
    else:
        corner, down, over, value = "項", ["11", "12", "13"], ["1団体", "2団体"], number
    over = [*over, *draw(st.sampled_from([[], ["計"], ["前年比"] if corner == "項" else []]))]
    rows: list[list[Any]] = [[corner, *over]]
    rows += [[head, *(draw(value) for _ in over)] for head in [*down, *draw(st.sampled_from([[], ["合計"]]))]]
    left = draw(st.integers(0, 2))
    return kind, [[*[None] * left, *row] for row in rows]


@settings(max_examples=40, deadline=None)
@given(tables(), st.booleans(), st.booleans())
def test_a_table_and_the_turned_one_say_the_same_and_tell_their_own_places(
    sample_book: Book, table: tuple[str, list[list[Any]]], is_titled: bool, is_noted: bool
) -> None:
    kind, rows = table
    above = [[f"{kind}(単位：{'人' if kind == '人口' else '円'})"], []] if is_titled or kind == "意向" else []
    below: list[list[Any]] = [["※速報値"]] if is_noted else []
    across = [*above, *rows, *below]
    down = [*above, *turned([row[:] for row in rows]), *below]
    plans = [plan_of(sample_book, one) for one in (across, down)]
    assert changes(plans[0]) == changes(plans[1])

    def back(row: int, column: int) -> tuple[int, int]:
        return column + len(above), row - len(above)

    told = [{place_of_name(str(f.facts["cell"])) for line in one.refused for f in line.reasons} for one in plans]
    assert {back(*place) for place in told[1]} == told[0]
    for one, sheet in zip(plans, (across, down), strict=True):
        for line in one.refused:
            for fault in line.reasons:
                row, column = place_of_name(str(fault.facts["cell"]))
                assert csv_text(sheet[row][column]) == str(fault.facts.get("text", csv_text(sheet[row][column])))
        for left_out in one.left_out:
            first = left_out.text.split(" ")[0]
            if left_out.row is not None:
                assert first in [csv_text(cell) for cell in sheet[left_out.row - 1]]
            else:
                column = place_of_name(f"{left_out.column}1")[1]
                assert first in [csv_text(row[column]) for row in sheet if column < len(row)]
    if kind != "見積":
        assert len(plans[0].left_out) == len(plans[1].left_out)


@given(st.integers(0, 3), st.integers(2, 5), st.integers(2, 5), st.integers(0, 2))
@settings(max_examples=30, deadline=None)
def test_every_place_of_a_turned_sheet_is_that_of_its_cell(top: int, height: int, width: int, below: int) -> None:
    rows: list[list[Any]] = [[f"表題{at}"] for at in range(top)]
    rows += [[f"{row}の{column}" for column in range(width)] for row in range(height)]
    rows += [["※注記"] for _ in range(below)]
    found = turn(Grid("表", tuple(map(tuple, rows))))
    assert found is not None
    for row, cells in enumerate(found.grid.rows):
        for column, cell in enumerate(cells):
            at, place = found.place(row, column)
            assert rows[at][place] == cell


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("total_row", "合計の列です。"),
        ("total_column", "合計の行です。"),
        ("title_row", "見出しより左の列(表題や注記)です。"),
        ("column_not_read", "台帳のどの項目か分からない行です。"),
    ],
)
def test_the_sentences_about_a_turned_table_call_its_rows_columns(rule: str, told: str) -> None:
    assert sentence(Fault("", rule, {"is_turned": True})) == told
    assert sentence(Fault("", rule, {})) != told


def test_a_sheet_larger_than_any_table_that_people_write_across_is_not_turned() -> None:
    rows = tuple((f"行{at}", at, at) for at in range(151))
    assert turn(Grid("表", rows[:150])) is not None
    assert turn(Grid("表", rows)) is None
    assert turn(Grid("表", (tuple(range(401)), tuple(range(401))))) is None
