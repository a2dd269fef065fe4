"""What requirements, risks, lines, plans and services must keep: grades from 1 to 5, two different ends of a line, fees
of which one is in force at a time, reductions that end and are no more than the fee."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from core.model.foundation.continuity import ContinuityPlan, Drill
from core.model.foundation.lines import Line
from core.model.foundation.requirements import SiteCheck
from core.model.foundation.risks import MOST, Risk, RiskKind
from core.model.foundation.services import FeeKind, ServiceFee, ServiceStatus
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.naming import describe
from core.model.machine.records import Record, label_of
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger
from core.operations.organisation.conduct import in_right_order

FOREVER = "9999-12-31"


def _graded(_: Ledger, risk: Risk) -> Iterator[Fault]:
    for name in ("impact", "likelihood"):
        grade = getattr(risk, name)
        if grade is not None and not 1 <= grade <= MOST:
            yield Fault(name, "grade_range", {"label": label_of(Risk, name), "grade": grade})


def _no_graded_merit(ledger: Ledger, risk: Risk) -> Iterator[Fault]:
    if risk.kind is RiskKind.MERIT and not (risk.impact is None and risk.likelihood is None):
        yield Fault("kind", "merit_graded", {"name": describe(ledger, risk)})


def _two_ends(_: Ledger, line: Line) -> Iterator[Fault]:
    if line.from_end == line.to_end:
        yield Fault("to_end", "line_to_itself", {"end": line.to_end})


def _reduction_ends(_: Ledger, fee: ServiceFee) -> Iterator[Fault]:
    if fee.kind is FeeKind.REDUCTION and fee.until_on is None:
        yield Fault("until_on", "reduction_without_end", {"first": show_date(fee.from_on)})


def _one_at_a_time(ledger: Ledger, fee: ServiceFee) -> Iterator[Fault]:
    for other in _same(ledger, fee):
        if other.id != fee.id and other.kind is fee.kind and _overlap(fee, other):
            period = f"{show_date(other.from_on)}〜{show_date(other.until_on) if other.until_on else ''}"
            yield Fault("from_on", "fee_overlap", {"kind": fee.kind.label, "period": period})
            return


def _no_more_than_fee(ledger: Ledger, fee: ServiceFee) -> Iterator[Fault]:
    same = [one for one in _same(ledger, fee) if one.id != fee.id]
    for other in same:
        if other.kind is not fee.kind and _overlap(fee, other):
            reduction, ordinary = (fee, other) if fee.kind is FeeKind.REDUCTION else (other, fee)
            if reduction.yen > ordinary.yen:
                facts = {"reduction": show_yen(reduction.yen), "fee": show_yen(ordinary.yen)}
                yield Fault("yen", "reduction_above_fee", facts)
                return


def _same(ledger: Ledger, fee: ServiceFee) -> Iterator[ServiceFee]:
    for other in ledger.children(ServiceFee, fee.service_id).values():
        if (other.municipality_id, other.channel) == (fee.municipality_id, fee.channel):
            yield other


def _overlap(one: ServiceFee, other: ServiceFee) -> bool:
    last = min(one.until_on or FOREVER, other.until_on or FOREVER)
    return max(one.from_on, other.from_on) <= last


def says_more_than(*names: str) -> Callable[[Mapping[str, FieldValue], Any], bool]:
    """Return what says whether a row says anything but to whom it belongs."""

    def says(values: Mapping[str, FieldValue], record: Any) -> bool:
        told = (values[name] if name in values else getattr(record, name, None) for name in names)
        return any(one is not None and one != "" for one in told)

    return says


def _told(record: type[Record], *owners: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record) if field.name not in {"id", *owners})


_PERIOD = frozenset({"channel", "kind", "from_on", "until_on"})

CONDUCT: dict[type[Record], Conduct] = {
    SiteCheck: Conduct(
        rules=((frozenset({"checked_on", "valid_until"}), in_right_order("checked_on", "valid_until")),),
        says=says_more_than(*_told(SiteCheck, "requirement_id", "site_id")),
    ),
    Risk: Conduct(
        rules=(
            (frozenset({"impact", "likelihood"}), _graded),
            (frozenset({"kind", "impact", "likelihood"}), _no_graded_merit),
        )
    ),
    Line: Conduct(rules=((frozenset({"from_end", "to_end"}), _two_ends),)),
    ContinuityPlan: Conduct(rules=((frozenset({"plan_on", "review_on"}), in_right_order("plan_on", "review_on")),)),
    Drill: Conduct(rules=((frozenset({"held_on", "next_on"}), in_right_order("held_on", "next_on")),)),
    ServiceStatus: Conduct(
        rules=((frozenset({"since", "ended_on"}), in_right_order("since", "ended_on")),),
        says=says_more_than(*_told(ServiceStatus, "service_id", "municipality_id")),
    ),
    ServiceFee: Conduct(
        rules=(
            (frozenset({"from_on", "until_on"}), in_right_order("from_on", "until_on")),
            (frozenset({"kind", "until_on"}), _reduction_ends),
            (_PERIOD, _one_at_a_time),
            (_PERIOD | {"yen"}, _no_more_than_fee),
        )
    ),
}
