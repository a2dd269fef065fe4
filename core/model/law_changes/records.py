"""制度改正: a law that changes the systems, what that costs and who pays it, and how far each municipality is."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.costs import Taxation
from core.model.council import System, municipality_name
from core.model.local_rules import Ordinance
from core.model.machine.kinds import (
    FieldValue,
    Part,
    code,
    day,
    declared,
    fiscal_year,
    long_text,
    note,
    owner,
    partial_date,
    text,
    word,
    yen,
)
from core.model.machine.table import Look, Table
from core.model.values.codes import next_number
from core.model.values.words import Word


class Payment(Word):
    """費用の扱い: whether the change is part of the maintenance, is split, or is paid by each municipality."""

    OPEN = "open", "未定", "協議中"
    MAINTAINED = "maintained", "保守内", "パッケージ保守内 保守の範囲内"
    SPLIT = "split", "按分", "有償(按分)"
    OWN = "own", "団体個別", "個別 有償(個別)"


CHARGED = frozenset({Payment.SPLIT, Payment.OWN})
"""What the municipalities pay for beside the maintenance."""


class Subsidy(Word):
    """国庫補助"""

    OPEN = "open", "未定"
    SOME = "some", "有", "あり"
    NONE = "none", "無", "なし"


@dataclass(frozen=True, slots=True)
class LawChange:
    """制度改正. The costs are those of all together; what one pays by itself stands in its LawChangeMember."""

    id: int
    number: str = code("改正番号", also="番号 no. no №")
    name: str = text("制度改正", also="法令名 法令 法令等 改正法令 制度改正名 件名 改正内容")
    promulgated_on: str | None = partial_date("公布日", None, also="公布 公布年月日")
    effective_on: str | None = partial_date("施行日", None, also="施行 施行年月日 適用日(法令)")
    standard: str = text("標準仕様書の版", "", also="標準仕様書")
    conform_on: str | None = partial_date("適合基準日", None)
    effect: str = long_text("影響", also="改修内容 内容 概要 改正の概要")
    payment: Payment = word(Payment, "費用の扱い", Payment.OPEN, also="費用区分 費用負担")
    cost_year: int | None = fiscal_year("費用の年度", None, help="初期費用がかかり、年額が始まる年度です。")
    one_off_yen: int | None = yen("初期費用", None, also="改修費 改修経費 費用")
    yearly_yen: int | None = yen("年額", None, per="年", also="保守費")
    tax_mode: Taxation = word(Taxation, "消費税", Taxation.EXCLUSIVE)
    subsidy: Subsidy = word(Subsidy, "国庫補助", Subsidy.OPEN, also="補助")
    subsidy_part: str | None = declared(
        Part(), "補助率", None, help="初期費用に対する割合です(1/2、10割)。分かるまで空欄にします。"
    )
    subsidy_limit: int | None = yen("補助の上限", None, also="補助上限額")
    ordinance: Ordinance | None = word(Ordinance, "条例改正", None)
    vendor_due_on: str | None = partial_date("事業者の対応予定", None, also="対応予定 対応時期")
    vendor_done_on: str | None = day("事業者の対応完了", None, also="対応完了")
    tested_on: str | None = day("テスト完了日", None, also="テスト")
    applied_on: str | None = day("適用日", None)
    note: str = note()


@dataclass(frozen=True, slots=True)
class LawChangeSystem:
    """A system that has to be changed."""

    id: int
    law_change_id: int = owner("law_changes", "制度改正", also="制度改正 法令名")
    system_id: int = owner("systems", "業務")


@dataclass(frozen=True, slots=True)
class LawChangeMember:
    """団体の対応: when a municipality has checked the change, what it pays by itself, and its ordinance."""

    id: int
    law_change_id: int = owner("law_changes", "制度改正", also="制度改正 法令名")
    municipality_id: int = owner("municipalities", "団体")
    done_on: str | None = day("確認日", None, also="完了日 確認")
    own_yen: int | None = yen("個別の費用", None, also="個別費用")
    session_on: str | None = partial_date("条例を改正する議会", None, also="議会時期")
    note: str = note()


def law_name(look: Look, id: int) -> str:
    """Return what people call a change: 制度改正3."""
    return f"制度改正{look.all(LawChange)[id].number}"


def _given(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(LawChange).values())}


def _system_called(look: Look, one: LawChangeSystem) -> str:
    return f"{law_name(look, one.law_change_id)}の業務「{look.all(System)[one.system_id].name}」"


def _member_called(look: Look, one: LawChangeMember) -> str:
    return f"{law_name(look, one.law_change_id)}の{municipality_name(look, one.municipality_id)}の対応"


TABLES = (
    Table(
        "law_changes",
        LawChange,
        "制度改正",
        keys=("number",),
        alike=("name",),
        order=("effective_on", "number"),
        called=lambda _, one: f"制度改正{one.number}「{one.name}」",
        ways=(lambda _, one: (one.number, f"制度改正{one.number}"), lambda _, one: (one.name,)),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="name",
        also="制度改正番号 改正番号",
        gives=("number",),
        given=_given,
        in_cell=(
            (
                "law_change_systems",
                "system_id",
                ("業務", "対象業務", "業務名", "システム", "対象システム"),
            ),
        ),
    ),
    Table(
        "law_change_systems",
        LawChangeSystem,
        "制度改正の業務",
        keys=("law_change_id", "system_id"),
        called=_system_called,
    ),
    Table(
        "law_change_members",
        LawChangeMember,
        "制度改正の団体別対応",
        keys=("law_change_id", "municipality_id"),
        called=_member_called,
    ),
)
