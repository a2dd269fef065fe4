"""What the user has chosen in the 設定 window, as one value read from and written to the settings file."""

from dataclasses import replace
from typing import Any

from core.dataclass import dataclass
from core.model.values.paper import Paper
from core.model.values.words import Word
from ui.look.colours import Theme
from ui.shell.memory import Memory

TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Per cent."""


class Names(Word):
    """How members are named where the user has not chosen otherwise."""

    BY_LEDGER = "ledger", "協議会の設定による"
    NAMES = "names", "団体名"
    SIGNS = "signs", "記号(A〜F)"

    @property
    def anonymous(self) -> bool | None:
        """The choice as printouts know it: None follows the consortium."""
        return {Names.NAMES: False, Names.SIGNS: True}.get(self)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`who` empty means the name of the log-in; `text_size` is in per cent."""

    autosave: bool = True
    backups_beside: bool = False
    who: str = ""
    text_size: int = 100
    paper: Paper = Paper.A4
    names: Names = Names.BY_LEDGER
    theme: Theme = Theme.SYSTEM


_PREFIX = "preferences/"


def read_preferences(memory: Memory) -> Preferences:
    """Return what was chosen; anything that is missing or makes no sense has its default."""
    default = Preferences()

    def word(name: str, cls: Any, otherwise: Any) -> Any:
        text = memory.text(_PREFIX + name)
        return cls(text) if text in set(cls) else otherwise

    size = memory.text(_PREFIX + "text_size")
    return Preferences(
        autosave=memory.text(_PREFIX + "autosave") != "off",
        backups_beside=memory.text(_PREFIX + "backups_beside") == "on",
        who=memory.text(_PREFIX + "who"),
        text_size=int(size) if size.isascii() and size.isdigit() and int(size) in TEXT_SIZES else default.text_size,
        theme=word("theme", Theme, default.theme),
        paper=word("paper", Paper, default.paper),
        names=word("names", Names, default.names),
    )


def makes_sense(name: str, text: str) -> bool:
    """Whether a text is one that write_preferences writes; names of another version are none of ours."""
    words: dict[str, Any] = {"theme": Theme, "paper": Paper, "names": Names, "autosave": _SWITCH}
    known = (words | {"backups_beside": _SWITCH}).get(name)
    if name == "text_size":
        return text in set(map(str, TEXT_SIZES))
    return known is None or text in set(known)


_SWITCH = ("on", "off")


def with_text_size(preferences: Preferences, size: int) -> Preferences:
    """Return the preferences with another size of the text."""
    return replace(preferences, text_size=size)


def with_theme(preferences: Preferences, theme: Theme) -> Preferences:
    """Return the preferences with other colours of the window."""
    return replace(preferences, theme=theme)


def write_preferences(memory: Memory, preferences: Preferences) -> None:
    """Remember what was chosen."""
    for name, text in (
        ("autosave", "on" if preferences.autosave else "off"),
        ("backups_beside", "on" if preferences.backups_beside else "off"),
        ("who", preferences.who),
        ("text_size", str(preferences.text_size)),
        ("theme", preferences.theme.value),
        ("paper", preferences.paper.value),
        ("names", preferences.names.value),
    ):
        memory.set_text(_PREFIX + name, text)
