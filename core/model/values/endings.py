"""The endings of the names of our files."""

LEDGER = ".anbun"
ANSWERS = ".anbun-answer"
LOG = ".anbun-log"
