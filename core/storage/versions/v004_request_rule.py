"""Version 4: the consortium says by which rule requests are split that name none of their own."""

import sqlite3

SCHEMA_HASH = "169e28658845060f59d3a8ca465a4111320d8b64a7e4ac225273ce473d4b80f6"


def migrate(db: sqlite3.Connection) -> None:
    """Add the column; in older files such requests are split equally among those who implement them."""
    db.execute("ALTER TABLE consortium ADD COLUMN request_rule TEXT NOT NULL DEFAULT 'equal=1'")
