"""What requirements, risks, lines, plans and services refuse, with the sentence, and that nothing changes then."""

from typing import Any

import pytest

from core.model.foundation.continuity import ContinuityPlan, Drill
from core.model.foundation.lines import Line
from core.model.foundation.risks import Risk
from core.model.foundation.services import ServiceFee, ServiceStatus
from core.model.machine.faults import Faults
from core.model.machine.records import Record
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.words.sentences import sentence
from tests.core.operations.conftest import contents

FEE = {"service_id": "コンビニ収納", "municipality_id": "射水市", "channel": "コンビニ等"}


def refused(wish: Any) -> list[str]:
    assert isinstance(wish, Faults), wish
    return [sentence(fault) for fault in wish]


RISK = {"kind": "課題", "content": "停電"}
LINE = {"role": "主", "from_end": "各団体", "to_end": "民間データセンター"}

BAD = [
    (Risk, {**RISK, "impact": "6"}, "影響(1〜5)に6は入れられません。1から5までの整数で入力してください。"),
    (Risk, {**RISK, "likelihood": "0"}, "可能性(1〜5)に0は入れられません。1から5までの整数で入力してください。"),
    (
        Risk,
        {"kind": "メリット", "content": "安い", "impact": "3"},
        "メリット14に影響と可能性は入れられません。メリットはリスクとして数えません。"
        "影響と可能性を空欄にするか、区分をデメリットか課題にしてください。",
    ),
    (
        Line,
        {**LINE, "to_end": "各団体"},
        "起点と終点がどちらも「各団体」です。異なる2つの拠点を入力してください。",
    ),
    (
        Line,
        {**LINE, "availability": "101"},
        "「101」は割合として使えません。0から100まで、小数点以下4桁までで入力してください。",
    ),
    (
        Line,
        {**LINE, "availability": "99.99999"},
        "「99.99999」は割合として使えません。0から100まで、小数点以下4桁までで入力してください。",
    ),
    (
        Drill,
        {"held_on": "H26.6.10", "scenario": "地震", "next_on": "H26.6.9"},
        "次回予定日(平成26年6月9日)が訓練日(平成26年6月10日)より前です。",
    ),
    (
        ContinuityPlan,
        {"system_id": "住基情報", "plan_on": "H26.6.10", "review_on": "H26.6.9"},
        "計画の見直し日(平成26年6月9日)が策定日(平成26年6月10日)より前です。",
    ),
    (
        ServiceFee,
        {**FEE, "kind": "減額", "from_on": "H26.4.1", "yen": "100"},
        "平成26年4月1日からの減額に適用終了日がありません。減額には、いつまで適用するかを入力してください。",
    ),
]


@pytest.mark.parametrize(("cls", "texts", "says"), BAD)
def test_bad_input_is_refused_with_a_sentence_and_nothing_changes(
    ledger: Any, cls: type[Record], texts: dict[str, str], says: str
) -> None:
    before = contents(ledger.book)
    told = refused(add_row(ledger.book, cls, texts))
    assert any(line.startswith(says) for line in told), told
    assert contents(ledger.book) == before


def test_two_fees_are_never_in_force_at_once(ledger: Any) -> None:
    first = {**FEE, "from_on": "H26.4.1", "until_on": "H27.3.31", "yen": "300"}
    ledger.do(add_row(ledger.book, ServiceFee, first))
    again = {**FEE, "from_on": "H27.3.31", "yen": "350"}
    assert refused(add_row(ledger.book, ServiceFee, again)) == [
        "同じ団体、サービス、取扱いの条例額(平成26年4月1日〜平成27年3月31日)と期間が重なるため、どちらの額か決まりません。"
        "期間を分けてください。"
    ]
    ledger.do(add_row(ledger.book, ServiceFee, {**again, "from_on": "H27.4.1"}))
    ledger.do(add_row(ledger.book, ServiceFee, {**again, "channel": "窓口"}))
    ledger.do(add_row(ledger.book, ServiceFee, {**again, "municipality_id": "滑川市"}))


def test_a_reduction_is_no_more_than_the_fee_from_whichever_side_it_is_typed(ledger: Any) -> None:
    reduction = {**FEE, "kind": "減額", "from_on": "H26.4.1", "until_on": "H27.3.31"}
    ledger.do(add_row(ledger.book, ServiceFee, {**FEE, "from_on": "H26.4.1", "yen": "300"}))
    says = "減額301円が手数料300円を超えています。減額には、手数料から差し引く額を入力してください。"
    assert refused(add_row(ledger.book, ServiceFee, {**reduction, "yen": "301"})) == [says]
    ledger.do(add_row(ledger.book, ServiceFee, {**reduction, "yen": "300"}))
    fee = next(one for one in ledger.book.all(ServiceFee).values() if one.until_on is None)
    assert "超えています" in refused(edit(ledger.book, fee, "yen", "299"))[0]


def test_a_service_does_not_end_before_it_begins(ledger: Any) -> None:
    status = next(iter(ledger.book.all(ServiceStatus).values()))
    ledger.do(edit(ledger.book, status, "since", "平成27年1月"))
    status = ledger.book.all(ServiceStatus)[status.id]
    assert "より前です" in refused(edit(ledger.book, status, "ended_on", "H26.12"))[0]
    ledger.do(edit(ledger.book, status, "ended_on", "H27"))
