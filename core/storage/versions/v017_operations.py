"""Version 17: the system in use: improvements and who supports them, surveys, applications to join,
agreements with their articles."""

import sqlite3

SCHEMA_HASH = "811a25e146b903419847a573287ec2570f2881008daf6c698e737befc8dfe268"

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
        comment TEXT NOT NULL,
        municipality_id {_MUNICIPALITY},
        system_id {_SYSTEM}
    ) STRICT
    """,
    "CREATE INDEX survey_tallies_municipality ON survey_tallies (municipality_id)",
    "CREATE INDEX survey_tallies_system ON survey_tallies (system_id)",
    "CREATE INDEX survey_comments_question ON survey_comments (survey_question_id)",
    "CREATE INDEX survey_comments_municipality ON survey_comments (municipality_id)",
    "CREATE INDEX survey_comments_system ON survey_comments (system_id)",
)

_APPLICATIONS = (
    f"""
    CREATE TABLE applications (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('join', 'leave')),
        municipality_id {_MUNICIPALITY},
        code TEXT NOT NULL,
        applied_on TEXT CHECK (applied_on {_DAY}),
        wished_on TEXT CHECK (wished_on {_DAY}),
        effective_on TEXT CHECK (effective_on {_DAY}),
        population INTEGER CHECK (population {_YEN}),
        population_date TEXT CHECK (population_date {_DAY}),
        current_yen INTEGER CHECK (current_yen {_YEN}),
        equal_percent INTEGER NOT NULL CHECK (equal_percent BETWEEN 0 AND 1000),
        contract_ends_on TEXT CHECK (contract_ends_on {_DAY}),
        penalty_yen INTEGER CHECK (penalty_yen {_YEN}),
        buy_in_yen INTEGER CHECK (buy_in_yen {_YEN}),
        own_cost_yen INTEGER CHECK (own_cost_yen {_YEN}),
        conditions TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN (
            'received', 'under_review', 'approved', 'rejected', 'withdrawn', 'settled')),
        approved_on TEXT CHECK (approved_on {_DAY}),
        agreement_changed_on TEXT CHECK (agreement_changed_on {_DAY}),
        notified_on TEXT CHECK (notified_on {_DAY}),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE application_systems (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL REFERENCES applications (id) DEFERRABLE INITIALLY DEFERRED,
        system_id INTEGER NOT NULL REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (application_id, system_id)
    ) STRICT
    """,
    "CREATE INDEX applications_municipality ON applications (municipality_id)",
    "CREATE INDEX application_systems_system ON application_systems (system_id)",
)

_AGREEMENTS = (
    f"""
    CREATE TABLE agreements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        parties TEXT NOT NULL,
        signed_on TEXT CHECK (signed_on {_DAY}),
        effective_on TEXT CHECK (effective_on {_DAY}),
        ends_on TEXT CHECK (ends_on {_DAY}),
        renewal TEXT NOT NULL,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    f"""
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        agreement_id INTEGER NOT NULL REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED,
        number TEXT NOT NULL,
        heading TEXT NOT NULL,
        body TEXT NOT NULL,
        added_on TEXT CHECK (added_on {_DAY}),
        setting TEXT CHECK (setting IN (
            'rule', 'request_rule', 'guarantee', 'years', 'unit', 'remainder', 'representative', 'secretariat',
            'members')),
        agreed TEXT NOT NULL,
        position INTEGER NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (agreement_id, number)
    ) STRICT
    """,
    f"""
    CREATE TABLE amendments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
        effective_on TEXT NOT NULL CHECK (effective_on {_DAY}),
        body TEXT NOT NULL,
        heading TEXT NOT NULL,
        agreed TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (article_id, effective_on)
    ) STRICT
    """,
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables, empty."""
    for statement in (*_IMPROVEMENTS, *_SURVEYS, *_APPLICATIONS, *_AGREEMENTS):
        db.execute(statement)
