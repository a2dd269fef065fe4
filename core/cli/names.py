"""The words that ask for a command; kept apart so that the window opens without loading the commands."""

COMMANDS = frozenset(
    {"new", "show", "answer", "split", "compare", "print", "issue", "take", "export", "import", "check", "recover"}
)
