"""組織図, 会議体, 名簿 and 人事異動 in the window; names of people are made up."""

from core.calc.organisation import vacancies
from core.model.organisation import Body, Seat, Tenure
from tests.ui.desk import cell, errors, fill, paste, press_button, refusals, show, type_into
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.pages.organisation.handover_page import HandoverPage, next_april
from ui.pages.organisation.organisation_page import OrganisationPage
from ui.pages.table_page import TablePage

DAY = "2015-04-01"


def council_seats(page: TablePage) -> list[Seat]:
    book = page.session.book
    (body,) = [one for one in book.all(Body).values() if one.short == "推進協議会"]
    return sorted(book.children(Seat, body.id).values(), key=lambda one: one.id)


def test_the_chart_is_shown_as_of_a_day_and_is_told_to_those_who_do_not_see_it(open_page: OpenPage) -> None:
    page = open_page("organisation")
    assert isinstance(page, OrganisationPage)
    assert "推進協議会　H25.10設置" in page.chart.accessibleDescription()
    page.day.input.line.setText("H25.6.1")
    page.day.input.done.emit()
    assert page.day.day == "2013-06-01"
    assert "クラウド会議" in page.chart.accessibleDescription()
    assert "推進協議会" not in page.chart.accessibleDescription()
    page.day.input.line.setText("いつか")
    page.day.input.done.emit()
    assert errors(page) == [
        "「いつか」は日付として読めません。平成26年8月6日、H26.8.6、2014-08-06のように入力してください。"
    ]
    assert page.day.day == "2013-06-01"


def test_a_ledger_without_bodies_says_where_to_begin(open_page: OpenPage) -> None:
    page = open_page("organisation", EMPTY)
    asked: list[str] = []
    page.open_page.connect(asked.append)
    press_button(page, "会議体を登録する")
    assert asked == ["bodies"]


def test_bodies_stand_in_their_tree_and_one_is_added_under_another(open_page: OpenPage) -> None:
    page = open_page("bodies")
    assert isinstance(page, TablePage)
    council = next(one for one in page.session.book.all(Body).values() if one.short == "推進協議会")
    assert cell(page.sheet, council.id, "会議体名") == "　富山県情報システム共同利用推進協議会"
    fill(page, 会議体名="試行部会", 上位の会議体="推進協議会", 種別="部会")
    press_button(page, "会議体を追加")
    added = page.session.book.all(Body)[page.session.book.last_id(Body)]
    assert (added.name, added.parent_id) == ("試行部会", council.id)
    assert cell(page.sheet, added.id, "会議体名") == "　　試行部会"
    paste(page.sheet, council.id, "parent_id", "試行部会")
    ((_, said),) = refusals(page.sheet)
    assert said.startswith("「富山県情報システム共同利用推進協議会」を、それ自身やその下にある「試行部会」の下に")


def test_names_of_a_roster_are_pasted_as_one_action(open_page: OpenPage) -> None:
    page = open_page("seats")
    assert isinstance(page, TablePage)
    seats = council_seats(page)
    paste(page.sheet, seats[0].id, "holder", "\n".join(f"職員{at}" for at in range(1, 7)))
    assert [one.name for one in page.session.book.all(Tenure).values()] == [f"職員{at}" for at in range(1, 7)]
    assert cell(page.sheet, seats[5].id, "氏名") == "職員6"
    type_into(page.sheet, seats[5].id, "holder", "")
    assert cell(page.sheet, seats[5].id, "状態") == "空席"
    page.session.undo()
    page.session.undo()
    assert not page.session.book.all(Tenure)


def test_the_change_of_april_is_one_page(open_page: OpenPage) -> None:
    roster = open_page("seats")
    seats = council_seats(roster)
    paste(roster.sheet, seats[0].id, "holder", "\n".join(f"職員{at}" for at in range(1, 7)))
    page = HandoverPage(roster.session, roster.memory, "人事異動", "")
    show(page)
    assert page.day.day == DAY
    assert page.count.plain == "平成27年4月1日の異動: 留任 6席、氏名の登録なし 19席"
    type_into(page.sheet, seats[0].id, "name", "後任甲")
    paste(page.sheet, seats[1].id, "move", "退任\n留任")
    assert [cell(page.sheet, seat.id, "異動") for seat in seats[:3]] == ["交代", "退任(後任未定)", "留任"]
    assert vacancies(page.session.book, DAY) == [seats[1]]
    assert cell(page.sheet, seats[0].id, "現任者") == "職員1"


def test_the_first_of_april_that_follows() -> None:
    assert [next_april(day) for day in ("2014-08-06", "2015-03-31", "2015-04-01", "2015-04-02")] == [
        "2015-04-01",
        "2015-04-01",
        "2015-04-01",
        "2016-04-01",
    ]
