"""経費明細一覧, 現行経費一覧, 違約金一覧: the supplier's offer by year, what members pay now, what ending it costs."""

from core.calc.members import members_of
from core.documents.lists.paper import Listing, paper, record
from core.documents.paper.document import Column, Document, Emphasis, Kind, Row
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import rule_words, shown_names
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, CurrentCost, Penalty
from core.model.council import Municipality, System
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.paper import Orientation
from core.model.values.ratios import YEN

LINES, CURRENT, PENALTIES = (
    PRINTOUTS["cost-lines"].title,
    PRINTOUTS["current-costs"].title,
    PRINTOUTS["penalties"].title,
)


def _lines(book: Book, _: PrintSettings) -> Listing:
    lines = in_order(book, book.all(CostLine).values())
    years = sorted({one.fiscal_year for one in book.all(CostAmount).values()})
    rows = []
    for line in lines:
        amounts = {one.fiscal_year: one for one in book.children(CostAmount, line.id).values()}
        shown = [_amount(line, amounts.get(year)) for year in years]
        whole = sum(one.amount * 100 + one.cents for one in amounts.values())
        system = book.all(System)[line.system_id].name if line.system_id is not None else "全業務"
        bearer = book.all(Municipality)[line.borne_by_id].name if line.borne_by_id is not None else ""
        rule = rule_words(line.rule) if line.rule else ""
        about = (line.name, line.category, line.flow.label, line.kind.label, system, bearer or rule)
        part = f"割合 {line.portion}" if line.portion else ""
        remark = "　".join(text for text in (line.tax_mode.label, part, line.note) if text)
        rows.append(Row((*about, *shown, _cents(line, whole) if amounts else "", remark)))
    columns = (
        Column("経費名", width=10, weight=2, repeat=True),
        Column("費目", width=4),
        Column("種別", width=3),
        Column("区分", width=3),
        Column("業務", width=5, weight=1),
        Column("負担", width=6, weight=1),
        *(Column(show_fiscal_year(year), Kind.FIGURE, groups=("年度別の金額",)) for year in years),
        Column("計", Kind.FIGURE),
        Column("備考", width=5, weight=2),
    )
    notes = ("負担の空欄は、試算の按分規則によるものです。財源、控除・戻入などは、按分の前に差し引きます。",)
    return Listing(
        LINES, columns, tuple(rows), "経費明細はまだ登録されていません。", (), notes, "単位:円(外貨は通貨名)"
    )


def _amount(line: CostLine, found: CostAmount | None) -> str:
    return "" if found is None else _cents(line, found.amount * 100 + found.cents)


def _cents(line: CostLine, cents: int) -> str:
    """Return the amount of so many hundredths, with its currency where that is not the yen."""
    if line.currency == YEN:
        return show_yen(cents // 100)
    return f"{line.currency} {cents // 100:,}.{cents % 100:02}"


def build_lines(book: Book, settings: PrintSettings) -> Document:
    """Return the lines of the supplier's offer with their amounts by fiscal year."""
    return paper(book, settings, _lines(book, settings), Orientation.LANDSCAPE)


def result_lines(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("cost-lines", _lines(book, settings))


def _current(book: Book, settings: PrintSettings) -> Listing:
    members = members_of(book)
    rows, whole = [], 0
    for member, name in zip(members, shown_names(book, settings, members), strict=True):
        if settings.municipality not in {None, member.code}:
            continue
        own = in_order(book, book.children(CurrentCost, member.id).values())
        for one in own:
            year = show_fiscal_year(one.fiscal_year) if one.fiscal_year is not None else "全期間"
            rows.append(Row((name, one.category, year, show_yen(one.yen), one.tax_mode.label, one.note)))
        if len(own) > 1:
            rows.append(Row((name, "計", "", show_yen(sum(one.yen for one in own)), "", ""), Emphasis.STRONG))
        whole += sum(one.yen for one in own)
    columns = (
        Column("団体", width=6, repeat=True),
        Column("費目", width=8, weight=1, repeat=True),
        Column("年度", width=6),
        Column("金額(円)", Kind.FIGURE),
        Column("消費税", width=4),
        Column("備考", width=8, weight=2),
    )
    notes = ("金額は入力したままで、税率や年数をかけていません。五年間の額は五年間経費比較表にあります。",)
    total = Row(("合計", "", "", show_yen(whole), "", ""), Emphasis.TOTAL)
    return Listing(CURRENT, columns, tuple(rows), "現行経費はまだ登録されていません。", (total,), notes)


def build_current(book: Book, settings: PrintSettings) -> Document:
    """Return what each member pays today, as it was entered."""
    return paper(book, settings, _current(book, settings), Orientation.PORTRAIT)


def result_current(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("current-costs", _current(book, settings))


def _penalties(book: Book, settings: PrintSettings) -> Listing:
    members = members_of(book)
    rows, whole = [], 0
    for member, name in zip(members, shown_names(book, settings, members), strict=True):
        if settings.municipality not in {None, member.code}:
            continue
        for one in in_order(book, book.children(Penalty, member.id).values()):
            whole += one.yen
            about = (one.name, show_date(one.contract_ends_on))
            rows.append(Row((name, *about, show_yen(one.yen), one.tax_mode.label, one.note)))
    columns = (
        Column("団体", width=6, repeat=True),
        Column("契約名", width=10, weight=2, repeat=True),
        Column("契約終了日", width=9),
        Column("違約金(円)", Kind.FIGURE),
        Column("消費税", width=4),
        Column("備考", width=8, weight=2),
    )
    total = Row(("合計", "", "", show_yen(whole), "", ""), Emphasis.TOTAL)
    return Listing(PENALTIES, columns, tuple(rows), "違約金はまだ登録されていません。", (total,))


def build_penalties(book: Book, settings: PrintSettings) -> Document:
    """Return what ending the present contracts costs each member."""
    return paper(book, settings, _penalties(book, settings), Orientation.PORTRAIT)


def result_penalties(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return record("penalties", _penalties(book, settings))
