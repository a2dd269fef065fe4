"""What links must keep: they tie two different records, and none of them is a link."""

from collections.abc import Iterator

from core.model.links import Link
from core.model.machine.anywhere import row_at
from core.model.machine.faults import Fault
from core.model.machine.naming import called_at
from core.model.machine.records import Record
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _ends(ledger: Ledger, link: Link) -> Iterator[Fault]:
    if link.source == link.target:
        yield Fault("target", "link_to_itself", {"name": called_at(ledger, link.source)})
    for column in ("source", "target"):
        row = row_at(ledger, getattr(link, column))
        if row is None:
            yield Fault(column, "link_to_nothing", {})
        elif isinstance(row, Link):
            yield Fault(column, "link_to_a_link", {})


CONDUCT: dict[type[Record], Conduct] = {Link: Conduct(rules=((frozenset({"source", "target"}), _ends),))}
