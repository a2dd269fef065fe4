from core.calc.comparison.compare import Comparison
from core.documents.comparison.leaving import leaving_table, leavings
from core.documents.comparison.view import Compared, compared
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.scenarios import Scenario
from tests.bench.big_book import big_tables
from tests.core.calc.cost_book import CODES, cost_book


def view(book: Book) -> Compared:
    made = compared(book, PrintSettings())
    assert isinstance(made, Compared)
    return made


def test_the_others_pay_the_whole_fee_among_themselves() -> None:
    for one in leavings(view(cost_book()).premises, CODES):
        if isinstance(one.outcome, Comparison):
            assert one.code not in one.outcome.rows
            assert sum(row.cloud for row in one.outcome.rows.values()) == 1_386_000_000


def test_of_many_members_only_the_one_hit_hardest_is_named() -> None:
    scenario = Scenario(1, "現在", rule="equal=1", first_fiscal_year=2015, fee_yen=13_000)
    made = view(Book({**big_tables(14, 0), "scenarios": [scenario]}))
    codes = tuple(made.comparison.rows)
    found = list(leavings(made.premises, codes))
    assert len(found) == 14
    rows = leaving_table(made, found).rows
    assert rows[0].cells == ("第1市", "なし", "929", rows[0].cells[3], "72", "7.8%", "")
    assert rows[0].cells[3] != "第1市"
