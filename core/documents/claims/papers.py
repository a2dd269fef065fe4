"""請求書, 納付状況, 精算書 and 監査用の照合: what was asked, paid, settled, and that all three are the same."""

from collections.abc import Set
from dataclasses import replace

from core.calc.charges.outlook import year_beside
from core.calc.charges.versions import Charged, charged_by, newest_first, shares_of
from core.calc.claims.settle import open_words, settled
from core.calc.claims.standing import Standing, claimed_by_code, paid_by_code, standings_of
from core.documents.charges.plain import of_year, said, sheet
from core.documents.charges.wording import payers_of, shown, untaxed
from core.documents.charts.waterfall import signed
from core.documents.letters.address import recipient
from core.documents.letters.deadlines import Asking, asking, dated
from core.documents.letters.letter import letter_to, outgoing
from core.documents.paper.document import (
    Column,
    Document,
    Emphasis,
    KeyValues,
    Kind,
    Notes,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import sender, sheet_date
from core.model.book import Book
from core.model.charges.charging import Assessment, Stage, project_key
from core.model.charges.claims import version_of
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.values.charge_premises import read_premises
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

CLAIMS_NAME = "charge-claims"
CLAIMS_TITLE = PRINTOUTS[CLAIMS_NAME].title
PAYMENTS_NAME = "charge-payments"
PAYMENTS_TITLE = PRINTOUTS[PAYMENTS_NAME].title
SETTLEMENT_NAME = "charge-settlement"
SETTLEMENT_TITLE = PRINTOUTS[SETTLEMENT_NAME].title
SIGNS = "差引は、精算後の負担金から納付計を引いた額です。△は返す額、+は追加の額です。"
AUDIT_NAME = "charge-audit"
AUDIT_TITLE = PRINTOUTS[AUDIT_NAME].title


def build_claims(book: Book, settings: PrintSettings) -> Document:
    """Return a letter for each claim of the year that is still open, of the chosen member or of all; each bears the day
    and the number of its claim. Sent anew on another day it asks by a new one where the old has passed."""
    asked = list[tuple[Asking, str]]()

    def make(year: int) -> list[Sheet]:
        rows = [one for one in standings_of(book, year) if one.open > 0]
        rows = [one for one in rows if settings.municipality in {None, one.claim.code}]
        each = [(dated(book, settings, [one.claim.requested_on]), one) for one in rows]
        asked.extend((asking(book, own), one.claim.due_on) for own, one in each)
        return [_claim(book, own, one) for own, one in each]

    made = of_year(book, settings, CLAIMS_TITLE, make, Orientation.PORTRAIT, "納付の済んでいない請求はありません。")
    if not asked:
        return replace(made, footer="")
    late = min(((how.of(due) or "", how.day) for how, due in asked if how.has_passed(due)), default=("", ""))
    return replace(outgoing(book, settings, LetterKind.CLAIM, made, []), passed=late[0], day=late[1])


def _claim(book: Book, settings: PrintSettings, one: Standing) -> Sheet:
    version, claim = version_of(book, one.claim), one.claim
    values = {
        "年度": show_fiscal_year(version.fiscal_year),
        "事業": version.project_name,
        "期": f"第{claim.term}期",
        "請求額": f"{claim.yen:,}円{untaxed(read_premises(version.premises))}",
        "算定": f"{show_date(version.issued_on)}の{version.stage.label}による",
        "納付済": f"{one.paid:,}円" if one.paid else None,
        "未納": f"{one.open:,}円" if one.paid else None,
    }
    to = recipient(book, settings, claim.code, claim.payer)
    return letter_to(book, settings, LetterKind.CLAIM, to, [claim.due_on], values, claim.number)


def result_claims(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(CLAIMS_NAME, build_claims(book, settings))


def build_payments(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each project of the year: every claim with what came in, what is open and since when."""

    def make(year: int) -> list[Sheet]:
        rows = standings_of(book, year)
        versions = [version_of(book, one.claim) for one in rows]
        projects = {project_key(book, one): one.project_name for one in versions}
        return [_payments(book, settings, year, *project) for project in projects.items()]

    return of_year(book, settings, PAYMENTS_TITLE, make, nothing="請求はまだありません。")


def _payments(book: Book, settings: PrintSettings, year: int, key: int | str, project: str) -> Sheet:
    day = sheet_date(book, settings) or "9999-12-31"
    rows = standings_of(book, year, key)
    columns = (
        Column("団体", width=7),
        Column("期", Kind.FIGURE),
        Column("請求番号", width=9),
        Column("納期限", width=10),
        Column("請求額(円)", Kind.FIGURE),
        Column("納付計(円)", Kind.FIGURE),
        Column("未納(円)", Kind.FIGURE),
        Column("最後の納付", width=10),
        Column("状態", width=9),
    )
    cells = [
        Row(
            (
                one.claim.payer,
                str(one.claim.term),
                one.claim.number,
                show_date(one.claim.due_on),
                show_yen(one.claim.yen),
                show_yen(one.paid),
                show_yen(one.open),
                show_date(one.last_paid_on or None),
                one.word(day),
            )
        )
        for one in rows
    ]
    sums = [sum(values) for values in zip(*((one.claim.yen, one.paid, one.open) for one in rows), strict=True)]
    total = Row(("合計", "", "", "", *(show_yen(yen) for yen in sums), "", ""), Emphasis.TOTAL)
    title = f"{show_fiscal_year(year)} {PAYMENTS_TITLE}({project})"
    return sheet(book, settings, title, (Table(columns, tuple(cells), (total,)),))


def result_payments(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(PAYMENTS_NAME, build_payments(book, settings))


def build_settlement(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each project: what each member owes, has paid, and how the rest is dealt with."""

    def make(year: int) -> list[Sheet]:
        found = []
        for one in settled(book, year):
            columns = (
                Column("団体", width=8, weight=1),
                Column("精算後の負担金(円)", Kind.FIGURE),
                Column("納付計(円)", Kind.FIGURE),
                Column("差引(円)", Kind.FIGURE),
                Column("処理", width=9),
            )
            rows = [
                Row(
                    (
                        name,
                        show_yen(one.due[code]),
                        show_yen(one.paid[code]),
                        signed(one.difference(code)),
                        handled(one.difference(code), one.handled(code).label),
                    )
                )
                for code, name in one.names.items()
                if settings.municipality in {None, code}
            ]
            codes = [code for code in one.names if settings.municipality in {None, code}]
            due, paid = sum(one.due[code] for code in codes), sum(one.paid[code] for code in codes)
            total = Row(("合計", show_yen(due), show_yen(paid), signed(due - paid), ""), Emphasis.TOTAL)
            facts = KeyValues(
                (
                    ("精算の方法", one.settling.label),
                    ("精算の処理", one.handling.label),
                    ("精算日", show_date(one.settled_on) if one.settled_on else "未記録(試算)"),
                ),
                columns=3,
            )
            mine = {code: yen for code, yen in one.open.items() if settings.municipality in {None, code}}
            notes = Notes(tuple(filter(None, (SIGNS, open_words([replace(one, open=mine)])))))
            title = f"{show_fiscal_year(year)} {SETTLEMENT_TITLE}({one.project})"
            blocks = (facts, Table(columns, tuple(rows), (total,), "単位:円"), notes)
            found.append(sheet(book, settings, title, blocks, sender(book)))
        return found

    return of_year(book, settings, SETTLEMENT_TITLE, make, Orientation.PORTRAIT)


def handled(difference: int, handling: str) -> str:
    """Return 還付 or 追加 where it is one of both, なし where nothing is left, else how the rest is dealt with."""
    if not difference:
        return "なし"
    if handling == "還付・追加":
        return "還付" if difference < 0 else "追加"
    return handling


def result_settlement(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(SETTLEMENT_NAME, build_settlement(book, settings))


def build_audit(book: Book, settings: PrintSettings) -> Document:
    """Return by member whether what was charged, asked and paid is the same; what differs is marked."""

    def make(year: int) -> list[Sheet]:
        claims = standings_of(book, year)
        charges = _asked_for(book, year, {one.claim.assessment_id for one in claims})
        shares = shares_of(charges)
        asked, paid = claimed_by_code(claims), paid_by_code(claims)
        payers = payers_of(charges)
        names = {code: shown(book, settings, one) for code, one in payers.items()}
        names |= {one.claim.code: one.claim.payer for one in claims if one.claim.code not in names}
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
        notes = Notes(
            (
                f"負担金は請求のもとになる最も新しい版({stages})、請求は調定した額、収納は納付の記録の合計です。",
                "確定した負担金との差は、精算書によります。",
            )
        )
        return [sheet(book, settings, f"{show_fiscal_year(year)} {AUDIT_TITLE}", (table, notes))]

    return of_year(book, settings, AUDIT_TITLE, make)


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


def result_audit(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(AUDIT_NAME, build_audit(book, settings))
