"""カスタマイズ要望: requests, their options, and the quotes for n implementers."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.machine.kinds import (
    FieldValue,
    code,
    count,
    day,
    flag,
    long_text,
    note,
    owner,
    place,
    refers,
    rule,
    text,
    word,
    yen,
)
from core.model.machine.table import Look, Table
from core.model.values.codes import item_key, next_number
from core.model.values.words import Word


class Disposition(Word):
    """方針: what the consortium does about a request. Only the first two cost money."""

    UNDER_REVIEW = "under_review", "検討中"
    IMPLEMENT = "implement", "実施"
    DECLINE = "decline", "実施しない"
    STANDARD = "standard", "標準仕様で対応"
    MERGED = "merged", "他の項に統合"
    EUC = "euc", "EUCで対応"
    OPERATION = "operation", "業務運用で対応"

    @property
    def costs(self) -> bool:
        """Whether a request with this disposition is counted in the totals."""
        return self in {Disposition.UNDER_REVIEW, Disposition.IMPLEMENT}


@dataclass(frozen=True, slots=True)
class Customization:
    id: int
    item: str = code("項", also="項番 番号 no. no № 項目番号 要望番号 通番 連番 整理番号")
    title: str = text("要望", also="件名 要望名 要望の名称 要望件名 要望事項 要望内容 カスタマイズ名 項目名")
    system_id: int | None = refers("systems", "業務")
    description: str = long_text("内容", also="詳細 説明 要望の内容 概要")
    disposition: Disposition = word(Disposition, "方針", Disposition.UNDER_REVIEW)
    adopted_option_id: int | None = refers("options", "採用する案")
    merged_into_id: int | None = refers("customizations", "統合先の項")
    deadline: str | None = day(
        "回答期限", None, help="空欄のときは協議会の回答期限によります。", also="締切 締切日 期限"
    )
    rule: str | None = rule("按分規則", None, help="空欄のときは協議会の「要望の既定の按分規則」によります。")
    avoided_yen: int | None = yen(
        "回避した見積", None, help="標準仕様などで対応したために要らなくなった見積額です(記録のみ)。"
    )
    note: str = note()
    doubtful: bool = flag("要確認")
    original_text: str = long_text("原文")
    likely_reading: str = text("推定される読み", "")


@dataclass(frozen=True, slots=True)
class Option:
    """案: a variant of a request; at most one is adopted."""

    id: int
    customization_id: int = owner("customizations", "要望")
    name: str = text("案", "", also="名称 名前 案名")
    position: int = place()
    note: str = note()


MOST_IMPLEMENTERS = 100_000
"""There are fewer than two thousand municipalities."""


@dataclass(frozen=True, slots=True)
class Quote:
    """見積: what an option costs in total when `implementers` municipalities implement it."""

    id: int
    option_id: int = owner("options", "案")
    implementers: int = count(
        "実施団体数", unit="団体", most=MOST_IMPLEMENTERS, also="団体数 実施数 実施自治体数 自治体数 市町村数 n"
    )
    one_off_yen: int = yen("初期費用(総額)", also="初期費用 総額 見積額 見積 金額 費用 総額(原文)")
    yearly_yen: int = yen("年額(総額)", 0, per="年", also="年額 年間費用 保守料 運用費", dash="0")
    branch: str = code("枝番", "", help="資料に印刷されている番号です(20-1など)。")
    note: str = note()
    doubtful: bool = flag("要確認")
    original_text: str = long_text("原文")
    likely_reading: str = text("推定される読み", "")


class Money(Word):
    """The two kinds of amounts that a quote has."""

    ONE_OFF = "one_off", "初期費用"
    YEARLY = "yearly", "年額"

    def of(self, quote: Quote) -> int:
        """Return the total of this kind in yen."""
        return quote.one_off_yen if self is _ONE_OFF else quote.yearly_yen


_ONE_OFF = Money.ONE_OFF


def item_name(look: Look, id: int) -> str:
    """Return what people call a request: 項25."""
    return f"項{look.all(Customization)[id].item}"


def option_name(look: Look, option: Option) -> str:
    """Return 案「4様式」, or 案1 by its place among the options when it has no name."""
    return f"案「{option.name}」" if option.name else f"案{_option_place(look, option)}"


def branches(look: Look, option: Option) -> list[str]:
    """Return the branch numbers printed beside the quotes of an option, in their natural order."""
    printed = {quote.branch for quote in look.children(Quote, option.id).values() if quote.branch}
    return sorted(printed, key=item_key)


def next_item(look: Look) -> str:
    """Return the 項 after the highest number in use."""
    return next_number(one.item for one in look.all(Customization).values())


def _option_place(look: Look, option: Option) -> int:
    siblings = sorted(look.children(Option, option.customization_id).values(), key=lambda o: (o.position, o.id))
    return siblings.index(option) + 1


def _option_called(look: Look, option: Option) -> str:
    return f"{item_name(look, option.customization_id)}の{option_name(look, option)}"


def _quote_called(look: Look, quote: Quote) -> str:
    """Return 項20の6団体の見積, or 項16の案「資格情報表示」の… where there are several options to tell apart."""
    option = look.all(Option)[quote.option_id]
    alone = len(look.children(Option, option.customization_id)) == 1
    variant = item_name(look, option.customization_id) if alone else _option_called(look, option)
    return f"{variant}の{quote.implementers}団体の見積"


def _given_to_request(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"item": next_item(look)}


TABLES = (
    Table(
        "customizations",
        Customization,
        "カスタマイズ",
        keys=("item",),
        order=("item",),
        called=lambda _, one: f"項{one.item}",
        noun="項",
        ways=(lambda _, one: (one.item, f"項{one.item}"), lambda _, one: (one.title,)),
        listed=lambda _, one: one.item,
        known_by="item",
        titled="title",
        also="項番 項目番号 要望番号 no. no №",
        gives=("item",),
        given=_given_to_request,
    ),
    Table(
        "options",
        Option,
        "案",
        alike=("customization_id", "name"),
        order=("position",),
        called=_option_called,
        ways=(
            lambda look, one: (one.name, option_name(look, one)),
            branches,
            lambda look, one: (f"案{_option_place(look, one)}",),
        ),
        listed=option_name,
        titled="name",
    ),
    Table(
        "quotes",
        Quote,
        "見積",
        keys=("option_id", "implementers"),
        order=("implementers",),
        called=_quote_called,
    ),
)
