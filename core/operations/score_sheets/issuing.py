"""発行 of score sheets: what each seat is asked to score, as one file for each, recorded."""

from collections.abc import Sequence

from core.calc.evaluation.asked import asked_now, asked_of_seats
from core.calc.evaluation.frame import frame_of, is_closed
from core.dataclass import dataclass
from core.model.answers import Medium
from core.model.book import Book
from core.model.evaluation import Criterion, Procurement, Reviewer, Score
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.selection.score_file import (
    AskedBidder,
    AskedCriterion,
    Cell,
    ScoreFile,
    ScoreIssue,
    issued_hash,
    ordered,
    scores_text,
)
from core.model.selection.score_sheets import ScoreSheet
from core.operations.editing.draft import Draft


@dataclass(frozen=True, slots=True)
class SheetTerms:
    """What is the same for all files of one issue. `issued_at` is local time to the second; `program` names the program
    and its version."""

    document_id: str
    revision: int
    issued_at: str
    issued_by: str
    program: str
    medium: Medium = Medium.EXCEL
    contact: str = ""


@dataclass(frozen=True, slots=True)
class IssuedSheets:
    """The record of issuing, to be applied before the files are handed out, and the files in the order asked."""

    change_set: ChangeSet
    files: tuple[ScoreFile, ...]


def issue_sheets(
    book: Book, procurement: Procurement, seats: Sequence[Reviewer], numbers: Sequence[str], terms: SheetTerms
) -> IssuedSheets | Faults:
    """Return one score file for each seat, all or none; `numbers` are new numbers (uuid4), one each.

    Faults: "scores_closed", "nothing_to_score" for a seat that is asked nothing, or counts for nobody.
    """
    if is_closed(book, procurement):
        return Faults.of("", "scores_closed", procurement=procurement.name)
    frame = frame_of(book, procurement)
    now = asked_now(frame)
    asked = {seat.id: criteria for seat, criteria in asked_of_seats(frame, now).items()}
    wanted = {one.id for one in now.bidders}
    draft, files = Draft(book), []
    for seat, number in zip(seats, numbers, strict=True):
        criteria = asked.get(seat.id, ())
        if not criteria or not wanted:
            return Faults.of("", "nothing_to_score", reviewer=seat.name)
        sent = ordered(cell for cell in given_of(book, criteria, seat.id) if cell[1] in wanted)
        file = ScoreFile(
            _issue_of(book, procurement, seat, number, terms),
            tuple(AskedCriterion(*_facts(one)) for one in criteria),
            tuple(AskedBidder(one.id, one.name) for one in now.bidders),
            sent,
            sent,
        )
        files.append(file)
        draft.insert(ScoreSheet, reviewer_id=seat.id, **_record(file, terms))
    names = "、".join(one.name for one in seats[:3]) + ("ほか" if len(seats) > 3 else "")
    return IssuedSheets(draft.finish(f"採点票を発行({names})"), tuple(files))


def given_of(book: Book, criteria: Sequence[Criterion], seat: int) -> list[Cell]:
    """Return what a seat has given for some criteria."""
    return [
        (one.criterion_id, one.bidder_id, one.value)
        for criterion in criteria
        for one in book.children(Score, criterion.id).values()
        if one.reviewer_id == seat
    ]


def _facts(one: Criterion) -> tuple[int, str, str, str, int, str]:
    return one.id, one.name, one.part.label, one.heading, one.points, one.scale


def _issue_of(book: Book, procurement: Procurement, seat: Reviewer, number: str, terms: SheetTerms) -> ScoreIssue:
    return ScoreIssue(
        number=number,
        document_id=terms.document_id,
        consortium=book.consortium.name,
        contact=terms.contact or book.consortium.secretariat,
        procurement=procurement.name,
        seat=seat.id,
        reviewer=seat.name,
        issued_at=terms.issued_at,
        program=terms.program,
    )


def _record(file: ScoreFile, terms: SheetTerms) -> dict[str, object]:
    return {
        "number": file.issue.number,
        "medium": terms.medium,
        "issued_at": terms.issued_at,
        "issued_by": terms.issued_by,
        "base_revision": terms.revision,
        "sha256": issued_hash(file),
        "sent": scores_text(file.sent),
    }
