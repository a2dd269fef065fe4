"""Version 23: pictures of handouts, and the settings of every printout for a chapter."""

import sqlite3

SCHEMA_HASH = "fcd29691d3ef388402fcd59d7aa2ea96a108b739b1696b50e69e329c77bdf4eb"

_COLUMNS = (
    "month TEXT",
    "outage_id INTEGER REFERENCES outages (id) DEFERRABLE INITIALLY DEFERRED",
    "as_of TEXT CHECK (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')",
    "unit TEXT CHECK (unit IN ('yen', 'thousand', 'million', 'oku'))",
    "digits INTEGER CHECK (digits BETWEEN 0 AND 8)",
    "rate_from TEXT CHECK (rate_from IN ('yen', 'unit'))",
    "yearly INTEGER NOT NULL DEFAULT 0 CHECK (yearly IN (0, 1))",
    "money TEXT CHECK (money IN ('one_off', 'yearly'))",
    "totals TEXT CHECK (totals IN ('max', 'all', 'range'))",
    "scenario_rows INTEGER NOT NULL DEFAULT 0 CHECK (scenario_rows IN (0, 1))",
    "disposition TEXT CHECK (disposition IN"
    " ('under_review', 'implement', 'decline', 'standard', 'merged', 'euc', 'operation'))",
    "previous_id INTEGER REFERENCES fixed_sheets (id) DEFERRABLE INITIALLY DEFERRED",
    "hide_reviewers INTEGER NOT NULL DEFAULT 0 CHECK (hide_reviewers IN (0, 1))",
    "addressing TEXT CHECK (addressing IN ('head', 'office', 'body'))",
    "deadline TEXT CHECK (deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')",
    "open_only INTEGER NOT NULL DEFAULT 0 CHECK (open_only IN (0, 1))",
    "chased TEXT NOT NULL DEFAULT ''",
    "mark TEXT NOT NULL DEFAULT ''",
)
_STATEMENTS = (
    *(f"ALTER TABLE handout_chapters ADD COLUMN {column}" for column in _COLUMNS),
    "CREATE INDEX handout_chapters_outage ON handout_chapters (outage_id)",
    "CREATE INDEX handout_chapters_previous ON handout_chapters (previous_id)",
    """
    CREATE TABLE handout_pictures (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        chapter_id INTEGER NOT NULL REFERENCES handout_chapters (id) DEFERRABLE INITIALLY DEFERRED,
        words TEXT NOT NULL,
        caption TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100),
        sha256 TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX handout_pictures_chapter ON handout_pictures (chapter_id)",
    """
    CREATE TABLE picture_files (
        id INTEGER PRIMARY KEY AUTOINCREMENT REFERENCES handout_pictures (id) DEFERRABLE INITIALLY DEFERRED,
        content BLOB NOT NULL
    ) STRICT
    """,
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns, empty: a chapter goes on printing as it did; and the tables of pictures."""
    for statement in _STATEMENTS:
        db.execute(statement)
