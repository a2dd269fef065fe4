from core.documents.comparison.adopted import adopted_values, sheet_to_reprint
from core.documents.comparison.sheet import adoption
from core.documents.paper.document import texts
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.faults import Fault
from core.model.scenarios import Scenario
from core.model.sheets import FixedSheet
from core.operations.health.findings import findings
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
    assert isinstance(values, dict)
    assert values["rows"]["163422"]["cloud"] == 205_921_836
    (sheet,) = book.all(FixedSheet)
    for strange in ('{"report":"totals"}', '{"rows":{"a":3},"total":{},"premises":{}}', '{"rows":7}', "{}"):
        book.apply(ChangeSet("壊す", (Update("fixed_sheets", sheet, {"result": strange}),)))
        assert isinstance(adopted_values(book, book.all(Scenario)[2]), Fault)
        told = [text for _, text in texts(REPORTS["scenarios"].build(book, PrintSettings()))]
        said = "採用したときの確定版「試算「保障なし(比較のため)」」に残っている計算結果を読めません。"
        assert any(said in text for text in told), "what the ledger says now does not stand for it"
        assert "adopted_not_kept" in [one.rule for one in findings(book)]
    book.apply(ChangeSet("採用", (Update("fixed_sheets", sheet, {"result": '{"refused":"利用料がありません。"}'}),)))
    told = [text for _, text in texts(REPORTS["scenarios"].build(book, PrintSettings()))]
    assert any("採用したときは計算できませんでした。利用料がありません。" in text for text in told)
    book.apply(release(book, book.all(Scenario)[2]))  # type: ignore[arg-type]
    assert adopted_values(book, book.all(Scenario)[2]) is None
