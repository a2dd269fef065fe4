"""Local rules in the window: typed, asked why, and those that only one member keeps; hours are made up."""

from core.model.council import Participation
from core.model.local_rules import LabourRate, LocalRule, RuleUse, Use
from core.operations.editing.adding import add_row
from core.operations.editing.rows import remove
from tests.ui.desk import cell, column_of, errors, fill, go, paste, plain, press_button, refusals, show, totals
from tests.ui.pages.paper import OpenPage
from ui.pages.local_rules.rules_page import RulesPage
from ui.pages.local_rules.sole_page import SolePage
from ui.shell.page_list import entry_of

A, E = "162116", "163431"
THREE = 3


def rules(open_page: OpenPage) -> RulesPage:
    page = open_page("local_rules")
    assert isinstance(page, RulesPage)
    return page


def uses(page: RulesPage, rule: int) -> dict[int, Use | None]:
    rows = page.session.book.children(RuleUse, rule).values()
    return {one.municipality_id: one.use for one in rows}


def test_the_matrix_shows_signs_and_says_words(open_page: OpenPage) -> None:
    page = rules(open_page)
    assert cell(page.sheet, THREE, E) == "●"
    assert cell(page.sheet, 9, A) == "○"
    assert cell(page.sheet, THREE, A) == ""
    rule = page.session.book.all(LocalRule)[THREE]
    assert column_of(page.sheet, A).spoken_text(rule) == "未調査"
    assert totals(page.sheet, 0)[A] == "19%"
    assert cell(page.sheet, 9, "avoided") == "1,000,000"
    assert cell(page.sheet, THREE, "payback") == "未算定"


def test_keys_write_and_space_goes_on_to_the_next(open_page: OpenPage) -> None:
    page = rules(open_page)
    rule = page.session.book.all(LocalRule)[1]
    column = column_of(page.sheet, A)
    assert column.key_values is not None
    assert [column.key_values(rule, key) for key in "12340 "] == [
        "続ける",
        "標準で足りる",
        "やめる",
        "該当なし",
        "未調査",
        "続ける",
    ]
    paste(page.sheet, 1, A, "●\t○\t×")
    assert uses(page, 1) == {1: Use.KEPT, 2: Use.STANDARD, 3: Use.STOPPED}
    page.session.undo()
    assert uses(page, 1) == {}


def test_who_takes_no_part_is_grey_and_refused(open_page: OpenPage) -> None:
    page = rules(open_page)
    book = page.session.book
    system = book.all(LocalRule)[1].system_id
    gone = next(one for one in book.children(Participation, 1).values() if one.system_id == system)
    assert page.session.run(remove(book, [gone])) is None
    rule = book.all(LocalRule)[1]
    assert column_of(page.sheet, A).spoken_text(rule) == "この業務に参加していません"
    mark = column_of(page.sheet, A).mark_of(rule)
    assert mark is not None
    assert mark.background
    paste(page.sheet, 1, A, "●")
    assert "参加していないため" in refusals(page.sheet)[0][1]
    assert uses(page, 1) == {}
    go(page.sheet, 1, A)
    assert page.form.use.isHidden()


def test_the_years_follow_what_is_typed_beside_and_say_how_they_came_about(open_page: OpenPage) -> None:
    page = rules(open_page)
    book = page.session.book
    rate = {"from_on": "H26.4.1", "hour_yen": "3000", "source": "試し"}
    assert page.session.run(add_row(book, LabourRate, rate)) is None
    go(page.sheet, THREE, E)
    assert page.form.members.currentText() == "朝日町"
    for name, text in (("minutes_now", "600"), ("minutes_after", "3,000")):
        box = page.form.use.boxes[name]
        box.input.show_text(text)
        assert page.form._commit_use(name, text) is None
    for name, text in (("one_off_yen", "120万円"), ("yearly_yen", "20000")):
        assert page.form._commit_rule(name, text) is None
    assert cell(page.sheet, THREE, "payback") == "12.0年"
    assert cell(page.sheet, THREE, "work") == "2,400"
    told = plain(page.form.derivation.toHtml())
    assert "120,000円/年" in told
    assert "12.0年" in told
    assert "小数第2位を切り上げ" in told
    assert page.form._commit_rule("yearly_yen", "120000") is None
    assert cell(page.sheet, THREE, "payback") == "回収しない"


def test_a_rule_is_added_edited_and_removed(open_page: OpenPage) -> None:
    page = rules(open_page)
    fill(page, 独自ルール="第3子の減免", 業務="保育料", 種類="独自施策")
    press_button(page, "独自ルールを追加")
    new = page.session.book.last_id(LocalRule)
    assert page.session.book.all(LocalRule)[new].number == "32"
    paste(page.sheet, new, "cover", "EUC")
    assert page.session.book.all(LocalRule)[new].cover.label == "EUC"
    press_button(page, "削除")
    assert new not in page.session.book.all(LocalRule)
    fill(page, 独自ルール="試し", 業務="ない業務")
    press_button(page, "独自ルールを追加")
    assert errors(page)[0].startswith("「ない業務」という業務はありません。")


def test_what_only_one_member_keeps_leads_to_its_rule(open_page: OpenPage) -> None:
    page = open_page("sole_rules")
    assert isinstance(page, SolePage)
    assert len(page.sheet.model.rows.shown) == 17
    assert cell(page.sheet, THREE, "続けている団体") == "朝日町"
    assert cell(page.sheet, THREE, "未調査の団体") == "5"
    assert cell(page.sheet, THREE, "続ける場合の初期(円)") == "120,000"
    assert cell(page.sheet, THREE, "やめる場合(円/年)") == "", "nobody has counted the hours"
    assert "人件費の単価が登録されていない" in page.terms.plain
    asked: list[str] = []
    page.open_page.connect(asked.append)
    page.sheet.select(THREE)
    press_button(page, "このルールを開く")
    assert asked == ["local_rules/3"]
    entry = entry_of("local_rules")
    opened = entry.load()(page.session, page.memory, entry.title, entry.about)
    opened.show_part("3")
    show(opened)
    assert isinstance(opened, RulesPage)
    assert opened.sheet.current is not None
    assert opened.sheet.current[0].id == THREE
