"""The house's walls: which room may import which, read from the sources without running them."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in (ROOT / "core", ROOT / "ui")
    for path in sorted(folder.rglob("*.py"))
} | {"main": ROOT / "main.py"}

ALLOWED: dict[str, set[str]] = {
    "core.model": set(),
    "core.version": set(),
    "core.dataclass": set(),
    "core.pattern": set(),
    "core.display": set(),
    "core.program": set(),
    "core.words": {"core.model"},
    "core.calc": {"core.model"},
    "core.gazetteer": {"core.model", "core.version"},
    "core.operations": {"core.model", "core.calc", "core.words", "core.gazetteer"},
    "core.documents": {"core.model", "core.calc", "core.words", "core.version"},
    "core.printing": {"core.model", "core.documents", "core.version"},
    "core.exchange": {"core.model", "core.documents", "core.version"},
    "core.storage": {"core.model", "core.version"},
    "core.sample": {"core.model", "core.operations", "core.words", "core.version"},
    "core.heavy": {"core.model", "core.documents", "core.printing", "core.exchange"},
    "core.jobs": {
        "core.model",
        "core.calc",
        "core.operations",
        "core.documents",
        "core.storage",
        "core.words",
        "core.sample",
        "core.heavy",
        "core.program",
        "core.version",
    },
    "core.cli": {
        "core.model",
        "core.calc",
        "core.operations",
        "core.documents",
        "core.storage",
        "core.words",
        "core.jobs",
        "core.program",
        "core.version",
    },
    "core.self_test": {
        "core.model",
        "core.operations",
        "core.documents",
        "core.storage",
        "core.heavy",
        "core.cli",
        "core.jobs",
        "core.version",
    },
}
"""Each room of core and the rooms whose words it may use, besides its own and what makes records."""

HOMES = {
    "PySide6": "ui",
    "reportlab": "core.printing",
    "pypdfium2": "core.printing",
    "PIL": "core.exchange",
    "sqlite3": "core.storage",
    "sqlite_utils": "core.storage",
    "filelock": "core.storage",
    "platformdirs": "core.storage",
    "openpyxl": "core.exchange",
    "xlsxwriter": "core.exchange",
    "python_calamine": "core.exchange",
    "jpholiday": "core.calc.schedule",
}
"""Libraries and the one room that may import them."""

LATE = {
    "ui.files.care": "merging, restoring and rescuing are loaded when somebody asks, so that the window opens at once",
    "ui.shell.late": "the windows beside the main one are loaded when somebody asks for them, so that it opens at once",
    "ui.tables.clipboard": "what reads HTML is loaded for a block with joined cells, so that the window opens at once",
    "ui.pages.pasting": "what reads a block is loaded with the first one, so that a page with a table opens at once",
    "ui.pages.views": "what a subject says of its tables is loaded with the page of one, so that it opens at once",
    "ui.pages.row_changes": "what moves and removes rows is loaded when somebody does so: the window opens at once",
    "ui.pages.loading": "a page is loaded when it is first looked at, so that the window opens at once",
    "core.calc.schedule.holidays": "jpholiday is loaded when a day is asked, so that commands answer at once",
    "core.cli.late": "a command is loaded when it is asked for, so that a short one answers at once",
    "core.cli.printing": "what begins a handout is loaded where a template is named: print answers at once",
    "core.cli.tables.late": "a table is loaded when it is asked for, so that show answers at once",
    "core.documents.loading": "a printout is loaded when it is built: a list, a page and a print do not wait for all",
    "core.operations.health.findings": "what few ledgers have is looked at in those only: check answers at once",
    "core.exchange.picture_sheet": "Pillow is loaded for a workbook in which a picture lies, which few have",
    "core.heavy": "the heavy rooms are loaded on first use, so that the window opens at once",
    "core.jobs.new": "the sample is kept ready and most start with a file: what makes the first rows waits to be asked",
    "core.storage.disk.local_log": "logging is loaded when there is something to note, so that commands answer at once",
    "core.storage.disk.file_lock": "filelock is loaded where the system has no flock, so that commands answer at once",
    "core.storage.disk.file_kinds": "zipfile is loaded for a file that is packed, so that commands answer at once",
    "core.storage.disk.places": "the system is asked where nobody names a folder, and who writes: readers do not wait",
    "core.storage.versions.migrations": "sqlite-utils is loaded for an older file, uuid for a new one; others go on",
    "main": "the window's libraries are loaded only after it is known that there is a screen",
}
"""Modules that may import inside a function, and why."""

MACHINE = (
    "core.model.machine",
    *(f"core.operations.{room}" for room in ("editing", "importing", "merging", "telling")),
)
"""The rooms that work on records of every kind alike."""

SUBJECTS = (
    "council",
    "fixed_amounts",
    "requests",
    "answers",
    "costs",
    "scenarios",
    "sheets",
    "evaluation",
    "selection",
    "score_sheets",
    "present_systems",
    "inquiries",
    "organisation",
    "meetings",
    "gaps",
    "chronicle",
    "links",
    "local_rules",
    "issues",
    "schedule",
    "foundation",
    "sla",
    "law_changes",
    "improvements",
    "surveys",
    "agreements",
    "applications",
    "operating",
    "forms",
    "charges",
    "claims",
    "commitments",
    "cloud_bills",
    "letters",
    "papers",
    "handouts",
    "linked",
)

LONG: dict[str, str] = {
    "core.documents.loading": "every printout in one list: four lines each, all of one shape",
    "core.model.papers.printouts": "every printout in one list: who adds one sees where it stands",
    "ui.pages.loading": "every page in one list: one function each, all of one shape",
    "ui.session": "the only way by which pages read and write the open file: whatever they may do stands here",
    "ui.shell.main_window": "the one window: what it is put together from, and what its menus and keys do",
    "ui.shell.page_list": "every page in one list: who adds one sees where it stands",
    "ui.tables.sheet.sheet": "the table of every page: what it is put together from, in one place",
    "core.calc.allocation.explain": "the steps of one item, from its quote to the ranges, read from top to bottom",
    "core.model.council": "one subject: the consortium, its members with their figures, the systems",
    "core.model.evaluation": "one subject: a procurement with all that belongs to it",
    "core.operations.importing.block": "one question: what the rows and columns of a block are whose table is known",
    "core.operations.importing.columns": "one question: which column of a foreign table is which of ours",
    "core.operations.intake": "one question: what a file is, and which of its sheets are taken in together",
    "ui.pages.exchange.import_panel": "one panel: what is asked before a file is taken in, and what is said of it",
    "core.operations.importing.rows": "one question: which row a line is and what its cells mean there",
    "core.model.sla.records": "one subject: what was promised, how it is counted, the stops and what is said of them",
    "core.sample": "one ledger, read subject by subject from its text files",
    "core.documents.paper.document": "what a printout may say: every kind of block in one place",
    "core.model.machine.kinds": "every kind of field in one place: who adds one sees the others",
    "core.storage.versions.v001_ledger": "the tables of one version as SQL; nothing is decided in it",
}
"""Modules that may pass 300 lines, and why."""

WIDE: dict[str, str] = {
    "ui.session.Session": "the only way by which pages read and write the open file: whatever they may do stands here",
}
"""Classes that may pass 15 public methods, and why."""

WIDE_ROOMS: dict[str, str] = {
    "core/storage/versions": "one file for each version of the tables, in their order: no version is ever changed",
}
"""Rooms that may hold more than 20 files, and why."""


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the modules that the import statements inside `node` name; `from core import heavy` names core.heavy."""
    for statement in ast.walk(node):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            assert statement.level == 0, "absolute imports only"
            for alias in statement.names:
                inner = f"{statement.module}.{alias.name}"
                yield inner if inner in MODULES else str(statement.module)


@cache
def used_by(name: str) -> tuple[str, ...]:
    return tuple(imported(tree(name)))


def is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_a_room_of_core_uses_only_the_rooms_below_it() -> None:
    above = {}
    for module in [name for name in MODULES if is_in(name, "core") and name != "core"]:
        allowed = ALLOWED[room_of(module)] | {room_of(module), "core.dataclass", "core.pattern"}
        used = {room_of(name) for name in used_by(module) if name.split(".")[0] in {"core", "ui", "main"}}
        above[module] = used - allowed
    assert {module: rooms for module, rooms in above.items() if rooms} == {}


@pytest.mark.parametrize("module", [name for name in MODULES if any(is_in(name, room) for room in MACHINE)])
def test_the_machine_knows_no_subject(module: str) -> None:
    rooms = {f"core.{layer}.{subject}" for layer in ("model", "operations", "calc") for subject in SUBJECTS}
    known = rooms | {"core.model.answer_file", "core.calc.members", "core.calc.allocation", "core.calc.comparison"}
    assert not [one for one in used_by(module) if any(is_in(one, room) for room in known)]


def test_a_room_has_no_more_files_than_can_be_overlooked() -> None:
    rooms = Counter(path.parent for path in MODULES.values() if path.name != "__init__.py")
    wide = {str(room.relative_to(ROOT)) for room, count in rooms.items() if count > 20}
    assert wide == set(WIDE_ROOMS)


@pytest.mark.parametrize("library", HOMES)
def test_a_library_stays_in_its_room(library: str) -> None:
    users = {name for name in MODULES if any(is_in(used, library) for used in used_by(name))}
    assert {name for name in users if not is_in(name, HOMES[library])} == set()


def test_pages_reach_storage_and_paper_through_the_session_and_the_heavy_rooms_door() -> None:
    for name in MODULES:
        used = used_by(name)
        if is_in(name, "ui.pages"):
            assert not [one for one in used if is_in(one, "core.storage")], name
        if is_in(name, "ui"):
            assert not [one for one in used if is_in(one, "core.printing") or is_in(one, "core.exchange")], name


def test_the_window_never_uses_the_command_line() -> None:
    for name in MODULES:
        if is_in(name, "ui"):
            assert not [one for one in used_by(name) if is_in(one, "core.cli")], name


def test_tables_and_widgets_know_no_page_and_no_file() -> None:
    for name in MODULES:
        if is_in(name, "ui.tables") or is_in(name, "ui.widgets"):
            used = used_by(name)
            assert not [one for one in used if is_in(one, "ui.pages") or is_in(one, "core.storage")], name


@cache
def loaded_late(module: str) -> frozenset[str]:
    """Return what the functions of a module import."""
    functions = (node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(name for function in functions for name in imported(function))


def imported_at_once(node: ast.AST) -> Iterator[str]:
    """Yield what is imported together with a module: neither in its functions nor for the checker of types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield from imported(child)
        elif isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from imported_at_once(child)


@cache
def needed(module: str) -> frozenset[str]:
    """Return our modules that one imports together with itself."""
    return frozenset(one for one in imported_at_once(tree(module)) if one in MODULES)


@cache
def comes_with(module: str) -> frozenset[str]:
    """Return our modules that are loaded when this one is, itself among them."""
    found, left = {module}, [module]
    while left:
        new = needed(left.pop()) - found
        found |= new
        left += new
    return frozenset(found)


def test_nothing_is_imported_inside_a_function_but_where_it_is_said_why() -> None:
    assert {name for name in MODULES if loaded_late(name)} == set(LATE)


@pytest.mark.parametrize("door", LATE)
def test_what_is_loaded_late_does_not_come_with_its_door_after_all(door: str) -> None:
    assert sorted(loaded_late(door) & comes_with(door)) == []


WITHOUT = ("core.documents.loading", "core.heavy", "ui.pages.loading", "ui.pages.views", "ui.pages.pasting")
"""Doors whose rooms no window, no page and no list of printouts waits for."""


@pytest.mark.parametrize("house", ["ui.shell.main_window", "ui.pages.table_page", "core.documents.registry"])
def test_the_window_a_table_and_the_list_of_printouts_come_without_what_is_loaded_late(house: str) -> None:
    assert [(door, one) for door in WITHOUT for one in sorted(loaded_late(door) & comes_with(house))] == []


MORE_PAPERS = {
    "ui.pages.exchange.exchange_page": {"allocation", "comparison"},
    "ui.pages.issues.dues_page": {"dues"},
    "ui.pages.reports.reports_page": {"ledger"},
}
"""Pages with what other subjects print: the computed sheets of a workbook, the dues, the list of any table."""


@pytest.mark.parametrize("page", sorted(loaded_late("ui.pages.loading") | loaded_late("ui.pages.views")))
def test_a_page_comes_with_no_printout_but_its_own(page: str) -> None:
    papers = {one.split(".")[2] for one in comes_with(page) & loaded_late("core.documents.loading")}
    assert papers - {page.split(".")[2]} == MORE_PAPERS.get(page, set())


def test_there_are_no_circles_of_imports() -> None:
    uses = {name: {one for one in used_by(name) if one in MODULES} - {name} for name in MODULES}
    while leaves := {name for name, used in uses.items() if not used}:
        uses = {name: used - leaves for name, used in uses.items() if name not in leaves}
    assert uses == {}


def test_packages_have_an_empty_init() -> None:
    assert [str(path) for path in MODULES.values() if path.name == "__init__.py" and path.read_bytes()] == []


def test_no_module_changes_a_global() -> None:
    for name in MODULES:
        assert not [node for node in ast.walk(tree(name)) if isinstance(node, ast.Global)], name


def test_modules_stay_short() -> None:
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name for name, count in lines.items() if count > 300} == set(LONG)
    assert lines["main"] <= 60


def is_ours(method: str) -> bool:
    """Whether a method is public and our own: Qt's handlers, which are overridden, have a capital inside."""
    return not method.startswith("_") and method.islower()


def test_classes_stay_narrow() -> None:
    wide = set()
    for name in MODULES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.ClassDef):
                methods = {child.name for child in node.body if isinstance(child, ast.FunctionDef)}
                if sum(is_ours(method) for method in methods) > 15:
                    wide.add(f"{name}.{node.name}")
    assert wide == set(WIDE)


ALSO_A_NAME: dict[str, str] = {
    "経緯": "the table of the events, its page, and a heading of the source's handout",
    "組織図": "a page too",
    "要望の来歴": "a page too",
    "期限一覧": "a page too",
    "採点票": "what a reviewer fills in, on paper and as a file",
    "サービス一覧": "a heading of a handout for one town's council",
    "安全性の説明": "a heading of a handout for one town's council",
    "作業詳細スケジュール": "a heading of the source's handout",
}
"""Titles of printouts that something else is called as well, and what."""


def said(node: ast.AST) -> Iterator[str]:
    """Yield the texts in a source and their words; docstrings, and what is part of a sentence with blanks, are none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield from (child.value, *child.value.split())
        elif not isinstance(child, ast.JoinedStr) and not (
            isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        ):
            yield from said(child)


def test_the_title_of_a_printout_is_said_where_it_is_declared_and_nowhere_else() -> None:
    declared = "core.model.papers.printouts"
    calls = (one for one in ast.walk(tree(declared)) if isinstance(one, ast.Call) and len(one.args) == 4)
    titles = {title.value for _, title, *_ in (one.args for one in calls) if isinstance(title, ast.Constant)}
    assert len(titles) > 80
    again = {(name, title) for name in MODULES if name != declared for title in titles.intersection(said(tree(name)))}
    assert {(name, title) for name, title in again if title not in ALSO_A_NAME} == set()
    assert {title for _, title in again} == set(ALSO_A_NAME)


def test_nothing_bare_is_excepted() -> None:
    for name in MODULES:
        handlers = [node for node in ast.walk(tree(name)) if isinstance(node, ast.ExceptHandler)]
        assert not [handler for handler in handlers if handler.type is None], name


def test_tests_of_core_never_import_qt() -> None:
    for path in sorted((ROOT / "tests" / "core").rglob("*.py")):
        used = list(imported(ast.parse(path.read_text(encoding="utf-8"))))
        assert not [one for one in used if is_in(one, "PySide6") or is_in(one, "ui")], path
