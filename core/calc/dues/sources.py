"""期限 of every subject. A subject that has some writes a function that yields its Due and adds it to SOURCES."""

from collections.abc import Callable, Iterator

from core.calc.claims.standing import standing_of
from core.calc.dues.due import Due, month_of, next_month_of
from core.calc.foundation.continuity import is_followed
from core.calc.members import members_of
from core.calc.participation import absences, takes_part
from core.calc.schedule.chart import doer, for_whom_of
from core.calc.schedule.standing import planned_span
from core.dataclass import dataclass
from core.model.answers import Answer, AnswerState
from core.model.charges.claims import Claim
from core.model.council import System, consortium_of, municipality_name
from core.model.foundation.continuity import ContinuityPlan, Drill
from core.model.foundation.lines import Line, ends_of
from core.model.foundation.requirements import Requirement, Result, SiteCheck, requirement_name, site_name
from core.model.foundation.risks import Risk, RiskState, risk_owner
from core.model.foundation.services import FeeKind, ServiceFee
from core.model.gaps import Conclusion, Gap
from core.model.issues import Issue, in_charge_of
from core.model.law_changes.records import LawChange
from core.model.local_rules import LocalRule, Ordinance, RuleUse, rule_name
from core.model.machine.anywhere import value_of
from core.model.machine.naming import describe, title_of
from core.model.machine.table import Look
from core.model.meetings import Decision, Meeting, body_of, meeting_name
from core.model.operating.agreements import Agreement
from core.model.operating.applications import Application
from core.model.operating.improvements import Improvement, asked_by
from core.model.operating.surveys import Survey
from core.model.organisation import Seat, Tenure
from core.model.requests import Customization
from core.model.schedule import Task, TaskKind

Source = Callable[[Look], Iterator[Due]]
"""Yields every due date of a subject, past ones too."""


def _issues(look: Look) -> Iterator[Due]:
    """Of what is settled nothing is due."""
    for one in look.all(Issue).values():
        if one.due_on is not None and not one.state.is_closed:
            who = in_charge_of(look, one)
            yield Due(one.due_on, "課題の期限", f"課題{one.number} {one.title}", who, value_of(one), is_open=True)


def _improvements(look: Look) -> Iterator[Due]:
    """Of what is settled nothing is due."""
    for one in look.all(Improvement).values():
        if one.due_on is not None and not one.is_settled:
            title = f"改善要望{one.number} {one.title}"
            yield Due(one.due_on, "改善要望の期限", title, asked_by(look, one), value_of(one), is_open=True)


def _surveys(look: Look) -> Iterator[Due]:
    for survey in look.all(Survey).values():
        if survey.held_until is not None:
            yield Due(survey.held_until, "満足度調査の終了", survey.name, survey.audience, value_of(survey))


def _applications(look: Look) -> Iterator[Due]:
    """The day from which an application is to hold: nothing is late once it was settled, refused or withdrawn."""
    for one in look.all(Application).values():
        on = one.effective_on or one.wished_on
        if on is not None and one.state.is_open:
            yield Due(on, f"{one.kind.label}の予定日", f"申請{one.number} {one.name}", "", value_of(one), is_open=True)


def _agreements(look: Look) -> Iterator[Due]:
    for agreement in look.all(Agreement).values():
        if agreement.ends_on is not None:
            yield Due(agreement.ends_on, "協定の終了", agreement.name, agreement.renewal, value_of(agreement))


def _answers(look: Look) -> Iterator[Due]:
    """One for each day: the requests that cost something and are to be answered by then, and who has not answered one
    of them though it takes part in its system (未定 is an answer)."""
    consortium, members, absent = consortium_of(look), members_of(look), absences(look)
    asked: dict[str, list[Customization]] = {}
    for one in look.all(Customization).values():
        on = one.deadline or consortium.answer_deadline
        if on is not None and one.disposition.costs:
            asked.setdefault(on, []).append(one)
    for on, requests in asked.items():
        waiting: set[int] = set()
        for one in requests:
            rows = look.children(Answer, one.id).values()
            said = {row.municipality_id for row in rows if row.state is not AnswerState.UNANSWERED}
            waiting |= {m.id for m in members if takes_part(absent, one, m.id) and m.id not in said}
        who = "、".join(member.name for member in members if member.id in waiting)
        title = f"要望{len(requests):,}件への回答{'' if waiting else '(すべて回答済み)'}"
        yield Due(on, "意向の回答期限", title, who, value_of(requests[0]), bool(waiting))


def _meetings(look: Look) -> Iterator[Due]:
    for one in look.all(Meeting).values():
        body = body_of(look, one)
        yield Due(one.held_on, "会議", meeting_name(look, one), body.name if body else "", value_of(one))


def _next_meetings(look: Look) -> Iterator[Due]:
    """What a session said of the next one, until a later session of the same body is listed."""
    rows = look.all(Meeting).values()
    for one in rows:
        body = body_of(look, one)
        others = (row for row in rows if row.series_id == one.series_id and body_of(look, row) == body)
        if one.next_on is not None and not any(row.held_on > one.held_on for row in others):
            told = f"{meeting_name(look, one)}の次回 {one.next_at}".strip()
            yield Due(one.next_on, "会議", told, body.name if body else "", value_of(one))


def _gaps(look: Look) -> Iterator[Due]:
    """What is decided, or fits after all, is not waited for."""
    for one in look.all(Gap).values():
        if one.due_on is not None and one.fit.is_asked and one.conclusion is not Conclusion.DECIDED:
            title = f"F&G{one.number} {one.function}"
            yield Due(one.due_on, "F&G項目の期限", title, one.person, value_of(one), is_open=True)


def _decisions(look: Look) -> Iterator[Due]:
    for one in look.all(Decision).values():
        if one.effective_on is not None:
            yield Due(one.effective_on, "決定の効力の生じる日", title_of(look, one), "", value_of(one))


def _tenures(look: Look) -> Iterator[Due]:
    """A term that ends is of a seat that goes on and that nobody follows on."""
    for one in look.all(Tenure).values():
        until = one.until_on
        if until is None:
            continue
        others = look.children(Tenure, one.seat_id).values()
        seat = look.all(Seat)[one.seat_id]
        if not any(other.from_on and other.from_on > until for other in others):
            yield Due(until, "任期の満了", f"{describe(look, seat)} {one.name}", "", value_of(seat))


def _sessions(look: Look) -> Iterator[Due]:
    for one in look.all(RuleUse).values():
        if one.session_on is not None and one.ordinance is not Ordinance.NOT_NEEDED:
            rule = rule_name(look, one.local_rule_id)
            who = municipality_name(look, one.municipality_id)
            value = value_of(look.all(LocalRule)[one.local_rule_id])
            yield Due(one.session_on, "条例改正の議会", f"{rule} {one.basis}".strip(), who, value)


def _tasks(look: Look) -> Iterator[Due]:
    """The end of each task that is not done. What lasts as long as the tasks under it is due with the last of these."""
    above = {one.parent_id for one in look.all(Task).values()}
    who = for_whom_of(look)
    for one in look.all(Task).values():
        planned = planned_span(one)
        if planned is not None and one.id not in above and one.actual_end is None and one.progress < 100:
            kind = "作業の終わり" if one.kind is TaskKind.TASK else one.kind.label
            title = f"{one.number} {one.name}"
            yield Due(planned.last, kind, title, doer(one, who.get(one.id, "")), value_of(one), is_open=True)


def _evidence(look: Look) -> Iterator[Due]:
    """What shows that a requirement is met has to be renewed; of one that is not met nothing expires."""
    for one in look.all(SiteCheck).values():
        if one.valid_until is not None and one.result in {Result.MET, Result.PARTLY}:
            requirement = look.all(Requirement)[one.requirement_id]
            title = f"{requirement_name(look, requirement.id)} {requirement.content} {one.evidence}".strip()
            where = site_name(look, one.site_id)
            yield Due(one.valid_until, "証明の有効期限", title, where, value_of(requirement), is_open=True)


def _reviews(look: Look) -> Iterator[Due]:
    for one in look.all(Risk).values():
        if one.review_on is not None and one.state is not RiskState.CLOSED:
            title = f"{describe(look, one)} {one.content}"
            yield Due(one.review_on, "リスクの見直し", title, risk_owner(look, one), value_of(one), is_open=True)
    for plan in look.all(ContinuityPlan).values():
        if plan.review_on is not None:
            title, value = describe(look, plan), value_of(plan)
            yield Due(plan.review_on, "BCPの見直し", title, look.all(System)[plan.system_id].subcommittee, value, True)


def _drills(look: Look) -> Iterator[Due]:
    """The next drill, until one is held after the drill that names it."""
    held = list(look.all(Drill).values())
    for one in held:
        if one.next_on is not None and not is_followed(one, held):
            yield Due(one.next_on, "次回の訓練", describe(look, one), one.attendees, value_of(one), is_open=True)


def _lines(look: Look) -> Iterator[Due]:
    for one in look.all(Line).values():
        if one.ends_on is not None:
            title = f"{describe(look, one)} {'〜'.join(ends_of(look, one))}({one.role.label})"
            yield Due(one.ends_on, "回線の契約満了", title, one.provider, value_of(one))


def _reductions(look: Look) -> Iterator[Due]:
    for one in look.all(ServiceFee).values():
        if one.until_on is not None and one.kind is FeeKind.REDUCTION:
            who = municipality_name(look, one.municipality_id)
            yield Due(one.until_on, "減額の終わり", describe(look, one), who, value_of(one))


def _law_changes(look: Look) -> Iterator[Due]:
    """Of a change that is applied nothing is due any more."""
    for one in look.all(LawChange).values():
        if one.applied_on is not None:
            continue
        title, value = f"制度改正{one.number} {one.name}", value_of(one)
        if one.effective_on is not None:
            yield Due(one.effective_on, "制度改正の施行日", title, "", value, is_open=True)
        if one.vendor_due_on is not None and one.vendor_done_on is None:
            yield Due(one.vendor_due_on, "制度改正の対応予定", title, "事業者", value, is_open=True)


def _claims(look: Look) -> Iterator[Due]:
    """What is not paid yet, on the day on which it is due."""
    for one in look.all(Claim).values():
        open_ = standing_of(look, one).open
        if open_ > 0:
            title = f"{one.number} 第{one.term}期 {open_:,}円"
            yield Due(one.due_on, "負担金の納期限", title, one.payer, value_of(one), is_open=True)


SOURCES: tuple[Source, ...] = (
    _issues,
    _gaps,
    _answers,
    _meetings,
    _next_meetings,
    _improvements,
    _surveys,
    _applications,
    _agreements,
    _decisions,
    _tenures,
    _sessions,
    _tasks,
    _evidence,
    _reviews,
    _drills,
    _lines,
    _reductions,
    _law_changes,
    _claims,
)


@dataclass(frozen=True, slots=True)
class Dues:
    """As of a day: what is late, what falls into this month and into the next; each in the order of the days. What is
    late stands there only."""

    late: tuple[Due, ...]
    this_month: tuple[Due, ...]
    next_month: tuple[Due, ...]


def dues_on(look: Look, day: str) -> Dues:
    """Return the due dates that matter on an ISO day."""
    known = [due for source in SOURCES for due in source(look)]
    known.sort(key=lambda due: (due.on, due.kind, due.value))
    late = [due for due in known if due.is_late(day)]
    rest = [due for due in known if not due.is_late(day)]

    def between(first: str, last: str) -> tuple[Due, ...]:
        return tuple(due for due in rest if due.is_between(first, last))

    return Dues(tuple(late), between(*month_of(day)), between(*next_month_of(day)))
