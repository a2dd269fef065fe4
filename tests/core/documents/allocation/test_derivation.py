import json
from collections.abc import Callable

import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.calc.allocation.pricing import Money
from core.documents.allocation.derivation import build, derivations, result
from core.documents.allocation.view import shown
from core.documents.paper.document import Emphasis, Table
from core.documents.paper.settings import PrintSettings, Totals
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.model.requests import Customization, Disposition
from core.model.values.rules import Remainder


def steps(book: Book, number: str, settings: PrintSettings | None = None) -> dict[str, str]:
    (found,) = (
        one for one in derivations(shown(book, settings or PrintSettings())) if one.title.startswith(f"項{number}　")
    )
    return {step.label: step.result for step in found.steps}


def test_every_item_and_the_totals_are_derived(book: Book) -> None:
    titles = [one.title for one in derivations(shown(book, PrintSettings()))]
    assert len(titles) == len(book.all(Customization)) + 1
    assert titles[-1] == "合計(最大)"


def test_the_split_of_an_item_adds_up_to_its_total(book: Book) -> None:
    for item, derivation in zip(allocate(book).items, derivations(shown(book, PrintSettings())), strict=False):
        found = {step.label: step.result for step in derivation.steps}
        assert found.get("按分", "0円") == f"{item.max.total:,}円"


def test_the_steps_lead_from_the_implementers_over_the_quote_to_the_shares(
    book: Book, answer: Callable[..., None]
) -> None:
    answer("25", "B", AnswerState.YES)
    found = steps(book, "25-5")
    assert list(found) == ["方針", "実施団体数", "総額", "按分", "　A", "　B"]
    assert list(found.values()) == ["計算の対象", "2団体", "340,000円", "340,000円", "170,000円", "170,000円"]


def test_the_view_of_all_implementing_derives_that_view(book: Book) -> None:
    found = steps(book, "25-1", PrintSettings(totals=Totals.ALL))
    assert (found["実施団体数"], found["総額"]) == ("6団体", "900,000円")


def test_what_is_met_by_the_standard_costs_nothing_and_says_why(book: Book) -> None:
    assert steps(book, "9") == {"方針": "対象外 0円"}


def test_an_item_without_a_quote_ends_with_the_reason(book: Book, request_without_quote: str) -> None:
    assert steps(book, request_without_quote)["総額"] == "見積なし"


def test_the_totals_name_the_items_that_they_are_made_of(book: Book) -> None:
    totals = list(derivations(shown(book, PrintSettings())))[-1]
    found = {step.label: step for step in totals.steps}
    allocation = allocate(book)
    assert [found[label].result for label in "ABCDEF"] == [f"{yen:,}円" for yen in allocation.totals[View.MAX].shares]
    assert found["E"].inputs == (("項3", "120,000円"), ("項29", "1,200,000円"))


def test_signs_stand_for_names_on_an_anonymous_sheet(book: Book) -> None:
    text = result(book, PrintSettings(anonymous=True))
    assert "射水市" not in text
    assert "射水市" in result(book, PrintSettings(anonymous=False))
    assert json.loads(text)["derivations"]


def test_each_derivation_begins_with_its_title_across_the_table(book: Book) -> None:
    (table,) = (block for block in build(book, PrintSettings()).sheets[0].blocks if isinstance(block, Table))
    sections = [row for row in table.rows if row.emphasis is Emphasis.SECTION]
    assert len(sections) == len(book.all(Customization)) + 1


@pytest.mark.parametrize("remainder", Remainder)
@pytest.mark.parametrize("totals", [Totals.MAX, Totals.ALL])
def test_the_derived_shares_are_those_of_the_allocation(
    book: Book, answer: Callable[..., None], consortium: Callable[..., None], remainder: Remainder, totals: Totals
) -> None:
    for label in "BC":
        answer("25", label, AnswerState.YES)
    consortium(remainder=remainder.value, representative_id=3, unit=1_000)
    rules = (Update("customizations", 25, {"rule": "equal=3,population=7"}),)
    book.apply(ChangeSet("規則", rules))
    sheet = shown(book, PrintSettings(totals=totals))
    for item, derivation in zip(sheet.items, derivations(sheet), strict=False):
        if not item.counted:
            continue
        outcome = sheet.outcome(item)
        shares = [f"{yen:,}円" for yen in outcome.shares if yen]
        assert [step.result for step in derivation.steps if step.label.startswith("　")] == shares


def test_amounts_of_nothing_are_derived_too(book: Book) -> None:
    assert list(derivations(shown(book, PrintSettings(money=Money.YEARLY))))[-1].steps[-1].result == "0円"


def test_with_the_range_every_view_is_derived_where_it_differs(book: Book) -> None:
    titles = [one.title for one in derivations(shown(book, PrintSettings(totals=Totals.RANGE)))]
    title = "健康管理_骨粗鬆症検診_前立腺がん検診4in1はがき化"
    assert titles[-7:] == [
        "合計(最大)",
        f"項25-1　{title}(合計(全員実施))",
        "合計(全員実施)",
        f"項25　{title}(範囲の最小)",
        "範囲の最小",
        f"項25　{title}(範囲の最大)",
        "範囲の最大",
    ]


def test_the_totals_of_one_disposition_are_derived_from_its_items_alone(book: Book) -> None:
    *_, totals = derivations(shown(book, PrintSettings(disposition=Disposition.STANDARD)))
    assert {step.result for step in totals.steps} == {"0円"}
