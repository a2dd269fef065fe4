"""Version 3: a typed fee says its tax mode, and a scenario what becomes of costs that nobody is there to bear."""

import sqlite3

SCHEMA_HASH = "03e4724b70762629f33465bce83936ab50e485f007a902bf816015fdb755bf36"


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns; in older files a typed fee is in the comparison's mode, and nobody pays more than before."""
    db.execute("ALTER TABLE scenarios ADD COLUMN fee_tax_mode TEXT CHECK (fee_tax_mode IN ('exclusive', 'inclusive'))")
    db.execute(
        "ALTER TABLE scenarios ADD COLUMN unborne TEXT NOT NULL DEFAULT 'named'"
        " CHECK (unborne IN ('named', 'taken_over'))"
    )
