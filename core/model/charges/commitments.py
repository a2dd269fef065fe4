"""債務負担行為: what was promised for years to come, up to a limit."""

from core.dataclass import dataclass
from core.model.machine.kinds import day, fiscal_year, note, owner, refers, text, yen
from core.model.machine.table import Look, Table
from core.model.values.dates import show_fiscal_year


@dataclass(frozen=True, slots=True)
class Commitment:
    """債務負担行為: a promise with its limit; where it pays by months, what an ordinary month and the last month of a
    fiscal year come to (the latter takes the fraction)."""

    id: int
    name: str = text("事項", also="名称 事業名 件名")
    first_year: int = fiscal_year("最初の年度", also="期間の始め 開始年度")
    last_year: int = fiscal_year("最後の年度", also="期間の終わり 終了年度")
    limit_yen: int = yen("限度額")
    project_id: int | None = refers("projects", "事業")
    starts_on: str | None = day("契約の始期", None, help="年度の途中でもかまいません。")
    ends_on: str | None = day("契約の終期", None)
    monthly_yen: int | None = yen("月額", None, help="平常月の額です。契約の期間とあわせて、年度割を計算します。")
    closing_yen: int | None = yen("年度末月の額", None, help="端数を持つ3月分の額です。空欄は月額と同じです。")
    note: str = note()


@dataclass(frozen=True, slots=True)
class CommitmentYear:
    """年度割: what a promise comes to in one fiscal year, and what was paid of it."""

    id: int
    commitment_id: int = owner("commitments", "債務負担行為")
    fiscal_year: int = fiscal_year("年度")
    planned_yen: int = yen("年度割額", also="支払限度額 予定額")
    spent_yen: int | None = yen("支出済額", None, also="支払額")
    note: str = note()


def _year_called(look: Look, one: CommitmentYear) -> str:
    return (
        f"債務負担行為「{look.all(Commitment)[one.commitment_id].name}」の{show_fiscal_year(one.fiscal_year)}の年度割"
    )


TABLES = (
    Table(
        "commitments",
        Commitment,
        "債務負担行為",
        keys=("name",),
        order=("first_year",),
        called=lambda _, one: f"債務負担行為「{one.name}」",
        known_by="name",
        titled="name",
    ),
    Table(
        "commitment_years",
        CommitmentYear,
        "債務負担行為の年度割",
        keys=("commitment_id", "fiscal_year"),
        order=("fiscal_year",),
        called=_year_called,
        whole="planned_yen",
        crossed=(("fiscal_year", "planned_yen"),),
    ),
)
