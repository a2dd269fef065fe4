"""The pages of charges that are no more than a table."""

from core.model.charges import Funding, Project, YearItem
from ui.pages.table_view import Asked, TableView

VIEWS = (
    TableView(
        Project,
        columns=(
            ("name", 200),
            ("rule", 200),
            ("tax_mode", 90),
            ("settling", 210),
            ("handling", 130),
            ("moving", 110),
            ("fraction", 110),
            ("basis_day", 130),
            ("basis_source", 130),
            ("index_year", 150),
            ("second_rate", 150),
            ("note", 300),
        ),
        adding=(Asked("name", 260), Asked("rule", 260)),
        empty="まだ事業がありません。上の欄に事業名(クラウド利用料、事務局費など)を入れて「事業を追加」を押してください。",
    ),
    TableView(
        YearItem,
        noun="費目",
        columns=(
            ("project_id", 150),
            ("fiscal_year", 110),
            ("name", 170),
            ("flow", 150),
            ("amount", 120),
            ("result_yen", 120),
            ("borne_by_id", 110),
            ("system_id", 130),
            ("customization", 110),
            ("rule", 170),
            ("currency", 70),
            ("cents", 84),
            ("exchange_rate", 110),
            ("source", 240),
            ("note", 240),
        ),
        adding=("project_id", Asked("fiscal_year", 130), Asked("name", 180), Asked("amount", 130)),
        empty="まだ費目がありません。上の欄に事業、年度、費目、予算額を入れて「費目を追加」を押してください。",
    ),
    TableView(
        Funding,
        columns=(
            ("municipality_id", 130),
            ("fiscal_year", 110),
            ("name", 240),
            ("kind", 150),
            ("yen", 130),
            ("note", 300),
        ),
        adding=("municipality_id", Asked("fiscal_year", 130), Asked("name", 220), Asked("yen", 130)),
    ),
)
