"""Typed, pasted or written text becomes a field's value, by the type of its column."""

import re
import unicodedata
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar, cast

from core.model.answers import AnswerState
from core.model.council import Municipality, Scope, Weight
from core.model.faults import Faults, Refused
from core.model.records import Word, abouts, column_types
from core.model.requests import Customization
from core.model.values.codes import parse_code, search_key
from core.model.values.dates import parse_date
from core.model.values.money import LIMIT, parse_integer, parse_yen
from core.model.values.rules import Basis, Rule, parse_rule
from core.operations.editing.draft import Ledger
from core.operations.editing.find import find_customization, find_municipality, find_option, find_system
from core.operations.editing.reading_costs import COST_TEXTS

R = TypeVar("R")

LONGEST = 10_000
"""Letters in one field; more is a slip of the clipboard."""

STATES = {
    AnswerState.YES: "実施 実施する する ● ○ ◯ 〇 ◎ yes y 1",
    AnswerState.NO: "実施しない しない × ✕ ✖ ╳ x no n 2",
    AnswerState.UNDECIDED: "未定 検討中 ? △ ▲ undecided 3",
    AnswerState.UNANSWERED: "未回答 unanswered 0",
}
"""How answers are written, keys of the answer matrix and signs of the source's table included."""

_STATE_WORDS = {search_key(word): state for state, words in STATES.items() for word in words.split()} | {
    "": AnswerState.UNANSWERED
}
_WORD_ALIASES: dict[type, dict[str, str]] = {Scope: {"1": "black_box", "2": "not_unified", "3": "not_shared"}}
_FLAG_WORDS = {
    True: "1 true yes y はい ○ ◯ 〇 ● ✓ ✔ レ 要 有 あり する 記号",
    False: "0 false no n いいえ × ✕ 不要 無 なし しない 団体名",
}
_FLAGS = {search_key(word): flag for flag, words in _FLAG_WORDS.items() for word in words.split()} | {"": False}


_BASES = "|".join(basis.label for basis in Basis)
_SHOWN_TERM = re.compile(rf"\s*({_BASES})(?:[(（](.+)[)）])?\s*(?:[=＝]\s*(\d{{1,6}}))?\s*")


def read(ledger: Ledger, cls: type, name: str, text: str, record: Any = None) -> Any:
    """Return the value that `text` means in one column; None for blank where the column may be empty.

    `record` is the row when there is one already: an option is looked up among those of its own request.
    Raises Refused with the rule that the text breaks.
    """
    kind, optional = column_types(cls)[name]
    text = _clean(text)
    if not text and optional:
        return None
    if not text:
        return _default(cls, name)
    if name.endswith("_id"):
        return _reference(ledger, name, text, record)
    if kind is bool:
        return read_flag(text)
    if issubclass(kind, Word):
        return read_word(kind, text, abouts(cls)[name].label)
    if kind is int:
        return _integer(text, abouts(cls)[name].unit)
    return _text(cls, name, text)


def read_state(text: str) -> AnswerState:
    """Return the answer written as a word, a sign or a key (1 2 3 0); blank is 未回答.

    Raises Refused "not_a_state".
    """
    state = _STATE_WORDS.get(search_key(text).strip())
    if state is None:
        raise Refused("not_a_state", text=text)
    return state


def read_flag(text: str) -> bool:
    """Return yes or no written in one of the usual ways; blank is no. Raises Refused "not_a_flag"."""
    flag = _FLAGS.get(search_key(text).strip())
    if flag is None:
        raise Refused("not_a_flag", text=text)
    return flag


def read_word(kind: type[Word], text: str, label: str) -> Word:
    """Return the word with this value or label, or the only one whose label begins so (標準仕様).

    Raises Refused "not_a_word" with the choices.
    """
    if issubclass(kind, AnswerState):
        return read_state(text)
    key = search_key(text)
    key = _WORD_ALIASES.get(kind, {}).get(key, key)
    words = list(kind)
    exact = [word for word in words if key in {word.value, search_key(word.label)}]
    near = [word for word in words if len(key) > 1 and search_key(word.label).startswith(key)]
    for hits in (exact, near):
        if len(hits) == 1:
            return hits[0]
    raise Refused("not_a_word", text=text, label=label, choices="・".join(word.label for word in words))


def read_rule(text: str) -> Rule:
    """Return the rule written as on the command line or as it is shown: 均等割:人口割 = 3:7, 均等割=3、人口割=7.

    Raises Refused as parse_rule does.
    """
    try:
        return parse_rule(text)
    except Refused:
        if not any(basis.label in text for basis in Basis):
            raise
    shown = re.fullmatch(r"(.+?)\s*[=＝]\s*(\d+(?:\s*[:：]\s*\d+)+)\s*", text)
    between, heads = ("[:：]", shown[1]) if shown else ("[,、]", text)
    terms = [_shown_term(piece) for piece in re.split(rf"{between}(?=\s*(?:{_BASES}))", heads)]
    if not shown:
        return parse_rule(",".join(terms))
    parts = [int(part) for part in re.split("[:：]", shown[2])]
    if len(parts) != len(terms):
        raise Refused("rule_form", text=text)
    return parse_rule(",".join(f"{term}={part}" for term, part in zip(terms, parts, strict=True)))


def _shown_term(text: str) -> str:
    """Return 逓減人口割(1.5倍)=7 as decreasing:1.5=7."""
    match = _SHOWN_TERM.fullmatch(text)
    if not match:
        raise Refused("rule_form", text=text.strip())
    basis = next(basis for basis in Basis if basis.label == match[1])
    detail = match[2] or ""
    if basis is Basis.DECREASING:
        detail = unicodedata.normalize("NFKC", detail).removesuffix("倍")
    return basis.value + (f":{detail}" if detail else "") + (f"={int(match[3])}" if match[3] else "")


def found(result: R | Faults) -> R:
    """Return what a look-up found; raises Refused with its fault."""
    if isinstance(result, Faults):
        fault = next(iter(result))
        raise Refused(fault.rule, **fault.facts)
    return result


def is_date(name: str) -> bool:
    """Whether a text column of this name holds an ISO date."""
    return name.endswith(("_date", "_on", "deadline"))


def _reference(ledger: Ledger, name: str, text: str, record: Any) -> int:
    if name in {"representative_id", "municipality_id", "borne_by_id"}:
        return found(find_municipality(ledger, text)).id
    if name in {"merged_into_id", "customization_id"}:
        return found(find_customization(ledger, text)).id
    if name == "system_id":
        return found(find_system(ledger, text)).id
    assert name == "adopted_option_id"
    return found(find_option(ledger, cast(Customization, record), text)).id


def _integer(text: str, unit: str) -> int:
    if unit.startswith("円"):
        return parse_yen(text)
    if unit == "年度":
        return _fiscal_year(text)
    number = parse_integer(unicodedata.normalize("NFKC", text).removesuffix(unit))
    if number < 0:
        raise Refused("negative", text=text)
    if number >= LIMIT:
        raise Refused("too_large_number", text=text)
    return number


def _fiscal_year(text: str) -> int:
    """Read 2014, 2014年度, 平成26年度, H26; 令和元年度 had begun as 平成31年度, so its last day is asked too."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("度").removesuffix("年")
    for month in ("4-1", "12-31"):
        try:
            return int(parse_date(f"{plain}-{month}")[:4])
        except Refused:
            continue
    raise Refused("not_a_fiscal_year", text=text)


def _text(cls: type, name: str, text: str) -> str:
    if cls is Municipality and name == "code":
        return parse_code(text)
    if name == "rule":
        return read_rule(text).text
    if is_date(name):
        return parse_date(text)
    if name in COST_TEXTS:
        return COST_TEXTS[name](text)
    if cls is Weight and name == "name":
        return unicodedata.normalize("NFC", text)  # rules name it, and rules are compared in this form
    return text


def _clean(text: str) -> str:
    """Return `text` without white space around it, else letter for letter as typed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > LONGEST:
        raise Refused("too_long", length=len(text), limit=LONGEST)
    if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in text):
        raise Refused("control_character", text="".join(letter if letter.isprintable() else "□" for letter in text))
    return text


@cache
def _default(cls: type, name: str) -> Any:
    """Return what a blank means: the default. Refused where there is none, or where it would be no date and no rule."""
    field = next(field for field in fields(cls) if field.name == name)
    if field.default is MISSING or is_date(name) or name == "rule":
        raise Refused("blank", label=abouts(cls)[name].label)
    return field.default
