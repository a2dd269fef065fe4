"""Every entry of the navigation, and where a table is typed into."""

from importlib import import_module
from pathlib import Path

import pytest

from core.model.machine.records import column_names
from core.model.registry import OWNERS, TABLES
from core.operations.editing.edit import is_editable
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView, asked_fields, removal_help, tables_shown
from ui.pages.views import view_of
from ui.shell.page_list import PAGES, entry_of

ROOMS = sorted(path.parent.name for path in (Path(__file__).parents[3] / "ui" / "pages").glob("*/views.py"))
VIEWS: list[TableView] = [view for room in ROOMS for view in import_module(f"ui.pages.{room}.views").VIEWS]

each_view = pytest.mark.parametrize("view", VIEWS, ids=[view.table.name for view in VIEWS])


def test_every_table_but_the_hidden_ones_has_one_page() -> None:
    for name, table in TABLES.items():
        found = [entry for entry in PAGES if name == entry.key or name in entry.tables]
        assert len(found) == (0 if table.lazy else 1), name


MADE_BY_ACTS = {"claims"}
"""Tables whose rows are made by an act alone, though a list of payments names them."""


@each_view
def test_what_a_subject_says_of_a_table_is_found(view: TableView) -> None:
    assert view_of(view.table.name) is view


def test_no_field_says_its_unit_twice() -> None:
    labels = [label for view in VIEWS for _, label, _ in asked_fields(view)]
    assert [
        one for one in labels if one.endswith(")") and one[:-1].split("(")[0].endswith(one[:-1].split("(")[-1])
    ] == []


@each_view
def test_a_view_speaks_of_fields_that_there_are(view: TableView) -> None:
    known = column_names(view.record)
    named = [one if isinstance(one, str) else one[0] for one in view.columns if not callable(one)]
    asked = [one.name if isinstance(one, Asked) else one for one in view.adding]
    assert {*named, *asked, *view.totals, *(() if callable(view.form) else view.form)} <= set(known)
    assert all(name in OWNERS[view.table.name] or is_editable(view.record, name) for name in asked)
    assert set(view.needs) <= set(TABLES)


@each_view
def test_what_a_view_needs_first_has_a_page(view: TableView) -> None:
    for owner in OWNERS[view.table.name].values():
        assert entry_of(owner)


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if not table.lazy and not table.single])
def test_any_table_can_be_a_page_without_a_word_of_its_own(name: str) -> None:
    view = TableView(TABLES[name].record)
    assert removal_help(view).endswith("削除します。元に戻せます。")
    assert {name, "consortium"} <= tables_shown(view)
    assert bool(asked_fields(view)) is (TABLES[name].handed_out and name not in MADE_BY_ACTS)


def test_what_goes_along_is_told_by_table() -> None:
    (requests,) = (view for view in VIEWS if view.table.name == "customizations")
    assert removal_help(requests) == "選んだ要望を、その案・見積・意向とともに削除します。元に戻せます。"


@pytest.mark.parametrize("key", ["municipalities", "customizations", "out_of_scope"])
def test_the_pages_that_are_no_more_than_a_table_are_entries(open_page: OpenPage, key: str) -> None:
    for content in (None, EMPTY):
        page = open_page(key, content)
        assert isinstance(page, TablePage)
        assert page.sheet.isVisible()
