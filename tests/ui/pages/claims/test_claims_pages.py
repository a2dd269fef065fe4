from core.calc.claims.refunds import left_to_return
from core.model.charges.charging import YearItem
from core.model.charges.claims import Claim, Payment, PaymentTerm, Settlement
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.operations.claims.settling import settle
from core.operations.editing.edit import edit
from core.sample import sample
from tests.ui.desk import cell, errors, fill, go, press_button, totals
from tests.ui.pages.paper import OpenPage
from ui.pages.claims.claims_page import ClaimsPage
from ui.pages.claims.settlements_page import SettlementsPage

TERMS = ((1, "30", 4), (2, "30", 8), (3, "20", 12), (4, "20", 2))


def with_terms() -> ChangeSet:
    """The sample with the instalments of its project, and with the results of its made-up year."""
    content = sample()
    terms = [Insert("payment_terms", to_row(PaymentTerm(at, 1, at, part, month))) for at, part, month in TERMS]
    changes = []
    for one in content.changes:
        if isinstance(one, Insert) and one.table == "year_items" and one.values["fiscal_year"] == 2020:
            one = Insert("year_items", {**one.values, "result_yen": 9_000_000})
        changes.append(one)
    return ChangeSet("見本", (*changes, *terms))


def test_a_year_is_asked_for_and_payments_are_recorded(open_page: OpenPage) -> None:
    page = open_page("claims", with_terms())
    assert isinstance(page, ClaimsPage)
    assert not page.paying.isVisible()
    assert not page.returning.isVisible(), "there is nothing yet of which a payment could be recorded"
    fill(page, **{"年度(令和8年度)": "R2", "請求日": "R2.4.10", "請求番号(令8負第#号)": "令2負第#号"})
    press_button(page, "請求を作る")
    claims = list(page.session.book.all(Claim).values())
    assert len(claims) == 24
    assert page.paying.isVisible()
    go(page.sheet, claims[0].id, "請求番号")
    fill(page, **{"納付日": "R2.4.30", "納付額(円)": "1,000"})
    press_button(page, "納付を記録")
    assert cell(page.sheet, claims[0].id, "未納") == f"{claims[0].yen - 1_000:,}"
    assert "令和2年4月30日 1,000円" in page.told.plain
    fill(page, **{"納付額(円)": str(claims[0].yen)})
    press_button(page, "納付を記録")
    assert any("超えています" in text for text in errors(page))
    fill(page, **{"納付日": "R2.5.1", "納付額(円)": ""})
    press_button(page, "納付を記録")
    assert cell(page.sheet, claims[0].id, "状態") == "納付済"
    assert len(page.session.book.all(Payment)) == 2
    assert totals(page.sheet, 0)["yen"] == "279,662,678"


def test_a_year_that_was_only_planned_is_refused_beside_the_field(open_page: OpenPage) -> None:
    page = open_page("claims", with_terms())
    fill(page, **{"年度(令和8年度)": "令和元年度", "請求日": "H31.4.10"})
    press_button(page, "請求を作る")
    assert any("まだ通知していません" in text for text in errors(page))


def test_a_settlement_is_seen_before_it_is_written_down(open_page: OpenPage) -> None:
    page = open_page("settlements", with_terms())
    assert isinstance(page, SettlementsPage)
    first = page.sheet.model.rows.shown[0]
    assert cell(page.sheet, first.id, "状態") == "未記録(試算)"
    fill(page, **{"年度(令和8年度)": "R2", "精算日": "R3.6.1"})
    press_button(page, "精算を記録")
    rows = page.session.book.all(Settlement)
    assert len(rows) == 6
    assert cell(page.sheet, 1, "状態") == "令和3年6月1日に記録"
    assert "令和元年度はまだ精算できません。" in page.told.plain
    assert "決算額のない費目があります: クラウド利用料" in page.told.plain
    assert "ほか3年度も、まだ精算できません。" in page.told.plain
    go(page.sheet, 1, "年度")
    press_button(page, "年度の記録を削除")
    assert not page.session.book.all(Settlement)
    assert page.session.book.all(YearItem)


def test_what_a_settlement_gives_back_is_paid_back_where_payments_are_recorded(open_page: OpenPage) -> None:
    page = open_page("claims", with_terms())
    assert isinstance(page, ClaimsPage)
    fill(page, **{"年度(令和8年度)": "R2", "請求日": "R2.4.10", "請求番号(令8負第#号)": "令2負第#号"})
    press_button(page, "請求を作る")
    book = page.session.book
    claim = next(iter(book.all(Claim).values()))
    go(page.sheet, claim.id, "請求番号")
    press_button(page, "納付を記録")
    assert "還付" not in page.told.plain
    fill(page, 還付日="R3.6.20")
    press_button(page, "還付を記録")
    assert any("精算が記録されていないため、還付を記録できません" in text for text in errors(page))
    for one in [one for one in book.all(YearItem).values() if one.fiscal_year == 2020]:
        page.session.run(edit(book, one, "result_yen", "1000"))
    page.session.run(settle(book, 2020, "R3.6.1"))
    whole = left_to_return(book, claim)
    assert f"まだ返していない額 {whole:,}円" in page.told.plain
    fill(page, **{"還付日": "R3.6.20", "還付額(円)": "1,000"})
    press_button(page, "還付を記録")
    assert f"令和2年度の還付: 令和3年6月20日 1,000円　まだ返していない額 {whole - 1_000:,}円" in page.told.plain
    fill(page, **{"還付日": "R3.5.31", "還付額(円)": ""})
    press_button(page, "還付を記録")
    assert any("精算日(令和3年6月1日)より前です" in text for text in errors(page))
    fill(page, 還付日="R3.6.30")
    press_button(page, "還付を記録")
    assert "まだ返していない額 0円" in page.told.plain
    assert cell(page.sheet, claim.id, "状態") == "納付済"
    page.session.undo()
    assert left_to_return(book, claim) == whole - 1_000
