"""経費明細にする: the costs of a change of law become cost lines of the years, its subsidy a 財源; and what is said of
the municipalities, cell by cell."""

from collections.abc import Iterator, Sequence

from core.calc.comparison.gathering import scenarios_of, ways_of
from core.calc.law_changes import Board, board_of, subsidy_of
from core.model.book import Book
from core.model.costs import CostAmount, CostKind, CostLine, Flow
from core.model.council import Municipality, municipality_name
from core.model.law_changes.records import LawChange, LawChangeMember, Payment, Subsidy, law_name
from core.model.links import Link, LinkKind
from core.model.machine.anywhere import value_of
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.naming import describe, in_order
from core.model.values.money import show_yen
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.editing.matrix import write_all, write_cell
from core.operations.editing.reading import read
from core.operations.registry import conduct_of

CATEGORY = "制度改正"


def make_cost_lines(book: Book, changes: Sequence[LawChange]) -> ChangeSet | Faults:
    """Make cost lines of the changes, all or none: 按分 one of all together (and one of the subsidy, as 財源), 団体個別
    one for each member with a cost. What is paid every year goes on from the year of the cost to the last year of the
    first scenario. Refused where a figure is missing, and where lines were made already."""
    if not changes:
        return Faults.of("", "no_law_change_chosen")
    board, draft = board_of(book), Draft(book)
    faults = [fault for change in changes for fault in _lacking(board, change)]
    if faults:
        return Faults(tuple(faults))
    last = _last_year(book)
    for change in changes:
        if change.payment is Payment.SPLIT:
            _split(draft, board, change, last)
        else:
            _own(draft, board, change)
    if len(changes) == 1:
        return checked(draft, f"{describe(book, changes[0])}を経費明細にする")
    return checked(draft, f"制度改正{len(changes)}件を経費明細にする")


def _last_year(book: Book) -> int:
    present = next(iter(scenarios_of(book)), None)
    return ways_of(book, present).term.fiscal_years[-1] if present is not None else 0


def _lacking(board: Board, change: LawChange) -> Iterator[Fault]:
    """Yield why no cost lines can be made of a change."""
    facts = {"name": describe(board.look, change)}
    if change.id in board.made:
        lines = "、".join(f"「{line.name}」" for line in board.made[change.id])
        yield Fault("", "law_change_has_lines", {**facts, "lines": lines})
    elif change.payment is Payment.OPEN:
        yield Fault("payment", "law_change_payment_open", facts)
    elif change.payment is Payment.MAINTAINED:
        yield Fault("payment", "law_change_maintained", facts)
    elif change.cost_year is None:
        yield Fault("cost_year", "law_change_without_year", facts)
    elif change.payment is Payment.SPLIT:
        if change.one_off_yen is None and change.yearly_yen is None:
            yield Fault("one_off_yen", "law_change_without_cost", facts)
        if change.subsidy is Subsidy.SOME and subsidy_of(change) is None:
            yield Fault("subsidy_part", "law_change_subsidy_unknown", facts)
    else:
        _, unknown = board.own_yen(change)
        if unknown:
            yield Fault("", "law_change_own_unknown", {**facts, "names": "、".join(one.name for one in unknown)})


def _split(draft: Draft, board: Board, change: LawChange, last: int) -> None:
    year = change.cost_year or 0
    systems = board.systems(change)
    common = {
        "category": CATEGORY,
        "tax_mode": change.tax_mode,
        "system_id": systems[0].id if len(systems) == 1 else None,
        "note": _note(board, change),
    }
    if change.one_off_yen is not None:
        _line(draft, change, {year: change.one_off_yen}, **common, name=_named(change), kind=CostKind.INITIAL)
    if change.yearly_yen is not None:
        years = dict.fromkeys(range(year, max(year, last) + 1), change.yearly_yen)
        _line(draft, change, years, **common, name=f"{_named(change)} 年額", kind=CostKind.RUNNING)
    subsidy = subsidy_of(change)
    if change.subsidy is Subsidy.SOME and subsidy:
        income = {**common, "flow": Flow.INCOME, "kind": CostKind.INITIAL}
        _line(draft, change, {year: subsidy}, **income, name=f"{_named(change)} 国庫補助")


def _own(draft: Draft, board: Board, change: LawChange) -> None:
    for row in in_order(board.look, board.rows(change).values()):
        if row.own_yen:
            _line(
                draft,
                change,
                {change.cost_year or 0: row.own_yen},
                name=f"{_named(change)} {municipality_name(board.look, row.municipality_id)}",
                category=CATEGORY,
                kind=CostKind.INITIAL,
                tax_mode=change.tax_mode,
                borne_by_id=row.municipality_id,
                note=_note(board, change),
            )


def _named(change: LawChange) -> str:
    return f"制度改正{change.number} {change.name}"


def _note(board: Board, change: LawChange) -> str:
    """Say what the amount leaves open: the subsidy, that several systems share it, and where each member pays its own
    what is said of the change as a whole."""
    told = [f"業務: {'、'.join(one.name for one in board.systems(change))}"] if len(board.systems(change)) > 1 else []
    told += ["国庫補助は未定(差し引いていません)"] if change.subsidy is Subsidy.OPEN else []
    if change.payment is Payment.OWN:
        told += ["国庫補助は団体ごとの額が分からないため差し引いていません"] if change.subsidy is Subsidy.SOME else []
        told += [
            f"制度改正の{label}{show_yen(yen)}円は団体別の額ではないため含みません"
            for label, yen in (("初期費用", change.one_off_yen), ("年額", change.yearly_yen))
            if yen
        ]
    return "。".join(told)


def _line(draft: Draft, change: LawChange, years: dict[int, int], **values: object) -> None:
    position = max((one.position for one in draft.all(CostLine).values()), default=0) + 1
    line = draft.insert(CostLine, position=position, **values)
    for year, yen in years.items():
        draft.insert(CostAmount, cost_line_id=line.id, fiscal_year=year, amount=yen)
    draft.insert(Link, source=value_of(change), target=value_of(line), kind=LinkKind.ORIGIN)


def describe_members(
    book: Book, change: LawChange, cells: Sequence[tuple[Municipality, str, str]]
) -> ChangeSet | Faults:
    """Write what is said of municipalities, by column, as one action: a row is made where there is none, and goes where
    it says nothing any more. A fault's fact `cell` is the place of the refused cell."""

    def write(draft: Draft, municipality: Municipality, name: str, text: str) -> LawChangeMember | None:
        rows = draft.children(LawChangeMember, change.id).values()
        row = next((one for one in rows if one.municipality_id == municipality.id), None)
        values = {name: read(draft, LawChangeMember, name, text, row)}
        place = {"law_change_id": change.id, "municipality_id": municipality.id}
        says = conduct_of(LawChangeMember).says(values, row)
        return write_cell(draft, LawChangeMember, change.id, place, values if says else None)

    return write_all(book, cells, write, cells[0][1] if cells else "", f"{law_name(book, change.id)}の団体別対応")
