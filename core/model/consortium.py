"""協議会: the consortium that the file belongs to, and the settings that its figures depend on."""

from dataclasses import dataclass

from core.model.records import Word, column
from core.model.rules import Remainder


class TaxMode(Word):
    """Whether the amounts of the file include consumption tax."""

    EXCLUSIVE = "exclusive", "税抜"
    INCLUSIVE = "inclusive", "税込"


@dataclass(frozen=True, slots=True)
class Consortium:
    """A file holds exactly one, with id 1."""

    id: int
    name: str = column("協議会名")
    secretariat: str = column("事務局", "")
    representative_id: int | None = column(
        "代表団体", None, help="契約の名義人となる団体です。端数を代表団体が負担する設定のときに使います。"
    )
    fiscal_year: int | None = column("年度", None, unit="年度", help="西暦で入力します(平成26年度は2014)。")
    base_date: str = column("基準日", "", help="この日に加入している団体だけを計算の対象にします。")
    document_date: str | None = column("資料日付", None, help="印刷物の右上に印刷されます。")
    answer_deadline: str | None = column("回答期限", None, help="意向の回答を求める期限です。")
    tax_mode: TaxMode = column("消費税", TaxMode.EXCLUSIVE, help="この台帳の金額が税抜か税込かを示します。")
    rule: str = column("既定の按分規則", "equal=3,population=7", help="クラウド利用料などの按分に使います。")
    unit: int = column("端数処理の単位", 1, unit="円")
    remainder: Remainder = column("端数の扱い", Remainder.LARGEST)
    anonymous: bool = column("記号で印刷", False, help="印刷物で団体名の代わりに記号(A〜F)を使います。")
    estimate: bool = column("概算", False, help="見積のない団体数の金額を、前後の見積の間で補って概算します。")
    population_date: str | None = column(
        "人口の基準日", None, help="按分に使う人口です。空欄のときは基準日以前で最も新しい人口を使います。"
    )
    note: str = column("備考", "")


UNITS = (1, 100, 1_000)
"""The units of rounding that may be chosen, in yen."""
