"""What service levels must keep: nothing ends before it begins, no stop is written down twice, a target can be met."""

from collections.abc import Iterator
from fractions import Fraction

from core.model.machine.faults import Fault
from core.model.machine.records import Record, abouts
from core.model.sla.kinds import Minute
from core.model.sla.records import (
    Direction,
    Measure,
    Outage,
    OutageMember,
    OutageSystem,
    SlaContract,
    SlaItem,
    SlaReport,
    SlaResult,
    item_name,
    outage_name,
    units_of,
    usual_direction,
)
from core.operations.editing.conduct import Columns, Conduct, Rule
from core.operations.editing.draft import Draft, Ledger
from core.operations.organisation.conduct import in_right_order
from core.operations.sla.meaning import days_meant, in_unit_of_item, target_meant


def _can_be_met(_: Ledger, item: SlaItem) -> Iterator[Fault]:
    target = Fraction(item.target)
    facts = {"name": item.name, "target": item.target}
    if item.measure.is_rate and target > 100:
        yield Fault("target", "target_above_100", facts)
    if item.measure.is_rate and target == 100 and item.direction is Direction.ABOVE:
        yield Fault("direction", "target_never_met", {**facts, "direction": f"100%{item.direction.label}"})
    if target == 0 and item.direction is Direction.BELOW:
        yield Fault("direction", "target_never_met", {**facts, "direction": f"0{item.unit.label}未満"})


def _unit_fits(_: Ledger, item: SlaItem) -> Iterator[Fault]:
    units = units_of(item.measure)
    if item.unit not in units:
        choices = "・".join(unit.label for unit in units)
        yield Fault(
            "unit", "unit_of_measure", {"measure": item.measure.label, "unit": item.unit.label, "units": choices}
        )


def _within(name: str) -> Rule:
    """Return the rule that a number keeps to the limits of its field."""

    def rule(_: Ledger, record: Record) -> Iterator[Fault]:
        about, value = abouts(type(record))[name], getattr(record, name)
        least, most = getattr(about.kind, "least", 0), getattr(about.kind, "most", 0)
        if value is not None and not least <= value <= most:
            facts = {"label": about.label, "least": f"{least:,}", "most": f"{most:,}", "unit": about.unit}
            yield Fault(name, "number_not_within", facts)

    return rule


def _unit_follows(draft: Draft, item: SlaItem, typed: Columns) -> None:
    """Give an item that is measured in another way the unit and the direction that go with it, where nobody says."""
    if "measure" in typed and "unit" not in typed and item.unit not in units_of(item.measure):
        draft.update(item, unit=units_of(item.measure)[0])
        if "direction" not in typed:
            draft.update(item, direction=usual_direction(item.measure))


def _in_order(_: Ledger, outage: Outage) -> Iterator[Fault]:
    if outage.ended_at is not None and outage.ended_at < outage.began_at:
        shown = Minute()
        facts = {"began": shown.show(outage.began_at), "ended": shown.show(outage.ended_at)}
        yield Fault("ended_at", "outage_ends_first", {"title": outage.title, **facts})


def _twice(ledger: Ledger, outage: Outage) -> Iterator[Fault]:
    """The same stop must not stand there twice. Different stops may overlap: each minute counts once."""
    for other in ledger.all(Outage).values():
        if (
            other.title == outage.title
            and other.id != outage.id
            and other.kind is outage.kind
            and _overlap(outage, other)
            and _hit(ledger, other) == _hit(ledger, outage)
        ):
            shown = Minute()
            until = shown.show(other.ended_at) or "継続中"
            facts = {"other": outage_name(ledger, other), "time": f"{shown.show(other.began_at)}〜{until}"}
            yield Fault("began_at", "outage_twice", facts)
            return


def _overlap(one: Outage, other: Outage) -> bool:
    """Whether two stops have a minute in common; two of no length do where they begin alike."""
    if one.began_at == other.began_at:
        return True
    return (one.ended_at is None or other.began_at < one.ended_at) and (
        other.ended_at is None or one.began_at < other.ended_at
    )


def _hit(ledger: Ledger, outage: Outage) -> tuple[frozenset[int], frozenset[int]]:
    systems = ledger.children(OutageSystem, outage.id).values()
    members = ledger.children(OutageMember, outage.id).values()
    return frozenset(one.system_id for one in systems), frozenset(one.municipality_id for one in members)


def _part_twice(ledger: Ledger, part: OutageSystem | OutageMember) -> Iterator[Fault]:
    for fault in _twice(ledger, ledger.all(Outage)[part.outage_id]):
        yield Fault("outage_id", fault.rule, fault.facts)


def _measured(ledger: Ledger, result: SlaResult) -> Iterator[Fault]:
    item = ledger.all(SlaItem)[result.sla_item_id]
    facts = {"item": item_name(ledger, item.id), "measure": item.measure.label}
    if item.measure.is_from_outages:
        name = next((one for one in ("amount", "cases", "of_cases") if getattr(result, one) is not None), "")
        if name:
            yield Fault(name, "result_is_computed", facts)
        return
    if item.measure in {Measure.SHARE, Measure.CASES} and result.amount is not None:
        yield Fault("amount", "result_of_cases", {**facts, "columns": _columns(item)})
    if item.measure is Measure.SHARE and (result.cases or 0) > (
        result.of_cases if result.of_cases is not None else result.cases or 0
    ):
        yield Fault("cases", "more_than_all", {**facts, "cases": result.cases, "all": result.of_cases})


def _mean_of_some(ledger: Ledger, result: SlaResult) -> Iterator[Fault]:
    """A mean of nothing is none: it is neither 0 nor what somebody types."""
    item = ledger.all(SlaItem)[result.sla_item_id]
    if item.measure is Measure.MEAN and result.of_cases == 0 and result.amount is not None:
        yield Fault("amount", "mean_of_nothing", {"item": item_name(ledger, item.id)})


def _columns(item: SlaItem) -> str:
    return "件数と全件数" if item.measure is Measure.SHARE else "件数"


def _reported(ledger: Ledger, report: SlaReport) -> Iterator[Fault]:
    item = ledger.all(SlaItem)[report.sla_item_id]
    facts = {"item": item_name(ledger, item.id)}
    if item.measure.is_rate and report.reported is not None and Fraction(report.reported) > 100:
        yield Fault("reported", "reported_above_100", {**facts, "value": report.reported})
    planned, stopped = report.planned_minutes, report.stopped_minutes
    if planned is not None and stopped is not None and stopped > planned:
        yield Fault("stopped_minutes", "stopped_above_planned", {**facts, "stopped": stopped, "planned": planned})


CONDUCT: dict[type[Record], Conduct] = {
    SlaContract: Conduct(
        rules=(
            (frozenset({"from_on", "until_on"}), in_right_order("from_on", "until_on")),
            (frozenset({"expiry_months"}), _within("expiry_months")),
        )
    ),
    SlaItem: Conduct(
        rules=(
            (frozenset({"target", "direction", "measure"}), _can_be_met),
            (frozenset({"unit", "measure"}), _unit_fits),
            *((frozenset({name}), _within(name)) for name in ("month_minutes", "shortest", "digits")),
        ),
        meant=target_meant,
        meant_in_sheets=True,
        follows=_unit_follows,
    ),
    Outage: Conduct(
        rules=(
            (frozenset({"began_at", "ended_at"}), _in_order),
            (frozenset({"began_at", "ended_at", "title", "kind"}), _twice),
        ),
        meant=days_meant,
        meant_in_sheets=True,
    ),
    OutageSystem: Conduct(rules=((frozenset({"outage_id", "system_id"}), _part_twice),)),
    OutageMember: Conduct(rules=((frozenset({"outage_id", "municipality_id"}), _part_twice),)),
    SlaResult: Conduct(
        rules=(
            (frozenset({"amount", "cases", "of_cases"}), _measured),
            (frozenset({"amount", "of_cases"}), _mean_of_some),
        ),
        meant=in_unit_of_item("amount"),
        meant_in_sheets=True,
    ),
    SlaReport: Conduct(
        rules=((frozenset({"reported", "planned_minutes", "stopped_minutes"}), _reported),),
        meant=in_unit_of_item("reported"),
        meant_in_sheets=True,
    ),
}
