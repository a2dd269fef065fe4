import json
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.sla.clock import Minutes
from core.calc.sla.explain import explain
from core.calc.sla.periods import Period, periods_of, year_months
from core.calc.sla.results import Verdict, show_result, show_value
from core.model.council import Participation
from core.model.schedule import CalendarDay, DayKind
from core.model.sla.records import (
    AgreedStops,
    Direction,
    Interval,
    Measure,
    OutageKind,
    SlaContract,
    SlaResult,
    SlaUnit,
)
from tests.core.calc.sla.ledgers import board, item, ledger, on_members, on_systems, outage

APRIL = Period(("2026-04",))
MAY = Period(("2026-05",))
START = datetime(2026, 3, 1)


def at(minutes: int) -> str:
    return (START + timedelta(minutes=minutes)).isoformat()[:16]


STOPS = st.lists(st.tuples(st.integers(0, 180_000), st.integers(1, 3_000)), max_size=15)
HOURS = st.sampled_from(
    ["毎日 0:00〜24:00", "平日 8:30〜17:15", "月〜土 9:00〜12:00・13:00〜17:00、休日 なし", "毎日 22:00〜24:00"]
)


def test_what_is_left_of_a_target_as_published_0_6_hours_too_much() -> None:
    """応用情報 令和7年春 午前問55: 7〜22時 × 20 days, target 99.5%, actual 99.3% → 0.6 hours are missing. August 2026
    has 20 working days."""
    promise = item(hours="平日 7:00〜22:00")
    stop = outage(1, "2026-08-03T10:00", at_minute("2026-08-03T10:00", 126))
    result = board(ledger(promise, stop)).result(promise, Period(("2026-08",)))
    assert result.minutes == Minutes(300 * 60, 126)
    assert (result.value, result.verdict) == (Fraction("99.3"), Verdict.MISSED)
    assert result.left is not None
    assert Fraction(result.left, 60) == Fraction("-0.6")


def test_the_allowed_stops_as_published_6_hours_of_a_month_of_30_days_without_its_mondays_nights() -> None:
    """応用情報 令和5年秋 午前問56: (30 days × 24 h − 4 Mondays × 6 h) × 1 % = 6.96, whole hours 6. April 2026 has 30
    days and four Mondays, whose hours are 6:00–24:00."""
    promise = item(target="99", hours="毎日 0:00〜24:00、月 6:00〜24:00")
    result = board(ledger(promise)).result(promise, APRIL)
    assert result.minutes == Minutes(696 * 60, 0)
    assert result.allowed == 417
    assert result.allowed // 60 == 6


@pytest.mark.parametrize(("stopped", "shown", "exact", "verdict"), [
    (216, "99.5000%", Fraction(995, 10), Verdict.MET),
    (217, "99.4977%", Fraction(42_983 * 100, 43_200), Verdict.MISSED),
])  # fmt: skip
def test_the_edge_of_a_month_of_43_200_minutes(stopped: int, shown: str, exact: Fraction, verdict: Verdict) -> None:
    promise = item(month_minutes=43_200, digits=4)
    made = board(ledger(promise, outage(1, "2026-05-10T00:00", at_minute("2026-05-10T00:00", stopped))))
    result = made.result(promise, MAY)
    assert result.minutes is not None
    assert (result.minutes.planned, result.minutes.stopped) == (43_200, stopped)
    assert (result.value, show_result(result), result.verdict) == (exact, shown, verdict)


@pytest.mark.parametrize(("stopped", "verdict"), [(4, Verdict.MET), (5, Verdict.MISSED)])
def test_9_999_percent_of_43_200_minutes_is_missed_by_five_minutes(stopped: int, verdict: Verdict) -> None:
    """SPEEDEX: 4 minutes = 99.9907 %, 5 minutes = 99.9884 %."""
    promise = item(target="99.99", month_minutes=43_200, digits=4)
    made = board(ledger(promise, outage(1, "2026-05-10T00:00", at_minute("2026-05-10T00:00", stopped))))
    assert made.result(promise, MAY).verdict is verdict
    assert show_result(made.result(promise, MAY)) == {4: "99.9907%", 5: "99.9884%"}[stopped]


def at_minute(begin: str, minutes: int) -> str:
    return (datetime.fromisoformat(begin) + timedelta(minutes=minutes)).isoformat()[:16]


def test_a_value_is_judged_exactly_and_only_shown_rounded() -> None:
    promise = item(digits=1)
    made = board(ledger(promise, outage(1, "2026-05-10T00:00", at_minute("2026-05-10T00:00", 224))))
    result = made.result(promise, MAY)
    assert show_result(result) == "99.5%"
    assert result.value == Fraction((44_640 - 224) * 100, 44_640)
    assert result.verdict is Verdict.MISSED
    assert result.left == 223 - 224


def test_an_outage_over_the_end_of_a_month_is_counted_in_each_and_overlapping_ones_once() -> None:
    promise = item()
    made = board(
        ledger(
            promise,
            outage(1, "2026-04-30T23:00", "2026-05-01T02:00"),
            outage(2, "2026-04-30T23:30", "2026-05-01T01:00"),
        )
    )
    found = [made.result(promise, period).minutes for period in (APRIL, MAY)]
    assert [one.stopped for one in found if one] == [60, 120]
    assert [one.planned for one in found if one] == [43_200, 44_640]


def test_agreed_stops_leave_the_denominator_and_are_no_stop() -> None:
    promise = item()
    rows = (
        outage(1, "2026-05-16T22:00", "2026-05-17T06:00", kind=OutageKind.AGREED),
        outage(2, "2026-05-17T05:00", "2026-05-17T07:00"),
        outage(3, "2026-05-20T00:00", "2026-05-20T01:00", kind=OutageKind.NOT_AGREED),
        outage(4, "2026-05-21T00:00", "2026-05-21T01:00", exempt="天災"),
    )
    for agreed, planned, stopped in (
        (AgreedStops.OUT, 44_640 - 480, 120),
        (AgreedStops.IGNORED, 44_640, 120),
        (AgreedStops.STOPS, 44_640, 540 + 60),
    ):
        one = item(agreed=agreed)
        minutes = board(ledger(one, *rows)).result(one, MAY).minutes
        assert minutes is not None
        assert (minutes.planned, minutes.stopped) == (planned, stopped)
    assert promise.agreed is AgreedStops.OUT


def test_a_stop_that_is_too_short_does_not_count_and_a_month_does_not_make_it_short() -> None:
    promise = item(shortest=5)
    made = board(
        ledger(
            promise,
            outage(1, "2026-04-10T10:00", "2026-04-10T10:04"),
            outage(2, "2026-04-11T10:00", "2026-04-11T10:05"),
            outage(3, "2026-04-30T23:57", "2026-05-01T00:03"),
            outage(4, "2026-05-10T10:00", "2026-05-10T10:03"),
            outage(5, "2026-05-10T10:03", "2026-05-10T10:06"),
        )
    )
    assert [m.stopped for one in (APRIL, MAY) if (m := made.result(promise, one).minutes)] == [5 + 3, 3 + 6]


def test_a_leap_year_has_one_more_day() -> None:
    promise = item(interval=Interval.YEAR)
    made = board(ledger(promise))
    years = [made.year(promise, year)[0].minutes for year in (2026, 2027)]
    assert [one.planned for one in years if one] == [365 * 1_440, 366 * 1_440]


def test_summer_hours_holidays_and_the_ledgers_own_days_hold() -> None:
    promise = item(hours="平日 8:30〜17:30、7/1〜8/31 平日 8:30〜19:30")
    own = CalendarDay(1, "2026-08-14", DayKind.OFF, "閉庁日")
    made = board(ledger(promise, own, outage(1, "2026-08-13T18:00", "2026-08-17T09:00")))
    july, august, june = (made.result(promise, Period((month,))) for month in ("2026-07", "2026-08", "2026-06"))
    assert [one.minutes.planned for one in (june, july, august) if one.minutes] == [
        22 * 540,
        22 * 660,  # 23 weekdays, 海の日 is none of them
        19 * 660,  # 21 weekdays without 山の日 and the ledger's own day
    ]
    assert august.minutes is not None
    assert august.minutes.stopped == 90 + 30


def test_nothing_is_promised_on_a_day_of_which_no_line_speaks() -> None:
    promise = item(hours="土 9:00〜12:00")
    result = board(ledger(promise)).result(promise, MAY)
    assert result.minutes is not None
    assert result.minutes.planned == 5 * 180
    never = item(hours="2/1〜2/28 毎日 9:00〜12:00")
    result = board(ledger(never)).result(never, MAY)
    assert (result.value, result.verdict, result.missing) == (None, Verdict.NONE, "計画の分数が0分")


def test_members_and_systems_that_were_not_hit_have_no_stop() -> None:
    whole, second = item(1), item(2, system_id=2)
    made = board(
        ledger(
            whole,
            second,
            outage(1, "2026-05-01T00:00", "2026-05-01T01:00"),
            *on_systems(1, 1),
            *on_members(1, 1, 2),
        )
    )
    stopped = {
        (one.id, member): made.result(one, MAY, member).minutes for one in (whole, second) for member in (None, 1, 3)
    }
    assert {key: one.stopped for key, one in stopped.items() if one} == {
        (1, None): 60,
        (1, 1): 60,
        (1, 3): 0,
        (2, None): 0,
        (2, 1): 0,
        (2, 3): 0,
    }


@given(STOPS, HOURS, st.integers(0, 20))
def test_quarters_and_years_are_the_sums_of_their_months(
    stops: list[tuple[int, int]], hours: str, shortest: int
) -> None:
    promise = item(hours=hours, shortest=shortest)
    book = ledger(promise, *(outage(n, at(begin), at(begin + long)) for n, (begin, long) in enumerate(stops, 1)))
    made = board(book)
    months = [made.clock.minutes(promise, Period((month,))) for month in year_months(2026)]
    for interval in Interval:
        found = [made.clock.minutes(promise, period) for period in periods_of(2026, interval)]
        assert sum(one.planned for one in found) == sum(one.planned for one in months)
        assert sum(one.stopped for one in found) == sum(one.stopped for one in months)
        assert all(0 <= one.stopped <= one.planned for one in found)


@given(STOPS, HOURS)
def test_the_stopped_minutes_are_those_that_a_minute_by_minute_count_finds(
    stops: list[tuple[int, int]], hours: str
) -> None:
    promise = item(hours=hours)
    book = ledger(promise, *(outage(n, at(begin), at(begin + long)) for n, (begin, long) in enumerate(stops, 1)))
    clock = board(book).clock
    promised = {m for begin, end in clock.promised(promise, APRIL.begin, APRIL.end) for m in range(begin, end)}
    stood = {m for hit in clock.hits for m in range(hit.begin, hit.end)}
    assert clock.minutes(promise, APRIL).planned == len(promised)
    assert clock.minutes(promise, APRIL).stopped == len(promised & stood)


def test_what_goes_on_is_counted_until_the_end_of_the_day_as_of_which_it_is_looked_at() -> None:
    promise = item()
    book = ledger(promise, outage(1, "2026-05-10T23:00", None))
    result = board(book, "2026-05-11").result(promise, MAY)
    assert result.minutes is not None
    assert result.minutes.stopped == 60 + 1_440
    assert (result.verdict, result.so_far) == (Verdict.RUNNING, Verdict.MISSED)
    assert board(book, "2026-04-30").result(promise, MAY).value is None


def test_where_there_is_no_result_the_reason_is_said() -> None:
    promise = item()
    contract = SlaContract(1, "契約1", from_on="2026-05-01")
    made = board(ledger(contract, promise), "2026-05-31")
    told = [made.result(promise, Period((month,))).missing for month in ("2026-04", "2026-05", "2026-06")]
    assert told == ["契約の期間外", "", "まだ始まっていません"]
    assert explain(made, made.result(promise, APRIL)).steps[-1].result == "未算定(契約の期間外)"


def test_before_and_after_the_contract_nothing_is_promised() -> None:
    promise = item()
    contract = SlaContract(1, "契約1", from_on="2026-05-11", until_on="2026-05-20")
    made = board(ledger(contract, promise, outage(1, "2026-05-01T00:00", "2026-05-12T00:00")))
    assert made.result(promise, APRIL).value is None
    minutes = made.result(promise, MAY).minutes
    assert minutes is not None
    assert (minutes.planned, minutes.stopped) == (10 * 1_440, 1_440)


def test_failures_and_times_are_taken_from_the_outages_that_began_in_the_period() -> None:
    count = item(1, measure=Measure.FAILURES, target="1", unit=SlaUnit.CASES, direction=Direction.AT_MOST)
    worst = item(2, measure=Measure.RECOVERY, target="24", unit=SlaUnit.HOURS, direction=Direction.AT_MOST)
    mean = item(3, measure=Measure.MEAN_RECOVERY, target="90", unit=SlaUnit.MINUTES, direction=Direction.AT_MOST)
    notice = item(4, measure=Measure.NOTICE, target="1", unit=SlaUnit.HOURS, direction=Direction.BELOW)
    book = ledger(
        *(count, worst, mean, notice),
        outage(1, "2026-05-01T10:00", "2026-05-01T11:00", noticed_at="2026-05-01T11:00"),
        outage(2, "2026-05-31T23:00", "2026-06-01T01:01", noticed_at="2026-05-31T23:30"),
        outage(3, "2026-05-02T10:00", "2026-05-02T12:00", kind=OutageKind.AGREED),
    )
    found = [board(book).result(one, MAY) for one in (count, worst, mean, notice)]
    assert [one.value for one in found] == [2, Fraction(121, 60), Fraction(181, 2), 1]
    assert [one.verdict for one in found] == [Verdict.MISSED, Verdict.MET, Verdict.MISSED, Verdict.MISSED]
    quiet = [board(book).result(one, APRIL).value for one in (count, worst, mean, notice)]
    assert quiet == [0, 0, 0, 0]


def test_a_failure_that_nobody_was_told_of_leaves_the_time_of_notice_unknown() -> None:
    notice = item(1, measure=Measure.NOTICE, target="1", unit=SlaUnit.HOURS, direction=Direction.AT_MOST)
    result = board(ledger(notice, outage(1, "2026-05-01T10:00", "2026-05-01T11:00"))).result(notice, MAY)
    assert (result.value, result.verdict, result.missing) == (None, Verdict.NONE, "通知の日時がない障害1件")


def test_who_was_told_before_it_began_was_told_at_once() -> None:
    notice = item(1, measure=Measure.NOTICE, target="60", unit=SlaUnit.MINUTES, direction=Direction.AT_MOST)
    early = outage(1, "2026-05-10T00:00", "2026-05-10T01:00", noticed_at="2026-05-09T23:00")
    result = board(ledger(notice, early)).result(notice, MAY)
    assert (result.value, show_result(result), result.verdict) == (Fraction(0), "0.00分", Verdict.MET)
    assert explain(board(ledger(notice, early)), result).steps[0].inputs[0][1] == "0分"


def test_shares_of_a_quarter_are_weighed_by_their_cases_and_a_missing_month_is_no_zero() -> None:
    share = item(1, measure=Measure.SHARE, target="99", interval=Interval.QUARTER)
    rows = [
        SlaResult(1, 1, "2026-04", None, 1, 2),
        SlaResult(2, 1, "2026-05", None, 297, 298),
        SlaResult(3, 1, "2026-06", None, 100, 100),
    ]
    quarter = periods_of(2026, Interval.QUARTER)[0]
    full = board(ledger(share, *rows)).result(share, quarter)
    assert full.value == Fraction(39_800, 400)
    assert full.verdict is Verdict.MET
    lacking = board(ledger(share, *rows[:2])).result(share, quarter)
    assert (lacking.value, lacking.missing) == (None, "実績の入力がない月があります")


def test_the_mean_of_several_months_is_that_of_all_cases() -> None:
    mean = item(1, measure=Measure.MEAN, target="3", unit=SlaUnit.SECONDS, direction=Direction.AT_MOST,
                interval=Interval.QUARTER)  # fmt: skip
    rows = [
        SlaResult(n, 1, f"2026-0{n + 3}", value, None, cases)
        for n, value, cases in ((1, "1", 1), (2, "4", 2), (3, "3", 1))
    ]
    result = board(ledger(mean, *rows)).result(mean, periods_of(2026, Interval.QUARTER)[0])
    assert result.value == Fraction(1 + 8 + 3, 4)


def test_a_month_without_cases_has_no_mean_and_is_not_missed_in_its_quarter() -> None:
    mean = item(1, measure=Measure.MEAN, target="3", unit=SlaUnit.SECONDS, direction=Direction.AT_MOST,
                interval=Interval.QUARTER)  # fmt: skip
    rows = [
        SlaResult(1, 1, "2026-04", "2", None, 5),
        SlaResult(2, 1, "2026-05", None, None, 0),
        SlaResult(3, 1, "2026-06", "4", None, 5),
    ]
    made = board(ledger(mean, *rows))
    assert made.result(mean, periods_of(2026, Interval.QUARTER)[0]).value == 3
    nothing = made.result(mean, MAY)
    assert (nothing.value, nothing.verdict, nothing.missing) == (None, Verdict.NONE, "対象が0件")


def test_figures_are_shown_rounded_half_up() -> None:
    assert show_value(Fraction("99.495"), 2) == "99.50"
    assert show_value(Fraction("99.4949"), 2) == "99.49"
    assert show_value(Fraction(1_234), 0) == "1,234"
    assert json.dumps(show_value(Fraction(0), 2)) == '"0.00"'


def test_who_takes_no_part_changes_nothing_of_the_whole() -> None:
    promise = item(system_id=1)
    rows = (Participation(1, 3, 2), outage(1, "2026-05-01T00:00", "2026-05-01T01:00"))
    minutes = board(ledger(promise, *rows)).result(promise, MAY).minutes
    assert minutes is not None
    assert minutes.stopped == 60
