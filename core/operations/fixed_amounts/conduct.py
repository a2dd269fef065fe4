"""What rows of the tables of fixed amounts must keep: each is of one municipality or class, no two of the same."""

from collections.abc import Iterator, Mapping

from core.model.council import municipality_name
from core.model.fixed_amounts import FixedAmount
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _name(_: Ledger, row: FixedAmount) -> Iterator[Fault]:
    if any(letter in "=＝,，、:：%％" for letter in row.name):
        yield Fault("name", "fixed_name", {"text": row.name})


def _whose(_: Ledger, row: FixedAmount) -> Iterator[Fault]:
    classed = not (row.kind is None and row.least is None and row.below is None)
    if row.municipality_id is not None and classed:
        yield Fault("municipality_id", "fixed_of_both", {"name": row.name})
    elif row.below is not None and row.below <= (row.least or 0):
        yield Fault("below", "fixed_band_empty", {"least": f"{row.least or 0:,}", "below": f"{row.below:,}"})


def _alone(ledger: Ledger, row: FixedAmount) -> Iterator[Fault]:
    for other in ledger.all(FixedAmount).values():
        if other.id == row.id or other.name != row.name:
            continue
        if row.municipality_id is not None and row.municipality_id == other.municipality_id:
            facts = {"table": row.name, "name": municipality_name(ledger, row.municipality_id)}
            yield Fault("municipality_id", "fixed_twice", facts)
            return
        if row.is_class and other.is_class and _overlap(row, other):
            facts = {"table": row.name, "one": row.of_class, "other": other.of_class}
            yield Fault("least", "fixed_overlap", facts)
            return


def _overlap(one: FixedAmount, other: FixedAmount) -> bool:
    if one.kind is not None and other.kind is not None and one.kind is not other.kind:
        return False
    ends = [row.below for row in (one, other) if row.below is not None]
    return max(one.least or 0, other.least or 0) < min(ends, default=max(one.least or 0, other.least or 0) + 1)


def _released(_: FixedAmount, name: str) -> tuple[Mapping[str, FieldValue], str]:
    """The amount of a municipality that goes must not become everybody's."""
    return ({"below": 0}, "は対象なしに変更") if name == "municipality_id" else ({}, "")


_CLASS = frozenset({"name", "kind", "least", "below"})

CONDUCT: dict[type[Record], Conduct] = {
    FixedAmount: Conduct(
        rules=(
            (frozenset({"name"}), _name),
            (_CLASS, _whose),
            (_CLASS | {"municipality_id"}, _alone),
        ),
        released=_released,
    ),
}
