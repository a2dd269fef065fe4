"""Answers, adoption, dispositions, merging, matrices of figures and of participation."""

from typing import Any

import pytest

from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Municipality, Participation, Population, System, Weight, WeightKind
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization, Disposition, Option
from core.operations.answers.answering import answer, answer_cells, parse_state
from core.operations.council.matrices import (
    remove_column,
    rename_weight,
    set_participations,
    set_populations,
    set_weights,
)
from core.operations.editing.edit import edit, edit_cells
from core.operations.requests.deciding import adopt, decide, merge
from core.words.sentences import sentence


def item(book: Book, number: str) -> Customization:
    return next(one for one in book.all(Customization).values() if one.item == number)


def member(book: Book, label: str) -> Municipality:
    return next(one for one in book.all(Municipality).values() if one.label == label)


def refused(wish: ChangeSet | Faults) -> list[str]:
    assert isinstance(wish, Faults)
    assert all(sentence(fault) for fault in wish)
    return [fault.rule for fault in wish]


def test_an_answer_is_recorded_with_who_and_when(ledger: Any) -> None:
    book = ledger.book
    inverse = ledger.do(
        answer(book, item(book, "25"), member(book, "B"), AnswerState.YES, "情報課", "2014-08-07T09:00:00", "4in1で")
    )
    assert inverse.label == "滑川市の回答を変更(項25)"
    row = ledger.find(Answer, customization_id=item(book, "25").id, municipality_id=2)
    assert (row.state, row.answered_by, row.answered_at, row.comment) == (
        AnswerState.YES,
        "情報課",
        "2014-08-07T09:00:00",
        "4in1で",
    )
    ledger.do(answer(book, item(book, "25"), member(book, "B"), AnswerState.NO, "情報課", "2014-08-08T09:00:00"))
    assert book.all(Answer)[row.id].comment == "4in1で"


def test_taking_an_answer_back_leaves_no_row(ledger: Any) -> None:
    ledger.do(answer(ledger.book, item(ledger.book, "25"), member(ledger.book, "A"), AnswerState.UNANSWERED))
    said = ledger.book.children(Answer, item(ledger.book, "25").id)
    assert 1 not in {row.municipality_id for row in said.values()}
    ledger.do(answer(ledger.book, item(ledger.book, "25"), member(ledger.book, "A"), AnswerState.UNDECIDED))


def test_the_same_answer_again_changes_nothing(book: Book) -> None:
    wish = answer(book, item(book, "25"), member(book, "A"), AnswerState.YES, "他の人", "2015-01-01T00:00:00")
    assert isinstance(wish, ChangeSet)
    assert not wish


def test_who_is_no_member_on_the_base_date_cannot_answer_but_may_be_cleared(ledger: Any) -> None:
    ledger.do(edit(ledger.book, member(ledger.book, "B"), "left_on", "2014-08-06"))
    b = member(ledger.book, "B")
    assert refused(answer(ledger.book, item(ledger.book, "25"), b, AnswerState.YES)) == ["not_member"]
    ledger.do(answer(ledger.book, item(ledger.book, "25"), b, AnswerState.UNANSWERED))
    ledger.do(edit(ledger.book, b, "left_on", "2014-08-07"))
    ledger.do(answer(ledger.book, item(ledger.book, "25"), member(ledger.book, "B"), AnswerState.YES))


def test_a_paste_of_answers_is_one_action(ledger: Any) -> None:
    book = ledger.book
    cells = [(item(book, "25"), member(book, label), text) for label, text in zip("ABCDEF", "○×？△1", strict=False)]
    inverse = ledger.do(answer_cells(book, cells, "事務局", "2014-08-07T09:00:00"))
    assert inverse.label == "回答を変更(2件)"
    states = {row.municipality_id: row.state.mark for row in book.children(Answer, item(book, "25").id).values()}
    assert states == {1: "●", 2: "×", 3: "？", 4: "？", 5: "●", 6: "？"}


def test_a_paste_that_changes_one_answer_says_whose(book: Book) -> None:
    wish = answer_cells(book, [(item(book, "25"), member(book, "A"), "●"), (item(book, "25"), member(book, "C"), "2")])
    assert isinstance(wish, ChangeSet)
    assert wish.label == "入善町の回答を変更(項25)"


def test_a_paste_with_refused_answers_points_at_each(ledger: Any) -> None:
    ledger.do(edit(ledger.book, member(ledger.book, "F"), "joined_on", "2015-04-01"))
    book = ledger.book
    wish = answer_cells(book, [(item(book, "25"), member(book, who), text) for who, text in (("A", "?"), ("B", "x1"))])
    assert isinstance(wish, Faults)
    assert [(fault.rule, fault.facts["cell"]) for fault in wish] == [("not_a_state", 1)]
    wish = answer_cells(book, [(item(book, "25"), member(book, who), "●") for who in "BF"])
    assert isinstance(wish, Faults)
    assert [(fault.rule, fault.facts["cell"]) for fault in wish] == [("not_member", 1)]


def test_states_typed_on_the_command_line_are_read_or_refused() -> None:
    assert parse_state("実施") is AnswerState.YES
    assert isinstance(parse_state("賛成"), Faults)


def test_an_option_of_the_item_is_adopted_or_none(ledger: Any) -> None:
    sixteen = item(ledger.book, "16")
    option = ledger.find(Option, name="資格情報表示")
    assert ledger.do(adopt(ledger.book, sixteen, option)).label == "項16の案「資格情報表示」を採用"
    assert item(ledger.book, "16").adopted_option_id == option.id
    assert ledger.do(adopt(ledger.book, sixteen, None)).label == "項16の採用を取消"
    assert refused(adopt(ledger.book, item(ledger.book, "17"), option)) == ["option_of_another"]


def test_merging_sets_the_disposition_and_leaving_it_clears_the_target(ledger: Any) -> None:
    assert ledger.do(merge(ledger.book, item(ledger.book, "27"), item(ledger.book, "26"))).label == "項27を項26に統合"
    assert item(ledger.book, "27").disposition is Disposition.MERGED
    ledger.do(decide(ledger.book, item(ledger.book, "27"), Disposition.IMPLEMENT))
    assert item(ledger.book, "27").merged_into_id is None
    ledger.do(edit(ledger.book, item(ledger.book, "27"), "merged_into_id", "項26"))
    assert item(ledger.book, "27").disposition is Disposition.MERGED
    ledger.do(edit(ledger.book, item(ledger.book, "27"), "disposition", "実施しない"))
    assert item(ledger.book, "27").merged_into_id is None
    both = [(item(ledger.book, "27"), "disposition", "統合先なし"), (item(ledger.book, "27"), "merged_into_id", "26")]
    assert refused(edit_cells(ledger.book, both)) == ["not_a_word"]
    both[0] = (both[0][0], "disposition", "他の項に統合")
    ledger.do(edit_cells(ledger.book, both))
    assert item(ledger.book, "27").merged_into_id == item(ledger.book, "26").id


def test_merging_needs_a_target_of_another_item_and_no_circle(book: Book) -> None:
    assert refused(decide(book, item(book, "25"), Disposition.MERGED)) == ["merge_target"]
    assert refused(edit(book, item(book, "25"), "disposition", "他の項に統合")) == ["merge_target"]
    assert refused(edit(book, item(book, "23"), "merged_into_id", "")) == ["merge_target"]
    assert refused(merge(book, item(book, "25"), item(book, "25"))) == ["merge_into_itself"]
    assert refused(merge(book, item(book, "22"), item(book, "23"))) == ["merge_circle"]
    wish = merge(book, item(book, "22"), item(book, "23"))
    assert isinstance(wish, Faults)
    assert "項22→項23→項22" in sentence(next(iter(wish)))
    cells = [(item(book, "23"), "disposition", "実施"), (item(book, "23"), "merged_into_id", "21")]
    assert refused(edit_cells(book, cells)) == ["target_without_merge"]


def test_a_circle_within_one_paste_is_refused(book: Book) -> None:
    cells = [(item(book, "1"), "merged_into_id", "2"), (item(book, "2"), "merged_into_id", "1")]
    assert refused(edit_cells(book, cells)) == ["merge_circle", "merge_circle"]


def test_populations_are_written_changed_and_removed_by_date(ledger: Any) -> None:
    book = ledger.book
    a, b = member(book, "A"), member(book, "B")
    cells = [(a, "H26.1.1", "93,800"), (a, "2010-10-01", ""), (b, "2010-10-01", "33,676")]
    inverse = ledger.do(set_populations(book, cells, "住民基本台帳"))
    assert inverse.label == "人口を変更(2件)"
    found = ledger.find(Population, municipality_id=1, reference_date="2014-01-01")
    assert (found.population, found.source) == (93_800, "住民基本台帳")
    one = set_populations(book, [(b, "2010-10-01", "33,677")])
    assert isinstance(one, ChangeSet)
    assert one.label == "滑川市の人口(平成22年10月1日)を変更"
    wish = set_populations(book, [(a, "2010-10-01", "1"), (b, "2010-10-01", "多い")])
    assert isinstance(wish, Faults)
    assert [(fault.field, fault.rule, fault.facts["cell"]) for fault in wish] == [("population", "not_a_number", 1)]
    assert ledger.do(remove_column(book, Population, "2005-10-01")).label == "人口平成17年10月1日を削除(6件)"


def test_weights_have_names_that_rules_can_use(ledger: Any) -> None:
    book = ledger.book
    cells = [(one, "ごみ量(t)", str(one.position * 100)) for one in book.all(Municipality).values()]
    ledger.do(set_weights(book, cells, WeightKind.MANUAL))
    ledger.do(edit(book, item(book, "26"), "rule", "均等割:指標割(ごみ量(t)) = 30:70"))
    assert item(book, "26").rule == "equal=30,weight:ごみ量(t)=70"
    assert refused(remove_column(book, Weight, "ごみ量(t)")) == ["weight_in_use"]
    ledger.do(rename_weight(book, "ごみ量(t)", "ごみ"))
    assert item(book, "26").rule == "equal=30,weight:ごみ=70"
    assert {weight.kind for weight in book.all(Weight).values()} == {WeightKind.MANUAL}
    ledger.do(edit(book, item(book, "26"), "rule", ""))
    ledger.do(remove_column(book, Weight, "ごみ"))
    assert not book.all(Weight)
    assert refused(set_weights(book, [(member(book, "A"), "a=b", "1")])) == ["weight_name"]
    assert refused(set_weights(book, [(member(book, "A"), "ごみ", "-1")])) == ["negative"]


def test_a_weight_is_not_renamed_to_one_that_exists_or_that_no_rule_could_name(ledger: Any) -> None:
    a = member(ledger.book, "A")
    ledger.do(set_weights(ledger.book, [(a, "甲", "1"), (a, "乙", "2")]))
    assert refused(rename_weight(ledger.book, "甲", "乙")) == ["duplicate"]
    assert refused(rename_weight(ledger.book, "甲", "甲:乙")) == ["weight_name"]
    assert refused(rename_weight(ledger.book, "甲", " ")) == ["blank"]


def test_participation_is_set_and_cleared_in_the_matrix(ledger: Any) -> None:
    book = ledger.book
    system = ledger.find(System, name="学齢簿")
    inverse = ledger.do(set_participations(book, [(member(book, "F"), system, "×"), (member(book, "A"), system, "○")]))
    assert inverse.label == "舟橋村の学齢簿への参加を変更"
    assert len([row for row in book.all(Participation).values() if row.system_id == system.id]) == 5
    ledger.do(set_participations(book, [(member(book, "F"), system, "○"), (member(book, "E"), system, "")]))
    assert refused(set_participations(book, [(member(book, "F"), system, "半分")])) == ["not_a_flag"]


def test_an_own_rule_needs_the_weights_and_populations_that_it_names(ledger: Any) -> None:
    assert refused(edit(ledger.book, item(ledger.book, "26"), "rule", "weight:ごみ量")) == ["unknown_weight"]
    ledger.do(set_populations(ledger.book, [(member(ledger.book, "F"), "2010-10-01", "")]))
    wish = edit(ledger.book, item(ledger.book, "26"), "rule", "人口割")
    assert refused(wish) == ["population_missing"]
    assert isinstance(wish, Faults)
    assert "舟橋村" in sentence(next(iter(wish)))


@pytest.mark.parametrize(("name", "text", "rule"), [("unit", "7", "not_a_unit"), ("name", "", "blank")])
def test_settings_of_the_consortium_keep_their_rules(book: Book, name: str, text: str, rule: str) -> None:
    assert refused(edit(book, book.consortium, name, text)) == [rule]


def test_the_representative_is_a_member(ledger: Any) -> None:
    ledger.do(edit(ledger.book, member(ledger.book, "B"), "left_on", "2014-04-01"))
    assert refused(edit(ledger.book, ledger.book.consortium, "representative_id", "B")) == ["representative_not_member"]
    ledger.do(edit(ledger.book, ledger.book.consortium, "representative_id", "A"))
