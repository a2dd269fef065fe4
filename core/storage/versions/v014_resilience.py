"""Version 14: requirements of data centres, merits and risks, lines, plans for continuity, and services."""

import sqlite3

SCHEMA_HASH = "729acaca7371170b996d8b17a56ad1825df65d55e31c5588584558727e8b5ab1"


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; there is nothing in them."""
    for statement in _TABLES:
        db.execute(statement)


_TABLES = (
    """
    CREATE TABLE sites (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        provider TEXT NOT NULL,
        location TEXT NOT NULL,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE requirements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        content TEXT NOT NULL,
        kind TEXT CHECK (kind IN
            ('basic', 'record', 'certificate', 'location', 'building', 'power', 'cooling', 'fire', 'guard',
            'operation', 'line', 'data')),
        threshold TEXT NOT NULL,
        unit TEXT NOT NULL,
        need TEXT NOT NULL CHECK (need IN ('required', 'extra')),
        basis TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE site_checks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        requirement_id INTEGER NOT NULL REFERENCES requirements (id) DEFERRABLE INITIALLY DEFERRED,
        site_id INTEGER NOT NULL REFERENCES sites (id) DEFERRABLE INITIALLY DEFERRED,
        result TEXT CHECK (result IN ('met', 'partly', 'unmet', 'asking')),
        value TEXT NOT NULL,
        evidence TEXT NOT NULL,
        method TEXT CHECK (method IN ('papers', 'certificate', 'visit')),
        checked_on TEXT CHECK (checked_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        checked_by TEXT NOT NULL,
        valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        substitute TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (requirement_id, site_id)
    ) STRICT
    """,
    "CREATE INDEX site_checks_site ON site_checks (site_id)",
    """
    CREATE TABLE risks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('merit', 'demerit', 'problem')),
        content TEXT NOT NULL,
        subject TEXT NOT NULL CHECK (subject IN ('site', 'network', 'other')),
        heading TEXT NOT NULL,
        impact INTEGER CHECK (impact BETWEEN 1 AND 5),
        likelihood INTEGER CHECK (likelihood BETWEEN 1 AND 5),
        measure TEXT NOT NULL,
        remaining TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'under_way', 'accepted', 'closed')),
        body_id INTEGER REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
        in_charge TEXT NOT NULL,
        review_on TEXT CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    "CREATE INDEX risks_body ON risks (body_id)",
    """
    CREATE TABLE lines (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('main', 'spare')),
        from_end TEXT NOT NULL,
        to_end TEXT NOT NULL,
        municipality_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        provider TEXT NOT NULL,
        kind TEXT CHECK (kind IN ('leased', 'ip_vpn', 'ethernet', 'lgwan', 'internet', 'radio', 'satellite')),
        bandwidth INTEGER CHECK (bandwidth BETWEEN 0 AND 999999999999999),
        route TEXT CHECK (route IN ('separate', 'shared')),
        switch TEXT CHECK (switch IN ('automatic', 'manual')),
        switch_minutes INTEGER CHECK (switch_minutes BETWEEN 0 AND 999999999999999),
        availability TEXT,
        monthly_yen INTEGER CHECK (monthly_yen BETWEEN 0 AND 999999999999999),
        ends_on TEXT CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        joining TEXT NOT NULL,
        leaving TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    "CREATE INDEX lines_municipality ON lines (municipality_id)",
    """
    CREATE TABLE continuity_plans (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        system_id INTEGER NOT NULL REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        urgency TEXT CHECK (urgency IN ('first', 'soon', 'later')),
        rto_hours INTEGER CHECK (rto_hours BETWEEN 0 AND 999999999999999),
        rpo_hours INTEGER CHECK (rpo_hours BETWEEN 0 AND 999999999999999),
        fallback TEXT NOT NULL,
        gathering TEXT NOT NULL,
        plan_on TEXT CHECK (plan_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        review_on TEXT CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        note TEXT NOT NULL,
        UNIQUE (system_id)
    ) STRICT
    """,
    """
    CREATE TABLE drills (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        scenario TEXT NOT NULL,
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        attendees TEXT NOT NULL,
        hours INTEGER CHECK (hours BETWEEN 0 AND 999999999999999),
        outcome TEXT NOT NULL,
        problems TEXT NOT NULL,
        next_on TEXT CHECK (next_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        note TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX drills_system ON drills (system_id)",
    """
    CREATE TABLE services (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        kind TEXT CHECK (kind IN ('paying', 'issuing', 'counter', 'applying')),
        covers TEXT NOT NULL,
        basis TEXT NOT NULL,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE service_statuses (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        service_id INTEGER NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        state TEXT CHECK (state IN ('running', 'decided', 'considered', 'refused', 'undecided')),
        since TEXT,
        ended_on TEXT,
        covers TEXT NOT NULL,
        fixed_yen INTEGER CHECK (fixed_yen BETWEEN 0 AND 999999999999999),
        case_yen INTEGER CHECK (case_yen BETWEEN 0 AND 999999999999999),
        counter_case_yen INTEGER CHECK (counter_case_yen BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (service_id, municipality_id)
    ) STRICT
    """,
    "CREATE INDEX service_statuses_municipality ON service_statuses (municipality_id)",
    """
    CREATE TABLE service_fees (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        service_id INTEGER NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        channel TEXT NOT NULL CHECK (channel IN ('counter', 'elsewhere')),
        from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        yen INTEGER NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999),
        kind TEXT NOT NULL CHECK (kind IN ('ordinary', 'reduction')),
        until_on TEXT CHECK (until_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        basis TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (service_id, municipality_id, channel, kind, from_on)
    ) STRICT
    """,
    "CREATE INDEX service_fees_municipality ON service_fees (municipality_id)",
    """
    CREATE TABLE service_counts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        service_id INTEGER NOT NULL REFERENCES services (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        fiscal_year INTEGER NOT NULL CHECK (fiscal_year BETWEEN 1868 AND 2999),
        counter INTEGER CHECK (counter BETWEEN 0 AND 999999999999999),
        elsewhere INTEGER CHECK (elsewhere BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (service_id, municipality_id, fiscal_year)
    ) STRICT
    """,
    "CREATE INDEX service_counts_municipality ON service_counts (municipality_id)",
)
