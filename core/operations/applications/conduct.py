"""What applications must keep: their days follow each other."""

from core.model.machine.records import Record
from core.model.operating.applications import Application
from core.operations.editing.conduct import Conduct
from core.operations.organisation.conduct import in_right_order

CONDUCT: dict[type[Record], Conduct] = {
    Application: Conduct(
        rules=tuple(
            (frozenset({"applied_on", name}), in_right_order("applied_on", name))
            for name in ("wished_on", "approved_on", "effective_on", "agreement_changed_on", "notified_on")
        ),
    ),
}
