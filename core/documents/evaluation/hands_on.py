"""業務別実技集計: by system how many seats scored, what part of the points each bidder has, and who is first there."""

from fractions import Fraction

from core.calc.evaluation.evaluate import Evaluation
from core.calc.evaluation.price import show_points
from core.calc.evaluation.tally import Group
from core.calc.evaluation.technical import GroupPoints
from core.calc.evaluation.values import number
from core.documents.evaluation.wording import Names, heading, made_of, paper, told, without
from core.documents.paper.document import Block, Column, Document, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.council import System
from core.model.evaluation import Bidder
from core.model.papers.printouts import PRINTOUTS
from core.words.sentences import sentence

TITLE = PRINTOUTS["evaluation-hands-on"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with a row for each system whose staff scored, or the sentence that there is none."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    groups = groups_by_system(made)
    if not groups:
        said = Paragraph("業務ごとに採点する評価項目がありません。評価項目に業務を付けてください。")
        return paper(book, settings, TITLE, (heading(made), said))
    columns = (
        Column("業務", width=8, weight=2, repeat=True),
        Column("区分", width=5, weight=1),
        Column("満点\n(1席)", Kind.FIGURE),
        Column("席数", Kind.FIGURE),
        *(Column(names.bidder(one), Kind.FIGURE, weight=1, groups=("得点率",)) for one in made.frame.bidders),
        Column("1位", width=8, weight=1),
    )
    rows = tuple(_row(book, made, names, group, some) for group, some in groups.items())
    weight = made.frame.procurement.system_weight.label
    lines = (
        "得点率は、点を使う席の点の合計を、その席の満点の合計で割ったものです。",
        f"合計に足すときの業務の重み: {weight}",
        *told(made, names, sentence),
    )
    blocks: tuple[Block, ...] = (heading(made), Table(columns, rows), Notes(lines))
    return paper(book, settings, TITLE, blocks)


def groups_by_system(made: Evaluation) -> dict[Group, GroupPoints]:
    """Return the groups of criteria that the staff of one system score, in the order of the criteria."""
    return {group: some for group, some in made.technical.groups.items() if group[2] is not None}


def rates(made: Evaluation, group: Group, some: GroupPoints) -> dict[int, Fraction]:
    """Return by bidder what part of the full points its counted seats have given; those without any are missing."""
    sums, most = made.frame.tally.sums.get(group, {}), sum(one.points for one in some.criteria)
    found = {}
    for bidder, seats in some.seats.items():
        if seats and most:
            found[bidder] = Fraction(sum(sums[bidder][seat][1] for seat in seats)) / (most * _people(made, seats))
    return found


def _people(made: Evaluation, seats: tuple[int, ...]) -> int:
    """A sum of all counts as many as the rule says that it stands for."""
    return (made.frame.rule.aggregation.people or 1) if seats == (0,) else len(seats)


def firsts(made: Evaluation, shares: dict[int, Fraction]) -> list[Bidder]:
    """Return who has the most, several where they are equal."""
    most = max(shares.values(), default=None)
    return [one for one in made.frame.bidders if most is not None and shares.get(one.id) == most]


def seats_of(some: GroupPoints) -> int:
    return len(set[int]().union(*some.seats.values())) if some.seats else 0


def _row(book: Book, made: Evaluation, names: Names, group: Group, some: GroupPoints) -> Row:
    shares = rates(made, group, some)
    return Row(
        (
            _system(book, group),
            group[0].label,
            show_points(sum(one.points for one in some.criteria)),
            f"{seats_of(some)}",
            *(_percent(shares.get(one.id)) for one in made.frame.bidders),
            "・".join(names.bidder(one) for one in firsts(made, shares)),
        )
    )


def _system(book: Book, group: Group) -> str:
    system = book.all(System).get(group[2] or 0)
    return system.name if system else ""


def _percent(share: Fraction | None) -> str:
    """Return 75.3%: tenths, rounded half up, so that the points stand below each other."""
    if share is None:
        return ""
    tenths = int(share * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON: rates as numbers."""
    found = made_of(book, settings)
    rows = []
    for group, some in groups_by_system(found[0]).items() if found else ():
        assert found is not None
        shares = rates(found[0], group, some)
        rows.append(
            {
                "system": _system(book, group),
                "seats": seats_of(some),
                "rates": {one.name: number(shares.get(one.id)) for one in found[0].frame.bidders},
                "first": [one.name for one in firsts(found[0], shares)],
            }
        )
    return canonical({"report": "evaluation-hands-on", "systems": rows})
