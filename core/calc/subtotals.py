"""グループの小計: members that stand together have a subtotal wherever members are listed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import add

from core.calc.comparison.compare import Comparison, Row
from core.calc.comparison.total_costs import TotalCost, TotalCosts, sum_of_rows
from core.calc.comparison.year_table import WholeYears
from core.calc.members import Member
from core.model.book import Book
from core.model.council import Municipality

Groups = Mapping[str, tuple[str, ...]]
"""The codes of each group's members, in the order in which the groups first stand; members of no group are in none."""


def groups_of(members: Iterable[Member]) -> Groups:
    """Return the groups of these members."""
    found: dict[str, tuple[str, ...]] = {}
    for member in members:
        if member.group:
            found[member.group] = (*found.get(member.group, ()), member.code)
    return found


def groups_in(book: Book) -> Groups:
    """Return the groups of all municipalities of the file, members or not."""
    found: dict[str, tuple[str, ...]] = {}
    for one in sorted(book.all(Municipality).values(), key=lambda one: (one.position, one.code)):
        if one.group_name:
            found[one.group_name] = (*found.get(one.group_name, ()), one.code)
    return found


def subtotal_name(group: str) -> str:
    """Return how the line of a group is called."""
    return f"{group} 小計"


def compared_groups(comparison: Comparison) -> list[tuple[str, Row]]:
    """Return the line of each group of a comparison; present costs are unknown where one member's are."""
    return [
        (subtotal_name(name), _sum(comparison.rows, codes))
        for name, codes in groups_of(comparison.premises.payers).items()
    ]


def _sum(rows: Mapping[str, Row], codes: Sequence[str]) -> Row:
    chosen = [rows[code] for code in codes]
    years: tuple[int, ...] = chosen[0].years
    for row in chosen[1:]:
        years = tuple(map(add, years, row.years))
    return Row(
        "",
        known_sum(row.current for row in chosen),
        sum(row.base for row in chosen),
        known_sum(row.cap for row in chosen),
        sum(row.cloud for row in chosen),
        sum(row.penalty for row in chosen),
        any(row.fee_missing for row in chosen),
        WholeYears(years),
    )


def total_groups(totals: TotalCosts, payers: Iterable[Member]) -> list[tuple[str, TotalCost]]:
    """Return the line of each group of the totals."""
    return [
        (subtotal_name(name), replace(sum_of_rows([totals.rows[code] for code in codes]), code=""))
        for name, codes in groups_of(payers).items()
    ]


def known_sum(amounts: Iterable[int | None]) -> int | None:
    """Return the sum, None where an amount is not known."""
    found = list(amounts)
    known = [yen for yen in found if yen is not None]
    return sum(known) if len(known) == len(found) else None
