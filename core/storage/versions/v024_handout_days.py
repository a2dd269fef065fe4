"""Version 24: of which day chapters of a handout are, which begin on a front side, whether changes are marked."""

import sqlite3

SCHEMA_HASH = "9f3e0a3a86172213b87c77342e7d1863eb4a7ee36535ce9cb9c66523f7fbb969"

_STATEMENTS = (
    "ALTER TABLE handouts ADD COLUMN dates TEXT NOT NULL DEFAULT 'handout'"
    " CHECK (dates IN ('handout', 'ledger', 'none'))",
    "ALTER TABLE handouts ADD COLUMN fronts TEXT NOT NULL DEFAULT 'chapters'"
    " CHECK (fronts IN ('chapters', 'sections', 'none'))",
    "ALTER TABLE handouts ADD COLUMN marks INTEGER NOT NULL DEFAULT 0 CHECK (marks IN (0, 1))",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns: the pages of a handout bear its own day, so that its cover says nothing else than they do."""
    for statement in _STATEMENTS:
        db.execute(statement)
