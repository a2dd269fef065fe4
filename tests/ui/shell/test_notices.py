"""What was remembered on this PC and cannot be read is told, once."""

from pathlib import Path

import pytest

from core.storage.disk.places import Home
from tests.ui.desk import OpenWindow
from ui.shell.memory import Memory
from ui.shell.notices import unread_told
from ui.shell.preferences import Preferences, write_preferences
from ui.tables.chosen_columns import Chosen, save_chosen
from ui.tables.sheet.widths import save_widths


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """What the program itself has written."""
    memory = Memory(tmp_path / "settings.ini")
    write_preferences(memory, Preferences())
    save_widths(memory, "意向", {"項": 60})
    save_chosen(memory, "意向", Chosen(("item",), frozenset({"item"})))
    save_chosen(memory, "費用按分", Chosen())
    memory.set_text("matchings", '["{\\"table\\": \\"answers\\", \\"words\\": {}}"]')
    memory.add_recent(tmp_path / "台帳.anbun")
    return memory


def test_what_the_program_has_written_itself_can_be_read(memory: Memory) -> None:
    assert unread_told(memory) == ""


@pytest.mark.parametrize(
    ("key", "text", "name"),
    [
        ("widths/意向", "[1]", "表の列の幅"),
        ("widths/意向", '{"項": 60', "表の列の幅"),
        ("columns/意向", '{"order": 3, "shown": []}', "表の列の選択と順"),
        ("matchings", '{"a": 1}', "取り込みの列の対応"),
        ("matchings", '["{"]', "取り込みの列の対応"),
        ("preferences/names", "somebody", "設定"),
        ("preferences/text_size", "大", "設定"),
        ("preferences/autosave", "maybe", "設定"),
    ],
)
def test_what_cannot_be_read_is_named_once_and_begins_anew(memory: Memory, key: str, text: str, name: str) -> None:
    memory.set_text(key, text)
    assert unread_told(memory) == (
        f"このPCに残した{name}を読めないため、はじめの状態で表示しています。台帳は変わっていません。"
    )
    assert memory.text_at(key) is None
    assert unread_told(memory) == ""


def test_the_window_says_what_it_could_not_read_and_opens_all_the_same(open_window: OpenWindow, home: Home) -> None:
    Memory(home.settings).set_text("columns/意向", "{")
    window = open_window()
    assert window.banner.isVisible()
    assert window.banner.text == (
        "このPCに残した表の列の選択と順を読めないため、はじめの状態で表示しています。台帳は変わっていません。"
    )
