"""要望一覧 and 見積一覧: every request by what was decided about it with the cost that was avoided, and every quote."""

from core.documents.lists.paper import Listing, paper, record
from core.documents.paper.document import Align, Column, Document, Emphasis, Kind, Row
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import disposition_word, title_of
from core.model.book import Book
from core.model.council import System
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization, Disposition, Option, Quote
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

REQUESTS, QUOTES = PRINTOUTS["requests"].title, PRINTOUTS["quote-list"].title


def _requests(book: Book, settings: PrintSettings) -> Listing:
    systems, every = book.all(System), in_order(book, book.all(Customization).values())
    rows: list[Row] = []
    for disposition in Disposition:
        own = [one for one in every if one.disposition is disposition]
        if not own or settings.disposition not in {None, disposition}:
            continue
        avoided, unknown = _avoided(own)
        told = f"　回避した見積の計 {show_yen(avoided)}円" if avoided else ""
        if avoided and unknown:
            told += f"(ほか金額の分からないもの{unknown}件)"
        rows.append(Row((f"{disposition.label}　{len(own)}件{told}",), Emphasis.SECTION))
        for one in own:
            system = systems[one.system_id].name if one.system_id is not None else ""
            word = disposition_word(book, one) if disposition is Disposition.MERGED else ""
            rows.append(Row((one.item, one.title, system, word, show_yen(one.avoided_yen), one.note)))
    shown = [one for one in every if settings.disposition in {None, one.disposition}]
    total = Row(("", f"合計　{len(shown)}件", "", "", show_yen(_avoided(shown)[0]), ""), Emphasis.TOTAL)
    columns = (
        Column("項", align=Align.CENTER, width=3, repeat=True),
        Column("要望", width=14, weight=3, repeat=True),
        Column("業務", width=6, weight=1),
        Column("統合先", width=6),
        Column("回避した見積", Kind.FIGURE),
        Column("備考", width=10, weight=3),
    )
    notes = (
        "回避した見積は、カスタマイズせずに済んだ要望の見積額です(記録のみで、費用の合計に入りません)。",
        "回避した見積の空欄は、金額の分からないものです。",
    )
    unit = f"単位:円({book.consortium.tax_mode.label})"
    return Listing(REQUESTS, columns, tuple(rows), "要望はまだ登録されていません。", (total,), notes, unit)


def _avoided(requests: list[Customization]) -> tuple[int, int]:
    """Return the yen that were avoided, and of how many requests without a cost nobody knows how much it was."""
    known = [one.avoided_yen for one in requests if one.avoided_yen is not None]
    settled = [one for one in requests if not one.disposition.costs and one.avoided_yen is None]
    return sum(known), len(settled)


def build_requests(book: Book, settings: PrintSettings) -> Document:
    """Return the requests under their dispositions, or those of one of them."""
    return paper(book, settings, _requests(book, settings), Orientation.LANDSCAPE)


def result_requests(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("requests", _requests(book, settings))


def _quotes(book: Book, settings: PrintSettings) -> Listing:
    rows = []
    for one in in_order(book, book.all(Customization).values()):
        if settings.disposition not in {None, one.disposition}:
            continue
        for option in in_order(book, book.children(Option, one.id).values()):
            for quote in in_order(book, book.children(Quote, option.id).values()):
                each = quote.one_off_yen // quote.implementers
                about = "約" if quote.one_off_yen % quote.implementers else ""
                amounts = (show_yen(quote.one_off_yen), f"{about}{show_yen(each)}", show_yen(quote.yearly_yen))
                doubt = "要確認" if quote.doubtful else ""
                remark = "　".join(text for text in (doubt, quote.note) if text)
                number = quote.branch or one.item
                rows.append(Row((number, title_of(one, option), str(quote.implementers), *amounts, remark)))
    columns = (
        Column("項", align=Align.CENTER, width=4, repeat=True),
        Column("要望", width=14, weight=3, repeat=True),
        Column("実施団体数", Kind.FIGURE),
        Column("総額", Kind.FIGURE, groups=("初期費用",)),
        Column("1団体当たり", Kind.FIGURE, groups=("初期費用",)),
        Column("年額(総額)", Kind.FIGURE),
        Column("備考", width=8, weight=2),
    )
    notes = ("「約」は、円未満を切り捨てた額です。",) if any("約" in row.cells[4] for row in rows) else ()
    unit = f"単位:円({book.consortium.tax_mode.label})"
    return Listing(QUOTES, columns, tuple(rows), "見積はまだ登録されていません。", (), notes, unit)


def build_quotes(book: Book, settings: PrintSettings) -> Document:
    """Return every quote by request, option and number of implementers."""
    return paper(book, settings, _quotes(book, settings), Orientation.LANDSCAPE)


def result_quotes(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("quote-list", _quotes(book, settings))
