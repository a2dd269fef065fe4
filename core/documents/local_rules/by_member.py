"""団体別見直し一覧: of one municipality every rule, those first for which an ordinance has to change."""

from core.calc.local_rules.board import Board, board_of, reviewed_by, rules_of, sole_rules
from core.calc.local_rules.explain import show_minutes
from core.calc.members import Member
from core.documents.local_rules.wording import EMPTY, notes_of, system_of
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.local_rules import NOT_ASKED, LocalRule, Ordinance, RuleUse, Use
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation
from core.model.values.partial_dates import show_partial_date

TITLE = PRINTOUTS["local-rules-by-member"].title
SOLE = "★"
SOLE_TERMS = f"{SOLE} は、続けるのがこの団体だけの独自ルールです。"

_COLUMNS = (
    Column("番号", width=2, repeat=True),
    Column("独自ルール", width=9, weight=3, repeat=True),
    Column("業務", width=5, weight=1),
    Column("扱い", width=6),
    Column("条例改正・議会", width=9),
    Column("根拠", width=6, weight=2),
    Column("現状の内容", width=7, weight=2),
    Column("件数(件/年)", Kind.FIGURE),
    Column("今の時間(分/年)", Kind.FIGURE),
    Column("見直し後(分/年)", Kind.FIGURE),
    Column("住民への影響", width=5, weight=2),
    Column("代替の手順", width=6, weight=2),
)


def told_rules(board: Board, member: Member) -> list[tuple[LocalRule, RuleUse | None]]:
    """Return the rules about which a member is asked: first where an ordinance has to change, in the order of the
    sessions, then those it keeps, gives up, has not, and was not asked about."""
    places = {Use.KEPT: 0, Use.STOPPED: 1, Use.STANDARD: 2, Use.ABSENT: 3}

    def place(pair: tuple[LocalRule, RuleUse | None]) -> tuple[bool, str, int]:
        row = pair[1]
        if row is None:
            return (True, "", 4)
        needed = row.ordinance is Ordinance.NEEDED
        return (not needed, row.session_on or "9999" if needed else "", places[row.use] if row.use else 4)

    pairs = [(rule, board.rows(rule).get(member.id)) for rule in rules_of(board.look)]
    return sorted((pair for pair in pairs if board.is_asked(pair[0], member.id)), key=place)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a sheet for each member, or for the one that is asked for."""
    board = board_of(book)
    chosen = [one for one in board.members if settings.municipality in (None, one.code)]
    sole = {(one.rule.id, one.member.id) for one in sole_rules(board)}
    sheets = tuple(
        Sheet(
            TITLE,
            _blocks(book, settings, board, one, sole),
            sheet_date(book, settings),
            settings.number,
            addressee=one.name,
            sender=book.consortium.name,
        )
        for one in chosen
    )
    empty = Sheet(TITLE, (Paragraph(EMPTY),), sheet_date(book, settings), settings.number)
    return Document(
        TITLE,
        sheets if sheets and rules_of(book) else (empty,),
        book.consortium.name,
        footer(settings),
        settings.paper,
        orientation=Orientation.LANDSCAPE,
    )


def _blocks(
    book: Book, settings: PrintSettings, board: Board, member: Member, sole: set[tuple[int, int]]
) -> tuple[Block, ...]:
    told = told_rules(board, member)
    if not told:
        return (Paragraph("調査の対象の独自ルールはありません。"),)
    uses = [row.use if row else None for _, row in told]
    needed = sum(row is not None and row.ordinance is Ordinance.NEEDED for _, row in told)
    facts = KeyValues(
        (
            ("見直し率", reviewed_by(uses).text),
            ("条例改正が要るもの", f"{needed:,}件"),
            (NOT_ASKED, f"{uses.count(None):,}件"),
        ),
        columns=3,
    )
    rows = tuple(Row(_cells(book, rule, row, (rule.id, member.id) in sole)) for rule, row in told)
    return (facts, Table(_COLUMNS, rows, sparing=True), Notes((SOLE_TERMS, *notes_of(book, settings)[1:4])))


def _cells(book: Book, rule: LocalRule, row: RuleUse | None, is_sole: bool) -> tuple[str, ...]:
    head = (rule.number, rule.name, system_of(book, rule))
    if row is None:
        return (*head, NOT_ASKED, *[""] * 8)
    use = row.use.label if row.use else NOT_ASKED
    return (
        *head,
        f"{use} {SOLE}" if is_sole else use,
        ordinance_text(row),
        row.basis,
        row.present,
        "" if row.yearly_count is None else f"{row.yearly_count:,}",
        show_minutes(row.minutes_now).removesuffix("分"),
        show_minutes(row.minutes_after).removesuffix("分"),
        effect_text(row),
        row.substitute,
    )


def ordinance_text(row: RuleUse) -> str:
    """Return 要(平成27年3月), 不要, or nothing where nobody has said."""
    when = show_partial_date(row.session_on)
    told = row.ordinance.label if row.ordinance else ""
    return f"{told}({when})" if told and when else told or when


def effect_text(row: RuleUse) -> str:
    """Return なし, あり: 減免がなくなる, or nothing where nobody has said."""
    told = row.affects.label if row.affects else ""
    return ": ".join(part for part in (told, row.effect) if part)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    board = board_of(book)
    told = {
        member.name: [
            [rule.number, row.use if row else None, ordinance_text(row) if row else ""]
            for rule, row in told_rules(board, member)
        ]
        for member in board.members
        if settings.municipality in (None, member.code)
    }
    return canonical({"report": "local-rules-by-member", "members": told})
