"""No sheet is wasted and nothing is torn from what it belongs to, whatever report it is: seen on the placed lines."""

from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from core.dataclass import dataclass
from core.documents.paper.document import Column, Document, Emphasis, Heading, Notes, Paragraph, Row, Sheet, Table
from core.documents.registry import REPORTS, PrintSettings
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Update
from core.model.requests import Customization
from core.model.values.dates import show_date
from core.model.values.paper import Orientation, Paper
from core.printing.columns import grids
from core.printing.fonts import Face, fonts
from core.printing.layout import lay_out
from core.printing.page import BINDING, BOTTOM, MARGIN, Page
from core.printing.render import render
from core.printing.text import Measure
from core.sample import sample
from tests.bench.big_book import big_book
from tests.core.printing.test_table import wide

LEAST = 6.0
HOSTILE = '=1+1 <b>&"髙﨑𠮷 ' + "長い要望の文" * 60 + "w" * 200

PAGES: dict[str, tuple[int, int]] = {
    "allocation": (2, 1),
    "derivation": (6, 4),
    "breakdown": (6, 6),
    "fee-derivation": (4, 2),
    "quotes": (2, 1),
    "scenarios": (3, 2),
    "comparison": (1, 1),
    "totals": (1, 1),
    "evaluation-reviewers": (2, 1),
    "evaluation-interests": (1, 1),
    "gaps": (3, 2),
    "origins": (2, 2),
    "roster": (1, 1),
    "roster-by-member": (1, 1),
    "local-rules": (2, 2),
    "schedule": (2, 1),
    "schedule-detail": (2, 2),
    "sla": (2, 1),
    "charge-basis": (1, 1),
    "charge-payments": (1, 1),
}
"""How many pages the sample takes on A4 and on A3: they may only become fewer."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line on a page, read from top to bottom."""

    face: Face
    text: str
    x: float
    y: float


@cache
def books() -> dict[str, Book]:
    toyama = Book({})
    toyama.apply(sample())
    hostile = Book({})
    hostile.apply(sample())
    changes = [Update("customizations", id, {"title": HOSTILE}) for id in hostile.all(Customization)]
    changes += [Update("municipalities", id, {"name": f"{HOSTILE[:60]}{id}"}) for id in hostile.all(Municipality)]
    hostile.apply(ChangeSet("題", tuple(changes)))
    return {
        "sample": toyama,
        "empty": Book({"consortium": [toyama.consortium]}),
        "hostile": hostile,
        "8": big_book(8, 20),
        "40": big_book(40, 30),
    }


def placed(page: Page) -> list[Placed]:
    """Return the lines above the foot, from top to bottom."""
    lines = [
        Placed(face, line.text, x, y)
        for face, x, y, line in page.texts
        if y < page.height - BOTTOM + 1 and not page.drawings
    ]
    return sorted(lines, key=lambda one: one.y)


@pytest.mark.parametrize("kind", ["sample", "empty", "hostile", "8", "40"])
@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_torn_from_what_it_belongs_to(name: str, kind: str) -> None:
    document = REPORTS[name].build(books()[kind], PrintSettings(number="推第12号"))
    author = Measure(fonts()).fit(document.author, Face.TEXT, 7, 300, LEAST)
    for sheet in document.sheets:
        tables = [block for block in sheet.blocks if isinstance(block, Table)]
        headings = {block.text for block in sheet.blocks if isinstance(block, Heading)}
        sections = {row.cells[0] for table in tables for row in table.rows if row.emphasis is Emphasis.SECTION}
        totals = {_label(row) for table in tables for row in table.totals} - {""}
        body = "\n".join(cell for table in tables for row in table.rows for cell in row.cells)
        ends = [
            (table, block)
            for table, block in zip(sheet.blocks, sheet.blocks[1:], strict=False)
            if isinstance(table, Table) and isinstance(block, Notes) and table.rows and 0 < len(block.lines) < 8
        ]
        for page in lay_out(replace(document, sheets=(sheet,)), fonts()):
            assert all(line.size >= LEAST for _, _, _, line in page.texts)
            assert all(x >= BINDING - 0.1 for _, x, _, _ in page.texts)
            right = page.width - MARGIN + 0.1
            assert page.drawings or all(x + line.width <= right for _, x, _, line in page.texts)
            whole = "".join(line.text for _, _, _, line in page.texts)
            assert not author or document.through or author[0].text in whole, "the cover of a handout names it"
            assert show_date(sheet.date) in whole
            assert sheet.number in whole
            assert "0E-" not in whole
            lines = placed(page)
            if lines:
                assert lines[-1].text not in headings | sections, lines[-1].text
            for at, line in enumerate(lines):
                if line.face is Face.TEXT_BOLD and line.text in totals and body.strip():
                    assert any(above.text in body for above in lines[:at]), f"{line.text} stands alone"
            for table, notes in ends:
                assert not _begin(lines, notes) or _has_row(lines, table), f"{notes.lines[0]} stands alone"


def _label(row: Row) -> str:
    return next((cell for cell in row.cells if cell), "")


def _begin(lines: list[Placed], notes: Notes) -> bool:
    return any(line.text and notes.lines[0].startswith(line.text) and len(line.text) > 9 for line in lines)


def _has_row(lines: list[Placed], table: Table) -> bool:
    cells = "\n".join(cell for row in (*table.rows[-3:], *table.totals) for cell in row.cells)
    return any(line.text in cells for line in lines)


@pytest.mark.parametrize("name", PAGES)
def test_the_sample_takes_no_more_pages_than_before(name: str) -> None:
    for paper, limit in zip(Paper, PAGES[name], strict=True):
        document = REPORTS[name].build(books()["sample"], PrintSettings(paper=paper))
        assert sum(1 for _ in lay_out(document, fonts())) <= limit


def test_the_allocation_on_one_sheet_of_a3_is_set_in_nine_points_at_least() -> None:
    document = REPORTS["allocation"].build(books()["sample"], PrintSettings(paper=Paper.A3))
    (page,) = lay_out(document, fonts())
    rows = [line for face, _, _, line in page.texts if face is Face.FIGURE and "," in line.text]
    assert len(rows) > 30
    assert min(line.size for line in rows) >= 9


def test_a_sheet_of_a3_with_room_is_set_in_ten_points_and_more() -> None:
    document = REPORTS["charge-basis"].build(books()["sample"], PrintSettings(paper=Paper.A3))
    (table,) = [block for block in document.sheets[0].blocks if isinstance(block, Table)][:1]
    cells = {cell for row in table.rows for cell in row.cells if cell}
    page = next(iter(lay_out(document, fonts())))
    sizes = [line.size for _, _, _, line in page.texts if line.text in cells]
    assert len(sizes) > 20
    assert min(sizes) >= 10


def test_a_calculation_that_goes_on_is_named_again() -> None:
    document = REPORTS["derivation"].build(books()["sample"], PrintSettings())
    titles = [row.cells[0] for block in document.sheets[0].blocks if isinstance(block, Table) for row in block.rows]
    again = [line.text for page in lay_out(document, fonts()) for line in page.texts.lines if "(続き)" in line.text]
    named = [text.removesuffix("(続き)") for text in again if text.startswith("項")]
    assert named
    assert all(any(title.startswith(f"{name}　") for title in titles) for name in named)


def test_the_members_are_shared_evenly_by_the_sheets() -> None:
    for members in (20, 40, 41, 60):
        counts = [
            sum(bool(cell.column.groups) for cell in grid.cells)
            for grid in grids(wide(members), 0, 750, Measure(fonts()))
        ]
        full = counts[:-1] if len(counts) > 1 else counts
        assert max(full) - min(full) <= 1
        assert counts[-1] >= max(counts) - 6 or len(counts) == 1


def test_the_figures_of_a_member_are_read_on_the_line_of_their_request() -> None:
    pdf = render(REPORTS["allocation"].build(books()["sample"], PrintSettings(anonymous=True)))
    opened = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    (line,) = (line for line in text.splitlines() if "窓口支援" in line)
    assert line.split()[-3:-1] == ["1,700,000", "1,700,000"] or line.count("1,700,000") == 2


def test_the_margin_for_punching_changes_sides_on_the_back() -> None:
    document = REPORTS["scenarios"].build(books()["sample"], PrintSettings())
    one_side, both_sides = (
        list(
            lay_out(
                replace(document, both_sides=both),
                fonts(),
            )
        )
        for both in (False, True)
    )
    for side, (plain, page) in enumerate(zip(one_side, both_sides, strict=True)):
        across = (MARGIN - BINDING) * (side % 2)
        assert page.texts.xs == [x + across for x in plain.texts.xs]
        assert [rule[0] for rule in page.rules] == [rule[0] + across for rule in plain.rules]
        assert [one.x for one in page.drawings] == [one.x + across for one in plain.drawings]
        assert min(x for x in page.texts.xs) >= (MARGIN if side % 2 else BINDING)
    assert BINDING / 72 * 25.4 >= 20


def test_the_back_is_counted_over_all_sheets() -> None:
    sheets = tuple(Sheet(f"{at}枚目", (Paragraph("本文"),)) for at in range(4))
    pages = list(lay_out(Document("綴り", sheets, both_sides=True), fonts()))
    assert [round(min(page.texts.xs)) for page in pages] == [57, 34, 57, 34]


def test_number_and_date_of_every_head_have_digits_of_one_width() -> None:
    for name in ("allocation", "notice"):
        document = REPORTS[name].build(books()["sample"], PrintSettings(number="推第12号"))
        faces = {
            face for page in lay_out(document, fonts()) for face, _, _, line in page.texts if "8月6日" in line.text
        }
        assert faces == {Face.FIGURE}, name


def test_a_column_of_dates_has_digits_of_one_width() -> None:
    columns = (Column("日付", width=9), Column("内容", weight=1))
    rows = (Row(("平成26年8月6日", "8月6日の会議")), Row(("", "")), Row(("令和元年11月21日", "決定")))
    (page,) = lay_out(Document("表", (Sheet("表", (Table(columns, rows),)),)), fonts())
    faces = {line.text: face for face, _, _, line in page.texts}
    assert faces["平成26年8月6日"] is faces["令和元年11月21日"] is Face.FIGURE
    assert faces["8月6日の会議"] is Face.TEXT


def test_a_legend_that_is_longer_than_the_table_is_wide_is_printed_whole() -> None:
    legend = "　".join(f"印{at}=意味{at}の説明" for at in range(30))
    table = Table((Column("項"), Column("額")), (Row(("1", "2")),), unit="単位:円", legend=legend)
    document = Document("表", (Sheet("表", (table, Paragraph("後"))),), orientation=Orientation.PORTRAIT)
    (page,) = lay_out(document, fonts())
    told = "".join(line.text for line in page.texts.lines).replace("　", "")
    assert legend.replace("　", "") in told
    ends = [y for _, _, y, line in page.texts if line.text.startswith("印") or "意味" in line.text]
    (heading,) = [y for _, _, y, line in page.texts if line.text == "項"]
    assert max(ends) < heading, "the table begins below its legend"
