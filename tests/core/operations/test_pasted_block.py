"""The clipboard is read as a sheet of a foreign file is."""

from pathlib import Path
from typing import Any

import pytest

from core.jobs.importing import read_spreadsheet
from core.model.answers import Answer, AnswerState
from core.model.costs import CurrentCost, OutOfScopeCost
from core.model.council import Municipality, Population
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.grids import Broken, Merged, csv_text
from core.model.requests import Customization, Option, Quote
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from core.operations.pasted_block import grid_to_match, plan_pasted, refused_of_paste, told_of_paste
from core.version import ROOT
from core.words.sentences import sentence


def block(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def planned(ledger: Any, text: str, table: str) -> ImportPlan:
    plan = plan_pasted(ledger.book, block(text), table)
    assert isinstance(plan, ImportPlan), plan if plan is None else [sentence(fault) for fault in plan]
    return plan


def test_a_unit_in_a_heading_is_applied_and_said(ledger: Any) -> None:
    plan = planned(ledger, "団体\t経費名\t金額（千円）\n射水市\tはがき印刷\t1,400", "out_of_scope_costs")
    ledger.do(plan.change_set)
    assert ledger.find(OutOfScopeCost, name="はがき印刷").yen == 1_400_000
    assert told_of_paste(plan) == "1件を追加しました。見出しから、列 C の単位を千円として読みました。"


def test_a_total_is_left_out_by_name(ledger: Any) -> None:
    plan = planned(ledger, "団体\t経費名\t金額\n射水市\tはがき印刷\t1,400\n合計\t\t1,400", "out_of_scope_costs")
    assert len(plan.added) == 1
    assert "3行「合計 1,400」: 合計の行です。" in told_of_paste(plan)


@pytest.mark.parametrize(
    "text",
    [
        "団体名\t人口(令和7年10月1日現在)\n射水市\t92,000\n滑川市\t33,000\n合計\t125,000",
        "令和7年10月1日現在\t\n団体名\t人口\n射 水 市\t92,000\n滑川市\t33,000",
        "団体名\tR7.10.1\n射水市\t９２，０００\n滑川市\t33,000",
        "団体コード\t人口\t基準日\n162116\t92,000\t2025/10/1 0:00\n162060\t33,000\t20251001",
    ],
)
def test_populations_bring_their_day_in_the_heading_the_title_a_column_or_across(ledger: Any, text: str) -> None:
    ledger.do(planned(ledger, text, "populations").change_set)
    found = [one.population for one in ledger.book.all(Population).values() if one.reference_date == "2025-10-01"]
    assert found == [92_000, 33_000]


def test_a_day_that_is_said_nowhere_is_asked_and_then_holds_for_all(ledger: Any) -> None:
    cells = block("団体名\t人口\n射水市\t92,000")
    asked = plan_pasted(ledger.book, cells, "populations")
    assert isinstance(asked, Faults)
    assert [fault.rule for fault in asked] == ["ask_day"]
    plan = plan_pasted(ledger.book, cells, "populations", "2025-10-01")
    assert isinstance(plan, ImportPlan)
    ledger.do(plan.change_set)
    assert ledger.find(Population, reference_date="2025-10-01").population == 92_000


def test_requests_are_found_by_their_numbers_and_the_others_added(ledger: Any) -> None:
    plan = planned(ledger, "項\t要望\t方針\n1\t改めた名称\t実施\n40\t新しい要望\t検討中", "customizations")
    ledger.do(plan.change_set)
    assert ledger.find(Customization, item="1").title == "改めた名称"
    assert ledger.find(Customization, item="40").title == "新しい要望"
    assert told_of_paste(plan).startswith("1件を変更、1件を追加しました。")


def test_answers_are_read_from_a_cross_table(ledger: Any) -> None:
    plan = planned(ledger, "項\t射水市\t滑川市\n25\t●\t×\n26\t？\t", "answers")
    assert isinstance(plan.change_set, ChangeSet)
    before = {one.id: one.state for one in ledger.book.all(Answer).values()}
    ledger.do(plan.change_set)
    assert before != {one.id: one.state for one in ledger.book.all(Answer).values()}


def test_a_wrong_line_refuses_all_and_is_told_by_its_cell(ledger: Any) -> None:
    plan = planned(ledger, "団体\t経費名\t金額\n射水市\ta\tたくさん\n滑川市\tb\t5", "out_of_scope_costs")
    assert refused_of_paste(plan) == (
        "「たくさん」は数として読めません。数字で入力してください。(貼り付けた範囲のC2)何も変更していません。"
    )


def test_a_block_without_headings_of_the_table_is_nothing_for_it(ledger: Any) -> None:
    assert plan_pasted(ledger.book, block("甲\t乙\n丙\t丁"), "customizations") is None


def test_a_block_without_a_heading_is_given_one_so_that_its_first_line_stays(ledger: Any) -> None:
    assert grid_to_match(block("射水市\t5\n滑川市\t6")).rows == (("列A", "列B"), ("射水市", "5"), ("滑川市", "6"))
    assert grid_to_match(block("名\t額\n射水市\t5")).rows[0] == ("名", "額")


# --- the kinds that clerks bring as files ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("団体名\t年度\t費目\t金額(円)\n射水市\t令和6年度\t保守\t184,000,000", 184_000_000),
        ("現行経費一覧\t\t\t(単位：千円)\n団体名\t年度\t費目\t金額\n射水市\t2024\t保守\t184,000", 184_000_000),
        ("団体コード\t年度\t費目\t金額（百万円）\n162116\tR6\t保守\t184", 184_000_000),
    ],
)
def test_present_costs_are_read_in_their_unit(ledger: Any, text: str, yen: int) -> None:
    ledger.do(planned(ledger, text, "current_costs").change_set)
    assert ledger.find(CurrentCost, category="保守").yen == yen


def test_members_by_years_are_read_into_the_category_that_the_page_shows(ledger: Any) -> None:
    cells = block("団体名\t平成24年度\t平成25年度\t平成26年度\n射水市\t100\t200\t300\n滑川市\t10\t20\t30")
    plan = plan_pasted(ledger.book, cells, "current_costs", constants={"category": "保守"})
    assert isinstance(plan, ImportPlan)
    ledger.do(plan.change_set)
    found = [one for one in ledger.book.all(CurrentCost).values() if one.category == "保守"]
    assert [(one.fiscal_year, one.yen) for one in found] == [
        (2012, 100), (2013, 200), (2014, 300), (2012, 10), (2013, 20), (2014, 30)
    ]  # fmt: skip


def test_what_the_block_says_itself_is_stronger_than_what_the_page_shows(ledger: Any) -> None:
    cells = block("団体名\t年度\t費目\t金額\n射水市\tR6\tリース\t5")
    plan = plan_pasted(ledger.book, cells, "current_costs", constants={"category": "保守"})
    assert isinstance(plan, ImportPlan)
    ledger.do(plan.change_set)
    assert ledger.find(CurrentCost, fiscal_year=2024).category == "リース"


def test_an_allocation_table_brings_requests_quotes_and_answers(ledger: Any) -> None:
    text = (
        "項\t要 望\t総額(円)\t射 水 市\t滑川市\t入善町\t備考\n"
        "101\t様式\t200,000\t100,000\t100,000\t－\t2自治体で実施した場合"
    )
    ledger.do(planned(ledger, text, "customizations").change_set)
    request = ledger.find(Customization, item="101")
    (option,) = ledger.book.children(Option, request.id).values()
    assert [(one.implementers, one.one_off_yen) for one in ledger.book.children(Quote, option.id).values()] == [
        (2, 200_000)
    ]
    answers = {one.municipality_id: one.state for one in ledger.book.children(Answer, request.id).values()}
    names = {ledger.book.all(Municipality)[id].name: state for id, state in answers.items()}
    assert names["射水市"] is names["滑川市"] is AnswerState.YES
    assert names["入善町"] is AnswerState.NO


def test_names_are_found_with_spaces_prefecture_and_county(ledger: Any) -> None:
    text = "市町村名\t基準日\t人口\n射　水　市\t2025-10-01\t1\n富山県入善町\t2025-10-01\t2\n県　計\t2025-10-01\t3"
    plan = planned(ledger, text, "populations")
    assert refused_of_paste(plan) == ""
    assert len(plan.added) == 2
    assert "合計の行です。" in told_of_paste(plan)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("平22.10.1", "2010-10-01"),
        ("令４．１０．１", "2022-10-01"),
        ("2024/10/1 0:00", "2024-10-01"),
        ("2023年10月1日現在", "2023-10-01"),
        ("20251001", "2025-10-01"),
    ],
)
def test_days_are_read_as_people_write_them(ledger: Any, text: str, iso: str) -> None:
    plan = planned(ledger, f"団体名\t基準日\t人口\n射水市\t{text}\t777", "populations")
    ledger.do(plan.change_set)
    assert ledger.find(Population, population=777).reference_date == iso


def test_a_broken_cell_is_refused_and_never_a_zero(ledger: Any) -> None:
    plan = planned(ledger, "団体コード\t年度\t費目\t金額\n162116\t2014\t保守\t#DIV/0!", "current_costs")
    assert refused_of_paste(plan).startswith("「#DIV/0!」は数として読めません。")


def test_a_list_of_something_else_is_nothing_for_the_table(ledger: Any) -> None:
    assert plan_pasted(ledger.book, block("団体名\t担当課\t電話番号\n射水市\t総務課\t0000"), "current_costs") is None


INTAKE = {
    "cost_": "customizations",
    "skip_": "customizations",
    "wrong_": "customizations",
    "own_quotes": "quotes",
    "percent_": "scenarios",
    "pop_": "populations",
    "csv_niigata": "populations",
    "csv_ods": "populations",
    "dates": "populations",
    "hidden_": "populations",
    "csv_": "municipalities",
    "far": "municipalities",
    "five_": "municipalities",
    "members": "municipalities",
    "soumu_": "municipalities",
    "": "current_costs",
}
"""Into which table the block of each file of tests/data/intake is pasted, by the beginning of the file's name."""

NO_BLOCKS = {"answer_sheet_bad_word"}
"""A questionnaire."""

FILES = sorted(
    path
    for path in (ROOT / "tests" / "data" / "intake").iterdir()
    if path.suffix in {".xlsx", ".csv"} and path.stem not in NO_BLOCKS
)


def pasted(path: Path) -> tuple[list[list[str]], tuple[Merged, ...]]:
    """Return what Excel puts on the clipboard for the sheet that can be seen: texts, and which cells are joined."""
    grid = next(grid for grid in read_spreadsheet(path).grids if not grid.is_hidden)
    width = max(map(len, grid.rows))
    shown = [[cell.shown if isinstance(cell, Broken) else csv_text(cell) for cell in row] for row in grid.rows]
    return [row + [""] * (width - len(row)) for row in shown], grid.merged


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_the_block_of_each_file_that_clerks_bring_is_read_as_the_file_is(ledger: Any, path: Path) -> None:
    table = next(table for start, table in INTAKE.items() if path.stem.startswith(start))
    by_file = plan_file(ledger.book, "", read_spreadsheet(path))
    cells, merged = pasted(path)
    by_paste = plan_pasted(ledger.book, cells, table, merged=merged)
    if isinstance(by_file, Faults):
        assert by_paste is None, "nothing of ours: each cell goes where it is pasted, and is refused there"
        return
    assert isinstance(by_paste, ImportPlan)
    assert by_paste.change_set.changes == by_file.change_set.changes
    assert [line.row for line in by_paste.refused] == [line.row for line in by_file.refused]
    left_out = [one for one in by_file.left_out if one.row is not None or one.column]
    assert [(one.row, one.column, one.why) for one in by_paste.left_out] == [
        (one.row, one.column, one.why) for one in left_out
    ]


def test_a_block_of_joined_cells_of_which_only_the_text_is_known_is_refused_and_never_half_taken(ledger: Any) -> None:
    cells, _ = pasted(ROOT / "tests" / "data" / "intake" / "cost_merged.xlsx")
    plan = plan_pasted(ledger.book, cells, "customizations")
    assert isinstance(plan, ImportPlan)
    assert len(plan.refused) == 2
    assert refused_of_paste(plan).endswith("何も変更していません。")


def test_a_joined_cell_speaks_for_its_range_and_an_amount_in_one_is_refused(ledger: Any) -> None:
    cells = block("団体名\t経費名\t金額\n射水市\tはがき印刷\t1,400\n\t封筒\t5")
    plan = plan_pasted(ledger.book, cells, "out_of_scope_costs", merged=((1, 0, 2, 0),))
    assert isinstance(plan, ImportPlan)
    ledger.do(plan.change_set)
    assert ledger.find(OutOfScopeCost, name="封筒").municipality_id == ledger.find(Municipality, name="射水市").id
    plan = plan_pasted(ledger.book, cells, "out_of_scope_costs", merged=((1, 0, 2, 0), (1, 2, 2, 2)))
    assert isinstance(plan, ImportPlan)
    assert [line.row for line in plan.refused] == [2, 3]
    assert "どの行の金額か分かりません" in refused_of_paste(plan)


def test_a_block_without_a_heading_keeps_its_joined_cells_where_its_columns_are_matched() -> None:
    grid = grid_to_match(block("射水市\t5\n\t6"), ((0, 0, 1, 0),))
    assert (grid.rows[1], grid.merged) == (("射水市", "5"), ((1, 0, 2, 0),))


def test_a_turned_cross_table_is_pasted_as_the_other_is(ledger: Any) -> None:
    across = plan_pasted(ledger.book, block("項\t射水市\t滑川市\n1\t×\t実施\n2\t未定\t？"), "answers")
    down = plan_pasted(ledger.book, block("団体\t1\t2\n射水市\t×\t未定\n滑川市\t実施\t？"), "answers")
    bare = plan_pasted(ledger.book, block("\t1\t2\n射水市\t×\t未定\n滑川市\t実施\t？"), "answers")
    wrong = plan_pasted(ledger.book, block("団体\t1\t2\n射水市\t×\tなぞ\n滑川市\t×\t○"), "answers")
    assert isinstance(across, ImportPlan)
    assert isinstance(down, ImportPlan)
    assert isinstance(bare, ImportPlan)
    assert isinstance(wrong, ImportPlan)
    written = [sorted(map(repr, one.change_set.changes)) for one in (across, down, bare)]
    assert written[0] == written[1] == written[2] != []
    assert "(貼り付けた範囲のC2)" in refused_of_paste(wrong)


@pytest.mark.parametrize(
    "text", ["射水市\t5\n滑川市\t6", "射水市\tR7.10.1\t5\n滑川市\tR7.10.1\t6", "1\t2\n3\t4", "○\t×\n×\t○"]
)
@pytest.mark.parametrize("table", ["populations", "answers", "current_costs", "customizations"])
def test_cells_without_headings_are_no_cross_table(ledger: Any, text: str, table: str) -> None:
    assert plan_pasted(ledger.book, block(text), table) is None
