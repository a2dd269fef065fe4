"""監査用の照合: that what was charged, asked and paid is the same, and what is given back was paid back."""

from collections.abc import Iterator, Set

from core.calc.charges.identity import CodeOf, known_in, today_of
from core.calc.charges.outlook import year_beside
from core.calc.charges.versions import Charged, charged_by, newest_first, shares_of
from core.calc.claims.refunds import NOTHING, returned_by_code, to_return
from core.calc.claims.standing import claimed_by_code, paid_by_code, standings_of
from core.documents.charges.plain import of_year, said, sheet
from core.documents.charges.wording import payers_of, shown
from core.documents.charts.waterfall import signed
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    Kind,
    Notes,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import is_anonymous
from core.model.book import Book
from core.model.charges.charging import Assessment, Stage, project_key
from core.model.charges.claims import Settlement
from core.model.council import Municipality
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen

NAME = "charge-audit"
TITLE = PRINTOUTS[NAME].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return by member whether what was charged, asked and paid is the same; what differs is marked."""

    def make(year: int) -> list[Sheet]:
        claims = standings_of(book, year)
        charges = _asked_for(book, year, {one.claim.assessment_id for one in claims})
        shares = shares_of(charges)
        payers = payers_of(charges)
        code_of = known_in(book, payers)
        asked, paid = claimed_by_code(claims, code_of), paid_by_code(claims, code_of)
        names = {code: shown(book, settings, one) for code, one in payers.items()}
        for one in claims:
            names.setdefault(code_of(one.claim.code), one.claim.payer)
        columns = (
            Column("団体", width=8, weight=1),
            Column("負担金(円)", Kind.FIGURE),
            Column("請求(円)", Kind.FIGURE),
            Column("収納(円)", Kind.FIGURE),
            Column("請求−負担金", Kind.FIGURE),
            Column("収納−請求", Kind.FIGURE),
            Column("照合", width=6),
        )
        rows = []
        for code, name in names.items():
            three = shares.get(code, 0), asked.get(code, 0), paid.get(code, 0)
            rows.append(Row((name, *_three(*three))))
        sums = sum(shares.values()), sum(asked.values()), sum(paid.values())
        table = Table(columns, tuple(rows), (Row(("合計", *_three(*sums)), Emphasis.TOTAL),), "単位:円")
        stages = "・".join(dict.fromkeys(one.called for one in charges))
        refunds = tuple(_audited_refunds(book, settings, year, code_of))
        records = "納付の記録(還付を除く)" if refunds else "納付の記録"
        notes = Notes(
            (
                f"負担金は請求のもとになる最も新しい版({stages})、請求は調定した額、収納は{records}の合計です。",
                "確定した負担金との差は、精算書によります。",
            )
        )
        return [sheet(book, settings, f"{show_fiscal_year(year)} {TITLE}", (table, notes, *refunds))]

    return of_year(book, settings, TITLE, make)


def _audited_refunds(book: Book, settings: PrintSettings, year: int, code_of: CodeOf) -> Iterator[Block]:
    """Yield by member whether what the settlements of the year give back is what was paid back; nothing where none of
    them gives anything back and nothing went back."""
    names, due = dict[str, str](), dict[str, int]()
    for row in book.all(Settlement).values():
        if row.fiscal_year == year:
            code = code_of(row.code)
            names.setdefault(code, row.payer)
            due[code] = due.get(code, 0) + to_return(row.difference, row.handling)
    claims = standings_of(book, year)
    for one in claims:
        names.setdefault(code_of(one.claim.code), one.claim.payer)
    back = returned_by_code(claims, code_of)
    pairs = {code: (due.get(code, 0), back.get(code, NOTHING).yen) for code in names}
    pairs = {code: pair for code, pair in pairs.items() if any(pair)}
    if not pairs:
        return
    columns = (
        Column("団体", width=8, weight=1),
        Column("精算で返す額(円)", Kind.FIGURE),
        Column("還付の記録(円)", Kind.FIGURE),
        Column("還付−返す額", Kind.FIGURE),
        Column("照合", width=6),
    )
    called, today = {row.code: row.label or row.code for row in book.all(Municipality).values()}, today_of(book)
    if is_anonymous(book, settings):
        names = {code: called.get(today(code), code) for code in names}
    rows = [Row((names[code], *_two(*pair))) for code, pair in pairs.items()]
    sums = sum(pair[0] for pair in pairs.values()), sum(pair[1] for pair in pairs.values())
    yield Heading("還付の照合")
    yield Table(columns, tuple(rows), (Row(("合計", *_two(*sums)), Emphasis.TOTAL),), "単位:円")
    yield Notes(("返す額は記録した精算の、処理が還付の額、還付の記録は納付の記録のうち区分が還付のものの合計です。",))


def _two(whole: int, back: int) -> tuple[str, ...]:
    return show_yen(whole), show_yen(back), signed(back - whole), "一致" if whole == back else "不一致"


def _asked_for(book: Book, year: int, asked: Set[int]) -> list[Charged]:
    """Return what the members were to be asked for: 確定 only where it was asked for (the ids of the versions are in
    `asked`), else the newest version before it; what is less in the end is settled and not asked."""
    found = []
    for one in year_beside(book, year).charges:
        rows = [row for row in book.all(Assessment).values() if row.fiscal_year == year]
        rows = [row for row in rows if project_key(book, row) == one.key]
        is_final = any(row.stage is Stage.FINAL and row.id in asked for row in rows)
        told = newest_first(row for row in rows if row.stage in {Stage.NOTIFIED, Stage.CHANGED})
        found.append(charged_by(told[0]) if told and not is_final else one)
    return found


def _three(share: int, asked: int, paid: int) -> tuple[str, ...]:
    same = "一致" if share == asked == paid else "不一致"
    return show_yen(share), show_yen(asked), show_yen(paid), signed(asked - share), signed(paid - asked), same


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(NAME, build(book, settings))
