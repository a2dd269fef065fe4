"""What links say of a record, from whichever end: 決定: 第3回協議会 beside a request, 項25 beside the decision."""

from core.dataclass import dataclass
from core.model.links import Link
from core.model.machine.anywhere import row_at, value_of
from core.model.machine.naming import GONE, describe
from core.model.machine.records import Record
from core.model.machine.table import Look
from core.model.registry import table_of


@dataclass(frozen=True, slots=True)
class Linked:
    """One link of a record: `value` names the row at the other end, `text` says what it is; `forth` where the record
    is the source of the link."""

    link: Link
    value: str
    text: str
    forth: bool


def links_of(look: Look, record: Record) -> list[Linked]:
    """Return the links of a record: first those that lead to it, then those that lead on from it."""
    here = value_of(record)
    links = look.all(Link).values()
    back = [Linked(one, one.source, _from(look, one), False) for one in links if one.target == here]
    forth = [Linked(one, one.target, _called(look, one.target), True) for one in links if one.source == here]
    return [*back, *forth]


def _from(look: Look, link: Link) -> str:
    """Return 決定: 第3回協議会: the kind of the link and what stands at its beginning."""
    return f"{link.kind.label}: {_called(look, link.source)}"


def _called(look: Look, value: str) -> str:
    row = row_at(look, value)
    if row is None:
        return GONE
    linked = table_of(type(row)).linked
    return linked(look, row) if linked else describe(look, row)
