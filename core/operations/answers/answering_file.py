"""Answer mode: what a municipality may do with its answer file, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace

from core.model.answer_file import LONGEST_COMMENT, AnswerFile, Given, state_hash
from core.model.answers import Answer, AnswerState, read_state
from core.model.book import Book
from core.model.machine.faults import Fault, Faults, Refused
from core.operations.editing.reading import read_text

_STATES_KEPT = 4_000
_NO_LEDGER = Book({})
NOWHERE: Mapping[int, str] = {}


def give(file: AnswerFile, request_id: int, state: AnswerState, comment: str | None = None) -> AnswerFile | Faults:
    """Return the file with this answer; without `comment` the one there is stays. A finished file is open again."""
    given = file.given
    if request_id not in given:
        return Faults.of("state", "not_asked")
    try:
        said = given[request_id].comment if comment is None else _comment(comment)
    except Refused as refused:
        return Faults((refused.at("comment"),))
    answers = tuple((id, Given(state, said) if id == request_id else one) for id, one in file.answers)
    return file if answers == file.answers else _next(replace(file, answers=answers, finished=False), file)


def sign(file: AnswerFile, who: str) -> AnswerFile | Faults:
    """Return the file with who answers; a finished file is open again."""
    try:
        name = read_text(_NO_LEDGER, Answer, "answered_by", who)
    except Refused as refused:
        return Faults((refused.at("answered_by"),))
    return file if name == file.answered_by else _next(replace(file, answered_by=name, finished=False), file)


def finish(file: AnswerFile, when: str) -> AnswerFile | Faults:
    """Declare the answers complete; `when` is local time to the second. Faults: "blank" without a name.

    Unanswered requests do not keep it from being finished: list `file.unanswered` before.
    """
    if not file.answered_by:
        return Faults.of("answered_by", "blank", label="回答者")
    return _next(replace(file, answered_at=when, finished=True), file)


def back_to(file: AnswerFile, earlier: AnswerFile) -> AnswerFile:
    """Return what `earlier` answered as a new state after `file`: undo, too, is newer than what was sent meanwhile."""
    return _next(earlier, file)


def filled(
    file: AnswerFile, texts: Mapping[int, tuple[str, str]], who: str, when: str, cells: Mapping[int, str] = NOWHERE
) -> AnswerFile | Faults:
    """Return the file as filled in on a sheet: state and comment as typed, by request id; all of them or faults.

    `when` is the time the sheet was read: the same sheet must give the same file, so a caller without one passes "".
    `cells` are where the answers stand, for the faults.
    """
    answers, faults = [], []
    for request in file.requests:
        state, comment = texts[request.id]
        try:
            answers.append((request.id, Given(read_state(state), _comment(comment))))
        except Refused as refused:
            rule = "answer_not_read" if refused.rule == "not_a_state" else refused.rule
            where = f"({cells[request.id]}のセル)" if request.id in cells else ""
            faults.append(Fault("state", rule, {**refused.facts, "item": request.item, "where": where}))
    signed = sign(file, who)
    if isinstance(signed, Faults):
        faults += signed
    if faults or isinstance(signed, Faults):
        return Faults(tuple(faults))
    return replace(signed, answers=tuple(answers), answered_at=when, finished=True, history=())


def _comment(text: str) -> str:
    comment = read_text(_NO_LEDGER, Answer, "comment", text)
    if len(comment) > LONGEST_COMMENT:
        raise Refused("too_long", length=len(comment), limit=LONGEST_COMMENT)
    return comment


def _next(new: AnswerFile, old: AnswerFile) -> AnswerFile:
    """Return the new state with the old one in its history."""
    return replace(new, history=(*old.history, state_hash(old))[-_STATES_KEPT:])
