import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from core.calc.allocation.item import View
from core.model.answers import Answer
from core.model.requests import Customization, Disposition, Option, Quote
from tests.ui.desk import (
    cell,
    choose,
    errors,
    fill,
    go,
    item,
    named,
    paste,
    press_button,
    refusal,
    refusals,
    type_into,
)
from tests.ui.pages.paper import BAD_YEN, EMPTY, OpenPage, adding
from tests.ui.tables.sheet.ledger import press, the
from ui.pages.requests.customization_form import CustomizationForm
from ui.pages.table_page import TablePage


@pytest.fixture
def page(open_page: OpenPage) -> TablePage:
    made = open_page("customizations")
    assert isinstance(made, TablePage)
    return made


def form(page: TablePage) -> CustomizationForm:
    """Return what stands beside the table."""
    assert isinstance(page.form, CustomizationForm)
    return page.form


def look_at(page: TablePage, number: str) -> Customization:
    """Select a request in the table; the form shows it."""
    found = item(page.session, number)
    go(page.sheet, found.id, "title")
    return found


def quotes(page: TablePage) -> list[tuple[int, int]]:
    return [(quote.implementers, quote.one_off_yen) for quote in form(page).quotes.model.rows.shown]


def options(page: TablePage) -> list[str]:
    return [option.name for option in form(page).options.model.rows.shown]


def add_quote(page: TablePage, implementers: str, yen: str, yearly: str = "") -> None:
    fill(form(page), **{"団体数": implementers, "初期費用(円)": yen, "年額(円)": yearly})
    press(Qt.Key.Key_Return)


def commit(page: TablePage, name: str, text: str) -> str:
    """Type into a field of the form and return the sentence beside it."""
    box = form(page).fields.boxes[name]
    line = getattr(box.input, "line", box.input)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    line.insert(text)
    press(Qt.Key.Key_Return)
    return box.error.text().removeprefix("エラー: ") if not box.error.isHidden() else ""


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_requests_stand_in_the_order_of_their_numbers(page: TablePage) -> None:
    assert [one.item for one in page.sheet.model.rows.shown] == [str(number) for number in range(1, 32)]


def test_a_request_is_added_with_the_next_number_and_shown(page: TablePage) -> None:
    fill(adding(page), 新しい要望の名称="窓口の待ち人数𠮷表示")
    press(Qt.Key.Key_Return)
    added = item(page.session, "32")
    assert (added.title, added.disposition) == ("窓口の待ち人数𠮷表示", Disposition.UNDER_REVIEW)
    assert form(page)._title.text() == "項32　窓口の待ち人数𠮷表示"
    assert form(page).quotes._empty.findChild(QLineEdit) is None
    assert quotes(page) == []


def test_a_request_without_a_name_is_refused(page: TablePage) -> None:
    press_button(page, "要望を追加")
    assert errors(adding(page)) == ["要望を入力してください。"]
    assert len(page.session.book.all(Customization)) == 31


def test_a_number_in_use_is_refused_beside_the_cell(page: TablePage) -> None:
    type_into(page.sheet, item(page.session, "3").id, "item", "２５")
    assert refusal(page.sheet) == "項「２５」はすでに使われています。別の項にしてください。"
    press(Qt.Key.Key_Escape)
    assert item(page.session, "3").title == "軽度請求書町条例対応"


def test_a_request_is_removed_with_all_that_hangs_on_it(page: TablePage) -> None:
    book = page.session.book
    before = (dict(book.all(Quote)), dict(book.all(Answer)), page.session.allocation())
    gone = look_at(page, "22")
    press_button(page, "削除")
    assert gone.id not in book.all(Customization)
    assert item(page.session, "23").disposition is Disposition.UNDER_REVIEW, "it was merged into the one that is gone"
    assert "項23は検討中に戻す" in page.session.undo_stack.undoText()
    page.session.undo()
    assert item(page.session, "23").merged_into_id == gone.id
    assert (dict(book.all(Quote)), dict(book.all(Answer)), page.session.allocation()) == before


def test_dispositions_are_pasted_as_words_and_amounts_follow(page: TablePage) -> None:
    paste(page.sheet, item(page.session, "25").id, "disposition", "標準仕様\r\n実施しない\r\n実施\r\n")
    assert [item(page.session, number).disposition for number in ("25", "26", "27")] == [
        Disposition.STANDARD,
        Disposition.DECLINE,
        Disposition.IMPLEMENT,
    ]
    assert page.session.allocation().totals[View.MAX].total == 19_620_000 - 300_000 - 600_000


def test_a_word_that_is_no_disposition_is_listed_with_the_choices(page: TablePage) -> None:
    paste(page.sheet, item(page.session, "25").id, "disposition", "やる\r\n実施\r\n")
    ((text, sentence),) = refusals(page.sheet)
    assert text == "やる"
    assert sentence.startswith("「やる」は方針として読めません。検討中・実施・実施しない・")
    assert not page.session.undo_stack.canUndo()


# --- quotes ---------------------------------------------------------------------------------------------------------


def test_the_quotes_of_item_20_go_from_six_to_one(page: TablePage) -> None:
    look_at(page, "20")
    assert quotes(page) == [(6, 1_400_000), (5, 1_340_000), (4, 1_280_000), (3, 1_220_000), (2, 1_160_000),
                            (1, 1_100_000)]  # fmt: skip


def test_a_quote_is_added_and_counts_at_once(page: TablePage) -> None:
    look_at(page, "10")
    add_quote(page, "２", "３，６００千円", "12,000")
    assert quotes(page) == [(2, 3_600_000), (1, 2_800_000)]
    assert form(page).quotes.model.rows.shown[0].yearly_yen == 12_000
    assert errors(form(page)) == []


def test_the_first_quote_brings_its_option_along(page: TablePage) -> None:
    fill(adding(page), 新しい要望の名称="見積のない要望")
    press(Qt.Key.Key_Return)
    add_quote(page, "1", "500,000")
    assert (options(page), quotes(page)) == ([""], [(1, 500_000)])
    page.session.undo()
    assert (options(page), quotes(page)) == ([], [])


def test_what_is_no_amount_is_refused_beside_the_field(page: TablePage) -> None:
    look_at(page, "25")
    for text, sentence in BAD_YEN:
        add_quote(page, "7", text)
        assert errors(form(page)) == [sentence.format(text)]
        assert len(quotes(page)) == 6
        assert named(form(page), QLineEdit, "初期費用(円)").text() == text
        assert not page.session.undo_stack.canUndo()


def test_what_is_no_amount_is_refused_beside_the_cell(page: TablePage) -> None:
    look_at(page, "25")
    quote = form(page).quotes.model.rows.shown[0]
    for text, sentence in BAD_YEN:
        type_into(form(page).quotes, quote.id, "one_off_yen", text)
        assert refusal(form(page).quotes) == sentence.format(text)
        press(Qt.Key.Key_Escape)
        assert quotes(page)[0] == (6, 900_000)


def test_a_quote_for_nobody_or_twice_for_as_many_is_refused(page: TablePage) -> None:
    look_at(page, "25")
    for count, sentence in (
        ("0", "実施団体数は1以上で入力してください(0団体の見積は記録できません)。"),
        ("-1", "「-1」は負の数です。0以上で入力してください。"),
        ("6", "実施団体数「6」はすでに使われています。別の実施団体数にしてください。"),
        ("", "実施団体数を入力してください。"),
    ):
        add_quote(page, count, "1,000")
        assert errors(form(page)) == [sentence]
        assert len(quotes(page)) == 6


def test_a_quote_for_nobody_is_refused_in_the_table_too(page: TablePage) -> None:
    look_at(page, "25")
    type_into(form(page).quotes, form(page).quotes.model.rows.shown[0].id, "implementers", "0")
    assert "0団体の見積は記録できません" in refusal(form(page).quotes)
    press(Qt.Key.Key_Escape)
    assert quotes(page)[0] == (6, 900_000)


def test_a_quote_for_more_than_there_are_members_is_taken(page: TablePage) -> None:
    look_at(page, "25")
    add_quote(page, "7", "540,000")
    assert quotes(page)[0] == (7, 540_000)


def test_the_largest_amount_is_taken_and_shown(page: TablePage) -> None:
    look_at(page, "25")
    quote = form(page).quotes.model.rows.shown[-1]
    type_into(form(page).quotes, quote.id, "one_off_yen", "999,999,999,999,999")
    assert cell(form(page).quotes, quote.id, "one_off_yen") == "999,999,999,999,999"
    assert page.session.allocation().item(item(page.session, "25").id).max.total == 999_999_999_999_999


def test_amounts_are_pasted_down_a_column_all_or_none(page: TablePage) -> None:
    look_at(page, "25")
    first = form(page).quotes.model.rows.shown[0]
    paste(form(page).quotes, first.id, "one_off_yen", "500,000円\r\n460千円\r\n-1\r\n")
    assert [text for text, _ in refusals(form(page).quotes)] == ["-1"]
    assert quotes(page)[:2] == [(6, 900_000), (5, 480_000)]
    paste(form(page).quotes, first.id, "one_off_yen", "500,000円\r\n460千円\r\n")
    assert quotes(page)[:2] == [(6, 500_000), (5, 460_000)]
    page.session.undo()
    assert quotes(page)[:2] == [(6, 900_000), (5, 480_000)]


def test_quotes_are_pasted_as_new_rows_for_the_option(page: TablePage) -> None:
    look_at(page, "26")
    last = form(page).quotes.model.rows.shown[-1]
    assert quotes(page) == [(1, 600_000)]
    paste(form(page).quotes, last.id, "implementers", "1\t600,000\r\n２\t700千円\r\n3\t800,000\r\n")
    assert refusals(form(page).quotes) == []
    assert quotes(page) == [(3, 800_000), (2, 700_000), (1, 600_000)]
    page.session.undo()
    assert quotes(page) == [(1, 600_000)]
    paste(form(page).quotes, last.id, "implementers", "1\t600,000\r\n0\t700,000\r\n")
    assert [text for text, _ in refusals(form(page).quotes)] == ["0"]
    assert quotes(page) == [(1, 600_000)]


def test_a_quote_is_removed_and_the_amount_is_missing_until_undo(page: TablePage) -> None:
    look_at(page, "26")
    press_button(form(page), "見積を削除")
    assert quotes(page) == []
    totals = page.session.allocation().totals[View.MAX]
    assert (totals.total, totals.incomplete) == (19_020_000, 1)
    page.session.undo()
    assert quotes(page) == [(1, 600_000)]
    assert page.session.allocation().totals[View.MAX].incomplete == 0


# --- options --------------------------------------------------------------------------------------------------------


def test_another_option_is_adopted_and_its_quotes_count(page: TablePage) -> None:
    look_at(page, "16")
    assert options(page) == ["資格情報表示および帳票出力", "異動履歴票に資格情報印字", "資格情報表示"]
    go(form(page).options, form(page).options.model.rows.shown[2].id, "name")
    press_button(form(page), "採用する")
    assert item(page.session, "16").adopted_option_id == form(page).options.model.rows.shown[2].id
    assert [cell(form(page).options, one.id, "採用") for one in form(page).options.model.rows.shown] == ["", "", "採用"]
    result = page.session.allocation().item(item(page.session, "16").id)
    assert result.max.total is None, "there is no quote for two in 16-3"


def test_an_option_is_added_and_the_one_in_force_stays(page: TablePage) -> None:
    look_at(page, "26")
    before = page.session.allocation()
    fill(form(page), 案の内容="簡易版")
    press(Qt.Key.Key_Return)
    assert options(page) == ["", "簡易版"]
    assert page.session.allocation().totals == before.totals
    go(form(page).options, form(page).options.model.rows.shown[1].id, "name")
    add_quote(page, "1", "100,000")
    assert len(page.session.book.children(Quote, form(page).options.model.rows.shown[1].id)) == 1
    assert page.session.allocation().totals == before.totals


def test_an_option_is_removed_with_its_quotes(page: TablePage) -> None:
    look_at(page, "1")
    assert len(quotes(page)) == 6
    go(form(page).options, form(page).options.model.rows.shown[2].id, "name")
    press_button(form(page), "案を削除")
    assert (options(page), len(quotes(page))) == (["10様式", "6様式"], 2)
    page.session.undo()
    assert (options(page), len(quotes(page))) == (["10様式", "6様式", "4様式"], 6)


def test_the_next_request_shows_its_own_options(page: TablePage) -> None:
    look_at(page, "16")
    go(form(page).options, form(page).options.model.rows.shown[1].id, "name")
    look_at(page, "26")
    assert options(page) == [""]
    add_quote(page, "2", "1,000,000")
    (option,) = page.session.book.children(Option, item(page.session, "26").id).values()
    assert len(page.session.book.children(Quote, option.id)) == 2


# --- disposition and merging ----------------------------------------------------------------------------------------


def test_a_request_is_never_offered_itself_to_be_merged_into(page: TablePage) -> None:
    look_at(page, "22")
    box = named(form(page), QComboBox, "統合先の項")
    offered = [box.itemText(at) for at in range(box.count())]
    assert offered[:2] == ["(なし)", "1"]
    assert "22" not in offered
    assert len(offered) == 31


def test_choosing_where_to_merge_sets_the_disposition(page: TablePage) -> None:
    look_at(page, "26")
    choose(named(form(page), QComboBox, "統合先の項"), "27")
    assert item(page.session, "26").disposition is Disposition.MERGED
    assert named(form(page), QComboBox, "方針").currentText() == "他の項に統合"
    assert page.session.allocation().totals[View.MAX].total == 19_020_000
    choose(named(form(page), QComboBox, "方針"), "実施")
    assert item(page.session, "26").merged_into_id is None
    assert named(form(page), QComboBox, "統合先の項").currentText() == "(なし)"


def test_merging_in_a_circle_is_refused_beside_the_field(page: TablePage) -> None:
    look_at(page, "22")
    choose(named(form(page), QComboBox, "統合先の項"), "23")
    box = form(page).fields.boxes["merged_into_id"]
    assert box.error.isVisible()
    assert box.error.text() == "エラー: 統合が一巡してしまいます(項22→項23→項22)。別の項を指定してください。"
    assert item(page.session, "22").merged_into_id is None
    assert not page.session.undo_stack.canUndo()


def test_merging_without_saying_where_is_refused_beside_the_field(page: TablePage) -> None:
    look_at(page, "26")
    choose(named(form(page), QComboBox, "方針"), "他の項に統合")
    box = form(page).fields.boxes["disposition"]
    assert box.error.isVisible()
    assert "統合先の項" in box.error.text()
    assert item(page.session, "26").disposition is Disposition.IMPLEMENT


def test_what_is_no_amount_is_refused_in_the_form(page: TablePage) -> None:
    look_at(page, "9")
    for text, sentence in BAD_YEN:
        assert commit(page, "avoided_yen", text) == sentence.format(text)
        assert item(page.session, "9").avoided_yen == 1_000_000


def test_a_rule_of_its_own_changes_who_pays_what(page: TablePage) -> None:
    look_at(page, "16")
    assert commit(page, "rule", "人口割") == ""
    shares = page.session.allocation().item(item(page.session, "16").id).max.shares
    assert sum(share or 0 for share in shares) == 3_400_000
    assert shares[0] == 3_400_000 * 93_588 // (93_588 + 27_182) + 1
    assert commit(page, "rule", "三対七").startswith("「三対七」は按分規則として読めません。")
    assert item(page.session, "16").rule == "population=1"


def test_both_sides_show_the_same_record(page: TablePage) -> None:
    look_at(page, "25")
    type_into(page.sheet, item(page.session, "25").id, "note", "表から")
    look_at(page, "25")
    assert form(page).fields.boxes["note"].input.toPlainText() == "表から"  # type: ignore[union-attr]
    choose(named(form(page), QComboBox, "方針"), "検討中")
    assert cell(page.sheet, item(page.session, "25").id, "disposition") == "検討中"


def test_a_system_is_chosen_in_the_table(page: TablePage) -> None:
    go(page.sheet, item(page.session, "3").id, "system_id")
    press(Qt.Key.Key_F2)
    choose(the(QComboBox, page.sheet), "住民税")
    assert cell(page.sheet, item(page.session, "3").id, "system_id") == "住民税"


def test_an_empty_ledger_says_what_to_do_first(open_page: OpenPage) -> None:
    page = open_page("customizations", EMPTY)
    assert page.sheet._empty.isVisible()
    assert not form(page)._content.isVisible()
    fill(adding(page), 新しい要望の名称="最初の要望")
    press_button(page, "要望を追加")
    assert not page.sheet._empty.isVisible()
    assert form(page)._title.text() == "項1　最初の要望"
