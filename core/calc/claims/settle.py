"""精算: what each member owes for a year in the end, against what it has paid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from core.calc.charges.assess import Assessed, assess
from core.calc.charges.gathering import premises_of
from core.calc.charges.identity import known_in, recoded, renamings, today_of
from core.calc.charges.versions import Charged, charged_by, newest_first
from core.calc.claims.refunds import NOTHING, Returned, returned_by_code, to_return
from core.calc.claims.standing import paid_by_code, standings_of
from core.calc.comparison.contract_term import ContractTerm, presence_of
from core.calc.splitting.apportion import SplitRefused, apportion
from core.dataclass import dataclass
from core.model.book import Book
from core.model.charges.charging import Assessment, Handling, Project, Settling, Stage, by_project
from core.model.charges.claims import Settlement
from core.model.council import Municipality
from core.model.scenarios import PartialTerm
from core.model.values.charge_premises import ChargePremises
from core.model.values.dates import show_fiscal_year


@dataclass(frozen=True, slots=True)
class Settled:
    """One project and year: by code what was paid, what is due, in yen, and how the rest is dealt with (`ways`): what
    cannot be carried is paid back or asked for. `result` is what all members owe together; `made` is how that was
    split, None where it is not known any more; `settled_on` is "" where nothing was written down yet; `open` has by
    code what was asked for and not paid: it is part of the difference, though it was asked for already. `returned` has
    by code what was paid back since."""

    project: str
    fiscal_year: int
    names: Mapping[str, str]
    paid: Mapping[str, int]
    due: Mapping[str, int]
    settling: Settling
    handling: Handling
    result: int
    ways: Mapping[str, Handling]
    made: Assessed | None = None
    project_id: int | None = None
    settled_on: str = ""
    open: Mapping[str, int] = field(default_factory=dict)
    returned: Mapping[str, Returned] = field(default_factory=dict)

    def handled(self, code: str) -> Handling:
        """Return how the difference of a member is dealt with."""
        return self.ways[code]

    def difference(self, code: str) -> int:
        """Return what a member still pays; below zero what it gets back."""
        return self.due[code] - self.paid[code]

    def back(self, code: str) -> Returned:
        """Return what was paid back to a member."""
        return self.returned.get(code, NOTHING)

    def to_return(self, code: str) -> int:
        """Return what a member gets paid back in the end."""
        return to_return(self.difference(code), self.handled(code))

    def left_to_return(self, code: str) -> int:
        """Return what of that is still to be paid back; below zero what was paid back too much."""
        return self.to_return(code) - self.back(code).yen


def settled(book: Book, fiscal_year: int) -> list[Settled]:
    """Return the settlement of every project that was charged in a year: as it was written down, or as it would be now.

    What is due follows from the 確定 version, or where there is none yet from 決算額. Settling.RESPLIT: each owes its
    share of that. RETURN: what was paid too much goes back in proportion to what each paid (or too little is paid so),
    by largest remainder. The sum of the differences is the difference of the sums.
    Raises SplitRefused: "no_charges", "item_without_result", "nothing_paid", and what assess refuses.
    """
    told = [one for one in book.all(Assessment).values() if one.fiscal_year == fiscal_year]
    if not told:
        raise SplitRefused("nothing_told", year=show_fiscal_year(fiscal_year))
    return [_settled(book, key, versions) for key, versions in by_project(book, told).items()]


def _settled(book: Book, key: int | str, versions: list[Assessment]) -> Settled:
    newest = charged_by(newest_first(versions)[0])
    assert newest.version is not None
    name, year = newest.project, newest.version.fiscal_year
    project = book.all(Project).get(key) if isinstance(key, int) else None
    standings = standings_of(book, year, key)
    called = {one.project_name for one in versions}
    rows = [row for row in book.all(Settlement).values() if row.fiscal_year == year and row.project_name in called]
    there = [one.code for one in rows] if rows else [one.code for one in newest.premises.payers]
    code_of = known_in(book, there)
    left = dict[str, int]()
    for one in standings:
        if one.open > 0 and (not rows or one.claim.requested_on <= rows[0].settled_on):
            code = code_of(one.claim.code)
            left[code] = left.get(code, 0) + one.open
    back = returned_by_code(standings, code_of)
    is_final = newest.version.stage is Stage.FINAL
    if rows:
        made = assess(_called_as(book, newest.premises, there)) if is_final else None
        return _written(newest, rows, made, project, left, back)
    if is_final:
        premises, shares, made = newest.premises, dict(newest.result.shares), assess(newest.premises)
    elif project is None:
        raise SplitRefused("project_gone", project=name, year=show_fiscal_year(year))
    else:
        premises = premises_of(book, project, year, final=True)
        made = assess(premises)
        shares = dict(made.result.shares)
    known = names_of(premises)
    code_of = known_in(book, known)
    for claim in (one.claim for one in standings):
        known.setdefault(code_of(claim.code), claim.payer)
    paid = dict.fromkeys(known, 0) | paid_by_code(standings, code_of)
    left = {code_of(code): yen for code, yen in left.items()}
    back = returned_by_code(standings, code_of)
    result = sum(shares.values())
    settling = project.settling if project else Settling.RESPLIT
    by_split = {code: shares.get(code, 0) for code in known}
    due = returned(paid, result, name) if settling is Settling.RETURN else by_split
    handling = project.handling if project else Handling.REFUND
    next_year, today = _there_in(book, year + 1) if project else frozenset(), today_of(book)
    ways = {code: handling if today(code) in next_year else Handling.REFUND for code in known}
    id = project.id if project else None
    return Settled(name, year, known, paid, due, settling, handling, result, ways, made, id, open=left, returned=back)


def _written(
    newest: Charged,
    rows: Sequence[Settlement],
    made: Assessed | None,
    project: Project | None,
    left: Mapping[str, int],
    back: Mapping[str, Returned],
) -> Settled:
    """Return a settlement as it was written down, whatever came in since."""
    kept = [one.handling for one in rows if one.handling is not Handling.REFUND]
    return Settled(
        newest.project,
        rows[0].fiscal_year,
        {one.code: one.payer for one in rows},
        {one.code: one.paid_yen for one in rows},
        {one.code: one.due_yen for one in rows},
        rows[0].settling,
        kept[0] if kept else Handling.REFUND,
        sum(one.due_yen for one in rows),
        {one.code: one.handling for one in rows},
        made,
        project.id if project else None,
        rows[0].settled_on,
        left,
        back,
    )


def _called_as(book: Book, premises: ChargePremises, there: Sequence[str]) -> ChargePremises:
    """Return premises with their members under the codes `there` of a settlement."""
    codes = renamings(book, [one.code for one in premises.payers], there)
    return recoded(premises, codes) if codes else premises


def _there_in(book: Book, fiscal_year: int) -> frozenset[str]:
    """Return the codes of the members of a fiscal year."""
    term = ContractTerm(fiscal_year, 1)
    rows = book.all(Municipality).values()
    return frozenset(one.code for one in rows if presence_of(one, term, PartialTerm.MONTHS).months)


def names_of(premises: ChargePremises) -> dict[str, str]:
    """Return the members of a charge by code, in their order."""
    return {one.code: one.name for one in sorted(premises.payers, key=lambda one: (one.position, one.code))}


def returned(paid: Mapping[str, int], result: int, project: str) -> dict[str, int]:
    """Return what is due when the surplus goes back in proportion to what was paid; raises SplitRefused "nothing_paid".

    Example: 600 and 300 paid, 810 spent: 60 and 30 go back.
    """
    if not any(paid.values()):
        raise SplitRefused("nothing_paid", project=project)
    back = apportion(sum(paid.values()) - result, paid)
    return {code: yen - back[code] for code, yen in paid.items()}


def still_open(rows: Iterable[Settled]) -> dict[str, int]:
    """Return by name what members were asked for and have not paid, all projects together."""
    found: dict[str, int] = {}
    for one in rows:
        for code, yen in one.open.items():
            found[one.names[code]] = found.get(one.names[code], 0) + yen
    return found


def open_words(rows: Iterable[Settled]) -> str:
    """Return the sentence that claims are still open, "" where none is: their yen would be asked for twice."""
    left = still_open(rows)
    if not left:
        return ""
    names = "、".join(f"{name} {yen:,}円" for name, yen in left.items())
    return f"差引には、請求済みで未納の額が含まれます: {names}。請求と精算の両方で求めると、二重になります。"


def totals(rows: Iterable[Settled]) -> dict[str, dict[str, int]]:
    """Return by code what was paid, what is due and the difference, all projects together."""
    found: dict[str, dict[str, int]] = {}
    for one in rows:
        for code in one.names:
            sums = found.setdefault(code, {"paid": 0, "due": 0, "difference": 0})
            sums["paid"] += one.paid[code]
            sums["due"] += one.due[code]
            sums["difference"] += one.difference(code)
    return found
