"""試算比較表: all scenarios side by side, what each member pays in them, and what changes when a premise does."""

from collections.abc import Iterator
from typing import Any

from core.calc.comparison.compare import Comparison
from core.calc.comparison.premises import Impossible
from core.calc.comparison.values import number
from core.calc.comparison.what_if import PERCENTS, equal_percent, sensitivity
from core.calc.derivation import quotient
from core.calc.subtotals import groups_in
from core.dataclass import dataclass
from core.documents.charts.lines import Lines, Mark, Series, line_chart
from core.documents.comparison.alternatives import Alternative, alternatives, amounts_table, premises_table
from core.documents.comparison.leaving import leaving_table, leavings, refusals, single_table
from core.documents.comparison.notes import rates
from core.documents.comparison.paper import one_sheet, refused
from core.documents.comparison.view import Compared, NotCompared, compared, look_of, names_of, scenario_of
from core.documents.paper.document import Block, Chart, Document, Heading, Notes, PageBreak, Paragraph, room_of
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation
from core.words.sentences import sentence

TITLE = PRINTOUTS["scenarios"].title

_CHART_HEIGHT = 260.0

Points = tuple[tuple[int, Comparison | Impossible], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The scenarios, the first of which the others are compared with, and its own comparison."""

    book: Book
    settings: PrintSettings
    scenarios: list[Alternative]
    made: Compared | NotCompared


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the scenarios side by side, then for the chosen one (or the first) how the amounts follow the equal
    share, and what it means to the others when a member leaves: the chosen municipality, or each in turn."""
    shown = _shown(book, settings)
    if isinstance(shown, NotCompared):
        return refused(book, settings, TITLE, shown)
    look = look_of(book, settings, shown.scenarios[0].scenario)
    said = [f"試算「{one.scenario.name}」: {one.refused}" for one in shown.scenarios if one.refused]
    premises = premises_table(shown.scenarios)
    if not premises.rows:  # none can be calculated: a table would be a heading over nothing
        return one_sheet(book, settings, TITLE, tuple(Paragraph(why) for why in said))
    blocks: list[Block] = [
        amounts_table(shown.scenarios, names_of(book, settings), look, groups_in(book)),
        Notes((*said, *rates(look), *_adopted_notes(shown.scenarios))),
        Heading("試算の前提"),
        premises,
        Notes(
            tuple(f"「{one.scenario.name}」の備考: {one.scenario.note}" for one in shown.scenarios if one.scenario.note)
        ),
    ]
    if isinstance(shown.made, Compared):
        blocks += [PageBreak(), *_sensitivity(shown.made), *_leaving(shown.made)]
    return one_sheet(book, settings, TITLE, tuple(blocks))


def result(book: Book, settings: PrintSettings) -> str:
    """Return scenarios, sensitivity and leavings as JSON, in yen, or the sentence of the refusal."""
    shown = _shown(book, settings)
    if isinstance(shown, NotCompared):
        return canonical({"report": "scenarios", "refused": shown.sentence})
    values: dict[str, Any] = {"scenarios": [_record(shown.scenarios[0], one) for one in shown.scenarios]}
    if isinstance(shown.made, Compared):
        premises = shown.made.premises
        values["sensitivity"] = {str(percent): _clouds(found) for percent, found in sensitivity(premises)}
        values["leaving"] = [
            {"code": one.code, "guarantee_tenths": one.guarantee, "result": _clouds(one.outcome)}
            for one in leavings(premises, _leavers(shown.made))
        ]
    return canonical({"report": "scenarios", **values})


def _shown(book: Book, settings: PrintSettings) -> Shown | NotCompared:
    first = scenario_of(book, settings)
    made = compared(book, settings)
    if first is None:
        assert isinstance(made, NotCompared)
        return made
    return Shown(book, settings, alternatives(book, settings, first), made)


def _adopted_notes(shown: list[Alternative]) -> Iterator[str]:
    kept = [one.scenario.name for one in shown if one.scenario.adopted]
    if kept:
        yield f"採用した試算({'、'.join(kept)})の前提と額は、採用したときのものです。"


def _sensitivity(view: Compared) -> list[Block]:
    """Return what each member pays as the equal share goes from 0 to 100 %, with the present rule marked."""
    heading = Heading(f"均等割の割合を変えたときの負担額(試算「{view.scenario.name}」)")
    points = sensitivity(view.premises)
    impossible = [(percent, one) for percent, one in points if isinstance(one, Impossible)]
    if len(impossible) == len(points):
        return [heading, Paragraph(sentence(impossible[0][1].fault))]
    width, _ = room_of(view.settings.paper, Orientation.LANDSCAPE)
    blocks: list[Block] = [heading, Chart(line_chart(sensitivity_lines(view, points), width, _CHART_HEIGHT))]
    if impossible:
        where = "、".join(f"{percent}%" for percent, _ in impossible)
        blocks.append(Notes((f"均等割が次の割合のときは計算できません: {where}。{sentence(impossible[0][1].fault)}",)))
    return blocks


def sensitivity_lines(view: Compared, points: Points) -> Lines:
    """Return the lines of the chart: one for each member, with the present rule marked."""
    now = equal_percent(view.premises.rule)
    series = tuple(
        Series(
            view.names[payer.code],
            tuple(found.rows[payer.code].cloud if isinstance(found, Comparison) else None for _, found in points),
        )
        for payer in view.premises.payers
    )
    mark = Mark(now, f"現在の規則 {quotient(now.numerator, now.denominator)}%")
    return Lines("均等割の割合と負担額", "均等割の割合", PERCENTS, series, mark, view.look.figures)


def _leaving(view: Compared) -> list[Block]:
    """Return what the others pay when one leaves; nothing where nobody would be left."""
    codes = _leavers(view)
    if len(view.comparison.rows) < 2 or not codes:
        return []
    found = list(leavings(view.premises, codes))
    notes = ["離脱しても、按分するクラウド利用料は変わらないものとして計算しています(1団体だけの負担は除きます)。"]
    if view.settings.municipality is None:
        return [Heading("1団体が離脱したときの負担額"), leaving_table(view, found), Notes(tuple(notes))]
    heading = Heading(f"{view.names[codes[0]]}が離脱したときの負担額")
    return [heading, single_table(view, found), Notes((*notes, *refusals(view, found)))]


def _leavers(view: Compared) -> tuple[str, ...]:
    return tuple(code for code in view.comparison.rows if view.settings.municipality in {None, code})


def _record(first: Alternative, one: Alternative) -> dict[str, Any]:
    changes = {code: one.change(first, code) for code in one.clouds}
    return {
        "name": one.scenario.name,
        "adopted": one.scenario.adopted,
        "refused": one.refused or None,
        "premises": one.premises,
        "rows": {
            code or "total": {
                "cloud": cloud,
                "current": one.currents[code],
                "difference": change.yen if (change := changes[code]) else None,
                "difference_percent": number(change.percent) if change else None,
            }
            for code, cloud in one.clouds.items()
        },
    }


def _clouds(outcome: Comparison | Impossible) -> dict[str, int] | str:
    if isinstance(outcome, Impossible):
        return sentence(outcome.fault)
    return {code: row.cloud for code, row in outcome.rows.items()}
