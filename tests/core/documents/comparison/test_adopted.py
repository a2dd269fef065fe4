from core.documents.comparison.adopted import adopted_values, sheet_to_reprint
from core.documents.comparison.sheet import adoption
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.scenarios import Scenario
from core.operations.scenarios.deciding import adopt, release


def test_only_the_comparison_of_an_adopted_scenario_is_printed_from_the_stored_sheet(book: Book) -> None:
    scenario = book.all(Scenario)[2]
    assert sheet_to_reprint(book, "comparison", PrintSettings(scenario=2)) is None
    made = adoption(book, scenario, "2014-11-18", "", PrintSettings())
    papers = {"settings": made.settings, "inputs": made.inputs, "result": made.result}
    book.apply(adopt(book, scenario, "2014-11-18", "", b"%PDF", papers))  # type: ignore[arg-type]
    kept = sheet_to_reprint(book, "comparison", PrintSettings(scenario=2))
    assert kept is not None
    assert kept.name == "試算「保障なし(比較のため)」"
    assert sheet_to_reprint(book, "comparison", PrintSettings()) == kept, "without a name the adopted one is meant"
    assert sheet_to_reprint(book, "comparison", PrintSettings(scenario=1)) is None
    assert sheet_to_reprint(book, "totals", PrintSettings(scenario=2)) is None
    values = adopted_values(book, book.all(Scenario)[2])
    assert values is not None
    assert values["rows"]["163422"]["cloud"] == 205_921_836
    book.apply(release(book, book.all(Scenario)[2]))  # type: ignore[arg-type]
    assert adopted_values(book, book.all(Scenario)[2]) is None
