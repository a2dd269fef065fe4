import pytest

from core.model.answer_file import issued_hash, parse_answers
from core.model.answers import Answer, AnswerState, Distribution, Medium
from core.model.book import Book
from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.faults import Faults
from core.model.machine.records import to_row
from core.model.requests import Customization
from core.operations.answers.issuing import Issued, IssueTerms, issue

TERMS = IssueTerms("甲", 3, "2026-11-23T09:00:00", "事務局の人", "按分帳 0.1.0", contact="電話 076-000-0000")


def members(book: Book, labels: str) -> list[Municipality]:
    return [one for label in labels for one in book.all(Municipality).values() if one.label == label]


def issued(book: Book, labels: str, terms: IssueTerms = TERMS) -> Issued:
    result = issue(book, members(book, labels), [f"配布{label}" for label in labels], terms)
    assert isinstance(result, Issued)
    return result


def test_the_open_requests_go_out_with_what_each_answer_would_cost(book: Book) -> None:
    (file,) = issued(book, "B").files
    assert [one.item for one in file.requests][:4] == ["3", "5", "7", "8"]
    assert all(book.all(Customization)[one.id].disposition.costs for one in file.requests)
    request = next(one for one in file.requests if one.item == "25")
    assert (request.now.implementers, request.now.one_off) == (2, 170_000)
    assert (request.every.implementers, request.every.one_off) == (6, 150_000)
    assert request.state is AnswerState.UNDECIDED
    assert [(quote.implementers, quote.one_off) for quote in request.quotes][:2] == [(1, 300_000), (2, 340_000)]
    assert (file.issue.deadline, file.issue.contact, file.issue.name) == ("2014-07-31", "電話 076-000-0000", "滑川市")


def test_the_answers_of_others_stay_at_home_unless_asked_for(book: Book) -> None:
    assert all(not one.others for one in issued(book, "B").files[0].requests)
    terms = IssueTerms("甲", 3, "2026-11-23T09:00:00", "事務局", "按分帳", with_others=True)
    request = next(one for one in issued(book, "B", terms).files[0].requests if one.item == "25")
    assert [(one.name, one.state) for one in request.others][:1] == [("射水市", AnswerState.YES)]
    assert len(request.others) == 5


def test_issuing_is_recorded(book: Book) -> None:
    result = issued(book, "ABCDEF")
    assert result.change_set.label == "回答ファイルを配布(射水市、滑川市、入善町ほか)"
    book.apply(result.change_set)
    record = book.all(Distribution)[2]
    assert (record.number, record.code, record.name, record.issued_by) == ("配布B", "162060", "滑川市", "事務局の人")
    assert (record.base_revision, record.medium, record.taken_at) == (3, Medium.ANSWER_FILE, None)
    assert record.sha256 == issued_hash(result.files[1])
    assert parse_answers(record.sent) == result.files[1].given


def test_only_business_areas_of_the_municipality_are_asked(book: Book) -> None:
    (member,) = members(book, "B")
    health = next(one.id for one in book.all(System).values() if one.name == "健康管理")
    others = [one for one in book.children(Participation, member.id).values() if one.system_id != health]
    book.apply(ChangeSet("不参加", tuple(Delete("participations", one.id) for one in others)))
    asked = [book.all(Customization)[one.id] for one in issued(book, "B").files[0].requests]
    assert {one.system_id for one in asked} == {health, None}


def test_a_request_of_which_nobody_knows_the_area_is_asked_of_all(book: Book) -> None:
    new = Customization(book.last_id(Customization) + 1, "40", "業務の決まっていない要望")
    book.apply(ChangeSet("追加", (Insert("customizations", to_row(new)),)))
    request = issued(book, "B").files[0].requests[-1]
    assert (request.item, request.now.one_off, request.now.status, request.state) == (
        "40",
        None,
        "見積なし",
        AnswerState.UNANSWERED,
    )


@pytest.mark.parametrize("everything", [True, False])
def test_who_cannot_be_asked_is_told(book: Book, everything: bool) -> None:
    if everything:
        decline = {"disposition": "decline"}
        book.apply(ChangeSet("見送り", tuple(Update("customizations", id, decline) for id in book.all(Customization))))
    else:
        (member,) = members(book, "B")
        book.apply(ChangeSet("離脱", (Update("municipalities", member.id, {"left_on": "2014-01-01"}),)))
    result = issue(book, members(book, "AB"), ["1", "2"], TERMS)
    assert isinstance(result, Faults)
    assert [fault.rule for fault in result] == ["nothing_to_ask" if everything else "not_member"]


def test_comments_go_along(book: Book) -> None:
    (member,) = members(book, "B")
    row = next(
        one for one in book.all(Answer).values() if one.municipality_id == member.id and one.customization_id == 25
    )
    book.apply(ChangeSet("コメント", (Update("answers", row.id, {"comment": "財政課と協議中"}),)))
    request = next(one for one in issued(book, "B").files[0].requests if one.item == "25")
    assert request.comment == "財政課と協議中"
