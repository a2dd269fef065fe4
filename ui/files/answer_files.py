"""Answer files to and from the open ledger: written with the record of their issue, read again, taken with a backup."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from core.jobs.answer_post import GivenUp, hand_out, read_returned, take_away
from core.model.answers import Distribution, Medium
from core.model.council import Municipality
from core.model.faults import Faults
from core.operations.answers.issuing import IssueTerms, issue
from core.operations.answers.taking import Choices, Returned, TakePlan, plan_take
from core.storage.disk.errors import StoreError
from core.storage.document.backups import BEFORE_TAKING
from core.version import version
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Wish:
    """What is issued to whom, as chosen on the page."""

    municipalities: tuple[Municipality, ...]
    medium: Medium
    with_others: bool
    contact: str


def issue_files(session: Session, wish: Wish, folder: Path, stop: Callable[[], bool]) -> list[Path] | Faults:
    """Write one file per municipality and record the issue as one action; all or none, then the list is empty: the user
    gave up, or the ledger could not be written, which it tells by itself."""
    store = session.file.store
    terms = IssueTerms(
        document_id=store.document_id,
        revision=store.revision,
        issued_at=session.now(),
        issued_by=session.who,
        program=f"按分帳 {version()}",
        medium=wish.medium,
        with_others=wish.with_others,
        contact=wish.contact.strip(),
    )
    numbers = [str(uuid4()) for _ in wish.municipalities]
    issued = issue(session.book, wish.municipalities, numbers, terms)
    if isinstance(issued, Faults):
        return issued
    try:
        paths = hand_out(issued.files, folder, wish.medium, stop)
    except GivenUp:
        return []
    except StoreError as error:
        return Faults((error.fault,))
    session.run(issued.change_set)
    recorded = {one.number for one in session.book.all(Distribution).values()}
    if not recorded.issuperset(numbers):
        take_away(paths)
        return []
    return paths


def read_files(paths: Sequence[Path], stop: Callable[[], bool]) -> list[Returned]:
    """Return what the files say, one by one; those that could not be read when the user gave up are left out."""
    returned = []
    for path in paths:
        if stop():
            break
        returned.append(read_returned(path))
    return returned


def plan_taking(session: Session, returned: Sequence[Returned], choices: Choices) -> TakePlan:
    """Return what taking the files into the ledger as it is now would do."""
    return plan_take(
        session.book, session.file.store.document_id, returned, session.who, session.now(), choices=choices
    )


def take(session: Session, plan: TakePlan) -> Faults | None:
    """Keep the present state as a backup, then take the answers as one action; without a backup nothing is taken."""
    try:
        session.file.back_up(BEFORE_TAKING)
    except StoreError as error:
        return Faults((error.fault,))
    return session.run(plan.change_set)
