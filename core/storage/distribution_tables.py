"""The table of what was issued for answering, as SQL."""

DISTRIBUTION_TABLES_1 = (
    """
    CREATE TABLE distributions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        medium TEXT NOT NULL CHECK (medium IN ('answer_file', 'excel')),
        issued_at TEXT NOT NULL,
        issued_by TEXT NOT NULL,
        deadline TEXT CHECK (deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        base_revision INTEGER NOT NULL,
        with_others INTEGER NOT NULL CHECK (with_others IN (0, 1)),
        sha256 TEXT NOT NULL,
        sent TEXT NOT NULL,
        taken_at TEXT,
        taken_by TEXT NOT NULL,
        answered_by TEXT NOT NULL,
        answered_at TEXT NOT NULL,
        taken TEXT NOT NULL,
        history TEXT NOT NULL
    ) STRICT
    """,
)
