import pytest
from PySide6.QtCore import Qt

from core.model.council import Municipality, Population, Weight, WeightKind
from core.operations.council.matrices import set_weights
from core.operations.editing.edit import edit
from tests.ui.desk import (
    Answers,
    cell,
    errors,
    fill,
    go,
    headline,
    member,
    notice,
    paste,
    press_button,
    refusal,
    refusals,
    type_into,
)
from tests.ui.pages.paper import EMPTY, NEGATIVE, NOT_A_NUMBER, OpenPage
from tests.ui.tables.sheet.ledger import press
from ui.pages.council.populations_page import PopulationsPage

CENSUS = "2010-10-01"


@pytest.fixture
def page(open_page: OpenPage) -> PopulationsPage:
    made = open_page("populations")
    assert isinstance(made, PopulationsPage)
    return made


def columns(page: PopulationsPage) -> list[str]:
    return [column.label for column in page.sheet.model.columns]


def population(page: PopulationsPage, who: str, date: str) -> Population | None:
    rows = page.session.book.children(Population, member(page.session, who).id).values()
    return next((row for row in rows if row.reference_date == date), None)


def test_there_is_a_column_for_each_census_and_the_figures_in_force(page: PopulationsPage) -> None:
    assert columns(page) == [
        "団体コード",
        "団体名",
        "計算に使う人口",
        "人口 平成17年10月1日",
        "人口 平成22年10月1日",
        "人口 平成27年10月1日",
        "人口 令和2年10月1日",
    ]
    assert cell(page.sheet, member(page.session, "A").id, "計算に使う人口") == "93,588"
    assert page.sheet.model.columns[4].help == "出典: 国勢調査"


def test_a_population_is_typed_in_full_width(page: PopulationsPage) -> None:
    type_into(page.sheet, member(page.session, "A").id, CENSUS, "９３，６００")
    written = population(page, "A", CENSUS)
    assert written is not None
    assert (written.population, written.source) == (93_600, "国勢調査")
    assert cell(page.sheet, member(page.session, "A").id, "計算に使う人口") == "93,600"


@pytest.mark.parametrize(("text", "sentence"), [("人口", NOT_A_NUMBER), ("-5", NEGATIVE)])
def test_what_is_no_population_is_refused_beside_the_cell(page: PopulationsPage, text: str, sentence: str) -> None:
    type_into(page.sheet, member(page.session, "A").id, CENSUS, text)
    assert refusal(page.sheet) == sentence.format(text)
    press(Qt.Key.Key_Escape)
    assert not page.session.undo_stack.canUndo()


def test_a_new_column_stands_there_until_its_figures_are_pasted(page: PopulationsPage) -> None:
    fill(page, **{"人口の基準日": "R7.10.1", "出典(国勢調査など)": "住民基本台帳"})
    press_button(page, "人口の列を追加")
    assert columns(page)[-1] == "人口 令和7年10月1日"
    assert not page.session.undo_stack.canUndo()
    paste(page.sheet, member(page.session, "A").id, "2025-10-01", "90,000\r\n32,000\r\n23,000\r\n19,000\r\n1万\r\n")
    assert refusals(page.sheet) == [("1万", NOT_A_NUMBER.format("1万"))]
    assert population(page, "A", "2025-10-01") is None
    paste(page.sheet, member(page.session, "A").id, "2025-10-01", "90,000\r\n32,000\r\n")
    written = population(page, "B", "2025-10-01")
    assert written is not None
    assert (written.population, written.source) == (32_000, "住民基本台帳")
    assert columns(page)[-1] == "人口 令和7年10月1日"


def test_each_column_keeps_its_own_source(page: PopulationsPage) -> None:
    for date, source in (("2024-01-01", "住民基本台帳"), ("2025-10-01", "国勢調査速報")):
        fill(page, **{"人口の基準日": date, "出典(国勢調査など)": source})
        press_button(page, "人口の列を追加")
    paste(page.sheet, member(page.session, "A").id, "2024-01-01", "1\t2\r\n")
    found = [population(page, "A", date) for date in ("2024-01-01", "2025-10-01")]
    assert [one and (one.population, one.source) for one in found] == [(1, "住民基本台帳"), (2, "国勢調査速報")]


def test_a_date_that_cannot_be_read_is_refused_beside_its_field(page: PopulationsPage) -> None:
    fill(page, 人口の基準日="昨日")
    press_button(page, "人口の列を追加")
    (error,) = errors(page)
    assert error.startswith("「昨日」は日付として読めません。")
    assert len(columns(page)) == 7


def test_a_named_weight_is_added_and_used_in_a_rule(page: PopulationsPage) -> None:
    fill(page, 指標名="ごみ量")
    press_button(page, "指標の列を追加")
    paste(page.sheet, member(page.session, "A").id, "weight:ごみ量", "10\r\n5\r\n5\r\n3\r\n2\r\n０\r\n")
    weights = {row.municipality_id: row.value for row in page.session.book.all(Weight).values()}
    assert weights == {1: 10, 2: 5, 3: 5, 4: 3, 5: 2, 6: 0}
    book = page.session.book
    assert page.session.run(edit(book, book.consortium, "rule", "指標割(ごみ量)")) is None
    go(page.sheet, member(page.session, "A").id, "weight:ごみ量")
    press_button(page, "列を削除")
    assert page.message.text == "指標「ごみ量」は按分規則に使われています(協議会の設定)。先に規則を変更してください。"
    assert len(book.all(Weight)) == 6
    assert "ごみ量" in columns(page)


def test_a_weight_gets_another_name_in_the_rules_too(page: PopulationsPage, answers: Answers) -> None:
    fill(page, 指標名="ごみ量")
    press_button(page, "指標の列を追加")
    answers.plan("ごみの量")
    go(page.sheet, member(page.session, "A").id, "weight:ごみ量")
    press_button(page, "指標名を変更")
    assert "ごみの量" in columns(page)
    book = page.session.book
    cells = [(member(page.session, "A"), "ごみの量", "10")]
    assert page.session.run(set_weights(book, cells, WeightKind.USAGE)) is None
    assert page.session.run(edit(book, book.consortium, "rule", "指標割(ごみの量)")) is None
    answers.plan("ごみ搬入量 𠮷")
    go(page.sheet, member(page.session, "A").id, "weight:ごみの量")
    press_button(page, "指標名を変更")
    assert columns(page).count("ごみ搬入量 𠮷") == 1
    assert "ごみの量" not in columns(page)
    assert "ごみ搬入量 𠮷" in book.consortium.rule
    page.session.undo()
    assert "ごみの量" in columns(page)
    go(page.sheet, member(page.session, "A").id, "2005-10-01")
    press_button(page, "指標名を変更")
    assert page.message.text == "名前を変える指標の列を選んでください。"


def test_a_weight_without_a_name_is_refused(page: PopulationsPage) -> None:
    press_button(page, "指標の列を追加")
    assert errors(page) == ["指標名を入力してください。"]


def test_figures_that_are_computed_are_left_out_of_a_paste_and_that_is_said(page: PopulationsPage) -> None:
    paste(page.sheet, member(page.session, "A").id, "計算に使う人口", "1\t2\r\n")
    assert refusals(page.sheet) == []
    assert notice(page.sheet) == "「計算に使う人口」は自動で決まる列のため読みませんでした。"
    assert cell(page.sheet, member(page.session, "A").id, "2005-10-01") == "2"


def test_populations_are_pasted_by_the_names_of_their_municipalities_in_any_order(page: PopulationsPage) -> None:
    block = "団体名\t人口 平成22年10月1日\r\n舟 橋 村\t3,000\r\n射水市\t９万３千\r\n"
    paste(page.sheet, member(page.session, "C").id, "団体コード", block.replace("９万３千", "93,000"))
    assert refusals(page.sheet) == []
    assert cell(page.sheet, member(page.session, "F").id, "2010-10-01") == "3,000"
    assert cell(page.sheet, member(page.session, "A").id, "2010-10-01") == "93,000"
    page.session.undo()
    assert not page.session.undo_stack.canUndo()


def test_a_population_of_a_municipality_that_is_not_here_refuses_the_paste(page: PopulationsPage) -> None:
    paste(page.sheet, member(page.session, "A").id, "団体名", "射水市\t1\t2\r\n富山市\t3\t4\r\n")
    ((text, sentence),) = refusals(page.sheet)
    assert (text, sentence[:24]) == ("富山市", "「富山市」という団体名の行がこの表に見つかりません"[:24])
    assert not page.session.undo_stack.canUndo()


def test_a_column_is_removed_and_comes_back_by_undo(page: PopulationsPage) -> None:
    go(page.sheet, member(page.session, "A").id, "2005-10-01")
    press_button(page, "列を削除")
    assert columns(page)[3] == "人口 平成22年10月1日"
    assert page.session.undo_stack.undoText() == "人口平成17年10月1日を削除(6件)"
    page.session.undo()
    assert columns(page)[3] == "人口 平成17年10月1日"


def test_removing_without_a_column_chosen_says_what_to_do(page: PopulationsPage) -> None:
    go(page.sheet, member(page.session, "A").id, "団体名")
    press_button(page, "列を削除")
    assert page.message.text == "削除する人口または指標の列を選んでください。"


def test_a_cell_is_emptied_with_delete(page: PopulationsPage) -> None:
    go(page.sheet, member(page.session, "F").id, CENSUS)
    press(Qt.Key.Key_Delete)
    assert population(page, "F", CENSUS) is None
    assert cell(page.sheet, member(page.session, "F").id, CENSUS) == ""


def test_a_range_that_is_too_wide_is_refused(page: PopulationsPage) -> None:
    paste(page.sheet, member(page.session, "A").id, "2020-10-01", "1\t2\r\n")
    assert "右端を1列はみ出す" in headline(page.sheet)
    assert not page.session.undo_stack.canUndo()


def test_an_empty_ledger_leads_to_the_municipalities(open_page: OpenPage) -> None:
    page = open_page("populations", EMPTY)
    asked: list[str] = []
    page.open_page.connect(asked.append)
    press_button(page, "団体のページを開く")
    assert asked == ["municipalities"]
    assert not page.session.book.all(Municipality)
