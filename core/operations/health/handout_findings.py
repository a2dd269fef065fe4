"""What needs attention in handouts: figures in their texts that the ledger does not have (any more)."""

from collections.abc import Iterator

from core.calc.handouts.figures import Source, bind, source_of
from core.model.book import Book
from core.model.machine.naming import describe, in_order
from core.model.papers.handouts import HandoutChapter
from core.operations.health.finding import Finding, Severity, listed


def handout_findings(book: Book) -> Iterator[Finding]:
    """Yield one warning for each chapter whose text names what is not there: deleted, renamed, or never known."""
    sources: dict[tuple[int, int], Source] = {}
    for chapter in in_order(book, book.all(HandoutChapter).values()):
        asked = (chapter.scenario_id or 0, chapter.procurement_id or 0)
        source = sources.setdefault(asked, source_of(book, chapter))
        bound = bind(source, f"{chapter.heading}\n{chapter.body_text}")
        if bound.missing:
            facts = {"chapter": describe(book, chapter), "names": listed(f"{{{name}}}" for name in bound.missing)}
            yield Finding(Severity.WARNING, "handout_chapters", chapter.id, "handout_figure_missing", facts)
