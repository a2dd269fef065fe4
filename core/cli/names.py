"""The words that ask for a command; kept apart so that the window opens without loading the commands."""

import sys
from pathlib import Path

COMMANDS = frozenset(
    {"new", "show", "answer", "split", "compare", "print", "issue", "take", "export", "import", "check", "recover"}
)


def program() -> str:
    """Return the program's name, as it stands before a command."""
    return Path(sys.executable).stem if getattr(sys, "frozen", False) else "main.py"


def call() -> str:
    """Return what a user types before a command."""
    return program() if getattr(sys, "frozen", False) else f"python {program()}"
