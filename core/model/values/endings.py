"""The endings of the names of our files."""

LEDGER = ".anbun"
ANSWERS = ".anbun-answer"
SCORES = ".anbun-score"
LOG = ".anbun-log"
TEMPLATES = ".anbun-template"
