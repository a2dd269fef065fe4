"""制度改正一覧: the changes of laws by who pays for them, with their dates, costs and subsidy, and how far each
municipality is."""

from datetime import date

from core.calc.law_changes import TERMS, Board, board_of, cost_yen, progress_of, subsidy_of
from core.calc.organisation import day_of
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.turned import turned
from core.documents.paper.wording import footer, sheet_date, shown_names
from core.model.book import Book
from core.model.law_changes.records import LawChange, Payment, Subsidy
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.paper import Orientation
from core.model.values.partial_dates import short_partial_date

TITLE = PRINTOUTS["law-changes"].title
_CHECKED = "団体の確認"
EMPTY = "制度改正はまだ登録されていません。"
_ORDER = (Payment.SPLIT, Payment.OWN, Payment.MAINTAINED, Payment.OPEN)

_COLUMNS = (
    Column("番号", width=2, align=Align.CENTER, repeat=True),
    Column("制度改正", width=9, weight=4, repeat=True),
    Column("公布日", width=5),
    Column("施行日", width=5),
    Column("業務", width=6, weight=2),
    Column("標準仕様書\n適合基準日", width=6, weight=1),
    Column("初期費用(円)", Kind.FIGURE),
    Column("年額(円)", Kind.FIGURE),
    Column("国庫補助", width=6, weight=1),
    Column("条例改正", width=4, align=Align.CENTER),
    Column("事業者対応", width=5),
    Column("状態", width=4, align=Align.CENTER),
    Column("団体確認", width=5, align=Align.CENTER),
)


def day_shown(book: Book, settings: PrintSettings) -> str:
    """Return the day as of which the changes are told."""
    return settings.as_of or day_of(book) or date.today().isoformat()


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the list by payment with its sums, and below it what each municipality has done."""
    blocks = _blocks(book, settings) if book.all(LawChange) else (Paragraph(EMPTY),)
    sheet = Sheet(TITLE, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        TITLE, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=Orientation.LANDSCAPE
    )


def _blocks(book: Book, settings: PrintSettings) -> tuple[Block, ...]:
    board, day = board_of(book), day_shown(book, settings)
    rows: list[Row] = []
    for payment in _ORDER:
        changes = changes_of(book, payment)
        if changes:
            rows.append(Row((f"{payment.label} {len(changes):,}件", *[""] * (len(_COLUMNS) - 1)), Emphasis.SECTION))
            rows += [_row(board, change, day) for change in changes]
    notes = (f"{show_date(day)}現在。", TERMS, "保守内の改正の費用は0円、費用の分からないものは空欄です。")
    return (
        Table(_COLUMNS, tuple(rows), (_total(board),), sparing=True),
        *_members(book, settings, board, day),
        Notes(notes),
    )


def changes_of(book: Book, payment: Payment | None = None) -> list[LawChange]:
    """Return the changes in their order, of one payment or of all."""
    known = in_order(book, book.all(LawChange).values())
    return [one for one in known if payment is None or one.payment is payment]


def _row(board: Board, change: LawChange, day: str) -> Row:
    done, concerned = board.done(change, day)
    progress = progress_of(change, day)
    cells = (
        change.number,
        "\n".join(filter(None, (change.name, change.effect))),
        short_partial_date(change.promulgated_on),
        short_partial_date(change.effective_on),
        systems_text(board, change),
        "\n".join(filter(None, (change.standard, short_partial_date(change.conform_on)))),
        show_yen(cost_yen(board, change)),
        show_yen(change.yearly_yen),
        subsidy_text(change),
        change.ordinance.label if change.ordinance else "",
        vendor_text(change),
        progress.label,
        f"{done}/{concerned}",
    )
    return Row(cells, Emphasis.STRONG if progress.is_late else Emphasis.PLAIN)


def systems_text(board: Board, change: LawChange) -> str:
    """Return the systems that have to be changed."""
    return "、".join(one.name for one in board.systems(change)) or "すべての業務"


def subsidy_text(change: LawChange) -> str:
    """Return 有(1/2、上限 5,000,000円) 2,500,000円, 無 or 未定."""
    if change.subsidy is not Subsidy.SOME:
        return change.subsidy.label
    terms = [change.subsidy_part] if change.subsidy_part else ["率未定"]
    terms += [f"上限 {show_yen(change.subsidy_limit)}円"] if change.subsidy_limit is not None else []
    yen = subsidy_of(change)
    return f"{change.subsidy.label}({'、'.join(terms)}){'' if yen is None else f' {show_yen(yen)}円'}"


def vendor_text(change: LawChange) -> str:
    """Return when the vendor was done, else when it is going to be."""
    if change.vendor_done_on:
        return f"完了\n{short_partial_date(change.vendor_done_on)}"
    return f"予定\n{short_partial_date(change.vendor_due_on)}" if change.vendor_due_on else ""


def _total(board: Board) -> Row:
    """The sums of what is known; where a figure is missing it says so."""
    changes = list(board.look.all(LawChange).values())
    costs = [cost_yen(board, one) for one in changes]
    yearly = [one.yearly_yen for one in changes if one.yearly_yen is not None]
    known = [one for one in costs if one is not None]
    partly = "(一部未算定)" if len(known) < len(costs) else ""
    cells = ("", "合計", "", "", "", "", f"{show_yen(sum(known))}{partly}", show_yen(sum(yearly)) if yearly else "")
    return Row((*cells, *[""] * (len(_COLUMNS) - len(cells))), Emphasis.TOTAL)


def _members(book: Book, settings: PrintSettings, board: Board, day: str) -> list[Block]:
    """What each municipality has checked, by the number of the change: ○ with the day, — where it is not concerned."""
    changes = changes_of(book)
    names = shown_names(book, settings, board.members)
    columns = (
        Column("番号", width=2, align=Align.CENTER, repeat=True),
        Column("制度改正", width=9, weight=2, repeat=True),
        *(Column(name, width=4, weight=1, align=Align.CENTER, groups=(_CHECKED,)) for name in names),
    )
    rows = []
    for change in changes:
        concerned, said = {one.id for one in board.concerned(change)}, board.rows(change)
        cells = []
        for member in board.members:
            row = said.get(member.id)
            if member.id not in concerned:
                cells.append("—")
            elif row is not None and row.done_on and row.done_on <= day:
                cells.append(f"○\n{short_partial_date(row.done_on)}")
            else:
                cells.append("")
        rows.append(Row((change.number, change.name, *cells)))
    legend = "○ 確認済み　空欄 まだ　— 改正する業務に参加していない"
    return [Heading("団体別の確認"), *turned(Table(columns, tuple(rows), legend=legend), _CHECKED, "団体", "番号")]


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    board, day = board_of(book), day_shown(book, settings)
    rows = [
        [one.number, one.payment, cost_yen(board, one), subsidy_of(one), progress_of(one, day), *board.done(one, day)]
        for one in changes_of(book)
    ]
    return canonical({"report": "law-changes", "as_of": day, "rows": rows})
