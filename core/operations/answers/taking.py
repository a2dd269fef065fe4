"""取り込み of answers: what was sent, what the ledger says now and what came back, merged by ids, with nothing lost."""

from collections.abc import Mapping, Sequence

from core.calc.members import is_member
from core.model.answer_file import AnswerFile, Given, answers_text, issued_hash, parse_answers, state_hash
from core.model.answers import Answer, AnswerState, Distribution
from core.model.book import Book
from core.model.council import Municipality, consortium_of
from core.model.machine.faults import Fault, Refused
from core.model.requests import Customization
from core.model.values.dates import show_date
from core.operations.answers.answering import answer_row
from core.operations.editing.draft import Draft
from core.operations.editing.find import find
from core.operations.editing.reading import read
from core.operations.returning import (
    Choices,
    Merge,
    MergedAnswer,
    Prefer,
    Returned,
    TakenFile,
    TakePlan,
    TakeStatus,
    compared,
    plan_of,
)


def plan_take(
    book: Book,
    document_id: str,
    returned: Sequence[Returned],
    who: str,
    when: str,
    prefer: Prefer | None = None,
    choices: Choices | None = None,
) -> TakePlan:
    """Return what taking the files would do, each whole or not at all, one after the other.

    Both sides are compared with what they started from: the state of the file that was taken last, if this one came
    out of it, else what was sent. `prefer` decides all conflicts that `choices` does not.
    """

    def one_taken(draft: Draft, one: Returned, decided: Mapping[int, Prefer]) -> TakenFile:
        return _take(draft, document_id, one, who, when, prefer, decided)

    return plan_of(book, returned, choices, one_taken, "回答", "団体")


def _take(
    draft: Draft,
    document_id: str,
    one: Returned,
    who: str,
    when: str,
    prefer: Prefer | None,
    decided: Mapping[int, Prefer],
) -> TakenFile:
    if not isinstance(one.file, AnswerFile):
        mistaken = Fault("", "scores_not_answers", {"path": one.name})
        return TakenFile(one.name, TakeStatus.REFUSED, reason=one.refusal or mistaken)
    file = one.file
    distribution = next((d for d in draft.all(Distribution).values() if d.number == file.issue.number), None)
    reason = _why_not(draft, document_id, file, distribution)
    if reason is not None or distribution is None:
        return _told(one.name, file, TakeStatus.REFUSED, reason=reason)
    state, lineage = state_hash(file), distribution.history.split()
    if lineage and state == lineage[-1]:
        return _told(one.name, file, TakeStatus.SAME)
    follows = bool(lineage) and lineage[-1] in file.history
    base = parse_answers(distribution.taken if follows else distribution.sent)
    municipality = _municipality(draft, file.issue.code)
    assert municipality is not None
    answers = _merged(draft, municipality, file, base, prefer, decided)
    if any(answer.merge is Merge.CONFLICT and answer.choice is None for answer in answers):
        return _told(one.name, file, TakeStatus.CONFLICT, answers)
    for answer in answers:
        if answer.merge is Merge.TAKEN or answer.choice is Prefer.RETURNED:
            _write(draft, municipality, file, answer, when)
    draft.update(
        distribution,
        taken_at=when,
        taken_by=who,
        answered_by=file.answered_by,
        answered_at=file.answered_at,
        taken=answers_text(file.answers),
        history=" ".join(dict.fromkeys((*lineage, *file.history, state))),
    )
    return _told(one.name, file, TakeStatus.CHANGED if lineage else TakeStatus.NEW, answers)


def _why_not(draft: Draft, document_id: str, file: AnswerFile, distribution: Distribution | None) -> Fault | None:
    issue = file.issue
    if issue.document_id != document_id:
        return Fault("", "other_consortium", {"name": issue.consortium})
    if distribution is None:
        return Fault("", "unknown_distribution", {"name": issue.name})
    if distribution.code != issue.code:
        return Fault("", "other_municipality", {"name": issue.name, "expected": distribution.name})
    if distribution.sha256 != issued_hash(file):
        return Fault("", "answer_file_altered", {"path": issue.name})
    municipality = _municipality(draft, issue.code)
    if municipality is None:
        return Fault("", "municipality_gone", {"name": issue.name})
    day = consortium_of(draft).base_date
    if not is_member(municipality, day):
        return Fault("", "not_member", {"name": municipality.name, "date": show_date(day)})
    if _is_older(draft, distribution, state_hash(file)):
        return Fault("", "older_than_taken", {"name": issue.name, "when": distribution.taken_at or ""})
    try:
        for _, given in file.answers:
            if read(draft, Answer, "comment", given.comment) != given.comment:
                return Fault("", "answer_file_altered", {"path": issue.name})
        read(draft, Answer, "answered_by", file.answered_by)
    except Refused as refused:
        return refused.at("comment")
    return None


def _is_older(draft: Draft, distribution: Distribution, state: str) -> bool:
    """Whether a later state of this file, or a later file for this municipality, has been taken."""
    later = any(
        one.id > distribution.id and one.code == distribution.code and one.taken_at
        for one in draft.all(Distribution).values()
    )
    return state in distribution.history.split()[:-1] or (later and state not in distribution.history.split())


def _municipality(draft: Draft, code: str) -> Municipality | None:
    found = find(draft, Municipality, code, "municipality")
    return found if isinstance(found, Municipality) and found.code == code else None


def _merged(
    draft: Draft,
    municipality: Municipality,
    file: AnswerFile,
    base: Mapping[int, Given],
    prefer: Prefer | None,
    decided: Mapping[int, Prefer],
) -> tuple[MergedAnswer, ...]:
    given = file.given
    asked = (
        (
            one.id,
            one.item,
            one.title,
            base.get(one.id, Given(AnswerState.UNANSWERED)),
            _said(draft, municipality, one.id),
            given[one.id],
        )
        for one in file.requests
    )
    return compared(asked, prefer, decided)


def _said(draft: Draft, municipality: Municipality, customization_id: int) -> Given | None:
    """Return what the ledger says now; None when the request is gone."""
    if draft.get(Customization, customization_id) is None:
        return None
    row = answer_row(draft, customization_id, municipality.id)
    return Given(row.state, row.comment) if row else Given(AnswerState.UNANSWERED)


def _write(draft: Draft, municipality: Municipality, file: AnswerFile, answer: MergedAnswer, when: str) -> None:
    if answer.master is None:
        return
    row = answer_row(draft, answer.asked_id, municipality.id)
    came = answer.returned
    assert isinstance(came, Given)
    values = {
        "state": came.state,
        "comment": came.comment,
        "answered_by": file.answered_by,
        "answered_at": file.answered_at or when,  # an Excel book does not know when it was filled in
    }
    if came == Given(AnswerState.UNANSWERED):
        if row is not None:
            draft.delete(row)
    elif row is None:
        draft.insert(Answer, customization_id=answer.asked_id, municipality_id=municipality.id, **values)
    else:
        draft.update(row, **values)


def _told(
    name: str,
    file: AnswerFile,
    status: TakeStatus,
    answers: tuple[MergedAnswer, ...] = (),
    reason: Fault | None = None,
) -> TakenFile:
    deadline = file.issue.deadline
    return TakenFile(
        name=name,
        status=status,
        code=file.issue.code,
        sender=file.issue.name,
        answered_by=file.answered_by,
        answered_at=file.answered_at,
        finished=file.finished,
        progress=file.progress,
        is_late=bool(deadline and file.answered_at[:10] > deadline),
        answers=answers,
        reason=reason,
    )
