"""Version 9: tasks with their plan and what became of it, baselines, and days that are off or on."""

import sqlite3

SCHEMA_HASH = "12acc61b8fc5451147fb638c6c0693e30369e231c61d01a05dc6afb0db112590"

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_TABLES = (
    f"""
    CREATE TABLE tasks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        parent_id INTEGER REFERENCES tasks (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL CHECK (kind IN ('task', 'milestone', 'meeting', 'deadline')),
        planned_start TEXT CHECK (planned_start {_DAY}),
        planned_end TEXT CHECK (planned_end {_DAY}),
        actual_start TEXT CHECK (actual_start {_DAY}),
        actual_end TEXT CHECK (actual_end {_DAY}),
        progress INTEGER NOT NULL CHECK (progress BETWEEN 0 AND 100),
        weight INTEGER CHECK (weight BETWEEN 0 AND 999999999999999),
        party TEXT CHECK (party IN ('secretariat', 'municipality', 'new_vendor', 'old_vendor', 'other')),
        who TEXT NOT NULL,
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        certainty TEXT NOT NULL CHECK (certainty IN ('firm', 'draft', 'guess')),
        delay_reason TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        UNIQUE (number)
    ) STRICT
    """,
    """
    CREATE TABLE task_members (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        task_id INTEGER NOT NULL REFERENCES tasks (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (task_id, municipality_id)
    ) STRICT
    """,
    """
    CREATE TABLE precedences (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        task_id INTEGER NOT NULL REFERENCES tasks (id) DEFERRABLE INITIALLY DEFERRED,
        before_id INTEGER NOT NULL REFERENCES tasks (id) DEFERRABLE INITIALLY DEFERRED,
        note TEXT NOT NULL,
        UNIQUE (task_id, before_id)
    ) STRICT
    """,
    f"""
    CREATE TABLE baselines (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        fixed_on TEXT NOT NULL CHECK (fixed_on {_DAY}),
        note TEXT NOT NULL,
        UNIQUE (name)
    ) STRICT
    """,
    f"""
    CREATE TABLE baseline_tasks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        baseline_id INTEGER NOT NULL REFERENCES baselines (id) DEFERRABLE INITIALLY DEFERRED,
        number TEXT NOT NULL,
        name TEXT NOT NULL,
        task_id INTEGER REFERENCES tasks (id) DEFERRABLE INITIALLY DEFERRED,
        planned_start TEXT CHECK (planned_start {_DAY}),
        planned_end TEXT CHECK (planned_end {_DAY})
    ) STRICT
    """,
    f"""
    CREATE TABLE calendar_days (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        date TEXT NOT NULL CHECK (date {_DAY}),
        kind TEXT NOT NULL CHECK (kind IN ('off', 'on')),
        name TEXT NOT NULL,
        note TEXT NOT NULL,
        UNIQUE (date)
    ) STRICT
    """,
    "CREATE INDEX tasks_parent ON tasks (parent_id)",
    "CREATE INDEX tasks_system ON tasks (system_id)",
    "CREATE INDEX task_members_municipality ON task_members (municipality_id)",
    "CREATE INDEX precedences_before ON precedences (before_id)",
    "CREATE INDEX baseline_tasks_baseline ON baseline_tasks (baseline_id)",
    "CREATE INDEX baseline_tasks_task ON baseline_tasks (task_id)",
)


def migrate(db: sqlite3.Connection) -> None:
    """Add the tables, empty."""
    for statement in _TABLES:
        db.execute(statement)
