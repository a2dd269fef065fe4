"""What stands for names on a page that tells of rows of every kind: members, bidders, reviewers."""

from collections.abc import Iterator, Mapping

from core.documents.evaluation.wording import letter
from core.documents.handouts.state import State
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import is_anonymous
from core.model.book import Book
from core.model.council import Municipality
from core.model.evaluation import Bidder, Procurement, Reviewer
from core.model.machine.naming import in_order
from core.model.machine.records import Record
from core.model.registry import table_of

NAMING: dict[type[Record], tuple[str, ...]] = {
    Municipality: ("name", "kana", "code"),
    Bidder: ("name",),
    Reviewer: ("name", "person"),
}
"""By record the columns by which somebody is known."""


def signs_of(book: Book, settings: PrintSettings, before: State | None = None) -> dict[str, str]:
    """Return the sign that stands for each name, the longest name first: 新射水市 holds 射水市. `before` are rows as
    they were told earlier: the names that they had then are names, too."""
    anonymous, reviewers = is_anonymous(book, settings), settings.hide_reviewers
    hidden: dict[type[Record], bool] = {Reviewer: anonymous if reviewers is None else reviewers}
    signs: dict[str, str] = {}
    for record, id, names, sign in _signs(book):
        if hidden.get(record, anonymous):
            table = table_of(record).name
            cells = (before or {}).get(table, {}).get(str(id), ("", {}))[1]
            former = (cells.get(name) for name in NAMING[record])
            signs |= {name: sign for name in (*names, *former) if isinstance(name, str) and name}
    return {name: signs[name] for name in sorted(signs, key=len, reverse=True)}


def names_itself(table: str, column: str, signs: Mapping[str, str]) -> bool:
    """Whether a cell tells who somebody is for whom a sign stands: another name tells it as well."""
    return bool(signs) and any(table_of(record).name == table and column in names for record, names in NAMING.items())


def _signs(book: Book) -> Iterator[tuple[type[Record], int, tuple[str, ...], str]]:
    for one in book.all(Municipality).values():
        yield Municipality, one.id, (one.name,), one.label or f"団体{one.position}"
    for procurement in book.all(Procurement):
        for at, bidder in enumerate(in_order(book, book.children(Bidder, procurement).values())):
            yield Bidder, bidder.id, (bidder.name,), f"{letter(at)}社"
        for at, seat in enumerate(in_order(book, book.children(Reviewer, procurement).values()), 1):
            yield Reviewer, seat.id, (seat.name, seat.person), f"審査員{at}"


def signed(text: str, signs: Mapping[str, str]) -> str:
    """Return the text with signs for the names."""
    for name, sign in signs.items():
        text = text.replace(name, sign)
    return text
