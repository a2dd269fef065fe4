"""Version 26: money that went back to the members, and the codes that municipalities had before."""

import sqlite3

SCHEMA_HASH = "980fddc3a485f5eb1d37fd07b62082ff3ce6ee67a500f45db7b671aea6b683c5"

_STATEMENTS = (
    "ALTER TABLE payments ADD COLUMN kind TEXT NOT NULL DEFAULT 'paid' CHECK (kind IN ('paid', 'refunded'))",
    "ALTER TABLE municipalities ADD COLUMN former_codes TEXT NOT NULL DEFAULT ''",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns: whatever was recorded came in, and of no municipality a former code is known."""
    for statement in _STATEMENTS:
        db.execute(statement)
