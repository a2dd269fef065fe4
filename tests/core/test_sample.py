"""The sample says what the source says: figures from its quotes and answers alone, then through the arithmetic."""

import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, present_scenario
from core.calc.comparison.reduction import show_in_unit
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, CurrentCost, TaxRate
from core.model.council import Municipality, Participation, Population, Scope, System
from core.model.machine.changes import ChangeSet
from core.model.requests import Customization, Disposition, Option, Quote
from core.model.scenarios import MoneyUnit, Scenario
from core.model.values.rules import parse_rule
from core.operations.answers.answering import answer
from core.operations.editing.edit import edit
from core.sample import empty, sample

SAMPLE = sample()

TOTALS = {"A": 9_400_000, "B": 0, "C": 8_500_000, "D": 400_000, "E": 1_320_000, "F": 0}
"""合計(最大) as the source prints it; together 19,620,000."""

PRICE_MODELS = {
    ("1", "4様式"): (2_000_000, 100_000),
    ("2", ""): (600_000, 100_000),
    ("11", ""): (2_000_000, 400_000),
    ("20", ""): (1_040_000, 60_000),
}
"""Options whose printed quotes lie exactly on a + b·n."""

LIKELY = {"25": (260_000, 40_000), "31": (600_000, 100_000)}
"""Requests whose quotes do so once the doubtful ones are read as is likely."""


@pytest.fixture
def book() -> Book:
    book = Book({})
    book.apply(SAMPLE)
    return book


def item(book: Book, number: str) -> Customization:
    return next(one for one in book.all(Customization).values() if one.item == number)


def quotes(book: Book, number: str, option: str | None = None) -> dict[int, Quote]:
    """Return the quotes of an item by n; of one option where n alone does not tell them apart."""
    options = [
        one for one in book.children(Option, item(book, number).id).values() if option is None or one.name == option
    ]
    found = [quote for one in options for quote in book.children(Quote, one.id).values()]
    assert len({quote.implementers for quote in found}) == len(found)
    return {quote.implementers: quote for quote in found}


def said(book: Book, number: str) -> str:
    labels = {one.id: one.label for one in book.all(Municipality).values()}
    rows = book.children(Answer, item(book, number).id).values()
    return "".join(row.state.mark for row in sorted(rows, key=lambda row: labels[row.municipality_id]))


def totals(book: Book) -> dict[str, int]:
    labels = {one.code: one.label for one in book.all(Municipality).values()}
    return {labels[code]: yen for code, yen in allocate(book).by_code(View.MAX).items()}


def test_the_totals_of_the_source_follow_from_quotes_and_answers_alone(book: Book) -> None:
    found = dict.fromkeys("ABCDEF", 0)
    labels = {one.id: one.label for one in book.all(Municipality).values()}
    for one in book.all(Customization).values():
        if one.disposition not in {Disposition.IMPLEMENT, Disposition.UNDER_REVIEW}:
            continue
        options = book.children(Option, one.id)
        option = options[one.adopted_option_id] if one.adopted_option_id else next(iter(options.values()))
        payers = [row for row in book.children(Answer, one.id).values() if row.state is AnswerState.YES]
        (quote,) = (q for q in book.children(Quote, option.id).values() if q.implementers == len(payers))
        assert quote.one_off_yen % len(payers) == 0
        for row in payers:
            found[labels[row.municipality_id]] += quote.one_off_yen // len(payers)
    assert found == TOTALS
    assert sum(found.values()) == 19_620_000


def test_the_arithmetic_gives_the_same(book: Book) -> None:
    allocation = allocate(book)
    assert totals(book) == TOTALS
    assert allocation.totals[View.MAX].total == 19_620_000
    assert allocation.incomplete() == ()


def test_one_answer_to_item_25_changes_item_25_and_the_totals_only(book: Book) -> None:
    before = allocate(book)
    b = next(one for one in book.all(Municipality).values() if one.label == "B")
    wish = answer(book, item(book, "25"), b, AnswerState.YES)
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    after = allocate(book)
    assert [one.customization_id for one, two in zip(before.items, after.items, strict=True) if one != two] == [25]
    assert after.item(25).max.shares == (170_000, 170_000, 0, 0, 0, 0)
    assert after.totals[View.MAX].total == 19_620_000 - 300_000 + 340_000


def test_item_25_costs_a_300000_while_the_others_are_undecided(book: Book) -> None:
    assert said(book, "25") == "●？？？？？"
    assert allocate(book).item(25).max.shares == (300_000, 0, 0, 0, 0, 0)
    printed = {n: quote.one_off_yen for n, quote in quotes(book, "25").items()}
    assert printed == {6: 900_000, 5: 480_000, 4: 420_000, 3: 360_000, 2: 340_000, 1: 300_000}
    assert {n for n, quote in quotes(book, "25").items() if quote.doubtful} == {6, 5, 3}


def test_item_20_has_six_quotes_and_is_met_by_the_standard(book: Book) -> None:
    found = quotes(book, "20")
    assert [(found[n].branch, found[n].one_off_yen) for n in (6, 5, 4, 3, 2, 1)] == [
        ("20-1", 1_400_000),
        ("20-2", 1_340_000),
        ("20-3", 1_280_000),
        ("20-4", 1_220_000),
        ("20-5", 1_160_000),
        ("20-6", 1_100_000),
    ]
    assert item(book, "20").disposition is Disposition.STANDARD
    assert item(book, "20").avoided_yen == 1_280_000
    assert item(book, "9").avoided_yen == 1_000_000
    assert said(book, "20") == "×？？？？？"


@pytest.mark.parametrize(("number", "option"), PRICE_MODELS)
def test_printed_quotes_lie_on_their_line(book: Book, number: str, option: str) -> None:
    base, each = PRICE_MODELS[number, option]
    for n, quote in quotes(book, number, option).items():
        assert quote.one_off_yen == base + each * n
        assert not quote.doubtful


@pytest.mark.parametrize("number", LIKELY)
def test_doubtful_quotes_lie_on_their_line_as_they_are_likely_to_read(book: Book, number: str) -> None:
    base, each = LIKELY[number]
    for n, quote in quotes(book, number).items():
        expected = base + each * n
        if quote.one_off_yen != expected:
            assert quote.doubtful
            assert quote.likely_reading == f"{expected:,}"


def test_what_is_printed_wrongly_is_kept_as_printed_and_marked(book: Book) -> None:
    by_branch = {quote.branch: quote for quote in book.all(Quote).values()}
    doubtful = {branch: quote for branch, quote in by_branch.items() if quote.doubtful}
    assert {branch: quote.one_off_yen for branch, quote in doubtful.items()} == {
        "1-1": 3_300_000,
        "1-2": 3_180_000,
        "25-1": 900_000,
        "25-2": 480_000,
        "25-4": 360_000,
        "31-1": 1_100_000,
        "31-2": 900_000,
    }
    assert all(quote.original_text and quote.likely_reading for quote in doubtful.values())
    names = [one.item for one in book.all(Customization).values() if one.doubtful]
    assert names == ["1", "2", "3", "7", "8", "11", "13", "14", "15", "31"]
    assert item(book, "7").title == "軽自動車税 由金集「レジャー」突入"
    assert "推定" in item(book, "26").note


def test_branches_are_options_or_quotes_as_the_source_means_them(book: Book) -> None:
    count = {
        one.item: (
            len(book.children(Option, one.id)),
            sum(len(book.children(Quote, o)) for o in book.children(Option, one.id)),
        )
        for one in book.all(Customization).values()
    }
    assert {number: counts for number, counts in count.items() if counts != (1, 1)} == {
        "1": (3, 6),
        "2": (1, 3),
        "9": (0, 0),
        "11": (1, 2),
        "16": (3, 3),
        "20": (1, 6),
        "23": (0, 0),
        "25": (1, 6),
        "30": (0, 0),
        "31": (1, 2),
    }
    adopted = item(book, "16").adopted_option_id
    assert adopted is not None
    assert [quote.branch for quote in book.children(Quote, adopted).values()] == ["16-1"]


def test_dispositions_are_those_that_fit_the_total(book: Book) -> None:
    found: dict[Disposition, set[str]] = {}
    for one in book.all(Customization).values():
        found.setdefault(one.disposition, set()).add(one.item)
    assert found == {
        Disposition.DECLINE: {"1", "2", "4", "6", "12", "13", "14", "31"},
        Disposition.STANDARD: {"9", "20", "30"},
        Disposition.MERGED: {"23"},
        Disposition.IMPLEMENT: {
            "3",
            "5",
            "7",
            "8",
            "10",
            "11",
            "15",
            "16",
            "17",
            "18",
            "19",
            "21",
            "22",
            "24",
            "25",
            "26",
            "27",
            "28",
            "29",
        },
    }
    assert item(book, "23").merged_into_id == item(book, "22").id


def test_answers_are_read_from_the_row_with_the_fewest_payers(book: Book) -> None:
    assert {number: said(book, number) for number in ("1", "2", "11", "16", "22", "23", "30", "31")} == {
        "1": "●×××××",
        "2": "●×××××",
        "11": "××●×××",
        "16": "●×●×××",
        "22": "●××●××",
        "23": "××××××",
        "30": "××××××",
        "31": "●××●●×",
    }
    assert len(book.all(Answer)) == 6 * 31


def test_members_have_codes_labels_and_four_censuses(book: Book) -> None:
    members = sorted(book.all(Municipality).values(), key=lambda one: one.position)
    assert [(one.label, one.code, one.name) for one in members] == [
        ("A", "162116", "射水市"),
        ("B", "162060", "滑川市"),
        ("C", "163422", "入善町"),
        ("D", "163228", "上市町"),
        ("E", "163431", "朝日町"),
        ("F", "163210", "舟橋村"),
    ]
    counted = {(row.municipality_id, row.reference_date): row.population for row in book.all(Population).values()}
    assert [counted[one.id, "2010-10-01"] for one in members] == [93_588, 33_676, 27_182, 21_965, 13_651, 2_967]
    assert sum(yen for (_, day), yen in counted.items() if day == "2020-10-01") == 180_494
    assert len(counted) == 24


def test_all_take_part_in_the_sixteen_systems_of_the_subcommittees(book: Book) -> None:
    systems = book.all(System).values()
    assert len(systems) == 16
    assert all(one.subcommittee == f"{one.name}部会" and one.scope is Scope.IN_SCOPE for one in systems)
    assert all("推定" in one.note for one in systems)
    assert len(book.all(Participation)) == 96


def test_the_consortium_says_where_its_data_is_from_and_what_is_inferred(book: Book) -> None:
    consortium = book.consortium
    assert consortium.name == "富山県情報システム共同利用推進協議会"
    assert (consortium.base_date, consortium.answer_deadline) == ("2014-08-06", "2014-07-31")
    assert consortium.anonymous
    assert parse_rule(consortium.rule).label == "均等割:人口割 = 3:7"
    for word in ("平成26年11月18日", "推定", "A〜F"):
        assert word in consortium.note


def test_the_five_year_comparison_carries_the_source_s_figures_and_says_what_is_inferred(book: Book) -> None:
    current = [row.yen for row in book.all(CurrentCost).values()]
    assert current == [920_000_000, 400_000_000, 250_000_000, 240_000_000, 240_000_000, 110_000_000]
    assert sum(row.amount for row in book.all(CostAmount).values()) == 1_386_000_000
    (line,) = book.all(CostLine).values()
    assert line.note.startswith("推定: 原資料は合計13.9億円のみ")
    scenario = present_scenario(book)
    assert (scenario.guarantee_percent, scenario.redistribution.label) == ("30", "人口")
    assert scenario.note.startswith("推定: 原資料は13.9億円、内数と再配分の基準は推定")
    result = compare_scenario(book, scenario)
    assert isinstance(result, Comparison)
    assert [show_in_unit(row.cloud, MoneyUnit.OKU, 1) for row in result.rows.values()] == [
        "5.7",
        "2.5",
        "1.8",
        "1.7",
        "1.4",
        "0.8",
    ]
    assert result.at_cap == ("163422", "163228", "163210")


def test_the_sample_is_the_same_every_time() -> None:
    assert sample() == SAMPLE


def test_a_new_file_holds_the_consortium_the_tax_rates_and_a_scenario_and_can_be_worked_on() -> None:
    book = Book({})
    book.apply(empty("砺波地方広域連合", "2026-03-31"))
    assert book.consortium.fiscal_year == 2025
    assert book.consortium.base_date == "2026-03-31"
    assert not book.all(Municipality)
    assert [rate.percent for rate in book.all(TaxRate).values()] == [3, 5, 8, 10]
    assert [scenario.name for scenario in book.all(Scenario).values()] == ["現在の前提"]
    assert isinstance(edit(book, book.consortium, "secretariat", "情報課"), ChangeSet)
