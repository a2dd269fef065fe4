"""The one place where the modules that build printouts are loaded, when one is built: a list of printouts, a page and a
print of one do not wait for all the others."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from core.documents.handouts.printable import Printables
from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings
from core.model.book import Book


class Paper(NamedTuple):
    """What builds a printout, without what every head has, and what says the same as JSON text."""

    build: Callable[[Book, PrintSettings], Document]
    result: Callable[[Book, PrintSettings], str]


def paper(name: str, reports: Printables) -> Paper:
    """Return what builds the printout of this name, one of PRINTOUTS; `reports` are those of which a handout is
    put together."""
    match name:
        case "allocation":
            from core.documents.allocation import sheet as allocation_sheet

            return Paper(allocation_sheet.build, allocation_sheet.result)
        case "notice":
            from core.documents.answers import notice

            return Paper(notice.build, notice.result)
        case "questionnaire":
            from core.documents.answers import questionnaire

            return Paper(questionnaire.build, questionnaire.result)
        case "quotes":
            from core.documents.requests import quotes

            return Paper(quotes.build, quotes.result)
        case "derivation":
            from core.documents.allocation import derivation as derivation_sheet

            return Paper(derivation_sheet.build, derivation_sheet.result)
        case "reminder":
            from core.documents.answers import reminder

            return Paper(reminder.build, reminder.result)
        case "comparison":
            from core.documents.comparison import sheet as comparison_sheet

            return Paper(comparison_sheet.build, comparison_sheet.result)
        case "breakdown":
            from core.documents.comparison import breakdown as breakdown_sheet

            return Paper(breakdown_sheet.build, breakdown_sheet.result)
        case "fee-derivation":
            from core.documents.comparison import fee_derivation

            return Paper(fee_derivation.build, fee_derivation.result)
        case "totals":
            from core.documents.comparison import totals as totals_sheet

            return Paper(totals_sheet.build, totals_sheet.result)
        case "scenarios":
            from core.documents.comparison import scenarios as scenarios_sheet

            return Paper(scenarios_sheet.build, scenarios_sheet.result)
        case "out-of-scope":
            from core.documents.comparison import out_of_scope as out_of_scope_sheet

            return Paper(out_of_scope_sheet.build, out_of_scope_sheet.result)
        case "evaluation":
            from core.documents.evaluation import results as evaluation_results

            return Paper(evaluation_results.build, evaluation_results.result)
        case "evaluation-rules":
            from core.documents.evaluation import rules as evaluation_rules

            return Paper(evaluation_rules.build, evaluation_rules.result)
        case "evaluation-prices":
            from core.documents.evaluation import prices as evaluation_prices

            return Paper(evaluation_prices.build, evaluation_prices.result)
        case "evaluation-reviewers":
            from core.documents.evaluation import reviewers as evaluation_reviewers

            return Paper(evaluation_reviewers.build, evaluation_reviewers.result)
        case "evaluation-hands-on":
            from core.documents.evaluation import hands_on as evaluation_hands_on

            return Paper(evaluation_hands_on.build, evaluation_hands_on.result)
        case "evaluation-notice":
            from core.documents.evaluation import notices as evaluation_notices

            return Paper(evaluation_notices.build, evaluation_notices.result)
        case "evaluation-course":
            from core.documents.evaluation import course as evaluation_course

            return Paper(evaluation_course.build, evaluation_course.result)
        case "evaluation-interests":
            from core.documents.evaluation import interests as evaluation_interests

            return Paper(evaluation_interests.build, evaluation_interests.result)
        case "inquiries":
            from core.documents.inquiries import sheet as inquiries_sheet

            return Paper(inquiries_sheet.build, inquiries_sheet.result)
        case "score-sheets":
            from core.documents.evaluation import score_sheets as evaluation_score_sheets

            return Paper(evaluation_score_sheets.build, evaluation_score_sheets.result)
        case "organisation":
            from core.documents.organisation import sheet as organisation_sheet

            return Paper(organisation_sheet.build, organisation_sheet.result)
        case "roster":
            from core.documents.organisation import roster

            return Paper(roster.build_by_body, roster.result_by_body)
        case "roster-by-member":
            from core.documents.organisation import roster

            return Paper(roster.build_by_party, roster.result_by_party)
        case "vacancies":
            from core.documents.organisation import roster

            return Paper(roster.build_vacant, roster.result_vacant)
        case "agenda":
            from core.documents.meetings import session

            return Paper(session.build_agenda, session.result_agenda)
        case "attendance":
            from core.documents.meetings import session

            return Paper(session.build_attendance, session.result_attendance)
        case "minutes":
            from core.documents.meetings import session

            return Paper(session.build_minutes, session.result_minutes)
        case "sessions":
            from core.documents.meetings import lists as meeting_lists

            return Paper(meeting_lists.build_sessions, meeting_lists.result_sessions)
        case "votes":
            from core.documents.meetings import lists as meeting_lists

            return Paper(meeting_lists.build_votes, meeting_lists.result_votes)
        case "decisions":
            from core.documents.meetings import lists as meeting_lists

            return Paper(meeting_lists.build_decisions, meeting_lists.result_decisions)
        case "gaps":
            from core.documents.gaps import sheet as gap_sheet

            return Paper(gap_sheet.build, gap_sheet.result)
        case "gap-inquiry":
            from core.documents.gaps import inquiry as gap_inquiry

            return Paper(gap_inquiry.build, gap_inquiry.result)
        case "origins":
            from core.documents.gaps import origins as gap_origins

            return Paper(gap_origins.build, gap_origins.result)
        case "chronicle":
            from core.documents.chronicle import sheet as chronicle_sheet

            return Paper(chronicle_sheet.build, chronicle_sheet.result)
        case "local-rules":
            from core.documents.local_rules import comparison as rules_comparison

            return Paper(rules_comparison.build, rules_comparison.result)
        case "local-rules-by-member":
            from core.documents.local_rules import by_member as rules_by_member

            return Paper(rules_by_member.build, rules_by_member.result)
        case "policies":
            from core.documents.local_rules import policies as rules_policies

            return Paper(rules_policies.build, rules_policies.result)
        case "issues":
            from core.documents.issues import sheet as issues_sheet

            return Paper(issues_sheet.build, issues_sheet.result)
        case "dues":
            from core.documents.dues import sheet as dues_sheet

            return Paper(dues_sheet.build, dues_sheet.result)
        case "schedule":
            from core.documents.schedule import sheet as schedule_sheet

            return Paper(schedule_sheet.build, schedule_sheet.result)
        case "schedule-detail":
            from core.documents.schedule import sheet as schedule_sheet

            return Paper(schedule_sheet.build_detail, schedule_sheet.result_detail)
        case "safety":
            from core.documents.foundation import safety as safety_sheet

            return Paper(safety_sheet.build, safety_sheet.result)
        case "requirements":
            from core.documents.foundation import requirements as requirements_sheet

            return Paper(requirements_sheet.build, requirements_sheet.result)
        case "merits":
            from core.documents.foundation import merits as merits_sheet

            return Paper(merits_sheet.build, merits_sheet.result)
        case "network":
            from core.documents.foundation import network as network_sheet

            return Paper(network_sheet.build, network_sheet.result)
        case "risks":
            from core.documents.foundation import risks as risks_sheet

            return Paper(risks_sheet.build, risks_sheet.result)
        case "continuity":
            from core.documents.foundation import continuity as continuity_sheet

            return Paper(continuity_sheet.build, continuity_sheet.result)
        case "neighbours":
            from core.documents.foundation import neighbours as neighbours_sheet

            return Paper(neighbours_sheet.build, neighbours_sheet.result)
        case "services":
            from core.documents.foundation import services as services_sheet

            return Paper(services_sheet.build, services_sheet.result)
        case "sla":
            from core.documents.sla import monthly as sla_monthly

            return Paper(sla_monthly.build, sla_monthly.result)
        case "outage-report":
            from core.documents.sla import outages as sla_outages

            return Paper(sla_outages.build, sla_outages.result)
        case "sla-year":
            from core.documents.sla import yearly as sla_yearly

            return Paper(sla_yearly.build, sla_yearly.result)
        case "law-changes":
            from core.documents.law_changes import sheet as law_changes_sheet

            return Paper(law_changes_sheet.build, law_changes_sheet.result)
        case "improvements":
            from core.documents.improvements import sheet as improvements_sheet

            return Paper(improvements_sheet.build, improvements_sheet.result)
        case "improvement-inquiry":
            from core.documents.improvements import inquiry as improvements_inquiry

            return Paper(improvements_inquiry.build, improvements_inquiry.result)
        case "survey":
            from core.documents.surveys import sheet as survey_sheet

            return Paper(survey_sheet.build, survey_sheet.result)
        case "survey-form":
            from core.documents.surveys import questionnaire as survey_questionnaire

            return Paper(survey_questionnaire.build, survey_questionnaire.result)
        case "applications":
            from core.documents.applications import sheet as applications_sheet

            return Paper(applications_sheet.build, applications_sheet.result)
        case "agreement":
            from core.documents.agreements import sheet as agreements_sheet

            return Paper(agreements_sheet.build, agreements_sheet.result)
        case "charge-explanation":
            from core.documents.charges import explanation as charge_explanation

            return Paper(charge_explanation.build, charge_explanation.result)
        case "charge-notice":
            from core.documents.charges import notice as charge_notice

            return Paper(charge_notice.build, charge_notice.result)
        case "charge-basis":
            from core.documents.charges import basis as charge_basis

            return Paper(charge_basis.build, charge_basis.result)
        case "charge-budget-request":
            from core.documents.charges import basis as charge_basis

            return Paper(charge_basis.build_request, charge_basis.result_request)
        case "charge-claims":
            from core.documents.claims import papers as claim_papers

            return Paper(claim_papers.build_claims, claim_papers.result_claims)
        case "charge-payments":
            from core.documents.claims import papers as claim_papers

            return Paper(claim_papers.build_payments, claim_papers.result_payments)
        case "charge-settlement":
            from core.documents.claims import papers as claim_papers

            return Paper(claim_papers.build_settlement, claim_papers.result_settlement)
        case "settlement-notice":
            from core.documents.claims import settlement_notice

            return Paper(settlement_notice.build, settlement_notice.result)
        case "charge-audit":
            from core.documents.claims import papers as claim_papers

            return Paper(claim_papers.build_audit, claim_papers.result_audit)
        case "charge-accounts":
            from core.documents.charges import accounts as charge_accounts

            return Paper(charge_accounts.build, charge_accounts.result)
        case "charge-yardstick":
            from core.documents.charges import accounts as charge_accounts

            return Paper(charge_accounts.build_yardstick, charge_accounts.result_yardstick)
        case "cloud-bills":
            from core.documents.cloud_bills import sheet as cloud_bills_sheet

            return Paper(cloud_bills_sheet.build, cloud_bills_sheet.result)
        case "charge-commitments":
            from core.documents.commitments import sheet as commitments_sheet

            return Paper(commitments_sheet.build, commitments_sheet.result)
        case "answers":
            from core.documents.lists import answers as list_of_answers

            return Paper(list_of_answers.build_matrix, list_of_answers.result_matrix)
        case "comments":
            from core.documents.lists import answers as list_of_answers

            return Paper(list_of_answers.build_comments, list_of_answers.result_comments)
        case "distributions":
            from core.documents.lists import answers as list_of_answers

            return Paper(list_of_answers.build_board, list_of_answers.result_board)
        case "requests":
            from core.documents.lists import requests as list_of_requests

            return Paper(list_of_requests.build_requests, list_of_requests.result_requests)
        case "quote-list":
            from core.documents.lists import requests as list_of_requests

            return Paper(list_of_requests.build_quotes, list_of_requests.result_quotes)
        case "members":
            from core.documents.lists import council as list_of_members

            return Paper(list_of_members.build_members, list_of_members.result_members)
        case "participation":
            from core.documents.lists import council as list_of_members

            return Paper(list_of_members.build_participation, list_of_members.result_participation)
        case "cost-lines":
            from core.documents.lists import costs as list_of_costs

            return Paper(list_of_costs.build_lines, list_of_costs.result_lines)
        case "current-costs":
            from core.documents.lists import costs as list_of_costs

            return Paper(list_of_costs.build_current, list_of_costs.result_current)
        case "penalties":
            from core.documents.lists import costs as list_of_costs

            return Paper(list_of_costs.build_penalties, list_of_costs.result_penalties)
        case "five-years":
            from core.documents.comparison import plain as plain_comparison

            return Paper(plain_comparison.build, plain_comparison.result)
        case "handout":
            from core.documents.handouts import sheet as handout_sheet

            return Paper(partial(handout_sheet.build, reports=reports), partial(handout_sheet.result, reports=reports))
        case "list":
            from core.documents.ledger import listing

            return Paper(listing.build, listing.result)
    raise LookupError(name)
