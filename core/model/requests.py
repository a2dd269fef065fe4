"""カスタマイズ要望: requests, their options, and the quotes for n implementers."""

from dataclasses import dataclass

from core.model.records import Word, column


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
    item: str = column("項")
    title: str = column("要望")
    system_id: int | None = column("業務", None)
    description: str = column("内容", "")
    disposition: Disposition = column("方針", Disposition.UNDER_REVIEW)
    adopted_option_id: int | None = column("採用する案", None)
    merged_into_id: int | None = column("統合先の項", None)
    deadline: str | None = column("回答期限", None, help="空欄のときは協議会の回答期限によります。")
    rule: str | None = column("按分規則", None, help="空欄のときは実施団体の均等割です。")
    avoided_yen: int | None = column(
        "回避した見積", None, unit="円", help="標準仕様などで対応したために要らなくなった見積額です(記録のみ)。"
    )
    note: str = column("備考", "")
    doubtful: bool = column("要確認", False)
    original_text: str = column("原文", "")
    likely_reading: str = column("推定される読み", "")


@dataclass(frozen=True, slots=True)
class Option:
    """案: a variant of a request; at most one is adopted."""

    id: int
    customization_id: int = column("要望")
    name: str = column("案", "")
    position: int = column("並び順", 0)
    note: str = column("備考", "")


@dataclass(frozen=True, slots=True)
class Quote:
    """見積: what an option costs in total when `implementers` municipalities implement it."""

    id: int
    option_id: int = column("案")
    implementers: int = column("実施団体数", unit="団体")
    one_off_yen: int = column("初期費用(総額)", unit="円")
    yearly_yen: int = column("年額(総額)", 0, unit="円/年")
    branch: str = column("枝番", "", help="資料に印刷されている番号です(20-1など)。")
    note: str = column("備考", "")
    doubtful: bool = column("要確認", False)
    original_text: str = column("原文", "")
    likely_reading: str = column("推定される読み", "")
