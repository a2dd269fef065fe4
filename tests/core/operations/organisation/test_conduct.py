from typing import Any

import pytest

from core.model.chronicle import Event
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.organisation import Body, Seat, Tenure
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import move, remove
from core.words.sentences import sentence


def refused(wish: Any) -> list[str]:
    assert isinstance(wish, Faults), wish
    return [sentence(fault) for fault in wish]


def test_a_body_does_not_stand_under_itself_nor_under_what_stands_below_it(ledger: Any) -> None:
    council = ledger.find(Body, short="推進協議会")
    for above in ("推進協議会", "住民税部会"):
        (said,) = refused(edit(ledger.book, council, "parent_id", above))
        assert said.startswith("「富山県情報システム共同利用推進協議会」を、それ自身やその下にある「")
        assert said.endswith("別の上位の会議体を選んでください。")


def test_bodies_that_stood_under_one_that_goes_move_up_to_where_it_stood(ledger: Any) -> None:
    group = ledger.find(Body, name="業務システム部会")
    above = group.parent_id
    ledger.do(remove(ledger.book, [group]))
    assert ledger.find(Body, name="住民税部会").parent_id == above


def test_bodies_stand_in_the_order_of_the_tree_and_move_among_their_siblings(ledger: Any) -> None:
    names = [one.name for one in in_order(ledger.book, ledger.book.all(Body).values())]
    at = names.index("業務システム部会")
    assert names[at + 1 : at + 4] == ["住基情報部会", "選挙人名簿部会", "固定資産税部会"]
    assert names.index("インフラ部会") == names.index("インフラ、共通、委託・運用部会") + 1
    ledger.do(move(ledger.book, ledger.find(Body, name="選挙人名簿部会"), -1))
    names = [one.name for one in in_order(ledger.book, ledger.book.all(Body).values())]
    assert names[at + 1 : at + 3] == ["選挙人名簿部会", "住基情報部会"]
    assert len(names) == 27


def test_a_seat_is_there_once_unless_at_another_time(ledger: Any) -> None:
    typed = {"body_id": "推進協議会", "municipality_id": "射水市", "post": "情報担当課長等"}
    (said,) = refused(add_row(ledger.book, Seat, typed))
    assert "射水市(情報担当課長等・委員)の席は、同じ期間にすでにあります" in said
    ledger.do(add_row(ledger.book, Seat, {**typed, "post": "情報担当係長"}))
    (seat,) = [
        one for one in ledger.book.all(Seat).values() if one.post == "情報担当課長等" and one.municipality_id == 1
    ]
    ledger.do(edit(ledger.book, seat, "until_on", "H27.3"))
    assert refused(add_row(ledger.book, Seat, {**typed, "from_on": "H27.3.31"}))
    ledger.do(add_row(ledger.book, Seat, {**typed, "from_on": "H27.4"}))


def test_two_people_do_not_hold_one_seat_at_a_time(ledger: Any) -> None:
    seat = ledger.find(Seat, post="市町村からの派遣職員")
    ledger.do(add_row(ledger.book, Tenure, {"name": "甲", "until_on": "H26.9.30"}, {"seat_id": seat.id}))
    typed = {"name": "乙", "from_on": "H26.9.30"}
    (said,) = refused(add_row(ledger.book, Tenure, typed, {"seat_id": seat.id}))
    assert "甲が平成26年9月30日まで在任しています" in said
    ledger.do(add_row(ledger.book, Tenure, {**typed, "from_on": "H26.10.1"}, {"seat_id": seat.id}))


@pytest.mark.parametrize(
    ("cls", "typed", "column", "text", "said"),
    [
        (Body, {"name": "試し", "set_up_on": "H26.4"}, "abolished_on", "H26.3.31", "廃止(平成26年3月31日)が設置"),
        (
            Event,
            {"title": "試し", "began_on": "H26"},
            "ended_on",
            "H25.12",
            "終わり(平成25年12月)が日付(平成26年)",
        ),
    ],
)
def test_nothing_ends_before_it_begins(ledger: Any, cls: Any, typed: Any, column: str, text: str, said: str) -> None:
    ledger.do(add_row(ledger.book, cls, typed))
    row = list(ledger.book.all(cls).values())[-1]
    assert said in refused(edit(ledger.book, row, column, text))[0]
    first = next(iter(typed.items()))
    assert getattr(row, first[0]) == first[1]


def test_a_date_in_no_era_is_refused(ledger: Any) -> None:
    (said,) = refused(add_row(ledger.book, Event, {"title": "試し", "began_on": "大化3年"}))
    assert said.startswith("「大化3年」は日付として読めません。平成26年、平成26年4月、")
