"""改善要望票: out as an Excel book, filled in, and back."""

from pathlib import Path
from typing import Any

import pytest

from core.exchange.form_book import form_book, read_form
from core.jobs.importing import read_spreadsheet
from core.model.council import Municipality
from core.model.issues import Priority
from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import SourceRefused
from core.model.operating.forms import FilledForm
from core.model.operating.improvements import Improvement, ImprovementSupport, Stance
from core.operations.improvements.forms import OTHERS, OWN, improvement_forms, take_improvements
from core.words.sentences import sentence
from tests.filled_forms import filled

TODAY = "2015-06-01"


def sent(ledger: Any, label: str) -> bytes:
    municipality = ledger.find(Municipality, label=label)
    forms = improvement_forms(ledger.book, "台帳1", [municipality])
    assert not isinstance(forms, Faults)
    return form_book(forms[0])


def came_back(content: bytes) -> FilledForm:
    return read_form(content, "戻り.xlsx")


def take(ledger: Any, *forms: FilledForm, document_id: str = "台帳1") -> Any:
    return take_improvements(ledger.book, document_id, forms, TODAY)


def told(wish: Any) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


def test_new_requests_and_stances_come_back_as_one_action(ledger: Any) -> None:
    content = filled(
        sent(ledger, "D"),
        {(OWN, 1, "業務"): "住民税", (OWN, 1, "件名"): "一覧を帳票に", (OWN, 1, "緊急度"): "高"},
        {(OTHERS, 1, "賛否"): "賛同", (OTHERS, 2, "賛否"): "賛同しない", (OTHERS, 2, "意見"): "費用が高い"},
    )
    wish = take(ledger, came_back(content))
    assert not isinstance(wish, Faults)
    assert wish.label == "改善要望票1通を取り込み"
    ledger.do(wish)
    new = ledger.find(Improvement, title="一覧を帳票に")
    assert (new.number, new.urgency, new.raised_on) == ("3", Priority.HIGH, TODAY)
    assert new.municipality_id == ledger.find(Municipality, label="D").id
    rows = [row for row in ledger.book.all(ImprovementSupport).values() if row.municipality_id == new.municipality_id]
    assert [(row.stance, row.reason) for row in rows] == [(Stance.SUPPORTS, ""), (Stance.OPPOSED, "費用が高い")]


def test_the_same_form_taken_twice_changes_nothing_the_second_time(ledger: Any) -> None:
    form = came_back(filled(sent(ledger, "D"), {(OWN, 1, "件名"): "一覧を帳票に"}))
    ledger.do(take(ledger, form))
    again = take(ledger, form)
    assert not isinstance(again, Faults)
    assert again.changes == ()


def test_own_requests_are_there_and_may_be_brought_up_to_date(ledger: Any) -> None:
    form = came_back(filled(sent(ledger, "C"), {(OWN, 1, "緊急度"): "低"}))
    ledger.do(take(ledger, form))
    assert ledger.find(Improvement, number="2").urgency is Priority.LOW
    assert len(ledger.book.all(Improvement)) == 2


def test_every_cell_that_cannot_be_read_is_named_and_nothing_changes(ledger: Any) -> None:
    cells = {(OWN, 1, "業務"): "宇宙開発", (OWN, 1, "件名"): "一覧を帳票に", (OWN, 2, "内容"): "件名がない"}
    wish = take(ledger, came_back(filled(sent(ledger, "D"), cells, {(OTHERS, 1, "賛否"): "たぶん"})))
    sentences = told(wish)
    assert len(sentences) == 3
    assert sentences[0].startswith("「戻り.xlsx」の改善要望の7行目、業務: 「宇宙開発」という業務はありません。")
    assert sentences[1].startswith("「戻り.xlsx」の改善要望の8行目、件名: ")
    assert sentences[2].startswith("「戻り.xlsx」の他団体の要望への賛否の7行目、賛否: ")


def test_a_form_of_another_ledger_an_empty_one_and_a_changed_one_are_refused(ledger: Any) -> None:
    assert told(take(ledger, came_back(sent(ledger, "D")))) == ["「戻り.xlsx」に取り込める記入がありません。"]
    form = came_back(filled(sent(ledger, "D"), {(OWN, 1, "件名"): "一覧"}))
    assert told(take(ledger, form, document_id="別")) == [
        "「戻り.xlsx」は別の台帳から送った用紙です。送った台帳で取り込んでください。"
    ]
    changed = filled(sent(ledger, "D"), {(OWN, 0, "件名"): "要望"})
    with pytest.raises(SourceRefused) as refused:
        came_back(changed)
    assert sentence(Fault("", refused.value.rule, refused.value.facts)).startswith(
        "「戻り.xlsx」は用紙の見出しやシートが"
    )


def test_a_form_is_no_table_to_import_and_a_table_is_no_form(ledger: Any, tmp_path: Path) -> None:
    path = tmp_path / "用紙.xlsx"
    path.write_bytes(sent(ledger, "D"))
    with pytest.raises(SourceRefused) as refused:
        read_spreadsheet(path)
    assert refused.value.rule == "is_form"
    with pytest.raises(SourceRefused) as other:
        came_back(b"PK nothing")
    assert other.value.rule
