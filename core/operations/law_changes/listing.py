"""The systems that a change of law concerns, as a list: 住民税、固定資産税."""

from core.model.council import System
from core.model.law_changes.records import LawChangeSystem
from core.operations.editing.listed import Listed

SYSTEMS = "systems"
LISTS = {SYSTEMS: Listed("業務", LawChangeSystem, "system_id", System)}
