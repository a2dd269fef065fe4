"""What the papers say of two stages: who went on, who did not and is not disqualified, and how many they were."""

import json
from dataclasses import replace

import pytest

from core.documents.evaluation import course, notices, prices, results, reviewers, rules, score_sheets
from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.evaluation import Act, ActKind, Bidder, FirstStage, Procurement, ReviewRound
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from tests.core.calc.evaluation.test_stages import FIVE, THREE, staged
from tests.core.documents.sheets import column, notes, paragraphs, table

NAMED = PrintSettings(anonymous=False)
PRICES = {"A": 200, "B": 250, "C": 400, "D": 100, "E": 500}
RECORDED = {who: FirstStage.PASSED if who in "ABC" else FirstStage.BELOW for who in FIVE}
PAPERS = [name for name in REPORTS if name.startswith("evaluation") or name == "score-sheets"]


@pytest.fixture
def decided() -> Book:
    """Five bidders of whom three went on, as it was recorded on a day."""
    book = staged(FIVE, THREE, PRICES, recorded=RECORDED)
    passed = Act(1, 1, ActKind.PASS, "上位3者", "2026-07-21T10:00:00", "事務局", "通過: A、B、C\n次点以下: D、E")
    rounds = ReviewRound(1, 1, "一次審査会", held_from="2026-07-20", seats=2, proposals=5)
    rows = [Insert("acts", to_row(passed)), Insert("review_rounds", to_row(rounds))]
    book.apply(ChangeSet("経過", (*rows, Update("procurements", 1, {"decided_on": "2026-08-20"}))))
    return book


@pytest.fixture
def waiting() -> Book:
    """The same while nothing of the second stage is scored."""
    return staged(FIVE, {}, PRICES, recorded=RECORDED)


def letter(document: Document, who: str) -> str:
    return next(repr(sheet) for sheet in document.sheets if sheet.is_letter and f"{who} 御中" in sheet.addressee)


def test_the_results_show_the_first_stage_and_who_ended_in_it(decided: Book) -> None:
    document = results.build(decided, NAMED)
    assert "提案 5者 → 二次審査 3者 → 最優秀 1者" in paragraphs(document)
    shown = table(document)
    assert column(shown, "一次審査\n(100点)") == ["80", "90", "70", "60", "50"]
    assert column(shown, "順位") == ["1", "2", "3", "", ""]
    assert column(shown, "判定")[3:] == ["一次審査で次点以下", "一次審査で次点以下"]
    assert column(shown, "注")[3] == "一次審査4位(5者中)。\n二次審査に進む者: 上位3者。"
    assert "一次審査の通過: 上位3者" in notes(document)


def test_ranks_by_other_rules_leave_out_who_did_not_go_on(decided: Book) -> None:
    document = rules.build(decided, NAMED)
    assert [one.heading for one in table(document).columns] == ["規則", "1位", "A", "B", "C"]
    assert paragraphs(document)[1].endswith("順位は、二次審査に進んだ3者の中の順位です。")


def test_the_letters_have_their_own_words_for_who_is_not_disqualified(decided: Book) -> None:
    document = notices.build(decided, NAMED)
    told = letter(document, "D")
    assert "一次審査で次点以下となり、二次審査に進む提案者に選定しませんでした(失格ではありません)。" in told
    assert "一次審査 4位(5者中)" in told
    assert "一次審査 60点(満点100点)" in told
    assert "令和8年7月21日" in told
    assert "失格としました" not in told
    assert "最優秀提案者に選定しました。" in letter(document, "B")
    assert "3位(3者中)" in letter(document, "C")
    annex = next(sheet for sheet in document.sheets if sheet.addressee == "D 御中" and not sheet.is_letter)
    assert annex.title == "「試しの案件」の一次審査の評価点"


def test_while_the_second_stage_is_open_all_are_told_of_the_first(waiting: Book) -> None:
    document = notices.build(waiting, NAMED)
    assert len(document.sheets) == 10
    assert "一次審査を通過しました。二次審査の対象とします。" in letter(document, "A")
    assert len(json.loads(notices.result(waiting, NAMED))["letters"]) == 5
    nobody = staged(FIVE, {}, PRICES)
    assert paragraphs(notices.build(nobody, NAMED)) == [notices.NOT_YET]


def test_sheets_of_the_second_stage_are_of_those_who_went_on(waiting: Book) -> None:
    assert json.loads(score_sheets.result(waiting, NAMED))["sheets"] == 6  # two reviewers, three bidders
    first = staged(FIVE, {}, PRICES)
    assert json.loads(score_sheets.result(first, NAMED))["sheets"] == 10
    asked = {cell for sheet in score_sheets.build(waiting, NAMED).sheets for cell in repr(sheet).split("'")}
    assert "説明" in asked
    assert "書類" not in asked


def test_where_nobody_went_on_there_is_nothing_to_score() -> None:
    book = staged(FIVE, {}, recorded=dict.fromkeys(FIVE, FirstStage.BELOW))
    assert paragraphs(score_sheets.build(book, NAMED)) == ["二次審査に進んだ提案者がいないため、採点票はありません。"]
    told = letter(notices.build(book, NAMED), "A")
    assert "一次審査で次点以下と記録されています" in told


def test_the_course_says_how_many_they_were_after_each_stage(decided: Book) -> None:
    document = course.build(decided, NAMED)
    assert "提案 5者 → 二次審査 3者 → 最優秀 1者" in paragraphs(document)
    steps = {row.cells[1]: row.cells[2] for row in table(document).rows}
    assert steps["一次審査会"] == "審査員 延べ2名、提案 5者"
    assert steps["一次審査の決定"] == "5者 → 3者(上位3者)、通過: A、B、C"
    hidden = course.build(decided, PrintSettings(anonymous=True))
    assert {row.cells[1]: row.cells[2] for row in table(hidden).rows}["一次審査の決定"] == "5者 → 3者(上位3者)"


def test_reviewers_and_prices_say_of_which_stage_they_are(decided: Book) -> None:
    said = repr(reviewers.build(decided, NAMED))
    assert "一次審査 提案書 1次審査員(1人100点)" in said
    assert "二次審査 プレゼンテーション 1次審査員(1人100点)" in said
    assert "二次審査の価格点の基準: 二次審査に進んだ者" in notes(prices.build(decided, NAMED))


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_names_a_bidder_under_signs(decided: Book, name: str) -> None:
    named = {one.id: f"会社{one.name}の名" for one in decided.children(Bidder, 1).values()}
    changes = [Update("bidders", id, {"name": new}) for id, new in named.items()]
    # recorded otherwise than the rule says, which is told with names
    changes.append(Update("bidders", 14, {"first_stage": FirstStage.PASSED}))
    decided.apply(ChangeSet("名前", tuple(changes)))
    said = repr(replace(REPORTS[name].build(decided, PrintSettings(anonymous=True, hide_reviewers=False)), author=""))
    if name not in {"evaluation-notice", "score-sheets"}:  # each is told who it is
        assert not [one for one in named.values() if one in said]


def test_with_one_stage_no_paper_knows_of_two(decided: Book) -> None:
    changes = [Update("bidders", id, {"first_stage": None}) for id in decided.children(Bidder, 1)]
    decided.apply(ChangeSet("一段", (Update("procurements", 1, {"passing": "なし"}), *changes)))
    assert not decided.all(Procurement)[1].is_staged
    for name in PAPERS:
        if name != "evaluation-course":  # which tells what was recorded
            said = repr(REPORTS[name].build(decided, NAMED))
            assert "二次審査" not in said, name
            assert "一次審査の" not in said, name
