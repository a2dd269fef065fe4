from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QPushButton

from core.model.council import Consortium, TaxMode
from core.model.machine.faults import Refused
from core.model.machine.kinds import Input
from core.model.requests import Customization
from core.model.values.dates import parse_date
from core.model.values.money import parse_yen
from core.words.sentences import sentence
from tests.ui.tables.sheet.ledger import press, show, the, write
from ui.look import theme
from ui.look.colours import colour
from ui.widgets.days.calendar_popup import CalendarPopup
from ui.widgets.fields import ChoiceInput, FigureInput
from ui.widgets.form import Field, RecordForm, field_of

NAMES = ("title", "description", "deadline", "avoided_yen", "doubtful", "disposition")


class Page:
    """Owns one record and writes what is typed into it."""

    def __init__(self) -> None:
        self.record = Customization(1, "1", "様式の変更", avoided_yen=1_200_000, deadline="2026-11-23")
        self.calls: list[tuple[str, str]] = []
        fields = [field_of(Customization, name) for name in NAMES]
        self.form = RecordForm(fields, self.commit, columns=2)
        self.form.show_record(self.record)

    def commit(self, name: str, text: str) -> str | None:
        self.calls.append((name, text))
        try:
            value = read(name, text)
        except Refused as refused:
            return sentence(refused)
        self.record = replace(self.record, **{name: value})
        self.form.show_record(self.record)
        return None

    def text(self, name: str) -> str:
        shown = self.form.boxes[name].input
        return shown.line.text() if hasattr(shown, "line") else shown.text()  # type: ignore[union-attr]


def read(name: str, text: str) -> Any:
    match name:
        case "avoided_yen":
            return parse_yen(text)
        case "deadline":
            return parse_date(text)
        case "doubtful":
            return text == "はい"
    return text


@pytest.fixture
def page(app: QApplication) -> Page:
    made = Page()
    show(made.form)
    return made


def fill(page: Page, name: str, text: str) -> None:
    page.form.focus_field(name)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(text)
    press(Qt.Key.Key_Return)


def test_labels_units_and_help_come_from_the_record() -> None:
    field = field_of(Customization, "avoided_yen")
    assert (field.label, field.unit, field.input) == ("回避した見積", "円", Input.FIGURE)
    assert "記録のみ" in field.help
    assert field_of(Consortium, "tax_mode").choices == [word.label for word in TaxMode]


def test_figures_are_read_with_commas_and_edited_without_them(page: Page) -> None:
    page.form.focus_field("title")
    assert page.text("avoided_yen") == "1,200,000"
    page.form.focus_field("avoided_yen")
    assert page.text("avoided_yen") == "1200000"


def test_full_width_figures_are_accepted(page: Page) -> None:
    fill(page, "avoided_yen", "１，５００千円")
    assert page.record.avoided_yen == 1_500_000
    page.form.focus_field("title")
    assert page.text("avoided_yen") == "1,500,000"


def test_dates_are_typed_in_either_calendar_and_shown_in_the_japanese_one(page: Page) -> None:
    assert page.text("deadline") == "令和8年11月23日"
    fill(page, "deadline", "2027-4-1")
    assert page.record.deadline == "2027-04-01"
    assert page.text("deadline") == "令和9年4月1日"


def test_a_date_is_chosen_from_the_calendar(page: Page) -> None:
    box = page.form.boxes["deadline"]
    the(QPushButton, box).click()
    popup = the(CalendarPopup, box)
    assert popup.month.text() == "令和8年11月 (2026年)"
    next(button for button in popup.findChildren(QPushButton) if button.text() == "次の月").click()
    assert popup.month.text() == "令和8年12月 (2026年)"
    calendar = the(QCalendarWidget, box)
    assert calendar.selectedDate() == QDate(2026, 11, 23)
    ends = [
        calendar.weekdayTextFormat(day).foreground().color() for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
    ]
    assert ends == [colour(theme.PRIMARY), colour(theme.ERROR)], "colours that can be read in every theme"
    calendar.clicked.emit(QDate(2026, 12, 1))
    assert page.record.deadline == "2026-12-01"


def test_a_refused_text_stays_with_its_sentence_until_it_is_put_right(page: Page) -> None:
    fill(page, "avoided_yen", "たくさん")
    box = page.form.boxes["avoided_yen"]
    assert box.error.isVisible()
    assert "「たくさん」は数として読めません" in box.error.text()
    assert page.record.avoided_yen == 1_200_000
    fill(page, "title", "別の題")
    assert page.text("avoided_yen") == "たくさん"
    fill(page, "avoided_yen", "5")
    assert not box.error.isVisible()
    assert page.record.avoided_yen == 5


def test_escape_takes_back_what_was_typed(page: Page) -> None:
    fill(page, "avoided_yen", "x")
    press(Qt.Key.Key_Escape)
    assert not page.form.boxes["avoided_yen"].error.isVisible()
    assert page.text("avoided_yen") == "1200000"


def test_leaving_a_field_commits_it_and_an_unchanged_field_is_left_alone(page: Page) -> None:
    page.form.focus_field("title")
    page.form.focus_field("description")
    write("長い説明")
    page.form.focus_field("title")
    assert page.calls == [("description", "長い説明")]
    assert page.record.description == "長い説明"


def test_yes_or_no_is_committed_at_once(page: Page) -> None:
    page.form.focus_field("doubtful")
    press(Qt.Key.Key_Space)
    assert page.record.doubtful is True


def test_another_record_takes_refused_texts_away(page: Page) -> None:
    fill(page, "avoided_yen", "x")
    page.form.show_record(replace(page.record, id=2))
    assert not page.form.boxes["avoided_yen"].error.isVisible()
    assert not isinstance(page.form.boxes["avoided_yen"].input, ChoiceInput)
    assert page.form.boxes["avoided_yen"].input.typed() is None


def test_the_wheel_never_changes_a_choice(app: QApplication) -> None:
    form = RecordForm([Field("name", "採用する案", Input.CHOICE, choices=["", "案1", "案2"])], lambda *_: None)
    show(form)
    choice = the(ChoiceInput, form)
    assert choice.itemText(0) == "(なし)"
    choice.setEnabled(True)
    QTest.wheelEvent(
        form.windowHandle(), choice.mapTo(form, choice.rect().center()).toPointF(), choice.rect().bottomLeft()
    )
    assert choice.currentIndex() == 0


def test_without_a_record_the_form_takes_nothing(page: Page) -> None:
    page.form.show_record(None)
    assert not page.form.isEnabled()
    assert the(FigureInput, page.form).text() == ""


def test_a_fiscal_year_says_its_unit_once(app: QApplication) -> None:
    field = field_of(Consortium, "fiscal_year")
    assert (field.show(2014), field.unit) == ("平成26年度", "")
