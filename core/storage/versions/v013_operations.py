"""Version 13: the system in use: improvements and who supports them, surveys."""

import sqlite3

SCHEMA_HASH = "0d552d087ff3b364d2068d77ce6ce6770d8b0653b163baf4358e3054ba038b4c"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_YEN = "BETWEEN 0 AND 999999999999999"
_MUNICIPALITY = "INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED"
_SYSTEM = "INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED"

_IMPROVEMENTS = (
    f"""
    CREATE TABLE improvements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        title TEXT NOT NULL,
        municipality_id {_MUNICIPALITY},
        system_id {_SYSTEM},
        urgency TEXT NOT NULL CHECK (urgency IN ('high', 'middle', 'low')),
        raised_on TEXT CHECK (raised_on {_DAY}),
        content TEXT NOT NULL,
        vendor TEXT CHECK (vendor IN ('standard', 'next_version', 'at_cost', 'not_possible')),
        answered_on TEXT CHECK (answered_on {_DAY}),
        answer TEXT NOT NULL,
        estimate_yen INTEGER CHECK (estimate_yen {_YEN}),
        verdict TEXT NOT NULL CHECK (verdict IN ('open', 'adopted', 'requested', 'operation', 'declined')),
        decided_on TEXT CHECK (decided_on {_DAY}),
        release TEXT NOT NULL,
        due_on TEXT CHECK (due_on {_DAY}),
        done_on TEXT CHECK (done_on {_DAY}),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE improvement_supports (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        improvement_id INTEGER NOT NULL REFERENCES improvements (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        stance TEXT NOT NULL CHECK (stance IN ('supports', 'neutral', 'opposed')),
        reason TEXT NOT NULL,
        UNIQUE (improvement_id, municipality_id)
    ) STRICT
    """,
    "CREATE INDEX improvements_municipality ON improvements (municipality_id)",
    "CREATE INDEX improvements_system ON improvements (system_id)",
    "CREATE INDEX improvement_supports_municipality ON improvement_supports (municipality_id)",
)

_SURVEYS = (
    f"""
    CREATE TABLE surveys (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        held_from TEXT CHECK (held_from {_DAY}),
        held_until TEXT CHECK (held_until {_DAY}),
        audience TEXT NOT NULL,
        asked INTEGER CHECK (asked {_YEN}),
        shares TEXT NOT NULL CHECK (shares IN ('rounded', 'hundred')),
        mean_of TEXT NOT NULL CHECK (mean_of IN ('respondents', 'municipalities')),
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    """
    CREATE TABLE survey_questions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        survey_id INTEGER NOT NULL REFERENCES surveys (id) DEFERRABLE INITIALLY DEFERRED,
        number TEXT NOT NULL,
        text TEXT NOT NULL,
        scale TEXT NOT NULL CHECK (scale IN ('satisfaction', 'importance', 'agreement', 'four', 'free')),
        note TEXT NOT NULL,
        UNIQUE (survey_id, number)
    ) STRICT
    """,
    f"""
    CREATE TABLE survey_tallies (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        survey_question_id INTEGER NOT NULL REFERENCES survey_questions (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id {_MUNICIPALITY},
        system_id {_SYSTEM},
        first INTEGER NOT NULL CHECK (first {_YEN}),
        second INTEGER NOT NULL CHECK (second {_YEN}),
        third INTEGER NOT NULL CHECK (third {_YEN}),
        fourth INTEGER NOT NULL CHECK (fourth {_YEN}),
        fifth INTEGER NOT NULL CHECK (fifth {_YEN}),
        unknown INTEGER NOT NULL CHECK (unknown {_YEN}),
        blank INTEGER NOT NULL CHECK (blank {_YEN}),
        UNIQUE (survey_question_id, municipality_id, system_id)
    ) STRICT
    """,
    f"""
    CREATE TABLE survey_comments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        survey_question_id INTEGER NOT NULL REFERENCES survey_questions (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id {_MUNICIPALITY},
        system_id {_SYSTEM},
        comment TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX survey_tallies_municipality ON survey_tallies (municipality_id)",
    "CREATE INDEX survey_tallies_system ON survey_tallies (system_id)",
    "CREATE INDEX survey_comments_question ON survey_comments (survey_question_id)",
    "CREATE INDEX survey_comments_municipality ON survey_comments (municipality_id)",
    "CREATE INDEX survey_comments_system ON survey_comments (system_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables, empty."""
    for statement in (*_IMPROVEMENTS, *_SURVEYS):
        db.execute(statement)
