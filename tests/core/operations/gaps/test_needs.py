"""団体別要否: the words, the signs, and what is refused."""

from typing import Any

import pytest

from core.calc.gaps.fits import Needs
from core.model.council import Municipality, Participation, System
from core.model.gaps import GapNeed, Need
from core.model.machine.faults import Faults
from core.operations.editing.rows import remove
from core.operations.gaps.needs import set_needs
from tests.core.operations.gaps.made_up import item, refused


@pytest.mark.parametrize(
    ("text", "need"),
    [("要", Need.NEEDED), ("○", Need.NEEDED), ("1", Need.NEEDED), ("不要", Need.NOT_NEEDED), ("×", Need.NOT_NEEDED)],
)
def test_what_a_municipality_needs_is_read_as_people_write_it(ledger: Any, text: str, need: Need) -> None:
    gap, member = item(ledger), ledger.find(Municipality, label="A")
    ledger.do(set_needs(ledger.book, [(gap, (member, "need"), text)]))
    assert ledger.find(GapNeed, gap_id=gap.id).need is need
    ledger.do(set_needs(ledger.book, [(gap, (member, "need"), "")]))
    assert not ledger.book.children(GapNeed, gap.id)


def test_a_word_that_says_neither_refuses_all_cells(ledger: Any) -> None:
    gap = item(ledger)
    a, b = (ledger.find(Municipality, label=label) for label in "AB")
    (said,) = refused(set_needs(ledger.book, [(gap, (a, "need"), "要"), (gap, (b, "need"), "たぶん")]))
    assert "たぶん" in said
    assert not ledger.book.children(GapNeed, gap.id)


def test_a_reason_stands_beside_an_answer_only(ledger: Any) -> None:
    gap, member = item(ledger), ledger.find(Municipality, label="A")
    assert refused(set_needs(ledger.book, [(gap, (member, "reason"), "年500件")])) == ["要否を入力してください。"]
    cells = [(gap, (member, "need"), "要"), (gap, (member, "reason"), "年500件")]
    ledger.do(set_needs(ledger.book, cells))
    assert ledger.find(GapNeed, gap_id=gap.id).reason == "年500件"


def test_who_does_not_take_part_in_the_system_is_not_asked(ledger: Any) -> None:
    gap, system = item(ledger), ledger.find(System, name="住民税")
    a, f = (ledger.find(Municipality, label=label) for label in "AF")
    ledger.do(remove(ledger.book, [ledger.find(Participation, municipality_id=f.id, system_id=system.id)]))
    ledger.do(set_needs(ledger.book, [(gap, (a, "need"), "要")]))
    needs = Needs(ledger.book)
    assert not needs.concerns(gap, f.id)
    assert needs.count(gap).text == "要1 未4"


def test_a_municipality_or_an_item_takes_its_answers_along(ledger: Any) -> None:
    gap, member = item(ledger), ledger.find(Municipality, label="A")
    ledger.do(set_needs(ledger.book, [(gap, (member, "need"), "要")]))
    wish = remove(ledger.book, [gap])
    assert not isinstance(wish, Faults)
    assert wish.label == "F&G32を削除(団体別要否1件も削除)"
