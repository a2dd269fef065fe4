"""規則別順位表: the ranks by every rule in public use, and what it would take for the first place to change."""

from core.calc.evaluation.comparing import Ruled, gap, is_open, place_of, turning
from core.calc.evaluation.price import show_points
from core.calc.evaluation.values import ruled, turning_values
from core.documents.evaluation.wording import Names, heading, made_of, paper, rule_notes, without
from core.documents.paper.document import Block, Column, Document, Emphasis, Heading, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS

TITLE = PRINTOUTS["evaluation-rules"].title
_ABOUT = (
    "採点と提案額はそのままに、公に使われる規則で集計し直したときの順位です。"
    "この案件の規則は太字の行で、ほかの行は参考です。"
)

_OPEN = "結果がまだ決まっていないため、1位が変わる条件は言えません。"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet, or the sentence that there is nothing to evaluate."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    bidders = made.frame.bidders
    if not bidders:
        return paper(book, settings, TITLE, (heading(made), Paragraph("提案者が登録されていません。")))
    columns = (
        Column("規則", width=11, weight=1, repeat=True),
        Column("1位", width=8),
        *(Column(names.bidder(one), width=8, weight=1) for one in bidders),
    )
    rows = tuple(
        Row(
            (one.name, _first(one, names), *(place_of(one, bidder.id) for bidder in bidders)),
            Emphasis.STRONG if one.is_ours else Emphasis.PLAIN,
        )
        for one in ruled(made)
    )
    blocks: list[Block] = [heading(made), Paragraph(_ABOUT), Table(columns, rows, unit="順位と点")]
    lines = []
    between = gap(made)
    by_name = {one.name: names.bidder(one) for one in bidders}
    if between is not None:
        points = show_points(between.points)
        lines.append(f"2位の{by_name[between.second]}は、1位の{by_name[between.first]}と{points}点差です。")
        if between.cheaper_yen is not None:
            lines.append(
                f"ほかが同じなら、{by_name[between.second]}の提案額が{between.cheaper_yen:,}円以下で1位になります。"
            )
    seats = {one.name: names.seat(one.id) for one in made.frame.reviewers}
    for turn in turning(made):
        what = seats.get(turn.name, turn.name) if turn.kind == "審査員" else f"評価項目「{turn.name}」"
        lines.append(f"{what}を除くと、1位は{_named(turn.first, by_name)}になります。")
    lines = lines or [_OPEN if is_open(made) else "どの審査員、どの評価項目を除いても、1位は変わりません。"]
    blocks += [Heading("1位が変わる条件"), Notes(tuple(lines), numbered=True), rule_notes(book, made)]
    return paper(book, settings, TITLE, tuple(blocks))


def _first(one: Ruled, names: Names) -> str:
    by_name = {bidder.name: names.bidder(bidder) for bidder in one.evaluation.frame.bidders}
    return _named(one.first, by_name)


def _named(first: str, by_name: dict[str, str]) -> str:
    """Return who is first under the names of the sheet, several that are equal one after the other."""
    tied = first.endswith("(同点)")
    names = first.removesuffix("(同点)").split("・") if tied else [first]
    return "・".join(by_name.get(name, name) for name in names) + ("(同点)" if tied else "")


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    found = made_of(book, settings)
    values = {"first_by_rule": {one.name: one.first for one in ruled(found[0])}} if found else {}
    turns = turning_values(found[0]) if found and found[0].results else []
    return canonical({"report": "evaluation-rules", **values, "turning": turns})
