"""Which procurement is printed, and to whom its papers go: asked before any of them is built, so it loads no
arithmetic."""

from collections.abc import Iterator

from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import is_anonymous
from core.model.book import Book
from core.model.evaluation import Bidder, Procurement, Reviewer
from core.model.machine.naming import in_order


def chosen(book: Book, settings: PrintSettings) -> Procurement | None:
    """Return the procurement that is to be printed: the one of the settings, else the first that has bidders."""
    known = in_order(book, book.all(Procurement).values())
    named = next((one for one in known if one.id == settings.procurement), None)
    with_bidders = next((one for one in known if book.children(Bidder, one.id)), None)
    return named or with_bidders or (known[0] if known else None)


def bidders_of(book: Book, settings: PrintSettings) -> list[Bidder]:
    """Return the bidders of that procurement, in their order."""
    procurement = chosen(book, settings)
    return in_order(book, book.children(Bidder, procurement.id).values()) if procurement is not None else []


def reviewers_of(book: Book, settings: PrintSettings) -> list[Reviewer]:
    """Return the seats of that procurement, in their order."""
    procurement = chosen(book, settings)
    return in_order(book, book.children(Reviewer, procurement.id).values()) if procurement is not None else []


def are_numbered(book: Book, settings: PrintSettings) -> bool:
    """Whether numbers stand in for the reviewers' names."""
    return is_anonymous(book, settings) if settings.hide_reviewers is None else settings.hide_reviewers


def shown_seats(book: Book, settings: PrintSettings) -> Iterator[tuple[Reviewer, str]]:
    """Yield each seat with its name on the papers."""
    numbered = are_numbered(book, settings)
    for place, one in enumerate(reviewers_of(book, settings), 1):
        yield one, f"審査員{place}" if numbered else one.name
