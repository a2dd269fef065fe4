"""What an outage hit, as lists: 住基情報、住民税; blank is all of them."""

from core.model.council import Municipality, System
from core.model.sla.records import OutageMember, OutageSystem
from core.operations.editing.listed import Listed

SYSTEMS, MEMBERS = "systems", "members"
LISTS = {
    SYSTEMS: Listed("業務", OutageSystem, "system_id", System),
    MEMBERS: Listed("団体", OutageMember, "municipality_id", Municipality, "municipality"),
}
