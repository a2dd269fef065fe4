"""A made-up project with its instalments, notified for 2026: what the tests of claims begin with."""

from typing import Any

from core.model.charges.charging import Project, Stage, YearItem
from core.model.charges.claims import PaymentTerm
from core.operations.charges.issuing import issue
from core.operations.editing.adding import add_row

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
