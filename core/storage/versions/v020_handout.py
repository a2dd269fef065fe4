"""Version 20: handouts and their chapters."""

import sqlite3

SCHEMA_HASH = "22706eab86167497c78a5d22d202ad855be435ac6cffc4ab7ff3a33a8a2fcfb2"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_REFERRED = ("scenarios", "municipalities", "procurements", "bodies", "meetings", "systems")


def _reference(table: str) -> str:
    column = {"municipalities": "municipality", "bodies": "body"}.get(table, table.removesuffix("s"))
    return f"{column}_id INTEGER REFERENCES {table} (id) DEFERRABLE INITIALLY DEFERRED,"


_TABLES = (
    f"""
    CREATE TABLE handouts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        council TEXT NOT NULL,
        dated_on TEXT CHECK (dated_on {_DAY}),
        marking TEXT CHECK (marking IN ('draft', 'undecided', 'careful')),
        template TEXT CHECK (template IN ('source', 'meeting', 'town')),
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    f"""
    CREATE TABLE handout_chapters (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        handout_id INTEGER NOT NULL REFERENCES handouts (id) DEFERRABLE INITIALLY DEFERRED,
        heading TEXT NOT NULL,
        level TEXT NOT NULL CHECK (level IN ('chapter', 'section', 'plain')),
        body_text TEXT NOT NULL,
        report TEXT NOT NULL,
        paper TEXT NOT NULL CHECK (paper IN ('A4', 'A3')),
        {" ".join(map(_reference, _REFERRED))}
        fiscal_year INTEGER CHECK (fiscal_year BETWEEN 1868 AND 2999),
        listed TEXT NOT NULL,
        new_page INTEGER NOT NULL CHECK (new_page IN (0, 1)),
        when_empty TEXT NOT NULL CHECK (when_empty IN ('say', 'leave_out')),
        position INTEGER NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX handout_chapters_handout ON handout_chapters (handout_id)",
    *(
        f"CREATE INDEX handout_chapters_{column} ON handout_chapters ({column}_id)"
        for column in ("scenario", "municipality", "procurement", "body", "meeting", "system")
    ),
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables; what was handed out before was laid together elsewhere."""
    for statement in _TABLES:
        db.execute(statement)
