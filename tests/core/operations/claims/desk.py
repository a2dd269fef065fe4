"""A made-up project with its instalments, notified for 2026: what the tests of claims begin with, in a file or not."""

from typing import Any

from core.model.book import Book
from core.model.charges.charging import Project, Stage, YearItem
from core.model.charges.claims import PaymentTerm
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.records import R
from core.operations.charges.issuing import issue
from core.operations.claims.requesting import request
from core.operations.editing.adding import add_row
from core.sample import sample
from core.words.sentences import sentence

TERMS = ((1, "30", 4), (2, "30", 8), (3, "20", 12), (4, "20", 2))


def notified(ledger: Any, amount: int = 10_000_001, rule: str = "人口割", **project: str) -> Any:
    """Add the project, its cost of 2026 and its terms, and notify the members."""
    ledger.do(add_row(ledger.book, Project, {"name": "運用管理", "rule": rule, **project}))
    texts = {"project_id": "運用管理", "fiscal_year": "令和8年度", "name": "保守", "amount": str(amount)}
    ledger.do(add_row(ledger.book, YearItem, texts))
    for number, percent, month in TERMS:
        term = {"project_id": "運用管理", "number": str(number), "percent": percent, "month": str(month), "day": "31"}
        ledger.do(add_row(ledger.book, PaymentTerm, term))
    ledger.do(issue(ledger.book, 2026, Stage.NOTIFIED, "R8.4.1"))
    return ledger


class InMemory:
    """A ledger without a file, for many examples."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.done = ChangeSet("すべて", ())

    def do(self, wish: ChangeSet | Faults) -> None:
        assert isinstance(wish, ChangeSet), [sentence(one) for one in wish]
        self.book.apply(wish)
        self.done = ChangeSet("すべて", (*self.done.changes, *wish.changes))

    def find(self, cls: type[R], **values: object) -> R:
        return next(
            row for row in self.book.all(cls).values() if all(getattr(row, key) == of for key, of in values.items())
        )


def asked_for() -> InMemory:
    """A year of 6,000,000 yen that was asked for, 1,000,000 of each."""
    made = InMemory(Book({}))
    made.do(sample())
    notified(made, 6_000_000, "均等割")
    made.do(request(made.book, 2026, "R8.4.10", "第#号"))
    return made
