"""The scenarios side by side: what each rests on and gives, an adopted one as it was adopted."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from core.calc.comparison.gathering import scenarios_of
from core.calc.comparison.reduction import show_percent
from core.calc.comparison.values import Values, comparison_values
from core.calc.comparison.what_if import Difference, difference
from core.calc.subtotals import Groups, known_sum, subtotal_name
from core.dataclass import dataclass
from core.documents.comparison.adopted import adopted_values
from core.documents.comparison.paper import adoption_words
from core.documents.comparison.premises_block import premises_pairs
from core.documents.comparison.view import Compared, Look, compared
from core.documents.paper.document import Column, Emphasis, Kind, Row, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.scenarios import Scenario
from core.words.sentences import sentence

_MARK = "＊"
"""Stands before a premise that is not that of the first column."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One scenario: `clouds` and `currents` are yen by code, the totals under ""; empty where there is no table, and
    then `refused` says why. `premises` are None where they cannot be read."""

    scenario: Scenario
    premises: Values | None
    clouds: Mapping[str, int]
    currents: Mapping[str, int | None]
    refused: str = ""

    def change(self, other: "Alternative", code: str) -> Difference | None:
        """Return how much more is paid here than in `other`; None where one has no table, or none has the member."""
        if self.refused or other.refused or not (code in self.clouds or code in other.clouds):
            return None
        return difference(other.clouds.get(code, 0), self.clouds.get(code, 0))


def alternatives(book: Book, settings: PrintSettings, first: Scenario) -> list[Alternative]:
    """Return the scenarios of the file in their order, but `first` before all."""
    others = [one for one in scenarios_of(book) if one.id != first.id]
    return [_alternative(book, settings, one) for one in (first, *others)]


def _alternative(book: Book, settings: PrintSettings, scenario: Scenario) -> Alternative:
    values = adopted_values(book, scenario)
    if isinstance(values, Fault):
        return Alternative(scenario, None, {}, {}, sentence(values))
    if values is None:
        made = compared(book, settings, scenario)
        if not isinstance(made, Compared):
            return Alternative(scenario, made.premises, {}, {}, made.sentence)
        values = comparison_values(book, scenario, made.comparison)
    rows = {**values["rows"], "": values["total"]}
    currents = {code: row["current"] for code, row in rows.items()}
    if values["premises"].get("fee_missing"):
        return Alternative(scenario, values["premises"], {}, currents, "クラウド利用料が入力されていません。")
    clouds = {code: row["cloud"] for code, row in rows.items()}
    return Alternative(scenario, values["premises"], clouds, currents)


def premises_table(shown: list[Alternative]) -> Table:
    """Return the premises with a column for each scenario; what differs from the first is marked."""
    texts = [dict(_texts(one)) for one in shown]
    labels = list(dict.fromkeys(label for one in texts for label in one))
    columns = (
        Column("前提", width=8, repeat=True),
        *(Column(one.scenario.name, width=13, weight=1) for one in shown),
    )
    rows = []
    for label in labels:
        words = [one.get(label, "－") for one in texts]
        same = {words[0], "－"}
        marked = [word if label == _ADOPTION or word in same else f"{_MARK}{word}" for word in words]
        rows.append(Row((label, *marked)))
    return Table(columns, tuple(rows), legend=f"{_MARK}=「{shown[0].scenario.name}」と異なる前提")


_ADOPTION = "採用"
"""What a scenario has for itself and is no premise."""


def _texts(one: Alternative) -> Iterator[tuple[str, str]]:
    source = "経費明細の合計" if one.scenario.fee_yen is None else "試算に入力した総額"
    if one.premises is not None:
        yield from premises_pairs(one.premises, source)[1:]
        yield "未定・未回答", one.premises["undecided_as"]
    if one.scenario.adopted:
        yield _ADOPTION, adoption_words(one.scenario).strip("()")


def amounts_table(shown: list[Alternative], names: Mapping[str, str], look: Look, groups: Groups) -> Table:
    """Return what every member pays in each scenario, how much more that is than in the first, and the rates."""
    codes = [code for code in names if any(code in one.currents for one in shown)]
    columns = [Column("団体", width=6, repeat=True), Column("現行経費", Kind.FIGURE, repeat=True)]
    for place, one in enumerate(shown):
        headings = ("負担額", "差", "差(%)", "削減率") if place else ("負担額", "削減率")
        columns += [Column(heading, Kind.FIGURE, weight=1, groups=(one.scenario.name,)) for heading in headings]
    rows = tuple(Row((names[code], *_cells(shown, code, look))) for code in codes)
    summed = [_with_groups(one, groups) for one in shown]
    subtotals = [
        Row((subtotal_name(name), *_cells(summed, name, look)), Emphasis.STRONG)
        for name, members in groups.items()
        if any(code in members for code in codes)
    ]
    total = Row(("合計", *_cells(shown, "", look)), Emphasis.TOTAL)
    legend = f"△=減少　差=「{shown[0].scenario.name}」との差"
    return Table(tuple(columns), rows, (*subtotals, total), unit=look.figures.caption, legend=legend)


def _with_groups(one: Alternative, groups: Groups) -> Alternative:
    """Return the scenario with the sum of each group under its name, of those of its members that are there."""
    clouds, currents = dict(one.clouds), dict(one.currents)
    for name, codes in groups.items():
        there = [code for code in codes if code in one.currents]
        currents[name] = known_sum(one.currents[code] for code in there)
        if all(code in one.clouds for code in there):
            clouds[name] = sum(one.clouds[code] for code in there)
    return replace(one, clouds=clouds, currents=currents)


def _cells(shown: list[Alternative], code: str, look: Look) -> Iterator[str]:
    """Yield the cells of one member, or of the totals; a dash where a scenario has no table or no such member."""
    first = shown[0]
    yield look.show(next((one.currents[code] for one in shown if code in one.currents), None))
    for one in shown:
        cloud = one.clouds.get(code)
        yield look.show(cloud)
        if one is not first:
            change = one.change(first, code)
            yield look.show(change.yen if change else None)
            yield show_percent(change.percent if change else None)
        yield "－" if cloud is None else look.rate(one.currents[code], cloud)
