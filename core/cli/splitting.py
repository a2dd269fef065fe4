"""The command split: one amount split by a rule over the members of a file; nothing is written."""

from argparse import Namespace
from typing import TypeVar

from core.calc.members import members_of, representative_of
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.split import Split, split
from core.cli.arguments import Command, Parser
from core.cli.output import CommandFailed, accepted, opened, print_json, print_table, understood
from core.model.book import Book
from core.model.council import Municipality, Population
from core.model.machine.changes import ChangeSet, Update
from core.model.values.dates import parse_date
from core.model.values.money import parse_integer, parse_yen, show_yen
from core.model.values.rule_words import read_rule
from core.model.values.rules import Remainder
from core.operations.editing.find import find
from core.words.sentences import sentence

T = TypeVar("T")


def _describe(parser: Parser) -> None:
    parser.add_argument("yen", metavar="YEN", help="按分する金額(円)")
    parser.add_argument("--file", metavar="FILE", required=True, help="団体と人口を読む台帳ファイル")
    parser.add_argument("--rule", help="規則(例 均等割:人口割=3:7)。省略すると台帳の既定の規則です。")
    parser.add_argument("--fixed", metavar="CODE=YEN", action="append", default=[], help="先に差し引く定額(繰り返し可)")
    parser.add_argument("--date", metavar="DATE", help="人口の基準日(例 2010-10-01)")
    parser.add_argument("--unit", metavar="UNIT", help="端数処理の単位(円)")
    parser.add_argument("--remainder", choices=[str(mode) for mode in Remainder], help="端数の扱い")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def split_amount(options: Namespace) -> int:
    """Print each member's share; unit, rule and remainder are the consortium's unless given."""
    with opened(options.file) as file:
        book = file.store.book()
    if options.date:
        _use_population_of(book, understood(parse_date, options.date))
    consortium, members = book.consortium, members_of(book)
    unit = understood(parse_integer, options.unit) if options.unit else consortium.unit
    remainder = Remainder(options.remainder) if options.remainder else consortium.remainder
    if unit < 1:
        raise CommandFailed("端数処理の単位は1以上で指定してください。")
    try:
        result = split(
            understood(parse_yen, options.yen),
            understood(read_rule, options.rule or consortium.rule),
            members,
            unit=unit,
            remainder=remainder,
            representative=representative_of(book, members),
            fixed=_all_fixed(book, options.fixed),
        )
    except SplitRefused as error:
        raise CommandFailed(sentence(error.fault)) from error
    if options.json:
        print_json(_as_json(result))
    else:
        _as_text(result, {member.code: member.name for member in members}, remainder.line_of_rest)
    return 0


def _use_population_of(book: Book, date: str) -> None:
    """Let the book in memory use the populations of `date`, and only those; the file is not written."""
    if not any(population.reference_date == date for population in book.all(Population).values()):
        known = sorted({population.reference_date for population in book.all(Population).values()})
        raise CommandFailed(f"{date} の人口はこの台帳にありません。ある基準日: {'、'.join(known) or 'なし'}")
    book.apply(ChangeSet("人口の基準日", (Update("consortium", book.consortium.id, {"population_date": date}),)))


def _all_fixed(book: Book, texts: list[str]) -> dict[str, int]:
    fixed: dict[str, int] = {}
    for text in texts:
        code, yen = _fixed(book, text)
        if code in fixed:
            raise CommandFailed(f"定額「{text}」の団体は2回指定されています。1回にまとめて指定してください。")
        fixed[code] = yen
    return fixed


def _fixed(book: Book, text: str) -> tuple[str, int]:
    who, equals, yen = text.partition("=")
    if not equals:
        raise CommandFailed(f"定額「{text}」は CODE=YEN の形で指定してください。")
    return accepted(find(book, Municipality, who, "municipality")).code, understood(parse_yen, yen)


def _as_json(result: Split) -> dict[str, object]:
    return {
        "shares": dict(result.shares),
        "remainder": result.secretariat,
        "steps": [
            {"label": step.label, "formula": step.formula, "inputs": dict(step.inputs), "result": step.result}
            for step in result.derivation.steps
        ],
    }


def _as_text(result: Split, names: dict[str, str], kept: str) -> None:
    rows = [(code, names[code], show_yen(yen)) for code, yen in result.shares.items()]
    if result.secretariat:
        rows.append(("", kept, show_yen(result.secretariat)))
    rows.append(("", "合計", show_yen(sum(result.shares.values()) + result.secretariat)))
    print_table(("団体コード", "団体名", "負担額(円)"), rows, (False, False, True))
    print()
    for step in result.derivation.steps:
        print(f"{step.label}: {step.formula} = {step.result}")


SPLIT = Command(_describe, split_amount)
