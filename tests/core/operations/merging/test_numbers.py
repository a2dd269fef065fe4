"""Two people add requests, and the program numbers them: both stay, each with its own quotes."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.book import Book
from core.model.council import Consortium
from core.model.machine.changes import ChangeSet, Delete, Insert, Row, Update
from core.model.machine.records import from_row, to_row
from core.model.registry import REFERENCES, TABLES
from core.model.requests import Customization, Option, Quote
from core.operations.merging.ids import Rows
from core.operations.merging.merge import Divergence, compare, merge
from core.sample import sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.outside import look_outside, merge_in

Wish = tuple[str, tuple[int, ...]]
"""A request's title and the amounts of its quotes, for one implementer, for two and so on."""


def added(book: Book, wishes: Sequence[Wish]) -> tuple[Insert, ...]:
    """Return what adds the requests with one option and its quotes each, as the form does: numbered by the program."""
    changes: list[Insert] = []
    item = max((int(one.item) for one in book.all(Customization).values() if one.item.isdigit()), default=0)
    quote = book.last_id(Quote)
    for at, (title, amounts) in enumerate(wishes, start=1):
        request, option = book.last_id(Customization) + at, book.last_id(Option) + at
        changes += (
            Insert("customizations", to_row(Customization(request, str(item + at), title, adopted_option_id=option))),
            Insert("options", to_row(Option(option, request, position=1))),
        )
        for implementers, amount in enumerate(amounts, start=1):
            quote += 1
            changes.append(Insert("quotes", to_row(Quote(quote, option, implementers, amount))))
    return tuple(changes)


def requests_of(book: Book) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return number, title and amounts of each request; the option that it adopts is its own."""
    found = []
    for request in book.all(Customization).values():
        options = book.children(Option, request.id)
        assert request.adopted_option_id is None or request.adopted_option_id in options
        quotes = [quote for option in options for quote in book.children(Quote, option).values()]
        amounts = tuple(one.one_off_yen for one in sorted(quotes, key=lambda one: one.implementers))
        found.append((request.item, request.title, amounts))
    return found


def book_of(rows: Rows) -> Book:
    return Book({name: [from_row(TABLES[name].record, row) for row in some.values()] for name, some in rows.items()})


def applied(rows: Rows, *changes: Insert | Update | Delete) -> dict[str, dict[int, Row]]:
    result: dict[str, dict[int, Row]] = {name: dict(some) for name, some in rows.items()}
    for change in changes:
        kept = result.setdefault(change.table, {})
        if isinstance(change, Delete):
            del kept[change.id]
        else:
            assert isinstance(change, Insert) == (change.id not in kept)
            kept[change.id] = {**kept.get(change.id, {}), **change.values}
    return result


def compared(base: Rows, ours: Rows, theirs: Rows) -> Divergence:
    return compare(base, ours, theirs, REFERENCES)


BASE = applied({"consortium": {1: to_row(Consortium(1, "協議会"))}}, *added(Book({}), [("健診", (100, 200))]))
amounts = st.lists(st.integers(1, 3), max_size=2).map(tuple)
wishes = st.lists(st.tuples(st.sampled_from(("甲", "乙")), amounts), max_size=4)


@given(wishes, wishes)
@settings(deadline=None)
def test_new_requests_of_both_stay_two_unless_they_are_the_same(mine: list[Wish], others: list[Wish]) -> None:
    ours, theirs = (applied(BASE, *added(book_of(BASE), some)) for some in (mine, others))
    comparison = compared(BASE, ours, theirs)
    assert not comparison.conflicts
    merged = requests_of(book_of(applied(ours, *merge(comparison, "").changes)))
    numbers = [number for number, _, _ in merged]
    assert len(set(numbers)) == len(numbers)
    same = sum(one == other for one, other in zip(mine, others, strict=False))
    expected = Counter([("健診", (100, 200)), *mine, *others])
    expected.subtract([one for one, other in zip(mine, others, strict=False) if one == other])
    assert Counter((title, quoted) for _, title, quoted in merged) == +expected
    assert len(comparison.renumbered) == min(len(mine), len(others)) - same


def test_theirs_keep_their_numbers_and_ours_get_the_next_ones() -> None:
    ours = applied(BASE, *added(book_of(BASE), [("こちら", (10,))]))
    theirs = applied(BASE, *added(book_of(BASE), [("相手", (20,)), ("相手の二つ目", ())]))
    change_set = merge(compared(BASE, ours, theirs), "統合")
    assert change_set.label == "統合(番号を付け直し: 項2→4)"
    assert sorted(requests_of(book_of(applied(ours, *change_set.changes)))) == [
        ("1", "健診", (100, 200)),
        ("2", "相手", (20,)),
        ("3", "相手の二つ目", ()),
        ("4", "こちら", (10,)),
    ]


def test_a_list_that_both_have_read_in_stands_there_once() -> None:
    both = [("甲", (1, 2)), ("乙", ())]
    ours = applied(BASE, *added(book_of(BASE), both))
    before = applied(BASE, *added(book_of(BASE), [("消した要望", (5,))]))
    later = applied(before, *added(book_of(before), both))
    gone = [Delete("quotes", 3), Delete("options", 2), Delete("customizations", 2)]
    renamed = [Update("customizations", 3, {"item": "2"}), Update("customizations", 4, {"item": "3"})]
    theirs = applied(later, *gone, *renamed)
    comparison = compared(BASE, ours, theirs)
    assert not comparison
    assert not comparison.renumbered


def test_an_old_request_of_ours_that_was_renumbered_keeps_its_number_before_a_new_one_of_theirs() -> None:
    ours = applied(BASE, Update("customizations", 1, {"item": "2"}))
    theirs = applied(BASE, *added(book_of(BASE), [("相手", (20,))]))
    merged = requests_of(book_of(applied(ours, *merge(compared(BASE, ours, theirs), "").changes)))
    assert sorted(merged) == [("2", "健診", (100, 200)), ("3", "相手", (20,))]


def test_a_thousand_requests_of_each_of_two_clerks_are_two_thousand(tmp_path: Path) -> None:
    home, path = Home(tmp_path / "home"), tmp_path / "台帳.anbun"
    with closing(LedgerFile.new(home, sample())) as file:
        file.save_as(path)
        before = requests_of(file.store.book())
    wished: list[list[Wish]] = [
        [(f"{who}の要望{at}", (first + at, first + 10 * at)) for at in range(1_000)]
        for who, first in (("こちら", 1), ("相手", 1_000_000))
    ]
    with closing(LedgerFile.open(home, path)) as ours, closing(LedgerFile.open(home, path)) as theirs:
        for file, some in zip((ours, theirs), wished, strict=True):
            file.store.apply(ChangeSet("要望を追加", added(file.store.book(), some)))
        theirs.save()
        outside = look_outside(ours)
        began = perf_counter()
        comparison = compare(outside.base, outside.ours, outside.theirs, outside.references, outside.ids)
        change_set = merge(comparison, "統合")
        assert perf_counter() - began < 30
        merge_in(ours, outside, comparison.ids, change_set, "髙木")
        ours.save()
    with closing(LedgerFile.open(home, path)) as file:
        found = requests_of(file.store.book())
        told = file.store.log(1)[0]
        renumbered = [change for change in told.changes if change.before is not None]
    assert len({number for number, _, _ in found}) == len(found) == len(before) + 2_000
    expected = Counter([(title, quoted) for _, title, quoted in before] + wished[0] + wished[1])
    assert Counter((title, quoted) for _, title, quoted in found) == expected
    assert told.label.startswith("統合(番号を付け直し: 項")
    assert len(renumbered) == 1_000
