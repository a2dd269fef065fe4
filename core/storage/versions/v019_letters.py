"""Version 19: what a letter needs: its sender and contact, the office it is addressed to, and its text."""

import sqlite3

SCHEMA_HASH = "78faa4c735bd2c384ddcfa1dffe25ebfe742c5b282126f446fa0cf1df005bb1f"


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns, empty but for what letters usually are (to the head, without a seal), and the table of texts."""
    for name in ("sender_title", "sender_name"):
        db.execute(f"ALTER TABLE consortium ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    db.execute(
        "ALTER TABLE consortium ADD COLUMN seal_omitted INTEGER NOT NULL DEFAULT 1 CHECK (seal_omitted IN (0, 1))"
    )
    db.execute(
        "ALTER TABLE consortium ADD COLUMN addressing TEXT NOT NULL DEFAULT 'head'"
        " CHECK (addressing IN ('head', 'office', 'body'))"
    )
    for name in ("contact_person", "contact_phone", "contact_fax", "contact_mail"):
        db.execute(f"ALTER TABLE consortium ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE municipalities ADD COLUMN office TEXT NOT NULL DEFAULT ''")
    db.execute(
        """
        CREATE TABLE letters (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL UNIQUE CHECK (kind IN ('notice', 'questionnaire', 'reminder', 'gap-inquiry')),
            subject TEXT NOT NULL,
            sort TEXT NOT NULL CHECK (sort IN ('notice', 'inquiry', 'request', 'reminder', 'answer')),
            body TEXT NOT NULL,
            particulars TEXT NOT NULL
        ) STRICT
        """
    )
