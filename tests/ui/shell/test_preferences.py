"""Preferences: what was written is read again, and nonsense in the file has its default."""

import itertools
from pathlib import Path

from core.model.values.paper import Paper
from ui.look.colours import Theme
from ui.shell.memory import Memory
from ui.shell.preferences import TEXT_SIZES, Names, Preferences, read_preferences, write_preferences


def test_every_choice_is_read_as_it_was_written(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "settings.ini")
    for on, size, paper, names, theme in itertools.product((True, False), TEXT_SIZES, Paper, Names, Theme):
        chosen = Preferences(on, not on, "髙木 𠮷" if on else "", size, paper, names, theme)
        write_preferences(memory, chosen)
        assert read_preferences(memory) == chosen


def test_a_new_user_has_the_defaults(tmp_path: Path) -> None:
    assert read_preferences(Memory(tmp_path / "settings.ini")) == Preferences()


def test_nonsense_in_the_file_has_its_default(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "settings.ini")
    for name, text in (("text_size", "1000"), ("paper", "B5"), ("names", "?"), ("theme", "?"), ("autosave", "perhaps")):
        memory.set_text(f"preferences/{name}", text)
    assert read_preferences(memory) == Preferences()
    for text in ("", "²", "-100", "100.5"):
        memory.set_text("preferences/text_size", text)
        assert read_preferences(memory).text_size == 100


def test_names_are_anonymous_only_where_signs_are_chosen() -> None:
    assert [names.anonymous for names in Names] == [None, False, True]
