from core.model.answer_file import AnswerFile, Cost, Issue, Request, issued_hash, state_hash, unanswered_file
from core.model.answers import AnswerState
from core.model.machine.faults import Faults
from core.operations.answers.answering_file import back_to, filled, finish, give, sign
from core.words.sentences import sentence

ISSUE = Issue(
    "配布1", "甲", "協議会", "事務局", "162116", "射水市", 1, "2026-11-23T09:00:00", None, "税抜", "按分帳", False
)
COST = Cost(1, 100, 0, "見積")


def file() -> AnswerFile:
    items = [
        Request(id, str(id), f"要望{id}", "", "", "", "", None, COST, COST, AnswerState.UNANSWERED, "") for id in (1, 2)
    ]
    return unanswered_file(ISSUE, items)


def accepted(result: AnswerFile | Faults) -> AnswerFile:
    assert isinstance(result, AnswerFile), [sentence(fault) for fault in result]
    return result


def test_answers_are_given_one_by_one_and_progress_is_counted() -> None:
    one = accepted(give(file(), 2, AnswerState.UNDECIDED, "協議中"))
    assert one.progress == (1, 2)
    assert [request.id for request in one.unanswered] == [1]
    again = accepted(give(one, 2, AnswerState.YES))
    assert again.given[2].comment == "協議中"


def test_every_state_is_remembered_in_the_history() -> None:
    first = file()
    second = accepted(give(first, 1, AnswerState.YES))
    third = accepted(sign(second, "総務課"))
    assert third.history == (state_hash(first), state_hash(second))
    assert issued_hash(third) == issued_hash(first)
    assert give(third, 1, AnswerState.YES) is third


def test_nothing_but_the_own_requests_can_be_answered() -> None:
    result = give(file(), 9, AnswerState.YES)
    assert isinstance(result, Faults)
    assert [fault.rule for fault in result] == ["not_asked"]


def test_a_name_is_needed_to_finish_and_a_later_answer_opens_it_again() -> None:
    result = finish(file(), "2026-11-30T10:00:00")
    assert isinstance(result, Faults)
    assert [sentence(fault) for fault in result] == ["回答者を入力してください。"]
    done = accepted(finish(accepted(sign(file(), "総務課 佐藤")), "2026-11-30T10:00:00"))
    assert (done.finished, done.answered_at) == (True, "2026-11-30T10:00:00")
    assert not accepted(give(done, 1, AnswerState.NO)).finished


def test_a_comment_that_cannot_be_kept_is_refused() -> None:
    for comment, rule in (("あ" * 2_001, "too_long"), ("\x07", "control_character")):
        result = give(file(), 1, AnswerState.YES, comment)
        assert isinstance(result, Faults)
        assert [fault.rule for fault in result] == [rule]


def test_a_filled_sheet_is_read_as_typed() -> None:
    result = accepted(filled(file(), {1: ("○", ""), 2: ("しない", "見送り")}, "総務課", ""))
    assert [(one.state, one.comment) for one in result.given.values()] == [
        (AnswerState.YES, ""),
        (AnswerState.NO, "見送り"),
    ]
    refused = filled(file(), {1: ("はいはい", ""), 2: ("", "")}, "総務課", "")
    assert isinstance(refused, Faults)
    assert [(fault.rule, fault.facts["item"]) for fault in refused] == [("answer_not_read", "1")]


def test_who_takes_an_answer_back_makes_a_later_state() -> None:
    first = file()
    second = accepted(give(first, 1, AnswerState.YES))
    undone, typed_back = back_to(second, first), accepted(give(second, 1, AnswerState.UNANSWERED))
    assert undone == typed_back
    assert undone.answers == first.answers
    assert undone.history == (state_hash(first), state_hash(second))
    assert state_hash(undone) not in undone.history
