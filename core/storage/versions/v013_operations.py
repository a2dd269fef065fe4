"""Version 13: what the system in use is asked for: improvements and who supports them."""

import sqlite3

SCHEMA_HASH = "401f4c15d90eb2eb523bb1f3f6b1c8432c45697d170968c82ea9151cc421b891"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_YEN = "BETWEEN 0 AND 999999999999999"
_MUNICIPALITY = "INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED"
_SYSTEM = "INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED"

_IMPROVEMENTS = (
    f"""
    CREATE TABLE improvements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        title TEXT NOT NULL,
        municipality_id {_MUNICIPALITY},
        system_id {_SYSTEM},
        urgency TEXT NOT NULL CHECK (urgency IN ('high', 'middle', 'low')),
        raised_on TEXT CHECK (raised_on {_DAY}),
        content TEXT NOT NULL,
        vendor TEXT CHECK (vendor IN ('standard', 'next_version', 'at_cost', 'not_possible')),
        answered_on TEXT CHECK (answered_on {_DAY}),
        answer TEXT NOT NULL,
        estimate_yen INTEGER CHECK (estimate_yen {_YEN}),
        verdict TEXT NOT NULL CHECK (verdict IN ('open', 'adopted', 'requested', 'operation', 'declined')),
        decided_on TEXT CHECK (decided_on {_DAY}),
        release TEXT NOT NULL,
        due_on TEXT CHECK (due_on {_DAY}),
        done_on TEXT CHECK (done_on {_DAY}),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE improvement_supports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        improvement_id INTEGER NOT NULL REFERENCES improvements (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        stance TEXT NOT NULL CHECK (stance IN ('supports', 'neutral', 'opposed')),
        reason TEXT NOT NULL,
        UNIQUE (improvement_id, municipality_id)
    ) STRICT
    """,
    "CREATE INDEX improvements_municipality ON improvements (municipality_id)",
    "CREATE INDEX improvements_system ON improvements (system_id)",
    "CREATE INDEX improvement_supports_municipality ON improvement_supports (municipality_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables, empty."""
    for statement in _IMPROVEMENTS:
        db.execute(statement)
