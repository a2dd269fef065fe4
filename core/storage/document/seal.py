"""The mark of a 提出用ファイル: closed, to be handed over and read, not to be worked on."""

from core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Seal:
    """By whom and when (local time) a 提出用ファイル was made; both empty for a file that people work on."""

    at: str
    by: str

    def __bool__(self) -> bool:
        return bool(self.at)


NO_SEAL = Seal("", "")
