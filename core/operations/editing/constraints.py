"""The rules that a row of each table must keep. Asked of what was written only: an old flaw elsewhere blocks nobody."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, cast

from core.calc.members import is_member, members_of
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.costs import CostLine, OutOfScopeCost, TaxRate
from core.model.council import UNITS, Consortium, Municipality, Scope, Weight
from core.model.faults import Fault
from core.model.records import label_of
from core.model.requests import Customization, Disposition, Option, Quote
from core.model.scenarios import MOST_DIGITS, MOST_YEARS, Scenario
from core.model.values.dates import show_date
from core.model.values.rules import Basis, parse_rule
from core.operations.editing.draft import Draft, Ledger, table_of
from core.operations.editing.reading import is_date

Columns = frozenset[str]


def check(draft: Draft) -> Iterator[tuple[Any, Fault]]:
    """Yield each rule that a written row breaks, with the row as it would stand."""
    touched = list(draft.touched())
    for record, columns in touched:
        for needed, rule in _RULES.get(type(record), ()):
            if needed & columns:
                for fault in rule(draft, record):
                    yield record, fault
    yield from _duplicates(draft, touched)


def weight_names(rule: str) -> list[str]:
    """Return the named weights that a stored rule needs; none for the empty rule, which is the equal split."""
    return [term.name for term in parse_rule(rule).terms if term.basis is Basis.WEIGHT] if rule else []


def needs_population(rule: str) -> bool:
    """Whether a stored rule splits anything by population."""
    return bool(rule) and any(t.basis in {Basis.POPULATION, Basis.DECREASING} for t in parse_rule(rule).terms)


def _duplicates(draft: Draft, touched: list[tuple[Any, Columns]]) -> Iterator[tuple[Any, Fault]]:
    """Yield each written row whose key another row has too, the draft's own rows included."""
    counted: dict[tuple[type, int | None], Counter[tuple[Any, ...]]] = {}
    for record, columns in touched:
        table = table_of(type(record))
        if not set(table.keys) & columns:
            continue
        group = (type(record), getattr(record, table.parent) if table.parent else None)
        if group not in counted:
            rows = draft.all(group[0]) if group[1] is None else draft.children(group[0], group[1])
            counted[group] = Counter(_key(row, table.keys) for row in rows.values())
        if counted[group][_key(record, table.keys)] > 1:
            name = table.keys[-1]
            label, text = label_of(type(record), name), getattr(record, name)
            shown = show_date(text) if is_date(name) else text
            yield record, Fault(name, "duplicate", {"label": label, "text": shown})


def _key(record: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    """Return what no two rows may share, full-width and half-width letters alike."""
    values = (getattr(record, name) for name in names)
    return tuple(unicodedata.normalize("NFKC", value) if isinstance(value, str) else value for value in values)


def _membership_dates(_: Ledger, municipality: Municipality) -> Iterator[Fault]:
    joined, left = municipality.joined_on, municipality.left_on
    if joined and left and left <= joined:
        yield Fault("left_on", "left_before_joined", {"joined": show_date(joined), "left": show_date(left)})


def _weight_name(_: Ledger, weight: Weight) -> Iterator[Fault]:
    if any(letter in "=＝,，、:：" for letter in weight.name):
        yield Fault("name", "weight_name", {"text": weight.name})


def _implementers(_: Ledger, quote: Quote) -> Iterator[Fault]:
    if quote.implementers < 1:
        yield Fault("implementers", "implementers", {"n": quote.implementers})


def _answerer(ledger: Ledger, answer: Answer) -> Iterator[Fault]:
    municipality = ledger.all(Municipality)[answer.municipality_id]
    if answer.state is not AnswerState.UNANSWERED and not is_member(municipality, ledger.consortium.base_date):
        day = show_date(ledger.consortium.base_date)
        yield Fault("state", "not_member", {"name": municipality.name, "date": day})


def _unit(_: Ledger, consortium: Consortium) -> Iterator[Fault]:
    if consortium.unit not in UNITS:
        yield Fault("unit", "not_a_unit", {"units": "・".join(f"{unit:,}円" for unit in UNITS)})


def _representative(ledger: Ledger, consortium: Consortium) -> Iterator[Fault]:
    if consortium.representative_id is None:
        return
    municipality = ledger.all(Municipality)[consortium.representative_id]
    if not is_member(municipality, consortium.base_date):
        facts = {"name": municipality.name, "date": show_date(consortium.base_date)}
        yield Fault("representative_id", "representative_not_member", facts)


def _weights_exist(ledger: Ledger, record: Consortium | Customization | CostLine | Scenario) -> Iterator[Fault]:
    wanted = weight_names(record.rule or "")
    if wanted:
        names = {weight.name for weight in ledger.all(Weight).values()}
        for name in wanted:
            if name not in names:
                known = "、".join(f"「{known}」" for known in sorted(names)) or "なし"
                yield Fault("rule", "unknown_weight", {"text": name, "known": known})


def _populations_exist(ledger: Ledger, customization: Customization) -> Iterator[Fault]:
    if not needs_population(customization.rule or ""):
        return
    as_written = cast(Book, ledger)  # a draft reads like the book
    missing = [member.name for member in members_of(as_written) if member.population is None]
    if missing:
        yield Fault("rule", "population_missing", {"names": "、".join(missing)})


def _merged(ledger: Ledger, customization: Customization) -> Iterator[Fault]:
    merges, target = customization.disposition is Disposition.MERGED, customization.merged_into_id
    if merges and target is None:
        yield Fault("disposition", "merge_target", {"item": customization.item})
    elif target is not None and not merges:
        facts = {"item": customization.item, "disposition": customization.disposition.label}
        yield Fault("merged_into_id", "target_without_merge", facts)
    elif target == customization.id:
        yield Fault("merged_into_id", "merge_into_itself", {"item": customization.item})
    elif target is not None and customization.id in _path(ledger, target):
        path = "→".join(f"項{ledger.all(Customization)[id].item}" for id in [customization.id, *_path(ledger, target)])
        yield Fault("merged_into_id", "merge_circle", {"path": path})


def _path(ledger: Ledger, start: int) -> list[int]:
    """Return the requests that `start` is merged into, one after the other, up to the end or a circle's closing."""
    path: list[int] = []
    at: int | None = start
    while at is not None and at not in path:
        path.append(at)
        at = ledger.all(Customization)[at].merged_into_id
    return path


def _adopted(ledger: Ledger, customization: Customization) -> Iterator[Fault]:
    id = customization.adopted_option_id
    if id is not None and ledger.all(Option)[id].customization_id != customization.id:
        yield Fault("adopted_option_id", "option_of_another", {"item": customization.item})


def _bearer(_: Ledger, line: CostLine) -> Iterator[Fault]:
    if line.rule is not None and line.borne_by_id is not None:
        yield Fault("rule", "rule_and_bearer", {"name": line.name})


def _reason(_: Ledger, cost: OutOfScopeCost) -> Iterator[Fault]:
    if cost.scope is Scope.IN_SCOPE:
        yield Fault("scope", "out_of_scope_reason", {"name": cost.name})


def _percent(_: Ledger, rate: TaxRate) -> Iterator[Fault]:
    if rate.percent > 100:
        yield Fault("percent", "percent_range", {"text": rate.percent})


def _term(_: Ledger, scenario: Scenario) -> Iterator[Fault]:
    if not 1 <= scenario.years <= MOST_YEARS:
        yield Fault("years", "years_range", {"years": scenario.years, "most": MOST_YEARS})


def _digits(_: Ledger, scenario: Scenario) -> Iterator[Fault]:
    if scenario.display_digits > MOST_DIGITS:
        yield Fault("display_digits", "digits_range", {"most": MOST_DIGITS})


_RULES: dict[type, tuple[tuple[Columns, Callable[[Ledger, Any], Iterator[Fault]]], ...]] = {
    Consortium: (
        (frozenset({"unit"}), _unit),
        (frozenset({"representative_id"}), _representative),
        (frozenset({"rule"}), _weights_exist),
    ),
    Municipality: ((frozenset({"joined_on", "left_on"}), _membership_dates),),
    Weight: ((frozenset({"name"}), _weight_name),),
    Customization: (
        (frozenset({"disposition", "merged_into_id"}), _merged),
        (frozenset({"adopted_option_id"}), _adopted),
        (frozenset({"rule"}), _weights_exist),
        (frozenset({"rule"}), _populations_exist),
    ),
    Quote: ((frozenset({"implementers"}), _implementers),),
    Answer: ((frozenset({"state"}), _answerer),),
    CostLine: ((frozenset({"rule"}), _weights_exist), (frozenset({"rule", "borne_by_id"}), _bearer)),
    OutOfScopeCost: ((frozenset({"scope"}), _reason),),
    TaxRate: ((frozenset({"percent"}), _percent),),
    Scenario: (
        (frozenset({"rule"}), _weights_exist),
        (frozenset({"years"}), _term),
        (frozenset({"display_digits"}), _digits),
    ),
}
"""For each table, the rules and the columns whose writing calls for them."""
