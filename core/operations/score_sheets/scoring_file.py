"""What a reviewer may do with a score file, and nothing else: give points, sign, declare it complete."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.calc.evaluation.tally import scale_points
from core.model.book import Book
from core.model.evaluation import Score
from core.model.machine.faults import Fault, Faults, Refused
from core.model.selection.evaluation_reading import READERS
from core.model.selection.score_file import LONGEST_SCORE, AskedCriterion, Cell, ScoreFile, ordered, state_hash
from core.model.selection.score_sheets import ScoreSheet
from core.operations.editing.reading import read_text

_STATES_KEPT = 4_000
_NO_LEDGER = Book({})


def give(file: ScoreFile, cells: Iterable[Cell]) -> ScoreFile | Faults:
    """Return the file with these scores as typed, all or none; "" takes one back. A finished file is open again. The
    fact `cell` of a fault is the place among `cells`."""
    known = {one.id: one for one in file.criteria}
    bidders = {one.id for one in file.bidders}
    given, faults = file.given, []
    for at, (criterion, bidder, text) in enumerate(cells):
        asked = known.get(criterion)
        if asked is None or bidder not in bidders:
            return Faults.of("value", "not_asked")
        try:
            given[criterion, bidder] = read_score(asked, text)
        except Refused as refused:
            faults.append(Fault("value", refused.rule, {**refused.facts, "cell": at}))
    if faults:
        return Faults(tuple(faults))
    scores = ordered((criterion, bidder, text) for (criterion, bidder), text in given.items())
    return file if scores == file.scores else _next(replace(file, scores=scores, finished=False), file)


def sign(file: ScoreFile, who: str) -> ScoreFile | Faults:
    """Return the file with who scores; a finished file is open again."""
    try:
        name = read_text(_NO_LEDGER, ScoreSheet, "answered_by", who)
    except Refused as refused:
        return Faults((refused.at("answered_by"),))
    return file if name == file.answered_by else _next(replace(file, answered_by=name, finished=False), file)


def finish(file: ScoreFile, when: str) -> ScoreFile | Faults:
    """Declare the scores complete; `when` is local time to the second. Faults: "blank" without a name. What is not
    scored yet does not keep it from being finished."""
    if not file.answered_by:
        return Faults.of("answered_by", "blank", label="採点者")
    return _next(replace(file, answered_at=when, finished=True), file)


def back_to(file: ScoreFile, earlier: ScoreFile) -> ScoreFile:
    """Return what `earlier` gave as a new state after `file`: undo, too, is newer than what was sent meanwhile."""
    return _next(earlier, file)


def filled(
    file: ScoreFile, texts: Mapping[tuple[int, int], str], who: str, cells: Mapping[tuple[int, int], str]
) -> ScoreFile | Faults:
    """Return the file as filled in on a sheet: points as typed, by criterion and bidder; all of them or faults. The
    same sheet gives the same file. `cells` are where the points stand, for the faults."""
    known = {one.id: one for one in file.criteria}
    scores, faults = [], []
    for (criterion, bidder), text in texts.items():
        try:
            scores.append((criterion, bidder, read_score(known[criterion], text)))
        except Refused:
            where = f"({cells[criterion, bidder]}のセル)" if (criterion, bidder) in cells else ""
            asked = known[criterion]
            facts = {"where": where, "text": text, "criterion": asked.name, "scale": scale_words(asked)}
            faults.append(Fault("value", "score_in_sheet", facts))
    signed = sign(file, who)
    if isinstance(signed, Faults):
        faults += signed
    if faults or isinstance(signed, Faults):
        return Faults(tuple(faults))
    return replace(signed, scores=ordered(scores), answered_at="", finished=True, history=())


def read_score(asked: AskedCriterion, text: str) -> str:
    """Return points or a grade as they are stored, "" for a blank.

    Raises Refused "score_unread", "not_of_scale", "above_points".
    """
    value = str(read_text(_NO_LEDGER, Score, "value", text) or "")
    if not value:
        return ""
    points = scale_points(asked.points, asked.scale, value)
    if points is None or len(value) > LONGEST_SCORE:
        raise Refused("not_of_scale", text=value, criterion=asked.name, scale=scale_words(asked))
    if points > asked.points:
        raise Refused("above_points", text=value, criterion=asked.name, most=asked.points)
    return value


def scale_words(asked: AskedCriterion) -> str:
    """Return what may be given: A・B・C, or 0から50までの点."""
    grades = READERS["scale"](asked.scale).grades
    return "・".join(name for name, _ in grades) or f"0から{asked.points}までの点"


def _next(new: ScoreFile, old: ScoreFile) -> ScoreFile:
    """Return the new state with the old one in its history."""
    return replace(new, history=(*old.history, state_hash(old))[-_STATES_KEPT:])
