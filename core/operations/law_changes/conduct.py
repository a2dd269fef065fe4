"""What changes of laws must keep: a law is not in force before it is published, nothing is tested before it is made."""

from collections.abc import Mapping

from core.model.law_changes.records import LawChange, LawChangeMember
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.operations.editing.conduct import Conduct
from core.operations.organisation.conduct import in_right_order

_SAID = ("done_on", "own_yen", "session_on", "note")


def _says(values: Mapping[str, FieldValue], record: LawChangeMember | None) -> bool:
    """Whether anything is said of the municipality."""
    said = (values.get(name, getattr(record, name) if record else None) for name in _SAID)
    return any(one is not None and one != "" for one in said)


CONDUCT: dict[type[Record], Conduct] = {
    LawChange: Conduct(
        rules=tuple(
            (frozenset({began, ended}), in_right_order(began, ended))
            for began, ended in (
                ("promulgated_on", "effective_on"),
                ("vendor_done_on", "tested_on"),
                ("tested_on", "applied_on"),
            )
        )
    ),
    LawChangeMember: Conduct(says=_says),
}
