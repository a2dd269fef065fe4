"""The chapters of a handout as they were and as they are: which is which."""

from collections.abc import Mapping
from typing import Any

from core.dataclass import dataclass
from core.documents.handouts.shown import Shown


@dataclass(frozen=True, slots=True)
class Pair:
    """A chapter as it was and as it is."""

    before: Shown
    now: Shown

    @property
    def title(self) -> str:
        return title_of(self.now)

    @property
    def differs(self) -> bool:
        """Whether its printout shows something else."""
        return bool(self.before["shown"] != self.now["shown"])


def before_and_now(kept: Mapping[str, Any], shown: list[Shown]) -> list[tuple[Shown | None, Shown]]:
    """Return what each chapter said before, None where it was not there, and says now."""
    pairs = {id(pair.now): pair.before for pair in paired(kept["chapters"], shown)[0]}
    return [(pairs.get(id(one)), one) for one in shown]


def title_of(chapter: Shown) -> str:
    """Return its number and its name as they are printed."""
    return f"{chapter['number']} {chapter['heading']}".strip()


def paired(before: list[Shown], now: list[Shown]) -> tuple[list[Pair], list[Shown], list[Shown]]:
    """Return the chapters that were there before and are now, those that came and those that went: told apart by their
    rows where they have some, else by their headings."""
    left = list(before)
    pairs, came = [], []
    for one in now:
        same = next((old for old in left if old.get("id", 0) and old.get("id") == one["id"]), None)
        same = same or next((old for old in left if name_of(old) == name_of(one) and not _both(old, one)), None)
        if same is None:
            came.append(one)
        else:
            left.remove(same)
            pairs.append(Pair(same, one))
    return pairs, came, left


def name_of(chapter: Shown) -> str:
    """Return the name of a chapter as it is written: figures in it are told as those of its text are."""
    name: str = chapter.get("name", chapter["heading"])
    return name


def _both(old: Shown, new: Shown) -> bool:
    return bool(old.get("id", 0) and new["id"])
