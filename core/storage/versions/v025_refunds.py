"""Version 25: money that went back to the members, and the codes that municipalities had before."""

import sqlite3

SCHEMA_HASH = "9602bc6d4433f3fff07ed6d4386f292135383647f77b403e318aa4a5ef57f4b3"

_STATEMENTS = (
    "ALTER TABLE payments ADD COLUMN kind TEXT NOT NULL DEFAULT 'paid' CHECK (kind IN ('paid', 'refunded'))",
    "ALTER TABLE municipalities ADD COLUMN former_codes TEXT NOT NULL DEFAULT ''",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns: whatever was recorded came in, and of no municipality a former code is known."""
    for statement in _STATEMENTS:
        db.execute(statement)
