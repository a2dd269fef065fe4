"""The papers of a procurement: what they say, and whose names they keep to themselves."""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from core.documents.evaluation import (
    course,
    hands_on,
    interests,
    notices,
    prices,
    results,
    reviewers,
    rules,
    score_sheets,
)
from core.documents.paper.document import Document, Emphasis
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.evaluation import Bidder, Criterion, Procurement, Reviewer, Score
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.faults import Faults
from core.operations.editing.find import find, found
from core.operations.evaluation.acting import close_scores, freeze, open_prices, seal_prices
from tests.core.documents.sheets import column, notes, pairs, paragraphs, table, tables

EXAMPLE = "架空の例 基幹系システムの共同調達"
NOW = "2026-08-03T09:00:00"
OPEN = PrintSettings(anonymous=False)
HIDDEN = PrintSettings(anonymous=False, hide_reviewers=True)
PAPERS = [name for name in REPORTS if name.startswith("evaluation") or name == "score-sheets"]


def example(book: Book) -> Procurement:
    return found(find(book, Procurement, EXAMPLE))


def do(book: Book, act: Callable[[Book, Procurement, str, str], ChangeSet | Faults]) -> None:
    wish = act(book, example(book), "事務局", NOW)
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)


def name_reviewers(book: Book) -> list[str]:
    """Give every seat of the example a name that stands nowhere else."""
    seats = list(book.children(Reviewer, example(book).id).values())
    changes = [
        Update(
            "reviewers",
            one.id,
            {
                "name": f"席の名{at}号",
                "person": f"人の名{at}号",
                "post": f"職の名{at}号",
                "substitute": f"代の名{at}号",
            },
        )
        for at, one in enumerate(seats)
    ]
    book.apply(ChangeSet("名前", tuple(changes)))
    return [f"{kind}の名{at}号" for at in range(len(seats)) for kind in ("席", "人", "職", "代")]


def words(document: Document) -> str:
    return repr(document)


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_names_a_reviewer_when_their_names_are_hidden(book: Book, name: str) -> None:
    secret = name_reviewers(book)
    for settings in (HIDDEN, PrintSettings(anonymous=True)):
        said = words(REPORTS[name].build(book, settings))
        assert not [one for one in secret if one in said]
    bidders = "".join(one.name for one in book.children(Bidder, example(book).id).values())
    if name in {"evaluation", "evaluation-rules", "evaluation-reviewers", "evaluation-hands-on"}:
        assert bidders[:2] in words(REPORTS[name].build(book, HIDDEN)), "the bidders' names stay"


def test_names_of_reviewers_stand_on_the_papers_that_are_about_them(book: Book) -> None:
    name_reviewers(book)
    for name in ("evaluation-reviewers", "evaluation-interests", "score-sheets"):
        assert "席の名0号" in words(REPORTS[name].build(book, OPEN))


def test_each_system_has_its_seats_rates_and_first(book: Book) -> None:
    sheet = table(hands_on.build(book, OPEN))
    assert column(sheet, "業務") == ["住基情報", "選挙人名簿", "固定資産税", "住民税"]
    assert column(sheet, "席数") == ["3", "3", "3", "3"]
    told = json.loads(hands_on.result(book, OPEN))["systems"]
    for row in told:
        criteria = [
            one
            for one in book.children(Criterion, example(book).id).values()
            if one.system_id is not None and row["system"] in one.name
        ]
        for bidder in book.children(Bidder, example(book).id).values():
            given = [
                Fraction(score.value)
                for one in criteria
                for score in book.children(Score, one.id).values()
                if score.bidder_id == bidder.id
            ]
            most = sum(one.points for one in criteria) * 3
            assert criteria
            assert row["rates"][bidder.name] == pytest.approx(float(sum(given) / most))
        best = max(row["rates"].values())
        assert row["first"] == [name for name, rate in row["rates"].items() if rate == best]


def test_a_letter_goes_to_every_bidder_once_all_is_decided(book: Book) -> None:
    letters = notices.build(book, OPEN)
    sent = [one for one in letters.sheets if one.is_letter]
    assert [one.addressee for one in sent] == ["甲社(架空) 御中", "乙社(架空) 御中", "丙社(架空) 御中"]
    assert sent[0].title == "「架空の例 基幹系システムの共同調達」の選定の結果について(通知)"
    assert [one.number for one in notices.build(book, replace(OPEN, number="推第9号")).sheets] == [
        f"推第{at}号" for at in (9, 9, 10, 10, 11, 11)
    ]
    first = notes(Document("", letters.sheets[:1]))
    assert first.splitlines()[:2] == ["結果　選定しませんでした。", "決定した日　令和8年8月7日"]
    assert "順位　2位(3者中)" in first
    assert "理由" not in first, "nothing was against it"
    assert column(table(letters), "提案者")[1].startswith("貴社")
    hidden = notices.build(book, PrintSettings(anonymous=True))
    assert "乙社" not in words(Document("", hidden.sheets[:2])), "of the others only the sign is told"
    do(book, seal_prices)
    assert paragraphs(notices.build(book, OPEN)) == [notices.NOT_YET]
    assert json.loads(notices.result(book, OPEN))["letters"] == []


def test_each_reviewer_is_asked_by_a_letter_with_a_sheet_for_each_bidder(book: Book) -> None:
    made = score_sheets.build(book, replace(OPEN, number="推第1号", deadline="2026-12-18"))
    letters = [one for one in made.sheets if one.is_letter]
    forms = [one for one in made.sheets if not one.is_letter]
    assert [one.material for one in made.sheets[:5]] == ["", "別紙", "別紙", "別紙", ""]
    assert len(forms) == 3 * len(letters)
    assert letters[1].addressee == "審査員2 様"
    assert letters[1].number == forms[3].number == "推第2号"
    assert letters[0].title.endswith("の採点について(依頼)")
    assert "提出期限　令和8年12月18日" in notes(made)
    assert made.footer == ""
    assert json.loads(score_sheets.result(book, OPEN))["sheets"] == len(forms)


def test_a_reviewer_may_have_all_bidders_on_one_sheet_and_no_letter(book: Book) -> None:
    made = score_sheets.build(book, replace(OPEN, together=True))
    seats = len(made.sheets) // 2
    assert [one.material for one in made.sheets] == ["", "別紙"] * seats
    blank = table(Document("", made.sheets[1:2]))
    assert [one.heading for one in blank.columns][-3:] == ["甲社(架空)", "乙社(架空)", "丙社(架空)"]
    assert json.loads(score_sheets.result(book, replace(OPEN, together=True)))["sheets"] == seats
    bare = score_sheets.build(book, replace(OPEN, together=True, without_letter=True, number="推第1号"))
    assert len(bare.sheets) == seats
    assert not any(one.is_letter for one in bare.sheets)
    assert bare.footer == ""


def test_one_reviewer_or_bidder_is_printed_alone(book: Book) -> None:
    seats = list(book.children(Reviewer, example(book).id).values())
    bidders = list(book.children(Bidder, example(book).id).values())
    one = score_sheets.build(book, replace(OPEN, reviewer=seats[1].id, bidder=bidders[2].id, number="推第5号"))
    assert [sheet.number for sheet in one.sheets] == ["推第5号", "推第5号"]
    assert one.sheets[0].addressee == f"{seats[1].name} 様"
    assert pairs(one)["提案者"] == bidders[2].name
    (letter, annex) = notices.build(book, replace(OPEN, bidder=bidders[1].id)).sheets
    assert letter.addressee == annex.addressee == f"{bidders[1].name} 御中"
    book.apply(ChangeSet("欠席", (Update("reviewers", seats[1].id, {"attendance": "absent"}),)))
    assert score_sheets.build(book, replace(OPEN, reviewer=seats[1].id)).sheets == ()


def test_twenty_bidders_are_spread_evenly_over_sheets_of_a_reviewer() -> None:
    bidders = [Bidder(at, 1, f"{at}社") for at in range(20)]
    spread = score_sheets._on_sheets(bidders, together=True)
    assert [len(some) for some in spread] == [5, 5, 5, 5]
    assert [one for some in spread for one in some] == bidders


def test_a_letter_bears_the_day_of_what_it_tells_and_never_one_before_it(book: Book) -> None:
    """The council's 資料日付 is years before the made-up case."""
    assert book.consortium.document_date == "2014-08-06"
    assert {one.date for one in notices.build(book, OPEN).sheets} == {"2026-08-07"}
    assert {one.date for one in notices.build(book, replace(OPEN, as_of="2026-08-20")).sheets} == {"2026-08-20"}
    asked = score_sheets.build(book, replace(OPEN, today="2026-07-15"))
    assert {one.date for one in asked.sheets} == {"2026-07-15"}
    assert {one.date for one in score_sheets.build(book, OPEN).sheets} == {example(book).deadline}


def test_figures_below_each_other_have_equally_many_decimals(book: Book) -> None:
    procurement = example(book)
    book.apply(ChangeSet("端数", (Update("procurements", procurement.id, {"rounding": "点の小数第3位を四捨五入"}),)))
    shown = table(results.build(book, OPEN))
    for heading in ("価格点\n(1,000点)", "技術計\n(2,000点)", "総合\n(3,000点)"):
        decimals = {len(text.partition(".")[2]) for text in column(shown, heading)}
        assert len(decimals) == 1, column(shown, heading)
    assert column(shown, "価格点\n(1,000点)")[0] == "1,000.00"
    assert column(table(notices.build(book, OPEN)), "価格点")[0] == "1,000.00"


def test_each_seat_is_told_by_criterion_with_subtotal_and_rank(book: Book) -> None:
    document = reviewers.build(book, replace(OPEN, by_criterion=True))
    sums, by_criterion = tables(document)[:2]
    first = [cell.removesuffix("位)").split(" (") for cell in sums.rows[0].cells[1:4]]
    assert [points for points, _ in sorted(first, key=lambda one: one[1])] == sorted(
        (points for points, _ in first), key=float, reverse=True
    )
    sections = [row.cells[0] for row in by_criterion.rows if row.emphasis is Emphasis.SECTION]
    assert sections == [f"{who}社(架空)" for who in "甲乙丙"]
    given = Fraction(0)
    subtotals = []
    for row in by_criterion.rows:
        if row.cells[0] == "小計":
            assert Fraction(row.cells[2]) == given
            subtotals.append(row.cells[2])
        given = Fraction(0) if len(row.cells) == 1 else given + Fraction(row.cells[2])
    assert subtotals == [points for points, _ in first]


def test_nothing_is_said_to_be_sure_while_nothing_is_decided(book: Book) -> None:
    procurement = example(book)
    one = next(iter(book.children(Bidder, procurement.id).values()))
    book.apply(ChangeSet("", (Update("bidders", one.id, {"price_yen": None}),)))
    said = notes(rules.build(book, OPEN))
    assert "1位が変わる条件は言えません。" in said
    assert "1位は変わりません" not in said


def test_prices_say_whether_tax_is_in_them_and_an_undated_decision_is_told(book: Book) -> None:
    shown = table(prices.build(book, OPEN))
    tax = book.consortium.tax_mode.label
    assert f"提案額\n(円・{tax})" in [one.heading for one in shown.columns]
    assert f"円({tax})" in notes(prices.build(book, OPEN))
    assert notices.build(book, OPEN).lacking[:1] != (notices.NOT_DATED,)
    book.apply(ChangeSet("", (Update("procurements", example(book).id, {"decided_on": None}),)))
    assert notices.build(book, OPEN).lacking[0] == notices.NOT_DATED


def test_the_course_goes_from_the_notice_to_the_decision(book: Book) -> None:
    for act in (freeze, seal_prices, close_scores, open_prices):
        do(book, act)
    sheet = table(course.build(book, OPEN))
    assert column(sheet, "事項") == [
        "公告",
        "提案の締切",
        "1次審査会(架空)",
        "2次審査会(架空)",
        "規則の凍結",
        "価格の封印",
        "技術採点の締切",
        "価格の開封",
        "選定",
    ]
    assert column(sheet, "内容")[-1] == "最優秀 乙社(架空)(2,540点)"
    assert "乙社" not in words(course.build(book, PrintSettings(anonymous=True)))


def test_who_has_an_interest_is_told_and_does_not_count(book: Book) -> None:
    one = next(iter(book.children(Reviewer, example(book).id).values()))
    values = {"interest": "some", "interest_note": "甲社の株を持つ"}
    book.apply(ChangeSet("申告", (Update("reviewers", one.id, values),)))
    document = interests.build(book, OPEN)
    seats = table(document, 1)
    assert (column(seats, "利害関係")[0], column(seats, "内容")[0], column(seats, "点")[0]) == (
        "あり",
        "甲社の株を持つ",
        "使わない",
    )
    assert "利害関係を申告していない席が17あります。" in notes(document)
    assert json.loads(interests.result(book, OPEN)) == {
        "report": "evaluation-interests",
        "seats": 18,
        "interested": 1,
        "undeclared": 17,
        "out": 1,
    }
