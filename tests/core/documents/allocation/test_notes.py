"""How wide the ranges may be is said beside them: on the sheet, in the notice, in the derivation and as JSON."""

from core.calc.allocation.allocate import allocate
from core.calc.allocation.explain import explain
from core.calc.allocation.item import View
from core.cli.tables.allocation import allocation_json
from core.documents.allocation.sheet import build
from core.documents.answers import notice
from core.documents.paper.document import Notes, Table
from core.documents.paper.settings import PrintSettings, Totals
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from tests.core.calc.ledger import customization, ledger


def council(open_: int) -> Book:
    """One that has said yes and so many undecided, by population in units of 1,000 yen."""
    yen = {n: 1_040_000 + 60_500 * n for n in range(1, open_ + 2)}
    people = [1_000 + 37 * at * at for at in range(1, open_ + 2)]
    one = customization(rule="equal=3,population=7")
    return ledger("Y" + "?" * open_, yen, populations=people, customizations=[one], unit=1_000)


def test_the_sheet_never_asks_by_a_day_that_has_passed_on_its_own_day() -> None:
    book = council(2)
    book.apply(ChangeSet("期限", (Update("consortium", 1, {"answer_deadline": "2026-07-31"}),)))
    before, after = (str(build(book, PrintSettings(as_of=day))) for day in ("2026-07-31", "2026-08-01"))
    assert "令和8年7月31日までに実施の有無についてご回答ください。" in before
    assert "回答期限(令和8年7月31日)を過ぎています。" in after
    assert "までに実施の有無" not in after


def test_up_to_fifteen_undecided_nothing_is_said_of_any_width() -> None:
    book = council(15)
    assert "広" not in str(build(book, PrintSettings(totals=Totals.RANGE)))
    assert "slack" not in allocation_json(book)["totals"]["high"]


def test_with_sixteen_the_sheet_says_how_wide_the_range_may_be() -> None:
    book = council(16)
    document = build(book, PrintSettings(totals=Totals.RANGE))
    (table,) = [block for block in document.sheets[0].blocks if isinstance(block, Table)]
    assert "各団体の範囲は最大1,500円広め" in table.rows[0].cells[-1]
    lines = [line for block in document.sheets[0].blocks if isinstance(block, Notes) for line in block.lines]
    assert any("15団体を超える項" in line and "最大1,500円です" in line for line in lines)
    assert "広" not in str(build(book, PrintSettings(totals=Totals.MAX)))


def test_the_notice_the_derivation_and_the_json_say_it_as_well() -> None:
    book = council(16)
    assert "最小・最大は最大1,500円広め" in str(notice.build(book, PrintSettings()))
    assert allocation_json(book)["totals"]["low"]["slack"] == 1_500
    allocation = allocate(book)
    code = allocation.members[0].code
    steps = explain(book, allocation, 1, code, View.HIGH).steps
    assert [one.result for one in steps if one.label == "範囲の幅"] == ["実際より最大1,500円広い"]
