"""独自施策一覧: the rules that are a policy of a member's own, with their ordinance and what residents would feel of
their end; for heads of municipalities and assemblies."""

from core.calc.local_rules.board import Board, board_of, rules_of
from core.calc.members import Member
from core.documents.local_rules.by_member import effect_text, ordinance_text
from core.documents.local_rules.wording import decided, system_of
from core.documents.paper.document import Column, Document, Emphasis, Kind, Notes, Paragraph, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.local_rules import NOT_ASKED, LocalRule, RuleKind, RuleUse, Use
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["policies"].title
EMPTY = f"種類を「{RuleKind.POLICY.label}」とした独自ルールはありません。"
TERMS = "条例・要綱に基づく施策を、持つ団体ごとに載せています。該当なしの団体と、業務に参加していない団体は載せません。"

_COLUMNS = (
    Column("団体", width=5, repeat=True),
    Column("扱い", width=6),
    Column("根拠(条例・規則・条)", width=8, weight=2),
    Column("現状の内容", width=8, weight=3),
    Column("件数(件/年)", Kind.FIGURE),
    Column("住民への影響", width=7, weight=3),
    Column("やめられない理由", width=7, weight=2),
    Column("条例改正・議会", width=7, weight=1),
    Column("代替の手順", width=7, weight=2),
)

Told = tuple[LocalRule, list[tuple[Member, RuleUse | None]]]


def policies(board: Board, code: str | None = None) -> list[Told]:
    """Return the policies with the members that have one, or may have one since they were not asked; of one member
    only where its code is given."""
    found: list[Told] = []
    for rule in rules_of(board.look):
        if rule.kind is not RuleKind.POLICY:
            continue
        rows = board.rows(rule)
        asked = [one for one in board.members if code in {None, one.code} and board.is_asked(rule, one.id)]
        told = [(one, rows.get(one.id)) for one in asked]
        told = [(one, row) for one, row in told if row is None or row.use is not Use.ABSENT]
        if told:
            found.append((rule, told))
    return found


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one table, the members under the name of each policy."""
    rows: list[Row] = []
    for rule, told in policies(board_of(book), settings.municipality):
        known = [(member, row) for member, row in told if row is not None and row.use is not None]
        heading = _heading(book, rule, settings.as_of, len(told) - len(known))
        rows.append(Row((heading, *[""] * (len(_COLUMNS) - 1)), Emphasis.SECTION))
        rows += [Row(_cells(member, row, row.use)) for member, row in known if row.use is not None]
    blocks = (Table(_COLUMNS, tuple(rows)).compact(), Notes((TERMS,))) if rows else (Paragraph(EMPTY),)
    sheet = Sheet(TITLE, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        TITLE, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=Orientation.LANDSCAPE
    )


def _heading(book: Book, rule: LocalRule, day: str | None, unasked: int) -> str:
    """Return 3 乳幼児医療の上乗せ　医療費助成　対応: EUC　決定: 第3回協議会　未調査 2団体."""
    said = f"{NOT_ASKED} {unasked:,}団体" if unasked else ""
    cover = f"対応: {rule.cover.label}"
    parts = (f"{rule.number} {rule.name}", system_of(book, rule), cover, decided(book, rule, day), said)
    return "　".join(part for part in parts if part)


def _cells(member: Member, row: RuleUse, use: Use) -> tuple[str, ...]:
    return (
        member.name,
        use.label,
        row.basis,
        row.present,
        "" if row.yearly_count is None else f"{row.yearly_count:,}",
        effect_text(row),
        row.reason,
        ordinance_text(row),
        row.substitute,
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    rows = [
        {
            "number": rule.number,
            "name": rule.name,
            "cover": rule.cover,
            "members": {one.name: row.use if row is not None else None for one, row in told},
        }
        for rule, told in policies(board_of(book), settings.municipality)
    ]
    return canonical({"report": "policies", "rules": rows})
