"""What agreements must keep: they end after they were concluded."""

from core.model.machine.records import Record
from core.model.operating.agreements import Agreement
from core.operations.editing.conduct import Conduct
from core.operations.organisation.conduct import in_right_order

CONDUCT: dict[type[Record], Conduct] = {
    Agreement: Conduct(
        rules=(
            (frozenset({"signed_on", "ends_on"}), in_right_order("signed_on", "ends_on")),
            (frozenset({"effective_on", "ends_on"}), in_right_order("effective_on", "ends_on")),
        ),
    ),
}
