import json
from dataclasses import replace

from core.documents.comparison.breakdown import build, result
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.costs import Penalty
from core.model.scenarios import MoneyUnit, PartialTerm
from tests.core.calc.cost_book import SCENARIO, cost_book
from tests.core.documents.sheets import column, notes, pairs, paragraphs, table, tables

NAMERIKAWA, NYUZEN = "162060", "163422"


def test_every_member_gets_a_sheet_of_its_own(book: Book) -> None:
    document = build(book, PrintSettings())
    assert [sheet.addressee for sheet in document.sheets] == [
        f"{name} 御中" for name in ("射水市", "滑川市", "入善町", "上市町", "朝日町", "舟橋村")
    ]


def test_a_member_at_its_cap_is_told_what_was_cut_off_and_who_takes_it_over(book: Book) -> None:
    document = build(book, PrintSettings(municipality=NYUZEN))
    assert document.title == "負担額内訳書(入善町)"
    assert pairs(document)["負担額(5年)"] == pairs(document)["上限"] == "175,000,000円"
    assert pairs(document)["削減率"] == "30.0%"
    steps = dict(zip(column(table(document), "段階"), column(table(document), "結果"), strict=True))
    assert steps["基礎額"] == "205,921,836円"
    assert steps["上限を超えた額"] == "30,921,836.09…円"
    assert "30,921,836円を切り捨てます。切り捨てた額は、A、B、Eが人口に応じて引き受けます。" in paragraphs(document)[1]


def test_a_member_below_its_cap_is_told_from_whom_it_takes_over(book: Book) -> None:
    document = build(book, PrintSettings(municipality=NAMERIKAWA, anonymous=False))
    inputs = dict(zip(column(table(document), "段階"), column(table(document), "内訳"), strict=True))
    assert [piece.split("から")[0] for piece in inputs["引き受けた額"].split("、")] == ["入善町", "上市町", "舟橋村"]
    assert "11,909,555円を人口に応じて引き受けます" in paragraphs(document)[1]


def test_other_members_stand_under_their_signs_where_the_ledger_is_anonymous(book: Book) -> None:
    document = build(book, PrintSettings(municipality=NAMERIKAWA))
    assert pairs(document)["比較表での記号"] == "B"
    assert "入善町" not in str(document)


def test_the_years_add_up_to_the_share_beside_the_whole_fee(book: Book) -> None:
    years = table(build(book, PrintSettings(municipality=NAMERIKAWA)), 1)
    own = [int(cell.replace(",", "")) for cell in column(years, "貴団体の負担額")]
    assert sum(own[:-1]) == own[-1] == 250_471_455
    assert column(years, "全体のクラウド利用料") == ["277,200,000"] * 5 + ["1,386,000,000"]
    assert "行列の両方の合計を保つ丸め" in str(build(book, PrintSettings(municipality=NAMERIKAWA)))


def test_amounts_are_in_yen_whatever_unit_other_sheets_have(book: Book) -> None:
    settings = PrintSettings(municipality=NYUZEN, unit=MoneyUnit.OKU)
    assert build(book, settings) == build(book, PrintSettings(municipality=NYUZEN))
    assert table(build(book, settings), 1).unit == "単位:円(税抜)"


def test_penalties_are_listed_with_the_end_of_their_contract() -> None:
    book = cost_book(penalties=[Penalty(1, 2, "電算委託", "2017-03-31", 12_345)])
    listed = table(build(book, PrintSettings(municipality=NAMERIKAWA)), 2)
    assert listed.rows[0].cells[:3] == ("電算委託", "平成29年3月31日", "12,345")
    assert len(tables(build(book, PrintSettings(municipality=NYUZEN)))) == 2


def test_a_member_that_joins_later_sees_its_months() -> None:
    book = cost_book(
        members={NYUZEN: {"joined_on": "2016-10-01"}},
        scenarios=[replace(SCENARIO, guarantee_percent=None, partial_term=PartialTerm.MONTHS)],
    )
    document = build(book, PrintSettings(municipality=NYUZEN))
    assert column(table(document, 1), "参加する月数") == ["0か月", "6か月", "12か月", "12か月", "12か月", "42か月"]
    assert "最低削減保障のない試算です" in paragraphs(document)[1]


def test_the_inferred_is_said(book: Book) -> None:
    assert "内数と再配分の基準は推定" in notes(build(book, PrintSettings(municipality=NYUZEN)))


def test_a_refusal_stands_instead_of_the_sheets() -> None:
    book = cost_book(scenarios=[replace(SCENARIO, guarantee_percent="40")])
    assert paragraphs(build(book, PrintSettings()))[0].startswith("40%の削減は保障できません")
    assert "refused" in json.loads(result(book, PrintSettings()))


def test_the_record_has_the_derivation_of_each_share(book: Book) -> None:
    (sheet,) = json.loads(result(book, PrintSettings(municipality=NYUZEN)))["sheets"]
    assert (sheet["code"], sheet["cloud"], sum(sheet["years"])) == (NYUZEN, 175_000_000, 175_000_000)
    assert sheet["derivation"]["steps"][-1]["label"] == "年度別"
