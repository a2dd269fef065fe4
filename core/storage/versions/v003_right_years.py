"""Version 3: a typed fee says its tax mode, and a scenario what becomes of costs that nobody is there to bear."""

import sqlite3

SCHEMA_HASH = "9b5749524133ecbc6016c1c941c7ff7ffbc373e5cc040d150f495bfae2037884"


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns; in older files a typed fee is in the comparison's mode, and nobody pays more than before."""
    db.execute("ALTER TABLE scenarios ADD COLUMN fee_tax_mode TEXT CHECK (fee_tax_mode IN ('exclusive', 'inclusive'))")
    db.execute(
        "ALTER TABLE scenarios ADD COLUMN unborne TEXT NOT NULL DEFAULT 'named'"
        " CHECK (unborne IN ('named', 'taken_over'))"
    )
