"""帳票: every printout the program offers, by the name that the command line uses."""

from core.dataclass import dataclass
from core.documents.loading import paper
from core.documents.paper.document import Document
from core.documents.paper.dressing import dressed
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS, Printout, report_title

__all__ = ["REPORTS", "PrintSettings", "Report", "report_title"]


@dataclass(frozen=True, slots=True)
class Report(Printout):
    """A printout with what builds it, which is loaded when it is first built. Equal books and settings give equal
    documents, texts and PDF bytes."""

    def build(self, book: Book, settings: PrintSettings) -> Document:
        """Return the document as it is printed."""
        return dressed(paper(self.name, REPORTS).build(book, settings), settings)

    def result(self, book: Book, settings: PrintSettings) -> str:
        """Return what the document shows as JSON text."""
        return paper(self.name, REPORTS).result(book, settings)


REPORTS: dict[str, Report] = {
    name: Report(one.name, one.title, one.about, one.heeds) for name, one in PRINTOUTS.items()
}
