"""取り込み of score sheets: what was sent, what the ledger says now and what came back, merged cell by cell."""

from collections.abc import Mapping, Sequence

from core.calc.evaluation.frame import is_closed
from core.model.book import Book
from core.model.evaluation import Bidder, Criterion, Procurement, Reviewer, Score
from core.model.machine.faults import Fault, Refused
from core.model.papers.printouts import report_title
from core.model.selection.score_file import Scored, ScoreFile, issued_hash, parse_scores, scores_text, state_hash
from core.model.selection.score_sheets import ScoreSheet
from core.operations.editing.draft import Draft
from core.operations.returning import (
    Choices,
    Compared,
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
from core.operations.score_sheets.scoring_file import read_score


def plan_scores(
    book: Book,
    document_id: str,
    returned: Sequence[Returned],
    who: str,
    when: str,
    prefer: Prefer | None = None,
    choices: Choices | None = None,
) -> TakePlan:
    """Return what taking the score sheets would do, each whole or not at all, one after the other.

    Both sides are compared with what they started from: the state of the file that was taken last, if this one came
    out of it, else what was sent. `prefer` decides all conflicts that `choices` does not.
    """

    def one_taken(draft: Draft, one: Returned, decided: Mapping[int, Prefer]) -> TakenFile:
        return _take(draft, document_id, one, who, when, prefer, decided)

    return plan_of(book, returned, choices, one_taken, report_title("score-sheets"), "名")


def _take(
    draft: Draft,
    document_id: str,
    one: Returned,
    who: str,
    when: str,
    prefer: Prefer | None,
    decided: Mapping[int, Prefer],
) -> TakenFile:
    file = one.file
    if not isinstance(file, ScoreFile):
        reason = one.refusal or Fault("", "answers_not_scores", {"path": one.name})
        return TakenFile(one.name, TakeStatus.REFUSED, reason=reason)
    sheet = next((row for row in draft.all(ScoreSheet).values() if row.number == file.issue.number), None)
    found = _why_not(draft, document_id, file, sheet)
    if found is not None or sheet is None:
        return _told(one.name, file, TakeStatus.REFUSED, reason=found)
    state, lineage = state_hash(file), sheet.history.split()
    if lineage and state == lineage[-1]:
        return _told(one.name, file, TakeStatus.SAME)
    follows = bool(lineage) and lineage[-1] in file.history
    base = parse_scores(sheet.taken if follows else sheet.sent)
    rows = _rows(draft, file, sheet.reviewer_id)
    answers = compared(_asked(draft, file, base, rows), prefer, decided)
    if any(answer.merge is Merge.CONFLICT and answer.choice is None for answer in answers):
        return _told(one.name, file, TakeStatus.CONFLICT, answers)
    for answer in answers:
        if answer.merge is Merge.TAKEN or answer.choice is Prefer.RETURNED:
            _write(draft, sheet.reviewer_id, file, answer, rows)
    draft.update(
        sheet,
        taken_at=when,
        taken_by=who,
        answered_by=file.answered_by,
        answered_at=file.answered_at,
        taken=scores_text(file.scores),
        history=" ".join(dict.fromkeys((*lineage, *file.history, state))),
    )
    return _told(one.name, file, TakeStatus.CHANGED if lineage else TakeStatus.NEW, answers)


def _why_not(draft: Draft, document_id: str, file: ScoreFile, sheet: ScoreSheet | None) -> Fault | None:
    issue = file.issue
    if issue.document_id != document_id:
        return Fault("", "other_consortium", {"name": issue.consortium})
    if sheet is None:
        return Fault("", "unknown_distribution", {"name": issue.reviewer})
    if sheet.sha256 != issued_hash(file) or sheet.reviewer_id != issue.seat:
        return Fault("", "answer_file_altered", {"path": issue.reviewer})
    procurement = draft.all(Procurement)[draft.all(Reviewer)[sheet.reviewer_id].procurement_id]
    if is_closed(draft, procurement):
        return Fault("", "scores_closed", {"procurement": procurement.name})
    if _is_older(draft, sheet, state_hash(file)):
        return Fault("", "older_than_taken", {"name": issue.reviewer, "when": sheet.taken_at or ""})
    return _misfit(draft, file)


def _misfit(draft: Draft, file: ScoreFile) -> Fault | None:
    """Return what does not fit any more: a criterion may have been changed since the sheet went out. What is sealed by
    somebody else is read as if it had been typed."""
    known, asked = draft.all(Criterion), {one.id: one for one in file.criteria}
    for criterion, _, text in file.scores:
        now = known.get(criterion)
        if now is not None and (now.points, now.scale) != (asked[criterion].points, asked[criterion].scale):
            return Fault("", "criterion_changed", {"criterion": now.name, "reviewer": file.issue.reviewer})
        try:
            if read_score(asked[criterion], text) != text:
                return Fault("", "answer_file_altered", {"path": file.issue.reviewer})
        except Refused as refused:
            return refused.at("value")
    return None


def _is_older(draft: Draft, sheet: ScoreSheet, state: str) -> bool:
    """Whether a later state of this file, or a later file for this seat, has been taken."""
    later = any(
        one.id > sheet.id and one.reviewer_id == sheet.reviewer_id and one.taken_at
        for one in draft.all(ScoreSheet).values()
    )
    return state in sheet.history.split()[:-1] or (later and state not in sheet.history.split())


Rows = dict[tuple[int, int], Score]
"""By criterion and bidder the score that a seat has."""


def _rows(draft: Draft, file: ScoreFile, seat: int) -> Rows:
    return {
        (one.criterion_id, one.bidder_id): one
        for criterion in file.criteria
        for one in draft.children(Score, criterion.id).values()
        if one.reviewer_id == seat
    }


def _asked(draft: Draft, file: ScoreFile, base: Mapping[tuple[int, int], str], rows: Rows) -> list[Compared]:
    """Return every cell by its place, criterion by criterion; one whose criterion or bidder is gone has no place."""
    given, criteria, bidders = file.given, draft.all(Criterion), draft.all(Bidder)
    asked: list[Compared] = []
    for criterion in file.criteria:
        for bidder in file.bidders:
            key = criterion.id, bidder.id
            master = Scored(rows[key].value if key in rows else "")
            is_there = criterion.id in criteria and bidder.id in bidders
            sent, came = Scored(base.get(key, "")), Scored(given.get(key, ""))
            asked.append((len(asked), bidder.name, criterion.name, sent, master if is_there else None, came))
    return asked


def _write(draft: Draft, seat: int, file: ScoreFile, answer: MergedAnswer, rows: Rows) -> None:
    if answer.master is None:
        return
    at, place = divmod(answer.asked_id, len(file.bidders))
    criterion, bidder = file.criteria[at].id, file.bidders[place].id
    row, came = rows.get((criterion, bidder)), answer.returned
    assert isinstance(came, Scored)
    if row is None:
        if came.text:
            draft.insert(Score, criterion_id=criterion, bidder_id=bidder, reviewer_id=seat, value=came.text)
    elif came.text:
        draft.update(row, value=came.text)
    else:
        draft.delete(row)


def _told(
    name: str,
    file: ScoreFile,
    status: TakeStatus,
    answers: tuple[MergedAnswer, ...] = (),
    reason: Fault | None = None,
) -> TakenFile:
    return TakenFile(
        name=name,
        status=status,
        code=str(file.issue.seat),
        sender=file.issue.reviewer,
        answered_by=file.answered_by,
        answered_at=file.answered_at,
        finished=file.finished,
        progress=file.progress,
        answers=answers,
        reason=reason,
    )
