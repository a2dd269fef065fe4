"""What the keys of cloud bills must keep: an account or a tag has a name, and one payer or a rule."""

from collections.abc import Iterator

from core.model.charges.cloud_bills import CloudKey, KeyKind
from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.operations.council.conduct import weights_exist
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _named(_: Ledger, key: CloudKey) -> Iterator[Fault]:
    if bool(key.key) == (key.kind is KeyKind.REST):
        rule = "cloud_key_without_name" if key.kind is not KeyKind.REST else "cloud_rest_with_name"
        yield Fault("key", rule, {"kind": key.kind.label})


def _one_way(_: Ledger, key: CloudKey) -> Iterator[Fault]:
    if key.municipality_id is not None and key.rule is not None:
        yield Fault("rule", "cloud_key_two_ways", {"key": key.key or key.kind.label})


CONDUCT: dict[type[Record], Conduct] = {
    CloudKey: Conduct(
        rules=(
            (frozenset({"rule"}), weights_exist),
            (frozenset({"kind", "key"}), _named),
            (frozenset({"municipality_id", "rule"}), _one_way),
        ),
    ),
}
