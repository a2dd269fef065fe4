"""評価項目の構成: the criteria as a tree of any depth, with what the points of each branch add up to."""

from collections.abc import Iterable

from core.dataclass import dataclass
from core.model.evaluation import Criterion


@dataclass(frozen=True, slots=True)
class Branch:
    """A part, a heading at some depth (the part is 0), or a criterion; `points` are those of all criteria below."""

    depth: int
    name: str
    points: int
    is_criterion: bool = False


def branches_of(criteria: Iterable[Criterion]) -> list[Branch]:
    """Return the tree from top to bottom; parts, headings and criteria in the order in which the criteria name them
    first. The points of the parts add up to those of all criteria."""
    order: dict[tuple[str, ...], int] = {}
    sums: dict[tuple[str, ...], int] = {}
    leaves = list(criteria)
    for one in leaves:
        path = (one.part.label, *one.levels)
        for depth in range(1, len(path) + 1):
            order.setdefault(path[:depth], len(order))
            sums[path[:depth]] = sums.get(path[:depth], 0) + one.points
    return list(_below((), order, sums, leaves))


def _below(
    above: tuple[str, ...], order: dict[tuple[str, ...], int], sums: dict[tuple[str, ...], int], leaves: list[Criterion]
) -> Iterable[Branch]:
    for one in leaves:
        if (one.part.label, *one.levels) == above:
            yield Branch(len(above), one.name, one.points, True)
    for path in sorted((path for path in order if path[:-1] == above), key=order.__getitem__):
        yield Branch(len(above), path[-1], sums[path])
        yield from _below(path, order, sums, leaves)
