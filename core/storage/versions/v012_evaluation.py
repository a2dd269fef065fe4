"""Version 12: procurements with their rules, criteria, bidders, reviewers, scores and acts."""

import sqlite3

SCHEMA_HASH = "53c1b060851a264a13a313448b600f442f666b797df951e47d90b74b7ddc179a"


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; there is nothing in them."""
    for statement in _TABLES:
        db.execute(statement)


_TABLES = (
    """
    CREATE TABLE procurements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        method TEXT NOT NULL CHECK (method IN ('proposal', 'invited', 'bid', 'negotiated')),
        notice_on TEXT CHECK (notice_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        deadline TEXT CHECK (deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        decided_on TEXT CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        limit_yen INTEGER CHECK (limit_yen BETWEEN 0 AND 999999999999999),
        term TEXT NOT NULL,
        price_formula TEXT NOT NULL,
        rounding TEXT NOT NULL,
        aggregation TEXT NOT NULL,
        absence TEXT NOT NULL CHECK (absence IN ('complete', 'present', 'substitute')),
        system_weight TEXT NOT NULL CHECK (system_weight IN ('equal', 'points', 'seats')),
        thresholds TEXT NOT NULL,
        ties TEXT NOT NULL,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE review_rounds (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        procurement_id INTEGER NOT NULL REFERENCES procurements (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        panel TEXT NOT NULL CHECK (panel IN ('first', 'second', 'secretariat', 'joint')),
        held_from TEXT CHECK (held_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        held_until TEXT CHECK (held_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        seats INTEGER CHECK (seats BETWEEN 0 AND 999999999999999),
        proposals INTEGER CHECK (proposals BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (procurement_id, name)
    ) STRICT
    """,
    """
    CREATE TABLE criteria (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        procurement_id INTEGER NOT NULL REFERENCES procurements (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 999999999999999),
        part TEXT NOT NULL CHECK (part IN
            ('price', 'proposal', 'technical', 'presentation', 'hands_on', 'functions', 'record', 'bonus')),
        heading TEXT NOT NULL,
        panel TEXT NOT NULL CHECK (panel IN ('first', 'second', 'secretariat', 'joint')),
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        scale TEXT NOT NULL,
        factor TEXT NOT NULL,
        required INTEGER NOT NULL CHECK (required IN (0, 1)),
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (procurement_id, name)
    ) STRICT
    """,
    "CREATE INDEX criteria_system ON criteria (system_id)",
    """
    CREATE TABLE bidders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        procurement_id INTEGER NOT NULL REFERENCES procurements (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        price_yen INTEGER CHECK (price_yen BETWEEN 0 AND 999999999999999),
        priced_on TEXT CHECK (priced_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        disqualified TEXT NOT NULL,
        draw INTEGER CHECK (draw BETWEEN 1 AND 999999999999999),
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (procurement_id, name)
    ) STRICT
    """,
    """
    CREATE TABLE reviewers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        procurement_id INTEGER NOT NULL REFERENCES procurements (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        person TEXT NOT NULL,
        municipality_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        post TEXT NOT NULL,
        panel TEXT NOT NULL CHECK (panel IN ('first', 'second', 'secretariat', 'joint')),
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        interest TEXT NOT NULL CHECK (interest IN ('undeclared', 'none', 'some')),
        interest_note TEXT NOT NULL,
        attendance TEXT NOT NULL CHECK (attendance IN ('present', 'absent', 'left', 'substitute', 'paper')),
        substitute TEXT NOT NULL,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (procurement_id, name)
    ) STRICT
    """,
    "CREATE INDEX reviewers_municipality ON reviewers (municipality_id)",
    "CREATE INDEX reviewers_system ON reviewers (system_id)",
    """
    CREATE TABLE scores (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        criterion_id INTEGER NOT NULL REFERENCES criteria (id) DEFERRABLE INITIALLY DEFERRED,
        bidder_id INTEGER NOT NULL REFERENCES bidders (id) DEFERRABLE INITIALLY DEFERRED,
        reviewer_id INTEGER REFERENCES reviewers (id) DEFERRABLE INITIALLY DEFERRED,
        value TEXT NOT NULL,
        UNIQUE (criterion_id, bidder_id, reviewer_id)
    ) STRICT
    """,
    "CREATE INDEX scores_bidder ON scores (bidder_id)",
    "CREATE INDEX scores_reviewer ON scores (reviewer_id)",
    """
    CREATE TABLE acts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        procurement_id INTEGER NOT NULL REFERENCES procurements (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL CHECK (kind IN ('seal', 'freeze', 'decide', 'close', 'open', 'reopen', 'lot')),
        name TEXT NOT NULL,
        acted_at TEXT NOT NULL,
        acted_by TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX acts_procurement ON acts (procurement_id)",
)
