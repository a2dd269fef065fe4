"""What the papers of charges have in common: the year that is meant, names or signs, units, how an item is told."""

from collections.abc import Callable, Iterable

from core.calc.charges.assess import amount_words, item_yen
from core.calc.charges.identity import today_of
from core.calc.charges.outlook import newest_year
from core.calc.charges.versions import Charged
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import is_anonymous
from core.model.book import Book
from core.model.council import TaxMode
from core.model.values.charge_premises import ChargePremises, Item, ItemFlow, Payer
from core.model.values.dates import show_date
from core.model.values.ratios import YEN
from core.model.values.rules import parse_rule

NOTHING = "負担金はまだありません。負担金のページで、年度の費目から作ってください。"


def year_of(book: Book, settings: PrintSettings) -> int | None:
    """Return the fiscal year that is printed: the chosen one, else the last that was charged."""
    return settings.fiscal_year or newest_year(book)


def payers_of(charges: Iterable[Charged]) -> dict[str, Payer]:
    """Return the members of a year by code, in their order."""
    found: dict[str, Payer] = {}
    for one in charges:
        for payer in one.premises.payers:
            found.setdefault(payer.code, payer)
    return dict(sorted(found.items(), key=lambda pair: (pair[1].position, pair[0])))


def chosen(book: Book, settings: PrintSettings) -> Callable[[str], bool]:
    """Return whether the bearer of a code is printed: all are, or the one that was chosen, under any code it had."""
    today, wanted = today_of(book), settings.municipality
    return lambda code: wanted is None or today(code) == today(wanted)


def shown(book: Book, settings: PrintSettings, payer: Payer) -> str:
    """Return the name of a member, or its sign."""
    return payer.label or payer.code if is_anonymous(book, settings) else payer.name


def unit_of(charges: Iterable[Charged]) -> str:
    """Return 単位:円(税込); 単位:円 where the projects differ."""
    taxes = {one.premises.tax for one in charges}
    return f"単位:円({next(iter(taxes))})" if len(taxes) == 1 and any(taxes) else "単位:円"


def untaxed(premises: ChargePremises) -> str:
    """Return (税抜) where the amounts are without tax: who is asked for them must see that; "" else."""
    return f"({TaxMode.EXCLUSIVE.label})" if premises.tax == TaxMode.EXCLUSIVE.label else ""


def item_words(item: Item) -> str:
    """Return 利用料 1,000円 or 補助金 △100円(財源), of foreign money with its rate."""
    sign = "△" if item.flow.is_taken_off else ""
    more = [item.flow.label] if item.flow is not ItemFlow.COST else []
    more += [f"{amount_words(item)} × {item.rate}円"] if item.currency != YEN else []
    more += [item.source] if item.source else []
    return f"{item.name} {sign}{item_yen(item):,}円" + (f"({'、'.join(more)})" if more else "")


def rule_of(premises: ChargePremises) -> str:
    """Return the rule of a charge in words, with those of items that have their own."""
    words = [parse_rule(premises.rule).label]
    words += [f"{item.name}は{parse_rule(item.rule).label}" for item in premises.items if item.rule]
    return "、".join(dict.fromkeys(words))


def figures_words(payer: Payer, premises: ChargePremises) -> str:
    """Return the figures of a member that count, with day and source: 人口 33,676人(平成22年10月1日、国勢調査)."""
    given = payer.figures
    rules = [parse_rule(premises.rule), *(parse_rule(item.rule) for item in premises.items if item.rule)]
    words = []
    if given.population is not None and any(rule.needs_population for rule in rules):
        of = "、".join(filter(None, (show_date(given.date) if given.date else "", given.source)))
        words.append(f"人口 {given.population:,}人" + (f"({of})" if of else ""))
    words += [f"{name} {value:,}" for name, value in given.weights.items()]
    words += [f"定額({table}) {amount:,}円" for table, amount in given.fixed.items() if amount is not None]
    words += [f"均等割の持分 {given.equal}%"] if given.equal != 100 else []
    if payer.end - payer.start < 12:
        words.append(f"{payer.end - payer.start}か月")
    return "、".join(words)
