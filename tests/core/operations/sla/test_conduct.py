from datetime import date
from typing import Any

import pytest

from core.model.machine.faults import Faults
from core.model.machine.grids import Grid, SourceFile
from core.model.registry import TABLES
from core.model.sla.records import Direction, Outage, SlaContract, SlaItem, SlaReport, SlaUnit
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.importing.understood import Wishes
from core.operations.intake import plan_file
from core.words.sentences import sentence


def told(wish: object) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


@pytest.fixture
def promised(ledger: Any) -> Any:
    """The sample with a contract and the item 稼働率 of 99.5%, beside what the sample has."""
    ledger.do(add_row(ledger.book, SlaContract, {"name": "試しの契約"}))
    ledger.do(
        add_row(
            ledger.book,
            SlaItem,
            {"sla_contract_id": "試しの契約", "number": "901", "name": "試しの稼働率", "target": "99.5%"},
        )
    )
    return ledger


def add_outage(ledger: Any, title: str, began: str, ended: str) -> Any:
    return add_row(ledger.book, Outage, {"title": title, "began_at": began, "ended_at": ended})


def test_an_outage_does_not_end_before_it_starts(promised: Any) -> None:
    assert told(add_outage(promised, "停電", "R8.4.1 10:00", "R8.4.1 9:00")) == [
        "「停電」の終了(令和8年4月1日 9:00)が開始(令和8年4月1日 10:00)より前です。開始より後の日時を入力してください。"
    ]


def test_the_same_stop_is_not_written_down_twice_but_different_ones_may_overlap(promised: Any) -> None:
    promised.do(add_outage(promised, "試しの停電", "R8.4.1 10:00", "R8.4.1 12:00"))
    first = promised.find(Outage, title="試しの停電")
    (message,) = told(add_outage(promised, "試しの停電", "R8.4.1 11:00", "R8.4.1 13:00"))
    assert message.startswith(
        f"障害{first.number}「試しの停電」(令和8年4月1日 10:00〜令和8年4月1日 12:00)と、"
        "件名、種類、業務、団体が同じで時間が重なっています。"
    )
    promised.do(add_outage(promised, "試しの回線断", "R8.4.1 11:00", "R8.4.1 13:00"))
    promised.do(add_outage(promised, "試しの停電", "R8.4.1 12:00", "R8.4.1 13:00"))


def test_a_target_of_101_percent_is_refused(promised: Any) -> None:
    item = promised.find(SlaItem, number="901")
    assert told(edit(promised.book, item, "target", "101")) == [
        "「試しの稼働率」の目標値101%は100%を超えています。0〜100の値を入力してください。"
    ]
    promised.do(edit(promised.book, item, "target", "100"))
    assert told(edit(promised.book, promised.find(SlaItem, number="901"), "direction", "超"))[0].startswith(
        "「試しの稼働率」の目標は100%超で、決して達成できません。"
    )


def test_steps_that_overlap_are_refused(promised: Any) -> None:
    item = promised.find(SlaItem, number="901")
    assert told(edit(promised.book, item, "steps", "99.5%未満 10%、95%未満 25%")) == [
        "段「95%未満 25%」が「99.5%未満 10%」と重なっています。1つの結果に段が1つになるように直してください。"
    ]


def test_unit_and_direction_follow_what_is_measured(promised: Any) -> None:
    item = promised.find(SlaItem, number="901")
    promised.do(edit(promised.book, item, "measure", "障害の件数"))
    item = promised.find(SlaItem, number="901")
    assert (item.unit, item.direction) == (SlaUnit.CASES, Direction.AT_MOST)
    assert told(edit(promised.book, item, "unit", "%")) == ["測り方「障害の件数」の単位は件です。「%」にはできません。"]


def test_a_new_item_has_the_unit_of_its_measure_where_nobody_says(promised: Any) -> None:
    typed = {"sla_contract_id": "試しの契約", "number": "902", "name": "復旧", "target": "4"}
    promised.do(add_row(promised.book, SlaItem, {**typed, "measure": "復旧時間の最大"}))
    item = promised.find(SlaItem, number="902")
    assert (item.unit, item.direction) == (SlaUnit.MINUTES, Direction.AT_MOST)
    refused = add_row(promised.book, SlaItem, {**typed, "measure": "占い"})
    assert isinstance(refused, Faults)
    assert [fault.field for fault in refused] == ["measure"]


def test_numbers_keep_to_their_limits(promised: Any) -> None:
    item = promised.find(SlaItem, number="901")
    assert told(edit(promised.book, item, "digits", "7")) == ["表示する小数の桁は0桁から6桁までで入力してください。"]


def test_a_vendors_sheet_is_brought_in_by_months_across_and_its_slips_are_told(promised: Any) -> None:
    months = Grid("事業者の月報", (("項目番号", "2026年4月", "2026年5月"), ("901", "99.98", "100")))
    wishes = Wishes(table="sla_reports")
    plan = plan_file(promised.book, "月報.xlsx", SourceFile((months,), ""), wishes=wishes)
    assert not isinstance(plan, Faults), [sentence(one) for one in plan]
    promised.do(plan.change_set)
    item = promised.find(SlaItem, number="901")
    assert [(one.month, one.reported) for one in promised.book.children(SlaReport, item.id).values()] == [
        ("2026-04", "99.98"),
        ("2026-05", "100"),
    ]


@pytest.mark.parametrize("has_column", [False, True])
def test_items_of_a_sheet_without_units_have_those_of_their_measures(promised: Any, has_column: bool) -> None:
    heads = ("契約名", "項目番号", "SLA項目", "目標値", "測り方", *(["単位", "向き"] if has_column else []))
    lines = (("903", "復旧", "4", "復旧時間の最大"), ("904", "稼働", "99.5", "稼働率"), ("905", "問合せ", "3", "件数"))
    sheet = Grid("SLA", (heads, *(("試しの契約", *line) for line in lines)))
    plan = plan_file(promised.book, "SLA.xlsx", SourceFile((sheet,), ""))
    assert not isinstance(plan, Faults), [sentence(one) for one in plan]
    assert plan.refused == ()
    promised.do(plan.change_set)
    found = [promised.find(SlaItem, number=line[0]) for line in lines]
    assert [one.unit for one in found] == [SlaUnit.MINUTES, SlaUnit.PERCENT, SlaUnit.CASES]
    assert [one.direction for one in found] == [Direction.AT_MOST, Direction.AT_LEAST, Direction.AT_MOST]


def imported(book: Any, table: str, *rows: tuple[object, ...]) -> Any:
    sheet = Grid("表", rows)  # type: ignore[arg-type]
    plan = plan_file(book, "表.xlsx", SourceFile((sheet,), ""), wishes=Wishes(table=table))
    assert not isinstance(plan, Faults), [sentence(one) for one in plan]
    return plan


def sentences(plan: Any) -> list[str]:
    return [sentence(reason) for line in plan.refused for reason in line.reasons]


def test_a_unit_that_is_written_with_a_target_is_taken_from_a_sheet_too(promised: Any) -> None:
    """4時間 is not 4 minutes because the column of the unit is missing."""
    head = ("契約", "項目番号", "SLA項目", "測り方", "目標値")
    rows = (
        ("試しの契約", "911", "復旧", "復旧時間の最大", "4時間以内"),
        ("試しの契約", "912", "応答", "時間の最大", "3秒未満"),
        ("試しの契約", "913", "率", "稼働率", "99.5％以上"),
    )
    promised.do(imported(promised.book, "sla_items", head, *rows).change_set)
    found = [promised.find(SlaItem, number=number) for number in ("911", "912", "913")]
    assert [(one.target, one.unit, one.direction) for one in found] == [
        ("4", SlaUnit.HOURS, Direction.AT_MOST),
        ("3", SlaUnit.SECONDS, Direction.BELOW),
        ("99.5", SlaUnit.PERCENT, Direction.AT_LEAST),
    ]
    promised.do(imported(promised.book, "sla_items", ("項目番号", "目標値"), ("911", "300分")).change_set)
    changed = promised.find(SlaItem, number="911")
    assert (changed.target, changed.unit) == ("300", SlaUnit.MINUTES)
    refused = imported(
        promised.book, "sla_items", (*head, "単位"), ("試しの契約", "914", "x", "時間の最大", "4時間", "分")
    )
    assert sentences(refused) == ["目標値「4時間」と単位「分」が食い違っています。どちらかを直してください。"]


def test_a_value_is_taken_in_the_unit_of_its_item(promised: Any) -> None:
    values = {
        "sla_contract_id": "試しの契約",
        "number": "921",
        "name": "復旧",
        "measure": "復旧時間の最大",
        "target": "240",
    }
    promised.do(add_row(promised.book, SlaItem, values))
    head = ("項目番号", "月", "報告値")
    promised.do(
        imported(promised.book, "sla_reports", head, ("921", "R8.4", "1.5時間"), ("921", "R8.5", 30.0)).change_set
    )
    first = promised.find(SlaReport, month="2026-04", reported="90")
    assert promised.find(SlaReport, month="2026-05", reported="30")
    promised.do(edit(promised.book, first, "reported", "2 時間"))
    assert promised.find(SlaReport, month="2026-04", reported="120")
    refused = "SLA項目921「復旧」の値「3件」は、項目の単位(分)に直せません。分の値を、小数は6桁までで入力してください。"
    assert sentences(imported(promised.book, "sla_reports", head, ("921", "R8.6", "3件"))) == [refused]
    assert told(edit(promised.book, first, "reported", "3件")) == [refused]


IN_PARTS = ("件名", "開始日", "開始時間", "終了日", "終了時間")


@pytest.mark.parametrize(
    ("head", "row", "ended"),
    [
        (("件名", "発生日時", "復旧日時"), ("試し", "R8.4.1 22:00", "同日 23:00"), "2026-04-01T23:00"),
        (("件名", "発生日時", "復旧日時"), ("試し", "R8.4.30 22:00", "翌日の 1:00"), "2026-05-01T01:00"),
        (
            ("件名", "発生日", "発生時刻", "復旧日", "復旧時刻"),
            ("試し", date(2026, 4, 1), "22:00:00", "同日", "午後11時"),
            "2026-04-01T23:00",
        ),
        (
            ("件名", "開始日", "開始時間", "終了日", "終了時間"),
            ("試し", "R8.4.1", "22:00", "R8.4.2", "1:00"),
            "2026-04-02T01:00",
        ),
        (("件名", "開始日", "開始時間", "終了日", "終了時間"), ("試し", "R8.4.1", "22:00", None, None), None),
    ],
)
def test_when_an_outage_ended_is_read_as_lists_of_outages_say_it(
    promised: Any, head: tuple[object, ...], row: tuple[object, ...], ended: str | None
) -> None:
    promised.do(imported(promised.book, "outages", head, row).change_set)
    found = promised.find(Outage, title="試し")
    assert (found.began_at[11:], found.ended_at) == ("22:00", ended)


def test_a_day_or_a_time_alone_is_no_moment(promised: Any) -> None:
    head = ("件名", "発生日", "発生時刻", "復旧日", "復旧時刻")
    refused = imported(promised.book, "outages", head, ("試し", "R8.4.1", "22:00", "R8.4.1", None))
    assert [one.split("。")[0] for one in sentences(refused)] == ["「R8.4.1」には時刻がありません"]
    refused = imported(promised.book, "outages", head, ("試し", "R8.4.1", "22:00", None, "23:00"))
    assert [one.split("。")[0] for one in sentences(refused)] == ["「23:00」は日時として読めません"]


def test_the_end_of_an_outage_is_typed_as_the_same_day(promised: Any) -> None:
    promised.do(add_outage(promised, "試し", "R8.4.1 10:00", "同日 12:00"))
    found = promised.find(Outage, title="試し")
    promised.do(edit(promised.book, found, "noticed_at", "同日 10:20"))
    found = promised.find(Outage, title="試し")
    assert (found.ended_at, found.noticed_at) == ("2026-04-01T12:00", "2026-04-01T10:20")


@pytest.mark.parametrize(
    ("table", "head", "row", "numbered"),
    [
        ("outages", ("件名", "発生日時"), ("試し", "R8.4.1 22:00"), "number"),
        ("requirements", ("要件", "分類"), ("震度7に耐える", "建物"), "number"),
        ("risks", ("メリット等の別", "内容"), ("課題", "大地震"), "number"),
        ("lines", ("主・副", "起点", "終点"), ("主", "各団体", "試しのDC"), "number"),
        ("law_changes", ("制度改正", "施行日"), ("試しの改正", "R9.4.1"), "number"),
        ("improvements", ("団体", "件名"), ("射水市", "試し"), "number"),
    ],
)
def test_a_list_without_our_numbers_is_taken_and_once_more_changes_nothing(
    promised: Any, table: str, head: tuple[str, ...], row: tuple[str, ...], numbered: str
) -> None:
    plan = imported(promised.book, table, head, row)
    assert sentences(plan) == []
    promised.do(plan.change_set)
    (change,) = plan.change_set.changes
    assert getattr(promised.book.all(TABLES[table].record)[change.id], numbered)
    assert imported(promised.book, table, head, row).change_set.changes == ()
