"""What needs attention in agreements: settings that are not what an article in force says, and amendments that come
before what they amend."""

from collections.abc import Iterator

from core.calc.agreements import differing
from core.model.book import Book
from core.model.machine.naming import describe
from core.model.operating.agreements import Agreement, Amendment, Article
from core.model.values.dates import show_date
from core.operations.health.finding import Finding, Severity


def agreement_findings(book: Book, day: str) -> Iterator[Finding]:
    """Yield one finding for each setting that differs from what was agreed, as of an ISO day, and for each amendment
    from before its article."""
    if not book.all(Article):
        return
    for article, held in differing(book, day):
        facts = {"article": describe(book, article), "difference": held.text}
        yield Finding(Severity.NOTE, "articles", article.id, "article_differs", facts)
    for amendment in book.all(Amendment).values():
        article = book.all(Article)[amendment.article_id]
        agreement = book.all(Agreement)[article.agreement_id]
        began = article.added_on or agreement.effective_on or agreement.signed_on
        if began is not None and amendment.effective_on < began:
            facts = {
                "article": describe(book, article),
                "amended": show_date(amendment.effective_on),
                "began": show_date(began),
            }
            yield Finding(Severity.NOTE, "amendments", amendment.id, "amended_early", facts)
