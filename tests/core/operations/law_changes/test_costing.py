"""Costs of changes of laws become cost lines by one act; the changes are made up."""

from typing import Any

from core.calc.law_changes import board_of
from core.model.costs import CostAmount, CostKind, CostLine, Flow
from core.model.council import Municipality
from core.model.law_changes.records import LawChange, LawChangeMember
from core.model.machine.faults import Faults
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.listed import write_lists
from core.operations.law_changes.costing import describe_members, make_cost_lines
from core.operations.law_changes.listing import LISTS, SYSTEMS
from core.words.sentences import sentence


def told(wish: object) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


def added(ledger: Any, **texts: str) -> LawChange:
    ledger.do(add_row(ledger.book, LawChange, {"name": "試しの改正", "number": "90", **texts}))
    found = ledger.find(LawChange, number="90")
    assert isinstance(found, LawChange)
    return found


def lines_of(ledger: Any, change: LawChange) -> list[tuple[CostLine, dict[int, int]]]:
    return [
        (line, {one.fiscal_year: one.amount for one in ledger.book.children(CostAmount, line.id).values()})
        for line in board_of(ledger.book).made[change.id]
    ]


SPLIT = {"payment": "按分", "cost_year": "H28", "one_off_yen": "100万円", "yearly_yen": "12万円"}


def test_what_is_split_becomes_lines_of_the_years_and_its_subsidy_an_income(ledger: Any) -> None:
    change = added(ledger, **SPLIT, subsidy="有", subsidy_part="1/3", subsidy_limit="50万円")
    ledger.do(write_lists(ledger.book, LISTS, [(change, SYSTEMS, "住民税")]))
    ledger.do(make_cost_lines(ledger.book, [change]))
    first, yearly, income = lines_of(ledger, change)
    assert (first[0].name, first[0].kind, first[1]) == ("制度改正90 試しの改正", CostKind.INITIAL, {2016: 1_000_000})
    assert (yearly[0].kind, yearly[1]) == (CostKind.RUNNING, dict.fromkeys(range(2016, 2020), 120_000))
    assert (income[0].flow, income[1]) == (Flow.INCOME, {2016: 333_333})
    assert {line.system_id for line, _ in (first, yearly, income)} == {4}
    (message,) = told(make_cost_lines(ledger.book, [change]))
    assert message.startswith("制度改正90「試しの改正」は、すでに経費明細(「制度改正90 試しの改正」、")


def test_what_each_pays_becomes_a_line_of_its_own_and_nobody_is_taken_for_zero(ledger: Any) -> None:
    change = added(ledger, payment="団体個別", cost_year="H28")
    members = list(ledger.book.all(Municipality).values())
    cells = [(one, "own_yen", "1000" if at else "0") for at, one in enumerate(members[:-1])]
    ledger.do(describe_members(ledger.book, change, cells))
    assert told(make_cost_lines(ledger.book, [change])) == [
        "制度改正90「試しの改正」の個別の費用が入力されていない団体があります: 舟橋村。"
        "費用がなければ0を入力してください。"
    ]
    ledger.do(describe_members(ledger.book, change, [(members[-1], "own_yen", "2000")]))
    ledger.do(make_cost_lines(ledger.book, [change]))
    assert [(line.borne_by_id, years) for line, years in lines_of(ledger, change)] == [
        *((one.id, {2016: 1_000}) for one in members[1:-1]),
        (members[-1].id, {2016: 2_000}),
    ]


def test_what_is_said_of_the_change_as_a_whole_is_named_where_each_pays_its_own(ledger: Any) -> None:
    change = added(ledger, payment="団体個別", cost_year="H28", one_off_yen="100万円", yearly_yen="12万円",
                   subsidy="有", subsidy_part="1/2")  # fmt: skip
    who = list(ledger.book.all(Municipality).values())
    ledger.do(describe_members(ledger.book, change, [(one, "own_yen", "1000") for one in who]))
    ledger.do(make_cost_lines(ledger.book, [change]))
    assert {line.note for line, _ in lines_of(ledger, change)} == {
        "国庫補助は団体ごとの額が分からないため差し引いていません。"
        "制度改正の初期費用1,000,000円は団体別の額ではないため含みません。"
        "制度改正の年額120,000円は団体別の額ではないため含みません"
    }


def test_what_is_missing_is_named_and_nothing_is_made(ledger: Any) -> None:
    change = added(ledger)
    for name, text, begins in (
        ("payment", "未定", "制度改正90「試しの改正」の費用の扱いが未定です。"),
        ("payment", "保守内", "制度改正90「試しの改正」の費用は保守内のため"),
        ("payment", "按分", "制度改正90「試しの改正」の費用の年度が入力されていません。"),
        ("cost_year", "H28", "制度改正90「試しの改正」の初期費用も年額も入力されていません。"),
    ):
        wish = edit(ledger.book, ledger.find(LawChange, number="90"), name, text)
        assert not isinstance(wish, Faults)
        ledger.do(wish)
        assert told(make_cost_lines(ledger.book, [ledger.find(LawChange, number="90")]))[0].startswith(begins)
    for name, text in (("one_off_yen", "1000"), ("subsidy", "有")):
        ledger.do(edit(ledger.book, ledger.find(LawChange, number="90"), name, text))
    change = ledger.find(LawChange, number="90")
    assert told(make_cost_lines(ledger.book, [change]))[0].startswith("制度改正90「試しの改正」の国庫補助は有ですが")
    assert told(make_cost_lines(ledger.book, [])) == ["経費明細にする制度改正を選んでください。"]
    ledger.do(edit(ledger.book, change, "subsidy", "未定"))
    ledger.do(make_cost_lines(ledger.book, [ledger.find(LawChange, number="90")]))
    ((line, years),) = lines_of(ledger, change)
    assert (line.note, years) == ("国庫補助は未定(差し引いていません)", {2016: 1_000})


def test_several_columns_of_a_municipality_are_one_row_and_a_blank_row_goes(ledger: Any) -> None:
    change = added(ledger)
    who = next(iter(ledger.book.all(Municipality).values()))
    ledger.do(describe_members(ledger.book, change, [(who, "done_on", "H28.4.1"), (who, "own_yen", "500")]))
    row = ledger.find(LawChangeMember, law_change_id=change.id)
    assert (row.done_on, row.own_yen) == ("2016-04-01", 500)
    assert isinstance(describe_members(ledger.book, change, [(who, "own_yen", "たくさん")]), Faults)
    ledger.do(describe_members(ledger.book, change, [(who, "done_on", ""), (who, "own_yen", "")]))
    assert not ledger.book.children(LawChangeMember, change.id)


def test_a_law_is_not_in_force_before_it_is_published(ledger: Any) -> None:
    change = added(ledger, promulgated_on="H28.4")
    assert told(edit(ledger.book, change, "effective_on", "H28.3")) == [
        "施行日(平成28年3月)が公布日(平成28年4月)より前です。公布日からの日付を入力してください。"
    ]
