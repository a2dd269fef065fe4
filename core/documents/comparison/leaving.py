"""離脱の影響: what the others pay when one member leaves and the split fee stays as it is."""

from collections.abc import Iterator
from dataclasses import replace

from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.guarantee import show_tenths
from core.calc.comparison.premises import Impossible, Premises, without
from core.calc.comparison.reduction import show_percent
from core.calc.comparison.what_if import difference
from core.dataclass import dataclass
from core.documents.comparison.view import Compared
from core.documents.paper.document import Column, Kind, Row, Table
from core.words.sentences import sentence

MOST_BESIDE = 12
"""So many members stand side by side; of more only the one that is hit hardest is named."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """One member leaves: what comes of it with the guarantee in tenths of a percent, or (None) without any."""

    code: str
    guarantee: int | None
    outcome: Comparison | Impossible

    @property
    def guarantee_words(self) -> str:
        return "なし" if self.guarantee is None else f"{show_tenths(self.guarantee)}%"


def leavings(premises: Premises, codes: tuple[str, ...]) -> Iterator[Leaving]:
    """Yield what comes of each leaving with the guarantee of the scenario, and without it too where the rows are few
    enough to be read."""
    guarantees = dict.fromkeys((premises.guarantee_tenths, None))
    if len(codes) > MOST_BESIDE:
        guarantees = {premises.guarantee_tenths: None}
    for code in codes:
        others = without(premises, code)
        for tenths in guarantees:
            yield Leaving(code, tenths, compare(replace(others, guarantee_tenths=tenths)))


def leaving_table(view: Compared, found: list[Leaving]) -> Table:
    """Return a row for each leaving: of few members what every other one pays, of many who is hit hardest."""
    few = len(view.comparison.rows) <= MOST_BESIDE
    columns = (
        Column("離脱", width=6, repeat=True),
        Column("保障", width=4, repeat=True),
        *((Column(view.names[code], Kind.FIGURE, weight=1) for code in view.comparison.rows) if few else _HARDEST),
        Column("備考", width=10, weight=2),
    )
    rows = []
    for at, one in enumerate(found):
        cells = _beside(view, one) if few else _hardest(view, one)
        again = at > 0 and found[at - 1].code == one.code
        rows.append(Row((view.names[one.code], one.guarantee_words, *cells, _remark(one.outcome)), joined=again))
    legend = "離脱=離脱する団体　保障=最低削減保障" + ("　(　)内=離脱による増減" if few else "")
    return Table(columns, tuple(rows), unit=view.look.figures.caption, legend=legend)


def _beside(view: Compared, one: Leaving) -> Iterator[str]:
    for code, row in view.comparison.rows.items():
        if code == one.code:
            yield "離脱"
        elif isinstance(one.outcome, Impossible):
            yield "－"
        else:
            after = one.outcome.rows[code].cloud
            yield f"{view.look.show(after)}\n({view.look.show(after - row.cloud)})"


_HARDEST = (
    Column("離脱前の負担額", Kind.FIGURE, weight=1),
    Column("最も増える団体", width=6, weight=1),
    Column("増える額", Kind.FIGURE, weight=1),
    Column("増える率", Kind.FIGURE, weight=1),
)


def _hardest(view: Compared, one: Leaving) -> Iterator[str]:
    before = view.comparison.rows
    yield view.look.show(before[one.code].cloud)
    if isinstance(one.outcome, Impossible):
        yield from ("－", "－", "－")
        return
    changes = {code: difference(before[code].cloud, row.cloud) for code, row in one.outcome.rows.items()}
    code, change = max(changes.items(), key=lambda pair: (pair[1].yen, pair[0]))
    yield from (view.names[code], view.look.show(change.yen), show_percent(change.percent))


def _remark(outcome: Comparison | Impossible) -> str:
    if not isinstance(outcome, Impossible):
        return ""
    if outcome.short is None:
        return sentence(outcome.fault)
    possible = outcome.possible_tenths
    until = "0%でも保障できません" if possible is None else f"{show_tenths(possible)}%までなら保障できます"
    return f"保障できません({outcome.short:,}円不足、{until})"


def single_table(view: Compared, found: list[Leaving]) -> Table:
    """Return a row for each of the others when one member leaves, with and without the guarantee."""
    columns = [Column("団体", width=6, repeat=True), Column("離脱前の負担額", Kind.FIGURE, weight=1)]
    for one in found:
        group = (f"離脱後(最低削減保障 {one.guarantee_words})",)
        columns += [Column(heading, Kind.FIGURE, groups=group, weight=1) for heading in ("負担額", "差", "差(%)")]
    rows = []
    for code, row in view.comparison.rows.items():
        if code != found[0].code:
            cells = (cell for one in found for cell in _change(view, one, code))
            rows.append(Row((view.names[code], view.look.show(row.cloud), *cells)))
    return Table(tuple(columns), tuple(rows), unit=view.look.figures.caption, legend="△=減少")


def _change(view: Compared, one: Leaving, code: str) -> tuple[str, str, str]:
    if isinstance(one.outcome, Impossible):
        return "－", "－", "－"
    after = one.outcome.rows[code].cloud
    change = difference(view.comparison.rows[code].cloud, after)
    return view.look.show(after), view.look.show(change.yen), show_percent(change.percent)


def refusals(view: Compared, found: list[Leaving]) -> tuple[str, ...]:
    """Return why there is no table for a leaving, one sentence for each."""
    return tuple(
        f"{view.names[one.code]}が離脱した場合: {sentence(one.outcome.fault)}"
        for one in found
        if isinstance(one.outcome, Impossible)
    )
