"""What promises for years to come must keep: they end after they begin, and their years lie in between."""

from collections.abc import Iterator

from core.model.charges.commitments import Commitment, CommitmentYear
from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.values.dates import show_fiscal_year
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger
from core.operations.organisation.conduct import in_right_order


def _years(ledger: Ledger, one: Commitment) -> Iterator[Fault]:
    facts = {
        "name": one.name,
        "first": show_fiscal_year(one.first_year),
        "last": show_fiscal_year(one.last_year),
    }
    if one.last_year < one.first_year:
        yield Fault("last_year", "commitment_ends_first", facts)
        return
    rows = ledger.children(CommitmentYear, one.id).values()
    outside = [row.fiscal_year for row in rows if not one.first_year <= row.fiscal_year <= one.last_year]
    if outside:
        years = "、".join(map(show_fiscal_year, sorted(outside)))
        yield Fault("last_year", "commitment_years_outside", {**facts, "years": years})


def _within(ledger: Ledger, row: CommitmentYear) -> Iterator[Fault]:
    one = ledger.all(Commitment)[row.commitment_id]
    if not one.first_year <= row.fiscal_year <= one.last_year:
        facts = {"name": one.name, "year": show_fiscal_year(row.fiscal_year)}
        span = {"first": show_fiscal_year(one.first_year), "last": show_fiscal_year(one.last_year)}
        yield Fault("fiscal_year", "commitment_year_outside", facts | span)


CONDUCT: dict[type[Record], Conduct] = {
    Commitment: Conduct(
        rules=(
            (frozenset({"first_year", "last_year"}), _years),
            (frozenset({"starts_on", "ends_on"}), in_right_order("starts_on", "ends_on")),
        )
    ),
    CommitmentYear: Conduct(rules=((frozenset({"fiscal_year", "commitment_id"}), _within),)),
}
