"""What the chronicle must keep: nothing ends before it begins."""

from core.model.chronicle import Event
from core.model.machine.records import Record
from core.operations.editing.conduct import Conduct
from core.operations.organisation.conduct import in_right_order

CONDUCT: dict[type[Record], Conduct] = {
    Event: Conduct(rules=((frozenset({"began_on", "ended_on"}), in_right_order("began_on", "ended_on")),)),
}
