from core.calc.allocation.allocate import allocate
from core.documents.allocation.charts import progress_of, spans_of
from core.documents.charts.bars import Span
from core.model.answers import AnswerState
from core.model.book import Book
from tests.core.calc.ledger import ledger


def test_the_samples_totals_are_those_of_the_allocation(book: Book) -> None:
    chart = spans_of(book, allocate(book), "ABCDEF")
    assert chart.spans[0] == Span("A", 9_196_000, 9_400_000, 9_400_000, 9_250_000)
    assert [span.max for span in chart.spans] == [9_400_000, 0, 8_500_000, 400_000, 1_320_000, 0]
    assert chart.figures.caption == "単位:円(税抜)"
    assert chart.note == ""


def test_totals_that_lack_an_amount_say_so() -> None:
    book = ledger("YY", {1: 100})
    assert spans_of(book, allocate(book), "甲乙").note == "一部未算定"


def test_answers_are_counted_in_the_order_of_the_words() -> None:
    chart = progress_of(["甲"], [{AnswerState.NO: 2, AnswerState.UNANSWERED: 5, AnswerState.YES: 1}])
    assert chart.answers[0].counts == (1, 2, 0, 5)
    assert chart.answers[0].answered == 3
