"""How a sheet is set so that no paper is wasted: laid out again where it may need fewer pages, or has room."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from core.documents.paper.document import Sheet, Table
from core.model.values.paper import Paper
from core.printing.page import Page

_SAVING = ((1.0, 0.6), (0.93, 0.7), (0.88, 0.6))
"""Size and air tried before a page with little on it: closer together, then one step smaller."""
_IN_ONE = (*_SAVING, (0.88, 0.6), (0.83, 0.5), (0.78, 0.4))
"""Those tried where a sheet is to stand on one page; the smallest texts are 6 points then."""
_LARGER = ((1.18, 1.0), (1.12, 0.8), (1.06, 0.7), (1.0, 0.6))
"""Size and air tried on A3, which has more room."""
_SPARE = 0.7
"""A last page of which so much is empty has little on it."""
_LARGE = 5_000
"""A sheet with more cells than this is set once."""


class Filled(Protocol):
    """The pages of a sheet, and which part of the last one is empty."""

    pages: list[Page]

    @property
    def spare(self) -> float: ...


F = TypeVar("F", bound=Filled)


def economical(sheet: Sheet, paper: Paper, fill: Callable[..., F]) -> F:
    """Return the sheet filled: a step smaller where that saves a page with little on it, as small as it takes where it
    is to stand on one page, and on A3 as large as the number of pages allows. A large table and a letter are set once,
    in the usual size. `fill` takes size and air."""
    flow = fill()
    if sheet.is_letter or _cells(sheet) > _LARGE:
        return flow
    if len(flow.pages) > 1 and (sheet.in_one or flow.spare > _SPARE):
        saving = (fill(*setting) for setting in (_IN_ONE if sheet.in_one else _SAVING))
        flow = next((other for other in saving if len(other.pages) < len(flow.pages)), flow)
    if (sheet.paper or paper) is Paper.A3:
        larger = (fill(*setting) for setting in _LARGER)
        flow = next((other for other in larger if len(other.pages) <= len(flow.pages)), flow)
    return flow


def _cells(sheet: Sheet) -> int:
    tables = (block for block in sheet.blocks if isinstance(block, Table))
    return sum(len(table.columns) * (len(table.rows) + len(table.totals)) for table in tables)
