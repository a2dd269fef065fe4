"""Service hours, steps of refund, thresholds, weights and minutes, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.sla.kinds import Minute, Month
from core.model.values.refund_steps import parse_decimal, parse_steps, parse_thresholds, parse_weights
from core.model.values.service_hours import parse_hours
from core.words.sentences import sentence


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("24時間365日", "毎日 0:00〜24:00"),
        ("平日 8:30-17:15、土 9:00~12:00", "平日 8:30〜17:15、土 9:00〜12:00"),
        ("月〜土 ９時〜17時、祝日 なし", "月〜土 9:00〜17:00、休日 なし"),
        ("7月1日〜8月31日 平日 8:00〜12:00・13:00-19:00", "7/1〜8/31 平日 8:00〜12:00・13:00〜19:00"),
        ("月・水・金 9:00〜17:00", "月・水・金 9:00〜17:00"),
        ("土日 終日", "土・日 0:00〜24:00"),
        ("土日祝 9:00〜12:00", "閉庁日 9:00〜12:00"),
        ("月〜金(祝日を除く) 8時30分から17時15分まで、土・日・祝日 なし", "平日 8:30〜17:15、閉庁日 なし"),
        ("2/1〜2/29 毎日 8:00〜20:00", "2/1〜2/29 毎日 8:00〜20:00"),
    ],
)
def test_hours_are_understood_and_kept_in_one_form(text: str, kept: str) -> None:
    assert parse_hours(text).text == kept
    assert parse_hours(kept).text == kept


def test_a_season_that_ends_on_the_leap_day_holds_on_it() -> None:
    hours = parse_hours("毎日 9:00〜17:00、12/1〜2/29 毎日 8:00〜20:00、2/29〜3/2 毎日 7:00〜8:00")
    days = [hours.of(day, 1, False, False) for day in ("11-30", "02-28", "02-29", "03-01", "03-03")]
    assert days == [((540, 1020),), ((480, 1200),), ((420, 480),), ((420, 480),), ((540, 1020),)]
    assert parse_hours("2/1〜2/29 毎日 8:00〜9:00").of("02-29", 1, False, False) == ((480, 540),)


@pytest.mark.parametrize(
    ("read", "text", "told"),
    [
        (parse_hours, "ときどき", "サービス時間帯「ときどき」が読めません。"),
        (parse_hours, "平日 25:00〜26:00", "サービス時間帯「平日 25:00〜26:00」が読めません。"),
        (parse_hours, "毎日 22:00〜6:00", "時間帯「22:00〜6:00」は終わりが始まりより前です。"),
        (parse_hours, "毎日 8:00〜12:00・11:00〜13:00", "時間帯「8:00〜12:00・11:00〜13:00」が重なっています。"),
        (
            parse_steps,
            "99%以上 10%、95%以上99.5%未満 5%",
            "段「95%以上99.5%未満 5%」が「99%以上 10%」と重なっています。",
        ),
        (parse_steps, "99%以下 10%、99%以上 20%", "段「99%以上 20%」が「99%以下 10%」と重なっています。"),
        (parse_steps, "なんとなく", "返金の段「なんとなく」が読めません。"),
        (parse_steps, "99%未満 101%", "「101」"),
        (parse_thresholds, "10点以上 5%、10点 6%", "段「10点 6%」が「10点以上 5%」と重なっています。"),
        (parse_weights, "1、0", "繰返しの加重「1、0」が読めません。"),
        (parse_decimal, "-1", "「-1」は数として読めません。"),
        (parse_decimal, "1.1234567", "「1.1234567」は数として読めません。"),
        (Minute().read, "2026-04-01", "「2026-04-01」には時刻がありません。令和8年4月1日 10:03 のように"),
        (Minute().read, "2026-04-01T10:00:00+09:00", "「2026-04-01T10:00:00+09:00」は日時として読めません。"),
        (Minute().read, "2026/4/1 10:00〜11:00", "「2026/4/1 10:00〜11:00」は日時として読めません。"),
        (Minute().read, "きのう", "「きのう」は日時として読めません。"),
        (Minute().read, "2026-04-01 午後12:10", "「2026-04-01 午後12:10」は昼か夜か決まりません。"),
        (Minute().read, "2026-04-01 24:01", "「2026-04-01 24:01」は日時として読めません。"),
        (Minute().read, "2026-04-01 10:03:45", "「2026-04-01 10:03:45」に秒があります。"),
        (Month().read, "2026", "「2026」は月として読めません。"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(read: object, text: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)  # type: ignore[operator]
    assert sentence(refused.value).startswith(told)


@given(st.integers(0, 100), st.integers(0, 100))
def test_of_neighbouring_steps_each_value_has_one(low: int, gap: int) -> None:
    steps = parse_steps(f"{low + gap + 1}以上 1%、{low}以上{low + gap + 1}未満 2%、{low}未満 3%")
    for value in range(202):
        assert sum(step.holds(value) for step in steps.steps) == 1  # type: ignore[arg-type]
    assert parse_steps(steps.text).text == steps.text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("令和8年4月1日 10:03", "2026-04-01T10:03"),
        ("R8.4.1 10時3分", "2026-04-01T10:03"),
        ("2026/4/1 24:00", "2026-04-02T00:00"),
        ("2026-04-01 10:03:00", "2026-04-01T10:03"),
        ("令和8年4月1日 午前0時5分", "2026-04-01T00:05"),
        ("2026/4/1 午後 3:05", "2026-04-01T15:05"),
    ],
)
def test_a_minute_is_typed_in_many_ways_and_read_as_it_is_shown(text: str, kept: str) -> None:
    kind = Minute()
    assert kind.read(text) == kept
    assert kind.read(kind.show(kept)) == kind.read(kind.plain(kept)) == kept


@pytest.mark.parametrize("text", ["令和8年4月", "R8.4", "2026/4", "2026/4/1", "Apr-26", "令和8年4月分"])
def test_a_month_is_read_as_spreadsheets_leave_it_behind(text: str) -> None:
    assert Month().read(text) == "2026-04"
