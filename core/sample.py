"""The content of new files: an empty consortium, or the source's data from the text files in resources/samples."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeVar

from core.model.answers import Answer
from core.model.book import Book
from core.model.charges.charging import Assessment, Project, YearItem
from core.model.chronicle import Event
from core.model.costs import NATIONAL_TAX_RATES, CostAmount, CostLine, CurrentCost, TaxRate
from core.model.council import Consortium, Municipality, Participation, Population, System
from core.model.evaluation import Bidder, Criterion, Procurement, Reviewer, ReviewRound, Score
from core.model.foundation.lines import Line
from core.model.foundation.requirements import Method, Requirement, Result, Site, SiteCheck
from core.model.foundation.risks import Risk
from core.model.foundation.services import Service, ServiceStatus
from core.model.gaps import Gap
from core.model.issues import Issue
from core.model.law_changes.records import LawChange, LawChangeSystem
from core.model.links import Link, LinkKind
from core.model.local_rules import LocalRule, RuleUse
from core.model.machine.anywhere import value_of
from core.model.machine.changes import ChangeSet
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.model.meetings import Meeting, Series
from core.model.operating.agreements import Agreement, Article
from core.model.operating.applications import Application
from core.model.operating.improvements import Improvement, ImprovementSupport
from core.model.operating.surveys import Survey, SurveyComment, SurveyQuestion, SurveyTally
from core.model.organisation import Body, Seat
from core.model.papers.handouts import Handout, HandoutChapter
from core.model.registry import table_of
from core.model.requests import Customization, Option, Quote
from core.model.scenarios import Scenario
from core.model.schedule import Precedence, Task
from core.model.selection.inquiries import Inquiry
from core.model.sla.records import Outage, OutageMember, OutageSystem, SlaContract, SlaItem, SlaReport, SlaResult
from core.model.values.dates import fiscal_year
from core.operations.editing.adding import given_values
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.find import find, found
from core.operations.editing.reading import read
from core.operations.requests.finding import find_option
from core.version import RESOURCES
from core.words.sentences import sentence

R = TypeVar("R", bound=Record)

FOLDER = RESOURCES / "samples" / "toyama_2014"

SOURCE_OF_POPULATIONS = "国勢調査"

SOURCE_OF_SITE = "協議会資料(平成26年11月18日)4-(3)"

FIT_AND_GAP = "フィット&ギャップ"

FIRST_AGREEMENT = "参加6市町村による協定書"

FIRST_SCENARIO = "現在の前提"


def empty(name: str, base_date: str) -> ChangeSet:
    """Return the content of a new file: the consortium, its fiscal year that of `base_date` (ISO), the national rates
    of consumption tax and one scenario."""
    draft = Draft(Book({}))
    draft.insert(Consortium, name=name, base_date=base_date, fiscal_year=fiscal_year(base_date))
    _add_tax_rates(draft)
    draft.insert(Scenario, name=FIRST_SCENARIO, position=1)
    return draft.finish("新しい台帳を作成")


def sample(with_versions: bool = True) -> ChangeSet:
    """Return the content of the sample file: the six municipalities and 31 requests of the source, as printed.

    Ids follow the order of the lines, so every sample is the same. `with_versions`: what was charged, as it was told,
    which follows from the rest. Raises ValueError if the text files break a rule.
    """
    draft = Draft(Book({}))
    settings = {row["column"]: row["text"] for row in _rows("consortium")}
    draft.insert(Consortium, **_read(draft, Consortium, settings))
    for cls, name in ((Municipality, "municipalities"), (System, "systems")):
        for row in _rows(name):
            draft.insert(cls, **_read(draft, cls, row))
    _add_populations(draft)
    _add_participations(draft)
    _add_customizations(draft)
    _add_answers(draft)
    _add_tax_rates(draft)
    _add_costs(draft)
    _add_charges(draft, with_versions)
    _add_procurements(draft)
    _add_inquiries(draft)
    _add_organisation(draft)
    _add_gaps(draft)
    _add_local_rules(draft)
    _add_issues(draft)
    _add_foundation(draft)
    _add_sla(draft)
    _add_law_changes(draft)
    _add_improvements(draft)
    _add_surveys(draft)
    _add_applications(draft)
    _add_agreements(draft)
    _add_handouts(draft)
    _value.cache_clear()
    _row.cache_clear()
    flaws = [f"{record}: {sentence(fault)}" for record, fault in check(draft)]
    if flaws:
        raise ValueError("\n".join(flaws))
    return draft.finish("見本の台帳を作成")


def _add_populations(draft: Draft) -> None:
    for row in _rows("populations"):
        municipality = _row(draft, Municipality, row.pop("municipality"))
        for day, text in row.items():
            values = _read(draft, Population, {"reference_date": day, "population": text})
            draft.insert(Population, municipality_id=municipality.id, source=SOURCE_OF_POPULATIONS, **values)


def _add_participations(draft: Draft) -> None:
    """All take part in everything: the source does not say otherwise (推定)."""
    for municipality in draft.all(Municipality):
        for system in draft.all(System):
            draft.insert(Participation, municipality_id=municipality, system_id=system)


def _add_customizations(draft: Draft) -> None:
    references = []
    for row in _rows("customizations"):
        decided = {"adopted_option_id": row.pop("adopted_option"), "merged_into_id": row.pop("merged_into")}
        row["system_id"] = row.pop("system")
        references.append((draft.insert(Customization, **_read(draft, Customization, row)), decided))
    for row in _rows("options"):
        parent = _row(draft, Customization, row.pop("item"))
        draft.insert(Option, customization_id=parent.id, **_read(draft, Option, row))
    for row in _rows("quotes"):
        parent = _row(draft, Customization, row.pop("item"))
        option = found(find_option(draft, parent, row.pop("option") or "案1"))
        draft.insert(Quote, option_id=option.id, **_read(draft, Quote, row))
    for customization, texts in references:
        draft.update(customization, **_read(draft, Customization, texts, customization))


def _add_answers(draft: Draft) -> None:
    for row in _rows("answers"):
        customization = _row(draft, Customization, row.pop("item"))
        for label, text in row.items():
            municipality = _row(draft, Municipality, label)
            values = _read(draft, Answer, {"state": text})
            draft.insert(Answer, customization_id=customization.id, municipality_id=municipality.id, **values)


def _add_tax_rates(draft: Draft) -> None:
    for day, percent in NATIONAL_TAX_RATES:
        draft.insert(TaxRate, start_date=day, percent=percent)


def _add_costs(draft: Draft) -> None:
    """The five-year comparison: present costs as printed, the fee and what else it needs as inferred (推定)."""
    for position, row in enumerate(_rows("cost_lines"), start=1):
        years = {int(name): row.pop(name) for name in list(row) if name.isdecimal()}
        line = draft.insert(CostLine, position=position, **_read(draft, CostLine, row))
        for year, text in years.items():
            amount = read(draft, CostAmount, "amount", text)
            draft.insert(CostAmount, cost_line_id=line.id, fiscal_year=year, amount=amount)
    for row in _rows("current_costs"):
        municipality = _row(draft, Municipality, row.pop("municipality"))
        draft.insert(CurrentCost, municipality_id=municipality.id, **_read(draft, CurrentCost, row))
    for position, row in enumerate(_rows("scenarios"), start=1):
        draft.insert(Scenario, position=position, **_read(draft, Scenario, row))


def _add_inquiries(draft: Draft) -> None:
    """The two rounds of the source, which names no vendor."""
    for position, row in enumerate(_rows("inquiries"), start=1):
        procurement = _row(draft, Procurement, row.pop("procurement"))
        values = _read(draft, Inquiry, row)
        draft.insert(Inquiry, position=position, procurement_id=procurement.id, **values)


def _add_charges(draft: Draft, with_versions: bool) -> None:
    """The charges of the five years as inferred (推定), as they were told, and one made-up year after them."""
    for position, row in enumerate(_rows("projects"), start=1):
        draft.insert(Project, position=position, **_read(draft, Project, row))
    projects = {one.name: one for one in draft.all(Project).values()}
    for row in _rows("year_items"):
        project, bearer = projects[row.pop("project")], row.pop("borne_by")
        municipality = _row(draft, Municipality, bearer).id if bearer else None
        draft.insert(YearItem, project_id=project.id, borne_by_id=municipality, **_read(draft, YearItem, row))
    for row in _rows("assessments") if with_versions else ():
        project = projects[row["project_name"]]
        draft.insert(Assessment, project_id=project.id, **_read(draft, Assessment, row))


def _add_procurements(draft: Draft) -> None:
    """The procurement of the source, of which no score is published, and a made-up one with everything."""
    for position, row in enumerate(_rows("procurements"), start=1):
        draft.insert(Procurement, position=position, **_read(draft, Procurement, row))
    kinds: dict[str, type[Record]] = {
        "review_rounds": ReviewRound,
        "criteria": Criterion,
        "bidders": Bidder,
        "reviewers": Reviewer,
    }
    for name, cls in kinds.items():
        for position, row in enumerate(_rows(name), start=1):
            procurement = _row(draft, Procurement, row.pop("procurement"))
            if "system" in row:
                row["system_id"] = row.pop("system")
            placed = {} if cls is ReviewRound else {"position": position}
            draft.insert(cls, procurement_id=procurement.id, **placed, **_read(draft, cls, row))
    for row in _rows("scores"):
        procurement = _row(draft, Procurement, row.pop("procurement"))
        reviewer = _row(draft, Reviewer, row.pop("reviewer"), procurement.id)
        criterion = _row(draft, Criterion, row.pop("criterion"), procurement.id)
        for name, text in row.items():
            bidder = _row(draft, Bidder, name, procurement.id)
            values = _read(draft, Score, {"value": text})
            draft.insert(Score, criterion_id=criterion.id, bidder_id=bidder.id, reviewer_id=reviewer.id, **values)


def _add_organisation(draft: Draft) -> None:
    """Bodies, seats, sessions and the chronicle as printed; the figures of the schedules could not be read:
    the tasks have the dates of the text, and from the building of the system on inferred ones (推定)."""
    for cls in (Body, Seat, Series, Meeting, Event, Task, Precedence):
        for row in _rows(table_of(cls).name):
            _inserted(draft, cls, row)


def _add_gaps(draft: Draft) -> None:
    """The requests came out of the sessions of fit and gap; which of the 137 each came out of, nobody wrote down."""
    series = _row(draft, Series, FIT_AND_GAP)
    for row in _rows("gaps"):
        request = _row(draft, Customization, row.pop("item"))
        gap = draft.insert(Gap, **_read(draft, Gap, row))
        for source, target in ((series, gap), (gap, request)):
            draft.insert(Link, source=value_of(source), target=value_of(target), kind=LinkKind.ORIGIN)


def _add_local_rules(draft: Draft) -> None:
    """The rules behind the requests, each tied to its request, and what the table says of the municipalities."""
    for row in _rows("local_rules"):
        rule = draft.insert(LocalRule, **_read(draft, LocalRule, row))
        request = _row(draft, Customization, rule.number)
        draft.insert(Link, source=value_of(rule), target=value_of(request), kind=LinkKind.ORIGIN)
    for row in _rows("local_rule_uses"):
        rule = _row(draft, LocalRule, row.pop("number"))
        for label, text in row.items():
            municipality = _row(draft, Municipality, label)
            if text:
                values = _read(draft, RuleUse, {"use": text})
                draft.insert(RuleUse, local_rule_id=rule.id, municipality_id=municipality.id, **values)


def _add_issues(draft: Draft) -> None:
    for row in _rows("issues"):
        _inserted(draft, Issue, row)


def _add_foundation(draft: Draft) -> None:
    """Data centre, network and services as printed; the source says that the data centre has all of it, so each line is
    met by its word."""
    for cls in (Site, Requirement, Risk, Line, Service):
        for row in _rows(table_of(cls).name):
            _inserted(draft, cls, row)
    for requirement in draft.all(Requirement):
        for site in draft.all(Site):
            told: dict[str, FieldValue] = {"result": Result.MET, "evidence": SOURCE_OF_SITE, "method": Method.PAPERS}
            draft.insert(SiteCheck, requirement_id=requirement, site_id=site, **told)
    for row in _rows("service_statuses"):
        service = _row(draft, Service, row.pop("service"))
        municipality = _row(draft, Municipality, row.pop("municipality"))
        values = _read(draft, ServiceStatus, row)
        draft.insert(ServiceStatus, service_id=service.id, municipality_id=municipality.id, **values)


def _add_sla(draft: Draft) -> None:
    """A made-up example: the source only says that there are service levels to be talked of."""
    for row in _rows("sla_contracts"):
        draft.insert(SlaContract, position=1, **_read(draft, SlaContract, row))
    for position, row in enumerate(_rows("sla_items"), start=1):
        contract = _row(draft, SlaContract, row.pop("contract"))
        draft.insert(SlaItem, sla_contract_id=contract.id, position=position, **_read(draft, SlaItem, row))
    for row in _rows("outages"):
        systems, members = row.pop("systems"), row.pop("municipalities")
        outage = draft.insert(Outage, **_read(draft, Outage, row))
        for name in filter(None, systems.split("、")):
            draft.insert(OutageSystem, outage_id=outage.id, system_id=_row(draft, System, name).id)
        for name in filter(None, members.split("、")):
            who = _row(draft, Municipality, name)
            draft.insert(OutageMember, outage_id=outage.id, municipality_id=who.id)
    for name, cls in (("sla_results", SlaResult), ("sla_reports", SlaReport)):
        for row in _rows(name):
            item = _row(draft, SlaItem, row.pop("number"))
            draft.insert(cls, sla_item_id=item.id, **_read(draft, cls, row))


def _add_handouts(draft: Draft) -> None:
    """The source itself: its table of contents, with the texts that stand nowhere else in the ledger."""
    for row in _rows("handouts"):
        draft.insert(Handout, **_read(draft, Handout, row))
    for position, row in enumerate(_rows("handout_chapters"), start=1):
        handout = _row(draft, Handout, row.pop("handout"))
        values = _read(draft, HandoutChapter, row)
        draft.insert(HandoutChapter, handout_id=handout.id, position=position, **values)


def _add_law_changes(draft: Draft) -> None:
    """A made-up example: the source only says that changes of laws are to be talked of."""
    for row in _rows("law_changes"):
        systems = row.pop("systems")
        change = _inserted(draft, LawChange, row)
        for name in systems.split("、"):
            draft.insert(LawChangeSystem, law_change_id=change.id, system_id=_row(draft, System, name).id)


def _add_improvements(draft: Draft) -> None:
    """Made-up examples: the source says only that improvements were talked about."""
    for row in _rows("improvements"):
        _inserted(draft, Improvement, row)
    for row in _rows("improvement_supports"):
        improvement = _row(draft, Improvement, row.pop("number"))
        for label, text in row.items():
            if text:
                municipality = _row(draft, Municipality, label)
                values = _read(draft, ImprovementSupport, {"stance": text})
                place = {"improvement_id": improvement.id, "municipality_id": municipality.id}
                draft.insert(ImprovementSupport, **place, **values)


def _add_surveys(draft: Draft) -> None:
    """Made-up examples: the source says only that surveys were talked about."""
    for row in _rows("surveys"):
        draft.insert(Survey, **_read(draft, Survey, row))
    for row in _rows("survey_questions"):
        survey = _row(draft, Survey, row.pop("survey"))
        draft.insert(SurveyQuestion, survey_id=survey.id, **_read(draft, SurveyQuestion, row))
    for cls in (SurveyTally, SurveyComment):
        for row in _rows(table_of(cls).name):
            survey = _row(draft, Survey, row.pop("survey"))
            questions = draft.children(SurveyQuestion, survey.id).values()
            question = found(find(draft, SurveyQuestion, row.pop("number"), among=questions))
            draft.insert(cls, survey_question_id=question.id, **_read(draft, cls, row))


def _add_applications(draft: Draft) -> None:
    """A made-up example: the source says only that the approval of new members was talked about."""
    for row in _rows("applications"):
        _inserted(draft, Application, row)


def _add_agreements(draft: Draft) -> None:
    """The agreements of the source; of the articles only the ninth is named there, and that it governs fit and gap."""
    for position, row in enumerate(_rows("agreements"), start=1):
        draft.insert(Agreement, position=position, **_read(draft, Agreement, row))
    for position, row in enumerate(_rows("articles"), start=1):
        agreement = _row(draft, Agreement, row.pop("agreement"))
        draft.insert(Article, agreement_id=agreement.id, position=position, **_read(draft, Article, row))
    agreement, series = _row(draft, Agreement, FIRST_AGREEMENT), _row(draft, Series, FIT_AND_GAP)
    draft.insert(Link, source=value_of(agreement), target=value_of(series), kind=LinkKind.BASIS, note="9条")


def _inserted(draft: Draft, cls: type[R], texts: Mapping[str, str]) -> R:
    """Add a row of which the program gives what a new one is given; return it."""
    values = _read(draft, cls, texts)
    return draft.insert(cls, **{**given_values(draft, cls, values), **values})


def _read(
    draft: Draft, cls: type[Record], texts: Mapping[str, str], record: Record | None = None
) -> dict[str, FieldValue]:
    if record is not None:
        return {name: read(draft, cls, name, text, record) for name, text in texts.items()}
    return {name: _value(draft, cls, name, text) for name, text in texts.items()}


# The same names and words stand in hundreds of lines, and no line changes what an earlier one meant: each is read once.
@cache
def _value(draft: Draft, cls: type[Record], name: str, text: str) -> FieldValue:
    return read(draft, cls, name, text)


@cache
def _row(draft: Draft, cls: type[R], text: str, parent_id: int | None = None) -> R:
    """Return the row that a text names, of the table or of those that belong to one parent."""
    among = None if parent_id is None else draft.children(cls, parent_id).values()
    return found(find(draft, cls, text, among=among))


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a text file by the names in its heading; lines with # tell the source."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))
