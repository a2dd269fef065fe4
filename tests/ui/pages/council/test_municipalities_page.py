import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget

from core.model.answers import Answer
from core.model.council import Municipality, MunicipalityKind, Population
from tests.ui.desk import (
    Answers,
    button,
    cell,
    choose,
    errors,
    fill,
    go,
    headline,
    in_dialog,
    member,
    notice,
    paste,
    press_button,
    refusal,
    refusals,
    show,
    type_into,
)
from tests.ui.pages.paper import EMPTY, OpenPage, adding
from tests.ui.tables.sheet.ledger import clipboard, press, the, write
from ui.pages.council.choosing_members import MembersDialog
from ui.pages.table_page import TablePage
from ui.tables.sheet.empty_state import EmptyState
from ui.widgets.offers import Offers

CHECK_DIGIT = "団体コード「162117」の検査数字(6桁目)が合いません。正しくは6です。"
FORM = "「1621」は団体コードの形ではありません。6桁の数字で入力してください。"
DUPLICATE = "団体コード「162060」はすでに使われています。別の団体コードにしてください。"
BAD_CODES = [("162117", CHECK_DIGIT), ("1621", FORM), ("162060", DUPLICATE), ("16206", DUPLICATE)]


@pytest.fixture
def page(open_page: OpenPage) -> TablePage:
    made = open_page("municipalities")
    assert isinstance(made, TablePage)
    return made


def names(page: TablePage) -> list[str]:
    return [one.name for one in page.sheet.model.rows.shown]


def add(page: TablePage, code: str, name: str, kana: str = "") -> None:
    fill(page, **{"団体コード(6桁)": code, "団体名": name, "ふりがな": kana})
    press(Qt.Key.Key_Return)


def test_the_members_stand_in_their_order(page: TablePage) -> None:
    assert names(page) == ["射水市", "滑川市", "入善町", "上市町", "朝日町", "舟橋村"]


def test_a_municipality_is_added_with_enter_and_gets_label_kind_and_place(page: TablePage) -> None:
    add(page, "１６２０１９", " 富山市 ", "とやまし")
    added = member(page.session, "162019")
    assert (added.name, added.kana, added.kind, added.label) == ("富山市", "とやまし", MunicipalityKind.CITY, "G")
    assert names(page)[-1] == "富山市"
    assert errors(page) == []
    assert [one.text() for one in adding(page)._fields.values()] == ["", "", ""]


def test_rare_letters_are_kept_as_typed(page: TablePage) -> None:
    add(page, "162019", "髙﨑𠮷村")
    assert member(page.session, "162019").name == "髙﨑𠮷村"
    type_into(page.sheet, member(page.session, "A").id, "name", "葛\U000e0100城市")
    assert member(page.session, "A").name == "葛\U000e0100城市"


@pytest.mark.parametrize(("code", "sentence"), BAD_CODES, ids=["digit", "form", "duplicate", "five digits"])
def test_a_wrong_code_is_refused_beside_the_field_and_stays_there(page: TablePage, code: str, sentence: str) -> None:
    add(page, code, "富山市")
    assert errors(page) == [sentence]
    assert len(page.session.book.all(Municipality)) == 6
    assert not page.session.undo_stack.canUndo()
    assert adding(page)._fields["code"].text() == code
    assert adding(page)._fields["code"].hasFocus()
    add(page, "162019", "富山市")
    assert errors(page) == []
    assert len(page.session.book.all(Municipality)) == 7


def test_every_wrong_field_has_its_own_sentence(page: TablePage) -> None:
    press_button(page, "団体を追加")
    labels = [error for error in adding(page)._errors.values() if error.isVisible()]
    assert [label.text() for label in labels] == [
        "エラー: 団体コードを入力してください。",
        "エラー: 団体名を入力してください。",
    ]
    page.layout().activate()  # type: ignore[union-attr]
    assert not labels[0].geometry().intersects(labels[1].geometry())


@pytest.mark.parametrize(("code", "sentence"), BAD_CODES, ids=["digit", "form", "duplicate", "five digits"])
def test_a_wrong_code_in_a_cell_is_refused_beside_it(page: TablePage, code: str, sentence: str) -> None:
    id = member(page.session, "A").id
    type_into(page.sheet, id, "code", code)
    assert refusal(page.sheet) == sentence
    press(Qt.Key.Key_Escape)
    assert member(page.session, "A").code == "162116"
    assert not page.session.undo_stack.canUndo()


def test_a_range_from_excel_is_one_step(page: TablePage) -> None:
    first = member(page.session, "A").id
    paste(page.sheet, first, "name", "髙岡市\tたかおかし\t市\r\n氷見市\tひみし\t市\r\n")
    assert names(page)[:3] == ["髙岡市", "氷見市", "入善町"]
    assert member(page.session, "B").kana == "ひみし"
    page.session.undo()
    assert names(page)[:2] == ["射水市", "滑川市"]
    assert not page.session.undo_stack.canUndo()


def test_two_codes_may_change_places_in_one_paste(page: TablePage) -> None:
    paste(page.sheet, member(page.session, "A").id, "code", "162060\r\n162116\r\n")
    assert (member(page.session, "A").code, member(page.session, "B").code) == ("162060", "162116")


def test_one_bad_cell_of_a_paste_refuses_it_all_and_is_listed(page: TablePage) -> None:
    paste(page.sheet, member(page.session, "A").id, "code", "162019\t富山市\r\n1600\t富山県\r\n162117\t射水市\r\n")
    assert refusals(page.sheet) == [("1600", FORM.replace("1621", "1600")), ("162117", CHECK_DIGIT)]
    assert names(page)[:2] == ["射水市", "滑川市"]
    assert not page.session.undo_stack.canUndo()


def test_a_paste_beyond_the_last_row_adds_members_in_the_same_step(page: TablePage) -> None:
    rows = "163210\t舟橋村\tふなはし\r\n162019\t富山市\tとやまし\r\n１６２０２７\t髙岡市\r\n"
    paste(page.sheet, member(page.session, "F").id, "code", rows)
    assert names(page)[-3:] == ["舟橋村", "富山市", "髙岡市"]
    assert (member(page.session, "162019").label, member(page.session, "162027").label) == ("G", "H")
    assert member(page.session, "F").kana == "ふなはし"
    page.session.undo()
    assert names(page)[-1] == "舟橋村"
    assert member(page.session, "F").kana == "ふなはしむら"


def test_one_bad_row_to_add_refuses_the_whole_paste(page: TablePage) -> None:
    paste(page.sheet, member(page.session, "F").id, "code", "163210\t新舟橋村\r\n162019\t富山市\r\n1600\t富山県\r\n")
    assert refusals(page.sheet) == [("1600", FORM.replace("1621", "1600"))]
    assert names(page)[-1] == "舟橋村"
    paste(page.sheet, member(page.session, "F").id, "name", "一\r\n二\r\n")
    assert len(refusals(page.sheet)) == 1
    assert names(page)[-1] == "舟橋村"
    assert not page.session.undo_stack.canUndo()


def test_a_cell_that_is_computed_takes_nothing_and_that_is_said(page: TablePage) -> None:
    paste(page.sheet, member(page.session, "A").id, "label", "X\t非加入\r\n")
    assert refusals(page.sheet) == []
    assert notice(page.sheet) == "「基準日の加入」は自動で決まる列のため読みませんでした。"
    assert member(page.session, "X").name == "射水市"
    assert cell(page.sheet, member(page.session, "X").id, "基準日の加入") == "加入"


def test_a_copied_range_comes_back_as_it_was(page: TablePage) -> None:
    go(page.sheet, member(page.session, "A").id, "code")
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = clipboard()
    assert copied.splitlines()[0].split("\t")[:5] == ["162116", "射水市", "いみずし", "市", "A"]
    paste(page.sheet, member(page.session, "A").id, "code", copied)
    assert not page.session.undo_stack.canUndo(), headline(page.sheet)


def test_dates_are_read_in_either_calendar_and_the_membership_follows(page: TablePage) -> None:
    id = member(page.session, "F").id
    type_into(page.sheet, id, "left_on", "Ｈ26.8.6")
    assert member(page.session, "F").left_on == "2014-08-06"
    assert page.sheet.model.columns[5].text(member(page.session, "F")) == "非加入"
    assert "163210" not in page.session.allocation().places
    type_into(page.sheet, id, "joined_on", "平成27年4月1日")
    assert refusal(page.sheet) == "離脱日(平成26年8月6日)は加入日(平成27年4月1日)より後の日付にしてください。"
    press(Qt.Key.Key_Escape)
    assert member(page.session, "F").joined_on is None


def test_the_kind_is_chosen_from_a_list(page: TablePage) -> None:
    go(page.sheet, member(page.session, "A").id, "kind")
    press(Qt.Key.Key_F2)
    choose(the(QComboBox, page.sheet), "村")
    assert member(page.session, "A").kind is MunicipalityKind.VILLAGE


def test_a_municipality_moves_and_keeps_the_cursor(page: TablePage) -> None:
    go(page.sheet, member(page.session, "C").id, "name")
    press_button(page, "上へ")
    press_button(page, "上へ")
    assert names(page)[:3] == ["入善町", "射水市", "滑川市"]
    press_button(page, "下へ")
    assert names(page)[:3] == ["射水市", "入善町", "滑川市"]
    assert page.sheet.current is not None
    assert page.sheet.current[0].name == "入善町"
    assert [one.name for one in page.session.allocation().members][:3] == ["射水市", "入善町", "滑川市"]


def test_removing_takes_all_that_belongs_to_it_and_undo_brings_it_back(page: TablePage) -> None:
    book = page.session.book
    before = (dict(book.all(Population)), dict(book.all(Answer)), page.session.allocation())
    go(page.sheet, member(page.session, "A").id, "name")
    press_button(page, "削除")
    assert names(page) == ["滑川市", "入善町", "上市町", "朝日町", "舟橋村"]
    assert not [one for one in book.all(Answer).values() if one.municipality_id == 1]
    assert page.session.undo_stack.undoText().startswith("射水市を削除(")
    page.session.undo()
    assert names(page)[0] == "射水市"
    assert (dict(book.all(Population)), dict(book.all(Answer)), page.session.allocation()) == before


def test_several_selected_rows_are_removed_together(page: TablePage) -> None:
    go(page.sheet, member(page.session, "B").id, "name")
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press_button(page, "削除")
    assert names(page) == ["射水市", "上市町", "朝日町", "舟橋村"]
    page.session.undo()
    assert len(names(page)) == 6


def test_an_empty_ledger_says_what_to_do_first(open_page: OpenPage) -> None:
    page = open_page("municipalities", EMPTY)
    assert "まだ団体がありません。" in page.sheet._empty.findChild(type(adding(page)._errors["code"])).text()
    assert page.sheet._empty.isVisible()
    add(page, "162116", "射水市")
    assert not page.sheet._empty.isVisible()
    assert names(page) == ["射水市"]
    assert member(page.session, "射水市").label == "A"


def offered(within: QWidget) -> list[str]:
    """Return what is offered below the line that has the keyboard."""
    lists = [one for one in within.findChildren(Offers) if one.isVisible()]
    return [one.item(row).text() for one in lists for row in range(one.count())]


def write_name(page: TablePage, text: str) -> None:
    adding(page)._fields["name"].setFocus()
    write(text)


def test_typing_a_part_of_a_name_offers_the_municipality_with_kana_kind_and_code(page: TablePage) -> None:
    write_name(page, "伊那")
    assert offered(page) == ["伊那市　いなし　市　長野県　202096"]
    press(Qt.Key.Key_Return)
    assert [field.text() for field in adding(page)._fields.values()] == ["202096", "伊那市", "いなし"]
    assert offered(page) == []
    press(Qt.Key.Key_Return)
    added = member(page.session, "伊那市")
    assert (added.code, added.kana, added.kind) == ("202096", "いなし", MunicipalityKind.CITY)


def test_kana_and_code_find_as_well_and_the_arrows_choose(page: TablePage) -> None:
    adding(page)._fields["kana"].setFocus()
    write("いな")
    assert offered(page)[0].startswith("伊那市")
    press(Qt.Key.Key_Escape)
    assert offered(page) == []
    adding(page)._fields["code"].setFocus()
    write("16320")
    assert offered(page) == []
    press(Qt.Key.Key_Backspace)
    assert [text[:3] for text in offered(page)] == ["舟橋村", "上市町", "立山町", "士幌町"], "016322 without its ends"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert adding(page)._fields["name"].text() == "立山町"


def test_a_whole_name_and_enter_add_a_member(page: TablePage) -> None:
    write_name(page, "富山市")
    press(Qt.Key.Key_Return)
    assert member(page.session, "富山市").code == "162019"


def test_a_cell_offers_municipalities_too_and_the_chosen_one_fills_the_row(page: TablePage) -> None:
    id = member(page.session, "F").id
    go(page.sheet, id, "name")
    press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    write("伊那")
    assert offered(page.sheet) == ["伊那市　いなし　市　長野県　202096"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    one = page.session.book.all(Municipality)[id]
    assert (one.code, one.name, one.kana, one.kind) == ("202096", "伊那市", "いなし", MunicipalityKind.CITY)
    page.session.undo()
    assert page.session.book.all(Municipality)[id].name == "舟橋村"
    assert not page.session.undo_stack.canUndo()


def test_a_text_typed_into_a_cell_is_not_replaced_by_what_is_offered(page: TablePage) -> None:
    id = member(page.session, "F").id
    type_into(page.sheet, id, "name", "伊那")
    one = page.session.book.all(Municipality)[id]
    assert (one.code, one.name) == ("163210", "伊那")


def test_a_code_that_nobody_has_is_remarked_beside_the_field_and_taken(page: TablePage) -> None:
    fill(page, **{"団体コード(6桁)": "162175", "団体名": "大沢野町"})
    remark = "団体コード「162175」は一覧(2026年7月)にありません。誤りでなければそのまま登録できます。"
    assert adding(page)._remarked.isVisible()
    assert adding(page)._remarked.text() == f"確認: {remark}"
    press(Qt.Key.Key_Return)
    assert not adding(page)._remarked.isVisible()
    one = member(page.session, "大沢野町")
    assert cell(page.sheet, one.id, "code") == "162175 ※"
    column = page.sheet.model.columns[0]
    assert column.tooltip_text(one) == remark
    assert column.spoken_text(one) == f"162175 {remark}"
    assert column.plain_text(one) == "162175"


def test_a_union_is_no_remark(page: TablePage) -> None:
    fill(page, **{"団体コード(6桁)": "168009", "団体名": "砺波広域圏事務組合"})
    assert not adding(page)._remarked.isVisible()


def dialog(there: tuple[str, ...] = ()) -> MembersDialog:
    made = MembersDialog(there)
    show(made)
    return made


def test_members_are_chosen_by_typing_and_enter_and_are_one_step(page: TablePage) -> None:
    def choose_five(_: QDialog) -> None:
        for name in ("魚津", "ひみ", "162078", "となみ", "南砺"):
            write(name)
            press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)

    in_dialog(choose_five)
    press_button(page, "団体を選ぶ")
    assert names(page)[6:] == ["魚津市", "氷見市", "黒部市", "砺波市", "南砺市"]
    assert member(page.session, "氷見市").kana == "ひみし"
    assert page.session.undo_stack.undoText() == "団体を追加(5件)"
    page.session.undo()
    assert len(names(page)) == 6


def test_a_whole_prefecture_is_chosen_at_once_without_itself_and_who_is_there(app: QApplication) -> None:
    chosen = dialog(("162116", "163210"))
    assert chosen.prefectures.currentItem().text() == "富山県"
    press_button(chosen, "表示中をすべて選ぶ")
    assert len(chosen.chosen) == 13
    assert "160008" not in chosen.chosen
    assert button(chosen, "13団体を追加").isEnabled()


def test_several_names_in_a_row_are_ticked_at_once_and_what_is_not_found_is_told(app: QApplication) -> None:
    chosen = dialog()
    write("射水市、滑 川 市、富山県入善町,16322、ない町")
    press(Qt.Key.Key_Return)
    assert chosen.chosen == ["162116", "162060", "163422"]
    assert errors(chosen) == ["「16322」は複数あります(富山県 163228、北海道 016322)。「ない町」は一覧にありません。"]
    assert chosen.line.text() == "16322、ない町"


def test_who_is_there_cannot_be_chosen_again_and_a_tick_is_taken_off(app: QApplication) -> None:
    chosen = dialog(("162116",))
    write("射水")
    press(Qt.Key.Key_Return)
    assert chosen.chosen == []
    chosen.line.clear()
    write("滑川")
    press(Qt.Key.Key_Return)
    assert chosen.chosen == ["162060"]
    write("滑川")
    chosen.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert chosen.chosen == []
    assert not button(chosen, "団体を追加").isEnabled()


def test_another_prefecture_is_found_although_one_is_chosen(app: QApplication) -> None:
    chosen = dialog(("162116",))
    write("伊那")
    assert chosen.list.item(0).text() == "伊那市　いなし　市　202096　長野県"
    press(Qt.Key.Key_Return)
    assert chosen.chosen == ["202096"]


def test_an_empty_page_offers_the_list(open_page: OpenPage, answers: Answers) -> None:
    page = open_page("municipalities", EMPTY)
    empty = page.sheet.findChild(EmptyState)
    answers.plan("キャンセル")
    press_button(empty, "団体を選ぶ")
    assert answers.asked == ["団体を選ぶ"]
