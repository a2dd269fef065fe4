"""Version 13: projects, their cost items year by year, and the versions of what is charged."""

import sqlite3

SCHEMA_HASH = "07c98f63f584735517890fabfc78b5d56bcc3c1d71ebc0e03650117d673767e0"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_YEN = "BETWEEN 0 AND 999999999999999"
_YEAR = "BETWEEN 1868 AND 2999"
_TABLES = (
    f"""
    CREATE TABLE projects (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        rule TEXT,
        tax_mode TEXT NOT NULL,
        basis_day TEXT,
        basis_source TEXT NOT NULL,
        index_year TEXT NOT NULL,
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
        flow TEXT NOT NULL,
        amount INTEGER CHECK (amount {_YEN}),
        cents INTEGER NOT NULL CHECK (cents BETWEEN 0 AND 99),
        result_yen INTEGER CHECK (result_yen {_YEN}),
        currency TEXT NOT NULL,
        exchange_rate TEXT,
        customization INTEGER NOT NULL CHECK (customization IN (0, 1)),
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        borne_by_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        rule TEXT,
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
        stage TEXT NOT NULL,
        issued_on TEXT NOT NULL CHECK (issued_on {_DAY}),
        issued_by TEXT NOT NULL,
        premises TEXT NOT NULL,
        result TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX year_items_project ON year_items (project_id)",
    "CREATE INDEX year_items_system ON year_items (system_id)",
    "CREATE INDEX year_items_borne_by ON year_items (borne_by_id)",
    "CREATE INDEX assessments_project ON assessments (project_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; nobody has charged anything yet."""
    for statement in _TABLES:
        db.execute(statement)
