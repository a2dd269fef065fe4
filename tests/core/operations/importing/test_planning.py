"""Foreign sheets: matched by their headings, read as typed, refused line by line with the reason."""

from datetime import date

import pytest

from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Municipality, Population
from core.model.machine.grids import Grid, GridCell, SourceFile
from core.model.machine.spreadsheet import sheet_columns
from core.model.registry import TABLES
from core.model.requests import Customization, Option, Quote
from core.operations.importing.columns import match_sheet, recall, rematched, remember
from core.operations.importing.plan import ImportPlan
from core.operations.importing.planning import plan_import
from core.operations.intake import look_at, plan_file
from core.words.sentences import sentence

Row = tuple[GridCell, ...]


def sheet(*rows: Row) -> Grid:
    return Grid("シート1", rows)


def planned(book: Book, grid: Grid) -> ImportPlan:
    plan = look_at(book, grid).plan(book)
    assert plan is not None
    return plan


def imported(book: Book, grid: Grid) -> ImportPlan:
    plan = planned(book, grid)
    assert [sentence(fault) for line in plan.refused for fault in line.reasons] == []
    book.apply(plan.change_set)
    return plan


def reasons(plan: ImportPlan) -> list[tuple[int, str, object]]:
    return [(line.row, fault.rule, fault.facts["cell"]) for line in plan.refused for fault in line.reasons]


def test_members_are_added_with_what_the_program_gives(book: Book) -> None:
    heading = ("市町村コード", "市町村名", "担当課")
    grid = sheet(("構成団体の一覧",), heading, ("014583", "東川町", "x"), (14834.0, "苫前町", None))
    imported(book, grid)
    new = list(book.all(Municipality).values())[-2:]
    assert [(one.code, one.name, one.label, one.position) for one in new] == [
        ("014583", "東川町", "G", 7),
        ("014834", "苫前町", "H", 8),
    ]


def test_a_leading_zero_that_a_spreadsheet_took_is_given_back_and_checked(book: Book) -> None:
    plan = planned(
        book, sheet(("団体コード", "団体名"), (14583.0, "東川町"), (14584.0, "違う町"), (162116.5, "小数の市"))
    )
    assert [line.subject for line in plan.added] == ["東川町"]
    assert reasons(plan) == [(3, "check_digit", "A3"), (4, "number_in_code", "A4")]


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("１，２００千円", 1_200_000),
        ("1,200,000円", 1_200_000),
        (1_200_000.0, 1_200_000),
        ("120万円", 1_200_000),
    ],
)
def test_amounts_are_read_as_people_write_them(book: Book, typed: GridCell, yen: int) -> None:
    imported(book, sheet(("項", "案", "実施団体数", "総額"), ("3", None, "４", typed)))
    assert [one.one_off_yen for one in book.all(Quote).values() if one.implementers == 4 and one.branch == ""] == [yen]


@pytest.mark.parametrize("typed", ["△1,000", "▲1,000", "-1000", -1000.0, 10.5, "1e9", 1e16, True])
def test_what_is_no_amount_is_refused_beside_its_cell(book: Book, typed: GridCell) -> None:
    plan = planned(book, sheet(("項", "案", "実施団体数", "総額"), ("3", None, "4", typed), ("3", None, "5", "500")))
    assert [(row, cell) for row, _, cell in reasons(plan)] == [(2, "D2")]
    assert len(plan.added) == 1
    assert len(plan.change_set.changes) == 1


@pytest.mark.parametrize("typed", ["R8.11.23", "令和8年11月23日", "2026/11/23", date(2026, 11, 23), "２０２６.11.23"])
def test_dates_are_read_in_every_calendar(book: Book, typed: GridCell) -> None:
    imported(book, sheet(("団体名", "人口の基準日", "人口"), ("射水", typed, "90,000人")))
    (found,) = (one for one in book.all(Population).values() if one.reference_date == "2026-11-23")
    assert (found.municipality_id, found.population) == (1, 90_000)


def test_the_first_year_of_an_era_is_read(book: Book) -> None:
    imported(book, sheet(("団体名", "調査日", "人口"), ("射水市", "令和元年5月1日", 91_000.0)))
    assert any(one.reference_date == "2019-05-01" for one in book.all(Population).values())


def test_a_number_that_became_a_date_is_refused(book: Book) -> None:
    plan = planned(book, sheet(("項", "要望"), (date(2026, 1, 20), "題")))
    assert reasons(plan) == [(2, "date_in_code", "A2")]


@pytest.mark.parametrize(
    ("typed", "state"), [("△", "undecided"), ("○", "yes"), ("×", "no"), ("実施", "yes"), ("？", "undecided")]
)
def test_answers_are_read_from_signs(book: Book, typed: str, state: str) -> None:
    imported(book, sheet(("項番", "団体", "回答"), ("25", "B", "△"), ("3", "滑川市", typed)))
    member = next(one.id for one in book.all(Municipality).values() if one.label == "B")
    (row,) = (one for one in book.children(Answer, 3).values() if one.municipality_id == member)
    assert row.state is AnswerState(state)


def test_an_answer_taken_back_leaves_no_row(book: Book) -> None:
    before = len(book.all(Answer))
    imported(book, sheet(("項", "団体コード", "意向"), ("25", "162060", "未回答")))
    assert len(book.all(Answer)) == before - 1
    assert planned(book, sheet(("項", "団体コード", "意向"), ("25", "162060", None))).lines == ()


def test_refused_lines_tell_why_and_the_others_stand(book: Book) -> None:
    grid = sheet(
        ("項", "要望", "業務", "回答期限"),
        ("40", "よい行", "健康管理", None),
        ("41", None, None, None),
        ("42", "知らない業務", "宇宙開発", None),
        ("43", "日付でない", None, "いつか"),
        ("40", "二度目", None, None),
    )
    plan = planned(book, grid)
    assert [line.subject for line in plan.added] == ["項40"]
    assert reasons(plan) == [(3, "blank", "B3"), (4, "unknown", "C4"), (5, "not_a_date", "D5"), (6, "line_twice", "")]
    book.apply(plan.change_set)
    assert [one.title for one in book.all(Customization).values()][-1] == "よい行"


def test_lines_that_lean_on_a_refused_line_are_refused_too(book: Book) -> None:
    requests = Grid("カスタマイズ", (("項", "要望"), ("40", "よい"), ("41", None)))
    options = Grid("案", (("項", "案"), ("40", "甲"), ("41", "乙")))
    sources = [(grid, match_sheet(grid, name)) for grid, name in ((requests, "customizations"), (options, "options"))]
    plan = plan_import(book, [(grid, matching) for grid, matching in sources if matching])
    assert [line.subject for line in plan.added] == ["項40", "項40の案「甲」"]
    assert [(line.sheet, line.row) for line in plan.refused] == [("カスタマイズ", 3), ("案", 3)]


def test_a_rule_of_the_tables_refuses_its_line_only(book: Book) -> None:
    plan = planned(book, sheet(("項", "案", "実施団体数", "総額"), ("3", None, 0.0, "100"), ("3", None, 9.0, "100")))
    assert reasons(plan) == [(2, "implementers", "")]
    assert len(plan.added) == 1


def test_a_known_key_changes_its_row(book: Book) -> None:
    plan = imported(book, sheet(("項", "要望", "備考"), ("３", "新しい題", "追記")))
    (line,) = plan.changed
    assert [(cell.label, cell.new) for cell in line.cells] == [("要望", "新しい題"), ("備考", "追記")]
    assert book.all(Customization)[3].title == "新しい題"


def test_options_without_a_key_are_matched_by_request_and_name(book: Book) -> None:
    imported(book, sheet(("項", "案", "並び順"), ("16", "資格情報表示", 3.0), ("16", "新しい案", 4.0)))
    assert len(book.children(Option, 16)) == 4


def test_columns_may_be_matched_by_hand_and_remembered() -> None:
    grid = Grid("x", (("NO", "なまえ", "記述"), ("50", "要望名", "本文")))
    assert match_sheet(grid) is None
    columns = {column.name: column for column in sheet_columns(TABLES["customizations"])}
    start = match_sheet(Grid("x", (("項", "要望", ""),)), "customizations")
    assert start is not None
    matching = rematched(rematched(start, 2, columns["note"]), 1, columns["title"])
    kept = remember(matching, Grid("x", (("NO", "なまえ", "記述"),)))
    again = recall(kept, Grid("y", (("表紙",), ("記述", "ＮＯ", "ナマエ"))))
    assert again is not None
    assert [column.name if column else None for column in again.columns] == ["note", "item", "title"]
    assert recall(kept, Grid("y", (("別の表",),))) is None
    assert recall("こわれた", grid) is None


def test_a_list_without_our_numbers_is_remembered_as_one() -> None:
    grid = Grid("x", (("件名", "発生日時"), ("停止", "R8.4.1 10:00")))
    matching = match_sheet(grid, "outages")
    assert matching is not None
    again = recall(remember(matching, grid), grid)
    assert again is not None
    assert again.missing == matching.missing == ()


def test_two_columns_never_mean_the_same() -> None:
    columns = {column.name: column for column in sheet_columns(TABLES["customizations"])}
    start = match_sheet(Grid("x", (("項", "要望", "備考"),)), "customizations")
    assert start is not None
    moved = rematched(start, 0, columns["note"])
    assert [column.name if column else None for column in moved.columns] == ["note", "title", None]


def test_the_sheet_is_picked_by_name_or_by_what_is_understood(book: Book) -> None:
    cover, table = Grid("表紙", (("説明",),)), Grid("要望一覧", (("項", "要望"), ("90", "題")))
    source = SourceFile((cover, table))
    plan = plan_file(book, "甲", source)
    assert isinstance(plan, ImportPlan)
    assert [line.sheet for line in plan.added] == ["要望一覧"]
    for name, rule in (("ない", "sheet_unknown"), ("表紙", "nothing_of_ours")):
        refused = plan_file(book, "甲", source, name)
        assert not isinstance(refused, ImportPlan)
        assert [fault.rule for fault in refused] == [rule]


def test_an_answer_that_a_list_leaves_blank_is_told_as_what_it_becomes(book: Book) -> None:
    plan = planned(book, sheet(("団体名", "項", "意向"), ("滑川市", "1", None)))
    ((cell,),) = [line.cells for line in plan.changed]
    assert (cell.label, cell.old, cell.new) == ("意向", "実施しない", "未回答")
