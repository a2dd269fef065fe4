"""Sessions of the council, made up: numbers, quorum, votes, and what hangs on a session."""

from typing import Any

import pytest

from core.calc.linked import links_of
from core.calc.meetings import Vote, people_at, quorum_of, running_numbers, total_count, vote_of
from core.model.links import Link, LinkKind
from core.model.machine.faults import Faults
from core.model.meetings import Attendance, Decision, Meeting, Series, meeting_name
from core.model.organisation import Body
from core.model.requests import Customization
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.links.linking import tie
from core.operations.meetings.attending import attend_from_roster
from core.words.sentences import sentence


def refused(wish: Any) -> list[str]:
    assert isinstance(wish, Faults), wish
    return [sentence(fault) for fault in wish]


def add(ledger: Any, cls: Any, typed: dict[str, str], **values: Any) -> Any:
    ledger.do(add_row(ledger.book, cls, typed, values))
    return ledger.book.all(cls)[ledger.book.last_id(cls)]


@pytest.fixture
def session(ledger: Any) -> Meeting:
    """The first session of the council, with the six at the table."""
    add(ledger, Series, {"name": "推進協議会の会議", "short": "協議会", "body_id": "推進協議会"})
    meeting: Meeting = add(ledger, Meeting, {"series_id": "協議会", "held_on": "H26.5.1"})
    ledger.do(edit(ledger.book, ledger.find(Body, short="推進協議会"), "quorum", "過半数"))
    ledger.do(attend_from_roster(ledger.book, meeting))
    return meeting


def attend(ledger: Any, meeting: Meeting, *presences: str) -> None:
    rows = sorted(ledger.book.children(Attendance, meeting.id).values(), key=lambda one: one.id)
    for row, presence in zip(rows, presences, strict=True):
        ledger.do(edit(ledger.book, row, "presence", presence))


def test_sessions_are_numbered_by_body_and_counted_through_the_series(ledger: Any) -> None:
    numbers = []
    for body, day in (("住民税部会", "H26.5.2"), ("国民年金部会", "H26.5.1"), ("住民税部会", "H26.6.1")):
        made = add(ledger, Meeting, {"series_id": "フィット&ギャップ", "held_on": day, "body_id": body})
        numbers.append((meeting_name(ledger.book, made), made.number))
    assert numbers == [
        ("第1回住民税部会(フィット&ギャップ)", 1),
        ("第1回国民年金部会(フィット&ギャップ)", 1),
        ("第2回住民税部会(フィット&ギャップ)", 2),
    ]
    series = ledger.find(Series, short="フィット&ギャップ")
    assert total_count(ledger.book, series) == 137 + 3
    assert list(running_numbers(ledger.book, series).values()) == [1, 2, 3]
    assert refused(edit(ledger.book, ledger.book.all(Meeting)[ledger.book.last_id(Meeting)], "number", "1")) == [
        "「第1回住民税部会(フィット&ギャップ)」はすでに登録されています。別の回次(次は2)にしてください。"
    ]


def test_a_quorum_counts_substitutes_where_the_body_says_so(ledger: Any, session: Meeting) -> None:
    attend(ledger, session, "出席", "代理", "オンライン出席", "○", "欠席", "欠席")
    check = quorum_of(ledger.book, session)
    assert check is not None
    assert (check.seats, check.needed, check.there, check.substitutes, check.is_met) == (6, 4, 4, 1, True)
    ledger.do(edit(ledger.book, ledger.find(Body, short="推進協議会"), "substitutes_count", "いいえ"))
    check = quorum_of(ledger.book, session)
    assert check is not None
    assert (check.there, check.is_met) == (3, False)
    assert people_at(ledger.book, session) == 4


def test_nothing_is_said_of_a_quorum_while_nobody_wrote_down_who_came(ledger: Any, session: Meeting) -> None:
    check = quorum_of(ledger.book, session)
    assert check is not None
    assert not check.is_known
    assert people_at(ledger.book, session) is None


def test_the_roster_fills_in_whoever_is_missing_once(ledger: Any, session: Meeting) -> None:
    assert len(ledger.book.children(Attendance, session.id)) == 6
    again = attend_from_roster(ledger.book, session)
    assert not isinstance(again, Faults)
    assert again.changes == ()
    (said,) = refused(add_row(ledger.book, Attendance, {"municipality_id": "射水市"}, {"meeting_id": session.id}))
    assert said.startswith("第1回協議会の出欠には、射水市の行がすでにあります。")


def test_votes_are_held_against_the_rule_of_the_body_and_the_people_there(ledger: Any, session: Meeting) -> None:
    attend(ledger, session, "出席", "出席", "出席", "出席", "出席", "欠席")
    typed = {"title": "予算", "result": "可決", "in_favour": "3", "opposed": "2"}
    made = add(ledger, Decision, typed, meeting_id=session.id)
    assert vote_of(ledger.book, made) is Vote.CARRIED
    ledger.do(edit(ledger.book, ledger.find(Body, short="推進協議会"), "majority", "出席者の3分の2以上"))
    assert vote_of(ledger.book, made) is Vote.NOT_CARRIED
    assert refused(edit(ledger.book, made, "in_favour", "4")) == [
        "「予算」の賛否の合計6人が、出席者5人を超えています。賛成・反対の数か出欠を直してください。"
    ]


def test_a_decision_needs_a_session(ledger: Any) -> None:
    assert refused(add_row(ledger.book, Decision, {"title": "予算"})) == ["会議を入力してください。"]
    assert refused(add_row(ledger.book, Decision, {"title": "予算", "meeting_id": "第9回協議会"}))[0].startswith(
        "「第9回協議会」という会議はありません。"
    )


def test_a_decision_shows_at_the_record_that_it_concerns(ledger: Any, session: Meeting) -> None:
    made = add(ledger, Decision, {"title": "標準とする"}, meeting_id=session.id)
    request = ledger.find(Customization, item="23")
    ledger.do(tie(ledger.book, made, request, LinkKind.DECIDES))
    assert [one.text for one in links_of(ledger.book, request)] == ["発生元: F&G23", "決定: 第1回協議会"]
    assert [one.text for one in links_of(ledger.book, made)] == ["項23"]
    (said,) = refused(tie(ledger.book, made, request, LinkKind.RELATED))
    assert said == "項23とはすでに結び付けてあります。"
    assert refused(tie(ledger.book, made, made, LinkKind.RELATED))


def test_removing_a_session_says_what_hangs_on_it_and_undo_brings_all_back(ledger: Any, session: Meeting) -> None:
    made = add(ledger, Decision, {"title": "標準とする"}, meeting_id=session.id)
    request = ledger.find(Customization, item="23")
    links = dict(ledger.book.all(Link))
    ledger.do(tie(ledger.book, made, request, LinkKind.DECIDES))
    wish = remove(ledger.book, [ledger.book.all(Meeting)[session.id]])
    assert not isinstance(wish, Faults)
    assert wish.label == "第1回協議会を削除(出欠6件、決定1件、関連1件も削除)"
    inverse = ledger.do(wish)
    assert ledger.book.all(Link) == links
    ledger.do(inverse)
    assert [one.text for one in links_of(ledger.book, request)] == ["発生元: F&G23", "決定: 第1回協議会"]
