"""意向一覧, ご意見一覧, 配布・回収状況: what the members have answered, what they say to it, and who has answered."""

from core.calc.answer_board import answer_board
from core.calc.members import Member, members_of
from core.calc.participation import absences, takes_part
from core.documents.lists.paper import Listing, paper, record
from core.documents.paper.document import Align, Column, Document, Emphasis, Kind, Row
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import deadline_of, sheet_date, shown_names, title_of
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.values.dates import show_date, show_moment
from core.model.values.paper import Orientation

MATRIX, COMMENTS, BOARD = PRINTOUTS["answers"].title, PRINTOUTS["comments"].title, PRINTOUTS["distributions"].title

_WORDS = {AnswerState.YES: "● 実施", AnswerState.NO: "× 実施しない", AnswerState.UNDECIDED: "？ 未定"}
_MEMBERS = "団体の意向"
_NOT_CONCERNED = "－"


def _asked(book: Book, settings: PrintSettings) -> list[Customization]:
    every = in_order(book, book.all(Customization).values())
    if settings.disposition is not None:
        return [one for one in every if one.disposition is settings.disposition]
    return [one for one in every if one.disposition.costs]


def _said(book: Book, one: Customization) -> dict[int, Answer]:
    return {row.municipality_id: row for row in book.children(Answer, one.id).values()}


def _matrix(book: Book, settings: PrintSettings) -> Listing:
    members, absent = members_of(book), absences(book)
    asked = _asked(book, settings)

    def cell(one: Customization, member: Member, said: dict[int, Answer]) -> str:
        if not takes_part(absent, one, member.id):
            return _NOT_CONCERNED
        return _WORDS.get(said[member.id].state, "") if member.id in said else ""

    rows, counts = [], {state: [0] * len(members) for state in _WORDS}
    for one in asked:
        said = _said(book, one)
        cells = [cell(one, member, said) for member in members]
        for at, text in enumerate(cells):
            for state, word in _WORDS.items():
                counts[state][at] += text == word
        last = max((row.answered_at for row in said.values()), default="")
        rows.append(Row((one.item, title_of(one, None), *cells, show_moment(last) if last else "")))
    totals = tuple(
        Row(("", f"{state.label}の件数", *map(str, numbers), ""), Emphasis.TOTAL) for state, numbers in counts.items()
    )
    columns = (
        Column("項", align=Align.CENTER, width=3, repeat=True),
        Column("要望", width=14, weight=3, repeat=True),
        *(Column(name, width=6, groups=(_MEMBERS,)) for name in shown_names(book, settings, members)),
        Column("最後の回答", width=5),
    )
    legend = "凡例: 空欄=未回答　－=参加していない業務の要望"
    empty = "意向を尋ねる要望はまだありません。"
    return Listing(MATRIX, columns, tuple(rows), empty, totals, legend=legend, members=_MEMBERS, across="項")


def build_matrix(book: Book, settings: PrintSettings) -> Document:
    """Return every request that costs something, or those of one disposition, with the word of every member."""
    return paper(book, settings, _matrix(book, settings), Orientation.LANDSCAPE)


def result_matrix(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("answers", _matrix(book, settings))


def _comments(book: Book, settings: PrintSettings) -> Listing:
    members = members_of(book)
    names = shown_names(book, settings, members)
    rows = []
    for one in in_order(book, book.all(Customization).values()):
        said = _said(book, one)
        for member, name in zip(members, names, strict=True):
            answer = said.get(member.id)
            if answer is None or not answer.comment or settings.municipality not in {None, member.code}:
                continue
            who = (answer.answered_by, show_moment(answer.answered_at) if answer.answered_at else "")
            rows.append(Row((one.item, one.title, name, answer.state.label, answer.comment, *who)))
    columns = (
        Column("項", align=Align.CENTER, width=3, repeat=True),
        Column("要望", width=10, weight=2, repeat=True),
        Column("団体", width=5),
        Column("意向", width=5),
        Column("コメント", width=16, weight=4),
        Column("回答者", width=5),
        Column("回答日時", width=9),
    )
    return Listing(COMMENTS, columns, tuple(rows), "団体からのコメントはありません。")


def build_comments(book: Book, settings: PrintSettings) -> Document:
    """Return what the members say to the requests, by request and member."""
    return paper(book, settings, _comments(book, settings), Orientation.LANDSCAPE)


def result_comments(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("comments", _comments(book, settings))


def _board(book: Book, settings: PrintSettings) -> Listing:
    standings = answer_board(book, sheet_date(book, settings) or "")
    items = book.all(Customization)
    rows = []
    for one in standings:
        last = one.last
        sent = (
            (last.number[:8], last.medium.label, show_date(last.issued_at[:10])) if last is not None else ("", "", "")
        )
        back = show_date(last.taken_at[:10]) if last is not None and last.taken_at else ""
        deadlines = [deadline_of(book, items[id]) for id in one.open_items]
        until = min(filter(None, deadlines), default=None)
        counts = (str(one.asked), str(one.answered), str(one.undecided))
        state = f"{one.state.label}(期限超過)" if one.is_late else one.state.label
        rows.append(Row((one.name, *sent, show_date(until), back, *counts, state)))
    sums = [sum(getattr(one, name) for one in standings) for name in ("asked", "answered", "undecided")]
    columns = (
        Column("団体", width=6, repeat=True),
        Column("配布番号", width=6, groups=("最後の配布",)),
        Column("形式", width=6, groups=("最後の配布",)),
        Column("配布日", width=9, groups=("最後の配布",)),
        Column("回答期限", width=9),
        Column("回収日", width=9),
        *(Column(name, Kind.FIGURE, groups=("件数",)) for name in ("尋ねた", "回答済み", "うち未定")),
        Column("状況", width=8, weight=1),
    )
    total = Row(("合計", "", "", "", "", "", *map(str, sums), ""), Emphasis.TOTAL)
    notes = ("回答期限は、未定・未回答の要望のうち最も早いものです。",)
    return Listing(BOARD, columns, tuple(rows), "団体はまだ登録されていません。", (total,), notes)


def build_board(book: Book, settings: PrintSettings) -> Document:
    """Return for each member what was sent to it last, what came back, and how much is answered."""
    return paper(book, settings, _board(book, settings), Orientation.LANDSCAPE)


def result_board(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("distributions", _board(book, settings))
