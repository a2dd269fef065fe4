"""Out to the members and back: whatever comes in whatever order, the ledger says what typing it would have said."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.answer_file import AnswerFile, Given, unanswered_file
from core.model.answers import Answer, AnswerState, Distribution
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.faults import Faults
from core.model.requests import Customization
from core.operations.answers.answering import answer
from core.operations.answers.answering_file import finish, give, sign
from core.operations.answers.issuing import IssueTerms, issue
from core.operations.answers.taking import plan_take
from core.operations.editing.rows import remove
from core.operations.returning import Merge, Prefer, Returned, TakePlan, TakeStatus
from core.sample import sample
from core.words.sentences import sentence

TERMS = IssueTerms("甲", 3, "2026-11-23T09:00:00", "事務局", "按分帳 0.1.0")
WHEN = "2026-12-01T10:00:00"
STATES = list(AnswerState)


def ledger() -> Book:
    book = Book({})
    book.apply(sample())
    return book


def issued(book: Book, labels: str = "ABCDEF", terms: IssueTerms = TERMS, mark: str = "") -> dict[str, AnswerFile]:
    """Issue to the members with these signs and return their files by sign."""
    members = [one for label in labels for one in book.all(Municipality).values() if one.label == label]
    result = issue(book, members, [f"配布{mark}{one.label}" for one in members], terms)
    assert not isinstance(result, Faults)
    book.apply(result.change_set)
    return dict(zip(labels, result.files, strict=True))


def item(file: AnswerFile, number: str) -> int:
    return next(one.id for one in file.requests if one.item == number)


def answered(file: AnswerFile, answers: dict[int, tuple[AnswerState, str]], who: str = "担当") -> AnswerFile:
    for id, (state, comment) in answers.items():
        given = give(file, id, state, comment)
        assert isinstance(given, AnswerFile)
        file = given
    signed = sign(file, who)
    assert isinstance(signed, AnswerFile)
    done = finish(signed, "2026-11-30T15:00:00")
    assert isinstance(done, AnswerFile)
    return done


def take(book: Book, *files: AnswerFile, prefer: Prefer | None = None, document_id: str = "甲") -> TakePlan:
    plan = plan_take(book, document_id, [Returned("回答", one) for one in files], "事務局", WHEN, prefer)
    book.apply(plan.change_set)
    return plan


def statuses(plan: TakePlan) -> list[str]:
    return [one.status.value for one in plan.files]


def said(book: Book) -> dict[tuple[int, int], Given]:
    rows = book.all(Answer).values()
    silent = Given(AnswerState.UNANSWERED)
    cells = {(row.customization_id, row.municipality_id): Given(row.state, row.comment) for row in rows}
    return {cell: given for cell, given in cells.items() if given != silent}


def reason(plan: TakePlan) -> str:
    fault = plan.files[0].reason
    assert fault is not None
    assert sentence(fault)
    return fault.rule


def test_an_answer_comes_back_with_who_and_when() -> None:
    book = ledger()
    file = issued(book)["B"]
    back = answered(file, {item(file, "25"): (AnswerState.YES, "予算を確保")})
    plan = take(book, back)
    (taken,) = plan.files
    assert (taken.status, taken.sender, taken.answered_by, taken.finished) == (
        TakeStatus.NEW,
        "滑川市",
        "担当",
        True,
    )
    assert [(one.item, one.merge) for one in taken.taken] == [("25", Merge.TAKEN)]
    row = next(one for one in book.all(Answer).values() if one.comment == "予算を確保")
    assert (row.state, row.answered_by, row.answered_at) == (AnswerState.YES, "担当", "2026-11-30T15:00:00")


def test_the_same_file_again_changes_nothing() -> None:
    book = ledger()
    file = issued(book)["B"]
    back = answered(file, {item(file, "25"): (AnswerState.NO, "")})
    assert statuses(take(book, back, back)) == ["new", "same"]
    assert take(book, back).change_set.changes == ()


def test_an_older_copy_is_refused_and_a_newer_one_taken() -> None:
    book = ledger()
    file = issued(book)["B"]
    first = answered(file, {item(file, "25"): (AnswerState.YES, "")})
    second = answered(first, {item(file, "25"): (AnswerState.NO, "やめます")})
    assert statuses(take(book, first)) == ["new"]
    assert statuses(take(book, second)) == ["changed"]
    plan = take(book, first)
    assert (statuses(plan), reason(plan)) == (["refused"], "older_than_taken")
    assert statuses(take(book, second)) == ["same"]


def test_a_file_of_an_earlier_issue_is_older_than_one_taken_of_a_later() -> None:
    book = ledger()
    early = issued(book, "B")["B"]
    late = issued(book, "B", mark="再")["B"]
    assert statuses(take(book, answered(late, {item(late, "25"): (AnswerState.NO, "")}))) == ["new"]
    assert reason(take(book, answered(early, {item(early, "25"): (AnswerState.YES, "")}))) == "older_than_taken"


def test_two_copies_answered_apart_end_in_a_conflict_not_in_a_loss() -> None:
    book = ledger()
    file = issued(book)["B"]
    one = answered(file, {item(file, "25"): (AnswerState.YES, "総務課")})
    other = answered(file, {item(file, "25"): (AnswerState.NO, "財政課")})
    assert statuses(take(book, one)) == ["new"]
    plan = take(book, other)
    assert statuses(plan) == ["conflict"]
    (conflict,) = plan.files[0].conflicts
    assert isinstance(conflict.master, Given)
    assert isinstance(conflict.returned, Given)
    assert (conflict.master.comment, conflict.returned.comment) == ("総務課", "財政課")
    assert plan.change_set.changes == ()


def test_conflicts_are_chosen_one_by_one_or_in_bulk() -> None:
    for choice, expected in ((Prefer.RETURNED, AnswerState.YES), (Prefer.MASTER, AnswerState.NO)):
        book = ledger()
        file = issued(book)["B"]
        back = answered(file, {item(file, "25"): (AnswerState.YES, ""), item(file, "3"): (AnswerState.YES, "")})
        member = next(one for one in book.all(Municipality).values() if one.label == "B")
        typed = answer(book, book.all(Customization)[item(file, "25")], member, AnswerState.NO)
        assert isinstance(typed, ChangeSet)
        book.apply(typed)
        assert statuses(plan_take(book, "甲", [Returned("x", back)], "", WHEN)) == ["conflict"]
        by_one = plan_take(book, "甲", [Returned("x", back)], "", WHEN, choices={(0, item(file, "25")): choice})
        assert by_one.change_set == plan_take(book, "甲", [Returned("x", back)], "", WHEN, choice).change_set
        book.apply(by_one.change_set)
        assert said(book)[item(file, "25"), member.id].state is expected
        assert said(book)[item(file, "3"), member.id].state is AnswerState.YES
        assert statuses(take(book, back)) == ["same"]


def test_what_does_not_belong_here_is_refused_with_the_reason() -> None:
    book = ledger()
    files = issued(book)
    back = answered(files["B"], {item(files["B"], "25"): (AnswerState.YES, "")})
    assert reason(take(book, back, document_id="乙")) == "other_consortium"
    unknown = replace(back, issue=replace(back.issue, number="知らない"))
    assert reason(take(book, unknown)) == "unknown_distribution"
    swapped = replace(back, issue=replace(back.issue, code=files["C"].issue.code))
    assert reason(take(book, swapped)) == "other_municipality"
    title = replace(back.requests[0], title="すり替え")
    assert reason(take(book, replace(back, requests=(title, *back.requests[1:])))) == "answer_file_altered"
    odd = replace(back, answers=tuple((id, Given(one.state, "\x07")) for id, one in back.answers))
    assert reason(take(book, odd)) == "control_character"
    assert said(book) == said(ledger())


def test_a_member_that_has_left_or_gone_is_refused() -> None:
    book = ledger()
    back = answered(issued(book)["B"], {})
    member = next(one for one in book.all(Municipality).values() if one.label == "B")
    book.apply(ChangeSet("離脱", (Update("municipalities", member.id, {"left_on": "2014-01-01"}),)))
    assert reason(take(book, back)) == "not_member"
    gone = remove(book, [member])
    assert isinstance(gone, ChangeSet)
    book.apply(gone)
    assert reason(take(book, back)) == "municipality_gone"
    assert len(book.all(Distribution)) == 6


def test_an_answer_to_a_request_that_is_gone_is_listed_not_dropped_silently() -> None:
    book = ledger()
    file = issued(book)["B"]
    back = answered(file, {item(file, "3"): (AnswerState.YES, "要ります")})
    removal = remove(book, [book.all(Customization)[item(file, "3")]])
    assert isinstance(removal, ChangeSet)
    book.apply(removal)
    plan = take(book, back)
    assert statuses(plan) == ["conflict"]
    assert [(one.item, one.master) for one in plan.files[0].conflicts] == [("3", None)]
    assert statuses(take(book, back, prefer=Prefer.MASTER)) == ["new"]


def test_a_late_answer_is_taken_and_marked() -> None:
    book = ledger()
    file = issued(book)["B"]
    assert take(book, answered(file, {})).files[0].is_late


def test_the_comment_of_another_side_is_not_lost_either() -> None:
    book = ledger()
    file = issued(book)["B"]
    back = answered(file, {item(file, "25"): (AnswerState.UNDECIDED, "検討します")})
    member = next(one for one in book.all(Municipality).values() if one.label == "B")
    customization = book.all(Customization)[item(file, "25")]
    typed = answer(book, customization, member, AnswerState.UNDECIDED, comment="電話で確認")
    assert isinstance(typed, ChangeSet)
    book.apply(typed)
    assert statuses(take(book, back)) == ["conflict"]


Edits = list[tuple[int, int, int, str]]
EDITS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 18), st.integers(0, 3), st.sampled_from(["", "町長了解", "要予算"])),
    max_size=25,
)


def as_answers(file: AnswerFile, edits: Edits, at: int) -> dict[int, tuple[AnswerState, str]]:
    mine = [(place, state, comment) for who, place, state, comment in edits if who == at]
    return {file.requests[place].id: (STATES[state], comment) for place, state, comment in mine}


def type_in(book: Book, label: str, answers: dict[int, tuple[AnswerState, str]]) -> None:
    member = next(one for one in book.all(Municipality).values() if one.label == label)
    for id, (state, comment) in answers.items():
        wish = answer(book, book.all(Customization)[id], member, state, comment=comment)
        assert isinstance(wish, ChangeSet)
        book.apply(wish)


@settings(max_examples=6, deadline=None)
@given(EDITS, EDITS, st.integers(0, 1_000))
def test_any_order_twice_and_with_stale_copies_gives_what_typing_gives(first: Edits, then: Edits, seed: int) -> None:
    book, typed = ledger(), ledger()
    returned: list[AnswerFile] = []
    for at, (label, file) in enumerate(issued(book).items()):
        stale = answered(file, as_answers(file, first, at))
        final = answered(stale, as_answers(file, then, at))
        returned += [file, stale, final, final]
        type_in(typed, label, as_answers(file, first, at))
        type_in(typed, label, as_answers(file, then, at))
    random.Random(seed).shuffle(returned)
    plan = take(book, *returned)
    assert "conflict" not in statuses(plan)
    assert said(book) == said(typed)
    assert take(book, *returned).change_set.changes == ()


@settings(max_examples=6, deadline=None)
@given(EDITS, EDITS)
def test_edits_on_both_sides_lose_nothing_that_is_not_listed(theirs: Edits, ours: Edits) -> None:
    book = ledger()
    files = issued(book)
    members = {one.label: one.id for one in book.all(Municipality).values()}
    for at, (label, file) in enumerate(files.items()):
        type_in(book, label, as_answers(file, ours, at))
    before = said(book)
    silent = Given(AnswerState.UNANSWERED)
    for at, (label, file) in enumerate(files.items()):
        back = answered(file, as_answers(file, theirs, at))
        plan = take(book, back)
        listed = {one.asked_id for one in plan.files[0].conflicts}
        assert (plan.files[0].status is TakeStatus.CONFLICT) == bool(listed)
        for request in file.requests:
            sent, came = Given(request.state, request.comment), back.given[request.id]
            ours_now = before.get((request.id, members[label]), silent)
            now = said(book).get((request.id, members[label]), silent)
            if listed:
                assert now == ours_now
                assert (request.id in listed) == (sent != came != ours_now != sent)
            else:
                assert now == (came if came != sent else ours_now)


@pytest.mark.parametrize("state", STATES)
def test_every_state_travels(state: AnswerState) -> None:
    book = ledger()
    file = issued(book)["F"]
    back = answered(unanswered_file(file.issue, file.requests), {item(file, "25"): (state, "備考")})
    take(book, back)
    member = next(one.id for one in book.all(Municipality).values() if one.label == "F")
    assert said(book)[item(file, "25"), member] == Given(state, "備考")


def test_a_file_whose_answer_was_taken_back_is_taken_once_and_later_than_both() -> None:
    book = ledger()
    first = issued(book, "A")["A"]
    second = give(first, first.requests[0].id, AnswerState.UNDECIDED)
    assert isinstance(second, AnswerFile)
    third = give(second, first.requests[0].id, first.requests[0].state)
    assert isinstance(third, AnswerFile)
    for file, status in ((third, TakeStatus.NEW), (third, TakeStatus.SAME), (second, TakeStatus.REFUSED)):
        plan = plan_take(book, "甲", [Returned("戻り", file)], "事務局", WHEN)
        assert [one.status for one in plan.files] == [status]
        book.apply(plan.change_set)
