"""What local rules must keep: who does not take part in a system is not asked about its rules; no row says nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from core.calc.participation import is_absent
from core.model.council import System, municipality_name
from core.model.local_rules import LocalRule, RuleUse, rule_name
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger

_SAID = tuple(field.name for field in fields(RuleUse) if field.name not in {"id", "local_rule_id", "municipality_id"})


def _asked(ledger: Ledger, row: RuleUse) -> Iterator[Fault]:
    rule = ledger.all(LocalRule)[row.local_rule_id]
    if row.use is not None and is_absent(ledger, rule, row.municipality_id):
        yield Fault(
            "use",
            "rule_not_asked",
            {
                "name": municipality_name(ledger, row.municipality_id),
                "system": ledger.all(System)[rule.system_id or 0].name,
                "rule": rule_name(ledger, rule.id),
            },
        )


def _says(values: Mapping[str, FieldValue], record: RuleUse | None) -> bool:
    """Whether anything is said of the municipality."""
    return any(
        said is not None and said != ""
        for said in (values.get(name, getattr(record, name) if record else None) for name in _SAID)
    )


CONDUCT: dict[type[Record], Conduct] = {RuleUse: Conduct(rules=((frozenset({"use"}), _asked),), says=_says)}
