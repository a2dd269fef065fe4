"""Version 25: procurements have two stages, criteria belong to one of them, and bidders may end in the first."""

import sqlite3

SCHEMA_HASH = "b83e98e299d2a3c6017bc0404d8ea85219a53af4f9eacda6ba86ad1f08d8ee39"

_COLUMNS = (
    "ALTER TABLE procurements ADD COLUMN passing TEXT NOT NULL DEFAULT 'なし'",
    "ALTER TABLE procurements ADD COLUMN carried TEXT NOT NULL DEFAULT 'added' CHECK (carried IN ('added', 'fresh'))",
    "ALTER TABLE procurements ADD COLUMN price_basis TEXT NOT NULL DEFAULT 'reached'"
    " CHECK (price_basis IN ('reached', 'all'))",
    "ALTER TABLE criteria ADD COLUMN stage TEXT NOT NULL DEFAULT 'first' CHECK (stage IN ('first', 'second'))",
    "UPDATE criteria SET stage = 'second'"
    " WHERE panel = 'second' OR part IN ('presentation', 'hands_on', 'price', 'bonus')",
    "ALTER TABLE bidders ADD COLUMN first_stage TEXT CHECK (first_stage IN ('passed', 'below'))",
)
_KINDS = ("seal", "freeze", "decide", "close", "open", "reopen", "lot", "close_first", "pass")
_KEPT = "id, procurement_id, kind, name, acted_at, acted_by, content"


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns: what is there has one stage, and its criteria are of that stage in which they are usually asked,
    should somebody make it two. The table of acts knows two more."""
    for statement in _COLUMNS:
        db.execute(statement)
    kinds = ", ".join(f"'{word}'" for word in _KINDS)
    db.execute(
        f"""
        CREATE TABLE acts_anew (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            procurement_id INTEGER NOT NULL REFERENCES procurements (id) DEFERRABLE INITIALLY DEFERRED,
            kind TEXT NOT NULL CHECK (kind IN ({kinds})),
            name TEXT NOT NULL,
            acted_at TEXT NOT NULL,
            acted_by TEXT NOT NULL,
            content TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(f"INSERT INTO acts_anew SELECT {_KEPT} FROM acts")
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'acts_anew'")
    db.execute("INSERT INTO sqlite_sequence SELECT 'acts_anew', seq FROM sqlite_sequence WHERE name = 'acts'")
    db.execute("DROP TABLE acts")
    db.execute("ALTER TABLE acts_anew RENAME TO acts")
    db.execute("CREATE INDEX acts_procurement ON acts (procurement_id)")
