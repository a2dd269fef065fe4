"""人事異動: who leaves and who follows on a day; the seats and names are made up."""

from typing import Any

import pytest

from core.calc.organisation import ending, vacancies
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.organisation import Body, Seat, Tenure
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.organisation.handover import Move, hand_over, name_holder, places
from core.words.sentences import sentence

DAY = "2015-04-01"


def seats(ledger: Any) -> list[Seat]:
    body = ledger.find(Body, short="推進協議会")
    return sorted(ledger.book.children(Seat, body.id).values(), key=lambda one: one.id)


@pytest.fixture
def named(ledger: Any) -> Any:
    """The six seats of the council held by six people."""
    wishes = [(seat, f"職員{at}") for at, seat in enumerate(seats(ledger), start=1)]
    ledger.do(name_holder(ledger.book, "2014-04-01", wishes))
    return ledger


def moves(ledger: Any) -> dict[str, Move]:
    found = places(ledger.book, DAY)
    return {describe(ledger.book, one.seat): one.move(ledger.book) for one in found if one.before or one.after}


def test_who_follows_begins_on_the_day_and_who_left_ends_the_day_before(named: Any) -> None:
    first, second, *_ = seats(named)
    named.do(hand_over(named.book, DAY, [(first, "name", "後任甲"), (second, "move", "退任")]))
    ended = named.find(Tenure, seat_id=first.id, until_on="2015-03-31")
    follower = named.find(Tenure, seat_id=first.id, from_on=DAY)
    assert (ended.name, follower.name, follower.until_on) == ("職員1", "後任甲", None)
    assert list(moves(named).values()) == [Move.FOLLOWED, Move.LEFT, *[Move.STAYS] * 4]
    assert vacancies(named.book, DAY) == [second]
    assert vacancies(named.book, "2015-03-31") == []


def test_everything_else_is_kept_and_one_undo_takes_it_all_back(named: Any) -> None:
    before = dict(named.book.all(Tenure))
    first, second, third, *_ = seats(named)
    wish = hand_over(named.book, DAY, [(one, "name", "後任") for one in (first, second, third)])
    assert not isinstance(wish, Faults)
    assert wish.label == "人事異動(平成27年4月1日、3席)"
    inverse = named.do(wish)
    untouched = {id: one for id, one in before.items() if one.seat_id not in {first.id, second.id, third.id}}
    assert untouched.items() <= dict(named.book.all(Tenure)).items()
    named.do(inverse)
    assert dict(named.book.all(Tenure)) == before


def test_who_stays_after_all_gets_the_seat_back(named: Any) -> None:
    first, *_ = seats(named)
    before = dict(named.book.all(Tenure))
    named.do(hand_over(named.book, DAY, [(first, "name", "後任甲")]))
    named.do(hand_over(named.book, DAY, [(first, "name", "後任乙")]))
    assert named.find(Tenure, seat_id=first.id, from_on=DAY).name == "後任乙"
    named.do(hand_over(named.book, DAY, [(first, "move", "留任")]))
    assert dict(named.book.all(Tenure)) == before


def test_a_name_for_a_vacant_seat_fills_it(named: Any) -> None:
    first, *_ = seats(named)
    named.do(hand_over(named.book, DAY, [(first, "move", "退任(後任未定)")]))
    named.do(hand_over(named.book, "2015-06-01", [(first, "name", "後任")]))
    assert vacancies(named.book, "2015-05-31") == [first]
    assert vacancies(named.book, "2015-06-01") == []


def test_what_is_no_move_and_who_has_only_begun_is_refused_and_nothing_changes(named: Any) -> None:
    first, second, *_ = seats(named)
    wish = hand_over(named.book, DAY, [(first, "name", "後任"), (second, "move", "昇進")])
    assert isinstance(wish, Faults)
    assert [(fault.facts["cell"], sentence(fault)) for fault in wish] == [
        (
            1,
            "「昇進」は異動として読めません。留任・退任(後任未定)のいずれかか、後任の氏名を入力してください。",
        )
    ]
    named.do(hand_over(named.book, "2016-04-01", [(first, "name", "次の人")]))
    early = hand_over(named.book, DAY, [(first, "name", "後任")])
    assert isinstance(early, Faults)
    assert "次の人が任期の定めなく在任しています" in sentence(next(iter(early)))


def test_terms_that_end_are_told_unless_somebody_follows(named: Any) -> None:
    first, second, *_ = seats(named)
    for seat in (first, second):
        tenure = named.find(Tenure, seat_id=seat.id)
        named.do(edit(named.book, tenure, "until_on", "H27.3.31"))
    assert [seat for seat, _ in ending(named.book, "2014-08-06", "2015-08-06")] == [first, second]
    named.do(add_row(named.book, Tenure, {"name": "後任", "from_on": "H27.4.1"}, {"seat_id": first.id}))
    assert [seat for seat, _ in ending(named.book, "2014-08-06", "2015-08-06")] == [second]
    assert ending(named.book, "2014-08-06", "2015-03-30") == []


def test_a_body_known_by_name_has_its_nameless_seats_vacant_and_others_have_none(ledger: Any) -> None:
    assert vacancies(ledger.book, DAY) == []
    first, *others = seats(ledger)
    ledger.do(name_holder(ledger.book, "2014-04-01", [(first, "職員1")]))
    assert vacancies(ledger.book, DAY) == others
