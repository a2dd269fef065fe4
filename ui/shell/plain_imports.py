"""Loaded before anything else of the window, by ui/shell/app.py: from here on modules are imported without PySide.

PySide puts a function of its own in place of Python's import and reads the source of every module that is imported
after it, to see whether one asks for snake_case or properties. None here does, and reading three hundred sources took
a twentieth of the start (docs/adr/0090).
"""

import builtins

import PySide6.QtCore  # noqa: F401  (it is what takes the place)

_OUTERMOST = "__feature_import__"
"""PySide's function, and beside it in builtins the one whose place it has taken."""

if getattr(builtins.__import__, "__name__", "") == _OUTERMOST and hasattr(builtins, "__orig_import__"):
    builtins.__import__ = builtins.__orig_import__
