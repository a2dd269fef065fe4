"""Columns are chosen, ordered, hidden and remembered; nothing that is remembered can lose a column for good."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui.shell.memory import Memory
from ui.tables.chosen_columns import Chosen, ColumnChoice, in_chosen_order, load_chosen, shown_columns
from ui.tables.columns import Column
from ui.tables.sheet.sheet import Sheet

NAMES = "abcdef"


def column(name: str, **options: bool) -> Column:
    return Column(name, lambda one: one[name], **options)  # type: ignore[arg-type]


COLUMNS = (column("a", fixed=True), column("b"), column("c"), column("d", optional=True), column("e"), column("f"))


def names(columns: object) -> str:
    return "".join(one.name for one in columns)  # type: ignore[attr-defined]


@given(
    order=st.lists(st.sampled_from([*NAMES, "gone"]), unique=True),
    shown=st.sets(st.sampled_from([*NAMES, "gone"])),
)
def test_every_column_stays_to_be_chosen_and_what_a_new_row_needs_is_shown(order: list[str], shown: set[str]) -> None:
    chosen = Chosen(tuple(order), frozenset(shown))
    assert sorted(names(in_chosen_order(COLUMNS, chosen))) == list(NAMES)
    seen = names(shown_columns(COLUMNS, chosen))
    assert "a" in seen
    assert [name for name in order if name in seen] == [name for name in seen if name in order]


def test_without_a_choice_all_are_shown_but_those_that_are_offered_only() -> None:
    assert names(shown_columns(COLUMNS, Chosen())) == "abcef"


def test_a_column_that_came_later_stands_where_it_is_described() -> None:
    chosen = Chosen(("f", "e", "a"), frozenset("fea"))
    assert names(in_chosen_order(COLUMNS, chosen)) == "feabcd"
    assert names(shown_columns(COLUMNS, chosen)) == "feabc"


def test_what_cannot_be_read_is_no_choice(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "settings.ini")
    for text in ("", "{", "[]", '{"order": 1}', '{"order": ["a"]}', "null"):
        memory.set_text("columns/表", text)
        assert load_chosen(memory, "表") == Chosen()


def test_a_choice_is_remembered_and_taken_back(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "settings.ini")
    choice = ColumnChoice(memory, "表", 2, lambda: None)
    choice.of(COLUMNS)
    choice.choose({"c": True, "a": True, "b": False, "d": True, "e": False, "f": True})
    again = ColumnChoice(memory, "表", 2, lambda: None)
    assert names(again.of(COLUMNS)) == "cadf"
    assert again.frozen == 1
    again.choose({})
    assert names(ColumnChoice(memory, "表", 2, lambda: None).of(COLUMNS)) == "abcef"


def test_the_table_shows_the_choice_at_once_and_keeps_row_and_widths(app: QApplication, tmp_path: Path) -> None:
    sheet = Sheet(COLUMNS, name="表", frozen=2, store=Memory(tmp_path / "settings.ini"), key=lambda one: one["a"])
    sheet.resize(900, 400)
    sheet.show()
    sheet.set_records([{name: f"{name}{row}" for name in NAMES} for row in range(5)])
    sheet.select("a3", "c")
    sheet.choice.choose({"e": True, "a": True, "d": True})
    assert names(sheet.model.columns) == "efabcd"
    sheet.choice.choose({name: name in "ead" for name in ("e", "a", "d", "b", "c", "f")})
    assert names(sheet.model.columns) == "ead"
    assert sheet.current is not None
    assert sheet.current[0]["a"] == "a3"
    assert sheet.model.columns[0].text(sheet.current[0]) == "e3"
    sheet.choice.choose({})
    assert names(sheet.model.columns) == "abcef"
