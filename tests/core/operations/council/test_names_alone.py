"""A list of names alone becomes members; a list that says more stays what it is."""

import pytest

from core.model.book import Book
from core.model.council import Consortium, Municipality, MunicipalityKind
from core.model.machine.grids import Grid, GridCell
from core.operations.importing.plan import ImportPlan
from core.operations.importing.understood import Wishes
from core.operations.intake import look_at

EMPTY = Book({"consortium": [Consortium(1, "協議会")]})


def planned(*rows: tuple[GridCell, ...], book: Book = EMPTY, table: str | None = None) -> ImportPlan | None:
    return look_at(book, Grid("名簿", rows), Wishes(table=table)).plan(book)


def members(plan: ImportPlan | None) -> list[tuple[str, str, str]]:
    assert plan is not None
    book = Book({"consortium": [EMPTY.consortium]})
    book.apply(plan.change_set)
    return [(one.code, one.name, one.kind) for one in book.all(Municipality).values()]


KAMIICHI = ("163228", "上市町", MunicipalityKind.TOWN)
HIMI = ("162051", "氷見市", MunicipalityKind.CITY)


@pytest.mark.parametrize(
    "rows",
    [
        (("上市町",), ("氷見市",)),
        (("構成団体",), ("上市町",), ("氷見市",)),
        (("令和7年度の構成団体",), (None,), ("No.", "団体"), (1, "上市町"), (2, "氷見市")),
        (("富山県", "上　市　町"), ("富山県", "氷 見 市")),
        (("中新川郡上市町",), ("富山県",), ("富山県氷見市",), ("合計",)),
    ],
    ids=["no heading", "a heading", "numbered", "with the prefecture", "prefecture and total rows"],
)
def test_names_alone_are_members_with_code_and_kind(rows: tuple[tuple[GridCell, ...], ...]) -> None:
    assert members(planned(*rows)) == [KAMIICHI, HIMI]
    assert members(planned(*rows, table="municipalities")) == [KAMIICHI, HIMI]


def test_a_name_of_several_places_is_that_of_the_prefecture_of_the_others_or_is_refused_with_its_cell() -> None:
    assert members(planned(("上市町",), ("朝日町",), ("氷見市",)))[1][0] == "163431"
    refused = planned(("朝日町",), ("池田町",))
    assert refused is not None
    assert not refused.change_set
    assert [(line.row, fault.rule, fault.facts["cell"]) for line in refused.refused for fault in line.reasons] == [
        (1, "name_of_several", "A1"),
        (2, "name_of_several", "A2"),
    ]


def test_who_is_not_in_the_list_of_the_country_is_refused_and_nobody_is_lost() -> None:
    plan = planned(("上市町",), ("氷見市",), ("架空町",))
    assert plan is not None
    assert [line.row for line in plan.refused] == [3]
    assert len(plan.added) == 2


def test_what_stands_above_and_below_is_named_as_left_out() -> None:
    plan = planned(("会議の資料",), ("団体",), ("上市町",), ("富山県",), ("氷見市",), ("計",))
    assert plan is not None
    told = [(one.row, one.text, one.why.rule) for one in plan.left_out]
    assert told == [(1, "会議の資料", "title_row"), (4, "富山県", "prefecture_row"), (6, "計", "total_row")]


def test_a_member_keeps_the_spelling_of_the_ledger() -> None:
    book = Book({"consortium": [EMPTY.consortium], "municipalities": [Municipality(1, "162027", "髙岡市")]})
    plan = planned(("高岡市",), ("上市町",), book=book)
    assert plan is not None
    assert len(plan.changed) == 0
    assert len(plan.added) == 1


@pytest.mark.parametrize(
    "rows",
    [
        (("団体名", "担当者"), ("上市町", "山田"), ("氷見市", "田中")),
        (("上市町", 1_200_000), ("氷見市", 3_400_000)),
        (("上市町", "氷見市"), ("朝日町", "入善町")),
        (("品名",), ("端末",), ("鍵",), ("上市町",)),
        (("上市町",),),
    ],
    ids=["contacts", "figures", "two columns", "things", "one word"],
)
def test_a_list_that_says_more_of_them_or_of_other_things_is_none(rows: tuple[tuple[GridCell, ...], ...]) -> None:
    assert planned(*rows) is None
