from core.calc.allocation.allocate import allocate
from core.documents.allocation.charts import spans_of
from core.documents.charts.bars import range_chart
from core.documents.ledger.on_screen import ShownColumn, ShownTable, figures_document, table_document
from core.documents.paper.document import Chart, Emphasis, Kind
from core.documents.paper.settings import PrintSettings
from core.heavy import missing_characters, page_count, render
from core.model.book import Book
from tests.core.documents.sheets import notes, table

COLUMNS = (ShownColumn("項", stays=True), ShownColumn("要望"), ShownColumn("額(円)", is_figure=True))
HOSTILE = '=1+1 <b>&"髙﨑\n' + "長い" * 200


def shown(rows: int, hidden: int = 0) -> ShownTable:
    lines = tuple((str(at), HOSTILE if at == 1 else f"要望{at}", f"{at:,}") for at in range(rows))
    return ShownTable("カスタマイズ", COLUMNS, lines, (("合計", "", "1,234"),), hidden)


def test_a_table_stands_on_paper_as_it_is_seen(book: Book) -> None:
    made = table_document(book, PrintSettings(file_name="見本.anbun"), shown(40, hidden=3))
    found = table(made)
    assert [(one.heading, one.kind, one.repeat) for one in found.columns] == [
        ("項", Kind.TEXT, True),
        ("要望", Kind.TEXT, False),
        ("額(円)", Kind.FIGURE, False),
    ]
    assert len(found.rows) == 40
    assert found.totals[0].cells == ("", "合計", "1,234"), "its name stands where there is room for it"
    assert found.totals[0].emphasis is Emphasis.TOTAL
    assert notes(made) == "40件(絞り込みで3件を除いています)"
    assert missing_characters(made) == []
    assert render(made) == render(table_document(book, PrintSettings(file_name="見本.anbun"), shown(40, hidden=3)))


def test_nothing_hidden_is_not_spoken_of_and_many_rows_take_many_pages(book: Book) -> None:
    made = table_document(book, PrintSettings(), shown(200))
    assert notes(made) == "200件"
    assert page_count(render(made)) > 3


def test_each_figure_stands_under_its_title(book: Book) -> None:
    allocation = allocate(book)
    names = [member.name for member in allocation.members]
    drawing = range_chart(spans_of(book, allocation, names), 500)
    made = figures_document(book, PrintSettings(), "概要", [drawing, drawing])
    blocks = made.sheets[0].blocks
    assert [type(one) for one in blocks].count(Chart) == 2
    assert page_count(render(made)) >= 1
