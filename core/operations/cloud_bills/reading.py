"""請求の明細を読む: the lines of a cloud bill from a sheet, whatever its columns are called."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from core.calc.cloud_bills.sharing import BillLine
from core.dataclass import dataclass
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.grids import Broken, Grid, GridCell
from core.model.values.codes import search_key
from core.model.values.money import parse_number
from core.model.values.ratios import YEN, parse_currency, parse_exchange_rate

_HEADINGS = {
    "account": "アカウント アカウントID 利用アカウント サブスクリプション サブスクリプションID サブスク account"
    " account_id accountid subscription subscription_id linkedaccountid プロジェクトID",
    "tag": "タグ タグ名 tag tags label 団体タグ",
    "service": "サービス サービス名 service servicename service_name product",
    "environment": "環境 環境区分 environment env",
    "cents": "セント 金額(セント) 額(セント) cents amount_cents amount(cents) cost_cents 1/100単位 金額(1/100単位)",
    "amount": "金額 額 請求額 利用額 amount cost 料金",
    "currency": "通貨 currency 通貨コード",
    "rate": "換算レート レート 為替レート 適用レート rate exchange_rate exchangerate",
    "yen": "円 円額 円換算額 請求額(円) yen jpy",
}
_NAMES = {search_key(word): name for name, words in _HEADINGS.items() for word in words.split()}
_TOTALS = {search_key(word) for word in ("合計", "総計", "請求合計", "total", "grand total", "計")}
_WORDS = ("account", "tag", "service", "environment")
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Bill:
    """What a sheet says: its lines, and where it says so currency, rate, the total in cents and in yen, and what the
    yen of its lines come to (None unless every line has some)."""

    lines: tuple[BillLine, ...]
    currency: str | None = None
    rate: str | None = None
    total_cents: int | None = None
    total_yen: int | None = None
    lines_yen: int | None = None


def read_bill(grid: Grid) -> Bill | Faults:
    """Return the bill of a sheet. The headings stand in one of its first lines; a line of 合計 is the total. A sheet
    with no other amount than yen is a bill in yen.

    Faults: "bill_headings", "bill_amount" with the line, "bill_mixed" where currencies or rates differ.
    """
    start, places = _headings(grid)
    in_yen = "yen" in places and not {"cents", "amount"} & places.keys()
    if in_yen:
        places["amount"] = places.pop("yen")
    if "account" not in places or not {"cents", "amount"} & places.keys():
        return Faults.of("", "bill_headings")
    lines: list[BillLine] = []
    faults: list[Fault] = []
    total_cents: int | None = None
    total_yen: int | None = None
    said: dict[str, set[str]] = {"currency": {YEN} if in_yen else set(), "rate": set()}
    yen: list[int | None] = []
    for number, row in enumerate(grid.rows[start + 1 :], start + 2):
        cells = {name: _text(row[at]) if at < len(row) else "" for name, at in places.items()}
        if not any(cells.values()):
            continue
        is_total = search_key(cells["account"]) in _TOTALS
        try:
            cents = _cents(cells)
            told = int(parse_number(cells["yen"])) if cells.get("yen") else None
            if is_total:
                total_cents, total_yen = cents, told
            elif cents is None:
                raise Refused("not_a_number", text="")
            else:
                yen.append(told)
            for name, read in (("currency", parse_currency), ("rate", parse_exchange_rate)):
                if cells.get(name):
                    said[name].add(read(cells[name]))
        except Refused as refused:
            faults.append(Fault("", "bill_amount", {"line": number, "text": refused.facts.get("text", "")}))
            continue
        if not is_total and cents is not None:
            account, tag, service, environment = (cells.get(name, "") for name in _WORDS)
            lines.append(BillLine(account, tag, service, environment, cents))
    faults += [
        Fault("", "bill_mixed", {"texts": "、".join(sorted(texts))}) for texts in said.values() if len(texts) > 1
    ]
    if not lines and not faults:
        faults.append(Fault("", "bill_empty", {}))
    if faults:
        return Faults(tuple(faults))
    currency, rate = (next(iter(said[name]), None) for name in ("currency", "rate"))
    lines_yen = sum(one for one in yen if one is not None) if None not in yen else None
    return Bill(tuple(lines), currency, rate, total_cents, total_yen, lines_yen)


def _headings(grid: Grid) -> tuple[int, dict[str, int]]:
    """Return the line in which most headings stand, and where each of them does."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(grid.rows[:_LOOKED_AT]):
        places = dict(_known(row))
        if len(places) > len(best[1]):
            best = at, places
    return best


def _known(row: tuple[GridCell, ...]) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for at, cell in enumerate(row):
        name = _NAMES.get(search_key(_text(cell)))
        if name is not None and name not in seen:
            seen.add(name)
            yield name, at


def _text(cell: GridCell) -> str:
    if cell is None or isinstance(cell, Broken):
        return ""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".rstrip("0").rstrip(".")
    return str(cell).strip()


def _cents(cells: Mapping[str, str]) -> int | None:
    """Return the amount in hundredths; raises Refused "not_a_number" for what is no whole number of them."""
    for name, scale in (("cents", 1), ("amount", 100)):
        text = cells.get(name, "")
        if text:
            cents: Fraction = parse_number(text) * scale
            if cents.denominator != 1:
                raise Refused("not_a_number", text=text)
            return int(cents)
    return None
