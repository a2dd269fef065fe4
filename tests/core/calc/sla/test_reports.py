from core.calc.sla.reports import compared
from core.model.sla.records import Interval, Met, SlaReport
from tests.core.calc.sla.ledgers import board, item, ledger, outage


def test_what_the_vendor_says_is_held_against_the_ledger_in_every_figure() -> None:
    book = ledger(
        item(),
        outage(1, "2026-05-10T00:00", "2026-05-10T03:45"),
        SlaReport(1, 1, "2026-04", "100", 43_200, 0, Met.YES),
        SlaReport(2, 1, "2026-05", "99.9", 44_640, 45, Met.YES),
        SlaReport(3, 1, "2026-06", None, 43_000),
    )
    assert [one.told for one in compared(board(book), 2026)] == [
        "一致",
        "停止の分数が違う(事業者 45分、台帳 225分)、値が違う(事業者 99.9、台帳 99.5)、"
        "達否が違う(事業者 達成、台帳 未達)",
        "計画の分数が違う(事業者 43,000分、台帳 43,200分)",
    ]
    assert compared(board(book), 2025) == []


def test_a_value_that_the_vendor_rounds_as_we_do_is_the_same() -> None:
    book = ledger(
        item(),
        outage(1, "2026-05-10T00:00", "2026-05-10T03:45"),
        SlaReport(1, 1, "2026-05", "99.496", 44_640, 225, Met.NO),
        SlaReport(2, 1, "2026-04"),
    )
    assert [one.told for one in compared(board(book))] == ["一致", "一致"]
    quarter = ledger(item(interval=Interval.QUARTER), SlaReport(1, 1, "2026-04", "100", 131_040, 0, Met.YES))
    assert [one.told for one in compared(board(quarter))] == ["一致"]


def test_months_of_which_the_ledger_knows_nothing_are_said_to_be_so() -> None:
    book = ledger(item(), SlaReport(1, 1, "2026-05", "99.9"))
    assert [one.told for one in compared(board(book, "2026-04-30"))] == ["台帳で未算定"]
