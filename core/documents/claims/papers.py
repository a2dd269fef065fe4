"""請求書, 納付状況 and 精算書: what was asked, paid, settled and paid back."""

from collections.abc import Sequence
from dataclasses import replace

from core.calc.claims.settle import Settled, open_words, settled
from core.calc.claims.standing import Standing, standings_of
from core.documents.charges.plain import of_year, said, sheet
from core.documents.charges.wording import chosen, untaxed
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
from core.model.charges.charging import project_key
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
REFUNDS = "還付は、精算により返した額です。納付計と未納には入れていません。"
SIGNS = "差引は、精算後の負担金から納付計を引いた額です。△は返す額、+は追加の額です。"


def build_claims(book: Book, settings: PrintSettings) -> Document:
    """Return a letter for each claim of the year that is still open, of the chosen member or of all; each bears the day
    and the number of its claim. Sent anew on another day it asks by a new one where the old has passed."""
    asked = list[tuple[Asking, str]]()

    def make(year: int) -> list[Sheet]:
        rows = [one for one in standings_of(book, year) if one.open > 0]
        is_chosen = chosen(book, settings)
        rows = [one for one in rows if is_chosen(one.claim.code)]
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
    columns: tuple[Column, ...] = (
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
    refunds = any(one.refunded for one in rows)
    if refunds:
        columns = (*columns, Column("還付(円)", Kind.FIGURE), Column("最後の還付", width=10))
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
                *((show_yen(one.refunded), show_date(one.last_refunded_on or None)) if refunds else ()),
            )
        )
        for one in rows
    ]
    sums = [sum(values) for values in zip(*((one.claim.yen, one.paid, one.open) for one in rows), strict=True)]
    back = (show_yen(sum(one.refunded for one in rows)), "") if refunds else ()
    total = Row(("合計", "", "", "", *(show_yen(yen) for yen in sums), "", "", *back), Emphasis.TOTAL)
    title = f"{show_fiscal_year(year)} {PAYMENTS_TITLE}({project})"
    notes = (Notes((REFUNDS,)),) if refunds else ()
    return sheet(book, settings, title, (Table(columns, tuple(cells), (total,)), *notes))


def result_payments(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return said(PAYMENTS_NAME, build_payments(book, settings))


def build_settlement(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each project: what each member owes, has paid, and how the rest is dealt with."""

    def make(year: int) -> list[Sheet]:
        found, is_chosen = [], chosen(book, settings)
        for one in settled(book, year):
            columns: tuple[Column, ...] = (
                Column("団体", width=8, weight=1),
                Column("精算後の負担金(円)", Kind.FIGURE),
                Column("納付計(円)", Kind.FIGURE),
                Column("差引(円)", Kind.FIGURE),
                Column("処理", width=9),
            )
            codes = [code for code in one.names if is_chosen(code)]
            refunds = any(one.back(code).yen for code in codes)
            if refunds:
                columns = (*columns, *_REFUND_COLUMNS)
            rows = [
                Row(
                    (
                        name,
                        show_yen(one.due[code]),
                        show_yen(one.paid[code]),
                        signed(one.difference(code)),
                        handled(one.difference(code), one.handled(code).label),
                        *(_refunded(one, [code]) if refunds else ()),
                    )
                )
                for code, name in one.names.items()
                if code in codes
            ]
            due, paid = sum(one.due[code] for code in codes), sum(one.paid[code] for code in codes)
            back = _refunded(one, codes) if refunds else ()
            total = Row(("合計", show_yen(due), show_yen(paid), signed(due - paid), "", *back), Emphasis.TOTAL)
            facts = KeyValues(
                (
                    ("精算の方法", one.settling.label),
                    ("精算の処理", one.handling.label),
                    ("精算日", show_date(one.settled_on) if one.settled_on else "未記録(試算)"),
                ),
                columns=3,
            )
            mine = {code: yen for code, yen in one.open.items() if is_chosen(code)}
            notes = Notes(tuple(filter(None, (SIGNS, open_words([replace(one, open=mine)])))))
            title = f"{show_fiscal_year(year)} {SETTLEMENT_TITLE}({one.project})"
            blocks = (facts, Table(columns, tuple(rows), (total,), "単位:円"), notes)
            found.append(sheet(book, settings, title, blocks, sender(book)))
        return found

    return of_year(book, settings, SETTLEMENT_TITLE, make, Orientation.PORTRAIT)


_REFUND_COLUMNS = (Column("還付済(円)", Kind.FIGURE), Column("還付日", width=10), Column("未還付(円)", Kind.FIGURE))


def _refunded(one: Settled, codes: Sequence[str]) -> tuple[str, str, str]:
    """Return what went back to members, for the last time when where it is one, and what is still to go back."""
    yen, left = sum(one.back(code).yen for code in codes), sum(one.left_to_return(code) for code in codes)
    day = one.back(codes[0]).last_on if len(codes) == 1 else ""
    return show_yen(yen), show_date(day or None), show_yen(left)


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
