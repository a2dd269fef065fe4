"""A sealed price is told by no way out of the command line and the rooms below it, until it is opened."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.cli.names import TABLES_TO_SHOW
from core.documents.paper.inputs import inputs_text
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.evaluation import Act, ActKind, Bidder, Procurement
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.grids import Grid
from core.model.machine.history import LogFilter
from core.model.machine.naming import told_tables
from core.operations.editing.edit import edit
from core.operations.editing.find import find, found
from core.operations.editing.rows import remove
from core.operations.evaluation.acting import close_scores, open_prices, seal_prices
from core.operations.importing.columns import match_sheet
from core.operations.importing.planning import plan_import
from core.operations.telling.history_lines import Finder, lines_of
from core.storage.disk.places import default_home
from core.storage.document.closed_log import closed_entries
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence
from tests.core.cli.desk import Call

EXAMPLE = "架空の例 基幹系システムの共同調達"
TYPED = 987_654_321
GIVEN = 1_020_000_000
"""What the made-up bidder of the sample asks, and what it is changed to."""

FORMS = tuple(form for price in (TYPED, GIVEN) for form in (str(price), f"{price:,}", f"{price // 1000:,}"))
NOW = "2026-08-01T09:00:00"


def secrets_in(text: str) -> list[str]:
    return [form for form in FORMS if form in text]


def example(book: Book) -> Procurement:
    return found(find(book, Procurement, EXAMPLE))


def bidder(book: Book) -> Bidder:
    return next(one for one in book.children(Bidder, example(book).id).values() if one.name == "甲社(架空)")


def do(path: Path, *acts: Callable[[Book], ChangeSet | Faults]) -> Path:
    """Do one act after the other in the file and save it."""
    with closing(LedgerFile.open(default_home(), path)) as file:
        for act in acts:
            wish = act(file.store.book())
            assert isinstance(wish, ChangeSet), wish
            file.store.apply(wish, "事務局")
        file.save()
    return path


def seal(book: Book) -> ChangeSet | Faults:
    return seal_prices(book, example(book), "事務局", NOW)


def type_price(book: Book) -> ChangeSet | Faults:
    return edit(book, bidder(book), "price_yen", str(TYPED))


@pytest.fixture
def sealed(ledger: Path) -> Path:
    """The sample, whose price was sealed and after that typed anew: both prices stand in its history."""
    return do(ledger, seal, type_price)


def book_of(path: Path) -> Book:
    with closing(LedgerFile.open(default_home(), path)) as file:
        return file.store.book()


def test_no_table_shows_a_sealed_price(call: Call, sealed: Path) -> None:
    lists = [(table.name, "--json") for table in told_tables()]
    for asked in (*((name,) for name in TABLES_TO_SHOW), *((name, "--json") for name in TABLES_TO_SHOW), *lists):
        done = call("show", sealed, *asked)
        assert not secrets_in(done.out + done.err), asked
    one = next(row for row in call("show", sealed, "bidders", "--json").json if row["name"] == "甲社(架空)")
    assert one["price_yen"] == "封印"
    done = call("show", sealed, "evaluation", "--procurement", EXAMPLE, "--json")
    assert not secrets_in(done.out)


def test_no_printout_holds_a_sealed_price(sealed: Path) -> None:
    book = book_of(sealed)
    chosen = PrintSettings(procurement=example(book).id)
    lists = [replace(chosen, table=table.name) for table in told_tables()]
    for report in REPORTS.values():
        for settings in lists if report.name == "list" else [chosen]:
            text = repr(report.build(book, settings)) + report.result(book, settings)
            assert not secrets_in(text), (report.name, settings.table)
    bidders = REPORTS["list"].result(book, replace(chosen, table="bidders"))
    assert [row for row in json.loads(bidders)["rows"] if "甲社(架空)" in row and "封印" in row]
    assert not secrets_in(inputs_text(book)), "what is kept with a fixed sheet"


def test_nothing_that_is_computed_depends_on_a_sealed_price(call: Call, sealed: Path) -> None:
    asked = ("show", sealed, "evaluation", "--procurement", EXAMPLE, "--json")
    before = call(*asked).json
    do(sealed, lambda book: edit(book, bidder(book), "price_yen", "1"))
    assert call(*asked).json == before


def entry_texts(path: Path) -> Iterator[str]:
    with closing(LedgerFile.open(default_home(), path)) as file:
        book, entries = file.store.book(), file.store.entries(LogFilter(), 1000)
        finder = Finder(book)
        for entry in entries:
            yield " ".join((entry.label, *(f"{one.before} {one.after}" for one in lines_of(book, entry))))
            assert not any(finder.shows(entry, form) for form in FORMS), "found by its figures"


def test_the_history_tells_no_price_that_is_sealed_now(call: Call, sealed: Path) -> None:
    texts = list(entry_texts(sealed))
    assert not secrets_in("\n".join(texts))
    assert any("封印 封印" in text for text in texts), "that a price was changed is told"
    done = call("log", sealed, "--json")
    assert not secrets_in(done.out)


def test_what_is_closed_off_holds_no_price_that_is_sealed_now(call: Call, sealed: Path, tmp_path: Path) -> None:
    out = tmp_path / "履歴.anbun-log"
    do(sealed, lambda book: remove(book, [bidder(book)]))
    before = len(call("log", sealed, "--json").json)
    done = call("log", sealed, "--close-until", "2099-12-31", "-o", out)
    assert done.code == 0
    assert not secrets_in(out.read_text("utf-8"))
    assert "封印" in out.read_text("utf-8")
    kept = list(closed_entries(out))
    assert len(kept) == before
    texts = [line for entry in kept for line in lines_of(book_of(sealed), entry)]
    assert ("提案額", "封印", "封印") in [(one.column, one.before, one.after) for one in texts]
    assert not [entry.label for entry in kept if "読めない" in entry.label]
    do(sealed, lambda book: close_scores(book, example(book), "事務局", NOW))
    do(sealed, lambda book: open_prices(book, example(book), "事務局", NOW))
    told = [line for entry in kept for line in lines_of(book_of(sealed), entry)]
    assert ("提案額", "封印", "封印") in [(one.column, one.before, one.after) for one in told], "as it was written"


def test_what_is_open_is_closed_off_letter_for_letter(call: Call, ledger: Path, tmp_path: Path) -> None:
    do(ledger, type_price)
    out = tmp_path / "履歴.anbun-log"
    assert call("log", ledger, "--close-until", "2099-12-31", "-o", out).code == 0
    assert secrets_in(out.read_text("utf-8"))


def test_a_bidder_that_is_removed_takes_its_price_along(sealed: Path) -> None:
    do(sealed, lambda book: remove(book, [bidder(book)]))
    assert not secrets_in("\n".join(entry_texts(sealed)))
    do(sealed, lambda book: remove(book, [example(book)]))
    assert not secrets_in("\n".join(entry_texts(sealed)))


def cells_of(path: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def test_what_is_exported_says_sealed_and_brings_the_price_back_as_it_was(
    call: Call, sealed: Path, tmp_path: Path
) -> None:
    book = tmp_path / "台帳.xlsx"
    assert call("export", sealed, book).code == 0
    assert not secrets_in(cells_of(book))
    assert "封印" in cells_of(book)
    folder = tmp_path / "CSV"
    assert call("export", sealed, folder, "--csv").code == 0
    texts = {path.stem: path.read_text("utf-8-sig") for path in folder.glob("*.csv")}
    assert not secrets_in("\n".join(texts.values()))
    assert "封印" in texts["提案者"]
    for back in (book, folder / "提案者.csv"):
        told = call("import", sealed, back, "--json").json
        assert (told["changed"], told["refused"]) == ([], [])
        assert bidder(book_of(sealed)).price_yen == TYPED
    do(sealed, lambda book: close_scores(book, example(book), "事務局", NOW))
    do(sealed, lambda book: open_prices(book, example(book), "事務局", NOW))
    assert call("import", sealed, book, "--json").json["changed"] == []
    assert bidder(book_of(sealed)).price_yen == TYPED


def test_a_sealed_price_is_brought_in_without_being_told(call: Call, sealed: Path, tmp_path: Path) -> None:
    (tmp_path / "提案者.csv").write_text(
        f"案件,提案者,提案額\n{EXAMPLE},甲社(架空),900000009\n{EXAMPLE},新しい社,封印\n", encoding="utf-8-sig"
    )
    done = call("import", sealed, tmp_path / "提案者.csv", "--partial", "--json")
    (changed,), (refused,) = done.json["changed"], done.json["refused"]
    assert changed["cells"] == [{"label": "提案額", "old": "封印", "new": "封印"}]
    assert [reason["text"] for reason in refused["reasons"]] == [
        "提案額の「封印」は隠した印で、値ではありません。新しい行には値を入れるか、空欄にしてください。"
    ]
    assert bidder(book_of(sealed)).price_yen == 900_000_009


def test_a_sealed_bidder_is_not_carried_to_a_procurement_without_a_seal(sealed: Path) -> None:
    book = book_of(sealed)
    other = next(one for one in book.all(Procurement).values() if one.name != EXAMPLE)
    grid = Grid("提案者", (("番号", "案件", "提案者"), (float(bidder(book).id), other.name, "甲社(架空)")))
    matching = match_sheet(grid)
    assert matching is not None
    wish = plan_import(book, [(grid, matching)], same_ledger=True)
    assert [sentence(fault) for line in wish.refused for fault in line.reasons] == [
        "「甲社(架空)」の提案額は封印されています。開封するまで、ほかの案件に移せません。"
    ]


def test_the_seal_itself_is_not_removed(sealed: Path) -> None:
    book = book_of(sealed)
    act = next(one for one in book.all(Act).values() if one.kind is ActKind.SEAL)
    wish = remove(book, [act])
    assert isinstance(wish, Faults)
    assert [sentence(fault) for fault in wish] == [
        "選定の記録は削除できません。取り消すときは、直後に「元に戻す」を使ってください。"
    ]


def test_what_is_opened_is_told_everywhere(call: Call, sealed: Path) -> None:
    do(sealed, lambda book: close_scores(book, example(book), "事務局", NOW))
    do(sealed, lambda book: open_prices(book, example(book), "事務局", NOW))
    assert secrets_in(call("show", sealed, "bidders").out)
    assert secrets_in(REPORTS["list"].result(book_of(sealed), PrintSettings(table="bidders")))
