"""A finding: something in the ledger that is not refused, but that somebody should look at."""

from collections.abc import Iterable, Mapping

from core.dataclass import dataclass
from core.model.values.words import Word

SHOWN = 6
"""How many names a sentence lists before it says ほか."""


class Severity(Word):
    """How much a finding matters: whether figures are wrong or missing, or only something is still open."""

    WARNING = "warning", "要対応"
    NOTE = "note", "確認"


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` names a sentence of core/words, `facts` fill it; `table` and `id` say which row to look at."""

    severity: Severity
    table: str
    id: int
    rule: str
    facts: Mapping[str, object]


def listed(names: Iterable[str]) -> str:
    """Return the first names, and how many more there are."""
    names = list(names)
    more = f"ほか{len(names) - SHOWN}件" if len(names) > SHOWN else ""
    return "、".join(names[:SHOWN]) + more
