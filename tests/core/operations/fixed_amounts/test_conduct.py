"""定額表: whose amount is which, and what is refused while the table is typed."""

from typing import Any

import pytest

from core.calc.members import members_of
from core.calc.splitting.split import split
from core.model.council import Municipality
from core.model.fixed_amounts import FixedAmount
from core.model.machine.faults import Faults
from core.model.values.rule_words import read_rule
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.words.sentences import sentence


def add(ledger: Any, **texts: str) -> None:
    ledger.do(add_row(ledger.book, FixedAmount, {"name": "基本料", **texts}))


def refused(ledger: Any, **texts: str) -> str:
    wish = add_row(ledger.book, FixedAmount, {"name": "基本料", **texts})
    assert isinstance(wish, Faults)
    return sentence(next(iter(wish)))


def test_a_class_is_looked_up_by_kind_and_population_and_an_own_row_comes_first(ledger: Any) -> None:
    add(ledger, yen="500万円", kind="市", least="50000")
    add(ledger, yen="300万円", kind="市", below="50000")
    add(ledger, yen="100万円", kind="町")
    add(ledger, yen="80万円", municipality_id="舟橋村")
    assert [one.fixed["基本料"] for one in members_of(ledger.book)] == [
        5_000_000,
        3_000_000,
        1_000_000,
        1_000_000,
        1_000_000,
        800_000,
    ]
    done = split(20_000_000, read_rule("定額(基本料)、均等割"), members_of(ledger.book))
    assert sum(done.shares.values()) == 20_000_000


def test_who_is_in_no_class_is_named_and_nothing_is_split(ledger: Any) -> None:
    add(ledger, yen="500万円", kind="市")
    add(ledger, yen="100万円", kind="町")
    assert members_of(ledger.book)[-1].fixed == {"基本料": None}


def test_a_table_of_single_municipalities_leaves_the_others_out(ledger: Any) -> None:
    add(ledger, yen="5万円", municipality_id="射水市")
    assert [one.fixed["基本料"] for one in members_of(ledger.book)] == [50_000, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"yen": "1"}, "重なる"),
        ({"yen": "1", "municipality_id": "射水市", "kind": "市"}, "どちらか一方で"),
        ({"yen": "1", "least": "500", "below": "500"}, "当てはまる団体はありません"),
        ({"yen": "1", "kind": "市", "least": "40000"}, "重なる"),
        ({"yen": "1", "least": "0"}, "重なる"),
        ({"yen": "1", "municipality_id": "滑川市"}, "もうあります"),
        ({"yen": "1", "name": "a=b", "least": "0"}, "使えない文字"),
    ],
)
def test_rows_that_say_nothing_or_too_much_are_refused(ledger: Any, texts: dict[str, str], words: str) -> None:
    add(ledger, yen="500万円", kind="市", least="50000")
    add(ledger, yen="5", municipality_id="滑川市")
    assert words in refused(ledger, **texts)


def test_a_rule_names_a_table_that_is_there(ledger: Any) -> None:
    wish = edit(ledger.book, ledger.book.consortium, "rule", "定額(基本料)、均等割")
    assert isinstance(wish, Faults)
    assert "定額表「基本料」がありません" in sentence(next(iter(wish)))
    add(ledger, yen="1", least="0")
    ledger.do(edit(ledger.book, ledger.book.consortium, "rule", "定額(基本料)、均等割"))
    assert ledger.book.consortium.rule == "fixed:基本料,equal=1"


def test_the_row_of_a_municipality_that_goes_becomes_nobodys(ledger: Any) -> None:
    add(ledger, yen="5万円", municipality_id="舟橋村")
    gone = members_of(ledger.book)[-1]
    ledger.do(remove(ledger.book, [one for one in ledger.book.all(Municipality).values() if one.id == gone.id]))
    assert [one.fixed["基本料"] for one in members_of(ledger.book)] == [0, 0, 0, 0, 0]
