"""価格点計算書: each bidder's price, the formula with its figures, and the points that come of it."""

from core.calc.evaluation.price import evenly, show_points
from core.calc.evaluation.values import number
from core.documents.evaluation.wording import heading, made_of, paper, without
from core.documents.paper.document import Block, Column, Document, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.evaluation import Bidder
from core.model.machine.sealing import SEALED, told
from core.model.papers.printouts import PRINTOUTS
from core.model.values.money import show_yen
from core.words.sentences import sentence

TITLE = PRINTOUTS["evaluation-prices"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet; while the prices are sealed it says so and shows none."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    blocks: list[Block] = [heading(made)]
    limit = made.frame.procurement.limit_yen
    if not made.price_full:
        blocks.append(Paragraph("この案件には、式で点を付ける価格の評価項目がありません。"))
        return paper(book, settings, TITLE, tuple(blocks))
    points = evenly(one.price.points if one.price else None for one in made.results)
    tax = book.consortium.tax_mode.label
    columns = (
        Column("提案者", width=10, weight=1, repeat=True),
        Column(f"提案額\n(円・{tax})", Kind.FIGURE),
        Column("計算", width=18, weight=3),
        Column(f"価格点\n({show_points(made.price_full)}点)", Kind.FIGURE, weight=1),
        Column("注", width=8, weight=2),
    )
    rows = tuple(
        Row(
            (
                names.bidder(one.bidder),
                _price(book, one.bidder.id),
                one.price.words if one.price else "",
                shown,
                " ".join(map(sentence, (*one.why_out, *one.missing))),
            )
        )
        for one, shown in zip(made.results, points, strict=True)
    )
    rule = made.frame.rule
    lines = (
        f"式: {rule.price.text}",
        f"端数: {rule.roundings.text}",
        f"限度額: {show_yen(limit)}円({tax})" if limit is not None else "限度額: 定めなし",
        "失格者の提案額は、最低の提案額に含めません。",
    )
    blocks += [Table(columns, rows) if rows else Paragraph("提案者が登録されていません。"), Notes(lines)]
    return paper(book, settings, TITLE, tuple(blocks))


def _price(book: Book, id: int) -> str:
    price = told(book, book.all(Bidder)[id], "price_yen")
    return SEALED if price == SEALED else show_yen(price)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    found = made_of(book, settings)
    rows = (
        [[one.bidder.name, number(one.price.points) if one.price else None] for one in found[0].results]
        if found
        else []
    )
    return canonical({"report": "evaluation-prices", "rows": rows})
