"""Who has a file open, as values."""

from datetime import datetime
from enum import Enum

from core.dataclass import dataclass
from core.model.values.dates import show_moment


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file open: the person, the PC, the local time of opening there. `token` names the note, `home` the
    program's folder from which it was opened."""

    who: str
    pc: str
    since: str
    token: str
    home: str

    @property
    def facts(self) -> dict[str, str]:
        """What fills the blanks of a sentence about the holder, who is named with the respect that is due."""
        who = f"{self.who}さん" if self.who else "名前の分からない人"
        return {"who": who, "pc": self.pc or "不明のPC", "since": _shown(self.since)}


class State(Enum):
    """ALIVE: a program has the file open. STALE: another PC gave no sign of life for a while, it may have been switched
    off. DEAD: the program ran on this PC and has ended."""

    ALIVE = "alive"
    STALE = "stale"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the note beside a file says, and what is to be thought of it."""

    holder: Holder
    state: State


def _shown(moment: str) -> str:
    try:
        return show_moment(datetime.fromisoformat(moment).isoformat())
    except ValueError:
        return "不明の時刻"
