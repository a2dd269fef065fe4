"""What stands for names on a page that tells of rows of every kind: members, bidders, reviewers."""

from collections.abc import Iterator, Mapping

from core.documents.evaluation.wording import letter
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import is_anonymous
from core.model.book import Book
from core.model.council import Municipality
from core.model.evaluation import Bidder, Procurement, Reviewer
from core.model.machine.naming import in_order


def signs_of(book: Book, settings: PrintSettings) -> dict[str, str]:
    """Return the sign that stands for each name, the longest name first: 新射水市 holds 射水市."""
    signs = dict(_signs(book, is_anonymous(book, settings), settings.hide_reviewers))
    return {name: signs[name] for name in sorted(signs, key=len, reverse=True) if name}


def _signs(book: Book, anonymous: bool, hide_reviewers: bool | None) -> Iterator[tuple[str, str]]:
    if anonymous:
        yield from ((one.name, one.label or f"団体{one.position}") for one in book.all(Municipality).values())
    for procurement in book.all(Procurement):
        if anonymous:
            bidders = in_order(book, book.children(Bidder, procurement).values())
            yield from ((one.name, f"{letter(at)}社") for at, one in enumerate(bidders))
        if anonymous if hide_reviewers is None else hide_reviewers:
            reviewers = in_order(book, book.children(Reviewer, procurement).values())
            for at, one in enumerate(reviewers, 1):
                yield from ((name, f"審査員{at}") for name in (one.name, one.person))


def signed(text: str, signs: Mapping[str, str]) -> str:
    """Return the text with signs for the names."""
    for name, sign in signs.items():
        text = text.replace(name, sign)
    return text
