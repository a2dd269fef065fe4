"""Data centre, risks, lines, continuity and services in the window: typed, pasted, seen. Figures are made up."""

import pytest

from core.model.foundation.continuity import ContinuityPlan
from core.model.foundation.lines import Line, Route
from core.model.foundation.requirements import Requirement, Result, SiteCheck
from core.model.foundation.risks import Risk
from core.model.foundation.services import Service, ServiceCount, ServiceFee, ServiceState, ServiceStatus
from core.operations.editing.adding import add_row
from tests.ui.desk import cell, column_of, errors, fill, go, paste, press_button, refusals, totals
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.shell.page_list import PAGES, entry_of

A = "162116"
ISSUING = 2


def results(page: object, requirement: int) -> dict[int, Result | None]:
    rows = page.session.book.children(SiteCheck, requirement).values()  # type: ignore[attr-defined]
    return {one.site_id: one.result for one in rows}


def test_requirements_are_judged_by_keys_and_by_paste(open_page: OpenPage) -> None:
    page = open_page("requirements")
    assert cell(page.sheet, 1, "site1") == "○"
    assert totals(page.sheet, 0)["site1"] == "8/8"
    number = page.sheet.model.columns[0]
    assert totals(page.sheet, 0)[number.key or number.label] == "必須"  # it fits where only the number is frozen
    one = page.session.book.all(Requirement)[1]
    column = column_of(page.sheet, "site1")
    assert column.key_values is not None
    assert [column.key_values(one, key) for key in "12340 "] == [
        "満たす",
        "条件付き",
        "満たさない",
        "確認中",
        "未確認",
        "条件付き",
    ]
    paste(page.sheet, 1, "site1", "△\n×\n確認中")
    assert [results(page, id)[1] for id in (1, 2, 3)] == [Result.PARTLY, Result.UNMET, Result.ASKING]
    assert totals(page.sheet, 0)["site1"] == "5/8"
    page.session.undo()
    assert results(page, 1) == {1: Result.MET}
    paste(page.sheet, 1, "site1", "たぶん")
    assert "「たぶん」" in refusals(page.sheet)[0][1]
    assert results(page, 1) == {1: Result.MET}


def test_evidence_that_has_expired_is_seen_in_the_cell(open_page: OpenPage) -> None:
    page = open_page("requirements")
    go(page.sheet, 1, "site1")
    assert page.form.heads.currentText() == "民間データセンター"
    assert page.form._commit_cell("valid_until", "H26.8.5") is None
    assert cell(page.sheet, 1, "site1") == "○期限切れ"
    assert column_of(page.sheet, "site1").spoken_text(page.session.book.all(Requirement)[1]) == (
        "満たす(有効期限 平成26年8月5日)"
    )
    assert totals(page.sheet, 0)["site1"] == "7/8"
    said = page.form._commit_cell("checked_on", "H26.8.6")
    assert said is not None
    assert "より前です" in said


def test_without_a_site_the_page_says_where_to_begin(open_page: OpenPage) -> None:
    page = open_page("requirements", EMPTY)
    fill(page, 要件="震度6以上")
    press_button(page, "要件を追加")
    (one,) = page.session.book.all(Requirement).values()
    assert (one.number, one.content) == ("1", "震度6以上")
    assert not page.form.first.isHidden()
    assert page.form.cell.isHidden()
    assert page.session.run(add_row(page.session.book, type(one), {"content": "空調"})) is None
    assert len(page.sheet.model.rows.shown) == 2


def test_a_risk_is_graded_and_stands_in_the_picture(open_page: OpenPage) -> None:
    page = open_page("risks")
    go(page.sheet, 13, "impact")
    assert page.form._commit("impact", "5") is None
    assert page.form._commit("likelihood", "3") is None
    assert cell(page.sheet, 13, "score") == "15"
    assert page.form.picture.drawing.words == "影響5・可能性3: 13"
    said = page.form._commit("impact", "6")
    assert said == "影響(1〜5)に6は入れられません。1から5までの整数で入力してください。"
    assert page.session.book.all(Risk)[13].impact == 5
    paste(page.sheet, 1, "impact", "3")
    assert "メリットはリスクとして数えません" in refusals(page.sheet)[0][1]


def test_lines_are_drawn_and_their_availability_is_told_beside(open_page: OpenPage) -> None:
    page = open_page("lines")
    assert "経路が未確認" in page.form.told.plain
    paste(page.sheet, 1, "availability", "99.9\n99.5")
    paste(page.sheet, 2, "route", "別経路")
    assert page.session.book.all(Line)[2].route is Route.SEPARATE
    assert "99.9995%(主と副の2回線)" in page.form.told.plain
    assert "各団体から民間データセンターまで" in page.form.picture.drawing.words
    paste(page.sheet, 2, "to_end", "各団体")
    assert "異なる2つの拠点" in refusals(page.sheet)[0][1]


def test_every_system_gets_its_line_by_one_button(open_page: OpenPage) -> None:
    page = open_page("continuity_plans")
    press_button(page.sheet, "全業務の行を加える")
    assert len(page.sheet.model.rows.shown) == 16
    paste(page.sheet, 1, "rto_hours", "4時間\t0")
    plan = page.session.book.all(ContinuityPlan)[1]
    assert (plan.rto_hours, plan.rpo_hours) == (4, 0)
    page.session.undo()
    page.session.undo()
    assert page.session.book.all(ContinuityPlan) == {}


def test_services_are_answered_by_keys_and_the_side_tells_the_figures(open_page: OpenPage) -> None:
    page = open_page("services")
    assert cell(page.sheet, 1, A) == "●"
    assert cell(page.sheet, 1, "running") == "6/6"
    paste(page.sheet, ISSUING, A, "◎\t○\t×\t？")
    rows = page.session.book.children(ServiceStatus, ISSUING).values()
    assert [one.state for one in rows] == [
        ServiceState.DECIDED,
        ServiceState.CONSIDERED,
        ServiceState.REFUSED,
        ServiceState.UNDECIDED,
    ]
    go(page.sheet, ISSUING, A)
    for name, text in (("fixed_yen", "300万円"), ("case_yen", "123"), ("counter_case_yen", "600"), ("since", "H27.1")):
        assert page.form._commit_cell(name, text) is None
    of = {"service_id": "住民票のコンビニ交付", "municipality_id": "射水市"}
    count = {**of, "fiscal_year": "平成25年度", "counter": "9000", "elsewhere": "1000"}
    fee = {**of, "channel": "コンビニ等", "from_on": "H26.4.1", "yen": "300"}
    assert page.session.run(add_row(page.session.book, ServiceCount, count)) is None
    assert page.session.run(add_row(page.session.book, ServiceFee, fee)) is None
    told = page.form.told.text()
    assert "コンビニ等の手数料(平成26年8月6日): 300円" in told
    assert "平成25年度の件数: 窓口 9,000件、コンビニ等 1,000件、利用率 10.0%" in told
    assert "1件の経費: 3,123円" in told
    assert "損益分岐: 6,290件/年(届いていない)" in told
    service = page.session.book.all(Service)[ISSUING]
    assert column_of(page.sheet, A).spoken_text(service) == "実施決定(H27.1)"


def test_a_reduction_without_an_end_is_refused_on_its_page(open_page: OpenPage) -> None:
    page = open_page("service_fees")
    fill(page, 住民サービス="コンビニ収納", 団体="射水市", 取扱い="コンビニ等", 適用開始日="H26.4.1")
    fill(page, **{"条例額・減額": "減額", "額(円)": "100"})
    press_button(page, "手数料を追加")
    assert any("適用終了日がありません" in one for one in errors(page))
    assert page.session.book.all(ServiceFee) == {}
    fill(page, 適用終了日="H27.3.31")
    press_button(page, "手数料を追加")
    assert [one.until_on for one in page.session.book.all(ServiceFee).values()] == ["2015-03-31"]


@pytest.mark.parametrize("table", ["site_checks", "service_statuses"])
def test_rows_of_a_matrix_lead_to_its_page(table: str) -> None:
    assert entry_of(table).group == "基盤"
    assert next(entry.title for entry in PAGES if entry.group == "基盤") == "DC要件"
