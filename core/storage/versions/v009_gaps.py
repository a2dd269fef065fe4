"""Version 9: the items of fit and gap, and which municipality needs what."""

import sqlite3

SCHEMA_HASH = "09c7a54be0d66e0178351bec93461254ef044c2630a15b91fea55a026bd61ae4"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

_TABLES = (
    f"""
    CREATE TABLE gaps (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999999999999999),
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        function TEXT NOT NULL,
        reference TEXT NOT NULL,
        meeting_id INTEGER REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
        present TEXT NOT NULL,
        standard TEXT NOT NULL,
        fit TEXT NOT NULL CHECK (fit IN ('fits', 'partly', 'gap', 'out', 'open')),
        kind TEXT CHECK (kind IN (
            'function', 'form', 'field', 'calculation', 'interface', 'operation', 'characters')),
        importance TEXT CHECK (importance IN ('law', 'work', 'ease')),
        proposal TEXT CHECK (proposal IN (
            'standard', 'euc', 'operation', 'outside', 'stop', 'customize', 'ask_for_standard', 'go_on')),
        proposed TEXT NOT NULL,
        conclusion TEXT CHECK (conclusion IN ('decided', 'taken_back', 'on_hold', 'escalated')),
        decided_on TEXT CHECK (decided_on {_DAY}),
        decided_at_id INTEGER REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
        due_on TEXT CHECK (due_on {_DAY}),
        person TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE gap_needs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        gap_id INTEGER NOT NULL REFERENCES gaps (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        need TEXT NOT NULL CHECK (need IN ('needed', 'not_needed')),
        reason TEXT NOT NULL,
        UNIQUE (gap_id, municipality_id)
    ) STRICT
    """,
    "CREATE INDEX gaps_system ON gaps (system_id)",
    "CREATE INDEX gaps_meeting ON gaps (meeting_id)",
    "CREATE INDEX gaps_decided_at ON gaps (decided_at_id)",
    "CREATE INDEX gap_needs_municipality ON gap_needs (municipality_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables, empty."""
    for statement in _TABLES:
        db.execute(statement)
