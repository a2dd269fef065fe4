"""メリット・デメリット: what speaks for and against the data centre and the network, headed as the source heads it."""

from collections.abc import Iterable

from core.calc.foundation.risks import of_kind
from core.documents.foundation.wording import paper
from core.documents.paper.document import Block, Document, Heading, Notes, Paragraph
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.foundation.risks import Risk, RiskKind, Subject
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["merits"].title
EMPTY = "メリットとデメリットはまだ登録されていません。"

Part = tuple[str, list[tuple[str, list[Risk]]]]
"""A heading, and under it by smaller heading the rows."""


def parts(book: Book, subjects: Iterable[Subject] = Subject) -> list[Part]:
    """Return by subject and kind what stands under each heading, in the order of the rows."""
    found: list[Part] = []
    for subject in subjects:
        for kind in RiskKind:
            rows = [one for one in of_kind(book, kind) if one.subject is subject]
            if rows:
                grouped: dict[str, list[Risk]] = {}
                for one in rows:
                    grouped.setdefault(one.heading, []).append(one)
                found.append((f"{subject.label}の{kind.label}", list(grouped.items())))
    return found


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with all of them."""
    blocks: list[Block] = []
    for name, groups in parts(book):
        blocks.append(Heading(name))
        for heading, rows in groups:
            if heading:
                blocks.append(Paragraph(f"○{heading}", bold=True))
            blocks.append(Notes(tuple(_line(one) for one in rows), mark="・"))
    return paper(TITLE, blocks or (Paragraph(EMPTY),), book, settings, Orientation.PORTRAIT)


def _line(one: Risk) -> str:
    return f"{one.content}\n→ {one.measure}" if one.measure else one.content


def result(book: Book, _: PrintSettings) -> str:
    """Return the same as JSON."""
    told = {name: [[heading, [_line(one) for one in rows]] for heading, rows in groups] for name, groups in parts(book)}
    return canonical({"report": "merits", "parts": told})
