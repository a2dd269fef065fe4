"""結果通知: a letter to each bidder with its rank and points, and as its 別紙 the points of all; the other bidders may
stand under signs."""

from dataclasses import replace

from core.calc.evaluation.asked import is_recorded
from core.calc.evaluation.frame import acts_of
from core.calc.evaluation.price import show_points
from core.calc.evaluation.results import BidderResult, Evaluation, Verdict
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
from core.model.evaluation import ActKind, FirstStage, Procurement
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation
from core.words.sentences import sentence

TITLE = PRINTOUTS["evaluation-notice"].title
NOT_DATED = "案件に選定日がありません。決定した日を書かずに印刷します。案件と規則のページで入力してください。"
NOT_YET = "結果が決まっていないため、まだ通知できません。採点、価格の開封、同点の決定を済ませてください。"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter for each bidder, or for the one that is chosen, of the day of the decision. Who ended in the
    first of two stages is told of that stage, and while the second is undecided so are all; while that is undecided
    too, one sheet says so."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    procurement, decided = made.frame.procurement, is_decided(made)
    day = procurement.decided_on if decided else _passed_on(book, procurement)
    settings = dated(book, settings, [day], [procurement.deadline])
    sheets: tuple[Sheet, ...]
    if decided or is_recorded(made):
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
    if not decided and not is_recorded(made):
        return document
    sent = outgoing(book, settings, LetterKind.SELECTION, document, [])
    return sent if day or not decided else replace(sent, lacking=(NOT_DATED, *sent.lacking))


def _sheets(
    book: Book, settings: PrintSettings, made: Evaluation, names: Names, one: BidderResult, number: str
) -> list[Sheet]:
    procurement, early = made.frame.procurement, made.early
    if early is not None and one.is_in and (one.verdict is Verdict.DROPPED or not is_decided(made)):
        return _of_first_stage(book, settings, made, early, names, one, number)
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


def _of_first_stage(
    book: Book,
    settings: PrintSettings,
    made: Evaluation,
    early: Evaluation,
    names: Names,
    one: BidderResult,
    number: str,
) -> list[Sheet]:
    """Return the letter of the first stage, with the points of that stage; of who was not scored no points are told."""
    procurement = made.frame.procurement
    passed = made.reach[one.bidder.id] is FirstStage.PASSED
    count = sum(other.first_rank is not None for other in made.results)
    points = f"一次審査 {show_points(one.first)}点(満点{show_points(early.full)}点)"
    is_ranked = any(fault.rule == "behind_in_first" for fault in one.behind)
    why = [_NOT_AMONG] if is_ranked else [*map(sentence, one.behind)]
    values = {
        "案件": f"{procurement.name}(一次審査)",
        "決定日": show_date(_passed_on(book, procurement)) or None,
        "結果": "一次審査を通過しました。二次審査の対象とします。" if passed else _BEHIND,
        "順位": f"一次審査 {one.first_rank}位({count}者中)" if one.first_rank is not None else None,
        "評価点": points if one.first is not None else None,
        "理由": None if passed else "".join(why).format(passing=made.frame.rule.passing.text).strip("。"),
    }
    to = Recipient(one.bidder.name, f"{one.bidder.name} 御中")
    letter = letter_to(book, settings, LetterKind.SELECTION, to, [], values, number)
    title = f"「{procurement.name}」の一次審査の評価点"
    mine = next((other for other in early.results if other.bidder.id == one.bidder.id), None)
    tables = (_table(early, names, mine, "一次審査計"),) if mine is not None else (Paragraph(_NOT_SCORED),)
    return [letter, Sheet(title, tables, letter.date, number, to.addressee, material=ANNEX)]


_BEHIND = "一次審査で次点以下となり、二次審査に進む提案者に選定しませんでした(失格ではありません)。"
_NOT_AMONG = "二次審査に進む者を「{passing}」と定めており、これに入りませんでした"
_NOT_SCORED = "一次審査の点は台帳に記録されていません。"


def _passed_on(book: Book, procurement: Procurement) -> str | None:
    """Return the day on which it was decided who goes on to the second stage, as it was recorded."""
    days = [one.acted_at[:10] for one in acts_of(book, procurement) if one.kind is ActKind.PASS]
    return days[-1] if days else None


def is_decided(made: Evaluation) -> bool:
    """Whether there are bidders, and nothing about any of them is open."""
    waiting = {Verdict.OPEN, Verdict.SEALED, Verdict.TIED}
    return bool(made.results) and not any(one.verdict in waiting for one in made.results)


def _table(made: Evaluation, names: Names, one: BidderResult, whole: str = "総合") -> Table:
    parts = list(made.technical.full)
    columns = (
        Column("順位", align=Align.CENTER, width=3),
        Column("提案者", width=6, weight=2),
        *([Column("価格点", Kind.FIGURE, weight=1)] if made.price_full else []),
        *(Column(part.label, Kind.FIGURE, weight=1) for part in parts),
        Column(whole, Kind.FIGURE, weight=1),
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
    """Return to whom what is told, as JSON; nobody while anything is undecided, of two stages also the first."""
    found = made_of(book, settings)
    is_told = found is not None and (is_decided(found[0]) or is_recorded(found[0]))
    rows = [
        [one.bidder.name, one.verdict.label, one.rank, number(one.total)]
        for one in (found[0].results if found is not None and is_told else ())
    ]
    return canonical({"report": "evaluation-notice", "letters": rows})
