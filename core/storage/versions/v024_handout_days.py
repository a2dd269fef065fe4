"""Version 24: of which day the chapters of a handout are, and which begin on a front side."""

import sqlite3

SCHEMA_HASH = "9dc829845495ffbbed3f3b209cd37c9d934466a7484e97a01d47e7287a8ef4a9"

_STATEMENTS = (
    "ALTER TABLE handouts ADD COLUMN dates TEXT NOT NULL DEFAULT 'handout'"
    " CHECK (dates IN ('handout', 'ledger', 'none'))",
    "ALTER TABLE handouts ADD COLUMN fronts TEXT NOT NULL DEFAULT 'chapters'"
    " CHECK (fronts IN ('chapters', 'sections', 'none'))",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns: the pages of a handout bear its own day, so that its cover says nothing else than they do."""
    for statement in _STATEMENTS:
        db.execute(statement)
