"""Version 15: score sheets that go out as files, present systems of the members, requests for information."""

import sqlite3

SCHEMA_HASH = "cf32774dc83f1c8af4dc9a6d2c12ca004d8e5c162d2e98a22260b310428e5140"


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; there is nothing in them."""
    for statement in _TABLES:
        db.execute(statement)


_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_COUNT = "BETWEEN 0 AND 999999999999999"

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
    f"""
    CREATE TABLE present_systems (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        vendor TEXT NOT NULL,
        product TEXT NOT NULL,
        contract_ends_on TEXT CHECK (contract_ends_on {_DAY}),
        yearly_yen INTEGER CHECK (yearly_yen {_COUNT}),
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        penalty_yen INTEGER CHECK (penalty_yen {_COUNT}),
        interfaces TEXT NOT NULL,
        answered_by TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX present_systems_municipality ON present_systems (municipality_id)",
    "CREATE INDEX present_systems_system ON present_systems (system_id)",
    f"""
    CREATE TABLE inquiries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        asked_on TEXT,
        due_on TEXT CHECK (due_on {_DAY}),
        purpose TEXT NOT NULL,
        forms TEXT NOT NULL,
        asked INTEGER CHECK (asked {_COUNT}),
        replied INTEGER CHECK (replied {_COUNT}),
        procurement_id INTEGER REFERENCES procurements (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    "CREATE INDEX inquiries_procurement ON inquiries (procurement_id)",
    f"""
    CREATE TABLE inquiry_replies (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        inquiry_id INTEGER NOT NULL REFERENCES inquiries (id) DEFERRABLE INITIALLY DEFERRED,
        vendor TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('asked', 'replied', 'declined', 'silent')),
        replied_on TEXT CHECK (replied_on {_DAY}),
        systems INTEGER CHECK (systems {_COUNT}),
        initial_yen INTEGER CHECK (initial_yen {_COUNT}),
        yearly_yen INTEGER CHECK (yearly_yen {_COUNT}),
        fit_percent INTEGER CHECK (fit_percent BETWEEN 0 AND 100),
        premises TEXT NOT NULL,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (inquiry_id, vendor)
    ) STRICT
    """,
    f"""
    CREATE TABLE inquiry_estimates (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        reply_id INTEGER NOT NULL REFERENCES inquiry_replies (id) DEFERRABLE INITIALLY DEFERRED,
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        initial_yen INTEGER CHECK (initial_yen {_COUNT}),
        yearly_yen INTEGER CHECK (yearly_yen {_COUNT}),
        fit_percent INTEGER CHECK (fit_percent BETWEEN 0 AND 100),
        note TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX inquiry_estimates_reply ON inquiry_estimates (reply_id)",
    "CREATE INDEX inquiry_estimates_system ON inquiry_estimates (system_id)",
)
