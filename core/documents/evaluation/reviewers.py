"""審査員別集計: what each seat has given each bidder, with the rank that follows from it; names may be hidden."""

from fractions import Fraction

from core.calc.evaluation.evaluate import Evaluation
from core.calc.evaluation.frame import persons_in
from core.calc.evaluation.price import evenly, show_points
from core.calc.evaluation.seat_ranks import seat_ranks
from core.calc.evaluation.tally import Group
from core.calc.evaluation.technical import GroupPoints
from core.documents.evaluation.wording import Names, heading, made_of, paper, told, without
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    Kind,
    Notes,
    Paragraph,
    Row,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.council import System
from core.model.papers.printouts import PRINTOUTS
from core.words.sentences import sentence

TITLE = PRINTOUTS["evaluation-reviewers"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet: for each group of criteria that the same seats score what each seat gave in all, with the rank
    that follows from it, and if asked for by bidder what it gave for each criterion."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    blocks: list[Block] = [heading(made)]
    for group, some in made.technical.groups.items():
        seats = _seats(made, group)
        if seats:
            system = book.all(System).get(group[2] or 0)
            full = show_points(sum(one.points for one in some.criteria))
            blocks.append(Heading(f"{group[0].label} {system.name if system else group[1].label}(1人{full}点)"))
            blocks.append(_sums(made, names, group, some, seats))
            if settings.by_criterion:
                blocks.append(_by_criterion(made, names, group, some, seats))
    if len(blocks) == 1:
        blocks.append(Paragraph("採点がまだありません。"))
    people = made.frame.reviewers
    lines = [f"審査員は延べ{len(people)}名(席)、{persons_in(people)}人です。", *told(made, names, sentence)]
    blocks.append(Notes(tuple(lines)))
    return paper(book, settings, TITLE, tuple(blocks))


def _seats(made: Evaluation, group: Group) -> list[int]:
    """Return who has scored the group, in the order of the reviewers."""
    order = {one.id: at for at, one in enumerate(made.frame.reviewers)}
    scored = {seat for entry in made.frame.tally.sums.get(group, {}).values() for seat in entry}
    return sorted(scored, key=lambda seat: order.get(seat, -1))


def _sums(made: Evaluation, names: Names, group: Group, some: GroupPoints, seats: list[int]) -> Table:
    """Return by seat what it gave to each bidder, and how that ranks them; a seat that does not count ranks nobody."""
    sums, bidders = made.frame.tally.sums.get(group, {}), made.frame.bidders
    counted = set[int]().union(*some.seats.values()) if some.seats else set[int]()
    given = {one.id: {seat: sums[one.id][seat][1] for seat in sums.get(one.id, {})} for one in bidders}
    shown = [evenly(given[one.id].get(seat) for seat in seats) for one in bidders]

    def rank(seat: int, bidder: int) -> str:
        mine = given[bidder].get(seat)
        if seat not in counted or bidder not in some.seats or mine is None:
            return ""
        return f" ({1 + sum(given[other].get(seat, mine) > mine for other in some.seats)}位)"

    columns = (
        Column("審査員", width=10, weight=1, repeat=True),
        *(Column(names.bidder(one), Kind.FIGURE, weight=1) for one in bidders),
        Column("使う点", width=4),
    )
    rows = tuple(
        Row(
            (
                names.seat(seat),
                *(points[at] + rank(seat, one.id) for one, points in zip(bidders, shown, strict=True)),
                "○" if seat in counted else "使わない",
            )
        )
        for at, seat in enumerate(seats)
    )
    return Table(columns, rows, unit="点と順位")


_UNCUT = 10
"""So many criteria of a bidder stand on one page."""


def _by_criterion(made: Evaluation, names: Names, group: Group, some: GroupPoints, seats: list[int]) -> Table:
    """Return bidder by bidder what each seat gave for each criterion; a blank is what it has not scored."""
    points, sums = made.frame.tally.points, made.frame.tally.sums.get(group, {})
    columns = (
        Column("評価項目", width=12, weight=2, repeat=True),
        Column("配点", Kind.FIGURE),
        *(Column(names.seat(seat), Kind.FIGURE, weight=1) for seat in seats),
    )
    full, is_short = str(sum(item.points for item in some.criteria)), len(some.criteria) <= _UNCUT
    rows: list[Row] = []
    for one in made.frame.bidders:
        if not sums.get(one.id):
            continue
        of = [[points.get((item.id, one.id), {}).get(seat) for item in some.criteria] for seat in seats]
        sum_of = [sums[one.id].get(seat, (0, None))[1] for seat in seats]
        lines = list(zip(*(evenly((*column, whole)) for column, whole in zip(of, sum_of, strict=True)), strict=True))
        rows.append(Row((names.bidder(one),), Emphasis.SECTION))
        rows += [
            Row((item.name, str(item.points), *line), joined=is_short)
            for item, line in zip(some.criteria, lines[:-1], strict=True)
        ]
        rows.append(Row(("小計", full, *lines[-1]), Emphasis.STRONG, joined=True))
    return Table(columns, tuple(rows), unit="単位:点", legend="項目別")


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
