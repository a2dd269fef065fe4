import json
from dataclasses import replace

from core.documents.charges.explanation import build, result
from core.documents.paper.document import Chart, KeyValues, Table
from core.documents.paper.settings import PrintSettings
from core.heavy import page_count, render
from core.model.book import Book
from core.model.charges.charging import Project, YearItem
from core.model.charges.fundings import Funding
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.registry import table_of
from core.model.values.charge_premises import ItemFlow


def added(book: Book, *rows: object) -> Book:
    book.apply(ChangeSet("追加", tuple(Insert(table_of(type(one)).name, to_row(one)) for one in rows)))
    return book


def test_there_is_one_page_for_each_member(book: Book) -> None:
    made = build(book, PrintSettings(anonymous=False))
    names = ["射水市", "滑川市", "入善町", "上市町", "朝日町", "舟橋村"]
    assert [sheet.title for sheet in made.sheets] == [f"{name} 負担金の説明(令和2年度)" for name in names]
    assert len(made.sheets) == 6
    (one,) = build(book, PrintSettings(municipality="163431", fiscal_year=2020)).sheets
    assert one.title == "E 負担金の説明(令和2年度)"


def test_the_chart_and_the_table_tell_the_same_difference_to_the_yen(book: Book) -> None:
    (sheet,) = build(book, PrintSettings(municipality="162116")).sheets
    chart = next(one for one in sheet.blocks if isinstance(one, Chart)).drawing
    table = next(one for one in sheet.blocks if isinstance(one, Table))
    assert "令和元年度: 107,938,172円" in chart.words
    assert "差 +7,154,113円" in chart.words
    assert table.totals[0].cells[:2] == ("差の合計", "+7,154,113")
    figures = [int(row.cells[1].replace(",", "").replace("△", "-")) for row in table.rows]
    assert sum(figures) == 7_154_113
    assert 0 in figures, "what did not change stands there too"


def test_years_to_come_are_told_where_their_items_are_known_and_never_as_zero(book: Book) -> None:
    added(book, YearItem(99, 1, 2021, "利用料", amount=600_000, rule="equal=1"))
    (sheet,) = build(book, PrintSettings(municipality="162116")).sheets
    table = [one for one in sheet.blocks if isinstance(one, Table)][-1]
    assert table.rows[0].cells == ("負担金", "100,000", "未入力", "未入力", "未入力", "未入力")


def test_own_money_is_what_subsidies_leave(book: Book) -> None:
    added(book, Funding(1, 1, 2020, "デジタル補助金", 15_092_285))
    text = str(build(book, PrintSettings(municipality="162116")).sheets[0].blocks[0])
    assert "'補助金', '15,092,285円'" in text
    assert "'一般財源(実質の負担)', '100,000,000円'" in text


def test_the_first_year_has_nothing_to_be_held_against_and_says_so(book: Book) -> None:
    sheet = build(book, PrintSettings(municipality="162116", fiscal_year=2015)).sheets[0]
    assert "前の年度の負担金がない" in str(sheet.blocks)
    assert json.loads(result(book, PrintSettings(fiscal_year=2015)))["members"]["162116"]["steps"] is None


def test_each_page_is_one_page(book: Book) -> None:
    assert page_count(render(build(book, PrintSettings(anonymous=False)))) == 6


def many(book: Book) -> Book:
    """Three projects with twelve items each that change from 2021 to 2022, and a settlement for each member."""
    rows: list[object] = [Project(id, f"共同利用の事業その{id}", position=id) for id in (2, 3)]
    for year in (2021, 2022):
        for at in range(36):
            amount = 900_000 + at * 10_007 * (year - 2020)
            name, id = f"費目の名前がやや長いもの{at}", year * 100 + at
            rows.append(YearItem(id, at % 3 + 1, year, name, amount=amount, source="見積書"))
    for member in range(1, 7):
        flow = ItemFlow.CARRIED
        rows.append(YearItem(member, 1, 2022, "令和3年度の精算", flow, amount=member, borne_by_id=member))
    return added(book, *[replace(one, id=one.id + 300_000) if isinstance(one, YearItem) else one for one in rows])


def test_many_items_stand_on_one_page_too_the_largest_by_name_and_the_others_counted(book: Book) -> None:
    made = build(many(book), PrintSettings(municipality="162116", fiscal_year=2022, anonymous=False))
    assert page_count(render(made)) == 1
    table = next(one for one in made.sheets[0].blocks if isinstance(one, Table))
    labels = [row.cells[0] for row in table.rows]
    assert labels[6] == "経費・財源の額(ほか29費目)"
    assert labels[-1] == "変わらない要因"
    assert "為替レート" in table.rows[-1].cells[2], "each factor that changed nothing is listed all the same"
    figures = [int(row.cells[1].replace(",", "").replace("△", "-")) for row in table.rows]
    assert sum(figures) == int(table.totals[0].cells[1].replace(",", ""))
    basis = str(made.sheets[0].blocks)
    assert "ほか11費目" in basis
    assert "他の団体だけの費目 5件" in basis
    assert basis.count("令和3年度の精算 なし→") == 1


def test_many_projects_stand_on_one_page_too_each_with_its_share(book: Book) -> None:
    rows: list[object] = [Project(id, f"共同利用の事業その{id}", position=id) for id in range(2, 13)]
    for year in (2021, 2022):
        rows += [YearItem(year * 100 + at, at, year, "利用料", amount=6_000_000 + year) for at in range(1, 13)]
    made = build(added(book, *rows), PrintSettings(municipality="162116", fiscal_year=2022, anonymous=False))
    assert page_count(render(made)) == 1
    facts = [one for one in made.sheets[0].blocks if isinstance(one, KeyValues)][-1]
    assert [label for label, _ in facts.pairs] == ["事業"] * 12 + ["基礎数値", "費目"]
