"""全国の市区町村: which municipality a written name or code means. The list is read when it is first asked for."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache

from core.dataclass import dataclass
from core.model.council import MunicipalityKind, kind_of
from core.model.machine.faults import Refused
from core.model.values.codes import check_digit, parse_code
from core.model.values.place_names import PREFECTURES, place_key, prefecture_of, split_prefecture, without_county
from core.version import RESOURCES

AS_OF = "2026年7月"
"""The state of the list (resources/municipalities/README.md)."""

_KANA = (
    "ほっかいどう あおもりけん いわてけん みやぎけん あきたけん やまがたけん ふくしまけん いばらきけん "
    "とちぎけん ぐんまけん さいたまけん ちばけん とうきょうと かながわけん にいがたけん とやまけん "
    "いしかわけん ふくいけん やまなしけん ながのけん ぎふけん しずおかけん あいちけん みえけん "
    "しがけん きょうとふ おおさかふ ひょうごけん ならけん わかやまけん とっとりけん しまねけん "
    "おかやまけん ひろしまけん やまぐちけん とくしまけん かがわけん えひめけん こうちけん ふくおかけん "
    "さがけん ながさきけん くまもとけん おおいたけん みやざきけん かごしまけん おきなわけん"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, a ward of Tokyo or a prefecture, with its code of six digits; a prefecture is its own."""

    code: str
    prefecture: str
    name: str
    kana: str

    @property
    def kind(self) -> MunicipalityKind:
        return kind_of(self.name)

    @property
    def is_prefecture(self) -> bool:
        return self.name == self.prefecture


@cache
def municipalities() -> tuple[Place, ...]:
    """Return the municipalities and the wards of Tokyo in the order of their codes."""
    lines = _text().splitlines()
    return tuple(Place(*line.split(",")) for line in lines[1:])


@cache
def _text() -> str:
    return (RESOURCES / "municipalities" / "municipalities.csv").read_text(encoding="utf-8")


def has_bearer(code: str) -> bool:
    """Whether a municipality or prefecture has the code of six digits today: no more than a look into the text."""
    return f"\n{code}," in _text() or (code[2:5] == "000" and prefecture_of(code) != "")


@cache
def prefectures() -> tuple[Place, ...]:
    """Return the prefectures in the order of their codes."""
    fives = (f"{number:02}000" for number in range(1, len(PREFECTURES) + 1))
    names = zip(fives, PREFECTURES, _KANA.split(), strict=True)
    return tuple(Place(five + check_digit(five), name, name, kana) for five, name, kana in names)


def place_of(code: str) -> Place | None:
    """Return the municipality or prefecture that has the code of six digits today; None for a union, a municipality of
    the past and a code that nobody has."""
    return _by_code().get(code)


@cache
def _by_code() -> Mapping[str, Place]:
    return {one.code: one for one in (*prefectures(), *municipalities())}


def meant(text: str, prefecture: str = "") -> tuple[Place, ...]:
    """Return what a written name means: one place, several of one name (朝日町), or () where none is called so.

    The name may have spaces inside, its 郡 and its prefecture before it; `prefecture` is what is known otherwise.
    Nothing is guessed from a part of a name: that is for `search`.
    """
    before, key = split_prefecture(text)
    if before and not key:
        return tuple(one for one in prefectures() if one.name == before)
    within = before or split_prefecture(prefecture)[0]
    for name in without_county(key):
        hits = tuple(one for one in _by_key().get(name, ()) if within in {"", one.prefecture})
        if hits:
            return hits
    return ()


@cache
def _by_key() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for one in municipalities():
        key = place_key(one.name)
        found[key] = (*found.get(key, ()), one)
    return found


def codes_meant(text: str) -> tuple[str, ...]:
    """Return the codes of six digits that five digits may mean: without the check digit, or without the leading zero;
    and four digits, which lack both (1100 is 札幌市), where a municipality has that code.

    Those that a municipality or prefecture has; where there is none, those that a union or a municipality of the past
    may have: five digits always lack a check digit, a lost zero shows where the check digit fits. Other text gives ().
    """
    five = _digits(text)
    if re.fullmatch("[1-9][0-9]{3}", five):
        code = f"0{five}{check_digit(f'0{five}')}"
        return (code,) if code in _by_code() else ()
    if not re.fullmatch("[0-9]{5}", five):
        return ()
    without_check, without_zero = five + check_digit(five), f"0{five}"
    known = tuple(code for code in (without_check, without_zero) if code in _by_code())
    if known:
        return known
    in_japan = [without_check] if 1 <= int(five[:2]) <= len(PREFECTURES) else []
    fits = [without_zero] if five[0] != "0" and check_digit(without_zero[:5]) == five[4] else []
    return (*in_japan, *fits)


def full_code(text: str, known: Collection[str] = ()) -> str:
    """Return the code of six digits that typed text means; of two that five digits may mean, the one among `known`
    (those of the ledger, or of the name that stands beside).

    Raises Refused "code_of_two" with both where it has to be asked, else as core.model.values.codes.parse_code does.
    """
    codes = codes_meant(text)
    chosen = [code for code in codes if code in known] or codes
    if len(chosen) > 1:
        raise Refused("code_of_two", text=_digits(text), candidates="、".join(map(_told, chosen)))
    return chosen[0] if chosen else parse_code(text)


def _digits(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _told(code: str) -> str:
    one = place_of(code)
    return code if one is None else f"{code}({one.prefecture}{'' if one.is_prefecture else one.name})"


def search(text: str) -> list[Place]:
    """Return what typed text may be the beginning or a part of, the likeliest first: part of a name or of its kana,
    or the beginning of a code. After a prefecture only its places; the prefecture alone gives all of them.

    Whole names come before beginnings, beginnings before parts, codes that begin so before one that lost a digit; else
    the order is that of the codes. Blank gives [].
    """
    code = _digits(text)
    if re.fullmatch("[0-9]+", code):
        whole = codes_meant(code)
        coded = [one for one, *_ in _searched() if one.code.startswith(code) or one.code in whole]
        return sorted(coded, key=lambda place: not place.code.startswith(code))
    within, key = split_prefecture(text)
    if within and not key:
        return [one for one, *_ in _searched() if one.prefecture == within]
    for name in filter(None, without_county(key)):
        ranked = [(_rank(name, *words), one) for one, *words in _searched() if within in {"", one.prefecture}]
        hits = [(rank, one) for rank, one in ranked if rank is not None]
        if hits:
            return [one for _, one in sorted(hits, key=lambda hit: hit[0])]
    return []


@cache
def _searched() -> tuple[tuple[Place, str, str], ...]:
    places = sorted(_by_code().values(), key=lambda one: one.code)
    return tuple((one, place_key(one.name), place_key(one.kana)) for one in places)


def _rank(key: str, name: str, kana: str) -> int | None:
    """Return how near a name is to what was typed, 0 the nearest; None where it is not in it."""
    if key not in name and key not in kana:
        return None
    if key in {name, kana, name[:-1], kana[:-1]}:
        return 0
    return 1 if name.startswith(key) or kana.startswith(key) else 2
