"""サービス一覧: service by service what each municipality does, what the inhabitants pay, and what a case costs."""

from fractions import Fraction

from core.calc.foundation.services import (
    BREAK_EVEN_TERMS,
    COST_TERMS,
    LOSS_TERMS,
    SHARE_TERMS,
    Board,
    Fee,
    Use,
    board_of,
    fee_on,
    show_share,
    use_of,
)
from core.calc.members import Member
from core.documents.foundation.wording import NO_SERVICES, STATES, day_shown, paper, status_text
from core.documents.paper.document import Align, Block, Column, Document, Heading, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import shown_names
from core.model.book import Book
from core.model.foundation.services import Channel, Service, ServiceStatus
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.partial_dates import short_partial_date

TITLE = PRINTOUTS["services"].title
NEVER = "回収しない"
HALF = Fraction(1, 2)


_TERMS = (
    ((3, 4), "住民の手数料は資料の日に適用中の額で、減額を引いた額です。"),
    ((11,), COST_TERMS),
    ((12,), BREAK_EVEN_TERMS),
    ((10,), SHARE_TERMS),
    ((13,), LOSS_TERMS),
)
"""What is said of columns, by their places, where something stands in them."""


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(first, width=5, weight=1, repeat=True),
        Column("状態", width=4, align=Align.CENTER),
        Column("対象の範囲", width=4, weight=1),
        *(Column(name, width=8, align=Align.RIGHT, groups=("住民の手数料(円)",)) for name in ("窓口", "コンビニ等")),
        Column("固定費\n(円/年)", Kind.FIGURE),
        Column("1件の\n手数料(円)", Kind.FIGURE),
        Column("年度", width=6),
        *(Column(name, Kind.FIGURE, groups=("件数",)) for name in ("窓口", "コンビニ等")),
        Column("利用率", Kind.FIGURE),
        Column("1件の\n経費(円)", Kind.FIGURE),
        Column("損益分岐\n(件/年)", Kind.FIGURE),
        Column("減収(円)", Kind.FIGURE),
    )


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a table for each service; members of which nothing is written down are named below it."""
    board, day = board_of(book), day_shown(book, settings)
    names = dict(zip((one.id for one in board.members), shown_names(book, settings, board.members), strict=True))
    blocks: list[Block] = []
    for service in board.services:
        blocks += _service(board, service, names, day)
    rows = [row.cells for block in blocks if isinstance(block, Table) for row in block.rows]
    if terms := tuple(text for places, text in _TERMS if any(cells[at] for cells in rows for at in places)):
        blocks.append(Notes(terms))
    return paper(TITLE, blocks or [Paragraph(NO_SERVICES)], book, settings)


def _service(board: Board, service: Service, names: dict[int, str], day: str) -> list[Block]:
    kind = f"({service.kind.label})" if service.kind else ""
    told = [f"対象: {service.covers}" if service.covers else "", f"根拠: {service.basis}" if service.basis else ""]
    blocks: list[Block] = [Heading(f"{service.name}{kind}")]
    head = "　".join(part for part in told if part)
    if head:
        blocks.append(Paragraph(head))
    if service.note:
        blocks.append(Notes((service.note,)))
    rows, silent = [], []
    for member in board.members:
        cells = _cells(board, service, member, day)
        if any(cells):
            rows.append(Row((names[member.id], *cells)))
        else:
            silent.append(names[member.id])
    if rows:
        blocks.append(Table(_columns("団体"), tuple(rows), legend=STATES, sparing=True))
    if silent:
        blocks.append(Notes((f"記入のない団体: {'、'.join(silent)}",)))
    return blocks


def _cells(board: Board, service: Service, member: Member, day: str) -> tuple[str, ...]:
    row = board.rows(service).get(member.id)
    use = use_of(board.look, service.id, member.id)
    fees = (fee_text(fee_on(board.look, service.id, member.id, one, day)) for one in Channel)
    return (status_text(row), row.covers if row else "", *fees, *_costs(row), *use_texts(use))


def _costs(row: ServiceStatus | None) -> tuple[str, str]:
    return (show_yen(row.fixed_yen), show_yen(row.case_yen)) if row is not None else ("", "")


def fee_text(fee: Fee | None) -> str:
    """Return what is paid, and below it until when it is less by how much: 200 (100円減額 H28.3.31まで)."""
    if fee is None:
        return ""
    if not fee.reduction:
        return show_yen(fee.yen)
    return f"{show_yen(fee.yen)}\n({show_yen(fee.reduction)}円減額\n{short_partial_date(fee.ends_on)}まで)"


def use_texts(use: Use) -> tuple[str, ...]:
    """Return year, cases at the counter and elsewhere, share, cost per case, break-even and loss."""
    count = use.count
    year = show_fiscal_year(count.fiscal_year) if count else ""
    cases = (show_yen(count.counter), show_yen(count.elsewhere)) if count else ("", "")
    cost = show_yen(int(use.case_cost + HALF)) if use.case_cost is not None else ""
    even = NEVER if use.never_pays else show_yen(use.break_even)
    loss = show_yen(use.loss) if use.loss else ""
    return (year, *cases, show_share(use.share), cost, even, loss)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    board, day = board_of(book), day_shown(book, settings)
    names = shown_names(book, settings, board.members)
    members = list(zip(names, board.members, strict=True))
    told = [
        [one.name, one.note, {name: list(_cells(board, one, member, day)) for name, member in members}]
        for one in board.services
    ]
    return canonical({"report": "services", "as_of": day, "services": told})
