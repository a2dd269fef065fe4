"""What is wrong with a wish, as values: the field, the rule that it breaks and the facts for the sentence."""

import dataclasses
from collections.abc import Iterator, Mapping

from core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`rule` names a sentence of core/words; `facts` are its blanks; `field` is the column it stands beside."""

    field: str
    rule: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Faults:
    """One or more faults: the wish was refused and nothing is to change."""

    faults: tuple[Fault, ...]

    @staticmethod
    def of(field: str, rule: str, **facts: object) -> "Faults":
        """Return a single fault."""
        return Faults((Fault(field, rule, facts),))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults)

    def __bool__(self) -> bool:
        return bool(self.faults)


class Refused(Exception):
    """A value cannot be read; carries the fault. Raised by parsers of typed text only."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts = facts

    def at(self, field: str) -> Fault:
        """Return the fault for `field`."""
        return Fault(field, self.rule, self.facts)
