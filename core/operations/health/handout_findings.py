"""What needs attention in handouts: figures in their texts that the ledger does not have (any more), printouts and
tables that there are not, and what is chosen for a printout that does not heed it."""

from collections.abc import Iterator

from core.calc.handouts.figures import Source, bind, source_of
from core.calc.handouts.heeding import chapters_called, idle, lost, unprintable
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.operations.health.finding import Finding, Severity, listed
from core.words.sentences import sentence


def handout_findings(book: Book) -> Iterator[Finding]:
    """Yield a warning for each chapter whose text or printout names what is not there: deleted, renamed, or never
    known; and a note for what its printout does not heed. Each says in which handout and chapter."""
    sources: dict[tuple[int, int], Source] = {}
    for chapter, called in chapters_called(book):
        row = ("handout_chapters", chapter.id)
        for severity, fault in (
            (Severity.WARNING, unprintable(chapter, PRINTOUTS)),
            (Severity.WARNING, lost(chapter)),
            (Severity.NOTE, idle(chapter, PRINTOUTS)),
        ):
            if fault is not None:
                yield Finding(severity, *row, "handout_chapter", {"chapter": called, "reason": sentence(fault)})
        if "{" not in (written := f"{chapter.heading}\n{chapter.body_text}") and "｛" not in written:
            continue
        asked = (chapter.scenario_id or 0, chapter.procurement_id or 0)
        source = sources.setdefault(asked, source_of(book, chapter))
        bound = bind(source, written)
        if bound.missing:
            facts = {"chapter": called, "names": listed(f"{{{name}}}" for name in bound.missing)}
            yield Finding(Severity.WARNING, *row, "handout_figure_missing", facts)
