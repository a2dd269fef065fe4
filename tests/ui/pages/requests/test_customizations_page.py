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
from tests.ui.pages.paper import BAD_YEN, EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press, the
from ui.pages.requests.customizations_page import CustomizationsPage


@pytest.fixture
def page(open_page: OpenPage) -> CustomizationsPage:
    made = open_page("customizations")
    assert isinstance(made, CustomizationsPage)
    return made


def look_at(page: CustomizationsPage, number: str) -> Customization:
    """Select a request in the table; the form shows it."""
    found = item(page.session, number)
    go(page.sheet, found.id, "title")
    return found


def quotes(page: CustomizationsPage) -> list[tuple[int, int]]:
    return [(quote.implementers, quote.one_off_yen) for quote in page.form.quotes.model.rows.shown]


def options(page: CustomizationsPage) -> list[str]:
    return [option.name for option in page.form.options.model.rows.shown]


def add_quote(page: CustomizationsPage, implementers: str, yen: str, yearly: str = "") -> None:
    fill(page.form, **{"団体数": implementers, "初期費用(円)": yen, "年額(円)": yearly})
    press(Qt.Key.Key_Return)


def commit(page: CustomizationsPage, name: str, text: str) -> str:
    """Type into a field of the form and return the sentence beside it."""
    box = page.form.fields.boxes[name]
    line = getattr(box.input, "line", box.input)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    line.insert(text)
    press(Qt.Key.Key_Return)
    return box.error.text().removeprefix("エラー: ") if not box.error.isHidden() else ""


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_requests_stand_in_the_order_of_their_numbers(page: CustomizationsPage) -> None:
    assert [one.item for one in page.sheet.model.rows.shown] == [str(number) for number in range(1, 32)]


def test_a_request_is_added_with_the_next_number_and_shown(page: CustomizationsPage) -> None:
    fill(page.adding, 新しい要望の名称="窓口の待ち人数𠮷表示")
    press(Qt.Key.Key_Return)
    added = item(page.session, "32")
    assert (added.title, added.disposition) == ("窓口の待ち人数𠮷表示", Disposition.UNDER_REVIEW)
    assert page.form._title.text() == "項32　窓口の待ち人数𠮷表示"
    assert page.form.quotes._empty.findChild(QLineEdit) is None
    assert quotes(page) == []


def test_a_request_without_a_name_is_refused(page: CustomizationsPage) -> None:
    press_button(page, "要望を追加")
    assert errors(page.adding) == ["要望を入力してください。"]
    assert len(page.session.book.all(Customization)) == 31


def test_a_number_in_use_is_refused_beside_the_cell(page: CustomizationsPage) -> None:
    type_into(page.sheet, item(page.session, "3").id, "item", "２５")
    assert refusal(page.sheet) == "項「２５」はすでに使われています。別の項にしてください。"
    press(Qt.Key.Key_Escape)
    assert item(page.session, "3").title == "軽度請求書町条例対応"


def test_a_request_is_removed_with_all_that_hangs_on_it(page: CustomizationsPage) -> None:
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


def test_dispositions_are_pasted_as_words_and_amounts_follow(page: CustomizationsPage) -> None:
    paste(page.sheet, item(page.session, "25").id, "disposition", "標準仕様\r\n実施しない\r\n実施\r\n")
    assert [item(page.session, number).disposition for number in ("25", "26", "27")] == [
        Disposition.STANDARD,
        Disposition.DECLINE,
        Disposition.IMPLEMENT,
    ]
    assert page.session.allocation().totals[View.MAX].total == 19_620_000 - 300_000 - 600_000


def test_a_word_that_is_no_disposition_is_listed_with_the_choices(page: CustomizationsPage) -> None:
    paste(page.sheet, item(page.session, "25").id, "disposition", "やる\r\n実施\r\n")
    ((text, sentence),) = refusals(page.sheet)
    assert text == "やる"
    assert sentence.startswith("「やる」は方針として読めません。検討中・実施・実施しない・")
    assert not page.session.undo_stack.canUndo()


# --- quotes ---------------------------------------------------------------------------------------------------------


def test_the_quotes_of_item_20_go_from_six_to_one(page: CustomizationsPage) -> None:
    look_at(page, "20")
    assert quotes(page) == [(6, 1_400_000), (5, 1_340_000), (4, 1_280_000), (3, 1_220_000), (2, 1_160_000),
                            (1, 1_100_000)]  # fmt: skip


def test_a_quote_is_added_and_counts_at_once(page: CustomizationsPage) -> None:
    look_at(page, "10")
    add_quote(page, "２", "３，６００千円", "12,000")
    assert quotes(page) == [(2, 3_600_000), (1, 2_800_000)]
    assert page.form.quotes.model.rows.shown[0].yearly_yen == 12_000
    assert errors(page.form) == []


def test_the_first_quote_brings_its_option_along(page: CustomizationsPage) -> None:
    fill(page.adding, 新しい要望の名称="見積のない要望")
    press(Qt.Key.Key_Return)
    add_quote(page, "1", "500,000")
    assert (options(page), quotes(page)) == ([""], [(1, 500_000)])
    page.session.undo()
    assert (options(page), quotes(page)) == ([], [])


def test_what_is_no_amount_is_refused_beside_the_field(page: CustomizationsPage) -> None:
    look_at(page, "25")
    for text, sentence in BAD_YEN:
        add_quote(page, "7", text)
        assert errors(page.form) == [sentence.format(text)]
        assert len(quotes(page)) == 6
        assert named(page.form, QLineEdit, "初期費用(円)").text() == text
        assert not page.session.undo_stack.canUndo()


def test_what_is_no_amount_is_refused_beside_the_cell(page: CustomizationsPage) -> None:
    look_at(page, "25")
    quote = page.form.quotes.model.rows.shown[0]
    for text, sentence in BAD_YEN:
        type_into(page.form.quotes, quote.id, "one_off_yen", text)
        assert refusal(page.form.quotes) == sentence.format(text)
        press(Qt.Key.Key_Escape)
        assert quotes(page)[0] == (6, 900_000)


def test_a_quote_for_nobody_or_twice_for_as_many_is_refused(page: CustomizationsPage) -> None:
    look_at(page, "25")
    for count, sentence in (
        ("0", "実施団体数は1以上で入力してください(0団体の見積は記録できません)。"),
        ("-1", "「-1」は負の数です。0以上で入力してください。"),
        ("6", "実施団体数「6」はすでに使われています。別の実施団体数にしてください。"),
        ("", "実施団体数を入力してください。"),
    ):
        add_quote(page, count, "1,000")
        assert errors(page.form) == [sentence]
        assert len(quotes(page)) == 6


def test_a_quote_for_nobody_is_refused_in_the_table_too(page: CustomizationsPage) -> None:
    look_at(page, "25")
    type_into(page.form.quotes, page.form.quotes.model.rows.shown[0].id, "implementers", "0")
    assert "0団体の見積は記録できません" in refusal(page.form.quotes)
    press(Qt.Key.Key_Escape)
    assert quotes(page)[0] == (6, 900_000)


def test_a_quote_for_more_than_there_are_members_is_taken(page: CustomizationsPage) -> None:
    look_at(page, "25")
    add_quote(page, "7", "540,000")
    assert quotes(page)[0] == (7, 540_000)


def test_the_largest_amount_is_taken_and_shown(page: CustomizationsPage) -> None:
    look_at(page, "25")
    quote = page.form.quotes.model.rows.shown[-1]
    type_into(page.form.quotes, quote.id, "one_off_yen", "999,999,999,999,999")
    assert cell(page.form.quotes, quote.id, "one_off_yen") == "999,999,999,999,999"
    assert page.session.allocation().item(item(page.session, "25").id).max.total == 999_999_999_999_999


def test_amounts_are_pasted_down_a_column_all_or_none(page: CustomizationsPage) -> None:
    look_at(page, "25")
    first = page.form.quotes.model.rows.shown[0]
    paste(page.form.quotes, first.id, "one_off_yen", "500,000円\r\n460千円\r\n-1\r\n")
    assert [text for text, _ in refusals(page.form.quotes)] == ["-1"]
    assert quotes(page)[:2] == [(6, 900_000), (5, 480_000)]
    paste(page.form.quotes, first.id, "one_off_yen", "500,000円\r\n460千円\r\n")
    assert quotes(page)[:2] == [(6, 500_000), (5, 460_000)]
    page.session.undo()
    assert quotes(page)[:2] == [(6, 900_000), (5, 480_000)]


def test_quotes_are_pasted_as_new_rows_for_the_option(page: CustomizationsPage) -> None:
    look_at(page, "26")
    last = page.form.quotes.model.rows.shown[-1]
    assert quotes(page) == [(1, 600_000)]
    paste(page.form.quotes, last.id, "implementers", "1\t600,000\r\n２\t700千円\r\n3\t800,000\r\n")
    assert refusals(page.form.quotes) == []
    assert quotes(page) == [(3, 800_000), (2, 700_000), (1, 600_000)]
    page.session.undo()
    assert quotes(page) == [(1, 600_000)]
    paste(page.form.quotes, last.id, "implementers", "1\t600,000\r\n0\t700,000\r\n")
    assert [text for text, _ in refusals(page.form.quotes)] == ["0"]
    assert quotes(page) == [(1, 600_000)]


def test_a_quote_is_removed_and_the_amount_is_missing_until_undo(page: CustomizationsPage) -> None:
    look_at(page, "26")
    press_button(page.form, "見積を削除")
    assert quotes(page) == []
    totals = page.session.allocation().totals[View.MAX]
    assert (totals.total, totals.incomplete) == (19_020_000, 1)
    page.session.undo()
    assert quotes(page) == [(1, 600_000)]
    assert page.session.allocation().totals[View.MAX].incomplete == 0


# --- options --------------------------------------------------------------------------------------------------------


def test_another_option_is_adopted_and_its_quotes_count(page: CustomizationsPage) -> None:
    look_at(page, "16")
    assert options(page) == ["資格情報表示および帳票出力", "異動履歴票に資格情報印字", "資格情報表示"]
    go(page.form.options, page.form.options.model.rows.shown[2].id, "name")
    press_button(page.form, "採用する")
    assert item(page.session, "16").adopted_option_id == page.form.options.model.rows.shown[2].id
    assert [cell(page.form.options, one.id, "採用") for one in page.form.options.model.rows.shown] == ["", "", "採用"]
    result = page.session.allocation().item(item(page.session, "16").id)
    assert result.max.total is None, "there is no quote for two in 16-3"


def test_an_option_is_added_and_the_one_in_force_stays(page: CustomizationsPage) -> None:
    look_at(page, "26")
    before = page.session.allocation()
    fill(page.form, 案の内容="簡易版")
    press(Qt.Key.Key_Return)
    assert options(page) == ["", "簡易版"]
    assert page.session.allocation().totals == before.totals
    go(page.form.options, page.form.options.model.rows.shown[1].id, "name")
    add_quote(page, "1", "100,000")
    assert len(page.session.book.children(Quote, page.form.options.model.rows.shown[1].id)) == 1
    assert page.session.allocation().totals == before.totals


def test_an_option_is_removed_with_its_quotes(page: CustomizationsPage) -> None:
    look_at(page, "1")
    assert len(quotes(page)) == 6
    go(page.form.options, page.form.options.model.rows.shown[2].id, "name")
    press_button(page.form, "案を削除")
    assert (options(page), len(quotes(page))) == (["10様式", "6様式"], 2)
    page.session.undo()
    assert (options(page), len(quotes(page))) == (["10様式", "6様式", "4様式"], 6)


def test_the_next_request_shows_its_own_options(page: CustomizationsPage) -> None:
    look_at(page, "16")
    go(page.form.options, page.form.options.model.rows.shown[1].id, "name")
    look_at(page, "26")
    assert options(page) == [""]
    add_quote(page, "2", "1,000,000")
    (option,) = page.session.book.children(Option, item(page.session, "26").id).values()
    assert len(page.session.book.children(Quote, option.id)) == 2


# --- disposition and merging ----------------------------------------------------------------------------------------


def test_a_request_is_never_offered_itself_to_be_merged_into(page: CustomizationsPage) -> None:
    look_at(page, "22")
    box = named(page.form, QComboBox, "統合先の項")
    offered = [box.itemText(at) for at in range(box.count())]
    assert offered[:2] == ["(なし)", "1"]
    assert "22" not in offered
    assert len(offered) == 31


def test_choosing_where_to_merge_sets_the_disposition(page: CustomizationsPage) -> None:
    look_at(page, "26")
    choose(named(page.form, QComboBox, "統合先の項"), "27")
    assert item(page.session, "26").disposition is Disposition.MERGED
    assert named(page.form, QComboBox, "方針").currentText() == "他の項に統合"
    assert page.session.allocation().totals[View.MAX].total == 19_020_000
    choose(named(page.form, QComboBox, "方針"), "実施")
    assert item(page.session, "26").merged_into_id is None
    assert named(page.form, QComboBox, "統合先の項").currentText() == "(なし)"


def test_merging_in_a_circle_is_refused_beside_the_field(page: CustomizationsPage) -> None:
    look_at(page, "22")
    choose(named(page.form, QComboBox, "統合先の項"), "23")
    box = page.form.fields.boxes["merged_into_id"]
    assert box.error.isVisible()
    assert box.error.text() == "エラー: 統合が一巡してしまいます(項22→項23→項22)。別の項を指定してください。"
    assert item(page.session, "22").merged_into_id is None
    assert not page.session.undo_stack.canUndo()


def test_merging_without_saying_where_is_refused_beside_the_field(page: CustomizationsPage) -> None:
    look_at(page, "26")
    choose(named(page.form, QComboBox, "方針"), "他の項に統合")
    box = page.form.fields.boxes["disposition"]
    assert box.error.isVisible()
    assert "統合先の項" in box.error.text()
    assert item(page.session, "26").disposition is Disposition.IMPLEMENT


def test_what_is_no_amount_is_refused_in_the_form(page: CustomizationsPage) -> None:
    look_at(page, "9")
    for text, sentence in BAD_YEN:
        assert commit(page, "avoided_yen", text) == sentence.format(text)
        assert item(page.session, "9").avoided_yen == 1_000_000


def test_a_rule_of_its_own_changes_who_pays_what(page: CustomizationsPage) -> None:
    look_at(page, "16")
    assert commit(page, "rule", "人口割") == ""
    shares = page.session.allocation().item(item(page.session, "16").id).max.shares
    assert sum(share or 0 for share in shares) == 3_400_000
    assert shares[0] == 3_400_000 * 93_588 // (93_588 + 27_182) + 1
    assert commit(page, "rule", "三対七").startswith("「三対七」は按分規則として読めません。")
    assert item(page.session, "16").rule == "population=1"


def test_both_sides_show_the_same_record(page: CustomizationsPage) -> None:
    look_at(page, "25")
    type_into(page.sheet, item(page.session, "25").id, "note", "表から")
    look_at(page, "25")
    assert page.form.fields.boxes["note"].input.toPlainText() == "表から"  # type: ignore[union-attr]
    choose(named(page.form, QComboBox, "方針"), "検討中")
    assert cell(page.sheet, item(page.session, "25").id, "disposition") == "検討中"


def test_a_system_is_chosen_in_the_table(page: CustomizationsPage) -> None:
    go(page.sheet, item(page.session, "3").id, "system_id")
    press(Qt.Key.Key_F2)
    choose(the(QComboBox, page.sheet), "住民税")
    assert cell(page.sheet, item(page.session, "3").id, "system_id") == "住民税"


def test_an_empty_ledger_says_what_to_do_first(open_page: OpenPage) -> None:
    page = open_page("customizations", EMPTY)
    assert page.sheet._empty.isVisible()
    assert not page.form._content.isVisible()
    fill(page.adding, 新しい要望の名称="最初の要望")
    press_button(page, "要望を追加")
    assert not page.sheet._empty.isVisible()
    assert page.form._title.text() == "項1　最初の要望"
