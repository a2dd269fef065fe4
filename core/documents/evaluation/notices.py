"""結果通知: a letter to each bidder with its rank and points, and as its 別紙 the points of all; the other bidders may
stand under signs."""

from dataclasses import replace

from core.calc.evaluation.evaluate import BidderResult, Evaluation, Verdict
from core.calc.evaluation.price import show_points
from core.calc.evaluation.values import number
from core.documents.evaluation.wording import Names, made_of, points_of, without
from core.documents.letters.address import Recipient, counted_on
from core.documents.letters.deadlines import dated
from core.documents.letters.letter import ANNEX, letter_to, outgoing
from core.documents.paper.document import (
    Align,
    Column,
    Document,
    Emphasis,
    Kind,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation
from core.words.sentences import sentence

TITLE = PRINTOUTS["evaluation-notice"].title
NOT_DATED = "案件に選定日がありません。決定した日を書かずに印刷します。案件と規則のページで入力してください。"
NOT_YET = "結果が決まっていないため、まだ通知できません。採点、価格の開封、同点の決定を済ませてください。"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter for each bidder, or for the one that is chosen, of the day of the decision; while anything is
    undecided one sheet that says so."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    settings = dated(book, settings, [made.frame.procurement.decided_on], [made.frame.procurement.deadline])
    sheets: tuple[Sheet, ...]
    if is_decided(made):
        told = [one for one in made.results if settings.bidder in {None, one.bidder.id}]
        sheets = tuple(
            sheet
            for place, one in enumerate(told)
            for sheet in _sheets(book, settings, made, names, one, counted_on(settings.number, place))
        )
    else:
        sheets = (Sheet(TITLE, (Paragraph(NOT_YET),), sheet_date(book, settings), settings.number),)
    document = Document(
        TITLE, sheets, book.consortium.name, footer(settings), settings.paper, orientation=Orientation.PORTRAIT
    )
    if not is_decided(made):
        return document
    sent = outgoing(book, settings, LetterKind.SELECTION, document, [])
    return sent if made.frame.procurement.decided_on else replace(sent, lacking=(NOT_DATED, *sent.lacking))


def _sheets(
    book: Book, settings: PrintSettings, made: Evaluation, names: Names, one: BidderResult, number: str
) -> list[Sheet]:
    procurement = made.frame.procurement
    reasons = [*map(sentence, one.why_out), *(f"下限に届いていません: {text}" for text in one.short)]
    values = {
        "案件": procurement.name,
        "決定日": show_date(procurement.decided_on) or None,
        "結果": _outcome(one),
        "順位": f"{one.rank}位({_placed(made)}者中)" if one.rank is not None else "なし",
        "評価点": f"{show_points(one.total)}点(満点{show_points(made.full)}点)" if one.total is not None else "なし",
        "理由": "。".join(text.strip("。") for text in reasons) or None,
    }
    to = Recipient(one.bidder.name, f"{one.bidder.name} 御中")
    letter = letter_to(book, settings, LetterKind.SELECTION, to, [], values, number)
    title = f"「{procurement.name}」の評価点"
    annex = Sheet(title, (_table(made, names, one),), letter.date, number, to.addressee, material=ANNEX)
    return [letter, annex]


def is_decided(made: Evaluation) -> bool:
    """Whether there are bidders, and nothing about any of them is open."""
    waiting = {Verdict.OPEN, Verdict.SEALED, Verdict.TIED}
    return bool(made.results) and not any(one.verdict in waiting for one in made.results)


def _table(made: Evaluation, names: Names, one: BidderResult) -> Table:
    parts = list(made.technical.full)
    columns = (
        Column("順位", align=Align.CENTER, width=3),
        Column("提案者", width=6, weight=2),
        *([Column("価格点", Kind.FIGURE, weight=1)] if made.price_full else []),
        *(Column(part.label, Kind.FIGURE, weight=1) for part in parts),
        Column("総合", Kind.FIGURE, weight=1),
    )
    rows = tuple(
        _row(names, other, points, other is one) for other, points in zip(made.ranked, points_of(made), strict=True)
    )
    return Table(columns, rows, unit="単位:点")


def _outcome(one: BidderResult) -> str:
    told = {
        Verdict.FIRST: "最優秀提案者に選定しました。",
        Verdict.NOBODY: "下限に届いた提案がなく、該当なしとしました。",
        Verdict.BELOW: "下限に届かなかったため、選定しませんでした。",
        Verdict.OUT: "失格としました。",
    }
    return told.get(one.verdict, "選定しませんでした。")


def _placed(made: Evaluation) -> int:
    return sum(one.rank is not None for one in made.results)


def _row(names: Names, one: BidderResult, points: tuple[str, ...], is_own: bool) -> Row:
    name = f"貴社({names.bidder(one.bidder)})" if is_own else names.bidder(one.bidder)
    return Row((str(one.rank or ""), name, *points), Emphasis.STRONG if is_own else Emphasis.PLAIN)


def result(book: Book, settings: PrintSettings) -> str:
    """Return to whom what is told, as JSON; nobody while anything is undecided."""
    found = made_of(book, settings)
    rows = [
        [one.bidder.name, one.verdict.label, one.rank, number(one.total)]
        for one in (found[0].results if found and is_decided(found[0]) else ())
    ]
    return canonical({"report": "evaluation-notice", "letters": rows})
