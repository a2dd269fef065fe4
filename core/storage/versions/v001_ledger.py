"""Version 1: the ledger of program version 0.1, with meta and the change log."""

import sqlite3

from core.storage.versions.application_id import APPLICATION_ID

SCHEMA_HASH = "65db141b32747b8a3b8353b22861aaffa697ba6518421d036909d5e83d0cf833"


def migrate(db: sqlite3.Connection) -> None:
    """Make the tables of an empty database."""
    for statement in _TABLES:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


# Ids are never used again (AUTOINCREMENT): an answer file may still speak of a row that is gone. References are checked
# at the end of a change set only, and nothing is deleted along with what it belongs to: undo must know every row.
_TABLES = (
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
    """
    CREATE TABLE cost_lines (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        category TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('initial', 'running')),
        system_id INTEGER REFERENCES systems (id) DEFERRABLE INITIALLY DEFERRED,
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        scope TEXT NOT NULL CHECK (scope IN ('in_scope', 'black_box', 'not_unified', 'not_shared')),
        rule TEXT,
        borne_by_id INTEGER REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
        exchange_rate TEXT,
        position INTEGER NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE cost_amounts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        cost_line_id INTEGER NOT NULL REFERENCES cost_lines (id) DEFERRABLE INITIALLY DEFERRED,
        fiscal_year INTEGER NOT NULL CHECK (fiscal_year BETWEEN 1900 AND 2999),
        amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 999999999999999),
        UNIQUE (cost_line_id, fiscal_year)
    ) STRICT
    """,
    """
    CREATE TABLE current_costs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        fiscal_year INTEGER CHECK (fiscal_year BETWEEN 1900 AND 2999),
        category TEXT NOT NULL,
        yen INTEGER NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999),
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE penalties (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        contract_ends_on TEXT CHECK (contract_ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        yen INTEGER NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999),
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE out_of_scope_costs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('in_scope', 'black_box', 'not_unified', 'not_shared')),
        kind TEXT NOT NULL CHECK (kind IN ('initial', 'running')),
        fiscal_year INTEGER CHECK (fiscal_year BETWEEN 1900 AND 2999),
        yen INTEGER NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999),
        tax_mode TEXT NOT NULL CHECK (tax_mode IN ('exclusive', 'inclusive', 'not_taxable')),
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE tax_rates (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        start_date TEXT NOT NULL UNIQUE CHECK (start_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100)
    ) STRICT
    """,
    """
    CREATE TABLE scenarios (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        position INTEGER NOT NULL,
        rule TEXT,
        guarantee_percent TEXT CHECK (guarantee_percent GLOB '[0-9]*'),
        redistribution TEXT NOT NULL CHECK (redistribution IN ('population', 'rule', 'current', 'headroom')),
        penalties TEXT NOT NULL CHECK (penalties IN ('outside', 'inside')),
        fee_yen INTEGER CHECK (fee_yen BETWEEN 0 AND 999999999999999),
        population_date TEXT CHECK (population_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        tax_mode TEXT CHECK (tax_mode IN ('exclusive', 'inclusive')),
        first_fiscal_year INTEGER CHECK (first_fiscal_year BETWEEN 1900 AND 2999),
        years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30),
        instalment TEXT NOT NULL CHECK (instalment IN ('first', 'last')),
        partial_term TEXT NOT NULL CHECK (partial_term IN ('months', 'years')),
        undecided_as TEXT NOT NULL CHECK (undecided_as IN ('yes', 'no')),
        display_unit TEXT NOT NULL CHECK (display_unit IN ('yen', 'thousand', 'million', 'oku')),
        display_digits INTEGER NOT NULL CHECK (display_digits BETWEEN 0 AND 8),
        rate_from TEXT NOT NULL CHECK (rate_from IN ('yen', 'unit')),
        adopted INTEGER NOT NULL CHECK (adopted IN (0, 1)),
        adopted_on TEXT CHECK (adopted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
        adopted_by TEXT NOT NULL,
        fixed_sheet_id INTEGER REFERENCES fixed_sheets (id) DEFERRABLE INITIALLY DEFERRED,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE scenario_members (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        scenario_id INTEGER NOT NULL REFERENCES scenarios (id) DEFERRABLE INITIALLY DEFERRED,
        municipality_id INTEGER NOT NULL REFERENCES municipalities (id) DEFERRABLE INITIALLY DEFERRED,
        included INTEGER NOT NULL CHECK (included IN (0, 1)),
        UNIQUE (scenario_id, municipality_id)
    ) STRICT
    """,
    "CREATE INDEX cost_lines_system ON cost_lines (system_id)",
    "CREATE INDEX cost_lines_borne_by ON cost_lines (borne_by_id)",
    "CREATE INDEX current_costs_municipality ON current_costs (municipality_id)",
    "CREATE INDEX penalties_municipality ON penalties (municipality_id)",
    "CREATE INDEX out_of_scope_costs_municipality ON out_of_scope_costs (municipality_id)",
    "CREATE INDEX scenarios_fixed_sheet ON scenarios (fixed_sheet_id)",
    "CREATE INDEX scenario_members_municipality ON scenario_members (municipality_id)",
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
