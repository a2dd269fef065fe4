"""What the keys of cloud bills must keep: who pays is one member, or all by a rule."""

from collections.abc import Iterator

from core.model.charges.cloud_bills import CloudKey
from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.operations.council.conduct import weights_exist
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _one_way(_: Ledger, key: CloudKey) -> Iterator[Fault]:
    if key.municipality_id is not None and key.rule is not None:
        yield Fault("rule", "cloud_key_two_ways", {"key": key.key})


CONDUCT: dict[type[Record], Conduct] = {
    CloudKey: Conduct(
        rules=(
            (frozenset({"rule"}), weights_exist),
            (frozenset({"municipality_id", "rule"}), _one_way),
        ),
    ),
}
