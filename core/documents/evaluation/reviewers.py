"""審査員別集計: what each seat has given each bidder, with the rank that follows from it; names may be hidden."""

from fractions import Fraction

from core.calc.evaluation.evaluate import Evaluation
from core.calc.evaluation.frame import persons_in
from core.calc.evaluation.price import show_points
from core.calc.evaluation.seat_ranks import seat_ranks
from core.calc.evaluation.tally import Group
from core.calc.evaluation.technical import GroupPoints
from core.documents.evaluation.wording import Names, heading, made_of, paper, told, without
from core.documents.paper.document import Block, Column, Document, Heading, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.printouts import PRINTOUTS
from core.model.book import Book
from core.model.council import System
from core.words.sentences import sentence

TITLE = PRINTOUTS["evaluation-reviewers"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with a table for each group of criteria that the same seats score."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    blocks: list[Block] = [heading(made)]
    for group, some in made.technical.groups.items():
        rows = _rows(made, names, group, some)
        if rows:
            system = book.all(System).get(group[2] or 0)
            full = show_points(sum(one.points for one in some.criteria))
            blocks.append(Heading(f"{group[0].label} {system.name if system else group[1].label}(1人{full}点)"))
            columns = (
                Column("審査員", width=10, weight=1, repeat=True),
                *(Column(names.bidder(one), Kind.FIGURE, weight=1) for one in made.frame.bidders),
                Column("使う点", width=4),
            )
            blocks.append(Table(columns, rows, unit="単位:点"))
    if len(blocks) == 1:
        blocks.append(Paragraph("採点がまだありません。"))
    seats = made.frame.reviewers
    lines = [f"審査員は延べ{len(seats)}名(席)、{persons_in(seats)}人です。", *told(made, names, sentence)]
    blocks.append(Notes(tuple(lines)))
    return paper(book, settings, TITLE, tuple(blocks))


def _rows(made: Evaluation, names: Names, group: Group, some: GroupPoints) -> tuple[Row, ...]:
    sums = made.frame.tally.sums.get(group, {})
    order = {one.id: at for at, one in enumerate(made.frame.reviewers)}
    seats = sorted({seat for entry in sums.values() for seat in entry}, key=lambda seat: order.get(seat, -1))
    counted = set[int]().union(*some.seats.values()) if some.seats else set[int]()
    return tuple(
        Row(
            (
                names.seat(seat),
                *(
                    show_points(sums[one.id][seat][1]) if seat in sums.get(one.id, {}) else ""
                    for one in made.frame.bidders
                ),
                "○" if seat in counted else "使わない",
            )
        )
        for seat in seats
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the mean rank of each bidder as JSON, and how many seats there are."""
    found = made_of(book, settings)
    if found is None:
        return canonical({"report": "evaluation-reviewers"})
    made, _ = found
    inside = tuple(one.bidder.id for one in made.results if one.is_in)
    prices = {one.bidder.id: one.price.points for one in made.results if one.price is not None}
    ranks = seat_ranks(made.frame, made.technical, prices, inside)
    rows = [[one.name, float(ranks.mean.get(one.id, Fraction(0)))] for one in made.frame.bidders]
    return canonical({"report": "evaluation-reviewers", "seats": len(made.frame.reviewers), "mean_ranks": rows})
