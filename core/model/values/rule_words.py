"""Rules as people write them: 3:7, 均等割:人口割 = 3:7, 均等30%・人口70%, 定額(基本料)を先に引き、人口割."""

import re
import unicodedata

from core.model.machine.faults import Refused
from core.model.values.money import parse_yen
from core.model.values.rules import Basis, Rule, parse_rule

# Compiled when a rule is first read: most starts read none.
_BASES = "均等割?|逓減人口割?|人口割?|指標割?"
_HEAD = rf"{_BASES}|定額|下限|上限"
_NUMBER = r"\d{1,6}(?:[.．]\d{1,4})?"
_RATIO = rf"{_NUMBER}(?:\s*[:：]\s*{_NUMBER})+"
_RULED = rf"(.+?)\s*[=＝はを]?\s*({_RATIO})"
_TERM = rf"({_BASES})\s*(?:[(（](.+)[)）])?\s*[=＝は]?\s*(?:({_NUMBER})\s*([%％割]?))?(?:のみ|だけ)?"
_FIXED = r"定額\s*[(（](.+)[)）]\s*(?:を?先に(?:引く|引き|引いて|差し引く|差し引き)?)?"
_LIMIT = r"([下上]限)\s*[=＝は]?\s*(.+)"
_PERCENT = r"(総額|指標\s*[(（](.+)[)）])\s*の?\s*(\d{1,4}(?:[.．]\d{1,4})?)\s*[%％]"
_ENDS = rf"(?<=[\d][割%％])(?=(?:{_HEAD}))"
_BRACKETS = {"(": 1, "（": 1, ")": -1, "）": -1}
_LIMITS = {"下限": "least", "上限": "most"}


def read_rule(text: str) -> Rule:
    """Return the rule that `text` means, as it is shown, as people write it or as the command line takes it.

    Two numbers alone (3:7) are 均等割 and 人口割. Percentages must add up to 100, 割 to ten.
    Raises Refused as parse_rule does, "rule_bases" (three numbers and more: of what?) or "rule_sum" (not 100 %).
    """
    try:
        return parse_rule(text)
    except Refused as refused:
        if refused.rule != "rule_form":
            raise
    plain = unicodedata.normalize("NFC", text).strip()
    if re.fullmatch(_RATIO, plain):
        parts = _numbers(plain)
        if len(parts) != 2:
            raise Refused("rule_bases", text=plain)
        return parse_rule(f"equal={parts[0]},population={parts[1]}")
    try:
        return _of_pieces(text, _split(plain, "、，,", nested=True))
    except Refused as refused:
        # A name in brackets may hold what else separates: only where that fails these are separators as well.
        pieces = _split(re.sub(_ENDS, "、", plain), "、，,・／/＋+と&＆ 　", nested=False)
        if refused.rule not in {"rule_form", "rule_sum"} or len(pieces) < 2:
            raise _as_typed(refused, text) from None
    try:
        return _of_pieces(text, pieces, loose=True)
    except Refused as refused:
        raise _as_typed(refused, text) from None


def _as_typed(refused: Refused, text: str) -> Refused:
    """Return the refusal with what was typed, never with how the ledger writes it."""
    return Refused("rule_form", text=text.strip()) if refused.rule == "rule_form" else refused


def _split(text: str, separators: str, nested: bool) -> list[str]:
    """Return the pieces before which a separator and after which the head of another piece stands."""
    pieces, start, depth = [], 0, 0
    for at, letter in enumerate(text):
        depth = max(0, depth + _BRACKETS.get(letter, 0))
        if letter not in separators or (depth and not nested):
            continue
        rest = text[at + 1 :].lstrip()
        if (
            re.match(_HEAD, rest)
            and text[start:at].strip()
            and not re.search(r"[下上]限\s*[=＝は]?$", text[:at].rstrip())
        ):
            pieces.append(text[start:at].strip())
            start = at + 1
    return [*pieces, text[start:].strip()]


def _of_pieces(text: str, pieces: list[str], loose: bool = False) -> Rule:
    written: list[str] = []
    units: list[tuple[str, str]] = []
    for piece in pieces:
        fixed, limit, ruled = re.fullmatch(_FIXED, piece), re.fullmatch(_LIMIT, piece), re.fullmatch(_RULED, piece)
        if fixed:
            written.append(f"fixed:{fixed[1]}")
        elif limit:
            written.append(f"{_LIMITS[limit[1]]}:{_limit(limit[2])}")
        elif ruled:
            heads = re.split(rf"\s*[:：]\s*(?={_BASES})", ruled[1])
            parts = _numbers(ruled[2])
            if len(heads) != len(parts):
                raise Refused("rule_form", text=piece)
            written += [f"{_head(head)}={part}" for head, part in zip(heads, parts, strict=True)]
        else:
            match = re.fullmatch(_TERM, piece)
            if not match:
                raise Refused("rule_form", text=piece)
            units.append((_plain(match[3] or ""), match[4] or ""))
            written.append(_basis(match[1], match[2] or "") + (f"={units[-1][0]}" if match[3] else ""))
    if loose and len(units) > 1 and not all(number for number, _ in units):
        raise Refused("rule_form", text=text)  # 均等割と人口割 does not say in what proportion
    _check_units(text, units)
    return parse_rule(",".join(written))


def _check_units(text: str, units: list[tuple[str, str]]) -> None:
    """Refuse percentages that do not add up to 100, and those that stand beside plain parts."""
    used = {unit for _, unit in units}
    if used in ({"%"}, {"％"}, {"%", "％"}, {"割"}):
        whole = 10 if used == {"割"} else 100
        found = sum(_thousandths(number) for number, _ in units)
        if found != whole * 10_000:
            name = "割" if whole == 10 else "%"
            shown = f"{found // 10_000}.{found % 10_000:04d}".rstrip("0").rstrip(".")
            raise Refused("rule_sum", text=text.strip(), sum=shown + name, whole=f"{whole}{name}")
    elif used - {""}:
        raise Refused("rule_form", text=text.strip())


def _thousandths(number: str) -> int:
    whole, _, decimals = number.partition(".")
    return int(whole + decimals.ljust(4, "0"))


def _head(text: str) -> str:
    match = re.fullmatch(_TERM, text.strip())
    if not match or match[3]:
        raise Refused("rule_form", text=text.strip())
    return _basis(match[1], match[2] or "")


def _basis(word: str, detail: str) -> str:
    """Return 逓減人口割 and 1.5倍 as decreasing:1.5."""
    label = word.removesuffix("割") + "割"
    basis = next(basis for basis in Basis if basis.label == label)
    if basis is Basis.DECREASING:
        detail = unicodedata.normalize("NFKC", detail).removesuffix("倍").strip()
    return basis.value + (f":{detail}" if detail else "")


def _limit(text: str) -> str:
    match = re.fullmatch(_PERCENT, text)
    if match:
        return f"{_plain(match[3])}%{match[2] or ''}"
    return str(parse_yen(text))


def _numbers(text: str) -> list[str]:
    return [_plain(number) for number in re.split("[:：]", text)]


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number).strip()
