"""Regular expressions that are compiled when they are first looked for: a program that starts needs few of the hundred
that it knows, and compiling all of them took a twentieth of every command."""

import re
from typing import Any, cast


class _Late:
    def __init__(self, text: str, flags: int) -> None:
        self._asked = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._asked), name)
        # The next time it is found without coming here.
        setattr(self, name, found)
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what re.compile does, for constants of modules: it has the same methods, but is not of that class."""
    return cast("re.Pattern[str]", _Late(text, flags))
