"""安全性の説明: one page for a council. How many requirements are met and what is done where one is not, how the lines
are doubled, what is planned for a disaster, and the gravest risks with their measures."""

from collections.abc import Iterator
from dataclasses import fields, replace

from core.calc.foundation.continuity import drills_until, next_drill, prepared
from core.calc.foundation.lines import sections_of
from core.calc.foundation.requirements import MET_TERMS, Board, Shortfall, board_of, has_expired, met_by, shortfalls
from core.calc.foundation.risks import merits_of, risks_of
from core.dataclass import dataclass
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
    room_of,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.foundation.requirements import Need
from core.model.foundation.risks import Risk, RiskState, Subject
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["safety"].title
_LONGEST = 110
"""Letters of one text on the page; more are cut off with …."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """How many rows of each part the page shows; how many more there are is said."""

    sites: int = 4
    sections: int = 4
    merits: int = 10
    missing: int = 8
    risks: int = 5


_FEWEST = _Rows(1, 1, 2, 2, 1)
_EVERYTHING = _Rows(*[10**6] * 5)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one page: where there is more to say than fits, fewer rows of the longest part."""
    board = board_of(book, day_shown(book, settings))
    room = room_of(settings.paper, Orientation.PORTRAIT)[1] - _HEAD
    rows = _Rows()
    while _height(blocks := _blocks(book, board, rows)) > room and rows != _FEWEST:
        rows = _fewer(rows)
    return paper(TITLE, blocks, book, settings, Orientation.PORTRAIT)


def _fewer(rows: _Rows) -> _Rows:
    """Return one row less of the part that has most rows above its fewest."""
    over = {field.name: getattr(rows, field.name) - getattr(_FEWEST, field.name) for field in fields(_Rows)}
    name = max(over, key=lambda one: over[one])
    return replace(rows, **{name: getattr(rows, name) - 1})


def _blocks(book: Book, board: Board, shown: _Rows) -> list[Block]:
    blocks: list[Block] = [KeyValues(tuple((name, _cut(text)) for name, text in _facts(book, board, shown)))]
    merits = [one for one in merits_of(book) if one.subject is Subject.SITE]
    if merits:
        lines = (*(_cut(one.content) for one in merits[: shown.merits]), *_more(len(merits) - shown.merits))
        blocks += [Heading("データセンターの備え"), Notes(lines, mark="・")]
    blocks.append(Heading("満たしていない要件と、代わりの手立て"))
    missing = shortfalls(board)
    if missing:
        blocks.append(Table(_MISSING, tuple(_shortfall(one) for one in missing[: shown.missing])))
        blocks += [Paragraph(text, Size.SMALL) for text in _more(len(missing) - shown.missing)]
    else:
        blocks.append(Paragraph("ありません。" if board.requirements else "要件がまだ登録されていません。"))
    risks = open_risks(book)
    if risks:
        blocks += [Heading("主なリスクと対策"), Table(_RISKS, tuple(_risk(one) for one in risks[: shown.risks]))]
        blocks += [Paragraph(text, Size.SMALL) for text in _more(len(risks) - shown.risks)]
    return [*blocks, Notes((MET_TERMS,))]


_MISSING = (
    Column("要件", width=12, weight=3),
    Column("拠点", width=6, weight=1),
    Column("判定", width=5),
    Column("条件・代替", width=10, weight=3),
)
_RISKS = (
    Column("リスク", width=12, weight=3),
    Column("影響×可能性", width=5),
    Column("対策", width=10, weight=3),
    Column("残り", width=6, weight=2),
)
_HEAD = 40.0
"""What date, sender and title take."""


def _height(blocks: list[Block]) -> float:
    """Return how high the blocks are at most, in points, on A4: the lines of each cell counted in narrow columns."""
    return sum(map(_high, blocks))


def _high(block: Block) -> float:
    match block:
        case KeyValues():
            return sum(8 + 12 * _lines(text, 44) for _, text in block.pairs)
        case Table():
            widths = (32, 10, 6, 12) if block.columns is _MISSING else (26, 7, 17, 8)
            lines = (
                max(_lines(cell, width) for cell, width in zip(row.cells, widths, strict=True)) for row in block.rows
            )
            return 30 + sum(6 + 12 * count for count in lines)
        case Notes():
            return 6 + sum(11.2 * _lines(line, 68) for line in block.lines)
        case Heading():
            return 24
    return 18


def _lines(text: str, width: int) -> int:
    return max(1, -(-len(text) // width))


def _cut(text: str) -> str:
    plain = text.replace("\n", " ")
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def open_risks(book: Book) -> list[Risk]:
    """Return the risks that are not closed, the gravest first."""
    return [one for one in risks_of(book) if one.state is not RiskState.CLOSED]


def _more(count: int) -> tuple[str, ...]:
    return (f"ほか{count:,}件",) if count > 0 else ()


def _facts(book: Book, board: Board, shown: _Rows) -> Iterator[tuple[str, str]]:
    if board.day:
        yield "基準とする日", show_date(board.day)
    for site in board.sites[: shown.sites]:
        where = "、".join(part for part in (site.provider, site.location) if part)
        met = "、".join(f"{need.label} {met_by(board, site, need).text}" for need in Need if _asks(board, need))
        yield "拠点と要件の充足", f"{site.name}{f'({where})' if where else ''}{f' {met}' if met else ''}"
    if len(board.sites) > shown.sites:
        yield "拠点と要件の充足", f"ほか{len(board.sites) - shown.sites:,}拠点"
    expired = sum(has_expired(row, board.day) for one in board.requirements for row in board.rows(one).values())
    if expired:
        yield "期限の過ぎた証明", f"{expired:,}件"
    sections = sections_of(book)
    for section in sections[: shown.sections]:
        doubled = "二重化(異経路)" if section.is_double else f"{len(section.lines):,}回線"
        yield "外部ネットワーク", f"{doubled} {section_line(section)}"
    if len(sections) > shown.sections:
        yield "外部ネットワーク", f"ほか{len(sections) - shown.sections:,}区間"
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
        f"{_cut(one.requirement.content)}({need})",
        one.site.name,
        one.why,
        _cut(one.row.substitute) if one.row else "",
    )
    return Row(cells)


def _risk(one: Risk) -> Row:
    score = "未評価" if one.score is None else f"{one.impact}×{one.likelihood}={one.score}"
    return Row((_cut(one.content), score, _cut(one.measure), _cut(one.remaining)))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    board = board_of(book, day_shown(book, settings))
    missing = [list(_shortfall(one).cells) for one in shortfalls(board)]
    risks = [list(_risk(one).cells) for one in open_risks(book)]
    facts = [list(pair) for pair in _facts(book, board, _EVERYTHING)]
    return canonical({"report": "safety", "as_of": board.day, "facts": facts, "missing": missing, "risks": risks})
