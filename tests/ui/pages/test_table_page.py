"""A page over a subject that is declared and nothing else: what a table page does follows from its record."""

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from core import heavy
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.council import System
from core.model.machine.changes import ChangeSet
from core.model.machine.records import Record
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.storage.disk.places import Home
from tests.ui.desk import (
    OpenSession,
    button,
    cell,
    choose,
    column_of,
    errors,
    fill,
    go,
    member,
    named,
    notice,
    paste,
    press_button,
    put_away,
    refusal,
    refusals,
    show,
    totals,
    type_into,
    wait_until,
)
from tests.ui.pages.paper import EMPTY, adding
from tests.ui.tables.sheet.ledger import clipboard, press, put_on_clipboard, the
from tests.ui.trial import Paper, Visit, Weather, trial_subject
from ui.pages.editing import field_column
from ui.pages.side import FormSide
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import Column

Key, Modifier = Qt.Key, Qt.KeyboardModifier
OpenView = Callable[..., TablePage]
"""(view: all of visits by default, content: the sample by default) → its page, shown."""


@pytest.fixture
def open_view(open_session: OpenSession, home: Home) -> Iterator[OpenView]:
    subjects, pages = [], []

    def open_one(view: TableView | None = None, content: ChangeSet | None = None) -> TablePage:
        subject = trial_subject(open_session(content))
        subjects.append(subject)
        session = subject.__enter__()
        page = TablePage(session, Memory(home.settings), "視察", "視察を記録します。", view or TableView(Visit))
        pages.append(page)
        show(page)
        return page

    yield open_one
    for page in pages:
        put_away(page)
    for subject in subjects:
        subject.__exit__(None, None, None)


@pytest.fixture
def page(open_view: OpenView) -> TablePage:
    """Three visits: two of 滑川市, one of 射水市."""
    made = open_view()
    for municipality, title, held_on in (
        ("B", "先進地", "H26.5.1"),
        ("A", "開発元", "H26.4.1"),
        ("B", "県庁", "H26.3.1"),
    ):
        add(made.session, Visit, municipality_id=municipality, title=title, held_on=held_on)
    return made


def add(session: Session, cls: type[Record], **texts: str) -> None:
    assert session.run(add_row(session.book, cls, texts)) is None


def titles(page: TablePage) -> list[str]:
    return [one.title for one in page.sheet.model.rows.shown]


def visit(page: TablePage, title: str) -> Visit:
    return next(one for one in page.session.book.all(Visit).values() if one.title == title)


# --- columns and rows -----------------------------------------------------------------------------------------------


def test_all_columns_of_the_record_are_shown_the_owner_first(page: TablePage) -> None:
    labels = [column.label for column in page.sheet.model.columns]
    assert labels == ["団体", "視察日", "視察名", "業務", "天気", "旅費", "公開", "報告", "記録者", "備考"]


def test_rows_stand_by_their_owners_and_then_by_their_places(page: TablePage) -> None:
    assert titles(page) == ["開発元", "先進地", "県庁"]
    assert [cell(page.sheet, one.id, "団体") for one in page.sheet.model.rows.shown] == ["射水市", "滑川市", "滑川市"]


@pytest.mark.parametrize(
    ("name", "typed", "shown", "value"),
    [
        ("held_on", "Ｈ26.8.6", "平成26年8月6日", "2014-08-06"),
        ("title", " 𠮷野 ", "𠮷野", "𠮷野"),
        ("weather", "雨", "雨", Weather.RAINY),
        ("cost_yen", "１２千円", "12,000", 12_000),
        ("is_open", "○", "はい", True),
        ("report", "長い報告", "長い報告", "長い報告"),
        ("note", "備考", "備考", "備考"),
    ],
)
def test_every_column_is_typed_into_as_its_kind_reads_and_takes_back_what_it_shows(
    page: TablePage, name: str, typed: str, shown: str, value: object
) -> None:
    one = visit(page, "開発元")
    wish = edit(page.session.book, one, name, typed)
    assert page.session.run(wish) is None
    assert cell(page.sheet, one.id, name) == shown
    assert getattr(page.session.book.all(Visit)[one.id], name) == value
    paste(page.sheet, one.id, name, shown)
    assert refusals(page.sheet) == []
    assert getattr(page.session.book.all(Visit)[one.id], name) == value


def test_a_figure_is_typed_into_its_cell_and_a_wrong_one_refused_beside_it(page: TablePage) -> None:
    one = visit(page, "県庁")
    type_into(page.sheet, one.id, "cost_yen", "1,500")
    assert cell(page.sheet, one.id, "cost_yen") == "1,500"
    type_into(page.sheet, one.id, "cost_yen", "たくさん")
    assert refusal(page.sheet) == "「たくさん」は数として読めません。数字で入力してください。"
    press(Key.Key_Escape)
    page.session.undo()
    assert visit(page, "県庁").cost_yen is None


def test_a_row_of_another_table_is_chosen_by_its_name_or_emptied(page: TablePage) -> None:
    one = visit(page, "県庁")
    go(page.sheet, one.id, "system_id")
    press(Key.Key_F2)
    choose(the(QComboBox, page.sheet), "住民税")
    assert cell(page.sheet, one.id, "system_id") == "住民税"
    go(page.sheet, one.id, "system_id")
    press(Key.Key_Delete)
    assert visit(page, "県庁").system_id is None


@pytest.mark.parametrize("name", ["municipality_id", "written_by"])
def test_neither_the_owner_nor_what_the_program_writes_is_typed_over(page: TablePage, name: str) -> None:
    one = visit(page, "県庁")
    before = getattr(one, name)
    paste(page.sheet, one.id, name, "射水市")
    told = [text for text, _ in refusals(page.sheet)] or [notice(page.sheet)]
    assert told in (["射水市"], ["「記録者」は自動で決まる列のため読みませんでした。"])
    assert getattr(visit(page, "県庁"), name) == before


def test_who_owns_a_row_is_said_where_it_is_refused(page: TablePage) -> None:
    paste(page.sheet, visit(page, "県庁").id, "municipality_id", "射水市")
    assert refusals(page.sheet) == [("射水市", "団体は行を追加するときにだけ入力できます。")]


def test_by_the_owner_rows_are_sorted_as_owners_stand_in_their_own_table(page: TablePage) -> None:
    page.sheet.model.sort_by("municipality_id", descending=True)
    assert titles(page) == ["先進地", "県庁", "開発元"]


# --- adding ---------------------------------------------------------------------------------------------------------


def test_the_line_asks_for_what_must_be_typed_and_looks_the_owner_up(open_view: OpenView) -> None:
    page = open_view()
    assert [line.placeholderText() for line in adding(page).findChildren(QLineEdit)] == ["団体", "視察日", "視察名"]
    fill(adding(page), 視察日="R8.4.1", 団体="舟橋", 視察名="県庁")
    press(Key.Key_Return)
    assert errors(page) == []
    assert (visit(page, "県庁").municipality_id, visit(page, "県庁").held_on) == (
        member(page.session, "F").id,
        "2026-04-01",
    )
    assert page.session.undo_stack.undoText() == "視察「県庁」を追加"
    assert page.sheet.current is not None
    assert page.sheet.current[0].title == "県庁"


def test_every_fault_stands_under_its_own_field(open_view: OpenView) -> None:
    page = open_view()
    fill(adding(page), 視察日="きのう", 団体="どこか")
    press_button(page, "視察を追加")
    told = {name: label.text() for name, label in adding(page)._errors.items() if label.isVisible()}
    assert told["municipality_id"].startswith("エラー: 「どこか」という団体はありません。次のいずれかを指定")
    assert "射水市" in told["municipality_id"]
    assert told["held_on"].startswith("エラー: 「きのう」は日付として読めません。")
    assert told["title"] == "エラー: 視察名を入力してください。"
    assert not page.session.book.all(Visit)


def test_the_line_may_ask_for_more_and_what_is_left_blank_has_its_default(open_view: OpenView) -> None:
    asked = ("held_on", Asked("title", 300, "何の視察か"), "municipality_id", "cost_yen", "weather")
    page = open_view(TableView(Visit, adding=asked))
    lines = adding(page).findChildren(QLineEdit)
    assert [line.placeholderText() for line in lines] == ["視察日", "何の視察か", "団体", "旅費(円)", "天気"]
    fill(adding(page), 視察日="R8.4.1", 何の視察か="県庁", 団体="A")
    press(Key.Key_Return)
    assert (visit(page, "県庁").cost_yen, visit(page, "県庁").weather) == (None, Weather.SUNNY)


# --- pasting --------------------------------------------------------------------------------------------------------


def test_a_paste_beyond_the_last_row_adds_rows_with_their_owners_in_one_step(page: TablePage) -> None:
    rows = "滑川市\tH26.3.2\t県庁\r\nA\tH26.6.1\t新しい\t住民税\t雨\t5千円\r\n舟橋村\tR8.1.1\t最後\r\n"
    paste(page.sheet, visit(page, "県庁").id, "municipality_id", rows)
    assert refusals(page.sheet) == []
    assert titles(page) == ["開発元", "新しい", "先進地", "県庁", "最後"]
    new = visit(page, "新しい")
    assert (new.weather, new.cost_yen, new.position, new.written_by) == (Weather.RAINY, 5_000, 2, "事務局")
    assert cell(page.sheet, new.id, "system_id") == "住民税"
    assert visit(page, "県庁").held_on == "2014-03-02"
    page.session.undo()
    assert titles(page) == ["開発元", "先進地", "県庁"]
    assert visit(page, "県庁").held_on == "2014-03-01"


def test_a_new_row_without_its_owner_or_of_one_that_is_not_there_refuses_the_whole_paste(page: TablePage) -> None:
    paste(page.sheet, visit(page, "県庁").id, "municipality_id", "滑川市\tH26.3.1\t県庁\r\nどこか\tH26.6.1\t新しい\r\n")
    ((text, sentence),) = refusals(page.sheet)
    assert (text, sentence[:14]) == ("どこか", "「どこか」という団体はありま")
    paste(page.sheet, visit(page, "県庁").id, "held_on", "H26.3.1\t県庁\r\nH26.6.1\t新しい\r\n")
    assert [sentence for _, sentence in refusals(page.sheet)] == ["団体を入力してください。"]
    assert len(titles(page)) == 3


def test_a_copied_table_comes_back_as_new_rows(page: TablePage) -> None:
    go(page.sheet, visit(page, "開発元").id, "municipality_id")
    press(Key.Key_End, Modifier.ControlModifier, Modifier.ShiftModifier)
    press(Key.Key_C, Modifier.ControlModifier)
    copied = clipboard()
    paste(page.sheet, visit(page, "開発元").id, "municipality_id", copied + copied)
    assert refusals(page.sheet) == []
    assert sorted(titles(page)) == sorted(["開発元", "先進地", "県庁"] * 2)


def test_the_first_rows_are_pasted_into_the_empty_table(open_view: OpenView) -> None:
    page = open_view()
    put_on_clipboard("射水市\tR8.4.1\t県庁\r\n")
    press_button(page, "Excelから貼り付け")
    assert titles(page) == ["県庁"]


# --- order and removal ----------------------------------------------------------------------------------------------


def test_a_row_moves_among_those_of_its_owner(page: TablePage) -> None:
    go(page.sheet, visit(page, "県庁").id, "title")
    press_button(page, "上へ")
    assert titles(page) == ["開発元", "県庁", "先進地"]
    press_button(page, "上へ")
    assert titles(page) == ["開発元", "県庁", "先進地"]
    press_button(page, "下へ")
    assert titles(page) == ["開発元", "先進地", "県庁"]


def test_a_row_goes_with_all_that_belongs_to_it_and_the_button_says_so(page: TablePage) -> None:
    add(page.session, Paper, visit_id="県庁", name="次第")
    assert button(page, "削除").toolTip() == "選んだ視察を、その配布物とともに削除します。元に戻せます。"
    go(page.sheet, visit(page, "県庁").id, "title")
    press_button(page, "削除")
    assert (titles(page), page.session.book.all(Paper)) == (["開発元", "先進地"], {})
    assert page.session.undo_stack.undoText() == "視察「県庁」を削除(配布物1件も削除)"
    page.session.undo()
    assert (len(titles(page)), len(page.session.book.all(Paper))) == (3, 1)


def test_rows_without_a_place_are_not_moved_and_nothing_goes_along(open_view: OpenView) -> None:
    page = open_view(TableView(Paper))
    assert not [one for one in page.findChildren(QPushButton) if one.text() in {"上へ", "下へ"}]
    assert button(page, "削除").toolTip() == "選んだ配布物を削除します。元に戻せます。"


# --- nothing yet ----------------------------------------------------------------------------------------------------


def empty_text(page: TablePage) -> str:
    return page._empty._label.plain if page._empty.isVisible() else ""


def test_an_empty_table_says_what_to_type_where(open_view: OpenView) -> None:
    page = open_view()
    assert empty_text(page) == (
        "まだ視察がありません。上の欄に団体、視察日、視察名を入れて「視察を追加」を押してください。"
    )


def test_what_is_needed_first_is_said_and_its_page_opened(open_view: OpenView) -> None:
    page = open_view(content=EMPTY)
    asked: list[str] = []
    page.open_page.connect(asked.append)
    assert empty_text(page) == "先に団体を登録してください。"
    press_button(page, "団体のページを開く")
    assert asked == ["municipalities"]


def test_as_soon_as_there_is_an_owner_the_rows_may_come(open_view: OpenView) -> None:
    page = open_view(TableView(Paper))
    assert empty_text(page) == "先に視察を登録してください。"
    add(page.session, Visit, municipality_id="A", title="県庁", held_on="R8.4.1")
    assert empty_text(page).startswith("まだ配布物がありません。上の欄に視察と資料名を入れて")
    fill(adding(page), 視察="県庁", 資料名="次第")
    press(Key.Key_Return)
    assert [one.name for one in page.sheet.model.rows.shown] == ["次第"]


# --- what it changes with -------------------------------------------------------------------------------------------


def test_it_is_read_again_when_what_its_rows_refer_to_changes_and_not_otherwise(page: TablePage) -> None:
    session, read = page.session, []
    page.sheet.model.modelReset.connect(lambda: read.append(1))
    system = next(iter(session.book.all(System).values()))
    for wish, times in (
        (edit(session.book, session.book.consortium, "name", "別の協議会"), 1),
        (edit(session.book, member(session, "A"), "name", "新射水市"), 2),
        (edit(session.book, system, "name", "別の業務"), 3),
    ):
        assert session.run(wish) is None
        assert len(read) == times
    assert cell(page.sheet, visit(page, "開発元").id, "municipality_id") == "新射水市"
    add(session, Paper, visit_id="県庁", name="次第")
    assert len(read) == 3


def test_the_columns_show_the_other_file_when_one_is_loaded(page: TablePage) -> None:
    session = page.session
    assert session.run(edit(session.book, member(session, "B"), "name", "新滑川市")) is None
    session.load(session.file)
    assert cell(page.sheet, visit(page, "先進地").id, "municipality_id") == "新滑川市"
    assert "新滑川市" not in [column.label for column in page.sheet.model.columns]


# --- what the view may say otherwise --------------------------------------------------------------------------------


def test_columns_of_its_own_widths_of_its_own_and_a_total(open_view: OpenView) -> None:
    def double(session: Session) -> Column:
        return Column("倍額", lambda one: 2 * (one.cost_yen or 0), figure=True, width=90)

    columns = (
        "municipality_id",
        ("title", 333),
        "cost_yen",
        double,
        lambda _: field_column(Visit, "note", blank="なし"),
    )
    page = open_view(TableView(Visit, columns=columns, totals=("cost_yen",), noun="出張"))
    assert button(page, "出張を追加").isVisible()
    assert totals_shown(page) == 0
    for title, yen in (("県庁", "1,000"), ("国", "500"), ("未定", "")):
        add(page.session, Visit, municipality_id="A", title=title, held_on="R8.4.1", cost_yen=yen)
    widths = {column.name: column.width for column in page.sheet.model.columns}
    assert list(widths.items())[:4] == [("municipality_id", 160), ("title", 333), ("cost_yen", 130), ("倍額", 90)]
    assert list(widths)[-1] == "note"
    assert (cell(page.sheet, 1, "倍額"), cell(page.sheet, 1, "note")) == ("2,000", "なし")
    assert {name: text for name, text in totals(page.sheet, 0).items() if text} == {
        "municipality_id": "合計", "cost_yen": "1,500", "": "合計"
    }  # fmt: skip


@pytest.mark.parametrize("beside", [(), ("system_id", "weather", "report")])
def test_a_field_that_no_view_speaks_of_is_seen_before_the_remark(open_view: OpenView, beside: tuple[str, ...]) -> None:
    view = TableView(Visit, columns=("municipality_id", "title", "note"), form=beside)
    shown = [column.name for column in open_view(view).sheet.model.columns]
    fields = ["held_on", "system_id", "weather", "cost_yen", "is_open", "report", "written_by"]
    assert shown == ["municipality_id", "title", *(name for name in fields if name not in beside), "note"]


def totals_shown(page: TablePage) -> int:
    return len(page.sheet._totals.totals)


def test_the_form_beside_shows_the_current_row_and_writes_into_it(open_view: OpenView) -> None:
    page = open_view(TableView(Visit, form=("title", "system_id", "weather", "cost_yen", "note")))
    for title in ("県庁", "国"):
        add(page.session, Visit, municipality_id="A", title=title, held_on="R8.4.1")
    form = the(FormSide, page)
    go(page.sheet, visit(page, "国").id, "title")
    assert form._title.text() == "視察「国」"
    choose(named(form, QComboBox, "業務"), "住民税")
    assert cell(page.sheet, visit(page, "国").id, "system_id") == "住民税"
    box = form.fields.boxes["cost_yen"]
    box.input.setFocus()
    fill(form, 旅費="-1")
    press(Key.Key_Return)
    assert errors(form) == ["「-1」は負の数です。0以上で入力してください。"]
    assert visit(page, "国").cost_yen is None
    press_button(page, "削除")
    assert form._title.text() == "視察「県庁」"


def test_the_form_folds_before_the_table_shows_fewer_than_four_columns(open_view: OpenView) -> None:
    page = open_view(TableView(Visit, form=("title", "note")))
    add(page.session, Visit, municipality_id="A", title="県庁", held_on="R8.4.1")
    form = the(FormSide, page)
    assert form.isVisible()
    assert page.sheet.width() >= page.sheet.width_for(4)
    page.resize(900, 700)
    assert not form.isVisible()
    wait_until(lambda: page.sheet.width() >= page.sheet.width_for(4), "room for the table")
    press_button(page, "詳細を開く")
    assert form.isVisible()
    page.resize(1366, 700)
    assert form.isVisible()


# --- printing -------------------------------------------------------------------------------------------------------


def test_this_table_is_printed_as_it_stands(page: TablePage) -> None:
    asked: list[str] = []
    page.open_page.connect(asked.append)
    press_button(page, "この表を印刷")
    assert asked == ["reports/list/visits"]
    report, settings = REPORTS["list"], PrintSettings(table="visits")
    result = json.loads(report.result(page.session.book, settings))
    assert [row[:3] for row in result["rows"]] == [
        ["射水市", "平成26年4月1日", "開発元"],
        ["滑川市", "平成26年5月1日", "先進地"],
        ["滑川市", "平成26年3月1日", "県庁"],
    ]
    assert heavy.render(report.build(page.session.book, settings)).startswith(b"%PDF")
    assert column_of(page.sheet, "団体").label in result["columns"]
