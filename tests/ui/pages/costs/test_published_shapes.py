"""Shapes of rules from statutes, each set up in the window in a few steps; the figures are made up.

The ground, members with their people, is there. A step is one field or one paste.
"""

from fractions import Fraction

import pytest

from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, present_scenario
from core.model.costs import CostLine
from core.model.council import Municipality, Population
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.scenarios import Scenario
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from tests.ui.desk import choose, fill, paste, press_button, put_away, refusals, show, type_into
from tests.ui.pages.council.test_consortium_page import line_of
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.pages.costs.cost_lines_page import CostLinesPage
from ui.pages.council.consortium_page import ConsortiumPage
from ui.pages.council.populations_page import PopulationsPage

TOWNS = {
    "162116": 93_588,
    "162060": 33_363,
    "163422": 25_335,
    "163228": 20_930,
    "163431": 12_246,
    "163210": 2_967,
    "162078": 40_991,
    "162051": 48_066,
}


@pytest.fixture
def lines(open_page: OpenPage) -> CostLinesPage:
    page = open_page("cost_lines", EMPTY)
    assert isinstance(page, CostLinesPage)
    return page


def do(page: CostLinesPage, wish: ChangeSet | Faults) -> None:
    assert isinstance(wish, ChangeSet), wish
    page.session.run(wish)


def with_members(page: CostLinesPage, count: int) -> dict[str, int]:
    """Put so many members with their people into the ledger, for one year; return the people by code."""
    book, chosen = page.session.book, dict(list(TOWNS.items())[:count])
    for code, people in chosen.items():
        do(page, add_row(book, Municipality, {"code": code, "name": f"団体{code}"}))
        newest = max(book.all(Municipality))
        values = {"municipality_id": f"団体{code}", "reference_date": "2010-10-01", "population": str(people)}
        assert newest
        do(page, add_row(book, Population, values))
    (scenario,) = book.all(Scenario).values()
    for name, text in (("first_fiscal_year", "2015"), ("years", "1")):
        do(page, edit(book, book.all(Scenario)[scenario.id], name, text))
    return chosen


def typed(page: CostLinesPage, text: str) -> list[CostLine]:
    """Add the first line by its name and paste the rest from a spreadsheet: two steps."""
    fill(page, 経費名="1件目")
    press_button(page, "経費を追加")
    paste(page.sheet, next(iter(page.session.book.all(CostLine))), "name", text)
    assert refusals(page.sheet) == []
    return sorted(page.session.book.all(CostLine).values(), key=lambda line: line.position)


def made(page: CostLinesPage) -> Comparison:
    book = page.session.book
    result = compare_scenario(book, present_scenario(book))
    assert isinstance(result, Comparison)
    return result


def near(shares: dict[str, Fraction], result: Comparison) -> bool:
    """Whether every share is the exact one, cut or rounded up to the yen, and all are the whole."""
    rows = {code: row.cloud for code, row in result.rows.items()}
    return all(abs(rows[code] - yen) < 1 for code, yen in shares.items()) and sum(rows.values()) == sum(shares.values())


def test_sixteen_to_eighty_four_over_eight_members_in_three_steps(lines: CostLinesPage) -> None:
    """Add the line; paste it with its amount; type the rule as people write it."""
    people = with_members(lines, 8)
    (line,) = typed(lines, "運営費\t12,345,679")
    type_into(lines.sheet, line.id, "rule", "16：84")
    whole, yen = sum(people.values()), 12_345_679
    exact = {code: yen * (Fraction(16, 800) + Fraction(84 * one, 100 * whole)) for code, one in people.items()}
    assert near(exact, made(lines))


def test_five_to_ninety_five_after_individual_costs_in_four_steps(lines: CostLinesPage) -> None:
    """Add a line; paste all with their amounts; paste who bears which alone; type the rule."""
    people = with_members(lines, 3)
    common, *own = typed(lines, "共通経費\t20,000,001\n機器1\t1,200,000\n機器2\t345,678")
    paste(lines.sheet, own[0].id, "borne_by_id", "団体162116\n団体163422")
    type_into(lines.sheet, common.id, "rule", "均等5%・人口95%")
    assert refusals(lines.sheet) == []
    whole = sum(people.values())
    exact = {
        code: 20_000_001 * (Fraction(5, 300) + Fraction(95 * one, 100 * whole))
        + {"162116": 1_200_000, "163422": 345_678}.get(code, 0)
        for code, one in people.items()
    }
    assert near(exact, made(lines))


def test_ten_forty_five_forty_five_in_five_steps(lines: CostLinesPage) -> None:
    """On the page of people add a column for the index and paste its values; then the line, its amount and its rule."""
    people = with_members(lines, 3)
    figures = PopulationsPage(lines.session, lines.memory, "人口と指標", "")
    figures.reload(None)
    show(figures)
    fill(figures, 指標名="ごみ量")
    press_button(figures, "指標の列を追加")
    first = next(iter(lines.session.book.all(Municipality)))
    paste(figures.sheet, first, "weight:ごみ量", "4,100\n2,250\n1,990")
    show(lines)
    (line,) = typed(lines, "処理費\t7,777,777")
    type_into(lines.sheet, line.id, "rule", "均等割:人口割:指標割(ごみ量)=10:45:45")
    assert refusals(figures.sheet) == []
    whole, waste = sum(people.values()), dict(zip(people, (4_100, 2_250, 1_990), strict=True))
    exact = {
        code: 7_777_777 * (Fraction(10, 300) + Fraction(45 * one, 100 * whole) + Fraction(45 * waste[code], 834_000))
        for code, one in people.items()
    }
    assert near(exact, made(lines))
    put_away(figures)


def test_half_and_half_with_less_than_a_thousand_cut_off_in_five_steps(lines: CostLinesPage) -> None:
    """On the consortium's page the unit and where the rest goes; then the line, its amount and its rule."""
    people = with_members(lines, 3)
    council = ConsortiumPage(lines.session, lines.memory, "協議会", "")
    council.reload(None)
    choose(line_of(council, "unit"), "1,000")
    choose(line_of(council, "remainder"), "切捨て(残りは繰越)")
    (line,) = typed(lines, "運営費\t33,333,333")
    type_into(lines.sheet, line.id, "rule", "50:50")
    result, whole = made(lines), sum(people.values())
    for code, one in people.items():
        exact = Fraction(33_333_333, 6) + Fraction(33_333_333 * one, 2 * whole)
        assert result.rows[code].cloud == int(exact / 1_000) * 1_000
    assert result.secretariat == 33_333_333 - sum(row.cloud for row in result.rows.values()) > 0
    put_away(council)
