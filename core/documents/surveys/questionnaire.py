"""調査票: the questions of a survey with boxes to tick by hand, without a place for a name."""

from collections.abc import Iterator

from core.calc.surveys.results import questions_of, surveys_of
from core.documents.letters.deadlines import Asking, asking
from core.documents.paper.document import Block, Boxes, Document, FillIn, Notes, Paragraph, Sheet
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sender, sheet_date
from core.documents.surveys.sheet import EMPTY
from core.model.book import Book
from core.model.operating.surveys import UNKNOWN, Scale, Survey
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["survey-form"].title
NO_QUESTIONS = "この調査の設問はまだ登録されていません。"
_NOTES = (
    "お名前は書かないでください。個々の回答は残さず、団体と業務ごとの人数だけを数えます。",
    "5人未満の区分の結果は公表しません。",
)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each survey, the latest one first; a day that has passed is left blank to be written in."""
    surveys = surveys_of(book)
    how = asking(book, settings)
    sheets = tuple(_sheet(book, settings, one.name, tuple(_blocks(book, one, how))) for one in surveys)
    if not sheets:
        sheets = (_sheet(book, settings, TITLE, (Paragraph(EMPTY),)),)
    return Document(
        TITLE, sheets, book.consortium.name, footer(settings), settings.paper, orientation=Orientation.PORTRAIT
    )


def _sheet(book: Book, settings: PrintSettings, title: str, blocks: tuple[Block, ...]) -> Sheet:
    return Sheet(title, blocks, sheet_date(book, settings), settings.number, sender=sender(book))


def _blocks(book: Book, survey: Survey, how: Asking) -> Iterator[Block]:
    questions = questions_of(book, survey)
    if not questions:
        yield Paragraph(NO_QUESTIONS)
        return
    until = f"{how.words(survey.held_until)}までにお答えください。" if how.of(survey.held_until) else ""
    yield Paragraph(f"当てはまるものの☐に印を付けてください。{until}")
    yield FillIn((("団体", 1), ("業務", 1)))
    for one in questions:
        if one.scale is Scale.FREE:
            yield Paragraph(f"問{one.number}　{one.text}", bold=True)
            yield FillIn((("記入欄", 1),))
            yield FillIn((("続き", 1),))
        else:
            yield Paragraph(f"問{one.number}　{one.text}", bold=True)
            yield Boxes("", tuple((word, False) for word in (*one.scale.steps, UNKNOWN)))
    yield Notes(_NOTES)


def result(book: Book, _: PrintSettings) -> str:
    """Return the same as JSON."""
    surveys = [
        [one.name, [[each.number, each.text, each.scale] for each in questions_of(book, one)]]
        for one in surveys_of(book)
    ]
    return canonical({"report": "survey-form", "surveys": surveys})
