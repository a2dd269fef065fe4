"""Version 8: cost lines say among whom they are split and what is deducted first; figures and rules by fiscal year."""

import sqlite3

SCHEMA_HASH = "65987822a43168a40862cdfddbe11ef02f23064e45228f69d0684074781160d1"


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns and the table. Lines of older files stay split among the whole consortium, as they were."""
    db.execute(
        "ALTER TABLE cost_lines ADD COLUMN flow TEXT NOT NULL DEFAULT 'cost'"
        " CHECK (flow IN ('cost', 'income', 'returned', 'outside', 'rest', 'joining'))"
    )
    db.execute("ALTER TABLE cost_lines ADD COLUMN portion TEXT")
    db.execute(
        "ALTER TABLE cost_lines ADD COLUMN sharing TEXT NOT NULL DEFAULT 'everybody'"
        " CHECK (sharing IN ('participants', 'everybody'))"
    )
    db.execute("ALTER TABLE cost_amounts ADD COLUMN cents INTEGER NOT NULL DEFAULT 0 CHECK (cents BETWEEN 0 AND 99)")
    db.execute("ALTER TABLE scenarios ADD COLUMN former_rule TEXT")
    db.execute("ALTER TABLE scenarios ADD COLUMN phase_in TEXT")
    db.execute("ALTER TABLE scenarios ADD COLUMN basis_day TEXT CHECK (basis_day GLOB '[0-9][0-9]-[0-9][0-9]')")
    db.execute("ALTER TABLE scenarios ADD COLUMN basis_source TEXT NOT NULL DEFAULT ''")
    db.execute(
        "ALTER TABLE scenarios ADD COLUMN index_year TEXT NOT NULL DEFAULT 'none'"
        " CHECK (index_year IN ('none', 'current', 'previous', 'second'))"
    )
    db.execute(
        """
        CREATE TABLE weight_years (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
            name TEXT NOT NULL,
            fiscal_year INTEGER NOT NULL CHECK (fiscal_year BETWEEN 1868 AND 2999),
            value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 999999999999999),
            UNIQUE (municipality_id, name, fiscal_year)
        ) STRICT
        """
    )
