"""What cost lines, costs out of scope and tax rates must keep."""

from collections.abc import Iterator, Mapping

from core.model.costs import CostAmount, CostLine, Flow, OutOfScopeCost, TaxRate
from core.model.council import Scope
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.model.values.ratios import YEN
from core.operations.council.conduct import weights_exist
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _bearer(_: Ledger, line: CostLine) -> Iterator[Fault]:
    if line.rule is not None and line.borne_by_id is not None:
        yield Fault("rule", "rule_and_bearer", {"name": line.name})


def _flow(_: Ledger, line: CostLine) -> Iterator[Fault]:
    """Yield what does not go with the kind of line: 控除・戻入 has a bearer, a payer that is no member has none."""
    facts = {"name": line.name}
    if line.flow is Flow.RETURNED and line.borne_by_id is None:
        yield Fault("flow", "returned_needs_bearer", facts)
    if line.flow.is_outside and (line.borne_by_id is not None or line.rule is not None):
        yield Fault("flow", "outside_with_bearer", facts)
    if line.flow is not Flow.COST and line.scope is not Scope.IN_SCOPE:
        yield Fault("scope", "deduction_out_of_scope", facts)


def _portion(_: Ledger, line: CostLine) -> Iterator[Fault]:
    of_all = line.flow is Flow.INCOME and line.borne_by_id is None and line.rule is None
    if line.portion is not None and not of_all and line.flow is not Flow.OUTSIDE:
        yield Fault("portion", "portion_without_flow", {"name": line.name})


def _cents(ledger: Ledger, amount: CostAmount) -> Iterator[Fault]:
    line = ledger.all(CostLine)[amount.cost_line_id]
    if amount.cents and line.currency == YEN:
        yield Fault("cents", "cents_of_yen", {"name": line.name})


def _reason(_: Ledger, cost: OutOfScopeCost) -> Iterator[Fault]:
    if cost.scope is Scope.IN_SCOPE:
        yield Fault("scope", "out_of_scope_reason", {"name": cost.name})


def _percent(_: Ledger, rate: TaxRate) -> Iterator[Fault]:
    if rate.percent > 100:
        yield Fault("percent", "percent_range", {"text": rate.percent, "decimals": 1})


def _released(line: CostLine, name: str) -> tuple[Mapping[str, FieldValue], str]:
    if name != "borne_by_id":
        return {}, ""
    words = {Flow.INCOME: "は全体の財源に変更", Flow.RETURNED: "は戻し入れる団体がなくなり計算できません"}
    return {}, words.get(line.flow, "は按分に変更")


CONDUCT: dict[type[Record], Conduct] = {
    CostLine: Conduct(
        rules=(
            (frozenset({"rule"}), weights_exist),
            (frozenset({"rule", "borne_by_id"}), _bearer),
            (frozenset({"flow", "borne_by_id", "rule", "scope"}), _flow),
            (frozenset({"flow", "borne_by_id", "rule", "portion"}), _portion),
        ),
        released=_released,
    ),
    CostAmount: Conduct(rules=((frozenset({"cents"}), _cents),)),
    OutOfScopeCost: Conduct(rules=((frozenset({"scope"}), _reason),)),
    TaxRate: Conduct(rules=((frozenset({"percent"}), _percent),)),
}
