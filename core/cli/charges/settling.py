"""The command settle: what the members paid for a year, what they owe in the end, and the difference; nothing is
written."""

from argparse import Namespace
from collections.abc import Sequence

from core.calc.charges.versions import read_year
from core.calc.claims.settle import Settled, open_words, settled, totals
from core.calc.splitting.apportion import SplitRefused
from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, opened, print_json, print_table, understood
from core.model.values.money import show_yen
from core.words.sentences import sentence


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("year", metavar="YEAR", help="年度(例 2026、令和8年度)")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def settle(options: Namespace) -> int:
    """Print the settlement of a year; a difference above zero is still to be paid; exits 0."""
    year = understood(read_year, options.year)
    with opened(options.file) as file:
        book = file.store.book()
    try:
        rows = settled(book, year)
    except SplitRefused as refused:
        raise CommandFailed(sentence(refused.fault)) from refused
    shares = totals(rows)
    whole = {name: sum(one[name] for one in shares.values()) for name in ("paid", "due", "difference")}
    if options.json:
        projects = [
            {"project": one.project, "settling": one.settling.label, "handling": one.handling.label} for one in rows
        ]
        left = {code: sum(one.open.get(code, 0) for one in rows) for code in shares}
        print_json(
            {
                "year": year,
                "shares": shares,
                "total": whole,
                "projects": projects,
                "open": {code: yen for code, yen in left.items() if yen},
                "refunded": _returned(rows),
            }
        )
        return 0
    names = {code: name for one in rows for code, name in one.names.items()}
    for one in rows:
        print(f"{one.project}: {one.settling.label}、{one.handling.label}")
    lines = [(code, names[code], *(show_yen(sums[name]) for name in whole)) for code, sums in shares.items()]
    lines.append(("", "合計", *(show_yen(yen) for yen in whole.values())))
    headings = ("団体コード", "団体名", "納付計(円)", "精算後の負担金(円)", "差引(円)")
    print_table(headings, lines, (False, False, True, True, True))
    if told := open_words(rows):
        print(told)
    if back := _returned(rows):
        print("還付済: " + "、".join(f"{names[code]} {yen:,}円" for code, yen in back.items()))
    return 0


def _returned(rows: Sequence[Settled]) -> dict[str, int]:
    """Return by code what was paid back, all projects together; nothing of those to whom nothing was."""
    found: dict[str, int] = {}
    for one in rows:
        for code in one.names:
            if yen := one.back(code).yen:
                found[code] = found.get(code, 0) + yen
    return found


SETTLE = Command(_describe, settle)
