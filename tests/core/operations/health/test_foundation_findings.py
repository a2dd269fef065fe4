"""What is not refused in requirements, lines and plans, but should be looked at. What is added is made up."""

from core.model.book import Book
from core.model.foundation.continuity import ContinuityPlan, Drill
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.operations.health.findings import findings
from core.operations.health.foundation_findings import foundation_findings
from core.words.sentences import sentence

DAY = "2014-08-06"


def told(book: Book) -> list[tuple[str, int, str]]:
    return [(one.table, one.id, sentence(one)) for one in foundation_findings(book, DAY)]


def test_the_sample_has_nothing_to_look_at(book: Book) -> None:
    assert told(book) == []


def test_what_has_expired_is_bare_shared_or_too_slow_is_told_with_its_page(book: Book) -> None:
    changes = (
        Update("site_checks", 1, {"valid_until": "2014-08-05"}),
        Update("site_checks", 2, {"result": "unmet"}),
        Update("site_checks", 3, {"result": "partly", "substitute": "別の拠点"}),
        Update("lines", 2, {"route": "shared"}),
        Insert("continuity_plans", to_row(ContinuityPlan(1, 1, rto_hours=4))),
        Insert("drills", to_row(Drill(1, "2014-06-10", "地震", hours=5))),
    )
    book.apply(ChangeSet("試し", changes))
    assert told(book) == [
        (
            "requirements",
            1,
            "有効期限の過ぎた証明が1件あります: 要件1(民間データセンター)。"
            "新しい証明を確かめて、有効期限を直してください。",
        ),
        (
            "requirements",
            2,
            "満たさないか条件付きの必須要件で、条件・代替のないものが1件あります: 要件2(民間データセンター)。"
            "DC要件のページで、理由と代わりの手立てを入れてください。",
        ),
        (
            "lines",
            2,
            "主回線と同一経路の副回線が1件あります: 回線2。同時に切れるおそれがあるため、二重化とは数えません。",
        ),
        (
            "continuity_plans",
            1,
            "訓練で復旧までの時間がRTOを超えた業務が1件あります: 住基情報。RTOか復旧の方法を見直してください。",
        ),
    ]
    assert {one.rule for one in findings(book, today=DAY)} >= {"evidence_expired", "rto_exceeded"}
