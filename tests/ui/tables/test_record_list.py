from dataclasses import dataclass, replace

import pytest

from core.model.requests import Disposition
from ui.tables.columns import Column, Totals, yen_column
from ui.tables.record_list import Filter, RecordList, Sorting


@dataclass(frozen=True)
class Item:
    id: int
    title: str
    total: int | None
    disposition: Disposition


ITEMS = [
    Item(1, "ｶﾀｶﾅ様式", 300, Disposition.DECLINE),
    Item(2, "帳票", None, Disposition.IMPLEMENT),
    Item(3, "かたかな帳票", 9, Disposition.UNDER_REVIEW),
    Item(4, "Excel出力", 1_200, Disposition.IMPLEMENT),
]
COLUMNS = (
    Column("要望", lambda item: item.title),
    yen_column("総額", lambda item: item.total),
    Column("方針", lambda item: item.disposition),
)


@pytest.fixture
def items() -> RecordList:
    records = RecordList(COLUMNS)
    records.replace(ITEMS)
    return records


def ids(records: RecordList) -> list[int]:
    return [item.id for item in records.shown]


@pytest.mark.parametrize(("descending", "expected"), [(False, [3, 1, 4, 2]), (True, [4, 1, 3, 2])])
def test_figures_sort_by_size_and_empty_cells_stay_last(
    items: RecordList, descending: bool, expected: list[int]
) -> None:
    items.sorting = Sorting("総額", descending)
    items.arrange()
    assert ids(items) == expected


def test_words_of_the_ledger_sort_in_their_declared_order(items: RecordList) -> None:
    items.sorting = Sorting("方針")
    items.arrange()
    assert ids(items) == [3, 2, 4, 1]


def test_a_text_filter_takes_width_and_kana_alike(items: RecordList) -> None:
    items.filters["要望"] = Filter(text="カタカナ")
    items.arrange()
    assert ids(items) == [1, 3]


def test_filters_of_several_columns_hold_together(items: RecordList) -> None:
    items.filters = {"方針": Filter(frozenset({"実施"})), "要望": Filter(text="ＥＸＣＥＬ")}
    items.arrange()
    assert ids(items) == [4]


def test_counts_of_a_column_follow_the_other_filters_but_not_its_own(items: RecordList) -> None:
    items.filters = {"方針": Filter(frozenset({"実施しない"})), "要望": Filter(text="帳票")}
    assert dict(items.counts("方針")) == {"検討中": 1, "実施": 1}


def test_search_finds_every_shown_cell_row_by_row(items: RecordList) -> None:
    assert items.find("帳票") == [(1, 0), (2, 0)]
    assert items.find("1,2") == [(3, 1)]
    assert items.find("") == []


def test_search_sees_a_record_that_was_changed_since(items: RecordList) -> None:
    assert items.find("変更後") == []
    items.update([replace(ITEMS[0], title="変更後")])
    assert items.find("変更後") == [(0, 0)]


def test_a_changed_record_stays_in_its_row_although_it_is_sorted(items: RecordList) -> None:
    items.sorting = Sorting("総額")
    items.arrange()
    assert items.update([replace(ITEMS[2], total=99_999)]) == [0]
    assert ids(items) == [3, 1, 4, 2]


def test_a_record_filtered_out_may_change_unseen(items: RecordList) -> None:
    items.filters["方針"] = Filter(frozenset({"実施"}))
    items.arrange()
    assert items.update([replace(ITEMS[0], total=1)]) == []
    items.filters.clear()
    items.arrange()
    assert items.shown[0].total == 1


def test_filters_of_columns_that_are_gone_go_with_them(items: RecordList) -> None:
    items.filters["総額"] = Filter(text="9")
    items.sorting = Sorting("総額")
    items.set_columns(COLUMNS[:1])
    assert len(items.shown) == 4


def test_negative_yen_are_copied_as_data_and_shown_with_a_triangle() -> None:
    column = yen_column("差", lambda amount: amount)
    assert (column.text(-1_234), column.plain_text(-1_234)) == ("△1,234", "-1234")


def test_totals_need_no_values() -> None:
    assert Totals("合計").values == {}
