"""制度改正一覧 of the made-up example that the sample carries."""

from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.law_changes.records import LawChangeMember
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from tests.core.documents.sheets import column, tables


def test_the_changes_stand_by_who_pays_with_their_subsidy_and_the_members_below(book: Book) -> None:
    row = LawChangeMember(1, 2, 1, "2016-06-01", None, None, "")
    book.apply(ChangeSet("確認", (Insert("law_change_members", to_row(row)),)))
    made = REPORTS["law-changes"].build(book, PrintSettings(as_of="2016-06-30", anonymous=False))
    changes, members = tables(made)
    assert column(changes, "番号") == ["按分 1件", "2", "保守内 1件", "1", ""]
    assert column(changes, "初期費用(円)")[1:] == ["4,800,000", "", "0", "4,800,000"]
    assert column(changes, "国庫補助")[1] == "有(1/2、上限 2,000,000円) 2,000,000円"
    assert (column(changes, "状態")[3], column(changes, "団体確認")[1]) == ("適用済", "1/6")
    assert column(members, "射水市") == ["", "○\nH28.6.1"]
    before = tables(REPORTS["law-changes"].build(book, PrintSettings(as_of="2016-05-31")))[0]
    assert column(before, "団体確認")[1] == "0/6"
