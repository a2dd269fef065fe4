"""What needs attention in agreements: settings that are not what an article in force says."""

from collections.abc import Iterator

from core.calc.agreements import differing
from core.model.book import Book
from core.model.machine.naming import describe
from core.model.operating.agreements import Article
from core.operations.health.finding import Finding, Severity


def agreement_findings(book: Book, day: str) -> Iterator[Finding]:
    """Yield one finding for each setting that differs from what was agreed, as of an ISO day."""
    if not book.all(Article):
        return
    for article, held in differing(book, day):
        facts = {"article": describe(book, article), "difference": held.text}
        yield Finding(Severity.NOTE, "articles", article.id, "article_differs", facts)
