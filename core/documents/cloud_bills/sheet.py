"""月次按分表: what each member bears of every month's cloud bill of a fiscal year."""

from core.calc.cloud_bills.board import change_of, money, ratio, shares_of
from core.documents.charges.plain import document, said, sheet
from core.documents.paper.document import Column, Document, Emphasis, KeyValues, Kind, Paragraph, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.charges.cloud_bills import CloudBill, CloudPart, bill_name
from core.model.papers.printouts import PRINTOUTS
from core.model.values.money import show_yen

NAME = "cloud-bills"
TITLE = PRINTOUTS[NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each bill, of the chosen fiscal year or of all."""
    rows = sorted(book.all(CloudBill).values(), key=lambda one: (one.month, one.id))
    chosen = [one for one in rows if settings.fiscal_year in {None, _fiscal_year(one.month)}]
    sheets = [_sheet(book, settings, one) for one in chosen]
    nothing = sheet(book, settings, TITLE, (Paragraph("クラウド利用料の請求はありません。"),))
    return document(book, settings, TITLE, sheets or [nothing])


def _fiscal_year(month: str) -> int:
    return int(month[:4]) - (month[5:7] < "04")


def _sheet(book: Book, settings: PrintSettings, bill: CloudBill) -> Sheet:
    facts = KeyValues(
        (
            ("請求額", f"{bill.currency} {money(bill.cents)}"),
            ("換算レート", f"{bill.exchange_rate}円" if bill.exchange_rate else "なし"),
            ("円の請求額", f"{bill.yen:,}円"),
            ("未タグの割合", ratio(bill.untagged_cents, bill.cents)),
            ("検証環境の割合", ratio(bill.test_cents, bill.cents)),
            ("前の請求から", change_of(book, bill) or "なし"),
        ),
        columns=3,
    )
    columns = (
        Column("団体", width=8, weight=1),
        *(Column(part.label, Kind.FIGURE, groups=("円",)) for part in CloudPart),
        Column("計", Kind.FIGURE, groups=("円",)),
        Column(f"計({bill.currency})", Kind.FIGURE),
    )
    shares = shares_of(book, bill)
    rows = [
        Row(
            (
                one.payer,
                *(show_yen(one.yen.get(part, 0)) for part in CloudPart),
                show_yen(one.whole),
                money(one.cents),
            )
        )
        for one in shares
    ]
    sums = (show_yen(sum(one.yen.get(part, 0) for one in shares)) for part in CloudPart)
    whole = show_yen(sum(one.whole for one in shares)), money(sum(one.cents for one in shares))
    total = Row(("合計", *sums, *whole), Emphasis.TOTAL)
    return sheet(book, settings, f"{bill_name(bill)} 按分表", (facts, Table(columns, tuple(rows), (total,))))


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))
