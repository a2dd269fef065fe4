"""要望の来歴: session → item → option → quote → answers → decision, followed from end to end."""

from typing import Any

from core.calc.allocation.allocate import allocate
from core.calc.gaps.origins import Origin, origins
from core.documents.gaps.wording import (
    answers_text,
    decision_text,
    gaps_text,
    option_text,
    quote_text,
    session_text,
    traced_text,
)
from core.model.council import Municipality
from core.model.links import LinkKind
from core.model.meetings import Decision
from core.model.requests import Customization, Option
from core.operations.answers.answering import answer_cells
from core.operations.editing.edit import edit_cells
from core.operations.gaps.requesting import make_requests
from core.operations.links.linking import tie
from core.operations.requests.adding import add_first_quote
from tests.core.operations.conftest import ledger, sample_database  # noqa: F401
from tests.core.operations.gaps.made_up import add, item, session


def way(ledger: Any, number: str) -> Origin:  # noqa: F811
    return next(one for one in origins(ledger.book, allocate(ledger.book)) if one.request.item == number)


def test_a_request_is_followed_from_its_session_to_the_decision(ledger: Any) -> None:  # noqa: F811
    meeting = session(ledger, "H26.5.1")
    gap = item(ledger, "納税通知書", meeting_id="第1回税の確認会", kind="帳票様式")
    ledger.do(make_requests(ledger.book, [gap]))
    request = ledger.find(Customization, item="32")
    one = way(ledger, "32")
    assert one.is_born
    assert not one.is_decided
    assert session_text(ledger.book, one.sessions[0]) == "第1回税の確認会 平成26年5月1日"
    assert gaps_text(one) == "F&G32 不適合"
    assert (option_text(ledger.book, one), answers_text(one)) == ("", "未回答6")
    ledger.do(add_first_quote(ledger.book, request, "2", "1,200,000"))
    members = [ledger.find(Municipality, label=label) for label in "ABC"]
    texts = ("実施", "実施", "未定")
    cells = [(request, member, text) for member, text in zip(members, texts, strict=True)]
    ledger.do(answer_cells(ledger.book, cells, "", "2014-07-01T10:00:00"))
    made = add(ledger, Decision, {"title": "実施する", "result": "承認"}, meeting_id=meeting.id)
    ledger.do(tie(ledger.book, made, request, LinkKind.DECIDES))
    one = way(ledger, "32")
    assert one.is_decided
    assert option_text(ledger.book, one) == "案1つ"
    assert quote_text(ledger.book, one) == "1,200,000(2団体)"
    assert answers_text(one) == "実施2 未定1 未回答3"
    assert decision_text(ledger.book, one) == "第1回税の確認会 承認 平成26年5月1日"


def test_as_of_a_day_the_way_goes_no_further_than_it_had_gone(ledger: Any) -> None:  # noqa: F811
    meeting, later = session(ledger, "H26.5.1"), session(ledger, "H26.9.1")
    gap = item(ledger, "納税通知書", meeting_id="第1回税の確認会")
    ledger.do(make_requests(ledger.book, [gap]))
    typed = [(gap, "conclusion", "決定"), (gap, "decided_on", "H26.6.2"), (gap, "decided_at_id", "第1回税の確認会")]
    ledger.do(edit_cells(ledger.book, typed))
    request, member = ledger.find(Customization, item="32"), ledger.find(Municipality, label="A")
    ledger.do(answer_cells(ledger.book, [(request, member, "実施")], "", "2014-07-01T10:00:00"))
    made = add(ledger, Decision, {"title": "実施する", "result": "承認"}, meeting_id=later.id)
    ledger.do(tie(ledger.book, made, request, LinkKind.DECIDES))

    def told(day: str | None) -> tuple[int, str, str]:
        found = origins(ledger.book, allocate(ledger.book), day)
        (one,) = [one for one in found if one.request.item == "32"]
        return len(one.sessions), answers_text(one), decision_text(ledger.book, one)

    assert meeting.held_on == "2014-05-01"
    assert told("2014-04-30") == (0, "未回答6", "")
    assert told("2014-06-01") == (1, "未回答6", "")
    assert told("2014-06-30") == (1, "未回答6", "決定 平成26年6月2日 第1回税の確認会")
    assert told("2014-08-31") == (1, "実施1 未回答5", "決定 平成26年6月2日 第1回税の確認会")
    assert told("2014-09-01") == told(None) == (1, "実施1 未回答5", "第2回税の確認会 承認 平成26年9月1日")


def test_without_a_decision_of_a_session_the_conclusion_of_the_item_is_told(ledger: Any) -> None:  # noqa: F811
    session(ledger, "H26.5.1")
    gap = item(ledger, meeting_id="第1回税の確認会")
    ledger.do(make_requests(ledger.book, [gap]))
    typed = [(gap, "conclusion", "決定"), (gap, "decided_on", "H26.6.2"), (gap, "decided_at_id", "第1回税の確認会")]
    ledger.do(edit_cells(ledger.book, typed))
    one = way(ledger, "32")
    assert one.is_decided
    assert decision_text(ledger.book, one) == "決定 平成26年6月2日 第1回税の確認会"


def test_the_31_requests_of_the_sample_came_out_of_the_137_sessions(ledger: Any) -> None:  # noqa: F811
    found = origins(ledger.book, allocate(ledger.book))
    assert [one.request.item for one in found] == [str(at) for at in range(1, 32)]
    assert {session_text(ledger.book, one.sessions[0]) for one in found} == {"フィット&ギャップ(延べ137回)"}
    assert [[gap.number for gap in one.gaps] for one in found] == [[at] for at in range(1, 32)]
    assert traced_text(found) == (
        "追跡率: 要望31件のうち、生まれた会議が分かるもの0件(0.0%)、ほかに会議の系列だけが分かるもの31件、"
        "決めた会議が分かるもの0件(0.0%)。"
    )


def test_of_a_request_that_costs_nothing_the_quotes_that_were_offered_are_told(ledger: Any) -> None:  # noqa: F811
    assert quote_text(ledger.book, way(ledger, "1")) == "2,100,000〜3,300,000(見積のみ)"
    assert quote_text(ledger.book, way(ledger, "9")) == "1,000,000(回避)"
    assert quote_text(ledger.book, way(ledger, "23")) == ""
    assert option_text(ledger.book, way(ledger, "1")) == "3案(未定)"
    assert option_text(ledger.book, way(ledger, "16")) == "案「資格情報表示および帳票出力」"
    assert len(ledger.book.children(Option, 1)) == 3


def test_nobody_asks_for_the_rate_of_no_requests() -> None:
    assert traced_text([]) == ""
