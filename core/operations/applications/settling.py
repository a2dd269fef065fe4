"""加入・離脱の手続き: what was approved is entered as the membership itself, from its day on."""

from collections.abc import Sequence

from core.calc.comparison.gathering import present_scenario
from core.model.book import Book
from core.model.costs import CurrentCost, Penalty
from core.model.council import Municipality, Participation, Population, System
from core.model.links import Link, LinkKind
from core.model.machine.anywhere import value_of
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults, Refused
from core.model.machine.kinds import read_flag
from core.model.operating.applications import Application, ApplicationKind, ApplicationState, ApplicationSystem
from core.model.values.codes import parse_code
from core.model.values.dates import show_date
from core.operations.editing.adding import given_values
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.editing.matrix import write_all, write_cell


def settle(book: Book, application: Application) -> ChangeSet | Faults:
    """Enter what was approved. 加入: the municipality is registered with its population, present costs, penalty and
    systems, or gets its day of joining; 離脱: it gets its day of leaving. Refused while it is not approved, has no
    day or no code, or was settled already."""
    number = application.number
    if application.state is ApplicationState.SETTLED:
        return Faults.of("state", "application_settled", number=number)
    if application.state is not ApplicationState.APPROVED:
        return Faults.of("state", "application_not_approved", number=number, state=application.state.label)
    if application.effective_on is None:
        return Faults.of("effective_on", "application_without_effective_day", number=number)
    draft = Draft(book)
    known = book.all(Municipality).get(application.municipality_id or 0)
    if application.kind is ApplicationKind.LEAVE:
        if known is None:
            return Faults.of("municipality_id", "leaver_unknown", number=number)
        draft.update(known, left_on=application.effective_on)
    else:
        joined = _joined(book, draft, application, known)
        if isinstance(joined, Faults):
            return joined
        known = joined
    draft.update(application, state=ApplicationState.SETTLED, municipality_id=known.id)
    _link(draft, application, known)
    word = "加入" if application.kind is ApplicationKind.JOIN else "離脱"
    return checked(draft, f"{known.name}を{show_date(application.effective_on)}に{word}させる")


def _joined(book: Book, draft: Draft, application: Application, known: Municipality | None) -> Municipality | Faults:
    """Register the applicant, or let one that is registered join."""
    day = application.effective_on
    if known is not None:
        member = draft.update(known, joined_on=day, left_on=None)
    else:
        if not application.code:
            return Faults.of("code", "application_without_code", number=application.number)
        try:
            code = parse_code(application.code)
        except Refused as refused:
            return Faults((refused.at("code"),))
        same = next((one for one in draft.all(Municipality).values() if one.code == code), None)
        if same is not None:
            return Faults.of("code", "applicant_is_there", number=application.number, code=code, name=same.name)
        values = {"code": code, "name": application.name, "joined_on": day, "equal_percent": application.equal_percent}
        member = draft.insert(Municipality, **{**given_values(draft, Municipality, values), **values})
    _add_figures(book, draft, application, member)
    return member


def _add_figures(book: Book, draft: Draft, application: Application, member: Municipality) -> None:
    source = f"申請{application.number}"
    wanted = present_scenario(book).population_date or book.consortium.population_date
    on = application.population_date or wanted or application.effective_on
    if application.population is not None and not draft.children(Population, member.id):
        draft.insert(
            Population, municipality_id=member.id, reference_date=on, population=application.population, source=source
        )
    if application.current_yen is not None and not draft.children(CurrentCost, member.id):
        draft.insert(CurrentCost, municipality_id=member.id, yen=application.current_yen, category="", note=source)
    if application.penalty_yen is not None and not draft.children(Penalty, member.id):
        ends = application.contract_ends_on
        draft.insert(
            Penalty, municipality_id=member.id, yen=application.penalty_yen, contract_ends_on=ends, note=source
        )
    if not draft.children(Participation, member.id):
        for row in draft.children(ApplicationSystem, application.id).values():
            draft.insert(Participation, municipality_id=member.id, system_id=row.system_id)


def _link(draft: Draft, application: Application, member: Municipality) -> None:
    ends = value_of(application), value_of(member)
    if not any((one.source, one.target) == ends for one in draft.all(Link).values()):
        draft.insert(Link, source=ends[0], target=ends[1], kind=LinkKind.BASIS)


def set_systems(book: Book, cells: Sequence[tuple[Application, System, str]]) -> ChangeSet | Faults:
    """Say in which systems applicants want to take part: ○ or nothing, cell by cell."""

    def write(draft: Draft, application: Application, system: System, text: str) -> ApplicationSystem | None:
        place = {"application_id": application.id, "system_id": system.id}
        return write_cell(draft, ApplicationSystem, application.id, place, {} if read_flag(text) else None)

    return write_all(book, cells, write, "system_id", "希望業務")
