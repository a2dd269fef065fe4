"""What is not refused in outages and changes of laws, but should be looked at. What is added is made up."""

import pytest

from core.model.book import Book
from core.model.law_changes.records import LawChange, Payment
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.sla.records import Outage, OutageKind
from core.operations.health.findings import findings
from core.operations.health.operating_findings import operating_findings
from core.operations.law_changes.costing import make_cost_lines
from core.words.sentences import sentence

DAY = "2017-03-31"


def told(book: Book, day: str = DAY) -> list[tuple[str, str]]:
    return [(one.table, sentence(one)) for one in operating_findings(book, day)]


def done(book: Book, *changes: Insert | Update | Delete) -> None:
    book.apply(ChangeSet("試し", changes))


def test_a_failure_that_is_open_for_more_than_a_week_is_told_until_its_end_is_entered(book: Book) -> None:
    done(book, Insert("outages", to_row(Outage(90, "90", "回線の停止", "2017-03-23T10:00"))))
    first = "発生から7日を過ぎても終了の入っていない障害が1件あります: 障害90「回線の停止」。"
    assert ("outages", f"{first}復旧していれば、終了の日時を入れてください。") in told(book)
    assert ("outages", "outage_open_long") in {(one.table, one.rule) for one in findings(book, today=DAY)}
    assert not [one for one in told(book, "2017-03-30") if one[0] == "outages"]
    done(book, Update("outages", 90, {"ended_at": "2017-03-23T10:01"}))
    assert not [one for one in told(book) if one[0] == "outages"]


def test_planned_work_without_an_end_is_no_failure(book: Book) -> None:
    done(book, Insert("outages", to_row(Outage(90, "90", "更新", "2016-04-01T10:00", kind=OutageKind.AGREED))))
    assert not [one for one in told(book) if one[0] == "outages"]


def test_a_split_change_of_law_is_told_from_its_year_on_until_its_cost_lines_are_made(book: Book) -> None:
    change = book.all(LawChange)[2]
    done(book, Update("law_changes", 2, {"cost_year": 2016}))
    assert [one[0] for one in told(book)] == ["law_changes"]
    assert "制度改正2「架空の例 証明書の様式の改正」" in told(book)[0][1]
    assert told(book, "2016-03-31") == []
    wish = make_cost_lines(book, [book.all(LawChange)[change.id]])
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)
    assert told(book) == []


@pytest.mark.parametrize(("payment", "yen"), [(Payment.MAINTAINED, 5), (Payment.OPEN, 5), (Payment.SPLIT, 0)])
def test_what_costs_nothing_or_is_not_settled_is_not_told(book: Book, payment: Payment, yen: int) -> None:
    values = {"payment": payment.value, "cost_year": 2015, "one_off_yen": yen, "yearly_yen": None}
    done(book, Update("law_changes", 2, values))
    assert told(book) == []


def test_the_sample_has_nothing_to_look_at_on_its_own_day(book: Book) -> None:
    assert told(book, "2014-08-06") == []
