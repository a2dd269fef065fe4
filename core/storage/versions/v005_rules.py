"""Version 5: tables of fixed amounts, members' own shares of the equal part, groups, and more ways of rounding."""

import sqlite3

SCHEMA_HASH = "a8cc874c6437699426b1383b4c72254d76a5c95966a81c17072914f32380eda0"


def migrate(db: sqlite3.Connection) -> None:
    """Add the table and the columns; everybody counts fully, in no group, and older files are rounded as before.

    The consortium's table is made anew: its units and ways of rounding were checked against lists.
    """
    db.execute("ALTER TABLE municipalities ADD COLUMN equal_percent INTEGER NOT NULL DEFAULT 100")
    db.execute("ALTER TABLE municipalities ADD COLUMN group_name TEXT NOT NULL DEFAULT ''")
    db.execute(
        """
        CREATE TABLE fixed_amounts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            municipality_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
            kind TEXT CHECK (kind IN ('city', 'town', 'village', 'ward', 'union')),
            least INTEGER CHECK (least BETWEEN 0 AND 999999999999999),
            below INTEGER CHECK (below BETWEEN 0 AND 999999999999999),
            yen INTEGER NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999),
            note TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX fixed_amounts_municipality ON fixed_amounts (municipality_id)")
    db.execute(
        """
        CREATE TABLE consortium_now (
            id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id = 1),
            name TEXT NOT NULL,
            secretariat TEXT NOT NULL,
            representative_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
            fiscal_year INTEGER,
            base_date TEXT NOT NULL CHECK (base_date = ''
                OR base_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            document_date TEXT CHECK (document_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            answer_deadline TEXT CHECK (answer_deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive')),
            rule TEXT NOT NULL,
            unit INTEGER NOT NULL CHECK (unit IN (1, 10, 100, 1000, 10000)),
            remainder TEXT NOT NULL CHECK (remainder IN
                ('largest', 'representative', 'populous', 'secretariat', 'nearest', 'carried')),
            difference_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
            anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
            estimate INTEGER NOT NULL CHECK (estimate IN (0, 1)),
            population_date TEXT CHECK (population_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            note TEXT NOT NULL,
            request_rule TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute(f"INSERT INTO consortium_now ({_KEPT}) SELECT {_KEPT} FROM consortium")
    db.execute("DROP TABLE consortium")
    db.execute("ALTER TABLE consortium_now RENAME TO consortium")


_KEPT = (
    "id, name, secretariat, representative_id, fiscal_year, base_date, document_date, answer_deadline, tax_mode, rule,"
    " unit, remainder, anonymous, estimate, population_date, note, request_rule"
)
