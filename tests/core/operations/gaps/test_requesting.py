"""要望にする: a request that knows of which item it was made."""

from typing import Any

from core.calc.gaps.origins import gaps_by_request, requests_by_gap
from core.calc.linked import links_of
from core.model.gaps import Gap, Proposal
from core.model.machine.faults import Faults
from core.model.meetings import Meeting
from core.model.requests import Customization
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.gaps.requesting import make_requests, set_requests
from core.words.sentences import sentence
from tests.core.operations.gaps.made_up import item, refused, session


def test_a_request_made_of_an_item_has_what_was_written_of_it_and_knows_where_it_came_from(ledger: Any) -> None:
    gap = item(ledger, "納税通知書", present="町の様式", standard="標準の様式", proposed="様式を足す")
    wish = make_requests(ledger.book, [gap])
    assert not isinstance(wish, Faults)
    assert wish.label == "F&G32を要望(項32)にする"
    ledger.do(wish)
    request = ledger.find(Customization, item="32")
    assert (request.title, request.system_id) == ("納税通知書", gap.system_id)
    assert request.description == "【現行の姿】町の様式\n【パッケージ標準】標準の様式\n【対応の内容】様式を足す"
    assert [one.text for one in links_of(ledger.book, request)] == ["発生元: F&G32"]
    assert [one.text for one in links_of(ledger.book, gap)] == ["項32"]
    assert ledger.book.all(Gap)[gap.id].proposal is Proposal.CUSTOMIZE


def test_a_proposal_that_was_made_stays(ledger: Any) -> None:
    gap = item(ledger, proposal="外付け")
    ledger.do(make_requests(ledger.book, [gap]))
    assert ledger.book.all(Gap)[gap.id].proposal is Proposal.OUTSIDE


def test_an_item_becomes_a_request_once(ledger: Any) -> None:
    gap = item(ledger)
    ledger.do(make_requests(ledger.book, [gap]))
    assert refused(make_requests(ledger.book, [gap])) == ["F&G32はすでに要望(項32)になっています。"]
    assert refused(make_requests(ledger.book, [])) == ["要望にするF&G項目を選んでください。"]


def test_several_items_become_a_request_each_in_one_action(ledger: Any) -> None:
    gaps = [item(ledger, f"帳票{at}") for at in range(3)]
    wish = make_requests(ledger.book, gaps)
    assert not isinstance(wish, Faults)
    assert wish.label == "F&G項目3件を要望にする"
    ledger.do(wish)
    found = requests_by_gap(ledger.book)
    items = [ledger.book.all(Customization)[found[gap.id][0]].item for gap in gaps]
    assert items == ["32", "33", "34"]


def test_items_are_tied_to_requests_that_are_there_by_their_number(ledger: Any) -> None:
    one, two = item(ledger, "帳票1"), item(ledger, "帳票2")
    ledger.do(set_requests(ledger.book, [(one, "25、24"), (two, "項25")]))
    request = ledger.find(Customization, item="25")
    assert set(gaps_by_request(ledger.book)[request.id]) == {25, one.id, two.id}
    ledger.do(set_requests(ledger.book, [(one, "24")]))
    assert set(gaps_by_request(ledger.book)[request.id]) == {25, two.id}
    ledger.do(set_requests(ledger.book, [(one, ""), (two, "")]))
    assert one.id not in requests_by_gap(ledger.book)


def test_a_request_that_is_not_there_refuses_the_cell_and_changes_nothing(ledger: Any) -> None:
    one, two = item(ledger, "帳票1"), item(ledger, "帳票2")
    wish = set_requests(ledger.book, [(one, "25"), (two, "99")])
    assert isinstance(wish, Faults)
    (fault,) = wish
    assert fault.facts["cell"] == 1
    assert sentence(fault).startswith("「99」という項はありません。")


def test_removing_the_request_leaves_the_item_and_removing_the_item_tells_of_the_tie(ledger: Any) -> None:
    gap = item(ledger)
    ledger.do(make_requests(ledger.book, [gap]))
    request = ledger.find(Customization, item="32")
    ledger.do(ledger.do(remove(ledger.book, [request])))
    wish = remove(ledger.book, [gap])
    assert not isinstance(wish, Faults)
    assert wish.label == "F&G32を削除(関連1件も削除)"
    ledger.do(remove(ledger.book, [request]))
    assert gap.id in ledger.book.all(Gap)
    assert requests_by_gap(ledger.book).get(gap.id) is None


def test_removing_a_session_says_which_items_hang_on_it(ledger: Any) -> None:
    meeting = session(ledger)
    gaps = [item(ledger, f"帳票{at}", meeting_id="第1回税の確認会") for at in range(2)]
    wish = remove(ledger.book, [meeting])
    assert not isinstance(wish, Faults)
    assert wish.label == ("第1回税の確認会を削除(F&G32は挙がった会議が空欄になる、F&G33は挙がった会議が空欄になる)")
    item(ledger, "帳票3", meeting_id="第1回税の確認会")
    item(ledger, "帳票4", meeting_id="第1回税の確認会")
    wish = remove(ledger.book, [ledger.book.all(Meeting)[meeting.id]])
    assert not isinstance(wish, Faults)
    assert wish.label == "第1回税の確認会を削除(F&G項目4件は挙がった会議が空欄になる)"
    inverse = ledger.do(wish)
    assert ledger.book.all(Gap)[gaps[0].id].meeting_id is None
    ledger.do(inverse)
    assert ledger.book.all(Gap)[gaps[0].id].meeting_id == meeting.id


def test_nothing_is_decided_before_it_came_up(ledger: Any) -> None:
    session(ledger, "H26.5.1")
    session(ledger, "H26.4.1")
    gap = item(ledger, meeting_id="第1回税の確認会")
    said = (
        "F&G32は第1回税の確認会(平成26年5月1日)で挙がっているため、それより前の平成26年4月1日には決定できません。"
        "決定日か会議を直してください。"
    )
    assert refused(edit(ledger.book, gap, "decided_on", "H26.4.1")) == [said]
    assert refused(edit(ledger.book, gap, "decided_at_id", "第2回税の確認会")) == [said]
    ledger.do(edit(ledger.book, gap, "decided_on", "H26.5.1"))
    assert refused(edit(ledger.book, gap, "number", "0")) == ["F&G番号は1以上で入力してください。"]
    assert refused(edit(ledger.book, gap, "number", "1")) == [
        "F&G番号「1」はすでに使われています。別のF&G番号にしてください。"
    ]
