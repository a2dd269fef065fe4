"""版を作る: what the charges of a year come to is kept, with everything it rests on, and never changes again."""

from collections.abc import Iterable

from core.calc.charges.assess import assess
from core.calc.charges.gathering import premises_of
from core.calc.charges.versions import newest_first
from core.calc.splitting.apportion import SplitRefused
from core.model.book import Book
from core.model.charges.charging import Assessment, Project, Stage, YearItem
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.values.charge_premises import premises_text, result_text
from core.model.values.dates import parse_date, show_date, show_fiscal_year
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked


def issue(
    book: Book,
    fiscal_year: int,
    stage: Stage,
    issued_on: str,
    issued_by: str = "",
    note: str = "",
    projects: Iterable[int] = (),
) -> ChangeSet | Faults:
    """Keep the charges of a year as they come to now, project by project (all that have items, or those named).

    確定 goes by 決算額, everything else by 予算額. A day may be typed in any of the ways of days. Refused where a
    figure is missing, the day is before that of an earlier version, or the stage does not come next: 予定 before 通知,
    変更 after it, nothing after 確定.
    """
    try:
        day = parse_date(issued_on)
    except Refused as refused:
        return Faults((refused.at("issued_on"),))
    wanted = set(projects)
    with_items = {one.project_id for one in book.all(YearItem).values() if one.fiscal_year == fiscal_year}
    chosen = [one for one in book.all(Project).values() if one.id in with_items and (not wanted or one.id in wanted)]
    if not chosen:
        return Faults.of("fiscal_year", "no_charges", year=show_fiscal_year(fiscal_year))
    draft, faults = Draft(book), list[Fault]()
    for project in sorted(chosen, key=lambda one: (one.position, one.id)):
        fault = _out_of_turn(book, project, fiscal_year, stage, day)
        try:
            made = assess(premises_of(book, project, fiscal_year, final=stage is Stage.FINAL))
        except SplitRefused as refused:
            fault = fault or refused.fault
        if fault is not None:
            faults.append(fault)
            continue
        draft.insert(
            Assessment,
            project_name=project.name,
            fiscal_year=fiscal_year,
            stage=stage,
            issued_on=day,
            project_id=project.id,
            issued_by=issued_by,
            premises=premises_text(made.premises),
            result=result_text(made.result),
            note=note,
        )
    if faults:
        return Faults(tuple(faults))
    return checked(draft, f"{show_fiscal_year(fiscal_year)}の負担金の{stage.label}を作成({len(chosen):,}事業)")


def _out_of_turn(book: Book, project: Project, fiscal_year: int, stage: Stage, day: str) -> Fault | None:
    versions = newest_first(
        one for one in book.all(Assessment).values() if one.project_id == project.id and one.fiscal_year == fiscal_year
    )
    facts = {"project": project.name, "year": show_fiscal_year(fiscal_year), "stage": stage.label}
    newest = versions[0] if versions else None
    if newest is None:
        return Fault("stage", "change_of_nothing", facts) if stage is Stage.CHANGED else None
    if newest.stage is Stage.FINAL:
        return Fault("stage", "year_is_final", facts)
    if stage.rank < newest.stage.rank or (stage is Stage.NOTIFIED and newest.stage is Stage.NOTIFIED):
        return Fault("stage", "stage_is_past", {**facts, "newest": newest.stage.label})
    if stage is Stage.CHANGED and newest.stage is Stage.PLANNED:
        return Fault("stage", "change_of_nothing", facts)
    if day < newest.issued_on:
        return Fault("issued_on", "version_before", {**facts, "on": show_date(newest.issued_on)})
    return None
