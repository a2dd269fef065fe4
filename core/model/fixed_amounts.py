"""定額表: amounts that a rule takes off first, for one municipality or for a class of them by kind and population."""

from core.dataclass import dataclass
from core.model.council import MunicipalityKind, municipality_name
from core.model.machine.kinds import NameInRules, count, declared, note, refers, word, yen
from core.model.machine.table import Look, Table


@dataclass(frozen=True, slots=True)
class FixedAmount:
    """One row of the fixed amounts `name`: for one municipality, or else for those of the kind and the population, for
    everybody where neither is said."""

    id: int
    name: str = declared(NameInRules(), "定額表", also="定額表名 名称")
    yen: int = yen("定額", also="金額 負担額 階級定額")
    municipality_id: int | None = refers(
        "municipalities", "団体", help="この団体だけの額です。空欄のときは、区分と人口に当てはまる団体の額です。"
    )
    kind: MunicipalityKind | None = word(MunicipalityKind, "区分", None, help="空欄はすべての区分です。")
    least: int | None = count("人口(以上)", None, unit="人", help="空欄は下の限りがありません。")
    below: int | None = count("人口(未満)", None, unit="人", help="空欄は上の限りがありません。")
    note: str = note()

    @property
    def of_class(self) -> str:
        """Return whose amount it is where it is nobody's alone: 市、人口150,000人以上."""
        if self.below == 0:
            return "対象なし"
        pieces = [self.kind.label] if self.kind else []
        pieces += [f"人口{self.least:,}人以上"] if self.least is not None else []
        pieces += [f"人口{self.below:,}人未満"] if self.below is not None else []
        return "、".join(pieces) or "すべての団体"

    @property
    def is_class(self) -> bool:
        """Whether it is the amount of a class; below 0 people there is none (its municipality is gone)."""
        return self.municipality_id is None and self.below != 0

    def covers(self, kind: MunicipalityKind, population: int | None) -> bool:
        """Whether a municipality of this kind and population is in the class; False where the population is needed
        and not known."""
        if not self.is_class or self.kind not in {None, kind}:
            return False
        if self.least is None and self.below is None:
            return True
        if population is None:
            return self.below is None and self.least == 0
        return (self.least or 0) <= population and (self.below is None or population < self.below)


def _called(look: Look, one: FixedAmount) -> str:
    who = one.of_class if one.municipality_id is None else municipality_name(look, one.municipality_id)
    return f"定額表「{one.name}」の{who}の額"


TABLES = (
    Table(
        "fixed_amounts",
        FixedAmount,
        "定額表",
        alike=("name", "municipality_id", "kind", "least", "below"),
        order=("name", "kind", "least"),
        called=_called,
    ),
)
