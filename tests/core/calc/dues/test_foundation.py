"""Evidence, reviews, drills, lines and reductions in the one list of due dates. Made up."""

from core.calc.dues.sources import dues_on
from core.model.book import Book
from core.model.council import Consortium, Municipality, System
from core.model.foundation.continuity import ContinuityPlan, Drill
from core.model.foundation.lines import Line, Role
from core.model.foundation.requirements import Requirement, Result, Site, SiteCheck
from core.model.foundation.risks import Risk, RiskKind, RiskState
from core.model.foundation.services import Channel, FeeKind, Service, ServiceFee

BOOK = Book(
    {
        "consortium": [Consortium(1, "試し", base_date="2014-08-06")],
        "municipalities": [Municipality(1, "163210", "舟橋村")],
        "systems": [System(1, "住基情報", "住基部会")],
        "sites": [Site(1, "甲センター")],
        "requirements": [Requirement(1, "1", "認証"), Requirement(2, "2", "空調")],
        "site_checks": [
            SiteCheck(1, 1, 1, Result.MET, evidence="登録証", valid_until="2014-08-05"),
            SiteCheck(2, 2, 1, Result.UNMET, valid_until="2014-08-05"),
        ],
        "risks": [
            Risk(1, "1", RiskKind.PROBLEM, "大地震", review_on="2014-08-20", in_charge="事務局"),
            Risk(2, "2", RiskKind.PROBLEM, "済んだもの", review_on="2014-08-20", state=RiskState.CLOSED),
        ],
        "lines": [Line(1, "1", Role.MAIN, "各団体", "甲センター", provider="乙通信", ends_on="2014-09-30")],
        "continuity_plans": [ContinuityPlan(1, 1, review_on="2014-07-01")],
        "drills": [Drill(1, "2014-06-10", "地震", attendees="全団体", next_on="2014-09-10")],
        "services": [Service(1, "コンビニ交付")],
        "service_fees": [
            ServiceFee(1, 1, 1, Channel.ELSEWHERE, "2014-04-01", 300, FeeKind.ORDINARY, "2014-08-31"),
            ServiceFee(2, 1, 1, Channel.ELSEWHERE, "2014-04-01", 200, FeeKind.REDUCTION, "2014-08-31"),
        ],
    }
)


def test_what_expires_ends_or_has_to_be_looked_at_again_is_due() -> None:
    found = dues_on(BOOK, "2014-08-06")
    parts = [[(one.on, one.kind, one.who, one.value) for one in part] for part in (found.late, found.this_month)]
    assert parts[0] == [
        ("2014-07-01", "BCPの見直し", "住基部会", "continuity_plans#1"),
        ("2014-08-05", "証明の有効期限", "甲センター", "requirements#1"),
    ]
    assert parts[1] == [
        ("2014-08-20", "リスクの見直し", "事務局", "risks#1"),
        ("2014-08-31", "減額の終わり", "舟橋村", "service_fees#2"),
    ]
    assert [(one.on, one.kind, one.title, one.who) for one in found.next_month] == [
        ("2014-09-10", "次回の訓練", "平成26年6月10日の訓練「地震」", "全団体"),
        ("2014-09-30", "回線の契約満了", "回線1 各団体〜甲センター(主)", "乙通信"),
    ]
    assert found.late[1].title == "要件1 認証 登録証"


def test_what_has_ended_by_itself_is_never_late() -> None:
    late = {one.kind for one in dues_on(BOOK, "2020-01-01").late}
    assert late == {"BCPの見直し", "証明の有効期限", "リスクの見直し", "次回の訓練"}
