import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.cloud_bills.board import change_of, ratio, shares_of
from core.calc.cloud_bills.sharing import BillLine, share_bill, yen_of
from core.heavy import read_source
from core.model.book import Book
from core.model.charges.cloud_bills import CloudBill, CloudPart
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.faults import Faults
from core.model.machine.records import to_row
from core.operations.cloud_bills.reading import Bill, read_bill
from core.operations.cloud_bills.taking import Taken, take_bill
from core.words.sentences import sentence
from tests.core.operations.cloud_bills.bills import HEAD, KEYS, LINES, TOTAL, csv

A = "162116"


@pytest.fixture
def keyed(book: Book) -> Book:
    book.apply(ChangeSet("対応", tuple(Insert("cloud_keys", to_row(one)) for one in KEYS)))
    return book


def read(content: bytes) -> Bill | Faults:
    return read_bill(read_source(content, "請求.csv").grids[0])


def taken(book: Book, content: bytes, month: str = "2026-10", **more: Any) -> Taken | Faults:
    bill = read(content)
    return bill if isinstance(bill, Faults) else take_bill(book, month, bill, **more)


def told(found: Taken | Faults) -> str:
    assert isinstance(found, Faults), found
    return " ".join(sentence(one) for one in found)


def test_the_four_parts_add_up_to_the_bill_in_cents_and_in_yen(keyed: Book) -> None:
    found = taken(keyed, csv())
    assert isinstance(found, Taken)
    shared = found.shared
    assert sum(shared.cents.values()) == TOTAL == found.bill.cents
    assert sum(shared.yen.values()) == found.bill.yen == TOTAL * 15_025 // 10_000
    assert (shared.cents[A, CloudPart.DEDICATED], shared.cents[A, CloudPart.SHARED]) == (100_033, 29_000 // 6 + 1)
    tagged = {code: cents for (code, part), cents in shared.cents.items() if part is CloudPart.TAGGED}
    assert sum(tagged.values()) == 62_007
    assert tagged[A] == 2_000 + 29_094
    assert (found.bill.untagged_cents, found.bill.test_cents) == (5_003, 35_004)


def test_the_yen_of_a_bill_are_those_that_were_billed(keyed: Book) -> None:
    found = taken(keyed, csv(f"合計,,,,{TOTAL},USD,150.25"), yen=294_566)
    assert isinstance(found, Taken)
    assert sum(found.shared.yen.values()) == 294_566


def test_a_bill_is_kept_with_its_shares_and_held_against_the_month_before(keyed: Book) -> None:
    for month, lines in (("2026-09", LINES[:1]), ("2026-10", LINES)):
        found = taken(keyed, csv(lines=lines), month)
        assert isinstance(found, Taken)
        keyed.apply(found.change_set)
    bills = list(keyed.all(CloudBill).values())
    assert [change_of(keyed, one) for one in bills] == ["", "+96.0%"]
    assert sum(one.whole for one in shares_of(keyed, bills[1])) == bills[1].yen


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        (csv(f"合計,,,,{TOTAL + 1},USD,150.25"), {}, "明細の合計1,960.43が請求の合計1,960.44と一致しません(差 △0.01)"),
        ("アカウント,タグ,金額\nacc-A,,12.34".encode(), {}, "USDの換算レートがありません"),
        (csv(), {"month": "2026-13"}, "「2026-13」は請求月として読めません"),
        (csv("acc-A,,EC2,本番,たくさん,USD,150.25"), {}, "8行目の「たくさん」は"),
        (csv("acc-A,,EC2,本番,1,EUR,150.25"), {}, "通貨やレートが2つ以上あります: EUR、USD"),
        (b"a,b\n1,2", {}, "見出しにアカウント"),
        ((HEAD + "\n").encode(), {}, "行がありません"),
    ],
)
def test_a_bill_that_is_none_is_refused_with_its_reason(
    keyed: Book, content: bytes, more: dict[str, str], said: str
) -> None:
    assert said in told(taken(keyed, content, **more))


def test_a_month_is_taken_in_once(keyed: Book) -> None:
    found = taken(keyed, csv())
    assert isinstance(found, Taken)
    keyed.apply(found.change_set)
    assert told(taken(keyed, csv())) == (
        "2026年10月のクラウド利用料はすでに取り込まれています。取り込み直すときは、先にその月の請求を削除してください。"
    )
    assert isinstance(taken(keyed, csv(), provider="別の事業者"), Taken)


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        (csv(), {"rate": "155"}, "明細の換算レートは150.25ですが、155が指定されています。"),
        (csv(), {"currency": "EUR"}, "明細の通貨はUSDですが、EURが指定されています。"),
    ],
)
def test_what_the_sheet_and_the_words_say_differently_is_asked_and_not_chosen(
    keyed: Book, content: bytes, more: dict[str, str], said: str
) -> None:
    assert said in told(taken(keyed, content, **more))
    assert isinstance(taken(keyed, csv(), rate="150.25", currency="USD"), Taken)


def test_amounts_with_decimals_are_hundredths_too(keyed: Book) -> None:
    found = taken(keyed, b"Account,Tags,Cost\nacc-A,,12.34\nacc-A,,0.1", rate="100")
    assert isinstance(found, Taken)
    assert (found.bill.cents, found.bill.yen) == (1_244, 1_244)
    assert "「12.345」" in told(taken(keyed, b"Account,Tags,Cost\nacc-A,,12.345", rate="100"))


cells = st.dictionaries(
    st.tuples(st.sampled_from(("162116", "162060", "163422")), st.sampled_from(CloudPart)),
    st.integers(-(10**6), 10**9),
    min_size=1,
)


@given(cells, st.integers(0, 10**12))
def test_the_yen_always_match_the_bill_to_the_yen(cents: dict[tuple[str, CloudPart], int], total: int) -> None:
    assert sum(yen_of(cents, total).values()) == total


def test_a_year_of_two_thousand_lines_a_month_is_quick(keyed: Book) -> None:
    lines = [BillLine(f"acc-{at % 40}", ("imizu", "all", "")[at % 3], "EC2", "本番", at) for at in range(2_000)]
    began = time.thread_time()
    for month in range(1, 13):
        share_bill(keyed, f"2026-{month:02}", lines, 10_000_000)
    assert time.thread_time() - began < 2


def test_a_share_of_nothing_has_no_percentage() -> None:
    assert (ratio(1, 0), ratio(1, 3), ratio(-1, 2)) == ("－", "33.3%", "△50.0%")


@pytest.mark.parametrize("month", ["2026-10", "２０２６-１０", "令和8年10月", "R8.10", " 2026/10 "])
def test_a_month_is_read_as_people_write_it(keyed: Book, month: str) -> None:
    found = taken(keyed, csv(), month)
    assert isinstance(found, Taken)
    assert found.bill.month == "2026-10"


@pytest.mark.parametrize("month", ["2026", "2026-13", "R8.10.1", "", "来月"])
def test_what_is_no_month_is_refused(keyed: Book, month: str) -> None:
    assert "請求月として読めません" in told(taken(keyed, csv(), month))


def test_the_yen_of_the_lines_are_the_bill_where_no_total_says_it(keyed: Book) -> None:
    lines = "アカウント,金額,円\nacc-A,10,1500\ncommon,20,3001\n"
    found = taken(keyed, lines.encode())
    assert isinstance(found, Taken)
    assert sum(found.shared.yen.values()) == found.bill.yen == 4_501
    assert "明細の合計4,501円が請求の合計5,000円と一致しません" in told(taken(keyed, f"{lines}合計,30,5000\n".encode()))
    rounded = taken(keyed, f"{lines}合計,30,4500\n".encode())
    assert isinstance(rounded, Taken)
    assert rounded.bill.yen == 4_500, "each line may have been rounded by itself"


def test_a_bill_with_nothing_but_yen_is_one_in_yen(keyed: Book) -> None:
    found = taken(keyed, 'アカウント,請求額(円)\nacc-A,"1,000"\ncommon,６０１\n合計,1601\n'.encode())
    assert isinstance(found, Taken)
    assert (found.bill.currency, found.bill.cents, found.bill.yen, found.bill.exchange_rate) == (
        "JPY",
        160_100,
        1_601,
        None,
    )
    assert sum(found.shared.yen.values()) == 1_601
    assert "明細の合計1,601.00が請求の合計1,600.00" in told(
        taken(keyed, "アカウント,円\nacc-A,1000\ncommon,601\n合計,1600\n".encode())
    )


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(3_770, 34_592, "10.9%"), (643, 1_788, "36.0%"), (935, 1_788, "52.3%")]
)
def test_shares_are_shown_as_they_were_published(part: int, whole: int, shown: str) -> None:
    assert 45 + 196 + 184 + 3_345 == 3_770
    assert ratio(part, whole) == shown
