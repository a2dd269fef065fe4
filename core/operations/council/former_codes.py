"""旧団体コード: a municipality whose code is changed keeps the one under which it was charged before."""

from collections.abc import Iterator

from core.model.charges.charging import Assessment
from core.model.charges.claims import Claim, Settlement
from core.model.council import Municipality, former_codes_of
from core.model.machine.faults import Fault, Faults, Refused
from core.model.values.codes import parse_code
from core.operations.council.naming import completed
from core.operations.editing.conduct import Texts
from core.operations.editing.draft import Ledger
from core.pattern import pattern

_BETWEEN = pattern(r"[、,，;；\s]+")


def with_former_code(ledger: Ledger, texts: Texts, record: Municipality | None) -> Texts | Faults:
    """Return the texts of a member with what they mean; where its code is changed and anything was kept under the one
    before, that one is noted as a former code. Codes that members exchange tell nothing of who was who, and are not."""
    found = completed(ledger, texts, record)
    if record is None or isinstance(found, Faults) or "code" not in found or "former_codes" in found:
        return found
    try:
        code = parse_code(found["code"])
    except Refused:
        return found  # and refused where it is read
    others = {one.code for one in ledger.all(Municipality).values() if one.id != record.id}
    if code == record.code or not others.isdisjoint({code, record.code}):
        return found
    former = [one for one in former_codes_of(record) if one != code]
    if _is_kept(ledger, record.code):
        former.append(record.code)
    text = "、".join(former)
    return found if text == record.former_codes else {**found, "former_codes": text}


def _is_kept(ledger: Ledger, code: str) -> bool:
    """Whether a version of a charge, a claim or a settlement bears a code."""
    asked = {one.code for one in ledger.all(Claim).values()} | {one.code for one in ledger.all(Settlement).values()}
    return code in asked or any(_stands_in(one, code) for one in ledger.all(Assessment).values())


def _stands_in(version: Assessment, code: str) -> bool:
    return f'"code":"{code}"' in version.premises


def former_codes_hold(ledger: Ledger, one: Municipality) -> Iterator[Fault]:
    """Former codes are codes, no other municipality's, and those of one member: no version has two of them."""
    known = former_codes_of(one)
    for text in filter(None, _BETWEEN.split(one.former_codes)):
        if text not in known:
            yield Fault("former_codes", "former_code_form", {"text": text})
            return
    for other in ledger.all(Municipality).values():
        for code in known:
            if other.id != one.id and code in {other.code, *former_codes_of(other)}:
                yield Fault("former_codes", "former_code_of_another", {"code": code, "name": other.name})
                return
    for version in ledger.all(Assessment).values() if known else ():
        together = [code for code in dict.fromkeys((one.code, *known)) if _stands_in(version, code)]
        if len(together) > 1:
            yield Fault("former_codes", "former_codes_together", {"codes": "と".join(together), "name": one.name})
            return
