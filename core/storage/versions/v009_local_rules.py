"""Version 9: local rules with what each municipality makes of them, the cost of labour; issues with their progress."""

import sqlite3

SCHEMA_HASH = "54a747e27bce099d8f1694139ca993d0db42062811fafcb4a1d6d32873b7599b"

_TABLES = (
    """
    CREATE TABLE local_rules (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT CHECK (kind IN (
            'policy', 'form', 'calculation',
            'practice', 'connection', 'characters')),
        standard TEXT CHECK (standard IN ('required', 'optional', 'forbidden', 'unsaid')),
        cover TEXT NOT NULL CHECK (cover IN (
            'open', 'standard', 'euc', 'operation',
            'outside', 'dropped', 'customized', 'asked_for')),
        stage TEXT NOT NULL CHECK (stage IN (
            'raised', 'asking', 'compared', 'proposed',
            'decided', 'approved', 'done', 'withdrawn')),
        how TEXT NOT NULL,
        one_off_yen INTEGER CHECK (one_off_yen BETWEEN 0 AND 999999999999999),
        yearly_yen INTEGER CHECK (yearly_yen BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE local_rule_uses (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        local_rule_id INTEGER NOT NULL REFERENCES local_rules (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        use TEXT CHECK (use IN ('kept', 'standard', 'stopped', 'absent')),
        present TEXT NOT NULL,
        basis TEXT NOT NULL,
        since INTEGER,
        yearly_count INTEGER CHECK (yearly_count BETWEEN 0 AND 999999999999999),
        minutes_now INTEGER CHECK (minutes_now BETWEEN 0 AND 999999999999999),
        minutes_after INTEGER CHECK (minutes_after BETWEEN 0 AND 999999999999999),
        reason TEXT NOT NULL,
        affects TEXT CHECK (affects IN ('none', 'some')),
        effect TEXT NOT NULL,
        ordinance TEXT CHECK (ordinance IN ('not_needed', 'needed')),
        session_on TEXT,
        substitute TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (local_rule_id, municipality_id)
    ) STRICT
    """,
    """
    CREATE TABLE labour_rates (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        hour_yen INTEGER NOT NULL CHECK (hour_yen BETWEEN 0 AND 999999999999999),
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (from_on)
    ) STRICT
    """,
    """
    CREATE TABLE issues (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        title TEXT NOT NULL,
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT CHECK (kind IN (
            'specification', 'migration', 'operation',
            'contract', 'connection', 'other')),
        priority TEXT NOT NULL CHECK (priority IN ('high', 'middle', 'low')),
        raised_on TEXT CHECK (raised_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        raised_by TEXT NOT NULL,
        municipality_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        body_id INTEGER REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
        in_charge TEXT NOT NULL,
        due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        state TEXT NOT NULL CHECK (state IN ('not_begun', 'under_way', 'waiting', 'done', 'withdrawn')),
        closed_on TEXT CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        escalated_to_id INTEGER REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
        escalated_on TEXT CHECK (escalated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        content TEXT NOT NULL,
        answer TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE issue_notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        issue_id INTEGER NOT NULL REFERENCES issues (id) DEFERRABLE INITIALLY DEFERRED,
        noted_on TEXT NOT NULL CHECK (noted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        content TEXT NOT NULL,
        who TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX local_rules_system ON local_rules (system_id)",
    "CREATE INDEX local_rule_uses_municipality ON local_rule_uses (municipality_id)",
    "CREATE INDEX issues_system ON issues (system_id)",
    "CREATE INDEX issues_municipality ON issues (municipality_id)",
    "CREATE INDEX issues_body ON issues (body_id)",
    "CREATE INDEX issues_escalated_to ON issues (escalated_to_id)",
    "CREATE INDEX issue_notes_issue ON issue_notes (issue_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables, empty."""
    for statement in _TABLES:
        db.execute(statement)
