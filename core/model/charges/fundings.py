"""団体の財源: what a member gets from elsewhere towards its charge; the rest is its own money (一般財源)."""

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.kinds import fiscal_year, note, owner, text, word, yen
from core.model.machine.table import Look, Table
from core.model.values.dates import show_fiscal_year
from core.model.values.words import Word


class FundingKind(Word):
    """財源の区分: money of a member's own towards its charge."""

    SUBSIDY = "subsidy", "補助金", "国庫補助金 県補助金"
    ALLOCATION = "allocation", "地方交付税措置", "交付税 普通交付税 特別交付税"
    OTHER = "other", "その他特定財源", "その他"


@dataclass(frozen=True, slots=True)
class Funding:
    """団体の財源: what a member gets from elsewhere towards its charge of a year; the rest is its own money."""

    id: int
    municipality_id: int = owner("municipalities", "団体")
    fiscal_year: int = fiscal_year("年度")
    name: str = text("財源名", also="補助金名 名称")
    yen: int = yen("金額", also="補助金額 交付決定額 措置額")
    kind: FundingKind = word(FundingKind, "区分", FundingKind.SUBSIDY)
    note: str = note()


def _funding_called(look: Look, one: Funding) -> str:
    who = municipality_name(look, one.municipality_id)
    return f"{who}の{show_fiscal_year(one.fiscal_year)}の財源「{one.name}」"


TABLES = (
    Table(
        "fundings",
        Funding,
        "団体の財源",
        alike=("municipality_id", "fiscal_year", "name"),
        order=("fiscal_year",),
        called=_funding_called,
        titled="name",
    ),
)
