"""協定: what an article says on a day, and whether the settings of the ledger are what it says."""

from collections.abc import Iterator
from dataclasses import replace
from math import gcd

from core.calc.comparison.gathering import present_scenario
from core.calc.members import members_of
from core.dataclass import dataclass
from core.model.book import Book
from core.model.council import Consortium, Municipality
from core.model.machine.faults import Refused
from core.model.machine.naming import in_order
from core.model.machine.records import Record, abouts, label_of
from core.model.machine.table import Look
from core.model.operating.agreements import Agreement, Amendment, Article, Setting
from core.model.scenarios import Scenario
from core.model.values.codes import search_key
from core.model.values.place_names import place_key
from core.model.values.rules import Rule, parse_rule

STRUCK = "削除"
"""The text of an article that was struck out."""


@dataclass(frozen=True, slots=True)
class Wording:
    """An article as it reads on a day: `since` is the amendment that made it so, None for the first wording. An article
    that was added later `is_there` from its day on only."""

    heading: str
    body: str
    agreed: str
    since: Amendment | None
    is_there: bool

    @property
    def is_struck(self) -> bool:
        """Whether it was struck out: it governs nothing any more."""
        return self.body.strip().strip("()（）") == STRUCK


@dataclass(frozen=True, slots=True)
class Held:
    """What an article says of a setting, held against one place where the ledger has it: `agrees` is None where what
    is agreed cannot be read."""

    where: str
    agreed: str
    present: str
    agrees: bool | None

    @property
    def text(self) -> str:
        """Return the comparison in words."""
        if self.agrees is None:
            return f"定めた値「{self.agreed}」を{self.where}として読めません"
        if self.agrees:
            return f"{self.where}と一致({self.present})"
        return f"{self.where}は{self.present or '空欄'}で、定めた値({self.agreed})と違います"


def amendments_of(look: Look, article: Article) -> list[Amendment]:
    """Return the amendments of an article, the first one first."""
    return in_order(look, look.children(Amendment, article.id).values())


def wording_on(look: Look, article: Article, day: str) -> Wording:
    """Return the article as it reads on an ISO day; with no day as it reads in the end."""
    wording = Wording(
        article.heading,
        article.body,
        article.agreed,
        None,
        not day or article.added_on is None or article.added_on <= day,
    )
    for one in amendments_of(look, article):
        if not day or one.effective_on <= day:
            wording = replace(
                wording,
                heading=one.heading or wording.heading,
                body=one.body or wording.body,
                agreed=one.agreed or wording.agreed,
                since=one,
            )
    return wording


def is_in_force(agreement: Agreement, day: str) -> bool:
    """Whether an agreement holds on an ISO day; without a day, or without any of its days, it does."""
    began = agreement.effective_on or agreement.signed_on
    return not day or ((began is None or began <= day) and (agreement.ends_on is None or agreement.ends_on >= day))


def held_against(book: Book, article: Article, day: str) -> list[Held]:
    """Return what the article says of its setting on an ISO day, held against every place where the ledger has that;
    nothing where it governs none, is not in force, or says no value."""
    wording = wording_on(book, article, day)
    in_force = is_in_force(book.all(Agreement)[article.agreement_id], day)
    if article.setting is None or not wording.agreed or wording.is_struck or not wording.is_there or not in_force:
        return []
    return list(_held(book, article.setting, wording.agreed))


def differing(book: Book, day: str) -> list[tuple[Article, Held]]:
    """Return the articles in force whose settings are not what they say, or cannot be read."""
    rows = in_order(book, book.all(Article).values())
    return [(one, held) for one in rows for held in held_against(book, one, day) if not held.agrees]


def _held(book: Book, setting: Setting, agreed: str) -> Iterator[Held]:
    consortium, scenario = book.consortium, present_scenario(book)
    of_scenario = f"試算「{scenario.name}」の"
    match setting:
        case Setting.RULE:
            yield _rule(Consortium, "rule", agreed, consortium.rule, "協議会の")
            if scenario.rule is not None:
                yield _rule(Scenario, "rule", agreed, scenario.rule, of_scenario)
        case Setting.REQUEST_RULE:
            yield _rule(Consortium, "request_rule", agreed, consortium.request_rule, "協議会の")
        case Setting.GUARANTEE:
            yield _field(Scenario, "guarantee_percent", agreed, scenario.guarantee_percent, of_scenario, "%")
        case Setting.YEARS:
            yield _field(
                Scenario, "years", agreed.removesuffix("年間").removesuffix("年"), scenario.years, of_scenario, "年"
            )
        case Setting.UNIT:
            yield _field(Consortium, "unit", agreed, consortium.unit, "協議会の", "円")
        case Setting.REMAINDER:
            yield _field(Consortium, "remainder", agreed, consortium.remainder, "協議会の")
        case Setting.REPRESENTATIVE:
            found = book.all(Municipality).get(consortium.representative_id or 0)
            name = found.name if found is not None else ""
            yield Held("協議会の代表団体", agreed, name, place_key(agreed) == place_key(name))
        case Setting.SECRETARIAT:
            same = search_key(agreed).strip() == search_key(consortium.secretariat).strip()
            yield Held("協議会の事務局", agreed, consortium.secretariat, same)
        case Setting.MEMBERS:
            names = [member.name for member in members_of(book)]
            wanted = {place_key(one) for one in agreed.replace("、", " ").replace(",", " ").replace("・", " ").split()}
            same = wanted == {place_key(name) for name in names}
            yield Held("基準日の構成団体", agreed, "、".join(names), same)


def _rule(cls: type[Record], name: str, agreed: str, present: str, whose: str) -> Held:
    kind = abouts(cls)[name].kind
    where = f"{whose}{label_of(cls, name)}"
    try:
        same = _proportions(parse_rule(str(kind.read(agreed)))) == _proportions(parse_rule(present))
    except Refused:
        return Held(where, agreed, kind.show(present), None)
    return Held(where, agreed, kind.show(present), same)


def _proportions(rule: Rule) -> Rule:
    """Return the rule with its parts in lowest terms and in one order: 30:70 is 3:7."""
    common = gcd(*(term.parts for term in rule.terms)) or 1
    terms = sorted((replace(term, parts=term.parts // common) for term in rule.terms), key=repr)
    return replace(rule, terms=tuple(terms), scale=1)


def _field(cls: type[Record], name: str, agreed: str, present: object, whose: str, unit: str = "") -> Held:
    kind = abouts(cls)[name].kind
    where = f"{whose}{label_of(cls, name)}"
    shown = f"{kind.show(present)}{unit}" if present is not None else ""
    try:
        return Held(where, agreed, shown, kind.read(agreed.strip()) == present)
    except Refused:
        return Held(where, agreed, shown, None)
