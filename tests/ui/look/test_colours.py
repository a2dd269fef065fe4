"""The colours of the window: every word can be read on every ground, and nothing has a colour of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QComboBox

from core.documents.paper.drawing import Drawing, Fill, Rect
from core.version import ROOT
from ui.look import theme
from ui.look.assets import icon
from ui.look.colours import (
    DARK,
    GROUNDS,
    LIGHT,
    PAIRS,
    WORDS,
    Colour,
    Colours,
    Theme,
    colour,
    contrast,
    is_dark,
    painted_in,
)
from ui.look.high_contrast import LEAST, LEAST_LINE, high_contrast
from ui.tables.columns import Mark
from ui.widgets.drawing_view import DrawingView

ROOMS = {"ui/look/colours.py", "ui/look/high_contrast.py", "ui/files/printer.py"}
"""Where colours are made: for the window, and, by the last, what paper says is put on paper."""
ROLE = QPalette.ColorRole

SYSTEMS = {
    "white on black": ("#000000", "#FFFFFF", "#8080FF", "#D6B4FD", "#A6A6A6"),
    "yellow on black": ("#000000", "#FFFF00", "#00FFFF", "#008000", "#00FF00"),
    "white on grey": ("#202020", "#FFFFFF", "#75E9FC", "#8EE3F0", "#A6A6A6"),
    "brown on paper": ("#FFFAEF", "#3D3D3D", "#1C5E75", "#903909", "#676767"),
}
"""Ground, words, links, selection and quiet words of systems as people set them (made up)."""


@pytest.fixture(scope="module")
def sources() -> dict[str, ast.Module]:
    """The program of the window by path, parsed where a test asks for it: every worker collects these tests."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "ui").rglob("*.py"))
    }


def system(ground: str, text: str, link: str, marked: str, quiet: str) -> QPalette:
    made = QPalette()
    for role, shade in (
        (ROLE.Window, ground),
        (ROLE.WindowText, text),
        (ROLE.Link, link),
        (ROLE.Highlight, marked),
        (ROLE.PlaceholderText, quiet),
    ):
        made.setColor(role, QColor(shade))
    return made


@pytest.fixture
def dark(app: QApplication) -> Iterator[QApplication]:
    """The application in the dark theme, for a while."""
    theme.apply(app, theme=Theme.DARK)
    yield app
    theme.apply(app)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_word_can_be_read_on_every_ground(colours: Colours) -> None:
    found = {(word.name, ground.name): contrast(colours[word], colours[ground]) for word, ground in PAIRS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_has_its_value_in_every_theme_and_frames_stand_out(colours: Colours) -> None:
    assert set(colours) == set(Colour)
    assert all(re.fullmatch("#[0-9A-F]{6}", shade) for shade in colours.values())
    assert contrast(colours[Colour.LINE], colours[Colour.SURFACE]) >= 3
    for ground in (Colour.SURFACE, Colour.PAGE, Colour.PRIMARY, Colour.SELECTION):
        ring = (colours[Colour.FOCUS], colours[Colour.FOCUS_OUTSIDE])
        assert max(contrast(shade, colours[ground]) for shade in ring) >= 3, ground


def test_the_dark_theme_turns_words_and_grounds_round() -> None:
    assert (is_dark(LIGHT), is_dark(DARK)) == (False, True)


def test_known_contrasts_are_found() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#0017C1", "#FFFFFF") == pytest.approx(11.1, abs=0.05)


@pytest.mark.parametrize("name", SYSTEMS)
def test_high_contrast_has_the_colours_of_the_system(name: str) -> None:
    ground, text, link, _, _ = SYSTEMS[name]
    made = high_contrast(system(*SYSTEMS[name]))
    assert is_dark(made) == (contrast(ground, "#FFFFFF") > contrast(ground, "#000000"))
    assert contrast(made[Colour.SURFACE], ground) < 1.6
    assert contrast(made[Colour.TEXT], text) < 1.6
    assert contrast(made[Colour.PRIMARY], link) < 2.2
    assert made[Colour.SELECTION] != made[Colour.SURFACE]


SHADES = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(st.tuples(SHADES, SHADES, SHADES, SHADES, SHADES))
@settings(max_examples=60)
def test_high_contrast_is_high_whatever_the_system_says(shades: tuple[str, str, str, str, str]) -> None:
    made = high_contrast(system(*shades))
    assert set(made) == set(Colour)
    assert [(word, ground) for word, ground in PAIRS if contrast(made[word], made[ground]) < LEAST] == []
    for ground in (Colour.SURFACE, Colour.SELECTION):
        assert contrast(made[Colour.GRID], made[ground]) >= LEAST_LINE, "cells are seen apart, selected or not"


def strings(tree: ast.AST) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


_LITERAL = re.compile(
    r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?!\w)|\brgba?\(|(?:color|background|border)[^;{}]*:\s*[^;{}]*"
    r"\b(?:black|white|gr[ae]y|red|blue|green|yellow)\b"
)


def own_colours(tree: ast.AST) -> list[str]:
    """Return what names a colour in a source without asking the room of colours."""
    found = [text for text in strings(tree) if _LITERAL.search(text)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "QColor":
            found.append(ast.unparse(node))
        if isinstance(node, ast.Attribute) and node.attr == "GlobalColor":
            found.append(ast.unparse(node))
    return found


def test_nothing_has_a_colour_of_its_own(sources: dict[str, ast.Module]) -> None:
    found = {path: own_colours(tree) for path, tree in sources.items() if path not in ROOMS}
    assert {path: colours for path, colours in found.items() if colours} == {}


@pytest.mark.parametrize(
    "source",
    ['"color: #1a1a1c"', '"background: white;"', 'QColor("red")', "Qt.GlobalColor.red", '"#fff"', '"rgb(1,2,3)"'],
)
def test_a_colour_of_its_own_is_found(source: str) -> None:
    assert own_colours(ast.parse(source))


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is loaded: everything but what stands inside functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from at_import(child)


def colours_of(node: ast.AST) -> list[Colour]:
    names = [one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)]
    return [Colour[name] for name in names if name in Colour.__members__]


def test_no_colour_is_settled_before_it_is_painted(sources: dict[str, ast.Module]) -> None:
    settled = [
        (path, ast.unparse(node))
        for path, tree in sources.items()
        for node in at_import(tree)
        if isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in {"colour", "pen", "str", "icon"})
        if colours_of(node)
    ]
    assert settled == []


def test_marks_write_only_what_can_be_read(sources: dict[str, ast.Module]) -> None:
    found = set()
    for tree in sources.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Mark":
                parts = {one.arg: colours_of(one.value) for one in node.keywords if one.arg != "bold"}
                for word in parts.get("foreground") or [Colour.TEXT]:
                    found |= {(word, ground) for ground in parts.get("background") or [Colour.SURFACE]}
    assert len(found) > 8
    assert found <= set(PAIRS)


def test_a_mark_that_was_made_before_follows_the_theme() -> None:
    mark = Mark(foreground=theme.ERROR)
    assert mark.foreground is not None
    with painted_in(DARK):
        assert (colour(mark.foreground).name().upper(), f"{mark.foreground}") == (DARK[Colour.ERROR],) * 2
    assert colour(mark.foreground).name().upper() == LIGHT[Colour.ERROR]


def test_style_and_palette_are_dark_in_the_dark_theme(dark: QApplication) -> None:
    box = QComboBox()
    theme.dress(box)
    sheet = box.styleSheet()
    assert set(re.findall("#[0-9A-F]{6}", sheet)) <= set(DARK.values())
    assert dark.palette().color(ROLE.Base).name().upper() == DARK[Colour.SURFACE]
    box.addItem("実施")
    image = box.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2 - 10).name().upper() == DARK[Colour.SURFACE]
    assert "on_dark/down.svg" in sheet
    assert "on_bright/check.svg" in sheet


def test_the_icons_are_there_for_either_ground() -> None:
    for name in ("check.svg", "down.svg"):
        paths = {icon(name, ground)[5:-2] for ground in (Colour.SURFACE, Colour.PRIMARY)}
        assert len(paths) == 2
        assert all(Path(path).is_file() for path in paths)


def test_a_picture_for_a_document_is_light_in_the_dark_theme_too(dark: QApplication) -> None:
    view = DrawingView()
    view.resize(300, 100)
    view.show_drawing(Drawing(300, 100, (Rect(100, 20, 100, 60, Fill.SOLID),)))
    view.copy_picture()
    image = QGuiApplication.clipboard().image()
    assert image.pixelColor(10, 10).name().upper() == LIGHT[Colour.SURFACE]
    assert image.pixelColor(300, 100).name().upper() == LIGHT[Colour.PRIMARY]
    assert view.grab().toImage().pixelColor(150, 50).name().upper() == DARK[Colour.PRIMARY]


def test_words_and_grounds_name_each_colour_once() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert not set(WORDS) & set(GROUNDS)
