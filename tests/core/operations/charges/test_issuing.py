from typing import Any

import pytest

from core.calc.charges.versions import charged, read_version, shares_of
from core.model.book import Book
from core.model.charges.charging import Assessment, Project, Stage, YearItem
from core.model.council import Municipality
from core.model.machine.faults import Faults
from core.operations.charges.issuing import issue
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.words.sentences import sentence
from tests.data.make_charges import versions


def refused(wish: Any) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(one) for one in wish]


@pytest.fixture
def told(ledger: Any) -> Any:
    """A project of 1,000,000 yen a year that was planned and notified for 2026."""
    ledger.do(add_row(ledger.book, Project, {"name": "事務局費", "rule": "均等割"}))
    texts = {"project_id": "事務局費", "fiscal_year": "令和8年度", "name": "旅費", "amount": "1,000,000"}
    ledger.do(add_row(ledger.book, YearItem, texts))
    for stage, day in ((Stage.PLANNED, "R8.2.10"), (Stage.NOTIFIED, "R8.4.1")):
        ledger.do(issue(ledger.book, 2026, stage, day))
    return ledger


def test_what_was_told_keeps_its_figures_whatever_becomes_of_the_ledger(told: Any) -> None:
    before = shares_of(charged(told.book, read_version("2026")))
    assert sum(before.values()) == 1_000_000
    item = told.find(YearItem, name="旅費")
    told.do(edit(told.book, item, "amount", "2,000,000"))
    told.do(remove(told.book, [told.find(Municipality, code="163210")]))
    assert shares_of(charged(told.book, read_version("2026"))) == before
    told.do(remove(told.book, [told.find(Project, name="事務局費")]))
    assert shares_of(charged(told.book, read_version("2026"))) == before


def test_a_change_is_a_version_of_its_own_and_the_one_before_stays(told: Any) -> None:
    told.do(edit(told.book, told.find(YearItem, name="旅費"), "amount", "600,000"))
    told.do(issue(told.book, 2026, Stage.CHANGED, "R8.9.1"))
    sums = {text: sum(shares_of(charged(told.book, read_version(text))).values()) for text in ("2026", "2026:通知")}
    assert sums == {"2026": 600_000, "2026:通知": 1_000_000}


def test_the_final_version_goes_by_what_was_spent(told: Any) -> None:
    assert refused(issue(told.book, 2026, Stage.FINAL, "R9.3.31")) == [
        "事業「事務局費」の令和8年度に、決算額のない費目があります: 旅費。決算額を入力してください。"
    ]
    told.do(edit(told.book, told.find(YearItem, name="旅費"), "result_yen", "940,000"))
    told.do(issue(told.book, 2026, Stage.FINAL, "R9.3.31"))
    assert sum(shares_of(charged(told.book, read_version("2026:確定"))).values()) == 940_000


def test_versions_come_in_their_turn(told: Any) -> None:
    year = "令和8年度の「事務局費」"
    assert refused(issue(told.book, 2026, Stage.PLANNED, "R8.5.1")) == [
        f"{year}にはすでに通知があります。予定は作れません。変更または確定を作ってください。"
    ]
    assert refused(issue(told.book, 2026, Stage.CHANGED, "R8.3.1")) == [
        f"{year}の前の版は令和8年4月1日です。それ以後の日付を入力してください。"
    ]
    assert refused(issue(told.book, 2027, Stage.NOTIFIED, "R9.4.1")) == [
        "令和9年度の負担金はありません。年度の費目を登録してください。"
    ]
    assert "いつか" in refused(issue(told.book, 2026, Stage.CHANGED, "いつか"))[0]


def test_what_members_were_told_is_not_removed_and_a_plan_may_be(told: Any) -> None:
    (wish,) = refused(remove(told.book, [told.find(Assessment, project_name="事務局費", stage=Stage.NOTIFIED)]))
    assert "団体に知らせた記録のため、削除できません" in wish
    told.do(remove(told.book, [told.find(Assessment, project_name="事務局費", stage=Stage.PLANNED)]))


def test_what_the_sample_was_told_is_what_its_cost_items_come_to(book: Book) -> None:
    """If this fails: python tests/data/make_charges.py."""
    kept = list(book.all(Assessment).values())
    assert [(one.premises, one.result) for one in kept] == [(one.premises, one.result) for one in versions()]
    assert [one.note for one in kept if one.fiscal_year <= 2019] == ["推定: 資料の日付で作成した予定額"] * 5
    assert {one.note for one in kept if one.fiscal_year == 2020} == {"例(架空の年度)"}


@pytest.mark.parametrize(
    ("column", "text", "told_"),
    [
        ("flow", "精算の追加", "先に負担団体を選んでください"),
        ("cents", "50", "円の経費です"),
        ("rule", "指標割(ない指標)", "ない指標"),
    ],
)
def test_items_keep_their_rules(told: Any, column: str, text: str, told_: str) -> None:
    (wish,) = refused(edit(told.book, told.find(YearItem, name="旅費"), column, text))
    assert told_ in wish
