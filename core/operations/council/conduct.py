"""What rows of the consortium, its members and their figures must keep."""

from collections.abc import Iterator
from typing import Protocol

from core.calc.members import is_member
from core.model.council import UNITS, Consortium, Municipality, Weight, WeightYear
from core.model.fixed_amounts import FixedAmount
from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.values.dates import show_date
from core.model.values.rules import parse_rule
from core.operations.council.former_codes import former_codes_hold, with_former_code
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger


class HasRule(Protocol):
    """What is split by a rule of its own."""

    @property
    def rule(self) -> str | None: ...


def weight_names(rule: str) -> list[str]:
    """Return the named weights that a stored rule needs; none for the empty rule, which is the equal split."""
    return list(parse_rule(rule).names) if rule else []


def weights_known(ledger: Ledger) -> set[str]:
    """Return the names of all weights, of those by fiscal year too."""
    dated = (one.name for one in ledger.all(WeightYear).values())
    return {*(one.name for one in ledger.all(Weight).values()), *dated}


def needs_population(rule: str) -> bool:
    """Whether a stored rule splits anything by population."""
    return bool(rule) and parse_rule(rule).needs_population


def weights_exist(ledger: Ledger, record: HasRule) -> Iterator[Fault]:
    """Yield the weights that the record's rule names and nobody has, and the table of fixed amounts without a row."""
    yield from _absent_figures(ledger, "rule", record.rule or "")


def _absent_figures(ledger: Ledger, column: str, rule: str) -> Iterator[Fault]:
    fixed = parse_rule(rule).fixed if rule else ""
    if fixed:
        tables = {row.name for row in ledger.all(FixedAmount).values()}
        if fixed not in tables:
            known = "、".join(f"「{known}」" for known in sorted(tables)) or "なし"
            yield Fault(column, "unknown_fixed", {"text": fixed, "known": known})
    wanted = weight_names(rule)
    if wanted:
        names = weights_known(ledger)
        for name in wanted:
            if name not in names:
                known = "、".join(f"「{known}」" for known in sorted(names)) or "なし"
                yield Fault(column, "unknown_weight", {"text": name, "known": known})


def _request_weights_exist(ledger: Ledger, consortium: Consortium) -> Iterator[Fault]:
    yield from _absent_figures(ledger, "request_rule", consortium.request_rule)


def _membership_dates(_: Ledger, municipality: Municipality) -> Iterator[Fault]:
    joined, left = municipality.joined_on, municipality.left_on
    if joined and left and left <= joined:
        yield Fault("left_on", "left_before_joined", {"joined": show_date(joined), "left": show_date(left)})


def _weight_name(_: Ledger, weight: Weight | WeightYear) -> Iterator[Fault]:
    if any(letter in "=＝,，、:：" for letter in weight.name):
        yield Fault("name", "weight_name", {"text": weight.name})


def _unit(_: Ledger, consortium: Consortium) -> Iterator[Fault]:
    if consortium.unit not in UNITS:
        yield Fault("unit", "not_a_unit", {"units": "・".join(f"{unit:,}円" for unit in UNITS)})


def _named_members(ledger: Ledger, consortium: Consortium) -> Iterator[Fault]:
    for column, role in (("representative_id", "代表団体"), ("difference_id", "差を負担する団体")):
        chosen = getattr(consortium, column)
        municipality = None if chosen is None else ledger.all(Municipality)[chosen]
        if municipality is not None and not is_member(municipality, consortium.base_date):
            facts = {"name": municipality.name, "date": show_date(consortium.base_date), "role": role}
            yield Fault(column, "representative_not_member", facts)


CONDUCT: dict[type[Record], Conduct] = {
    Consortium: Conduct(
        rules=(
            (frozenset({"unit"}), _unit),
            (frozenset({"representative_id", "difference_id"}), _named_members),
            (frozenset({"rule"}), weights_exist),
            (frozenset({"request_rule"}), _request_weights_exist),
        )
    ),
    Municipality: Conduct(
        rules=(
            (frozenset({"joined_on", "left_on"}), _membership_dates),
            (frozenset({"former_codes"}), former_codes_hold),
        ),
        meant=with_former_code,
    ),
    Weight: Conduct(rules=((frozenset({"name"}), _weight_name),)),
    WeightYear: Conduct(rules=((frozenset({"name"}), _weight_name),)),
}
