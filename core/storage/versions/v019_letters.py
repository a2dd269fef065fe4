"""Version 19: what a letter needs: its sender and contact, the office it is addressed to, and its text."""

import sqlite3

SCHEMA_HASH = "4dda60745e0bb0ded8cba911ae21cd032c5bc3460bdbdf5657fd63d7fec15793"


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns, empty but for what letters usually are (to the head, without a seal), and the table of texts."""
    for name in ("sender_title", "sender_name"):
        db.execute(f"ALTER TABLE consortium ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    db.execute(
        "ALTER TABLE consortium ADD COLUMN seal_omitted INTEGER NOT NULL DEFAULT 1 CHECK (seal_omitted IN (0, 1))"
    )
    db.execute("ALTER TABLE consortium ADD COLUMN addressing TEXT NOT NULL DEFAULT 'head'")
    for name in ("contact_person", "contact_phone", "contact_fax", "contact_mail"):
        db.execute(f"ALTER TABLE consortium ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE municipalities ADD COLUMN office TEXT NOT NULL DEFAULT ''")
    db.execute(
        """
        CREATE TABLE letters (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL UNIQUE,
            subject TEXT NOT NULL,
            sort TEXT NOT NULL,
            body TEXT NOT NULL,
            particulars TEXT NOT NULL
        ) STRICT
        """
    )
