"""What projects and their cost items must keep, and that a version that was told stays."""

from collections.abc import Iterator, Mapping

from core.model.charges.charging import Assessment, Project, Stage, YearItem, version_name
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.model.values.charge_premises import ItemFlow
from core.model.values.ratios import YEN
from core.operations.council.conduct import weights_exist
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _bearer(_: Ledger, item: YearItem) -> Iterator[Fault]:
    if item.rule is not None and item.borne_by_id is not None:
        yield Fault("rule", "item_rule_and_bearer", {"name": item.name})
    if item.borne_by_id is None and item.flow in {ItemFlow.RETURNED, ItemFlow.SETTLED}:
        yield Fault("flow", "item_needs_bearer", {"name": item.name, "flow": item.flow.label})
    if item.rule is not None and item.flow.is_taken_off:
        yield Fault("rule", "item_taken_off_by_rule", {"name": item.name})


def _currency(_: Ledger, item: YearItem) -> Iterator[Fault]:
    if item.cents and item.currency == YEN:
        yield Fault("cents", "cents_of_yen", {"name": item.name})


def _kept(_: Ledger, one: Assessment, _name: str) -> Fault | None:
    """What the members were told cannot be taken out of the record."""
    return None if one.stage is Stage.PLANNED else Fault("", "version_kept", {"version": version_name(one)})


def _released(item: YearItem, name: str) -> tuple[Mapping[str, FieldValue], str]:
    if name != "borne_by_id":
        return {}, ""
    words = {
        ItemFlow.COST: "は按分に変更",
        ItemFlow.INCOME: "は全体の財源に変更",
        ItemFlow.CARRIED: "は全体への充当に変更",
        ItemFlow.SETTLED: "は按分に変更",
        ItemFlow.RETURNED: "は戻し入れる団体がなくなり計算できません",
    }
    return {}, words[item.flow]


CONDUCT: dict[type[Record], Conduct] = {
    Project: Conduct(rules=((frozenset({"rule"}), weights_exist),)),
    YearItem: Conduct(
        rules=(
            (frozenset({"rule"}), weights_exist),
            (frozenset({"rule", "borne_by_id", "flow"}), _bearer),
            (frozenset({"cents", "currency"}), _currency),
        ),
        released=_released,
    ),
    Assessment: Conduct(why_kept=_kept),
}
