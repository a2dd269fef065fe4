"""現況調査: what each member has in use today, business area by business area, until when and for how much."""

from core.dataclass import dataclass
from core.model.costs import Taxation
from core.model.council import System, municipality_name
from core.model.machine.kinds import day, long_text, note, owner, refers, text, word, yen
from core.model.machine.table import Look, Table


@dataclass(frozen=True, slots=True)
class PresentSystem:
    """現行システム: one contract of a member. What is blank is not known: it is no zero."""

    id: int
    municipality_id: int = owner("municipalities", "団体")
    system_id: int | None = refers("systems", "業務")
    vendor: str = text("事業者", "", also="ベンダー ベンダ 業者 事業者名 契約先 委託先", said=True)
    product: str = text("製品", "", also="パッケージ パッケージ名 システム名 製品名")
    contract_ends_on: str | None = day("契約終了日", None, also="契約期限 契約満了日 更新時期 リース終了日")
    yearly_yen: int | None = yen(
        "年額",
        None,
        per="年",
        also="年間経費 年間費用 年間経費額 運用経費",
        help="空欄は分からない額で、0円ではありません。",
    )
    tax_mode: Taxation = word(Taxation, "消費税", Taxation.EXCLUSIVE, also="税区分 税")
    penalty_yen: int | None = yen(
        "違約金", None, also="違約金額 解約金 中途解約金", help="途中で解約するときの額です。ないときは0を入れます。"
    )
    interfaces: str = long_text("連携", also="連携先 連携システム 外部連携 インターフェース")
    answered_by: str = text("記入者", "", also="回答者 記入担当者")
    note: str = note()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known yet."""
        told = (self.vendor, self.product, self.contract_ends_on, self.interfaces, self.note)
        return not any(told) and self.yearly_yen is None and self.penalty_yen is None


def present_name(look: Look, one: PresentSystem) -> str:
    """Return what it is within its member: 住基情報(製品)."""
    system = look.all(System).get(one.system_id or 0)
    area = system.name if system is not None else "その他の業務"
    return f"{area}({one.product})" if one.product else area


TABLES = (
    Table(
        "present_systems",
        PresentSystem,
        "現況調査",
        alike=("municipality_id", "system_id", "product"),
        order=("system_id",),
        called=lambda look, one: (
            f"{municipality_name(look, one.municipality_id)}の現行システム「{present_name(look, one)}」"
        ),
        titled="product",
    ),
)
