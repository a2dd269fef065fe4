"""要望にする: a request that knows of which improvement it was made. What is not in the sample is made up."""

from typing import Any

from core.calc.improvements import requests_by_improvement
from core.calc.linked import links_of
from core.model.machine.faults import Faults
from core.model.operating.improvements import Improvement, Verdict
from core.model.requests import Customization
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.improvements.requesting import make_requests
from core.words.sentences import sentence


def made(ledger: Any, title: str = "検索を速く", **texts: str) -> Improvement:
    ledger.do(add_row(ledger.book, Improvement, {"title": title, **texts}))
    found: Improvement = ledger.find(Improvement, title=title)
    return found


def refused(wish: Any) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


def test_an_improvement_becomes_a_request_with_what_was_written_of_it(ledger: Any) -> None:
    one = ledger.find(Improvement, number="2")
    wish = make_requests(ledger.book, [one])
    assert not isinstance(wish, Faults)
    assert wish.label == "改善要望2を要望(項32)にする"
    ledger.do(wish)
    request = ledger.find(Customization, item="32")
    assert (request.title, request.system_id) == (one.title, one.system_id)
    assert request.description == (
        "【要望した団体】入善町\n【内容】印刷の前に件数表を画面で確かめたい。\n"
        "【事業者の回答】有償で対応\n件数表の画面を新しく作る。\n【見積】480,000円"
    )
    assert [linked.text for linked in links_of(ledger.book, request)] == ["発生元: 改善要望2"]
    assert ledger.find(Improvement, number="2").verdict is Verdict.REQUESTED
    assert requests_by_improvement(ledger.book) == {one.id: [request.id]}


def test_an_improvement_becomes_a_request_once_and_a_declined_one_never(ledger: Any) -> None:
    one = made(ledger)
    ledger.do(make_requests(ledger.book, [one]))
    assert refused(make_requests(ledger.book, [one])) == ["改善要望3はすでに要望(項32)になっています。"]
    assert refused(make_requests(ledger.book, [])) == ["要望にする改善要望を選んでください。"]
    declined = made(ledger, "見送ったもの", verdict="見送り")
    assert refused(make_requests(ledger.book, [declined])) == [
        "改善要望4は見送りと判断されています。要望にするときは、先に協議会の判断を直してください。"
    ]


def test_several_become_a_request_each_in_one_action(ledger: Any) -> None:
    rows = [made(ledger, f"要望{at}") for at in range(3)]
    wish = make_requests(ledger.book, rows)
    assert not isinstance(wish, Faults)
    assert wish.label == "改善要望3件を要望にする"
    ledger.do(wish)
    assert len(requests_by_improvement(ledger.book)) == 3


def test_nothing_is_done_before_it_was_received(ledger: Any) -> None:
    one = made(ledger, raised_on="H27.4.10")
    assert refused(edit(ledger.book, one, "done_on", "H27.4.9")) == [
        "完了日(平成27年4月9日)が受付日(平成27年4月10日)より前です。受付日からの日付を入力してください。"
    ]
    ledger.do(edit(ledger.book, one, "done_on", "H27.4.10"))
    assert ledger.book.all(Improvement)[one.id].verdict is Verdict.ADOPTED


def test_what_was_declined_is_not_done(ledger: Any) -> None:
    one = made(ledger, verdict="見送り")
    (told,) = refused(edit(ledger.book, one, "done_on", "H27.4.10"))
    assert told == "改善要望3は見送りと判断されているため、完了日を入れられません。判断か完了日を直してください。"
