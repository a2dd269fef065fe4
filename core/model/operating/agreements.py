"""協定: the agreements of the council with their articles and amendments. An article may govern a setting of the
ledger; what it says of it is held against the setting itself."""

import re
import unicodedata
from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.machine.kinds import (
    REQUIRED,
    Code,
    FieldValue,
    day,
    declared,
    long_text,
    note,
    owner,
    place,
    text,
    word,
)
from core.model.machine.table import Look, Table
from core.model.values.codes import next_number
from core.model.values.words import Word


class Setting(Word):
    """条が定める設定: what of the ledger an article governs."""

    RULE = "rule", "既定の按分規則", "按分規則 費用負担"
    REQUEST_RULE = "request_rule", "要望の既定の按分規則", "要望の按分規則"
    GUARANTEE = "guarantee", "最低削減保障", "削減保障"
    YEARS = "years", "契約期間(年)", "契約期間"
    UNIT = "unit", "端数処理の単位", "端数の単位"
    REMAINDER = "remainder", "端数の扱い"
    REPRESENTATIVE = "representative", "代表団体"
    SECRETARIAT = "secretariat", "事務局"
    MEMBERS = "members", "構成団体"


def numbered(text: str) -> str:
    """Return the number of an article as it is written: 9 is 第9条, 9の2 is 第9条の2; what is more than numbers stays.

    Example: "９" → "第9条", "附則" → "附則".
    """
    first, *more = unicodedata.normalize("NFKC", text).strip().split("の")
    if not all(part.isdecimal() for part in (first, *more)):
        return text
    return f"第{first}条{''.join(f'の{part}' for part in more)}"


@dataclass(frozen=True, slots=True)
class ArticleNumber(Code):
    """The number of an article: a bare number is that of an article, wherever it comes from."""

    def read(self, text: str) -> FieldValue:
        return numbered(text)


@dataclass(frozen=True, slots=True)
class Agreement:
    id: int
    name: str = text("協定名", also="名称 協定 協定書名")
    parties: str = long_text("当事者", also="締結者 甲乙")
    signed_on: str | None = day("締結日", None, also="締結年月日")
    effective_on: str | None = day("効力発生日", None, help="空欄のときは締結日からです。", also="施行日 発効日")
    ends_on: str | None = day("終了日", None, help="この日まで効力があります。空欄は終わりの定めがありません。")
    renewal: str = text("更新", "", help="1年ごとに自動更新、などです。", also="更新条項")
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Article:
    """条文: as it was concluded, or as it was added; what it says now follows from its amendments. `agreed` is the
    value that it gives to the setting, written as the setting is."""

    id: int
    agreement_id: int = owner("agreements", "協定")
    number: str = declared(
        ArticleNumber(), "条", also="条番号 番号", help="9と入れると第9条、9の2と入れると第9条の2になります。"
    )
    heading: str = text("見出し", "", also="条見出し")
    body: str = long_text("本文", also="条文 内容")
    added_on: str | None = day(
        "追加日", None, help="後の改正で加わった条の、効力の生じた日です。空欄は当初からの条です。"
    )
    setting: Setting | None = word(
        Setting, "定める設定", None, help="この条が台帳のどの設定を定めているかです。設定と食い違うと知らせます。"
    )
    agreed: str = text("定めた値", "", help="設定と同じ書き方で入れます(均等割:人口割 = 3:7、30% など)。")
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Amendment:
    """改正: from its day on the article reads like this; 「削除」 where it was struck out."""

    id: int
    article_id: int = owner("articles", "条文", also="条 条番号")
    effective_on: str = day("効力の生じる日", also="改正日 施行日")
    body: str = long_text("改正後の本文", REQUIRED, help="条を削るときは「削除」と入れます。")
    heading: str = text("改正後の見出し", "", help="空欄のときは見出しが変わりません。")
    agreed: str = text("改正後の定めた値", "", help="空欄のときは定めた値が変わりません。")
    reason: str = text("改正の理由", "", also="理由 改正理由")
    note: str = note()


def article_name(look: Look, id: int) -> str:
    """Return 「協定書」第9条."""
    article = look.all(Article)[id]
    return f"「{look.all(Agreement)[article.agreement_id].name}」{article.number}"


def _plain(number: str) -> tuple[str, ...]:
    """Return the number of 第9条 alone, by which it may be looked for: 9."""
    match = re.fullmatch("第([0-9]+)条", number)
    return (number, match[1]) if match else (number,)


def _given(look: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    agreement_id = typed["agreement_id"]
    assert isinstance(agreement_id, int)
    rows = look.children(Article, agreement_id).values()
    return {"number": numbered(next_number(_plain(one.number)[-1] for one in rows))}


TABLES = (
    Table(
        "agreements",
        Agreement,
        "協定",
        keys=("name",),
        order=("position",),
        called=lambda _, one: f"協定「{one.name}」",
        known_by="name",
        titled="name",
    ),
    Table(
        "articles",
        Article,
        "条文",
        keys=("agreement_id", "number"),
        order=("position", "number"),
        called=lambda look, one: article_name(look, one.id),
        ways=(lambda _, one: _plain(one.number), lambda _, one: (one.heading,)),
        listed=lambda _, one: one.number,
        titled="number",
        linked=lambda look, one: article_name(look, one.id),
        gives=("number",),
        given=_given,
    ),
    Table(
        "amendments",
        Amendment,
        "条文の改正",
        keys=("article_id", "effective_on"),
        order=("effective_on",),
        called=lambda look, one: f"{article_name(look, one.article_id)}の改正",
        whole="body",
    ),
)
