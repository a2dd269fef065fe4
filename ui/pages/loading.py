"""How each page is loaded when it is first looked at, so that the window opens at once: the one place where pages are
named by their classes."""

from collections.abc import Callable

from ui.pages.page import Page
from ui.session import Session
from ui.shell.memory import Memory

MakePage = Callable[[Session, Memory, str, str], Page]
"""(session, memory, title, about) → the page: its class as a rule."""


def table(name: str) -> Callable[[], MakePage]:
    """Return what loads the page of a table that is no more than its description (found by ui/pages/views.py)."""

    def load() -> MakePage:
        from ui.pages.views import table_page

        return table_page(name)

    return load


def letters() -> type[Page]:
    from ui.pages.letters.letters_page import LettersPage

    return LettersPage


def overview() -> type[Page]:
    from ui.pages.overview.overview_page import OverviewPage

    return OverviewPage


def consortium() -> type[Page]:
    from ui.pages.council.consortium_page import ConsortiumPage

    return ConsortiumPage


def populations() -> type[Page]:
    from ui.pages.council.populations_page import PopulationsPage

    return PopulationsPage


def systems() -> type[Page]:
    from ui.pages.council.systems_page import SystemsPage

    return SystemsPage


def quote_matrix() -> type[Page]:
    from ui.pages.requests.quote_matrix_page import QuoteMatrixPage

    return QuoteMatrixPage


def answers() -> type[Page]:
    from ui.pages.answers.answers_page import AnswersPage

    return AnswersPage


def answer_files() -> type[Page]:
    from ui.pages.answers.answer_files_page import AnswerFilesPage

    return AnswerFilesPage


def allocation() -> type[Page]:
    from ui.pages.allocation.allocation_page import AllocationPage

    return AllocationPage


def cost_lines() -> type[Page]:
    from ui.pages.costs.cost_lines_page import CostLinesPage

    return CostLinesPage


def current_costs() -> type[Page]:
    from ui.pages.costs.current_costs_page import CurrentCostsPage

    return CurrentCostsPage


def comparison() -> type[Page]:
    from ui.pages.comparison.comparison_page import ComparisonPage

    return ComparisonPage


def scenarios() -> type[Page]:
    from ui.pages.comparison.scenarios_page import ScenariosPage

    return ScenariosPage


def total_costs() -> type[Page]:
    from ui.pages.comparison.total_costs_page import TotalCostsPage

    return TotalCostsPage


def charges() -> type[Page]:
    from ui.pages.charges.charges_page import ChargesPage

    return ChargesPage


def explanations() -> type[Page]:
    from ui.pages.charges.explanation_page import ExplanationPage

    return ExplanationPage


def claims() -> type[Page]:
    from ui.pages.claims.claims_page import ClaimsPage

    return ClaimsPage


def settlements() -> type[Page]:
    from ui.pages.claims.settlements_page import SettlementsPage

    return SettlementsPage


def cloud_bills() -> type[Page]:
    from ui.pages.cloud_bills.cloud_bills_page import CloudBillsPage

    return CloudBillsPage


def procurements() -> type[Page]:
    from ui.pages.evaluation.procurements_page import ProcurementsPage

    return ProcurementsPage


def scores() -> type[Page]:
    from ui.pages.evaluation.scores_page import ScoresPage

    return ScoresPage


def survey() -> type[Page]:
    from ui.pages.present_systems.survey_page import SurveyPage

    return SurveyPage


def replies() -> type[Page]:
    from ui.pages.inquiries.replies_page import RepliesPage

    return RepliesPage


def score_files() -> type[Page]:
    from ui.pages.evaluation.score_files_page import ScoreFilesPage

    return ScoreFilesPage


def evaluation() -> type[Page]:
    from ui.pages.evaluation.evaluation_page import EvaluationPage

    return EvaluationPage


def organisation() -> type[Page]:
    from ui.pages.organisation.organisation_page import OrganisationPage

    return OrganisationPage


def gantt() -> type[Page]:
    from ui.pages.schedule.gantt_page import GanttPage

    return GanttPage


def handover() -> type[Page]:
    from ui.pages.organisation.handover_page import HandoverPage

    return HandoverPage


def meetings() -> type[Page]:
    from ui.pages.meetings.meetings_page import MeetingsPage

    return MeetingsPage


def local_rules() -> type[Page]:
    from ui.pages.local_rules.rules_page import RulesPage

    return RulesPage


def sole_rules() -> type[Page]:
    from ui.pages.local_rules.sole_page import SolePage

    return SolePage


def issues() -> type[Page]:
    from ui.pages.issues.issues_page import IssuesPage

    return IssuesPage


def dues() -> type[Page]:
    from ui.pages.issues.dues_page import DuesPage

    return DuesPage


def gaps() -> type[Page]:
    from ui.pages.gaps.gaps_page import GapsPage

    return GapsPage


def gap_needs() -> type[Page]:
    from ui.pages.gaps.needs_page import NeedsPage

    return NeedsPage


def fit_rates() -> type[Page]:
    from ui.pages.gaps.rates_page import RatesPage

    return RatesPage


def origins() -> type[Page]:
    from ui.pages.gaps.origins_page import OriginsPage

    return OriginsPage


def tasks() -> type[Page]:
    from ui.pages.schedule.tasks_page import TasksPage

    return TasksPage


def baselines() -> type[Page]:
    from ui.pages.schedule.baselines_page import BaselinesPage

    return BaselinesPage


def sla() -> type[Page]:
    from ui.pages.sla.sla_page import SlaPage

    return SlaPage


def law_changes() -> type[Page]:
    from ui.pages.law_changes.law_changes_page import LawChangesPage

    return LawChangesPage


def improvements() -> type[Page]:
    from ui.pages.improvements.improvements_page import ImprovementsPage

    return ImprovementsPage


def surveys() -> type[Page]:
    from ui.pages.surveys.surveys_page import SurveysPage

    return SurveysPage


def survey_results() -> type[Page]:
    from ui.pages.surveys.results_page import ResultsPage

    return ResultsPage


def applications() -> type[Page]:
    from ui.pages.applications.applications_page import ApplicationsPage

    return ApplicationsPage


def articles() -> type[Page]:
    from ui.pages.agreements.articles_page import ArticlesPage

    return ArticlesPage


def exchange() -> type[Page]:
    from ui.pages.exchange.exchange_page import ExchangePage

    return ExchangePage


def history() -> type[Page]:
    from ui.pages.history.history_page import HistoryPage

    return HistoryPage


def reports() -> type[Page]:
    from ui.pages.reports.reports_page import ReportsPage

    return ReportsPage


def requirements() -> type[Page]:
    from ui.pages.foundation.requirements_page import RequirementsPage

    return RequirementsPage


def services() -> type[Page]:
    from ui.pages.foundation.services_page import ServicesPage

    return ServicesPage
