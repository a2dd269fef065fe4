"""Version 7: bodies, seats and who holds them; sessions and decisions; the chronicle; links between any records."""

import sqlite3

SCHEMA_HASH = "64c1573613e18888c869c2911ffa131adb8677a79e133b0a3cc21ac9af211b3a"

_TABLES = (
    """
    CREATE TABLE bodies (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        number TEXT NOT NULL,
        parent_id INTEGER REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL CHECK (kind IN (
            'conference', 'council', 'committee', 'working_group',
            'group', 'subcommittee', 'secretariat', 'other')),
        composition TEXT NOT NULL,
        set_up_on TEXT,
        abolished_on TEXT,
        basis TEXT NOT NULL,
        duties TEXT NOT NULL,
        quorum TEXT NOT NULL CHECK (quorum IN ('none', 'half', 'majority', 'two_thirds', 'all')),
        substitutes_count INTEGER NOT NULL CHECK (substitutes_count IN (0, 1)),
        majority TEXT NOT NULL CHECK (majority IN ('majority', 'two_thirds', 'unanimous')),
        in_chart INTEGER NOT NULL CHECK (in_chart IN (0, 1)),
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE seats (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        body_id INTEGER NOT NULL REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        organisation TEXT NOT NULL,
        post TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN (
            'chair', 'vice_chair', 'leader', 'vice_leader',
            'member', 'auditor', 'observer', 'staff')),
        votes INTEGER NOT NULL CHECK (votes IN (0, 1)),
        engagement TEXT CHECK (engagement IN ('full_time', 'concurrent', 'seconded')),
        from_on TEXT,
        until_on TEXT,
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE tenures (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        seat_id INTEGER NOT NULL REFERENCES seats (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        from_on TEXT CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        until_on TEXT CHECK (until_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE meeting_series (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        body_id INTEGER REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
        unlisted INTEGER NOT NULL CHECK (unlisted BETWEEN 0 AND 999999999999999),
        first_on TEXT,
        last_on TEXT,
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE meetings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        series_id INTEGER NOT NULL REFERENCES meeting_series (id) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999999999999999),
        held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        body_id INTEGER REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
        ended_on TEXT CHECK (ended_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        time TEXT NOT NULL,
        venue TEXT NOT NULL,
        form TEXT NOT NULL CHECK (form IN ('in_person', 'online', 'hybrid', 'written')),
        minutes_on TEXT CHECK (minutes_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        record TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE agenda_items (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        meeting_id INTEGER NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL,
        matter TEXT NOT NULL CHECK (matter IN ('discussion', 'resolution', 'report', 'other')),
        document TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE attendances (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        meeting_id INTEGER NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        organisation TEXT NOT NULL,
        presence TEXT CHECK (presence IN ('present', 'online', 'substitute', 'absent')),
        people INTEGER NOT NULL CHECK (people BETWEEN 0 AND 999999999999999),
        who TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        meeting_id INTEGER NOT NULL REFERENCES meetings (id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL,
        number TEXT NOT NULL,
        result TEXT NOT NULL CHECK (result IN ('passed', 'approved', 'agreed', 'continued', 'rejected', 'noted')),
        in_favour INTEGER CHECK (in_favour BETWEEN 0 AND 999999999999999),
        opposed INTEGER CHECK (opposed BETWEEN 0 AND 999999999999999),
        effective_on TEXT CHECK (effective_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        content TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE chronicle (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        began_on TEXT,
        ended_on TEXT,
        body_id INTEGER REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED,
        detail TEXT NOT NULL,
        source TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE links (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN (
            'decides', 'origin', 'basis', 'covers',
            'escalates', 'follows', 'related')),
        note TEXT NOT NULL,
        UNIQUE (source, target)
    ) STRICT
    """,
    "CREATE INDEX bodies_parent ON bodies (parent_id)",
    "CREATE INDEX seats_body ON seats (body_id)",
    "CREATE INDEX seats_municipality ON seats (municipality_id)",
    "CREATE INDEX tenures_seat ON tenures (seat_id)",
    "CREATE INDEX meeting_series_body ON meeting_series (body_id)",
    "CREATE INDEX meetings_series ON meetings (series_id)",
    "CREATE INDEX meetings_body ON meetings (body_id)",
    "CREATE INDEX agenda_items_meeting ON agenda_items (meeting_id)",
    "CREATE INDEX attendances_meeting ON attendances (meeting_id)",
    "CREATE INDEX attendances_municipality ON attendances (municipality_id)",
    "CREATE INDEX decisions_meeting ON decisions (meeting_id)",
    "CREATE INDEX chronicle_body ON chronicle (body_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables, empty."""
    for statement in _TABLES:
        db.execute(statement)
