"""What the texts of letters must keep."""

from collections.abc import Iterator

from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.papers.letters import Letter, fields_in, fields_of
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger

_TEXTS = ("subject", "body", "particulars")


def _known_fields(_: Ledger, letter: Letter) -> Iterator[Fault]:
    fields = fields_of(letter.kind)
    for column in _TEXTS:
        unknown = [name for name in fields_in(getattr(letter, column)) if name not in fields]
        if unknown:
            facts = {"name": unknown[0], "known": "、".join(f"{{{name}}}" for name in fields)}
            yield Fault(column, "unknown_letter_field", facts)


CONDUCT: dict[type[Record], Conduct] = {
    Letter: Conduct(rules=((frozenset(_TEXTS), _known_fields),)),
}
