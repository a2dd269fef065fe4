"""Typing and pasting into the matrix of quotes."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.calc.allocation.pricing import Money
from core.calc.allocation.quote_board import QuoteLine, quote_board
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization, Option, Quote
from core.operations.editing.adding import add_row
from core.operations.requests.quote_matrix import set_quotes
from core.words.sentences import sentence


def line(book: Book, item: str) -> QuoteLine:
    return next(one for one in quote_board(book, Money.ONE_OFF).lines if one.customization.item == item)


def quoted(book: Book, item: str) -> dict[int, tuple[int, int]]:
    found = line(book, item)
    quotes = book.children(Quote, found.option.id).values() if found.option else ()
    return {one.implementers: (one.one_off_yen, one.yearly_yen) for one in quotes}


def told(wish: ChangeSet | Faults) -> list[tuple[object, str]]:
    assert isinstance(wish, Faults)
    return [(fault.facts["cell"], sentence(fault)) for fault in wish]


def test_seventy_five_quotes_of_fifteen_new_requests_are_one_action(ledger: Any) -> None:
    for at in range(15):
        ledger.do(add_row(ledger.book, Customization, {"title": f"新しい要望{at}"}))
    lines = [line(ledger.book, str(32 + at)) for at in range(15)]
    cells = [(one, n, f"{n}00千円") for one in lines for n in range(1, 6)]
    inverse = ledger.do(set_quotes(ledger.book, cells, Money.ONE_OFF))
    assert quoted(ledger.book, "46") == {n: (n * 100_000, 0) for n in range(1, 6)}
    assert len(ledger.book.children(Option, lines[0].customization.id)) == 1, "one option for all five"
    ledger.book.apply(inverse)
    assert quoted(ledger.book, "46") == {}


def test_a_blank_takes_the_quote_away_and_another_amount_changes_it(ledger: Any) -> None:
    one = line(ledger.book, "20")
    ledger.do(set_quotes(ledger.book, [(one, 1, ""), (one, 2, "1")], Money.ONE_OFF))
    assert {n: yen for n, (yen, _) in quoted(ledger.book, "20").items()} == {
        2: 1, 3: 1_220_000, 4: 1_280_000, 5: 1_340_000, 6: 1_400_000
    }  # fmt: skip


def test_a_yearly_amount_needs_its_one_off_amount_and_keeps_it_from_being_cleared(ledger: Any) -> None:
    one = line(ledger.book, "20")
    ledger.do(set_quotes(ledger.book, [(one, 1, "12,000")], Money.YEARLY))
    assert quoted(ledger.book, "20")[1] == (1_100_000, 12_000)
    assert told(set_quotes(ledger.book, [(one, 2, "5"), (one, 9, "5")], Money.YEARLY)) == [
        (1, "項20の9団体の初期費用がまだありません。先に初期費用を入力してください(かからないときは0)。")
    ]
    assert told(set_quotes(ledger.book, [(one, 1, "")], Money.ONE_OFF)) == [
        (0, "項20の1団体の見積には年額12,000円があるため、初期費用だけを消せません。先に年額を消してください。")
    ]
    ledger.do(set_quotes(ledger.book, [(one, 1, "")], Money.YEARLY))
    assert quoted(ledger.book, "20")[1] == (1_100_000, 0)


def test_what_is_no_amount_refuses_the_whole_block_by_its_cell(ledger: Any) -> None:
    one = line(ledger.book, "20")
    wish = set_quotes(ledger.book, [(one, 1, "5"), (one, 2, "-1"), (one, 3, "たくさん")], Money.ONE_OFF)
    assert [cell for cell, _ in told(wish)] == [1, 2]


AMOUNTS = st.one_of(st.just(""), st.integers(0, 10**14).map(str), st.integers(0, 10**6).map(lambda n: f"{n:,}円"))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.tuples(st.integers(1, 31), st.integers(1, 9), AMOUNTS), max_size=30))
def test_any_block_is_written_cell_by_cell_and_taken_back_exactly(
    ledger: Any, cells: list[tuple[int, int, str]]
) -> None:
    wish = set_quotes(ledger.book, [(line(ledger.book, str(item)), n, text) for item, n, text in cells], Money.ONE_OFF)
    ledger.do(wish)  # writes, undoes, compares with before, writes again
    for (item, n), text in {(item, n): text for item, n, text in cells}.items():
        expected = int(text.replace(",", "").replace("円", "")) if text else None
        assert quoted(ledger.book, str(item)).get(n, (None, 0))[0] == expected
