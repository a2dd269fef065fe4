"""The tables of the members and of fixed amounts: what there is to say beyond the records."""

from core.calc.members import is_member
from core.model.council import Municipality, consortium_of, municipality_name
from core.model.fixed_amounts import FixedAmount
from ui.pages.council.choosing_members import choose_members
from ui.pages.council.member_offers import code_column, name_column, offers, remark
from ui.pages.editing import field_column
from ui.pages.table_view import Asked, TableView, Tool
from ui.session import Session
from ui.tables.columns import CENTER, Column


def _membership(session: Session) -> Column:
    return Column(
        "基準日の加入",
        lambda one: "加入" if is_member(one, consortium_of(session.look).base_date) else "非加入",
        width=120,
        align=CENTER,
        help="協議会の基準日に加入している団体が計算の対象です。",
    )


def _whose(session: Session) -> Column:
    def whose(one: FixedAmount) -> str:
        return one.of_class if one.municipality_id is None else municipality_name(session.look, one.municipality_id)

    return Column("当てはまる団体", whose, width=220, help="1団体の額は、区分や人口の額より先に使います。")


VIEWS = (
    TableView(
        Municipality,
        columns=(
            code_column,
            name_column,
            ("kana", 160),
            ("kind", 110),
            lambda _: field_column(Municipality, "label", 70, align=CENTER),
            _membership,
            ("joined_on", 150),
            ("left_on", 150),
            lambda _: field_column(Municipality, "group_name", 110),
            lambda _: field_column(Municipality, "equal_percent", 110, figure=True),
            ("former_codes", 150),
            ("note", 220),
        ),
        frozen=2,
        adding=(Asked("code", label="団体コード(6桁)"), Asked("name", 180), Asked("kana", 170)),
        offers={"code": offers, "name": offers, "kana": offers},
        remark=remark,
        tools=(
            Tool(
                "団体を選ぶ", "全国の市区町村と都道府県から、まとめて選んで登録します。元に戻せます。", choose_members
            ),
        ),
        empty=(
            "まだ団体がありません。上の欄に団体名を入れて「団体を追加」を押すか、"
            "「団体を選ぶ」で市区町村の一覧からまとめて選んでください。"
        ),
    ),
    TableView(
        FixedAmount,
        noun="定額",
        columns=(
            ("name", 180),
            ("yen", 130),
            ("municipality_id", 130),
            ("kind", 90),
            ("least", 120),
            ("below", 120),
            _whose,
            ("note", 220),
        ),
        frozen=1,
        adding=(
            Asked("name", 100),
            Asked("yen", 96),
            Asked("municipality_id", 80, "団体"),
            Asked("kind", 60, "区分"),
            Asked("least", 86, "人口以上"),
            Asked("below", 86, "人口未満"),
        ),
        empty=(
            "まだ定額表がありません。上の欄に表の名前と定額を入れ、団体か、区分・人口の範囲を入れて追加してください。"
            "按分規則では「定額(表の名前)」と書きます。"
        ),
    ),
)
