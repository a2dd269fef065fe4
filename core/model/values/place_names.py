"""Names of places as people write them: spaces inside, 郡 and prefecture before the name, ヶ or ケ, 髙 or 高. Names are
told apart and found by the keys here; what the ledger holds is never changed by them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from core.pattern import pattern

_IN_ORDER = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 "
    "神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 "
    "大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 "
    "福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
)
PREFECTURES = tuple(_IN_ORDER.split())
"""In the order of their numbers, 01 to 47, which are the first two digits of a 団体コード."""

_ALIKE = str.maketrans(
    "ゖゕがヶヵ髙﨑嵜濱濵邊邉澤廣國縣惠會與條圓嶽瀧龍鰺礪檜檮曾竈竃淵冨𠮷彌萬壽榮櫻豐眞靜鐵德神祗靑",
    "けけけけけ高崎崎浜浜辺辺沢広国県恵会与条円岳滝竜鯵砺桧梼曽釜釜渕富吉弥万寿栄桜豊真静鉄徳神祇青",
)
"""Letters of names that are written for each other. 嶋 and 島 are not among them: 鹿嶋市 is not 鹿島市."""
_IGNORED = pattern("[\\s\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+")
"""Spaces that justify a name, and what cannot be seen: variation selectors, joiners, marks of direction."""


@lru_cache(maxsize=8_192)
def place_key(text: str) -> str:
    """Return `text` folded so that two ways to write one name are alike: width, kana, spaces inside, variation
    selectors, ヶ・ケ・が, and letters such as 髙 and 高. Never stored.

    Example: "龍ヶ崎　市" and "龍ケ﨑市" have one key.
    """
    folded = unicodedata.normalize("NFKC", _IGNORED.sub("", text)).casefold()
    kana = "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in folded)
    return _IGNORED.sub("", kana).translate(_ALIKE)


def split_prefecture(text: str) -> tuple[str, str]:
    """Return the prefecture that stands before a name, "" for none, and the key of the rest.

    Example: "富山県入善町" → ("富山県", "入善町"); the prefecture alone → ("富山県", "").
    """
    key = place_key(text)
    for length in (3, 4):
        name = _prefecture_keys().get(key[:length])
        if name is not None:
            return name, key[length:]
    return "", key


@cache
def _prefecture_keys() -> dict[str, str]:
    return {place_key(name): name for name in PREFECTURES}


def place_keys(text: str) -> tuple[str, ...]:
    """Return the keys that a written name may stand for, the likeliest first: as it is, then without the 郡 before it.
    A prefecture before it stays: it tells places of one name apart.

    Example: "富山県下新川郡朝日町" → ("富山県下新川郡朝日町", "富山県朝日町").
    """
    prefecture, rest = split_prefecture(text)
    return tuple(dict.fromkeys((place_key(text), *(place_key(prefecture) + name for name in without_county(rest)))))


def without_county(key: str) -> Iterator[str]:
    """Yield a key as it is, then what follows each 郡 in it: 大和郡山市 is a name, 赤穂郡上郡町 is 上郡町."""
    yield key
    for found in re.finditer("郡", key):
        if found.start() and len(key) > found.end() + 1:
            yield key[found.end() :]


def prefecture_of(code: str) -> str:
    """Return the prefecture that the first two digits of a 団体コード name, "" for none."""
    number = int(code[:2]) if re.fullmatch("[0-9]{2}", code[:2]) else 0
    return PREFECTURES[number - 1] if 0 < number <= len(PREFECTURES) else ""
