import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from core.model.council import Participation, Scope, System
from core.model.requests import Customization
from core.model.values.standard_systems import STANDARD_SYSTEMS
from core.operations.council.choosing import known_systems
from tests.ui.desk import (
    cell,
    errors,
    fill,
    go,
    in_dialog,
    item,
    member,
    paste,
    press_button,
    refusal,
    refusals,
    show,
    totals,
    type_into,
)
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press, write
from ui.pages.council.systems_page import SystemsDialog, SystemsPage
from ui.tables.sheet.empty_state import EmptyState

ENABLED = Qt.ItemFlag.ItemIsEnabled


@pytest.fixture
def page(open_page: OpenPage) -> SystemsPage:
    made = open_page("systems")
    assert isinstance(made, SystemsPage)
    return made


def names(page: SystemsPage) -> list[str]:
    return [one.name for one in page.sheet.model.rows.shown]


def system(page: SystemsPage, name: str) -> System:
    return next(one for one in page.session.book.all(System).values() if one.name == name)


def takes_part(page: SystemsPage, name: str, who: str) -> bool:
    pairs = {(one.system_id, one.municipality_id) for one in page.session.book.all(Participation).values()}
    return (system(page, name).id, member(page.session, who).id) in pairs


def test_everybody_takes_part_in_the_sixteen_systems_of_the_sample(page: SystemsPage) -> None:
    assert len(names(page)) == 16
    row = totals(page.sheet, 0)
    assert row[""] == "参加する業務の数"
    assert [row[str(id)] for id in range(1, 7)] == ["16業務"] * 6


def test_space_changes_participation_and_the_cursor_goes_on_downwards(page: SystemsPage) -> None:
    go(page.sheet, system(page, "住基情報").id, "2")
    for _ in range(2):
        write(" ")
        press(Qt.Key.Key_Down)
    assert not takes_part(page, "住基情報", "B")
    assert not takes_part(page, "選挙人名簿", "B")
    assert takes_part(page, "固定資産税", "B")
    assert totals(page.sheet, 0)["2"] == "14業務"
    go(page.sheet, system(page, "住基情報").id, "2")
    write(" ")
    assert takes_part(page, "住基情報", "B")


def test_a_system_is_added_in_the_last_place(page: SystemsPage) -> None:
    fill(page, 業務名="上下水道𠮷", 部会="上下水道部会")
    press(Qt.Key.Key_Return)
    assert names(page)[-1] == "上下水道𠮷"
    assert system(page, "上下水道𠮷").subcommittee == "上下水道部会"
    assert not takes_part(page, "上下水道𠮷", "A")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "業務名を入力してください。"),
        ("住民税", "業務名「住民税」はすでに使われています。別の業務名にしてください。"),
    ],
)
def test_a_system_without_a_name_of_its_own_is_refused(page: SystemsPage, name: str, sentence: str) -> None:
    fill(page, 業務名=name)
    press_button(page, "業務を追加")
    assert errors(page) == [sentence]
    assert len(names(page)) == 16


def test_participation_and_names_are_pasted_together_in_one_step(page: SystemsPage) -> None:
    go(page.sheet, system(page, "住基情報").id, "scope")
    paste(page.sheet, system(page, "住基情報").id, "scope", "調達外①ブラックボックス化\t×\tはい\t\r\n")
    assert system(page, "住基情報").scope is Scope.BLACK_BOX
    assert [takes_part(page, "住基情報", who) for who in "ABC"] == [False, True, False]
    page.session.undo()
    assert system(page, "住基情報").scope is Scope.IN_SCOPE
    assert all(takes_part(page, "住基情報", who) for who in "ABC")
    assert not page.session.undo_stack.canUndo()


def test_a_paste_with_faults_of_both_kinds_lists_each_at_its_cell(page: SystemsPage) -> None:
    paste(page.sheet, system(page, "住基情報").id, "scope", "調達済\t×\tたぶん\r\n")
    assert sorted(text for text, _ in refusals(page.sheet)) == ["たぶん", "調達済"]
    by_text = dict(refusals(page.sheet))
    assert by_text["調達済"].startswith("「調達済」は調達範囲として読めません。")
    assert by_text["たぶん"].startswith("「たぶん」は、はい・いいえとして読めません。")
    assert takes_part(page, "住基情報", "A")


def test_a_name_in_use_is_refused_beside_the_cell(page: SystemsPage) -> None:
    type_into(page.sheet, system(page, "住基情報").id, "name", "住民税")
    assert refusal(page.sheet) == "業務名「住民税」はすでに使われています。別の業務名にしてください。"
    press(Qt.Key.Key_Escape)
    assert names(page)[0] == "住基情報"


def test_removing_a_system_frees_the_requests_that_named_it(page: SystemsPage) -> None:
    assert item(page.session, "8").system_id == system(page, "住民税").id
    go(page.sheet, system(page, "住民税").id, "name")
    press_button(page, "削除")
    assert "住民税" not in names(page)
    assert item(page.session, "8").system_id is None
    assert len(page.session.book.all(Customization)) == 31
    page.session.undo()
    assert item(page.session, "8").system_id == system(page, "住民税").id
    assert takes_part(page, "住民税", "A")
    assert names(page)[3] == "住民税"


def test_a_system_moves(page: SystemsPage) -> None:
    go(page.sheet, system(page, "選挙人名簿").id, "name")
    press_button(page, "上へ")
    assert names(page)[:2] == ["選挙人名簿", "住基情報"]
    press_button(page, "上へ")
    assert names(page)[:2] == ["選挙人名簿", "住基情報"]


def test_without_participation_a_screen_reader_hears_it(page: SystemsPage) -> None:
    column = next(column for column in page.sheet.model.columns if column.name == "2")
    assert column.spoken is not None
    assert column.spoken(system(page, "住民税")) == "参加"
    assert cell(page.sheet, system(page, "住民税").id, "2") == "○"


def test_an_empty_ledger_says_what_to_do_first(open_page: OpenPage) -> None:
    page = open_page("systems", EMPTY)
    assert page.sheet._empty.isVisible()
    fill(page, 業務名="住民記録")
    press_button(page, "業務を追加")
    assert names(page) == ["住民記録"]
    assert not page.sheet._empty.isVisible()


def test_systems_of_the_law_are_chosen_at_once_with_everybody_taking_part(page: SystemsPage) -> None:
    def choose_four(dialog: QDialog) -> None:
        assert isinstance(dialog, SystemsDialog)
        dialog.list.setFocus()
        for name in ("戸籍", "生活保護", "印鑑登録", "就学"):
            dialog.list.setCurrentItem(dialog.list.findItems(name, Qt.MatchFlag.MatchExactly)[0])
            press(Qt.Key.Key_Space)
        press_button(dialog, "4業務を追加")

    in_dialog(choose_four)
    press_button(page, "標準化対象から選ぶ")
    assert names(page)[16:] == ["戸籍", "生活保護", "印鑑登録", "就学"]
    assert all(takes_part(page, name, who) for name in names(page)[16:] for who in "ABCDEF")
    assert [cell(page.sheet, system(page, name).id, "標準化対象") for name in ("戸籍", "住民税")] == ["○", ""]
    assert page.session.undo_stack.undoText() == "業務を追加(4件)"
    page.session.undo()
    assert len(names(page)) == 16
    assert not page.session.undo_stack.canUndo()


def test_systems_that_are_there_are_grey_and_all_others_are_taken_at_once(page: SystemsPage) -> None:
    dialog = SystemsDialog(known_systems(page.session.book), True)
    show(dialog)
    grey = [dialog.list.item(row).text() for row in range(20) if not dialog.list.item(row).flags() & ENABLED]
    assert "国民年金(登録済み)" in grey
    assert len(grey) == 8
    press_button(dialog, "表示中をすべて選ぶ")
    assert len(dialog.chosen) == 12
    assert not set(dialog.chosen) & {one.name for one in page.session.book.all(System).values()}


def test_an_empty_page_offers_the_twenty_systems(open_page: OpenPage) -> None:
    page = open_page("systems", EMPTY)
    in_dialog(press_all)
    press_button(page.sheet.findChild(EmptyState), "標準化対象から選ぶ")
    assert names(page) == list(STANDARD_SYSTEMS)
    assert not page.session.book.all(Participation)


def press_all(dialog: QDialog) -> None:
    assert isinstance(dialog, SystemsDialog)
    assert not dialog.with_all.isEnabled()
    press_button(dialog, "表示中をすべて選ぶ")
    press_button(dialog, "20業務を追加")


def test_selected_systems_get_everybody_in_one_step(page: SystemsPage) -> None:
    fill(page, 業務名="水道料金")
    press(Qt.Key.Key_Return)
    assert not takes_part(page, "水道料金", "A")
    go(page.sheet, system(page, "水道料金").id, "name")
    press_button(page, "全団体が参加")
    assert all(takes_part(page, "水道料金", who) for who in "ABCDEF")
    page.session.undo()
    assert not takes_part(page, "水道料金", "A")


def test_the_mark_of_the_law_is_set_with_space_and_given_by_name(page: SystemsPage) -> None:
    fill(page, 業務名="生活保護")
    press(Qt.Key.Key_Return)
    assert system(page, "生活保護").standardised
    go(page.sheet, system(page, "住民税").id, "standardised")
    write(" ")
    assert system(page, "住民税").standardised
    paste(page.sheet, system(page, "住民税").id, "standardised", "いいえ\r\n○\r\n")
    assert [system(page, name).standardised for name in ("住民税", "取滞納管理")] == [False, True]
