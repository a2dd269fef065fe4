from core import heavy
from core.documents.comparison.sheet import adoption
from core.documents.paper.settings import PrintSettings
from core.jobs.printing import Kept, ToDraw, by_recipient, printout
from core.model.book import Book
from core.model.evaluation import Bidder, Reviewer
from core.model.machine.changes import ChangeSet, Update
from core.model.scenarios import Scenario
from core.model.sheets import SheetFile
from core.operations.scenarios.deciding import adopt
from core.sample import empty, sample
from core.storage.document.ledger_file import LedgerFile


def printed(file: LedgerFile, report: str, settings: PrintSettings | None = None) -> Kept | ToDraw:
    return printout(file.store.book(), report, settings or PrintSettings(), lambda id: file.store.lazy(SheetFile, id))


def test_a_report_is_drawn_from_the_ledger_as_it_is(file: LedgerFile) -> None:
    made = printed(file, "allocation")
    assert isinstance(made, ToDraw)
    assert (made.is_empty, made.missing) == (False, ())
    assert heavy.page_count(made.pdf()) == 2


def test_what_no_font_can_print_is_known_before_it_is_drawn(file: LedgerFile) -> None:
    file.store.apply(ChangeSet("", (Update("customizations", 1, {"title": "帳票\U0001f600"}),)))
    made = printed(file, "allocation")
    assert isinstance(made, ToDraw)
    assert [character for character, _ in made.missing] == ["\U0001f600"]


def test_each_reviewer_and_each_bidder_has_a_part_with_the_number_of_its_letter() -> None:
    book = Book({})
    book.apply(sample())
    seats = [one for one in book.all(Reviewer).values() if book.children(Bidder, one.procurement_id)]
    book.apply(
        ChangeSet(
            "名", tuple(Update("reviewers", one.id, {"name": name}) for one, name in zip(seats, _ALIKE, strict=False))
        )
    )
    settings = PrintSettings(anonymous=False, number="推第9号", together=True)
    parts = dict(by_recipient(book, "score-sheets", settings))
    assert list(parts)[:3] == ["採点票_髙木_𠮷田", "採点票_髙木_𠮷田_2", "採点票__b_"]
    assert len(parts) == len(seats)
    whole = printout(book, "score-sheets", settings, lambda _: SheetFile(1, b""))
    assert isinstance(whole, ToDraw)
    together = [sheet for part in parts.values() for sheet in part.document.sheets]
    assert together == list(whole.document.sheets)
    bare = dict(by_recipient(book, "score-sheets", PrintSettings(anonymous=False, together=True, without_letter=True)))
    assert list(bare) == list(parts)
    told = {name: part.document.sheets[0] for name, part in by_recipient(book, "evaluation-notice", settings)}
    assert {name: (sheet.addressee, sheet.number) for name, sheet in told.items()} == {
        "選定結果通知_甲社(架空)": ("甲社(架空) 御中", "推第9号"),
        "選定結果通知_乙社(架空)": ("乙社(架空) 御中", "推第10号"),
        "選定結果通知_丙社(架空)": ("丙社(架空) 御中", "推第11号"),
    }
    one = next(iter(book.all(Bidder).values()))
    assert len(list(by_recipient(book, "evaluation-notice", PrintSettings(bidder=one.id)))) == 1


_ALIKE = ("髙木/𠮷田", "髙木:𠮷田", "<b>")
"""Names that no two files could bear as they are."""


def test_a_ledger_without_members_has_nothing_to_print() -> None:
    book = Book({})
    book.apply(empty("新しい協議会", "2026-11-23"))
    made = printout(book, "notice", PrintSettings(), lambda _: SheetFile(1, b""))
    assert isinstance(made, ToDraw)
    assert made.is_empty


def test_the_comparison_of_an_adopted_scenario_is_the_one_that_was_kept(file: LedgerFile) -> None:
    book = file.store.book()
    scenario = next(iter(book.all(Scenario).values()))
    made = adoption(book, scenario, "2026-11-23", "髙木", PrintSettings())
    papers = {"settings": made.settings, "inputs": made.inputs, "result": made.result}
    wish = adopt(book, scenario, "2026-11-23", "髙木", b"%PDF-kept", papers)
    assert isinstance(wish, ChangeSet)
    file.store.apply(wish)
    kept = printed(file, "comparison", PrintSettings(scenario=scenario.id))
    assert isinstance(kept, Kept)
    assert kept.pdf == b"%PDF-kept"
    assert isinstance(printed(file, "totals", PrintSettings(scenario=scenario.id)), ToDraw)
