"""Version 18: projects, their cost items by year, what is charged, claimed, paid and settled,
commitments, and cloud bills."""

import sqlite3

SCHEMA_HASH = "5a27227f3fb10ac3758f563d6372c895b4bd13a4302d299cdbae27ac8a638600"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_YEN = "BETWEEN 0 AND 999999999999999"
_SIGNED = "BETWEEN -999999999999999 AND 999999999999999"
_YEAR = "BETWEEN 1868 AND 2999"
_TABLES = (
    f"""
    CREATE TABLE projects (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        rule TEXT,
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive')),
        basis_day TEXT,
        basis_source TEXT NOT NULL,
        index_year TEXT NOT NULL CHECK (index_year IN ('none', 'current', 'previous', 'second')),
        second_rate TEXT,
        moving TEXT NOT NULL CHECK (moving IN ('next', 'previous', 'stay')),
        fraction TEXT NOT NULL CHECK (fraction IN ('first', 'last')),
        settling TEXT NOT NULL CHECK (settling IN ('resplit', 'return')),
        handling TEXT NOT NULL CHECK (handling IN ('refund', 'credit', 'carried')),
        position INTEGER NOT NULL CHECK (position {_YEN}),
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    f"""
    CREATE TABLE year_items (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project_id INTEGER NOT NULL REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,
        fiscal_year INTEGER NOT NULL CHECK (fiscal_year {_YEAR}),
        name TEXT NOT NULL,
        flow TEXT NOT NULL CHECK (flow IN ('cost', 'income', 'carried', 'settled', 'returned')),
        amount INTEGER CHECK (amount {_YEN}),
        cents INTEGER NOT NULL CHECK (cents BETWEEN 0 AND 99),
        result_yen INTEGER CHECK (result_yen {_YEN}),
        currency TEXT NOT NULL,
        exchange_rate TEXT,
        customization INTEGER NOT NULL CHECK (customization IN (0, 1)),
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        borne_by_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        rule TEXT,
        apart TEXT CHECK (apart IN ('prices', 'rate', 'functions')),
        source TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    f"""
    CREATE TABLE assessments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project_id INTEGER REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,
        project_name TEXT NOT NULL,
        fiscal_year INTEGER NOT NULL CHECK (fiscal_year {_YEAR}),
        stage TEXT NOT NULL CHECK (stage IN ('planned', 'notified', 'changed', 'final')),
        issued_on TEXT NOT NULL CHECK (issued_on {_DAY}),
        issued_by TEXT NOT NULL,
        premises TEXT NOT NULL,
        result TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    f"""
    CREATE TABLE fundings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        fiscal_year INTEGER NOT NULL CHECK (fiscal_year {_YEAR}),
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('subsidy', 'allocation', 'other')),
        yen INTEGER NOT NULL CHECK (yen {_YEN}),
        note TEXT NOT NULL
    ) STRICT
    """,
    f"""
    CREATE TABLE payment_terms (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project_id INTEGER NOT NULL REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK (number {_YEN}),
        percent TEXT NOT NULL,
        month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
        day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
        note TEXT NOT NULL,
        UNIQUE (project_id, number)
    ) STRICT
    """,
    f"""
    CREATE TABLE claims (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        assessment_id INTEGER NOT NULL REFERENCES assessments (id) DEFERRABLE INITIALLY DEFERRED,
        term INTEGER NOT NULL CHECK (term {_YEN}),
        payer TEXT NOT NULL,
        code TEXT NOT NULL,
        yen INTEGER NOT NULL CHECK (yen {_YEN}),
        requested_on TEXT NOT NULL CHECK (requested_on {_DAY}),
        due_on TEXT NOT NULL CHECK (due_on {_DAY}),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    f"""
    CREATE TABLE payments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        claim_id INTEGER NOT NULL REFERENCES claims (id) DEFERRABLE INITIALLY DEFERRED,
        paid_on TEXT NOT NULL CHECK (paid_on {_DAY}),
        yen INTEGER NOT NULL CHECK (yen {_YEN}),
        note TEXT NOT NULL
    ) STRICT
    """,
    f"""
    CREATE TABLE settlements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        project_name TEXT NOT NULL,
        fiscal_year INTEGER NOT NULL CHECK (fiscal_year {_YEAR}),
        payer TEXT NOT NULL,
        code TEXT NOT NULL,
        paid_yen INTEGER NOT NULL CHECK (paid_yen {_YEN}),
        due_yen INTEGER NOT NULL CHECK (due_yen {_YEN}),
        settled_on TEXT NOT NULL CHECK (settled_on {_DAY}),
        settling TEXT NOT NULL CHECK (settling IN ('resplit', 'return')),
        handling TEXT NOT NULL CHECK (handling IN ('refund', 'credit', 'carried'))
    ) STRICT
    """,
    f"""
    CREATE TABLE commitments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        first_year INTEGER NOT NULL CHECK (first_year {_YEAR}),
        last_year INTEGER NOT NULL CHECK (last_year {_YEAR}),
        limit_yen INTEGER NOT NULL CHECK (limit_yen {_YEN}),
        project_id INTEGER REFERENCES projects (id) DEFERRABLE INITIALLY DEFERRED,
        starts_on TEXT CHECK (starts_on {_DAY}),
        ends_on TEXT CHECK (ends_on {_DAY}),
        monthly_yen INTEGER CHECK (monthly_yen {_YEN}),
        closing_yen INTEGER CHECK (closing_yen {_YEN}),
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    f"""
    CREATE TABLE commitment_years (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        commitment_id INTEGER NOT NULL REFERENCES commitments (id) DEFERRABLE INITIALLY DEFERRED,
        fiscal_year INTEGER NOT NULL CHECK (fiscal_year {_YEAR}),
        planned_yen INTEGER NOT NULL CHECK (planned_yen {_YEN}),
        spent_yen INTEGER CHECK (spent_yen {_YEN}),
        note TEXT NOT NULL,
        UNIQUE (commitment_id, fiscal_year)
    ) STRICT
    """,
    """
    CREATE TABLE cloud_keys (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('account', 'tag', 'rest')),
        key TEXT NOT NULL,
        municipality_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        rule TEXT,
        note TEXT NOT NULL,
        UNIQUE (kind, key)
    ) STRICT
    """,
    f"""
    CREATE TABLE cloud_bills (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        month TEXT NOT NULL,
        provider TEXT NOT NULL,
        currency TEXT NOT NULL,
        cents INTEGER NOT NULL CHECK (cents {_SIGNED}),
        exchange_rate TEXT,
        yen INTEGER NOT NULL CHECK (yen {_YEN}),
        lines INTEGER NOT NULL CHECK (lines {_YEN}),
        untagged_cents INTEGER NOT NULL CHECK (untagged_cents {_SIGNED}),
        test_cents INTEGER NOT NULL CHECK (test_cents {_SIGNED}),
        note TEXT NOT NULL,
        UNIQUE (month, provider)
    ) STRICT
    """,
    f"""
    CREATE TABLE cloud_shares (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        cloud_bill_id INTEGER NOT NULL REFERENCES cloud_bills (id) DEFERRABLE INITIALLY DEFERRED,
        payer TEXT NOT NULL,
        code TEXT NOT NULL,
        part TEXT NOT NULL CHECK (part IN ('dedicated', 'tagged', 'shared', 'untagged')),
        cents INTEGER NOT NULL CHECK (cents {_SIGNED}),
        yen INTEGER NOT NULL CHECK (yen {_SIGNED})
    ) STRICT
    """,
    "CREATE INDEX cloud_keys_municipality ON cloud_keys (municipality_id)",
    "CREATE INDEX cloud_shares_bill ON cloud_shares (cloud_bill_id)",
    "CREATE INDEX fundings_municipality ON fundings (municipality_id)",
    "CREATE INDEX claims_assessment ON claims (assessment_id)",
    "CREATE INDEX payments_claim ON payments (claim_id)",
    "CREATE INDEX commitments_project ON commitments (project_id)",
    "CREATE INDEX year_items_project ON year_items (project_id)",
    "CREATE INDEX year_items_system ON year_items (system_id)",
    "CREATE INDEX year_items_borne_by ON year_items (borne_by_id)",
    "CREATE INDEX assessments_project ON assessments (project_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; nobody has charged anything yet."""
    for statement in _TABLES:
        db.execute(statement)
