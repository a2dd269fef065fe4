"""The table of costs out of scope: what there is to say beyond the record."""

from core.model.costs import OutOfScopeCost
from core.model.council import Scope
from ui.pages.editing import field_column
from ui.pages.table_view import Asked, TableView

_REASONS = tuple(scope.label for scope in Scope if scope is not Scope.IN_SCOPE)

VIEWS = (
    TableView(
        OutOfScopeCost,
        columns=(
            ("municipality_id", 120),
            ("name", 230),
            lambda _: field_column(OutOfScopeCost, "scope", 230, choices=_REASONS),
            ("kind", 70),
            lambda _: field_column(OutOfScopeCost, "fiscal_year", 110, blank="全期間"),
            ("yen", 130),
            ("tax_mode", 84),
            ("note", 240),
        ),
        adding=("municipality_id", Asked("name", 240), "yen"),
        empty=(
            "まだ調達外経費がありません。外部システム連携や大量帳票の出力など、"
            "団体が個別に負担する経費があれば上の欄から追加してください。"
        ),
        totals=("yen",),
        printing=("一覧を印刷", "reports/out-of-scope"),
    ),
)
