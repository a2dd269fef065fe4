"""The commands charge and explain: what the members are charged for a year, and why it is another amount than before;
nothing is written."""

from argparse import Namespace
from collections.abc import Sequence

from core.calc.charges.assess import assess, steps_of
from core.calc.charges.explain import Explanation
from core.calc.charges.identity import known_in
from core.calc.charges.versions import (
    LIVE,
    Charged,
    Version,
    beside,
    charged,
    explanation,
    names_of,
    read_version,
    shares_of,
    version_in,
)
from core.calc.splitting.apportion import SplitRefused
from core.cli.arguments import Command, Parser, add_ledger
from core.cli.output import CommandFailed, accepted, opened, print_json, print_table, understood
from core.model.book import Book
from core.model.charges.charging import Stage
from core.model.council import Municipality
from core.model.machine.faults import Faults
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.operations.editing.find import find
from core.words.sentences import sentence


def _describe_charge(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("year", metavar="YEAR", help="年度(例 2026、令和8年度)")
    stages = "・".join([*(one.label for one in Stage), LIVE])
    parser.add_argument("--version", metavar="版", help=f"{stages}か、試算の名前。省略すると最も新しい版です。")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def charge(options: Namespace) -> int:
    """Print the charges of a year, all projects together; exits 0."""
    version = understood(read_version, options.year)
    if options.version:
        version = version_in(version.fiscal_year, options.version)
    with opened(options.file) as file:
        book = file.store.book()
    try:
        charges = charged(book, version)
        steps = [step for one in charges for step in steps_of(assess(one.premises))]
    except SplitRefused as refused:
        raise CommandFailed(sentence(refused.fault)) from refused
    if options.json:
        print_json(
            {
                "year": version.fiscal_year,
                "version": "・".join(dict.fromkeys(one.called for one in charges)),
                "shares": shares_of(charges),
                "total": sum(one.result.total for one in charges),
                "deducted": sum(one.result.deducted for one in charges),
                "remainder": sum(one.result.remainder for one in charges),
                "projects": [_project_json(one) for one in charges],
                "steps": [
                    {"label": one.label, "formula": one.formula, "inputs": dict(one.inputs), "result": one.result}
                    for one in steps
                ],
            }
        )
        return 0
    _charges_text(version, charges)
    print()
    for one in steps:
        print(f"{one.label}: {one.formula} = {one.result}")
    return 0


def _project_json(one: Charged) -> dict[str, object]:
    return {
        "project": one.project,
        "version": one.called,
        "on": one.version.issued_on if one.version else None,
        "rule": one.premises.rule,
        "shares": dict(one.result.shares),
        "total": one.result.total,
        "deducted": one.result.deducted,
    }


def _charges_text(version: Version, charges: Sequence[Charged]) -> None:
    names, sums = names_of(charges), shares_of(charges)
    for one in charges:
        on = f"({show_date(one.version.issued_on)})" if one.version else ""
        print(f"{version.label} {one.project} {one.called}{on}")
    rows = [
        (code, names[code], *(show_yen(one.result.shares.get(code, 0)) for one in charges), show_yen(total))
        for code, total in sums.items()
    ]
    kept = sum(one.result.remainder for one in charges)
    if kept:
        rows.append(("", "端数", *(show_yen(one.result.remainder) for one in charges), show_yen(kept)))
    totals = [show_yen(one.result.total) for one in charges]
    rows.append(("", "合計", *totals, show_yen(sum(one.result.total for one in charges))))
    headings = ("団体コード", "団体名", *(f"{one.project}(円)" for one in charges), "負担金(円)")
    print_table(headings, rows, (False, False, *[True] * (len(charges) + 1)))


def _describe_explain(parser: Parser) -> None:
    add_ledger(parser)
    parser.add_argument("municipality", metavar="MUNICIPALITY", help="団体名、団体コードか記号")
    parser.add_argument("first", metavar="FROM", help="前の負担金(例 2025、2025:通知、2025:試算の名前)")
    parser.add_argument("second", metavar="TO", help="後の負担金(例 2026、2026:試算、2026:試算の名前)")
    parser.add_argument("--mean", action="store_true", help="順序によらない、すべての順序の平均で示します(6要因まで)。")
    parser.add_argument("--json", action="store_true", help="JSONで出力します。")


def explain(options: Namespace) -> int:
    """Print why a member is charged another amount; exits 0."""
    first, second = understood(read_version, options.first), understood(read_version, options.second)
    with opened(options.file) as file:
        book = file.store.book()
    code = _code(book, options.municipality, first, second)
    try:
        after = charged(book, second)
        before = beside(book, charged(book, first), after)
        code = known_in(book, names_of([*after, *before]))(code)
        found = explanation(before, after, code, options.mean)
    except SplitRefused as refused:
        raise CommandFailed(sentence(refused.fault)) from refused
    if options.json:
        print_json(_explanation_json(found))
    else:
        _explanation_text(found, first, second)
    return 0


def _code(book: Book, text: str, *versions: Version) -> str:
    """Return the code of a municipality; one that is gone from the ledger is known by the charges."""
    wish = find(book, Municipality, text, "municipality")
    if isinstance(wish, Faults):
        for version in versions:
            try:
                names = names_of(charged(book, version))
            except SplitRefused:
                continue
            for code, name in names.items():
                if text in {code, name}:
                    return code
    return accepted(wish).code


def _explanation_json(found: Explanation) -> dict[str, object]:
    return {
        "from": found.first,
        "to": found.second,
        "difference": found.difference,
        "mean": found.is_mean,
        "steps": [
            {
                "factor": one.factor.value,
                "label": one.label,
                "yen": one.yen,
                "before": one.before,
                "after": one.after,
                "changes": [{"what": what, "from": before, "to": after} for what, before, after in one.told],
            }
            for one in found.steps
        ],
    }


def _explanation_text(found: Explanation, first: Version, second: Version) -> None:
    rows = [(first.label, show_yen(found.first), "")]
    rows += [(one.label, show_yen(one.yen), _changes(one.told)) for one in found.steps]
    rows.append((second.label, show_yen(found.second), ""))
    rows.append(("差", show_yen(found.difference), ""))
    print_table(("要因", "円", "変わったもの"), rows, (False, True, False))
    print()
    if found.is_mean:
        print("要因を置き換えるすべての順序の平均です。1円未満は最大剰余の順に1円ずつ足しています。")
    else:
        print("上の順に1つずつ置き換え、そのつど按分し直した差です。")


def _changes(told: Sequence[tuple[str, str, str]]) -> str:
    return "、".join(f"{what} {before}→{after}" if before or after else what for what, before, after in told)


CHARGE = Command(_describe_charge, charge)
EXPLAIN = Command(_describe_explain, explain)
