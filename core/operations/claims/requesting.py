"""請求を作る: the newest charges of a year are asked of the members, in the instalments of their projects."""

from collections.abc import Iterator, Sequence

from core.calc.charges.identity import known_in
from core.calc.charges.versions import charged_by, newest_first
from core.calc.claims.instalments import due_day, instalments, weights_of
from core.calc.claims.standing import claimed_by_code, standings_of
from core.calc.schedule.workdays import calendar_of
from core.dataclass import dataclass
from core.model.book import Book
from core.model.charges.charging import Assessment, Handling, Project, Stage, by_project
from core.model.charges.claims import Claim, PaymentTerm, Settlement
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.values.charge_premises import Payer
from core.model.values.dates import parse_date, show_date, show_fiscal_year
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked

PLACE = "#"
"""Stands in a pattern of numbers where the number goes: 令8負第#号."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    version: Assessment
    payer: Payer
    term: PaymentTerm
    due_on: str
    yen: int


def request(
    book: Book, fiscal_year: int, requested_on: str, numbers: str, first: int = 1, due_on: str = ""
) -> ChangeSet | Faults:
    """Ask the members for what the newest versions of a year (通知 and later) come to, less what was asked before.

    The first time all instalments are asked for; after a change what is more goes over those that are not due yet. Who
    joins within the year is asked in those that are due from then on. Each member's instalments add up to its charge.
    Who owes less than before, and a project of which no instalment is left, is left to the settlement, and told.
    `numbers` is a pattern with #, counted from `first`. With `due_on` everything is asked for at once, by that day:
    what a settlement adds after the last instalment. What it carried into the next year is not asked for.
    """
    try:
        day = parse_date(requested_on)
    except Refused as refused:
        return Faults((refused.at("requested_on"),))
    try:
        by = parse_date(due_on) if due_on.strip() else ""
    except Refused as refused:
        return Faults((refused.at("due_on"),))
    if by and by < day:
        return Faults.of("due_on", "due_before_day", due=show_date(by), on=show_date(day))
    if PLACE not in numbers:
        return Faults.of("numbers", "numbers_without_place", text=numbers)
    rows = [one for one in book.all(Assessment).values() if one.fiscal_year == fiscal_year]
    rows = [one for one in rows if one.stage is not Stage.PLANNED]
    if not rows:
        return Faults.of("fiscal_year", "nothing_notified", year=show_fiscal_year(fiscal_year))
    wanted, faults, less, late = list[_Wanted](), list[Fault](), list[str](), list[Fault]()
    for key, versions in by_project(book, rows).items():
        found = _of_project(book, key, newest_first(versions)[0], day, by, less)
        if not isinstance(found, Fault):
            wanted += found
        else:
            (late if found.rule == "no_term_left" else faults).append(found)
    if not wanted:
        faults += late
    if not faults and not wanted:
        facts = {"year": show_fiscal_year(fiscal_year), "names": "、".join(dict.fromkeys(less))}
        faults.append(Fault("fiscal_year", "only_less_to_request" if less else "nothing_to_request", facts))
    if faults:
        return Faults(tuple(faults))
    draft = Draft(book)
    for number, one in enumerate(sorted(wanted, key=lambda one: one.term.number), first):
        draft.insert(
            Claim,
            number=numbers.replace(PLACE, str(number), 1),
            assessment_id=one.version.id,
            term=one.term.number,
            payer=one.payer.name,
            code=one.payer.code,
            yen=one.yen,
            requested_on=day,
            due_on=one.due_on,
        )
    more = f"、減額のため精算に回すもの: {'、'.join(dict.fromkeys(less))}" if less else ""
    if late:
        more += f"、納期がないため精算に回すもの: {'、'.join(str(one.facts['project']) for one in late)}"
    return checked(draft, f"{show_fiscal_year(fiscal_year)}の請求を作成({len(wanted):,}件{more})")


def _of_project(
    book: Book, key: int | str, version: Assessment, day: str, by: str, less: list[str]
) -> list[_Wanted] | Fault:
    project = book.all(Project).get(key) if isinstance(key, int) else None
    terms = sorted(book.children(PaymentTerm, project.id).values(), key=lambda one: one.number) if project else []
    facts = {"project": version.project_name}
    if project is None:
        return Fault("fiscal_year", "nothing_to_ask_by", {**facts, "year": show_fiscal_year(version.fiscal_year)})
    if not terms:
        return Fault("fiscal_year", "no_terms", facts)
    if day < version.issued_on:
        told_on = {"year": show_fiscal_year(version.fiscal_year), "on": show_date(version.issued_on)}
        return Fault("requested_on", "request_before_notice", {**facts, **told_on, "stage": version.stage.label})
    if sum(weights_of(terms)) != 1_000:
        return Fault("fiscal_year", "terms_not_100", {**facts, "sum": f"{sum(weights_of(terms)) / 10:g}"})
    days = calendar_of(book)
    dues = {one.number: due_day(one, version.fiscal_year, project.moving, days) for one in terms}
    there = [payer.code for payer in charged_by(version).premises.payers]
    code_of = known_in(book, there)
    asked = claimed_by_code(standings_of(book, version.fiscal_year, key), code_of)
    carried = {code_of(code) for code in _carried(book, key, version.fiscal_year)}
    owed = [(payer, rest) for payer, rest in _owed(version, asked, less) if payer.code not in carried]
    gone = (one.claim for one in standings_of(book, version.fiscal_year, key) if code_of(one.claim.code) not in there)
    less += [one.payer for one in gone]
    if not owed or by:
        return [_Wanted(version, payer, terms[-1], by, rest) for payer, rest in owed]
    if asked:
        terms = [one for one in terms if dues[one.number] >= day]
        if not terms:
            return Fault("requested_on", "no_term_left", {**facts, "on": show_date(day)})
    early = next((one for one in terms if dues[one.number] < day), None)
    if early is not None:
        told = {"number": early.number, "due": show_date(dues[early.number]), "on": show_date(day)}
        return Fault("requested_on", "term_before_request", {**facts, **told})
    return list(_wanted(version, project, terms, dues, owed))


def _carried(book: Book, key: int | str, fiscal_year: int) -> set[str]:
    """Return the codes of the members whose difference a settlement of the year carried into the next one."""
    versions = by_project(book, book.all(Assessment).values()).get(key, [])
    called = {one.project_name for one in versions if one.fiscal_year == fiscal_year}
    rows = [one for one in book.all(Settlement).values() if one.fiscal_year == fiscal_year]
    return {one.code for one in rows if one.project_name in called and one.handling is not Handling.REFUND}


def _owed(version: Assessment, asked: dict[str, int], less: list[str]) -> list[tuple[Payer, int]]:
    """Return who is still to be asked for how much; who was asked for too much goes to `less`."""
    made, found = charged_by(version), []
    for payer in sorted(made.premises.payers, key=lambda one: (one.position, one.code)):
        rest = made.result.shares[payer.code] - asked.get(payer.code, 0)
        if rest < 0:
            less.append(payer.name)
        elif rest:
            found.append((payer, rest))
    return found


def _wanted(
    version: Assessment,
    project: Project,
    terms: Sequence[PaymentTerm],
    dues: dict[int, str],
    owed: Sequence[tuple[Payer, int]],
) -> Iterator[_Wanted]:
    for payer, rest in owed:
        joined = _month(version.fiscal_year, payer.start)
        own = [one for one in terms if dues[one.number] >= joined] or terms
        for term, yen in zip(own, instalments(rest, weights_of(own), project.fraction), strict=True):
            if yen:
                yield _Wanted(version, payer, term, dues[term.number], yen)


def _month(fiscal_year: int, at: int) -> str:
    """Return the first day of a month of a fiscal year, 0 being April."""
    year, month = divmod(fiscal_year * 12 + 3 + at, 12)
    return f"{year:04}-{month + 1:02}-01"
