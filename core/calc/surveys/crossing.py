"""業務×団体: what those of one system in one municipality answered, without letting anybody be recognised."""

from collections.abc import Collection, Iterator, Mapping

from core.calc.surveys.tally import SMALLEST_GROUP

Place = tuple[int, int]
"""Row and column of a cell."""


def hidden_cells(
    sizes: Mapping[Place, int], shut_rows: Collection[int] = (), shut_columns: Collection[int] = ()
) -> frozenset[Place]:
    """Return the cells that are not shown, of those in which somebody answered.

    Those of fewer than five, all of a row or column whose whole is not shown (`shut`); and so that none of them can be
    had by taking the others from the whole of its row or column, the next larger ones of it, until at least two are
    hidden there and five people in them. Where that cannot be reached, none of the cells is shown.
    """
    counted = {at: n for at, n in sizes.items() if n}
    hidden = {at for at, n in counted.items() if n < SMALLEST_GROUP or at[0] in shut_rows or at[1] in shut_columns}
    lines = [line for line in _lines(counted, shut_rows, shut_columns) if len(line) > 1]
    alone = {next(iter(line)) for line in _lines(counted, shut_rows, shut_columns) if len(line) == 1}
    told = {at for at in alone if counted[at] >= SMALLEST_GROUP}  # by the whole of its row or column, which is shown
    while True:
        bare = next((line for line in lines if _is_bare({at: counted[at] for at in line & hidden - told})), None)
        if bare is None:
            return frozenset(hidden)
        covers = sorted((counted[at], at) for at in bare - hidden - told)
        if not covers:
            return frozenset(counted)
        hidden.add(covers[0][1])


def _lines(counted: Mapping[Place, int], rows: Collection[int], columns: Collection[int]) -> Iterator[set[Place]]:
    """Yield the cells of each row and column whose whole is shown."""
    for axis, shut in ((0, rows), (1, columns)):
        for line in {at[axis] for at in counted}.difference(shut):
            yield {at for at in counted if at[axis] == line}


def _is_bare(hidden: Mapping[Place, int]) -> bool:
    return bool(hidden) and (len(hidden) < 2 or sum(hidden.values()) < SMALLEST_GROUP)
