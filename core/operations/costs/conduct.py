"""What cost lines, costs out of scope and tax rates must keep."""

from collections.abc import Iterator, Mapping

from core.model.costs import CostLine, OutOfScopeCost, TaxRate
from core.model.council import Scope
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.operations.council.conduct import weights_exist
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _bearer(_: Ledger, line: CostLine) -> Iterator[Fault]:
    if line.rule is not None and line.borne_by_id is not None:
        yield Fault("rule", "rule_and_bearer", {"name": line.name})


def _reason(_: Ledger, cost: OutOfScopeCost) -> Iterator[Fault]:
    if cost.scope is Scope.IN_SCOPE:
        yield Fault("scope", "out_of_scope_reason", {"name": cost.name})


def _percent(_: Ledger, rate: TaxRate) -> Iterator[Fault]:
    if rate.percent > 100:
        yield Fault("percent", "percent_range", {"text": rate.percent})


def _released(_: CostLine, name: str) -> tuple[Mapping[str, FieldValue], str]:
    return {}, "は按分に変更" if name == "borne_by_id" else ""


CONDUCT: dict[type[Record], Conduct] = {
    CostLine: Conduct(
        rules=((frozenset({"rule"}), weights_exist), (frozenset({"rule", "borne_by_id"}), _bearer)),
        released=_released,
    ),
    OutOfScopeCost: Conduct(rules=((frozenset({"scope"}), _reason),)),
    TaxRate: Conduct(rules=((frozenset({"percent"}), _percent),)),
}
