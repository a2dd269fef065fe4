"""Version 6: a member may be a prefecture or a union as what it is, and a system says whether it is standardised."""

import sqlite3

SCHEMA_HASH = "9fd7f66fd81bcc6e8bfa3a44fc22d42e7877e669a62a325bab59f3bde5f87c60"

_BEFORE = "CHECK (kind IN ('city', 'town', 'village', 'ward', 'union'))"
_AFTER = "CHECK (kind IN ('city', 'town', 'village', 'ward', 'prefecture', 'joint_office', 'wide_union', 'union'))"


def migrate(db: sqlite3.Connection) -> None:
    """Let the definition list more kinds, and add the column; of the systems that are there nothing is known.

    No row changes when a CHECK allows more, so only the definition is written anew (the procedure for that is in
    SQLite's own documentation of ALTER TABLE): a table that others refer to would else be copied, and all their rows
    looked up.
    """
    (version,) = db.execute("PRAGMA schema_version").fetchone()
    db.execute("PRAGMA writable_schema = ON")
    db.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table'"
        " AND name IN ('municipalities', 'fixed_amounts')",
        (_BEFORE, _AFTER),
    )
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = RESET")
    db.execute("ALTER TABLE systems ADD COLUMN standardised INTEGER NOT NULL DEFAULT 0 CHECK (standardised IN (0, 1))")
