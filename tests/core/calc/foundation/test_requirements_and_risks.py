"""What sites meet on a day, what is left, and risks by impact × likelihood. Made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.foundation.requirements import Share, board_of, met_by, shortfalls
from core.calc.foundation.risks import grid_of, is_late, merits_of, risks_of
from core.model.book import Book
from core.model.council import Consortium
from core.model.foundation.requirements import Need, Requirement, Result, Site, SiteCheck
from core.model.foundation.risks import Risk, RiskKind, RiskState

DAY = "2014-08-06"


def sites_book(*checks: SiteCheck) -> Book:
    return Book(
        {
            "consortium": [Consortium(1, "試し")],
            "sites": [Site(1, "甲")],
            "requirements": [
                Requirement(1, "1", "震度", need=Need.EXTRA),
                Requirement(2, "2", "空調"),
                Requirement(3, "3", "認証"),
                Requirement(4, "4", "立地"),
            ],
            "site_checks": list(checks),
        }
    )


def test_only_what_is_met_with_valid_evidence_counts() -> None:
    book = sites_book(
        SiteCheck(1, 1, 1, Result.MET),
        SiteCheck(2, 2, 1, Result.PARTLY, substitute="夜間は遠隔"),
        SiteCheck(3, 3, 1, Result.MET, valid_until="2014-08-05"),
    )
    board = board_of(book, DAY)
    (site,) = board.sites
    assert [met_by(board, site, need).text for need in (Need.REQUIRED, Need.EXTRA, None)] == [
        "0/3(0%)",
        "1/1(100%)",
        "1/4(25%)",
    ]
    assert [(one.requirement.number, one.why) for one in shortfalls(board)] == [
        ("2", "条件付き"),
        ("3", "証明の期限切れ"),
        ("4", "未確認"),
    ]
    assert met_by(board_of(book, "2014-08-05"), site).met == 2, "it is valid until the end of its last day"
    assert met_by(board_of(book), site).met == 2, "without a day nothing has expired"


def test_what_is_required_is_missing_before_what_gives_points() -> None:
    assert [one.requirement.number for one in shortfalls(board_of(sites_book()))] == ["2", "3", "4", "1"]


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_hundred_percent_says_that_all_are_met(met: int, of: int) -> None:
    share = Share(min(met, of), of)
    assert ("(100%)" in share.text) == (share.met == share.of)


def risk(id: int, impact: int | None = None, likelihood: int | None = None, **more: object) -> Risk:
    given_ = {"kind": RiskKind.PROBLEM, "content": f"リスク{id}", **more}
    return Risk(id, str(id), impact=impact, likelihood=likelihood, **given_)  # type: ignore[arg-type]


def test_the_gravest_come_first_and_what_is_not_graded_is_no_zero() -> None:
    rows = [
        risk(1, 2, 2),
        risk(2),
        risk(3, 5, 4),
        risk(4, 5, 5, state=RiskState.CLOSED),
        risk(5, kind=RiskKind.MERIT),
    ]
    book = Book({"consortium": [Consortium(1, "試し")], "risks": rows})
    found = risks_of(book)
    assert [(one.number, one.score) for one in found] == [("3", 20), ("1", 4), ("2", None), ("4", 25)]
    assert {place: [one.number for one in risks] for place, risks in grid_of(found).items()} == {
        (5, 4): ["3"],
        (2, 2): ["1"],
    }
    assert [one.number for one in merits_of(book)] == ["5"]


@pytest.mark.parametrize(
    ("review", "state", "late"),
    [("2014-08-05", RiskState.OPEN, True), (DAY, RiskState.OPEN, False), ("2014-08-05", RiskState.CLOSED, False)],
)
def test_a_review_is_late_the_day_after_unless_the_risk_is_gone(review: str, state: RiskState, late: bool) -> None:
    assert is_late(risk(1, review_on=review, state=state), DAY) is late
