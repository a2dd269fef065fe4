"""The command bill: a month's cloud bill is shared out among the members and kept."""

from argparse import Namespace
from pathlib import Path

from core.calc.cloud_bills.board import money, ratio
from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, accepted, changed, opened, print_json, print_table, understood
from core.jobs.importing import read_spreadsheet
from core.model.charges.cloud_bills import CloudPart, bill_name
from core.model.machine.grids import SourceRefused
from core.model.values.money import parse_yen, show_yen
from core.model.values.ratios import parse_currency, parse_exchange_rate
from core.operations.cloud_bills.reading import Bill, read_bill
from core.operations.cloud_bills.taking import Taken, take_bill
from core.program import user_name
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("bill", metavar="BILL.csv", help="請求の明細(CSVまたはExcel)。アカウント、タグ、金額などの列")
    parser.add_argument("--month", metavar="MONTH", required=True, help="請求月(例 2026-10)")
    parser.add_argument("--provider", metavar="NAME", default="", help="クラウド事業者の名前")
    parser.add_argument("--currency", metavar="CUR", help="通貨(例 USD)。明細に通貨の列があれば要りません。")
    parser.add_argument("--rate", metavar="RATE", help="1通貨単位あたりの円(例 150.25)")
    parser.add_argument("--yen", metavar="YEN", help="円の請求額。省略すると合計×レート(1円未満切捨て)です。")
    parser.add_argument("--dry-run", action="store_true", help="計算だけして、取り込みません。")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def bill(options: Namespace) -> int:
    """Share a bill out and keep it, or with --dry-run only tell; exits 0."""
    try:
        source = read_spreadsheet(Path(options.bill))
    except SourceRefused as refused:
        raise CommandFailed(sentence(refused)) from refused
    read = accepted(read_bill(source.grids[0]))
    currency = understood(parse_currency, options.currency) if options.currency else ""
    rate = understood(parse_exchange_rate, options.rate) if options.rate else ""
    yen = understood(parse_yen, options.yen) if options.yen else None

    def taken(file: LedgerFile, made: Bill) -> Taken:
        month = options.month
        found = accepted(take_bill(file.store.book(), month, made, options.provider, currency, rate, yen))
        if not options.dry_run:
            file.store.apply(found.change_set, user_name())
        return found

    if options.dry_run:
        with opened(options.file) as file:
            found = taken(file, read)
    else:
        found = changed(options.file, lambda file: taken(file, read))
    if options.json:
        print_json(_as_json(found))
    else:
        _as_text(found, options.dry_run)
    return 0


def _as_json(found: Taken) -> dict[str, object]:
    shared, row = found.shared, found.bill
    shares = {
        one.code: {
            part.label: {"cents": shared.cents[one.code, part], "yen": shared.yen[one.code, part]} for part in CloudPart
        }
        | {
            "cents": sum(shared.cents[one.code, part] for part in CloudPart),
            "yen": sum(shared.yen[one.code, part] for part in CloudPart),
        }
        for one in shared.members
    }
    return {
        "month": row.month,
        "currency": row.currency,
        "rate": row.exchange_rate,
        "lines": row.lines,
        "shares": shares,
        "total": {"cents": row.cents, "yen": row.yen},
        "checks": {
            "untagged_cents": row.untagged_cents,
            "test_cents": row.test_cents,
            "previous_cents": found.before_cents,
        },
    }


def _as_text(found: Taken, dry: bool) -> None:
    shared, row = found.shared, found.bill
    print(f"{bill_name(row)}: {row.lines:,}行、{row.currency} {money(row.cents)} = {row.yen:,}円")
    rows = []
    for one in shared.members:
        parts = [show_yen(shared.yen[one.code, part]) for part in CloudPart]
        rows.append((one.code, one.name, *parts, show_yen(sum(shared.yen[one.code, part] for part in CloudPart))))
    sums = [show_yen(sum(shared.yen[one.code, part] for one in shared.members)) for part in CloudPart]
    rows.append(("", "合計", *sums, show_yen(row.yen)))
    headings = ("団体コード", "団体名", *(f"{part.label}(円)" for part in CloudPart), "計(円)")
    print_table(headings, rows, (False, False, True, True, True, True, True))
    print(f"未タグ {ratio(row.untagged_cents, row.cents)}、検証環境 {ratio(row.test_cents, row.cents)}")
    if found.before_cents:
        print(f"前の請求から {ratio(row.cents - found.before_cents, found.before_cents)}")
    if dry:
        print("取り込んでいません。")


BILL = Command(_describe, bill)
