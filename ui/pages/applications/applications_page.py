"""新規参加・離脱: the applications, what each would change for every member, and the act by which it takes effect."""

from PySide6.QtWidgets import QPushButton

from core.model.operating.applications import Application
from core.operations.applications.settling import settle
from ui.pages.applications.application_side import ApplicationSide
from ui.pages.editing import field_column
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER
from ui.widgets.buttons import button


class ApplicationsPage(TablePage):
    """The effect is computed for the current application only."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about, _view())

    def _buttons(self) -> list[QPushButton]:
        help = "承認した申請のとおり、団体を加入日から加入させるか、離脱日から離脱させます。元に戻せます。"
        return [button("加入・離脱の手続きをする", self._settle, "primary", help=help), *super()._buttons()]

    def _settle(self) -> None:
        current = self.sheet.current
        application = self.session.book.all(Application).get(current[0].id) if current else None
        if application is not None:
            self.run(settle(self.session.book, application))


def _view() -> TableView:
    return TableView(
        Application,
        noun="申請",
        columns=(
            lambda _: field_column(Application, "number", 92, align=CENTER),
            ("name", 130),
            ("kind", 84),
            ("state", 100),
            ("applied_on", 150),
            ("wished_on", 150),
            ("effective_on", 150),
            ("code", 100),
            ("population", 100),
            ("population_date", 150),
            ("current_yen", 150),
            ("equal_percent", 110),
            ("contract_ends_on", 150),
            ("penalty_yen", 120),
            ("buy_in_yen", 120),
            ("own_cost_yen", 130),
            ("approved_on", 150),
            ("agreement_changed_on", 150),
            ("notified_on", 150),
            ("municipality_id", 110),
            ("conditions", 220),
            ("note", 200),
        ),
        frozen=2,
        adding=(Asked("kind", 90, "種類"), Asked("name", 140), Asked("wished_on", 130), Asked("population", 100)),
        empty=(
            "まだ申請がありません。上の欄に団体名と希望日、加入のときは人口を入れて「申請を追加」を押してください。"
            "各団体の負担がどう変わるかが、右に出ます。"
        ),
        form=ApplicationSide,
        form_width=560,
        printing=("影響試算を印刷", "reports/applications"),
        needs=(
            "application_systems", "populations", "scenarios", "scenario_members", "cost_lines", "cost_amounts",
            "current_costs", "penalties", "participations", "systems", "tax_rates", "weights", "weight_years",
            "fixed_amounts", "links",
        ),
    )  # fmt: skip
