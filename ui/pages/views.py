"""The pages that are no more than a table: where what there is to say of one beyond its record is found."""

from functools import partial

from core.model.registry import TABLES
from ui.pages.table_page import TablePage
from ui.pages.table_view import TableView


def table_page(name: str) -> partial[TablePage]:
    """Return what makes the page of a table."""
    return partial(TablePage, view=view_of(name))


def view_of(name: str) -> TableView:
    """Return what the table's subject says of its page, else what follows from its record alone."""
    found = (view for view in _views(name) if view.table.name == name)
    return next(found, None) or TableView(TABLES[name].record)


def _views(name: str) -> tuple[TableView, ...]:
    """Return what the subject of this table says: it is loaded alone, a page does not wait for the others."""
    match name:
        case "municipalities" | "fixed_amounts":
            from ui.pages.council import views as council

            return council.VIEWS
        case "customizations":
            from ui.pages.requests import views as requests

            return requests.VIEWS
        case "out_of_scope_costs":
            from ui.pages.costs import views as costs

            return costs.VIEWS
        case "reviewers" | "bidders":
            from ui.pages.evaluation import views as evaluation

            return evaluation.VIEWS
        case "projects" | "year_items" | "payment_terms" | "payments" | "commitments" | "cloud_keys" | "fundings":
            from ui.pages.charges import views as charges

            return charges.VIEWS
        case "bodies" | "seats" | "meeting_series" | "decisions" | "chronicle":
            from ui.pages.organisation import views as organisation

            return organisation.VIEWS
        case "calendar_days":
            from ui.pages.schedule import views as schedule

            return schedule.VIEWS
        case "sites" | "risks" | "lines" | "continuity_plans" | "drills" | "service_fees" | "service_counts":
            from ui.pages.foundation import views as foundation

            return foundation.VIEWS
        case "sla_contracts" | "sla_items" | "outages" | "sla_results" | "sla_reports":
            from ui.pages.sla import views as sla

            return sla.VIEWS
        case "survey_questions" | "survey_tallies" | "survey_comments":
            from ui.pages.surveys import views as surveys

            return surveys.VIEWS
        case "agreements":
            from ui.pages.agreements import views as agreements

            return agreements.VIEWS
        case "handouts" | "handout_chapters" | "handout_pictures":
            from ui.pages.handouts import views as handouts

            return handouts.VIEWS
    return ()
