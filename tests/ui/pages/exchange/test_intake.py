"""What clerks bring, through the window: each file of tests/data/intake does what the command does, and what has to be
asked is answered on the page."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import frame_of, procurements_of
from core.jobs.importing import read_spreadsheet
from core.model.answers import Answer
from core.model.costs import CurrentCost
from core.model.council import Population
from core.model.machine.faults import Faults
from core.model.machine.grids import SourceRefused
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from core.version import ROOT
from tests.core.cli import test_evaluation as published
from tests.ui.desk import choose, named, paste, press_button
from tests.ui.pages.paper import OpenPage
from tests.ui.post import drop
from tests.workbooks import workbook
from ui.pages.exchange.exchange_page import ExchangePage

FILES = sorted(path for path in (ROOT / "tests" / "data" / "intake").iterdir() if path.suffix in {".xlsx", ".csv"})


@pytest.fixture
def page(open_page: OpenPage) -> ExchangePage:
    made = open_page("exchange")
    assert isinstance(made, ExchangePage)
    return made


def told(page: ExchangePage) -> str:
    return page.importing._told.text()


def verdicts(page: ExchangePage) -> list[tuple[str, int | None]]:
    return [(one.verdict, one.row) for one in page.importing.lines.model.rows.all]


def bring(page: ExchangePage, folder: Path, content: bytes) -> None:
    (folder / "持ち込み.xlsx").write_bytes(content)
    drop(page, [folder / "持ち込み.xlsx"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_the_window_reads_each_file_as_the_command_does(page: ExchangePage, path: Path) -> None:
    drop(page, [path])
    try:
        plan = plan_file(page.session.book, "", read_spreadsheet(path))
    except SourceRefused:
        assert page.message.isVisible()
        assert page.exporting.isVisible()
        return
    shown = page.importing.plan
    if isinstance(plan, Faults):
        assert shown is None
        assert not page.importing.all.isEnabled()
        return
    assert isinstance(plan, ImportPlan)
    assert shown is not None
    assert shown.change_set.changes == plan.change_set.changes
    assert (shown.lines, shown.left_out) == (plan.lines, plan.left_out)
    assert sum(verdict == "取り込まない" for verdict, _ in verdicts(page)) == len(plan.left_out)
    assert page.importing.part.isVisible() == bool(plan.refused)


def test_the_day_is_asked_and_typed(page: ExchangePage, tmp_path: Path) -> None:
    bring(page, tmp_path, workbook(("団体名", "総人口"), ("射水市", 92_000)))
    assert told(page).endswith("上の「日付」で答えてください。")
    assert not page.importing.all.isEnabled()
    day = named(page, QLineEdit, "日付")
    assert day.isVisible()
    day.setText("R7.10.1")
    day.editingFinished.emit()
    assert told(page) == "追加1件、変更0件、取り込めない行0件"
    press_button(page, "すべて取り込む")
    assert [one.population for one in page.session.book.all(Population).values()][-1] == 92_000


def test_hidden_rows_are_asked_and_chosen(page: ExchangePage, tmp_path: Path) -> None:
    rows = (("団体名", "年度", "金額"), ("射水市", 2024, 1), ("滑川市", 2024, 2))
    bring(page, tmp_path, workbook(*rows, hidden_rows=(2,)))
    assert "隠れた行が1行あります(3行)" in told(page)
    assert ("取り込まない", 3) in verdicts(page)
    choose(named(page, QComboBox, "隠れた行"), "除く")
    assert told(page) == "追加1件、変更0件、取り込めない行0件、取り込まない行や列1件"
    choose(named(page, QComboBox, "隠れた行"), "取り込む")
    assert told(page) == "追加2件、変更0件、取り込めない行0件"


def test_the_unit_that_was_read_is_said_and_may_be_another(page: ExchangePage, tmp_path: Path) -> None:
    bring(page, tmp_path, workbook(("単位：千円",), ("団体名", "年度", "金額"), ("射水市", 2024, 5)))
    texts = [one.text for one in page.importing.lines.model.rows.all if one.verdict == "読み方"]
    assert texts == ["表題から、列 C の単位を千円として読みました。"]
    choose(named(page, QComboBox, "単位"), "円")
    press_button(page, "すべて取り込む")
    assert [one.yen for one in page.session.book.all(CurrentCost).values()][-1] == 5


def test_the_table_is_asked_where_a_sheet_may_be_two(page: ExchangePage, tmp_path: Path) -> None:
    bring(page, tmp_path, workbook(("団体名", "金額"), ("射水市", 5)))
    assert told(page).endswith("上の「取り込み先」で選んでください。")
    choose(named(page, QComboBox, "取り込み先"), "違約金")
    assert told(page) == "追加1件、変更0件、取り込めない行0件"


def test_a_hidden_sheet_is_read_when_it_is_chosen(page: ExchangePage) -> None:
    drop(page, [ROOT / "tests" / "data" / "intake" / "hidden_sheet.xlsx"])
    sheet = named(page, QComboBox, "シート")
    assert (sheet.currentText(), sheet.itemText(0)) == ("令和7年", "旧(使わない)(非表示)")
    choose(sheet, "旧(使わない)(非表示)")
    assert page.importing.plan is not None
    assert [line.sheet for line in page.importing.plan.added] == ["旧(使わない)"]


def test_sheets_that_belong_together_are_taken_in_as_one_and_taken_back_as_one(
    page: ExchangePage, tmp_path: Path
) -> None:
    drop(page, [published.workbook(tmp_path / "結果.xlsx", published.TABLES)])
    sheet = named(page, QComboBox, "シート")
    assert (sheet.currentText(), sheet.count()) == ("関係する4枚をまとめて", 5)
    assert not page.importing.heading.isVisible()
    assert told(page) == "追加12件、変更0件、取り込めない行0件"
    choose(sheet, "提案者")
    assert not page.importing.all.isEnabled()
    choose(sheet, "関係する4枚をまとめて")
    press_button(page, "すべて取り込む")
    session = page.session
    made = next(one for one in procurements_of(session.book) if one.name == "試しの案件")
    assert evaluate(frame_of(session.book, made)).first == ("A",)
    session.undo()
    assert made not in procurements_of(session.book)


def test_a_cross_table_says_what_it_is(page: ExchangePage) -> None:
    drop(page, [ROOT / "tests" / "data" / "intake" / "crosstab.xlsx"])
    assert named(page, QComboBox, "取り込み先").currentText() == "年度が横に並ぶ表"
    assert not page.importing.preview.matching.isVisible()
    assert told(page).startswith("追加6件")


def test_a_turned_table_is_shown_as_it_is_and_read_as_the_other(page: ExchangePage, tmp_path: Path) -> None:
    heads = (("意向の一覧",), ("団体", "1", "2", "3", "計"))
    bring(page, tmp_path, workbook(*heads, ("射水市", "×", "未定", "○", 1), ("滑川市", "実施", "？", "なぞ", 1)))
    assert named(page, QComboBox, "取り込み先").currentText() == "団体が縦に並ぶ表"
    assert not named(page, QComboBox, "見出しの行").isEnabled()
    shown = page.importing.preview.cells.model.rows.all
    assert [line.cells[0] for line in shown] == ["意向の一覧", "団体", "射水市", "滑川市"]
    assert page.importing.plan is not None
    assert [(line.row, line.column) for line in page.importing.plan.refused] == [(4, "D")]
    lines = page.importing.lines.model.rows.all
    assert [line.row for line in lines if line.verdict == "取り込めない"] == [4]
    assert [line.text for line in lines if line.verdict == "取り込まない"] == [
        "見出しより上の行(表題や注記)です。",
        "合計の列です。",
    ]
    before = dict(page.session.book.all(Answer))
    press_button(page, "取り込める行だけ取り込む")
    changed = [one for one in page.session.book.all(Answer).values() if before.get(one.id) != one]
    assert len(changed) == 5
    page.session.undo()
    assert dict(page.session.book.all(Answer)) == before


def test_a_corner_that_leaves_both_ways_open_is_asked_with_its_cell(page: ExchangePage, tmp_path: Path) -> None:
    bring(page, tmp_path, workbook(("見積",), (None, 1, 2), (1, 100, 200), (2, 90, 180)))
    assert page.importing.plan is None
    assert "表の左上のセル(A2)に、左に並ぶものの名前" in told(page)


def test_which_of_two_tables_beside_one_another_is_meant_is_chosen(page: ExchangePage, tmp_path: Path) -> None:
    heads = ("団体名", "年度", "金額", None, "団体名", "年度", "金額")
    bring(page, tmp_path, workbook(heads, ("射水市", 2024, 1, None, "滑川市", 2024, 2)))
    assert page.importing.plan is None
    assert told(page).endswith("上の「並んだ表」で答えてください。")
    assert page.importing.preview.cells.model.rows.all[0].cells == heads
    assert verdicts(page) == []
    choose(named(page, QComboBox, "並んだ表"), "左から2番目")
    assert told(page) == "追加1件、変更0件、取り込めない行0件、取り込まない行や列3件"
    press_button(page, "すべて取り込む")
    assert [one.yen for one in page.session.book.all(CurrentCost).values()][-1] == 2


def two_rows(*lines: tuple[object, ...]) -> bytes:
    heads = (("団体", "現行の経費", None, None), (None, "年度", "金額(千円)", "ひとこと"))
    return workbook(*heads, *lines, merged=((0, 1, 0, 3),))


def test_what_is_said_of_a_heading_of_two_rows_is_remembered_with_its_units(page: ExchangePage, tmp_path: Path) -> None:
    bring(page, tmp_path, two_rows(("射水市", 2024, 7, "要精査")))
    assert told(page) == "追加1件、変更0件、取り込めない行0件、取り込まない行や列1件"
    paste(page.importing.preview.matching, 3, "台帳の項目", "備考")
    assert told(page) == "追加1件、変更0件、取り込めない行0件"
    press_button(page, "すべて取り込む")
    cost = [*page.session.book.all(CurrentCost).values()][-1]
    assert (cost.yen, cost.note) == (7_000, "要精査")
    bring(page, tmp_path, two_rows(("滑川市", 2024, 8, "確認済み"), ("合計", None, 8, None)))
    assert told(page) == "追加1件、変更0件、取り込めない行0件、取り込まない行や列1件"
    press_button(page, "すべて取り込む")
    cost = [*page.session.book.all(CurrentCost).values()][-1]
    assert (cost.yen, cost.note) == (8_000, "確認済み")


def test_what_is_said_of_the_columns_of_a_cross_table_is_remembered_for_the_next_one(
    page: ExchangePage, tmp_path: Path
) -> None:
    """A heading that nobody knows beside years: chosen once by hand, known in the next file with it."""
    bring(page, tmp_path, workbook(("負担者別の内訳", "平成30年度", "令和元年度"), ("滑川市", 70_001, 71_001)))
    assert page.importing.plan is None
    choose(named(page, QComboBox, "取り込み先"), "現行経費")
    assert not page.importing.all.isEnabled()
    paste(page.importing.preview.matching, 0, "台帳の項目", "団体コード")
    assert told(page) == "追加2件、変更0件、取り込めない行0件"
    press_button(page, "すべて取り込む")
    bring(page, tmp_path, workbook(("負担者別の内訳", "令和2年度"), ("滑川市", 72_001), ("合計", 72_001)))
    assert named(page, QComboBox, "取り込み先").currentText() == "年度が横に並ぶ表"
    assert told(page) == "追加1件、変更0件、取り込めない行0件、取り込まない行や列1件"
    press_button(page, "すべて取り込む")
    costs = [(one.fiscal_year, one.yen) for one in page.session.book.all(CurrentCost).values()][-3:]
    assert costs == [(2018, 70_001), (2019, 71_001), (2020, 72_001)]
    bring(page, tmp_path, workbook(("負担者別の内訳", "人数"), ("滑川市", 3)))
    assert page.importing.plan is None
