"""Which municipality is meant by what is typed of a member: the list of the country completes code, kana and kind.

What was typed stays as it was typed; only what was left blank is completed, and five digits become a whole code.
"""

import unicodedata
from collections.abc import Mapping

from core.gazetteer.places import Place, codes_meant, full_code, has_bearer, meant, place_of
from core.model.council import Municipality, MunicipalityKind
from core.model.machine.faults import Faults, Refused
from core.model.values.codes import search_key
from core.model.values.place_names import place_key, prefecture_of
from core.operations.editing.draft import Ledger
from core.pattern import pattern

_WITH_CODE = pattern(r"(.+)\(([0-9]{6})\)")


def offered(place: Place) -> str:
    """Return the text by which a place is offered and typed whole: 伊那市(202096)."""
    return f"{place.name}({place.code})"


def completed(ledger: Ledger, texts: Mapping[str, str], record: Municipality | None) -> Mapping[str, str] | Faults:
    """Return the texts of a member with what they mean.

    A place typed whole (伊那市(202096), in any column) gives name, code, kana and kind. In a new row a name that one
    place has gives its code and kana, a code that one has its name and kana, where they were left blank. A name may
    stand where the code belongs: a list of names is pasted into the first column. Refused are a name of several
    places, "name_of_several", and five digits that may be two codes, "code_of_two".
    """
    for text in texts.values():
        place = _typed_whole(text)
        if place is not None:
            kept = {} if record is not None else texts
            return {**kept, "code": place.code, "name": place.name, "kana": place.kana, "kind": place.kind.label}
    try:
        texts = _with_whole_code(texts if record is not None else _with_name_in_its_place(texts), record)
        return texts if record is not None else _with_place(ledger, texts)
    except Refused as refused:
        return Faults((refused.at("name" if refused.rule == "name_of_several" else "code"),))


def lacks_bearer(one: Municipality) -> bool:
    """Whether a code stands in no list although its bearer should: unions are in none, and who has left may be gone."""
    return one.kind not in _UNLISTED and one.left_on is None and not has_bearer(one.code)


_UNLISTED = {MunicipalityKind.JOINT_OFFICE, MunicipalityKind.WIDE_UNION, MunicipalityKind.UNION}


def _typed_whole(text: str) -> Place | None:
    found = _WITH_CODE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    place = place_of(found[2]) if found else None
    return place if found and place and place_key(found[1]) == place_key(place.name) else None


def _with_name_in_its_place(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the texts with a name that was typed for a code as the name."""
    text = texts.get("code", "").strip()
    if texts.get("name", "").strip() or not text or search_key(text).isdecimal() or not meant(text):
        return texts
    return {**texts, "code": "", "name": text}


def _with_whole_code(texts: Mapping[str, str], record: Municipality | None) -> Mapping[str, str]:
    """Make six digits of five; of two readings the one that the name beside means, or that the row has."""
    code = texts.get("code", "")
    if not codes_meant(code):
        return texts
    known = [one.code for one in meant(texts.get("name", ""))] + ([record.code] if record is not None else [])
    return {**texts, "code": full_code(code, known)}


def _with_place(ledger: Ledger, texts: Mapping[str, str]) -> Mapping[str, str]:
    code, name = search_key(texts.get("code", "")).strip(), texts.get("name", "").strip()
    place = place_of(code) if code else _one_of(ledger, name)
    if place is None or (name and place not in meant(name)):
        return texts
    given = {"code": place.code, "name": place.name, "kana": place.kana}
    return {**texts, **{column: text for column, text in given.items() if not texts.get(column, "").strip()}}


def _one_of(ledger: Ledger, name: str) -> Place | None:
    """Return the one place of this name, among several the one in the prefecture of all members."""
    places = meant(name)
    within = {prefecture_of(one.code) for one in ledger.all(Municipality).values()}
    near = [one for one in places if {one.prefecture} == within] or places
    if len(near) > 1:
        told = "、".join(f"{one.prefecture} {one.code}" for one in near)
        raise Refused("name_of_several", text=name, candidates=told)
    return near[0] if near else None
