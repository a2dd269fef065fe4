"""What chapters of handouts and their pictures must keep."""

from collections.abc import Iterator, Mapping

from core.calc.handouts.heeding import with_lost
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record, label_of
from core.model.papers.handouts import HandoutChapter, HandoutPicture
from core.model.scenarios import MOST_DIGITS
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


def _size(_: Ledger, picture: HandoutPicture) -> Iterator[Fault]:
    if not 1 <= picture.share <= 100:
        yield Fault("share", "picture_share")


def _words(_: Ledger, picture: HandoutPicture) -> Iterator[Fault]:
    if not picture.words.strip():
        yield Fault("words", "picture_without_words")


def _digits(_: Ledger, chapter: HandoutChapter) -> Iterator[Fault]:
    if chapter.digits is not None and chapter.digits > MOST_DIGITS:
        yield Fault("digits", "digits_range", {"most": MOST_DIGITS})


def _released(chapter: HandoutChapter, name: str) -> tuple[Mapping[str, FieldValue], str]:
    """A chapter stays when what it is about goes: it is then about what the whole is about. That is told, and stands in
    its note until somebody has chosen again."""
    return {"note": with_lost(chapter, name)}, f"は{label_of(HandoutChapter, name)}の指定がなくなる"


CONDUCT: dict[type[Record], Conduct] = {
    HandoutPicture: Conduct(rules=((frozenset({"share"}), _size), (frozenset({"words"}), _words))),
    HandoutChapter: Conduct(rules=((frozenset({"digits"}), _digits),), released=_released),
}
