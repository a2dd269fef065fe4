"""調達外経費一覧: what every municipality goes on paying by itself, line by line, with the reason ①②③ and the sums."""

from collections.abc import Iterator

from core.calc.comparison.charges import LineYears, UnreadableLine, Ways, lines_of
from core.calc.comparison.contract_term import Presence
from core.calc.comparison.gathering import out_of_scope_cost, payers_of, sum_of, ways_of
from core.calc.comparison.taxes import changes
from core.calc.members import Member
from core.dataclass import dataclass
from core.documents.comparison.paper import one_sheet, refused, term_words
from core.documents.comparison.view import Look, NotCompared, in_yen_unless_chosen, look_of, names_of, scenario_of
from core.documents.paper.document import Align, Block, Column, Document, Emphasis, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.costs import CostLine, Flow, OutOfScopeCost
from core.model.council import Scope, System
from core.model.machine.faults import Fault
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.ratios import YEN
from core.words.sentences import sentence

TITLE = PRINTOUTS["out-of-scope"].title

REASONS = tuple(scope for scope in Scope if scope is not Scope.IN_SCOPE)


@dataclass(frozen=True, slots=True)
class Item:
    """One cost outside the split; `yen` is what it counts over the term in the tax mode of the comparison."""

    name: str
    scope: Scope
    kind: str
    when: str
    yen: int
    remark: str


@dataclass(frozen=True, slots=True)
class Own:
    """What one municipality bears by itself; `total` is the figure of its 団体別総額."""

    code: str
    name: str
    items: tuple[Item, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Every municipality that pays in the scenario, and the lines that nobody bears."""

    ways: Ways
    look: Look
    owns: tuple[Own, ...]
    unborne: tuple[Item, ...]


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the list of every municipality, or of the chosen one; it needs no guarantee to be kept."""
    made = listed(book, settings)
    if isinstance(made, NotCompared):
        return refused(book, settings, TITLE, made)
    shown = [own for own in made.owns if own.items]
    whole = settings.municipality is None
    if not shown and not (whole and made.unborne):
        return one_sheet(book, settings, TITLE, (Paragraph("調達外経費は入力されていません。"),))
    rows = [row for own in shown for row in _own_rows(made.look, own)]
    if whole and made.unborne:
        rows.append(Row(("負担団体が決まっていない経費(合計に入りません)",), Emphasis.SECTION))
        rows += [_row(made.look, item) for item in made.unborne]
    totals = tuple(_sums(made)) if whole else ()
    legend = "　".join(_reason(scope) for scope in REASONS)
    table = Table(_columns(made), tuple(rows), totals, made.look.figures.caption, legend)
    blocks: tuple[Block, ...] = (table, Notes(tuple(_notes(made))))
    return one_sheet(book, settings, TITLE, blocks)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the lines and sums of every municipality as JSON, in yen, or the sentence of the refusal."""
    made = listed(book, settings)
    if isinstance(made, NotCompared):
        return canonical({"report": "out-of-scope", "refused": made.sentence})
    return canonical(
        {
            "report": "out-of-scope",
            "rows": {
                own.code: {"items": [_record(item) for item in own.items], "total": own.total} for own in made.owns
            },
            "unborne": [_record(item) for item in made.unborne],
            "total": sum(own.total for own in made.owns),
        }
    )


def listed(book: Book, settings: PrintSettings) -> Listed | NotCompared:
    """Return the costs outside the split over the term of the chosen scenario."""
    scenario = scenario_of(book, settings)
    if scenario is None:
        return NotCompared(sentence(Fault("scenario", "scenario_gone")))
    ways, names = ways_of(book, scenario), names_of(book, settings)
    payers, presences = payers_of(book, scenario, ways.term)
    try:
        lines = [line for line in lines_of(book, ways, in_scope=False) if line.line.flow is Flow.COST]
    except UnreadableLine as refusal:
        return NotCompared(sentence(refusal.fault))
    owns = tuple(
        _own(book, ways, payer, names[payer.code], presences[payer.code], lines)
        for payer in payers
        if settings.municipality in {None, payer.code}
    )
    unborne = tuple(_line_item(book, line) for line in lines if line.line.borne_by_id is None)
    return Listed(ways, look_of(book, in_yen_unless_chosen(settings), scenario), owns, unborne)


def _own(book: Book, ways: Ways, payer: Member, name: str, presence: Presence, lines: list[LineYears]) -> Own:
    costs = sorted(book.children(OutOfScopeCost, payer.id).values(), key=lambda one: (_place(one.scope), one.id))
    own = [line for line in lines if line.line.borne_by_id == payer.id]
    items = (*(_cost_item(one, ways, presence) for one in costs), *(_line_item(book, line) for line in own))
    return Own(
        payer.code,
        name,
        tuple(items),
        out_of_scope_cost(book, payer.id, ways, presence) + sum(line.total for line in own),
    )


def _place(scope: Scope) -> int:
    return list(Scope).index(scope)


def _cost_item(cost: OutOfScopeCost, ways: Ways, presence: Presence) -> Item:
    remarks = [cost.note] if cost.note else []
    if cost.fiscal_year is not None and cost.fiscal_year not in ways.term.fiscal_years:
        remarks.append("契約期間の外(額に入りません)")
    elif changes(cost.tax_mode, ways.tax_mode):
        remarks.append(f"{cost.tax_mode.label}{show_yen(cost.yen)}円から換算")
    if presence.months != ways.term.months and cost.fiscal_year is None:
        remarks.append(f"{presence.months}か月分")
    when = "期間全体" if cost.fiscal_year is None else show_fiscal_year(cost.fiscal_year)
    yen = sum_of(((cost.yen, cost.fiscal_year, cost.tax_mode),), ways, presence)
    return Item(cost.name, cost.scope, cost.kind.label, when, yen, "、".join(remarks))


def _line_item(book: Book, line: LineYears) -> Item:
    cost: CostLine = line.line
    system = book.all(System).get(cost.system_id or 0)
    remarks = [*([system.name] if system else []), *([cost.note] if cost.note else [])]
    if cost.currency != YEN:
        remarks.append(f"1{cost.currency} = {cost.exchange_rate}円で換算")
    return Item(cost.name, cost.scope, cost.kind.label, "期間全体", line.total, "、".join(remarks))


def _columns(made: Listed) -> tuple[Column, ...]:
    return (
        Column("経費名", width=14, weight=2, repeat=True),
        Column("調達外の理由", width=11, weight=1),
        Column("区分", align=Align.CENTER, width=3),
        Column("年度", align=Align.CENTER, width=6),
        Column(f"{term_words(made.ways.term.years)}の額", Kind.FIGURE, weight=1),
        Column("備考", width=12, weight=3),
    )


def _own_rows(look: Look, own: Own) -> Iterator[Row]:
    yield Row((own.name,), Emphasis.SECTION)
    yield from (_row(look, item) for item in own.items)
    yield Row((f"{own.name} 計", "", "", "", look.show(own.total), ""), Emphasis.STRONG)


def _row(look: Look, item: Item) -> Row:
    return Row((item.name, _reason(item.scope), item.kind, item.when, look.show(item.yen), item.remark))


def _reason(scope: Scope) -> str:
    return scope.label.removeprefix("調達外")


def _sums(made: Listed) -> Iterator[Row]:
    items = [item for own in made.owns for item in own.items]
    total, payers = sum(own.total for own in made.owns), sum(bool(own.items) for own in made.owns)
    yield Row(("合計", "", "", "", made.look.show(total), f"{payers}団体・{len(items)}件"), Emphasis.TOTAL)
    for scope in REASONS:
        chosen = [item for item in items if item.scope is scope]
        if chosen:
            yen, count = sum(item.yen for item in chosen), f"{len(chosen)}件"
            yield Row(("　うち", _reason(scope), "", "", made.look.show(yen), count), Emphasis.STRONG)


def _notes(made: Listed) -> Iterator[str]:
    yield "調達外経費は按分せず、それぞれの団体が負担します。団体別総額表の調達外経費は、この一覧の団体ごとの計です。"
    if made.look.rounds:
        yield f"金額は{made.look.unit_words}の単位未満を四捨五入しているため、合計と内訳が一致しない場合があります。"
    if any(sum(item.yen for item in own.items) != own.total for own in made.owns):
        yield "途中で加入または離脱する団体の計は、合計してから月割するため、内訳の和と一致しない場合があります。"


def _record(item: Item) -> dict[str, object]:
    return {
        "name": item.name,
        "scope": item.scope.value,
        "kind": item.kind,
        "year": item.when,
        "yen": item.yen,
        "remark": item.remark,
    }
