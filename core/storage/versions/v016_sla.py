"""Version 16: service levels, when the service stood still, what was measured and what the vendor reports; changes
of laws with what they cost."""

import sqlite3

SCHEMA_HASH = "333cfb3abd94a232f84de053d40e4c73593b8082782cfa030ca5afe7380c3f9b"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_MINUTE = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'"
_MONTH = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'"

_TABLES = (
    f"""
    CREATE TABLE sla_contracts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        vendor TEXT NOT NULL,
        from_on TEXT CHECK (from_on {_DAY}),
        until_on TEXT CHECK (until_on {_DAY}),
        yearly_yen INTEGER CHECK (yearly_yen BETWEEN 0 AND 999999999999999),
        monthly_yen INTEGER CHECK (monthly_yen BETWEEN 0 AND 999999999999999),
        refund TEXT NOT NULL CHECK (refund IN
            ('none', 'steps', 'points', 'penalty')),
        rounding TEXT NOT NULL CHECK (rounding IN
            ('down', 'nearest', 'up')),
        thresholds TEXT NOT NULL,
        weights TEXT NOT NULL,
        expiry_months INTEGER CHECK (expiry_months BETWEEN 1 AND 1200),
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE sla_items (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sla_contract_id INTEGER NOT NULL REFERENCES sla_contracts (id) DEFERRABLE INITIALLY DEFERRED,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        target TEXT NOT NULL,
        category TEXT NOT NULL,
        measure TEXT NOT NULL CHECK (measure IN
            ('availability', 'failures', 'recovery', 'mean_recovery', 'notice', 'share', 'cases', 'longest', 'mean')),
        direction TEXT NOT NULL CHECK (direction IN
            ('at_least', 'above', 'at_most', 'below')),
        unit TEXT NOT NULL CHECK (unit IN
            ('percent', 'cases', 'seconds', 'minutes', 'hours')),
        interval TEXT NOT NULL CHECK (interval IN
            ('month', 'quarter', 'year')),
        points INTEGER CHECK (points BETWEEN 0 AND 999999999999999),
        steps TEXT NOT NULL,
        penalty_points TEXT,
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        hours TEXT NOT NULL,
        month_minutes INTEGER CHECK (month_minutes BETWEEN 1 AND 44640),
        shortest INTEGER NOT NULL CHECK (shortest BETWEEN 0 AND 44640),
        agreed TEXT NOT NULL CHECK (agreed IN
            ('out', 'ignored', 'stops')),
        digits INTEGER NOT NULL CHECK (digits BETWEEN 0 AND 6),
        definition TEXT NOT NULL,
        excluded TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    f"""
    CREATE TABLE outages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        title TEXT NOT NULL,
        began_at TEXT NOT NULL CHECK (began_at {_MINUTE}),
        ended_at TEXT CHECK (ended_at {_MINUTE}),
        kind TEXT NOT NULL CHECK (kind IN
            ('failure', 'agreed', 'not_agreed')),
        cause TEXT NOT NULL,
        exempt TEXT NOT NULL,
        noticed_at TEXT CHECK (noticed_at {_MINUTE}),
        reported_on TEXT CHECK (reported_on {_DAY}),
        effect TEXT NOT NULL,
        response TEXT NOT NULL,
        prevention TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE outage_systems (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        outage_id INTEGER NOT NULL REFERENCES outages (id) DEFERRABLE INITIALLY DEFERRED,
        system_id INTEGER NOT NULL REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (outage_id, system_id)
    ) STRICT
    """,
    """
    CREATE TABLE outage_members (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        outage_id INTEGER NOT NULL REFERENCES outages (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (outage_id, municipality_id)
    ) STRICT
    """,
    f"""
    CREATE TABLE sla_results (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sla_item_id INTEGER NOT NULL REFERENCES sla_items (id) DEFERRABLE INITIALLY DEFERRED,
        month TEXT NOT NULL CHECK (month {_MONTH}),
        amount TEXT,
        cases INTEGER CHECK (cases BETWEEN 0 AND 999999999999999),
        of_cases INTEGER CHECK (of_cases BETWEEN 0 AND 999999999999999),
        basis TEXT NOT NULL,
        approved_on TEXT CHECK (approved_on {_DAY}),
        note TEXT NOT NULL,
        UNIQUE (sla_item_id, month)
    ) STRICT
    """,
    f"""
    CREATE TABLE sla_reports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sla_item_id INTEGER NOT NULL REFERENCES sla_items (id) DEFERRABLE INITIALLY DEFERRED,
        month TEXT NOT NULL CHECK (month {_MONTH}),
        reported TEXT,
        planned_minutes INTEGER CHECK (planned_minutes BETWEEN 0 AND 999999999999999),
        stopped_minutes INTEGER CHECK (stopped_minutes BETWEEN 0 AND 999999999999999),
        met TEXT CHECK (met IN
            ('yes', 'no')),
        note TEXT NOT NULL,
        UNIQUE (sla_item_id, month)
    ) STRICT
    """,
    f"""
    CREATE TABLE law_changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        promulgated_on TEXT,
        effective_on TEXT,
        standard TEXT NOT NULL,
        conform_on TEXT,
        effect TEXT NOT NULL,
        payment TEXT NOT NULL CHECK (payment IN
            ('open', 'maintained', 'split', 'own')),
        cost_year INTEGER CHECK (cost_year BETWEEN 1868 AND 2999),
        one_off_yen INTEGER CHECK (one_off_yen BETWEEN 0 AND 999999999999999),
        yearly_yen INTEGER CHECK (yearly_yen BETWEEN 0 AND 999999999999999),
        tax_mode TEXT NOT NULL CHECK (tax_mode IN
            ('exclusive', 'inclusive', 'not_taxable')),
        subsidy TEXT NOT NULL CHECK (subsidy IN
            ('open', 'some', 'none')),
        subsidy_part TEXT,
        subsidy_limit INTEGER CHECK (subsidy_limit BETWEEN 0 AND 999999999999999),
        ordinance TEXT CHECK (ordinance IN
            ('not_needed', 'needed')),
        vendor_due_on TEXT,
        vendor_done_on TEXT CHECK (vendor_done_on {_DAY}),
        tested_on TEXT CHECK (tested_on {_DAY}),
        applied_on TEXT CHECK (applied_on {_DAY}),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE law_change_systems (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        law_change_id INTEGER NOT NULL REFERENCES law_changes (id) DEFERRABLE INITIALLY DEFERRED,
        system_id INTEGER NOT NULL REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (law_change_id, system_id)
    ) STRICT
    """,
    f"""
    CREATE TABLE law_change_members (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        law_change_id INTEGER NOT NULL REFERENCES law_changes (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        done_on TEXT CHECK (done_on {_DAY}),
        own_yen INTEGER CHECK (own_yen BETWEEN 0 AND 999999999999999),
        session_on TEXT,
        note TEXT NOT NULL,
        UNIQUE (law_change_id, municipality_id)
    ) STRICT
    """,
)

_INDEXES = (
    "CREATE INDEX sla_items_sla_contract ON sla_items (sla_contract_id)",
    "CREATE INDEX sla_items_system ON sla_items (system_id)",
    "CREATE INDEX outage_systems_system ON outage_systems (system_id)",
    "CREATE INDEX outage_members_municipality ON outage_members (municipality_id)",
    "CREATE INDEX law_change_systems_system ON law_change_systems (system_id)",
    "CREATE INDEX law_change_members_municipality ON law_change_members (municipality_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; nothing was known of these things before."""
    for statement in (*_TABLES, *_INDEXES):
        db.execute(statement)
