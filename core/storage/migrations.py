"""The tables as SQL, version by version. A file of an older version is brought up to date in its working copy."""

import uuid

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from core.storage.comparison_tables import COMPARISON_TABLES_1
from core.storage.distribution_tables import DISTRIBUTION_TABLES_1

APPLICATION_ID = 0x414E4255
"""ANBU: by this number SQLite's header says that the file is ours."""

SCHEMA_VERSION = 2
"""user_version of a file with all migrations applied: their number."""

SCHEMA_HASHES = {
    1: "62ec1a99b623e8e2da1dba9c40d6d7cc3fd912d3792b0642a91aec1a52ae2adc",
    2: "e32e75f405e93a8363136d82709766a20ca09dd44bc078ae16222ba0d81d4cff",
}
"""What a ledger of each version is made of (core/storage/digest.schema_hash), new or migrated: a file with any other
part was made by somebody else, and a trigger in it would change what is never asked for."""

MIGRATIONS = Migrations("anbuncho")


def migrate(db: Database) -> None:
    """Bring the database, new or of an older version, to SCHEMA_VERSION. A newer one must not come here."""
    MIGRATIONS.apply(db)


def identify(db: Database, created_with: str, document_id: str = "") -> None:
    """Give a new database its identity: a document id that every copy of the file keeps, and revision 0."""
    values = (document_id or str(uuid.uuid4()), created_with)
    db.execute(
        "INSERT INTO meta (id, document_id, revision, content_hash, created_with, sealed_at, sealed_by)"
        " VALUES (1, ?, 0, '', ?, '', '')",
        values,
    )


# Ids are never used again (AUTOINCREMENT): an answer file may still speak of a row that is gone. References are checked
# at the end of a change set only, and nothing is deleted along with what it belongs to: undo must know every row.
_TABLES_1 = (
    """
    CREATE TABLE meta (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        document_id TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 0),
        content_hash TEXT NOT NULL,
        created_with TEXT NOT NULL,
        sealed_at TEXT NOT NULL,
        sealed_by TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE change_log (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        pc TEXT NOT NULL,
        label TEXT NOT NULL,
        changes TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE municipalities (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        code TEXT NOT NULL UNIQUE CHECK (code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
        name TEXT NOT NULL,
        kana TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('city', 'town', 'village', 'ward', 'union')),
        label TEXT NOT NULL,
        position INTEGER NOT NULL,
        joined_on TEXT CHECK (joined_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        left_on TEXT CHECK (left_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE consortium (
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
        unit INTEGER NOT NULL CHECK (unit IN (1, 100, 1000)),
        remainder TEXT NOT NULL CHECK (remainder IN ('largest', 'representative', 'populous', 'secretariat')),
        anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
        estimate INTEGER NOT NULL CHECK (estimate IN (0, 1)),
        population_date TEXT CHECK (population_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE populations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        reference_date TEXT NOT NULL CHECK (reference_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        population INTEGER NOT NULL CHECK (population >= 0),
        source TEXT NOT NULL,
        UNIQUE (municipality_id, reference_date)
    ) STRICT
    """,
    """
    CREATE TABLE weights (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('usage', 'manual')),
        value INTEGER NOT NULL CHECK (value >= 0),
        UNIQUE (municipality_id, name)
    ) STRICT
    """,
    """
    CREATE TABLE systems (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        subcommittee TEXT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('in_scope', 'black_box', 'not_unified', 'not_shared')),
        position INTEGER NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE participations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        system_id INTEGER NOT NULL REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        UNIQUE (municipality_id, system_id)
    ) STRICT
    """,
    """
    CREATE TABLE customizations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        item TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        description TEXT NOT NULL,
        disposition TEXT NOT NULL CHECK (disposition IN
            ('under_review', 'implement', 'decline', 'standard', 'merged', 'euc', 'operation')),
        adopted_option_id INTEGER REFERENCES options (id) DEFERRABLE INITIALLY DEFERRED,
        merged_into_id INTEGER REFERENCES customizations (id) DEFERRABLE INITIALLY DEFERRED
            CHECK (merged_into_id <> id),
        deadline TEXT CHECK (deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        rule TEXT,
        avoided_yen INTEGER CHECK (avoided_yen BETWEEN 0 AND 999999999999999),
        note TEXT NOT NULL,
        doubtful INTEGER NOT NULL CHECK (doubtful IN (0, 1)),
        original_text TEXT NOT NULL,
        likely_reading TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE options (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customization_id INTEGER NOT NULL REFERENCES customizations (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE quotes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        option_id INTEGER NOT NULL REFERENCES options (id) DEFERRABLE INITIALLY DEFERRED,
        implementers INTEGER NOT NULL CHECK (implementers >= 1),
        one_off_yen INTEGER NOT NULL CHECK (one_off_yen BETWEEN 0 AND 999999999999999),
        yearly_yen INTEGER NOT NULL CHECK (yearly_yen BETWEEN 0 AND 999999999999999),
        branch TEXT NOT NULL,
        note TEXT NOT NULL,
        doubtful INTEGER NOT NULL CHECK (doubtful IN (0, 1)),
        original_text TEXT NOT NULL,
        likely_reading TEXT NOT NULL,
        UNIQUE (option_id, implementers)
    ) STRICT
    """,
    """
    CREATE TABLE answers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        customization_id INTEGER NOT NULL REFERENCES customizations (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        state TEXT NOT NULL CHECK (state IN ('yes', 'no', 'undecided', 'unanswered')),
        answered_by TEXT NOT NULL,
        answered_at TEXT NOT NULL,
        comment TEXT NOT NULL,
        UNIQUE (customization_id, municipality_id)
    ) STRICT
    """,
    """
    CREATE TABLE fixed_sheets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        report TEXT NOT NULL,
        name TEXT NOT NULL,
        fixed_on TEXT NOT NULL,
        fixed_by TEXT NOT NULL,
        settings TEXT NOT NULL,
        inputs TEXT NOT NULL,
        result TEXT NOT NULL,
        sha256 TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE sheet_files (
        id INTEGER PRIMARY KEY AUTOINCREMENT REFERENCES fixed_sheets (id) DEFERRABLE INITIALLY DEFERRED,
        content BLOB NOT NULL
    ) STRICT
    """,
    # A reference is followed backwards whenever its target is deleted.
    "CREATE INDEX participations_system ON participations (system_id)",
    "CREATE INDEX customizations_system ON customizations (system_id)",
    "CREATE INDEX customizations_adopted_option ON customizations (adopted_option_id)",
    "CREATE INDEX customizations_merged_into ON customizations (merged_into_id)",
    "CREATE INDEX options_customization ON options (customization_id)",
    "CREATE INDEX answers_municipality ON answers (municipality_id)",
)


@MIGRATIONS()
def m001_ledger(db: Database) -> None:
    """The ledger of version 0.1: every table of core/model/tables.py, meta and change_log."""
    for statement in (*_TABLES_1, *COMPARISON_TABLES_1, *DISTRIBUTION_TABLES_1):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@MIGRATIONS()
def m002_saves(db: Database) -> None:
    """Which save brought which entries of the change log into the file; of those that are there the time is unknown."""
    db.execute("CREATE TABLE saves (last_entry INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT")
    db.execute("INSERT INTO saves SELECT max(id), '' FROM change_log HAVING max(id) IS NOT NULL")
    db.execute("PRAGMA user_version = 2")
