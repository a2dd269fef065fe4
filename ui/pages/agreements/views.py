"""The table of agreements: what there is to say beyond the record."""

from core.model.operating.agreements import Agreement
from ui.pages.editing import field_column
from ui.pages.table_view import Asked, TableView

VIEWS = (
    TableView(
        Agreement,
        columns=(
            lambda _: field_column(Agreement, "name", 290, tooltip=lambda one: one.name),
            lambda _: field_column(Agreement, "parties", 280, tooltip=lambda one: one.parties),
            ("signed_on", 150),
            ("effective_on", 150),
            ("ends_on", 150),
            ("renewal", 160),
            ("note", 240),
        ),
        frozen=1,
        adding=(Asked("name", 260), Asked("parties", 260), Asked("signed_on", 130)),
        printing=("協定書を印刷", "reports/agreement"),
    ),
)
