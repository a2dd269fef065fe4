"""Version 13: score sheets that go out as files, present systems of the members, requests for information."""

import sqlite3

SCHEMA_HASH = "faa4fbff2cc7244a9a9c9ca3c0b64bc3dbfd049b132442a9b70a8c26f4016d06"


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; there is nothing in them."""
    for statement in _TABLES:
        db.execute(statement)


_TABLES = (
    """
    CREATE TABLE score_sheets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        reviewer_id INTEGER NOT NULL REFERENCES reviewers (id) DEFERRABLE INITIALLY DEFERRED,
        number TEXT NOT NULL,
        medium TEXT NOT NULL CHECK (medium IN ('answer_file', 'excel')),
        issued_at TEXT NOT NULL,
        issued_by TEXT NOT NULL,
        base_revision INTEGER NOT NULL CHECK (base_revision BETWEEN 0 AND 999999999999999),
        sha256 TEXT NOT NULL,
        sent TEXT NOT NULL,
        taken_at TEXT,
        taken_by TEXT NOT NULL,
        answered_by TEXT NOT NULL,
        answered_at TEXT NOT NULL,
        taken TEXT NOT NULL,
        history TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    "CREATE INDEX score_sheets_reviewer ON score_sheets (reviewer_id)",
)
