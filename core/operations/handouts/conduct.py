"""What chapters of handouts and their pictures must keep."""

from collections.abc import Iterator

from core.model.machine.faults import Fault
from core.model.machine.records import Record
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


CONDUCT: dict[type[Record], Conduct] = {
    HandoutPicture: Conduct(rules=((frozenset({"share"}), _size), (frozenset({"words"}), _words))),
    HandoutChapter: Conduct(rules=((frozenset({"digits"}), _digits),)),
}
