from core.calc.charges.versions import Version
from core.model.charges.charging import Assessment, Project, Stage, YearItem
from core.operations.editing.edit import edit
from tests.ui.desk import cell, errors, fill, go, press_button, type_into
from tests.ui.pages.paper import OpenPage, adding
from ui.pages.charges.charges_page import ChargesPage
from ui.pages.charges.explanation_page import ExplanationPage
from ui.pages.table_page import TablePage


def charges_page(open_page: OpenPage) -> ChargesPage:
    page = open_page("charges")
    assert isinstance(page, ChargesPage)
    return page


def test_projects_and_items_are_typed_in_as_in_any_table(open_page: OpenPage) -> None:
    page = open_page("projects")
    fill(adding(page), 事業名="事務局費", 按分規則="均等割")
    press_button(page, "事業を追加")
    assert [(one.name, one.rule) for one in page.session.book.all(Project).values()][-1] == ("事務局費", "equal=1")
    items = open_page("year_items")
    fill(items, 事業="クラウド利用料", 年度="令和3年度", 費目="旅費", 予算額="600千円")
    press_button(items, "費目を追加")
    assert list(items.session.book.all(YearItem).values())[-1].amount == 600_000


def test_a_version_is_made_and_its_shares_stand_below_with_their_reasons(open_page: OpenPage) -> None:
    page = charges_page(open_page)
    fill(page, **{"年度(令和8年度)": "R2", "版(予定・通知・変更・確定)": "変更", "日付": "R2.10.1", "備考": "例"})
    press_button(page, "版を作る")
    newest = list(page.session.book.all(Assessment).values())[-1]
    assert (newest.stage, newest.issued_on, newest.note) == (Stage.CHANGED, "2020-10-01", "例")
    assert page.versions.current is not None
    assert page.versions.current[0].key == newest.id
    assert cell(page.shares, 0, "負担金") == "115,092,285"
    assert "264,000,000円" in page.why.toPlainText()


def test_what_would_be_told_now_stands_above_what_was_told(open_page: OpenPage) -> None:
    page = charges_page(open_page)
    book = page.session.book
    item = next(one for one in book.all(YearItem).values() if one.fiscal_year == 2020 and one.name == "クラウド利用料")
    assert [line.stage for line in page._lines[:2]] == ["通知", "予定"]
    assert page.session.run(edit(book, item, "amount", "300000000")) is None
    assert [cell(page.versions, line.key, "版") for line in page._lines[:3]] == ["試算", "通知", "予定"]
    assert cell(page.versions, page._lines[0].key, "按分する額") == "315,662,678"


def test_nothing_is_offered_to_be_told_anew_of_a_year_that_is_final(open_page: OpenPage) -> None:
    page = charges_page(open_page)
    book = page.session.book
    fill(page, **{"年度(令和8年度)": "R2", "版(予定・通知・変更・確定)": "確定", "日付": "R3.5.31"})
    press_button(page, "版を作る")
    assert any("決算額のない費目があります" in text for text in errors(page))
    for one in [one for one in book.all(YearItem).values() if one.fiscal_year == 2020]:
        assert page.session.run(edit(book, one, "result_yen", "1000")) is None
    assert errors(page) == [], "it may be right by now"
    press_button(page, "版を作る")
    assert [line.stage for line in page._lines[:3]] == ["確定", "通知", "予定"]


def test_an_item_that_was_entered_twice_and_a_subsidy_that_is_a_cost_are_told_above_the_table(
    open_page: OpenPage,
) -> None:
    page = open_page("year_items")
    assert page.said.plain == ""
    item = {"事業": "クラウド利用料", "年度": "R4", "費目": "国の補助金", "予算額": "100万円"}
    for more in ({}, {}, {"種別(空欄は経費)": "財源"}):
        fill(page, **item, **more)
        press_button(page, "費目を追加")
    assert errors(page) == []
    assert page.said.plain.splitlines() == [
        "同じ費目が2件: 令和4年度「クラウド利用料」の「国の補助金」。二重に入れたときは、1件を削除してください。",
        "経費として按分: 令和4年度「クラウド利用料」の「国の補助金」。"
        "入ってくるお金のときは、種別を財源か繰越にしてください。",
        "ほか1件",
    ]


def test_a_version_out_of_turn_is_refused_beside_its_field(open_page: OpenPage) -> None:
    page = charges_page(open_page)
    fill(page, **{"年度(令和8年度)": "令和2年度", "版(予定・通知・変更・確定)": "予定"})
    press_button(page, "版を作る")
    assert any("すでに通知があります" in text for text in errors(page))
    fill(page, **{"年度(令和8年度)": "Ｒ２", "版(予定・通知・変更・確定)": ""})
    press_button(page, "版を作る")
    assert errors(page) == ["版を入力してください。使えるもの: 予定・通知・変更・確定。"]
    fill(page, **{"版(予定・通知・変更・確定)": "仮"})
    press_button(page, "版を作る")
    assert any("「仮」という版はありません" in text for text in errors(page))


def test_a_plan_is_removed_and_what_was_notified_is_not(open_page: OpenPage) -> None:
    page = charges_page(open_page)
    notified, planned = page._lines[0], page._lines[1]
    go(page.versions, notified.key, "年度")
    press_button(page, "削除")
    assert notified.key in page.session.book.all(Assessment)
    assert "削除できません" in page.message.text
    go(page.versions, planned.key, "年度")
    press_button(page, "削除")
    assert planned.key not in page.session.book.all(Assessment)


def test_why_a_charge_changed_is_seen_as_a_chart_and_a_table_that_add_up(open_page: OpenPage) -> None:
    page = open_page("explanations")
    assert isinstance(page, ExplanationPage)
    assert (page.first.key, page.second.key) == (Version(2019), Version(2020))
    assert page.made is not None
    assert sum(one.yen for one in page.made.steps) == page.made.difference == 7_154_113
    assert "+8,399,750" in page.chart.drawing.words
    rule = next(one for one in page.made.steps if one.yen == 8_399_750)
    go(page.steps, (rule.factor.value, rule.label), "要因")
    assert "均等割:人口割 = 2:8" in page.why.toPlainText()
    assert "射水市\n114,726,902円" in page.why.toPlainText(), "106,327,152 + 8,399,750 of 264,000,000 + 9,062,678"
    page.way.setCurrentIndex(1)
    page.way.activated.emit(1)
    assert page.made.is_mean
    assert sum(one.yen for one in page.made.steps) == 7_154_113
    assert "平均" in page.told.plain


def test_a_charge_is_held_against_a_scenario_of_the_comparison(open_page: OpenPage) -> None:
    page = open_page("explanations")
    assert isinstance(page, ExplanationPage)
    name = "令和元年度(試算「3割削減を保障(原資料)」)"
    for choice, wanted in ((page.first, "令和元年度(最新)"), (page.second, name)):
        choice.setCurrentText(wanted)
        assert choice.currentText() == wanted
        choice.activated.emit(choice.currentIndex())
    assert page.made is not None
    assert (page.made.first, page.made.second) == (107_938_172, 114_557_672)
    assert name in page.told.plain
    assert "+6,619,500" in page.chart.drawing.words
    line = next(one for one in page.made.steps if one.yen)
    assert line.label == "按分の規則"


def test_a_budget_in_a_foreign_currency_is_not_read_as_yen(open_page: OpenPage) -> None:
    page = open_page("year_items")
    assert isinstance(page, TablePage)
    found = next(one for one in page.session.book.all(YearItem).values() if one.currency == "USD")
    assert cell(page.sheet, found.id, "amount") == "USD 84,500.50"
    column = next(one for one in page.sheet.model.columns if one.name == "amount")
    assert column.plain_text(found) == "84500", "what is typed and pasted are whole units, as before"
    type_into(page.sheet, found.id, "amount", "90000")
    assert cell(page.sheet, found.id, "amount") == "USD 90,000.50"
