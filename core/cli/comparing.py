"""The command compare: the five-year comparison with other premises, which saves nothing."""

from argparse import Namespace
from dataclasses import replace
from typing import Any

from core.calc.comparison.gathering import first_shown, scenarios_of
from core.calc.comparison.values import comparison_values
from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, opened, print_json, understood
from core.cli.tables.comparison import made, print_comparison
from core.model.book import Book
from core.model.council import Population
from core.model.scenarios import RedistributionKey, Scenario
from core.model.values.dates import parse_date
from core.model.values.money import parse_yen
from core.model.values.ratios import parse_percent
from core.model.values.rule_words import read_rule

NO_GUARANTEE = ("none", "なし")


def _describe(parser: Parser) -> None:
    add_ledger(parser)
    which = "試算の名称。省略すると、採用した試算(なければ先頭の試算)です。"
    parser.add_argument("--scenario", metavar="NAME", help=which)
    parser.add_argument("--fee", metavar="YEN", help="契約期間のクラウド利用料(円)。省略すると台帳の経費です。")
    parser.add_argument("--rule", help="規則(例 均等割:人口割=3:7)")
    parser.add_argument("--guarantee", metavar="PERCENT", help="最低削減保障(例 30、28.5)。noneは保障なしです。")
    parser.add_argument("--key", choices=[str(key) for key in RedistributionKey], help="上限を超えた額を再配分する基準")
    parser.add_argument("--date", metavar="DATE", help="人口の基準日(例 2010-10-01)")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def compare_fee(options: Namespace) -> int:
    """Print a scenario's comparison, with other premises if asked for; an impossible guarantee exits 1."""
    with opened(options.file) as file:
        book = file.store.book()
    scenario = _changed(book, _chosen(book, options.scenario), options)
    comparison = made(book, scenario)
    if options.json:
        print_json(comparison_values(book, scenario, comparison))
    else:
        print_comparison(book, scenario, comparison)
    return 0


def _chosen(book: Book, name: str | None) -> Scenario:
    """Return the scenario of this name; without a name the one adopted last, else the present one."""
    if name is None:
        return first_shown(book)
    found = next((one for one in scenarios_of(book) if one.name == name), None)
    if found is None:
        known = "、".join(one.name for one in scenarios_of(book)) or "なし"
        raise CommandFailed(f"試算「{name}」はこの台帳にありません。ある試算: {known}")
    return found


def _changed(book: Book, scenario: Scenario, options: Namespace) -> Scenario:
    """Return the scenario with what was asked for; the file is not written."""
    changes: dict[str, Any] = {}
    if options.fee is not None:
        changes["fee_yen"] = understood(parse_yen, options.fee)
    if options.rule is not None:
        changes["rule"] = understood(read_rule, options.rule).text
    if options.guarantee is not None:
        unbound = options.guarantee.strip().lower() in NO_GUARANTEE
        changes["guarantee_percent"] = None if unbound else understood(parse_percent, options.guarantee)
    if options.key is not None:
        changes["redistribution"] = RedistributionKey(options.key)
    if options.date is not None:
        changes["population_date"] = understood(parse_date, options.date)
        known = sorted({population.reference_date for population in book.all(Population).values()})
        if changes["population_date"] not in known:
            day = changes["population_date"]
            raise CommandFailed(f"{day} の人口はこの台帳にありません。ある基準日: {'、'.join(known) or 'なし'}")
    return replace(scenario, **changes)


COMPARE = Command(_describe, compare_fee)
