"""The chart of a made-up consortium of 60 members stays on one sheet, however many seats are vacant."""

import pypdfium2

from core.documents.organisation.sheet import build
from core.documents.paper.document import Notes
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.printing.render import render
from tests.bench.big_organisation import big_organisation


def test_of_many_vacant_seats_only_the_number_is_told_below_the_chart() -> None:
    book = Book({})
    book.apply(big_organisation())
    document = build(book, PrintSettings())
    (notes,) = [block for block in document.sheets[0].blocks if isinstance(block, Notes)]
    assert notes.lines == ("空席(後任未定) 平成26年8月6日現在: 54席(「空席と任期満了の一覧」に載せています)",)
    assert len(pypdfium2.PdfDocument(render(document))) == 1
