"""評価結果一覧: the points of every bidder by part, the rank and why, for publication by name or as A社, B社."""

from collections.abc import Iterator
from fractions import Fraction

from core.calc.evaluation.evaluate import Evaluation, Verdict
from core.calc.evaluation.price import show_points
from core.calc.evaluation.values import evaluation_values
from core.documents.evaluation.wording import Names, heading, made_of, paper, points_of, rule_notes, told, without
from core.documents.paper.document import Align, Block, Column, Document, Emphasis, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.words.sentences import sentence

TITLE = PRINTOUTS["evaluation"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet, or the sentence that there is nothing to evaluate."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    blocks: list[Block] = [heading(made)]
    if made.results:
        parts = list(made.technical.full)
        columns = (
            Column("順位", align=Align.CENTER, width=3),
            Column("提案者", width=10, weight=2, repeat=True),
            *([_points("価格点", made.price_full)] if made.price_full else []),
            *(_points(part.label, made.technical.full[part]) for part in parts),
            _points("技術計", made.technical_full),
            _points("総合", made.full),
            Column("判定", width=5),
            Column("注", width=8, weight=3),
        )
        blocks.append(Table(columns, tuple(_rows(made, names)), unit="単位:点"))
    else:
        blocks.append(Paragraph("提案者が登録されていません。"))
    notes = tuple(told(made, names, sentence))
    blocks += [rule_notes(book, made), *([Notes(notes)] if notes else [])]
    return paper(book, settings, TITLE, tuple(blocks))


def _points(label: str, full: Fraction | int) -> Column:
    return Column(f"{label}\n({show_points(full)}点)", Kind.FIGURE, weight=2)


def _rows(made: Evaluation, names: Names) -> Iterator[Row]:
    for one, points in zip(made.ranked, points_of(made, with_technical=True), strict=True):
        found = (*map(sentence, one.why_out), *map(sentence, one.missing), *(f"下限: {text}" for text in one.short))
        cells = (str(one.rank or ""), names.bidder(one.bidder), *points, one.verdict.label, " ".join(found))
        strong = one.verdict is Verdict.FIRST
        yield Row(cells, Emphasis.STRONG if strong else Emphasis.QUIET if not one.is_in else Emphasis.PLAIN)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    found = made_of(book, settings)
    return canonical({"report": "evaluation", **(evaluation_values(found[0]) if found else {})})
