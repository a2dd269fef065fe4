"""Version 13: a session says when and where the next one is."""

import sqlite3

SCHEMA_HASH = "04e66c5072abb9a1445e44a35a606be501529b554d2c14c28bd35c06dde7e061"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns; of the sessions that are there nothing is known of the next one."""
    db.execute(f"ALTER TABLE meetings ADD COLUMN next_on TEXT CHECK (next_on {_DAY})")
    db.execute("ALTER TABLE meetings ADD COLUMN next_at TEXT NOT NULL DEFAULT ''")
