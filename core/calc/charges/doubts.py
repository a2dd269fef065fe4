"""What is doubtful in the cost items of a year, though it may be meant: entered twice, or money in that is a cost."""

from collections.abc import Iterable

from core.model.charges.charging import YearItem
from core.model.machine.table import Look
from core.model.values.charge_premises import ItemFlow
from core.pattern import pattern

_MONEY_IN = pattern("(?:補助|交付|助成|繰越)金")
_SPENT = pattern("及び|支出|返還")


def items_alike(look: Look) -> list[list[YearItem]]:
    """Return the items of one project and year that are the same in all that counts, each with its likes; those of
    which no amount is known are not compared."""
    found: dict[tuple[object, ...], list[YearItem]] = {}
    for one in look.all(YearItem).values():
        if one.amount is not None:
            amount = one.amount, one.cents, one.currency
            whose = one.system_id, one.borne_by_id, one.rule, one.customization
            where = one.apart, one.chapter, one.article, one.paragraph, one.section
            key = one.project_id, one.fiscal_year, one.name, one.flow, amount, whose, where
            found.setdefault(key, []).append(one)
    return [rows for rows in found.values() if len(rows) > 1]


def money_in_as_cost(items: Iterable[YearItem]) -> list[YearItem]:
    """Return the items that are split as costs though they are called as money that comes in."""
    return [
        one for one in items if one.flow is ItemFlow.COST and _MONEY_IN.search(one.name) and not _SPENT.search(one.name)
    ]
