"""The columns of groups beside those of their members: what they pay together."""

from collections.abc import Callable, Iterator

from core.calc.allocation.allocate import Allocation
from core.calc.allocation.item import ItemResult, View
from core.calc.subtotals import groups_of, subtotal_name
from core.model.requests import Customization
from core.model.values.money import show_yen
from ui.tables.columns import Column

_KEY = "group:"


def is_group(key: str) -> bool:
    """Whether the key is that of a group's column."""
    return key.startswith(_KEY)


def group_columns(
    allocation: Allocation, view: View | None, result: Callable[[Customization], ItemResult]
) -> Iterator[Column]:
    """Yield a column for each group; the extremes of members do not happen together, so beside ranges (None) it is the
    sum of what is settled now."""
    for name, codes in groups_of(allocation.members).items():
        label = subtotal_name(name) if view else f"{subtotal_name(name)}({View.MAX.said})"
        paid = _paid(tuple(allocation.places[code] for code in codes), view or View.MAX, result)
        yield Column(label, paid, show=_show, figure=True, width=116, key=_KEY + name)


def _show(yen: int | None) -> str:
    return show_yen(yen) if yen else ""


def _paid(
    places: tuple[int, ...], view: View, result: Callable[[Customization], ItemResult]
) -> Callable[[Customization], int | None]:
    def paid(one: Customization) -> int | None:
        found = result(one)
        shares = [found.shares(view)[at] for at in places]
        return sum(filter(None, shares)) if found.counted and None not in shares else None

    return paid


def group_sums(allocation: Allocation, view: View) -> dict[str, str]:
    """Return by column the totals of the groups; of ranges there are none."""
    if view in {View.LOW, View.HIGH}:
        return {}
    by_code, groups = allocation.by_code(view), groups_of(allocation.members)
    return {_KEY + name: show_yen(sum(by_code[code] for code in codes)) for name, codes in groups.items()}
