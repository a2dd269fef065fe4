"""What is meant by words that are typed, or stand in a sheet, of service levels: 4時間以内, 1.5時間, 同日."""

import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction

from core.model.machine.faults import Faults, Refused
from core.model.machine.kinds import FieldValue
from core.model.machine.records import abouts
from core.model.sla.kinds import Minute
from core.model.sla.records import (
    Measure,
    Outage,
    SlaItem,
    SlaReport,
    SlaResult,
    SlaUnit,
    item_name,
    units_of,
    usual_direction,
)
from core.model.values.refund_steps import parse_decimal, show_number
from core.operations.editing.conduct import Texts
from core.operations.editing.draft import Ledger
from core.operations.editing.find import find
from core.pattern import pattern


def target_meant(ledger: Ledger, texts: Texts, item: SlaItem | None) -> Texts | Faults:
    """Take the unit and the direction that are typed with the target for what they say: 4時間以内, 99.5%以上; else give
    a new item those that go with its measure. Refused where the columns beside it say otherwise."""
    said = _SAID.fullmatch(unicodedata.normalize("NFKC", texts.get("target", "")).strip())
    if said is not None and (said["unit"] or said["direction"]):
        for name in ("unit", "direction"):
            if said[name] and texts.get(name) and _word_of(name, said[name]) != _word_of(name, texts[name]):
                about = abouts(SlaItem)[name]
                facts = {"text": texts["target"], "label": about.label, "said": texts[name]}
                return Faults.of("target", "target_says_otherwise", **facts)
        more = {name: said[name] for name in ("unit", "direction") if said[name] and not texts.get(name)}
        texts = {**texts, "target": said["number"], **more}
    return _unit_meant(ledger, texts, item)


_SAID = pattern(r"(?P<number>[0-9][0-9.,]*)\s*(?P<unit>%|時間|分|秒|件)?\s*(?P<direction>以上|以下|以内|未満|超)?")


def _word_of(name: str, text: str) -> FieldValue:
    """Return the unit or direction that is meant, None for none."""
    try:
        return abouts(SlaItem)[name].kind.read(text)
    except Refused:
        return None


def in_unit_of_item(name: str) -> Callable[[Ledger, Texts, SlaResult | SlaReport | None], Texts | Faults]:
    """Return what takes a value that is typed with its unit in the unit of its item: 1.5時間 is 90 of an item in
    minutes. Refused where that is another kind of unit, or no number of six decimals."""

    def meant(ledger: Ledger, texts: Texts, record: SlaResult | SlaReport | None) -> Texts | Faults:
        said = _SAID.fullmatch(unicodedata.normalize("NFKC", texts.get(name, "")).strip())
        unit = _word_of("unit", said["unit"]) if said is not None and said["unit"] else None
        item = _item_of(ledger, texts, record)
        if said is None or not isinstance(unit, SlaUnit) or item is None or unit is item.unit:
            return texts
        with suppress(Refused, KeyError):
            exact = Fraction(parse_decimal(said["number"])) * _SECONDS_IN[unit] / _SECONDS_IN[item.unit]
            if (exact * 10**6).denominator == 1:
                return {**texts, name: show_number(exact)}
        facts = {"item": item_name(ledger, item.id), "text": texts[name], "unit": item.unit.label}
        return Faults.of(name, "value_of_another_unit", **facts)

    return meant


_SECONDS_IN = {SlaUnit.SECONDS: 1, SlaUnit.MINUTES: 60, SlaUnit.HOURS: 3_600}


def _item_of(ledger: Ledger, texts: Texts, record: SlaResult | SlaReport | None) -> SlaItem | None:
    if record is not None:
        return ledger.all(SlaItem)[record.sla_item_id]
    found = find(ledger, SlaItem, texts.get("sla_item_id", ""))
    return None if isinstance(found, Faults) else found


def _unit_meant(_: Ledger, texts: Texts, item: SlaItem | None) -> Texts:
    """Give a new item the unit and the direction that go with its measure, where nobody says."""
    try:
        measure = abouts(SlaItem)["measure"].kind.read(texts.get("measure", "")) if item is None else None
    except Refused:
        return texts
    if not isinstance(measure, Measure):
        return texts
    given = {"unit": units_of(measure)[0].label, "direction": usual_direction(measure).label}
    return {**texts, **{name: label for name, label in given.items() if not texts.get(name)}}


_OTHER_DAYS = {"同日": 0, "翌日": 1}


def days_meant(_: Ledger, texts: Texts, outage: Outage | None) -> Texts:
    """Take 同日 and 翌日 for the day on which the outage began, and the one after."""
    asked = {name: texts[name].strip()[:2] for name in ("ended_at", "noticed_at") if texts.get(name)}
    if not any(word in _OTHER_DAYS for word in asked.values()):
        return texts
    try:
        began = Minute().read(texts["began_at"]) if texts.get("began_at") else outage.began_at if outage else ""
        day = date.fromisoformat(began[:10])
    except (Refused, ValueError):
        return texts
    meant = {
        name: f"{(day + timedelta(days=_OTHER_DAYS[word])).isoformat()} {texts[name].strip()[2:].lstrip('の')}"
        for name, word in asked.items()
        if word in _OTHER_DAYS
    }
    return {**texts, **meant}
