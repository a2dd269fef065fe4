"""安全性の説明: one page for a council. How many requirements are met and what is done where one is not, how the lines
are doubled, what is planned for a disaster, and the gravest risks with their measures."""

from collections.abc import Iterator

from core.calc.foundation.continuity import drills_until, next_drill, prepared
from core.calc.foundation.lines import sections_of
from core.calc.foundation.requirements import MET_TERMS, Board, Shortfall, board_of, has_expired, met_by, shortfalls
from core.calc.foundation.risks import merits_of, risks_of
from core.documents.foundation.network import section_line
from core.documents.foundation.wording import day_shown, paper
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Notes,
    Paragraph,
    Row,
    Size,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.foundation.requirements import Need
from core.model.foundation.risks import Risk, RiskState, Subject
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = "安全性の説明"
_SHORT = 8
_MERITS = 10
_RISKS = 5
"""So many rows have room on the page; how many more there are is said."""


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one page."""
    day = day_shown(book, settings)
    board = board_of(book, day)
    blocks: list[Block] = [KeyValues(tuple(_facts(book, board)))]
    merits = [one for one in merits_of(book) if one.subject is Subject.SITE]
    if merits:
        lines = tuple(one.content for one in merits[:_MERITS])
        blocks += [Heading("データセンターの備え"), Notes((*lines, *_more(len(merits) - _MERITS)), mark="・")]
    blocks.append(Heading("満たしていない要件と、代わりの手立て"))
    missing = shortfalls(board)
    if missing:
        rows = tuple(_shortfall(one) for one in missing[:_SHORT])
        columns = (
            Column("要件", width=12, weight=3),
            Column("拠点", width=6, weight=1),
            Column("判定", width=5),
            Column("条件・代替", width=10, weight=3),
        )
        blocks.append(Table(columns, rows))
        blocks += [Paragraph(text, Size.SMALL) for text in _more(len(missing) - _SHORT)]
    else:
        blocks.append(Paragraph("ありません。" if board.requirements else "要件がまだ登録されていません。"))
    risks = open_risks(book)
    if risks:
        columns = (
            Column("リスク", width=12, weight=3),
            Column("影響×可能性", width=5),
            Column("対策", width=10, weight=3),
            Column("残り", width=6, weight=2),
        )
        blocks += [Heading("主なリスクと対策"), Table(columns, tuple(_risk(one) for one in risks[:_RISKS]))]
        blocks += [Paragraph(text, Size.SMALL) for text in _more(len(risks) - _RISKS)]
    blocks.append(Notes((MET_TERMS,)))
    return paper(TITLE, blocks, book, settings, Orientation.PORTRAIT)


def open_risks(book: Book) -> list[Risk]:
    """Return the risks that are not closed, the gravest first."""
    return [one for one in risks_of(book) if one.state is not RiskState.CLOSED]


def _more(count: int) -> tuple[str, ...]:
    return (f"ほか{count:,}件",) if count > 0 else ()


def _facts(book: Book, board: Board) -> Iterator[tuple[str, str]]:
    if board.day:
        yield "基準とする日", show_date(board.day)
    for site in board.sites:
        where = "、".join(part for part in (site.provider, site.location) if part)
        yield "拠点", f"{site.name}{f'({where})' if where else ''}"
        met = "、".join(f"{need.label} {met_by(board, site, need).text}" for need in Need if _asks(board, need))
        if met:
            yield "要件の充足", met
    expired = sum(has_expired(row, board.day) for one in board.requirements for row in board.rows(one).values())
    if expired:
        yield "期限の過ぎた証明", f"{expired:,}件"
    for section in sections_of(book):
        doubled = "二重化(異経路)" if section.is_double else f"{len(section.lines):,}回線"
        yield "外部ネットワーク", f"{doubled} {section_line(section)}"
    rows = prepared(book, board.day)
    planned = sum(one.plan is not None for one in rows)
    if rows:
        yield "業務継続計画(BCP)", f"{len(rows):,}業務のうち{planned:,}業務で策定済"
    yield "訓練", _drills(book, board.day)


def _asks(board: Board, need: Need) -> bool:
    return any(one.need is need for one in board.requirements)


def _drills(book: Book, day: str) -> str:
    held = drills_until(book, day)
    last = held[-1] if held else None
    told = f"前回 {show_date(last.held_on)}「{last.scenario}」{last.outcome}" if last else "記録がありません"
    coming = next_drill(book, day)
    return f"{told}　次回予定 {show_date(coming.next_on)}" if coming else told


def _shortfall(one: Shortfall) -> Row:
    need = one.requirement.need.label
    cells = (
        f"{one.requirement.content}({need})",
        one.site.name,
        one.why,
        one.row.substitute if one.row else "",
    )
    return Row(cells)


def _risk(one: Risk) -> Row:
    score = "未評価" if one.score is None else f"{one.impact}×{one.likelihood}={one.score}"
    return Row((one.content, score, one.measure, one.remaining))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    board = board_of(book, day_shown(book, settings))
    missing = [list(_shortfall(one).cells) for one in shortfalls(board)]
    risks = [list(_risk(one).cells) for one in open_risks(book)]
    facts = [list(pair) for pair in _facts(book, board)]
    return canonical({"report": "safety", "as_of": board.day, "facts": facts, "missing": missing, "risks": risks})
