"""What the program is called here, and who uses it: the window and the commands tell it alike."""

import getpass
import sys
from pathlib import Path


def program() -> str:
    """Return the program's name, as it stands before a command."""
    return Path(sys.executable).stem if getattr(sys, "frozen", False) else "main.py"


def call() -> str:
    """Return what a user types before a command."""
    return program() if getattr(sys, "frozen", False) else f"python {program()}"


def user_name() -> str:
    """Return who is logged in, for the change log; empty where the system does not know."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
