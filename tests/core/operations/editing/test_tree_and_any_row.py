"""Rows in a tree and rows that name a row of any table, in the terms of the machine: read, told, kept in order, taken
along, carried from one ledger into another."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.book import Book
from core.model.council import Municipality
from core.model.links import Link
from core.model.machine.anywhere import in_other_ids, row_at, value_of
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.faults import Faults
from core.model.machine.kinds import any_place, place_of_any
from core.model.machine.naming import called_at, describe, in_order
from core.model.machine.records import to_row
from core.model.machine.spreadsheet import sheet_of, text_at
from core.model.machine.tree import below, circle_tops, depth_of, is_under_itself, path_of
from core.model.organisation import Body
from core.model.registry import REFERENCES, TABLES
from core.model.requests import Customization, Option
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.merging.merge import compare, merge
from core.operations.merging.rules import broken_rules
from core.storage.rescue.salvage import _mend_references
from core.words.sentences import sentence


@given(st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20), st.integers(1, 10**12))
def test_a_value_names_one_table_and_one_id(table: str, id: int) -> None:
    assert place_of_any(any_place(table, id)) == (table, id)
    assert in_other_ids(any_place(table, id), {table: {id: 7}}) == any_place(table, 7)
    assert in_other_ids(any_place(table, id), {}) == any_place(table, id)


@given(st.dictionaries(st.integers(1, 12), st.none() | st.integers(1, 14), max_size=12))
def test_without_the_ways_up_of_the_tops_no_row_stands_under_itself(above: dict[int, int | None]) -> None:
    def is_in_circle(start: int, ways: dict[int, int | None]) -> bool:
        here = ways[start]
        for _ in ways:
            if here == start:
                return True
            here = ways.get(here) if here is not None else None
        return False

    tops = circle_tops(above)
    assert all(is_in_circle(top, above) for top in tops)
    opened = {id: None if id in tops else up for id, up in above.items()}
    assert not [id for id in opened if is_in_circle(id, opened)]


@pytest.mark.parametrize("value", ["", "links", "links#", "links#0", "#3", "Links#3", "links#3 ", "links#x"])
def test_what_names_no_row_is_none(value: str) -> None:
    assert place_of_any(value) is None


@pytest.mark.parametrize("text", ["団体:射水市", "municipalities:A", "団体：162116", "団体:番号1", "municipalities#1"])
def test_a_row_of_any_table_is_typed_with_its_table(ledger: Any, text: str) -> None:
    ledger.do(add_row(ledger.book, Link, {"source": text, "target": "協議会:番号1"}))
    (link,) = ledger.book.all(Link).values()
    assert link.source == "municipalities#1"
    assert row_at(ledger.book, link.source) == ledger.book.all(Municipality)[1]
    assert text_at(ledger.book, link.source) == "団体:162116"
    assert describe(ledger.book, link) == "射水市と協議会の設定の関連"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("射水市", "「射水市」からは、どの表のどの行か分かりません。"),
        ("団体:", "「団体:」からは、どの表のどの行か分かりません。"),
        ("惑星:火星", "「惑星」という表はありません。"),
        ("団体:火星市", "「火星市」という団体はありません。"),
        ("municipalities#99", "「municipalities#99」からは"),
        ("", "元の記録を入力してください。"),
    ],
)
def test_what_names_no_row_is_refused_and_nothing_changes(ledger: Any, text: str, said: str) -> None:
    wish = add_row(ledger.book, Link, {"source": text, "target": "団体:A"})
    assert isinstance(wish, Faults)
    assert sentence(next(iter(wish))).startswith(said)


def test_links_to_themselves_and_to_links_are_refused(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Link, {"source": "団体:A", "target": "団体:B"}))
    for source, target in (("団体:A", "団体:A"), ("団体:A", "関連:番号1"), ("links#1", "団体:A")):
        assert isinstance(add_row(ledger.book, Link, {"source": source, "target": target}), Faults)


def test_what_is_known_within_its_owner_only_is_named_by_its_number(ledger: Any) -> None:
    option = next(iter(ledger.book.all(Option).values()))
    assert text_at(ledger.book, value_of(option)) == f"案:番号{option.id}"
    assert called_at(ledger.book, "options#999999") == "(削除された記録)"


def test_a_row_takes_what_names_it_along_with_what_belongs_to_it(ledger: Any) -> None:
    request = ledger.find(Customization, item="25")
    option = next(iter(ledger.book.children(Option, request.id).values()))
    ledger.do(add_row(ledger.book, Link, {"source": value_of(option), "target": "団体:A"}))
    ledger.do(add_row(ledger.book, Link, {"source": "団体:B", "target": value_of(request)}))
    wish = remove(ledger.book, [request])
    assert isinstance(wish, ChangeSet)
    assert "関連2件も削除" in wish.label
    inverse = ledger.do(wish)
    assert not ledger.book.all(Link)
    ledger.do(inverse)
    assert len(ledger.book.all(Link)) == 2


def test_a_link_of_theirs_leads_to_the_row_that_had_to_get_another_number(ledger: Any) -> None:
    base = ledger.store.rows()
    ledger.do(add_row(ledger.book, Body, {"name": "こちらの部会"}))
    mine = ledger.store.rows()
    id = max(mine["bodies"])
    theirs_body = {**mine["bodies"][id], "name": "相手の部会"}
    link = to_row(Link(1, any_place("bodies", id), "municipalities#1"))
    theirs = {**base, "bodies": {**base["bodies"], id: theirs_body}, "links": {1: link}}
    ledger.do(merge(compare(base, mine, theirs, REFERENCES), "統合"))
    (link_now,) = ledger.book.all(Link).values()
    named = row_at(ledger.book, link_now.source)
    assert isinstance(named, Body)
    assert named.name == "相手の部会"


def test_a_link_goes_in_a_merge_with_the_row_that_the_others_removed(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Body, {"name": "試行部会"}))
    base = ledger.store.rows()
    id = max(base["bodies"])
    ledger.do(add_row(ledger.book, Link, {"source": any_place("bodies", id), "target": "団体:A"}))
    mine = ledger.store.rows()
    theirs = {**base, "bodies": {key: row for key, row in base["bodies"].items() if key != id}}
    wish = merge(compare(base, mine, theirs, REFERENCES), "統合")
    assert list(broken_rules(ledger.book, wish)) == []
    ledger.do(wish)
    assert not ledger.book.all(Link)


def test_two_moves_that_make_a_circle_together_are_told(ledger: Any) -> None:
    one, two = ledger.find(Body, name="インフラ部会"), ledger.find(Body, name="共通部会")
    changes = (Update("bodies", one.id, {"parent_id": two.id}), Update("bodies", two.id, {"parent_id": one.id}))
    told = list(broken_rules(ledger.book, ChangeSet("統合", changes)))
    assert [(name, fault.rule) for name, fault in told] == [
        ("インフラ部会", "under_itself"),
        ("共通部会", "under_itself"),
    ]


def test_a_circle_that_a_foreign_file_holds_ends_nobodys_work() -> None:
    book = Book({})
    rows = [
        Body(1, "甲", parent_id=2),
        Body(2, "乙", parent_id=1),
        Body(3, "丙", parent_id=3),
        Body(4, "丁", parent_id=9),
    ]
    book.apply(ChangeSet("外から", tuple(Insert("bodies", to_row(one)) for one in rows)))
    assert len(in_order(book, book.all(Body).values())) == 4
    assert [is_under_itself(book, one) for one in rows] == [True, True, True, False]
    assert max(depth_of(book, one) for one in rows) == 1
    assert [one.name for one in below(book, Body)[None]] == ["丁"]
    assert path_of(book, rows[3]) == (rows[3],)


def test_a_tree_goes_out_and_comes_back_though_rows_stand_before_the_row_above_them(ledger: Any) -> None:
    first = ledger.find(Body, short="研究会")
    ledger.do(edit(ledger.book, first, "parent_id", "住民税部会"))
    grid = sheet_of(ledger.book, TABLES["bodies"])
    at = grid.rows[0].index("上位の会議体")
    assert grid.rows[1][at] == "住民税部会"
    assert [one.name for one in path_of(ledger.book, ledger.book.all(Body)[first.id])][-2:] == [
        "住民税部会",
        "富山県電子自治体の整備に関する研究会",
    ]


def test_a_rescued_ledger_has_no_link_to_a_row_that_is_gone() -> None:
    found: dict[str, dict[int, Any]] = {name: {} for name in TABLES}
    found["municipalities"] = {1: {"id": 1}}
    found["links"] = {
        1: to_row(Link(1, "municipalities#1", "bodies#9")),
        2: to_row(Link(2, "municipalities#1", "municipalities#1")),
        3: to_row(Link(3, "nonsense", "municipalities#1")),
    }
    _mend_references(found, {})
    assert list(found["links"]) == [2]
