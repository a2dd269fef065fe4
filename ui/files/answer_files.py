"""Answer files and score sheets to and from the open ledger: written with the record of their issue, taken with a
backup."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from core.jobs import issue, take
from core.jobs.issue import GivenUp, ScoreWish, Wish
from core.model.answers import Distribution
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.faults import Faults
from core.model.selection.score_sheets import ScoreSheet
from core.operations.answers.taking import plan_take
from core.operations.returning import Choices, Returned, TakePlan
from core.operations.score_sheets.taking import plan_scores
from ui.files.writing import done_or_told
from ui.session import Session


def issue_files(session: Session, wish: Wish, stop: Callable[[], bool]) -> list[Path] | Faults:
    """Write one file per municipality and record the issue as one action; all or none, then the list is empty: the user
    gave up, or the ledger could not be written, which it tells by itself."""
    store, book, who, at = session.file.store, session.book, session.who, session.now()
    try:
        return done_or_told(
            lambda: issue.issue_files(
                store, book, wish, who, at, lambda change_set: _is_recorded(session, change_set), stop
            )
        )
    except GivenUp:
        return []


def _is_recorded(
    session: Session, change_set: ChangeSet, record: type[Distribution] | type[ScoreSheet] = Distribution
) -> bool:
    session.run(change_set)
    rows: Iterable[Distribution | ScoreSheet] = session.book.all(record).values()
    recorded = {one.number for one in rows}
    return recorded.issuperset(one.values["number"] for one in change_set.changes if isinstance(one, Insert))


def plan_taking(session: Session, returned: Sequence[Returned], choices: Choices) -> TakePlan:
    """Return what taking the files into the ledger as it is now would do."""
    return plan_take(
        session.book, session.file.store.document_id, returned, session.who, session.now(), choices=choices
    )


def issue_scores(session: Session, wish: ScoreWish, stop: Callable[[], bool]) -> list[Path] | Faults:
    """Write one score sheet per seat and record the issue as one action, as `issue_files` does."""
    store, book, who, at = session.file.store, session.book, session.who, session.now()
    try:
        return done_or_told(
            lambda: issue.issue_score_files(
                store, book, wish, who, at, lambda change_set: _is_recorded(session, change_set, ScoreSheet), stop
            )
        )
    except GivenUp:
        return []


def plan_scores_taking(session: Session, returned: Sequence[Returned], choices: Choices) -> TakePlan:
    """Return what taking the score sheets into the ledger as it is now would do."""
    return plan_scores(
        session.book, session.file.store.document_id, returned, session.who, session.now(), choices=choices
    )


def take_answers(session: Session, plan: TakePlan) -> Faults | None:
    """Keep the present state as a backup, then take the answers as one action; without a backup nothing is taken."""
    session.settle()
    return done_or_told(lambda: take.take(session.file, plan, session.run))
