import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.calc.allocation.live import LiveAllocation
from core.calc.allocation.pricing import Money
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Update, Value
from core.model.machine.records import to_row
from core.model.requests import Customization, Disposition, Option, Quote
from core.model.values.rules import Remainder
from tests.bench.big_book import big_book
from tests.core.calc.ledger import customization, ledger


def change(book: Book, live: LiveAllocation, *changes: Change) -> set[int]:
    return live.follow(book.apply(ChangeSet("変更", changes)))


def test_answering_item_25_changes_only_that_item_and_the_totals() -> None:
    quotes = {1: 300_000, 2: 340_000, 3: 360_000}
    book = ledger({24: "YNN", 25: "Y??"}, {24: {1: 600_000}, 25: quotes})
    live = LiveAllocation(book)
    before = live.allocation
    answer = next(one for one in book.all(Answer).values() if one.customization_id == 25 and one.municipality_id == 2)
    assert change(book, live, Update("answers", answer.id, {"state": "yes"})) == {25}
    after = live.allocation
    assert after.item(24) is before.item(24)
    assert after.item(25).max.shares == (170_000, 170_000, 0)
    assert before.totals[View.MAX].shares == (900_000, 0, 0)
    assert after.totals[View.MAX].shares == (770_000, 170_000, 0)


def test_a_new_unit_recalculates_everything_and_a_new_name_nothing() -> None:
    book = ledger({1: "YY", 2: "YN"}, {1: {2: 1_001}, 2: {1: 50}})
    live = LiveAllocation(book)
    assert change(book, live, Update("consortium", 1, {"name": "新しい協議会"})) == set()
    assert change(book, live, Update("consortium", 1, {"unit": 100})) == {1, 2}
    assert live.allocation == allocate(book)


def test_a_system_changes_no_amount() -> None:
    book = ledger("YY", {2: 100})
    live = LiveAllocation(book)
    before = live.allocation
    assert change(book, live, Insert("systems", to_row(System(1, "住民記録")))) == set()
    assert live.allocation is before


def test_a_request_that_goes_takes_its_amounts_along() -> None:
    book = ledger({1: "YY", 2: "YN"}, {1: {2: 100}, 2: {1: 50}})
    live = LiveAllocation(book)
    rows = [Delete("answers", one.id) for one in book.children(Answer, 1).values()]
    rows += [Delete("quotes", one.id) for one in book.children(Quote, 1).values()]
    rows += [Delete("options", 1), Delete("customizations", 1)]
    assert change(book, live, *rows) == {1}
    assert live.allocation == allocate(book)
    assert live.allocation.totals[View.MAX].total == 50


def test_a_new_number_moves_the_item_to_its_place() -> None:
    book = ledger({1: "YY", 2: "YN"}, {1: {2: 100}, 2: {1: 50}})
    live = LiveAllocation(book)
    change(book, live, Update("customizations", 1, {"item": "30"}))
    assert [item.customization_id for item in live.allocation.items] == [2, 1]
    row = to_row(customization(3, "4"))
    assert change(book, live, Insert("customizations", row)) == {3}
    assert [item.customization_id for item in live.allocation.items] == [2, 3, 1]


def random_change(book: Book, draw: random.Random) -> Change:
    """Return some edit of what the amounts depend on."""
    number = draw.randrange(1, 7)
    one = draw.choice(list(book.all(Customization).values()))
    match draw.randrange(11):
        case 0 | 1 | 2:
            answers = list(book.children(Answer, one.id).values())
            if answers and draw.random() < 0.7:
                return Update("answers", draw.choice(answers).id, {"state": draw.choice(list(AnswerState)).value})
            free = set(book.all(Municipality)) - {answer.municipality_id for answer in answers}
            who = draw.choice([*free, None]) if free else None
            if who is None:
                return Update("customizations", one.id, {"note": "メモ"})
            return Insert("answers", to_row(Answer(book.last_id(Answer) + 1, one.id, who, AnswerState.YES)))
        case 3:
            return Update("customizations", one.id, {"disposition": draw.choice(list(Disposition)).value})
        case 4:
            rule = draw.choice([None, "population", "equal=1,population=1", "weight:x", "読めない"])
            return Update("customizations", one.id, {"rule": rule})
        case 5:
            adopted = draw.choice([None, *book.children(Option, one.id)])
            return Update("customizations", one.id, {"adopted_option_id": adopted})
        case 6:
            return Insert("options", to_row(Option(book.last_id(Option) + 1, one.id, "別の案")))
        case 7:
            quotes = list(book.all(Quote).values())
            return Update("quotes", draw.choice(quotes).id, {"one_off_yen": draw.randrange(10**6)})
        case 8:
            return Update("customizations", one.id, {"item": f"{draw.randrange(1, 9)}-{one.id}"})
        case 9:
            who = draw.choice(list(book.all(Municipality)))
            return Update("municipalities", who, {"left_on": draw.choice([None, "2014-01-01"]), "position": number})
        case _:
            remainder, unit = draw.choice(list(Remainder)).value, draw.choice([1, 100])
            chosen = draw.choice([None, 1, 2])
            wish: dict[str, Value] = {"remainder": remainder, "unit": unit, "estimate": 1, "representative_id": chosen}
            return Update("consortium", 1, wish)


@settings(max_examples=40)
@given(st.integers(0, 10**9), st.sampled_from(Money))
def test_following_every_change_gives_what_a_full_recalculation_gives(seed: int, money: Money) -> None:
    draw = random.Random(seed)
    book = big_book(5, 6, seed=seed, quotes=3, estimate=False)
    live = LiveAllocation(book, money)
    for _ in range(12):
        before = live.allocation
        done = change(book, live, *(random_change(book, draw) for _ in range(draw.randrange(1, 4))))
        now = allocate(book, money)
        assert live.allocation == now
        for id in now.by_id.keys() - done:
            assert now.item(id) == before.item(id)


@pytest.mark.parametrize("quotes", [1, 4])
def test_the_large_ledger_is_the_same_every_time(quotes: int) -> None:
    assert allocate(big_book(9, 20, quotes=quotes)) == allocate(big_book(9, 20, quotes=quotes))
